from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tortoise import BaseDBAsyncClient

# Where an entry stands in the order of commits, which is what the log is followed by (graphapi.services.tail). The
# database gives it by itself, and no model knows of it.

# Whoever writes waits for the one before, so that rising numbers are that order; AUTOINCREMENT, since others are given
# anew once the last row is deleted.
SQLITE = """
CREATE TABLE "positioned" (
    "position" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" CHAR(36) NOT NULL UNIQUE,
    "at" TIMESTAMP NOT NULL,
    "action" VARCHAR(60) NOT NULL,
    "actor_id" CHAR(36),
    "actor_role" VARCHAR(10),
    "actor_name" VARCHAR(200) NOT NULL,
    "subject_kind" VARCHAR(20),
    "subject_id" CHAR(36),
    "params" JSON NOT NULL,
    "partner_id" CHAR(36) REFERENCES "partner" ("id") ON DELETE CASCADE
);
INSERT INTO "positioned" (
    "id", "at", "action", "actor_id", "actor_role", "actor_name", "subject_kind", "subject_id", "params", "partner_id"
)
SELECT "id", "at", "action", "actor_id", "actor_role", "actor_name", "subject_kind", "subject_id", "params", "partner_id"
FROM "audit_entry" ORDER BY "id";
DROP TABLE "audit_entry";
ALTER TABLE "positioned" RENAME TO "audit_entry";
CREATE INDEX "idx_audit_entry_partner_5d72b0" ON "audit_entry" ("partner_id", "id");
CREATE INDEX "idx_audit_entry_partner_e1617b" ON "audit_entry" ("partner_id", "subject_id", "id");
CREATE INDEX "idx_audit_entry_partner_133eee" ON "audit_entry" ("partner_id", "actor_id", "id");
CREATE INDEX "idx_audit_entry_partner_f4c2c5" ON "audit_entry" ("partner_id", "action", "id");
"""

# Its transaction. Of what is there already nobody waits for any, so it has none: the table need not be written anew.
POSTGRES = """
ALTER TABLE "audit_entry" ADD COLUMN "position" xid8;
ALTER TABLE "audit_entry" ALTER COLUMN "position" SET DEFAULT pg_current_xact_id();
CREATE INDEX "idx_audit_entry_position" ON "audit_entry" ("position");
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return {"sqlite": SQLITE, "postgres": POSTGRES}[db.capabilities.dialect]


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""  # the way back is a backup: statements would lose what was written since


MODELS_STATE = (
    "eJztXWtz47a5/isYf9lkxvHs2l5vTnLmzLEdpXG7a6e2Nknb7dAQCUuoKUAlSGt10vz3A4"
    "AX8QLSJEXKJBYf2qxJvCD1AARePO/t94MldZDLjs5tGzE2pY+IHHwHfj8gcIn4P1S3D8EB"
    "XK22N8UFH85c2R7KhpaftJwx34O2z+89QJchfslBzPbwysdUPIoErisuUps3xGQuOjkHDx"
    "4lPiLOKwaoB8L24t9rAmTXh4A+AAg86iJAqA/gjD4hgH0GlvARea/YkXh4QPC/A8RfZo78"
    "BfJ41//4J7+MiYM+Iyb+/P3gASPXkf8+WEHPJ8izsCPf3LZpQHzxlxBCn1ce/2X8pVncT4"
    "RR9Av8zUoicCAb8x8t//jjEGSe0VGvouHq0ZIdZ8YrfHd53YplP368+uFH2VIAPbNs6gZL"
    "sm292vgLSpLmQYCdIyEj7s0RRwT6yEkNoHi1aLzjSyHS/ILvBSiB2NlecNADDFwxDQ7++y"
    "Egthh9MPfgagFX+Ag77IigNUflf6J3TLW3rOubqXU3mVrWQZ3pE12yOaYcL0x8Ae3vf4T9"
    "bpGRVw/EAy5/Or/96uTsa4kFZf7ckzclbgd/SEHoQ2s7ilu45X8LgF8uoKcGPG6fg5y/aB"
    "uw4wtbtLffWAxfDFAPkB4s4WfLRWTuL/ifb16/rsD4l/NbCTNvJXGmfFEIV4zr6NZxeO8P"
    "+cXE+IoPXI3vhARLifEVfydIbFTAOpbVEutaUFcgnQdarqrWArJFk+mcleoG6OdXkL3BfH"
    "ZaA+az01KYxa0szLaHBBQW9BXLtG//wG/6eInUaGeFc2g7kehR/I8xTnL+A50b4m6iUa9A"
    "f3r1YXI3Pf/ws3jckrF/u+LqD+fTibhzLK9ucle/OsuNVNIJ+PVq+hMQf4K/31xP8htB0m"
    "76d7GhH8DApxahaws6qQkaX41Rywy8C5lvBazt0OfFOxj86K2HMvYjGesYk8rB5lod5t21"
    "G+qssBnoIQ90SptvoHVnpbrUvoc7tM/q2FtQs8ewuqBmpQyoHFRxSHx4VJ5bIrSKAP9IPY"
    "Tn5C9oU1Cuc5hGzMDP257GCez26nat9OA6OVvnZhZHgP9u5Iea8fnd5fkPkwPVotABtufb"
    "njTFNrsUqrEV03gG7cc19BwrM5/FHXpMc1eStsVby+Nl/gokcC7xET9EvHYOezUZFg9LJR"
    "GWNGrHgTE+V77BBEAfUIJANA1fMbCing+5APXEPX+BAF2JyUHFTfwAsA/4kQwQGsscfSKf"
    "yA3vQ/wQtoI2EvSZS+e8d3kJ0CfEO0s9Y4mWM+QxAIkD7ID5dMn/+k4+7BFt+HUPARsy9E"
    "BdBzngq4TK8dFn/+tDwHVV7xMJO1/wNuJt7u//9/7+UHbJKJcmgrmzuWq7AGvsLwDfeAUZ"
    "hkrJu3+k1y20hNi1+MsIIi1zRzxbPDm8mWP8DHM2DOZsO3wF1Mv5hoyQhrzO8ds6jANvVU"
    "o5yHtZfSrzOTQAOy/XCu+BHT765ndWkLE15XtPUyatIKgh2nVIy7Ny0vKsQFomoNkLSOZt"
    "uZWSXszJe8gnbwczAXLLIc9Jm6Ee8lAbzvwL5cxfmAgazyc9Lh5omLh2QgOVUxUZeijxkG"
    "FF4C8i8R//cotcKH9MKeY5r5yRrVxlwGfWAEqQJVbmTvC6IWjK+9IaMBa7E+2E1F3Yi04g"
    "NSILU9pHTH6VAyqmFeX/9zysl1Fn+qySmbkXkYZdIPVBdqUpTjFd2wlSN1FnGmHVlKrn+g"
    "5aIuKL/XAV6ikq2l7R7LCSwo8FLJiVaMPnTxfQ3zLsIOwROfzSE/9kuNxhSIILhl2wEYz/"
    "i0sIl1a6FhIL6IAZeuB6Gb9YiyGPOjYU+EAp8Hh8CpiX04QpER3p7zoM4XE5Q3hcYAhdSO"
    "YBXzXUGD/vQ5qW1xHwOniXw11wIkWfFRzNlF8tcR+N2muBbBXxMvltmuFcYgy/+nD+29cZ"
    "3uX9zfWf4uYpzC/f31zkwI53kHa8WE5aQ2JsJERYXT+zcLRmCgtepaNZWsxwYSVf0GxjNQ"
    "3kUMlqsYzld+R6W3LVnqww2xkHPx2J3YEC2zOz26sTWuBgf0J8b3OgOtBu7x5WnmNFOwsl"
    "DdscX4X3mL/gf4THUn7wWvHJ4ByBK35AZUgEa9r8YCriLx0kwjeX4P4eypPa/b10+bq/5z"
    "jDJeN/YiKPucJyJZ3NYi1796DNboM1s32zYPYvZPt7eBLHje7jF4Xj08FTDKMwDEah3VHA"
    "nADGcALwG1JFWwkN9dLufcnSa27989VWxhyuVHiWx29XIbpT5PbA0Ow7cDtErPnxNS21vw"
    "XioK/9dA/H1lj/e+Q/sAnWeTn9ZnX3vH1W1667HmelzIpcoF348auI55/vbq5LKZdIIq8d"
    "YtsH/wEuZr0Fp6X08lmAXR8TdiQe+xIauUComr/PU/W50RAd5Pl7492oJQk2TFxHzIElPl"
    "MKBiztT1XOf9npVu1iMeMuAGTSJSN243jk5zVW1x+DBNKnKe+OUUHQpMOv+iSCMnF1fT4o"
    "647f55NkxhQRQmthso9fxlcQP2AdD5rh1YbBq8nvo4nOnwhoyL30GqTaBOS0jH6Hqu6DU4"
    "0z1D6doTB5wr703bXE3tAadVU/eyRsQpyvp/shbrrnx9LwSVfeNiYSdScmbHTIFpPUmO2U"
    "j620HzP8Yxl+z6MKEqBcsVDJ6qdgvK1Fkr+tIMnfFknyzLGrfarLbA/mSxvyl2bi87/Q+P"
    "xg5bQf+KywGfihDLziky/ELz5gj6/RTY/rWSkND5C9ZMCX22FTqDNCBul6SNt0uYKkUYq0"
    "lIh++mEvThSRDaQBxlsJ/SB+W08Dr1DAC/hSFdNUHoIXt9cB231H4G1NPm14va20lgt01z"
    "xeCJcVRsDvhnmqEx2mfd/It8kdunPe0GFP7162RpMRd1/GRoagZy/UUJdvlVkpLbDe946p"
    "csrYhR5Uj4UO7MF42YIiT2TiffsJXh9U6ZkXLdumjffoQOfq3pJjMq7oIMtDNl5hJN6hAH"
    "6jLIait9u4M43gVyQzrFF/Js4pV3PW7lB9ZgiLQfe1ZzpxY75aivItBxXOzFGLwzouzRbe"
    "Nm5ZaRm7KMw8l2S6PAK/hqnnZOUWJmrFrBBduTK+fy5q0UAGGKUk9IaWxWa8gIQFaQgXCv"
    "h/H3zkiZtrWYmm1EG6vi90mFwy5W2LunTm3fbeYaeJv5btQq6GOhafbtjt5wlbO6pxOB6/"
    "w/FOHoMv4CY4YnpLOvsosL6g1EWQVHgIqTCecam+QE6u7HcaX9zcvM8cNS+u8kf9jx8uJh"
    "x2iTpvhMNd9Op6WijnvbZKlJMrUkK7ZGRyaONRanX8ffl/vjl+c/ru9NuTs9NveRP5osmV"
    "dxXDoUSVWQ7fl5uhupXZH6qvRwLpyqP8Vy4bT9aCnJmw5eg2i0VOyQwjGlk8T5toZDwn1E"
    "MKJa98RFIiZkA6HxCuvz9htG72iSQiZkA6HxD+eF/EfjAEXdWHUm44KkrqYHbet+3oAWI3"
    "KDP9l3gcbkV0QHwPNugsUVGA+nl37ry8cd0fsmXOuO5r6MFdx3X/ARPMFm1HPidtvvEhf+"
    "MZ3rwugZsRMrb3YaVu0gdUY33fm/W9uCR0AG3tKm1jRTazDg4pK9bks7D7Xi4C8nigsCWn"
    "bx9WGZKRbGjZSct2VuQVRjYShmJIQNjlKyZNy4eA0TBlPKFg5VFRsDQyK8tKZ/yfpWnfM8"
    "mzwl4PDuul0Yp+lkm/pIU1tCxoqJSGL40ZMvz7wZaQKgJ6gQn0NpUslgLU2cZHbISwVtk8"
    "I1IwUfB/Ob+9uLo+v/2bmsK6UJCIF3+bTs7zPv7JutRg/cgIGb3RKONGGR+wythUGd8qNt"
    "1AO0n60xTgzHI4JJ2cj9gSeXduMD9QqOSpu5Ua+YNsZ7G4YTuFXIinyg1viwd/L/PXQscR"
    "GjFiwEMO9pDtA59KjVxoynybB5TwR4m6TYTOqLMB/DUR4Lp5Vbbbms6cRiUfv0oeT8+6pr"
    "i4fTcuiS/qX541w53WscKdlhvhTk15RKPQDHq/HW5q+CvyRLGNVLttfKtyq8WpRq22WQKi"
    "LsIICui6IdclJo0InCBiswTnS+ENyDddD4ElJtQDfAr47HvelrKQNQO2mGVuGNAkGxI053"
    "88oaNP5BMRRsgo7/xmKXZnsTGLvz20FLPHCztHT3yrX3vY5wd1AOd8TL/jXfPXnc/5DQ89"
    "BGLHh2QDqNiygb2AZM5/qvDZ4VeAWO1nkLfhD73iKkDgu/wNQqYumgWvmGx1CLguIa/zr2"
    "Xhgw2CHgt/u7jowjVYQyKVBfCIVn6oSjAKHFroz6Pr3aNDYlJwB9VCEVoR5udw+FvxOWDU"
    "lvGrLXtPPzRk1aX7sk3lpbGej1rZqTxWO5fFq+tfbq4uJ31N4VzkSp384m/KE4y/KWQYD/"
    "cM1lBRzEp1WEFoCEGfO3KJHoKsWZXNrYR+HoY9JQg2RQj2WISAsQA5lmpOCxevEi0jLVTl"
    "3DVCtCvgFd5aOfgiza8BdluJLxq4FfIwdUTBChW1XQ5fXs6A6FhIpVM9CyFSalNfFoCMn6"
    "hV2n55CM1WYv8RNC8DWy+xMrNg0wz3RMDAvgPsLiaoUVBlImBg3yUyLPA8ROxmmaNTMhqq"
    "sSc11NiTUjX2pJCCFPkWXDaMxc4KGUcwhSOYz8fM5j9/Tr2S2fv8gSzfh4az+U2dHKRvyl"
    "OQvilkIH2CvuUpU7yUTue0iJnMisksAGq8SGSFDK4KXOceZaw5snkxg60C2/GlkD+4+Xly"
    "vR/GvM6qW77oFtbcFcRNmbCUyI4H6YERvc3O0YmVucHnn5ExCYYKOZtCeJpOyJzYlzwpjZ"
    "uUcZMaiZvU7eRuent1OX1hP6lLoYpJx5oyd6m4xWENr6kwx1nUuI331FQ6CjEfhC4WYI6f"
    "kHCoAlC6E4kstFR6NPnwMXIaIuiz9EwGjwitpHORS+1H5ACZb0Q2iR2yMAM2XS6FL5RT07"
    "3IOOkMw0lHjH4DTSNu3o2S8bL+OZ3zO49IoV+UQpm0N4e1CM3C5vgyK/h7OqeqdVter1yt"
    "3bhFy8DuxE1TdCQSfq8R8NA3iNj8WU79YBCzuA5jcY2T0UnsCsBXlbrMymlI83bvD2kCrV"
    "8q0NrUptYws1mMUVVt6qHRAiP1it1J76lBIDSsRbMDfTCEAeg+xmonbfIDxK5Km5TXK7XJ"
    "ZdyinTYpxEWgsTjCr5DHKDkCV3GZGREAcCgUTv5SvgxpIk54pHfCGCmf8tPJISCSFIDAxe"
    "RRlpwBIkB59xCibmu/5FYU+WN7eVBS7UOQI3zL8tFy5e9aByb3DIm8Cd3W4wQwriCd/bks"
    "1dH+T8q1/5NiIHf6o6+tiaSFOozOGe4RoEF8Dlf7ULwF1T24pmU0nLa9FEgW6jVcNuIHUi"
    "I6otxHsnUTCrXPUCipWDYrOZNIDKOchnisNuU0xlbh7uCvHycfJz/0BX/fVe6ic0ETD560"
    "iHHgyZvW8qetoor3HMuo6EFDqnG81KK8lBlz5Hm0UfKIRMAEh9cKDue/M2hL2mdkzYc06A"
    "9JZBhsN8opSVN2ZMhD/MJ2mPGMbCP6I6JhGyCaljF4Ds7bdZi4dp7kWM7CDoAVZkO+tE/j"
    "7vREN/3NZrDlLwCuP75//1KOxFG9F5XpMKkEU2E83LZpaT6UHYTGwK1jmo/g8nuuj4Io+e"
    "CSf/Qvbg00xq5hGLsamwuMraChrSBgyGtqLEjL6Hc0PquD8lk5yGcFjI2lYK9J08gT9mUm"
    "XmsnllrVzx4J6xDn6+lYKes0fK35AnUnhjoYMnWQGjOufmHe885jn+3HDP9Yhr8p4a6S1U"
    "/B6CkxK/Mtxk/jFibtvjdFD+ZLG/KXZsq/axgkUaf8u4mO0XDg60THND2oG5e+Zi59HnVb"
    "HxdjWQ2x7v5wOLQwr+FqJQ3si9CWOT0agpqVMrFzQzMxDnSu9lx3LJ2el/lUlNTES1E4VO"
    "ECeRH18ONfblFYgqsc98uot6ulZmVW/6iK44y+8SJ0DeM4z7f9jHExeHbOZtfCvuM4M9Zw"
    "hVE2by0vN81SgiyhrVuJob6liVYGZcocTsKOdgREkifZpyhXh9wHkZcJEvDTh/NLYcf1F1"
    "gWgHvFRJTnV4m9kSF+vPTZ14e8GweB9YJ3IG27IoCUiwgud3cbb2q0OgyW7KhXY0EehgV5"
    "FXhcorVWnxLXUbHvvKjZng32A2MX9xLbJ5yLFpAtmqCcldKuFGL3JvtHtFGeo8oh3krouF"
    "Cc1Vko8sxYaqE4K+RWMuT1F2Km2MkI3Lnl14x0fyMdsNZGCdbl1zwwrUCnIX6i2Gk7yBlZ"
    "M8xDHuahUcnDHdoG/LyJqdKSoB8mrp3HAJVyyI2h3YFFHgm2jXnkkuksuJEdDR5xUkA9Jr"
    "HCytEhH78SCFFlgFRy77CSh0+3asPA39ElEukQwXpBgReQsG7Cig/yA/WWJlf34Paiwwrq"
    "2Xjr9OutY4LDTHDY+JlmExy2z+Aw4ya/64Y4Oi7DWBo09Jau4yY/NBJrCC5QXdAtTZJXGB"
    "+0gfugeY46I0h447DqtMuPpcSiSbs2591fF9AHUJT6W0GyAUhUJBRlqUJ3Mdk3kCdfcE4A"
    "Rwat+GjL+gNzihhYY38hPNPidCKHvC8H2S4mUSv44MtiA+sFdlEbj7Ntjebe6gsYL7PxH/"
    "WjCdzknJQS0VFt7+PAL0pr8RWmcXLzvJzB2xAswyBYVhylRlM5EdCPWjmtM4NPyyfwaWH+"
    "EqrK/jLl+2cJAUt3yPIyMGyrznGT36aZI1whIXymZl/cPJ8l3tBYL0djbdXSNlhvpfeYz+"
    "jm58l1X0pd3+Gq/EzR3u0pK2y4QsMVGq5wcFyh8c3qwd9N8EMNAd2KGPdB4+r2Qq5uYhZ2"
    "gWvUzThn6/Oobr/VDKS3fC2+vbqcvlSW63g6K0jt1EyvoLVTjdpFUUc9bOnpB2hzWfGviI"
    "oK/5hh1+VCgKuHxMf+RpbMXQtKHPsgYIiJGGtJb3Oo27DX4udbj2jTPX+dZGVIjDGGydaC"
    "yWZuMG9CSMXttYsp7YGOMv6AvdLV6dWuCcaxjMG5Hs4MQc9eqJEuJ1ezUlpgvW+OdYSs3/"
    "nl9OqXyVh5PxawFSJCmbE8BBlVnAoqdkaVsA6mhb1kMzbWhP1ZE4RjDfEFfM3Sdefl9Jvc"
    "VUVlY6DflQL9Lg/0Grk2FWm6+C7ZBOi8nH5Av3ldaxkRzSrW7+JCgpcr/ha+FXiNHBlyYv"
    "rhfVwP7+MqvI8VeHPYnqC9aYp3TszgXRdvl86p5eA5Yo0WlJyYfnj3kLDoJZ3PBo11r75+"
    "jX3QCoIaAt6HK1qMW2OXtIKgfoB3zwXGoK3RjOGyGmXVeKdE9UO8r/0yMrlYLRy2FaJa4t"
    "79Wh4jxx+LUCM9pShpIG8EubD+QJcj6jRaY0rEdQS/FvYV0JeuMNhvt7xEcvph/abuEb/q"
    "hF++oAfE91ou6ImofqB3TBXGmD1BdVzt82hvJTUEu7fVpPExqCCoIdp9HIPgnGsaS0FrPy"
    "GP4WYmH6WwhsB3Ps2h69I1cizq4TkmChPnn+9urkswL4rmXa+x7YP/ABez3nLOpVyAZgF2"
    "ff4iR+J5L+H8I6ASPZebnvNW5sOsl5DoIG96Lvp7ZcfnipSY/YuCudHB/WUCfN3X1zAXb/"
    "DN8ZvTd6ffnpydfsubyLdMrlTZja6up2XguniJW4GbCLYCd2iLTcfwEupjm68QK+QJe2UD"
    "fBWSZvbm4Z27dMbPiIzviqjx8qAWNiBXgtx0mVALm6VCsRKb+K8vM/7LlFTWcOBjjPIllR"
    "tktMo6STEWVtjbMSfzuewqqes3sslQFh+UdykTm/nuQNXM9TWwfakeRglbEGa2Ep6MuwIW"
    "d3me9KjtDAsc7FtIMLe7giZ6msQUsIYTLT4mdlQ7V9cZZSoNN8cMfRa/zrIXAXncEbCJ7O"
    "pS9KQrWiKVIZ9fImZuR7B+lD3dRcF3OmKFyRPFO2+IV2EvuoJkCoRUooOWs513vQ+yE10n"
    "ULZy+I5Q5QuWaziltjlvd8UqzpurI0hRvo1QOdgRqChnQ6gd6PoZsjhlwk5Q3YW9aDqrJH"
    "29K0KiD20nkeT3PWTjFUY7cy8Sqtu4M50wa5R8JhtqU4FpnMb+eWTf8450/UaDWdJ5J1jd"
    "pTrUCLN2KY2iPbA8sdF2k3w2vVG0Ocu27bIcPWAXAV9kK1pDBiB7RI7I1X8ErnzgYsTiLP"
    "4i1cwMim4ZDduLVP8rjwoSHCzhhv/vEYmURyL9kbhHRW4jsBB/8qs08NvkPsom/eo2+5FI"
    "pSC3EduFXOF1rID4/BRl8h+NP//RbGOlqzjm1i9KXQRJicdlVjI3BjMuOt5NVAXyxc3N+4"
    "yR7+Iqn8Pk44eLye1Xb+Q48EY4TBBXNLtjYrsBf0NrBRlb8+OVau+owl7dgRmC+kNgMm7s"
    "O393a6gT4T3m8fnrx8nHyQ99LeV95/GBvo+WK9WJqNRnKi1i3NEKflIZvaeonzzrKpWX19"
    "BpZrxOMkX3KMkOWwvIFupFSz3KWSntMkR2Xwv2EW0aRlVtJTTcdHtI4mH8O7+QFYufwzHv"
    "rt1IZ4XNSA96pB+Qby/aftNZYVOcZcgDzfD/Kc5MF3heqsTHEhqFOvzX8fHJybvj1ydn37"
    "49fffu7bevE12+eKtKqb+4+pPQ6zOjWVT0X7guyojWzXFV8hgosJ2U8qjjzW/8Fju1kja1"
    "Z4nKKCozVlQxpbrm9A42KyEOZht+Vzh1ifIaiW/0EThfypAFAD0ElphQD/BB8tkhIMg/BC"
    "vefkmJv/he9g0wA5QAD/FRZHUNVMbIMwwjT9N0SDvlPxoyhdF9JgdT5KLffEd8puN4P6pJ"
    "ZadFuqGyX3YGd8xl86XeqoiQKYW1ILc/M8GY0OVfRCt083IaneE6BTcd3N8U4IKsAVkBsl"
    "D63I0Flw1zWxQFDbyq5Deeh4jdKHNfWmaPRvDJx9u+9Nys5nBSQ284KdUaTr5W8Q11TsV7"
    "j24Y2u5XL/J4DbGwA80Uc7aRh7Wevq0t/IF7QGs0M6tPniUOCFFQLalYkXK2haUatSNcGJ"
    "6Tb6QjMPSBC5nPvpdOwdI1QHAokZPwzKNrhrxXokIqfcQIUE/cgmCGuG7igQWCfEUJy6be"
    "/XT+zfHbM37NQ7t7BkeZKqxuPYQ76tUQRsMgjIz/y178XwK+BFh8KVOp2eUwZ6V0TLfaR3"
    "0V4wnzhZjNxa5rMcRXolZjnRc3oz3o0TZ+T1/KSKdUzAaqYFbKuGYMy99lYHqINu4uw8S1"
    "E28XxZLQAbT1My8OdB14FtvsQtjUk6hX1kYmqVBxNnH2igrGJmnSMqibuo6kYVxMHg/BGv"
    "sLybnEcZUAP4iYbH6mBZSgIzBdINlUUjk+Q+4DgIAfDxx+GsPQ/U405rcIekIecOmc/+Dd"
    "KZu0Qbtb2ib7HB/7LrIe0abvB2XPU30+SWrzdMU/aWcfP0wk6UTxQtPdqBlabBi0WHp420"
    "SyZqaHjg5AXQeyyhWpEQUZC2gIby+8WGbNb4RyLGSQroc0Q9CzF2qop3yxLwnpyEhpgXUV"
    "KTH5bZrhIwq1nBJO4v3N9Z/i5vkCT1ng06/ZYJLnxLTk2XupORx4jSr3Rc21mNr7AXjl0S"
    "fsyBpjzfy6C4Jagt61i3d8FrT4WuwihcZdvnorRHVYR/a9gg/CCbwO5mPJZ/IEXexYDx5d"
    "trCaZIVNDPGQjSbhWLVNW5OTNkM95KEWLFfjeoRZIbNQFtPEbfnD9u4EmQ7MVzTkr0hBGO"
    "8w4upju/EsGNaYG98wDYshmiqYX+jAKz750oodJs2LXn4vAwV2b2leTEmMAQQhZVEr82vJ"
    "4PqMg8t2RGXjNq4uU1mIIEn/AniPCD8hxq/JR5R5qfwj/R0n3jZxNwf/rO/Fsi036SR9dR"
    "yF1Eef6dc2Phzj9+HITcO6uOfEzOY/LEdiPUFN1rMGkKZlDKBGRX0p3+xEV9gRWd1K2OVx"
    "TX+vz6Nqp2qS7wishuXN89jmNu1BOb2n0zuozgi59A8VJ4R8y5apIsPv+xUDM5GRgMxFtk"
    "goM0hGfvEib8HKwzYCkC+xYfUzgP0jIHiyMI2kTG0QMEy4hvyKHX0in8iv4uAhRUUuygXl"
    "4MRJELyAEPGgFfIwdaIMk7Jp+C7gq/v7ZAhdvMT+/f0huL9Pp3GKr3+dKrf2idgLSOZI/I"
    "LtS7uY+cAOU14K47W8RbiGHj+fEnfTyllfiluImAOCDgcEUW4oUDAn9YsVBarcYn0majq/"
    "nF79MukL5r6dvE3CsV5N2AvILLomllwFFYRgVZ25guweS8wlV0ZbY26GXVcYiJrO64Kc8c"
    "vIQxuQCCSua6hmtVBJSsx2Bckq0934lo8KGIXlzWQjfHaH6yAbYa72oSfsxCr31fJpmpXa"
    "cYoO9PxWc45G+rVEpAmEeTkDYnhIaQ5hJPVFL5RC23dbOwllpY0L4HB8Q4peQWvoCd89+t"
    "DkS8kIfckfimBULJlYtxlvkZczWWVyC3hzSLtBc0T73ojtlS+a57If41pUumhXy1rUzThn"
    "6fNmte03mjFP3PJt7PbqcnqgXlz3B+wwF9Nncc1vJyXgNjH+1LAb3xA0pfz/+rcaD2G96N"
    "6tcSeT2nThUd+XcBXMacm9wypTmp9u1caM9hNdA/rgIwIYXSJ/Iaxba8g4OBg50oomk3yv"
    "+bDRdZhN6hFthOULEvDTh/NL3i0FXFcVFiR+zRF/unSOZe7wR7QyldfGZUxqmFil0zQfWq"
    "fObhro+AIxjiOyESHitE2hu5XcTwjMQPTiUbAaBe38ZXxdzpGH7YVqW47uVG7KcNumxZYc"
    "Xep4xyxdZpQbpmKNiWbxcJfvThaY8n3xCXlxpZW6e2NKRMe0NW/f1tgieavyxDXiXnZZFx"
    "9VA4Sj5hqi20tpUv5EX1m64893N9dlWkgikt8tse2D/0gntRGiXQGuACOzRxYSAuVz/+Q2"
    "P9HBRbMKb91vZn/8P8g8pus="
)
