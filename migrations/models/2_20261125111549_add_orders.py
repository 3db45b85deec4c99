from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tortoise import BaseDBAsyncClient

SQLITE = """
CREATE TABLE IF NOT EXISTS "plan_order" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "company" VARCHAR(200) NOT NULL,
    "contact_name" VARCHAR(200) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "phone" VARCHAR(40),
    "note" TEXT,
    "language" VARCHAR(2) NOT NULL,
    "status" VARCHAR(10) NOT NULL,
    "decided_at" TIMESTAMP,
    "created_at" TIMESTAMP NOT NULL,
    "partner_id" CHAR(36) REFERENCES "partner" ("id") ON DELETE CASCADE,
    "plan_id" CHAR(36) NOT NULL REFERENCES "plan" ("id") ON DELETE RESTRICT,
    CONSTRAINT "plan_order_decided" CHECK (("status" = 'OPEN') = ("decided_at" IS NULL))
);
CREATE INDEX IF NOT EXISTS "idx_plan_order_status_4ea369" ON "plan_order" ("status", "id");
CREATE INDEX IF NOT EXISTS "idx_plan_order_partner_529a8c" ON "plan_order" ("partner_id");
"""

POSTGRES = """
CREATE TABLE IF NOT EXISTS "plan_order" (
    "id" UUID NOT NULL PRIMARY KEY,
    "company" VARCHAR(200) NOT NULL,
    "contact_name" VARCHAR(200) NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "phone" VARCHAR(40),
    "note" TEXT,
    "language" VARCHAR(2) NOT NULL,
    "status" VARCHAR(10) NOT NULL,
    "decided_at" TIMESTAMPTZ,
    "created_at" TIMESTAMPTZ NOT NULL,
    "partner_id" UUID REFERENCES "partner" ("id") ON DELETE CASCADE,
    "plan_id" UUID NOT NULL REFERENCES "plan" ("id") ON DELETE RESTRICT,
    CONSTRAINT "plan_order_decided" CHECK (("status" = 'OPEN') = ("decided_at" IS NULL))
);
CREATE INDEX IF NOT EXISTS "idx_plan_order_status_4ea369" ON "plan_order" ("status", "id");
CREATE INDEX IF NOT EXISTS "idx_plan_order_partner_529a8c" ON "plan_order" ("partner_id");
"""

# After either: what aerich cannot see and both understand, such as partial indexes and rows.
BOTH = """
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return {"sqlite": SQLITE, "postgres": POSTGRES}[db.capabilities.dialect] + BOTH


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""  # the way back is a backup: statements would lose what was written since


MODELS_STATE = (
    "eJztXWtz47aS/Ssof5mkSnFlPB4nlWxtre04O05m7Fxbk+TezC2aImGJawrQJSgrrmT++6"
    "LBh/g2wYdEwvgyY5FokDx4NU43uv86WFIbu+zw1LIwY1P6gMnBd+ivA2IuMf+j6PYEHZir"
    "1fYmXPDNmSvKm6Kg4cclZ8z3TMvn9+5Nl2F+ycbM8pyV71B4FFm7LlykFi/okDlUcoruPU"
    "p8TOxXDFEPBeXh7w1BouoJovfIRB51MSLUR+aMPmLk+AwtzQfsvWKH8PA1cf6zxvxl5thf"
    "YI9X/ce/+WWH2PhPzODnXwf3DnZt8ffByvR8gj3DscWbWxZdEx9+gRD+c+XxL+MvzaJ6Qo"
    "zCL/CfVgKBA1GYf7T48XmCUs/oqFYouHowRMWp9greXVw3ItmPHy9/+FGUBKBnhkXd9ZJs"
    "S6+e/AUlcfH12rEPQQbuzTFHxPSxnWhAeLWwvaNLAdL8gu+tcQyxvb1g43tz7UI3OPiv+z"
    "WxoPXR3DNXC3PlHDo2OyR4w1H57/AdE+UN4+p6atxeTA3joE73CS9ZHFOOl0N8gPavz0G9"
    "W2TE1QN4wPm705sv3px8KbCgzJ974qbA7eCzEDR909i24hZu8X8O8POF6RUDHpXPQM5ftA"
    "nY0YUt2tsxFsEXAdQDpAdL80/DxWTuL/jP119/XYHxr6c3AmZeSuBM+aQQzBhX4a2j4N5n"
    "MWIifGGAF+N7QdZLgfElfyeTWDiHdSSrJNa1oK5AOgu0mFWNhckWMt05LdUN0M/PIDuD+e"
    "S4Bswnx6Uww600zJaHAQrD9Aumad/6gd/0nSUuRjstnEHbDkUPoz/G2Mn5B9rXxH0KW70C"
    "/enlh4vb6emHX+BxS8b+48LVH06nF3DnSFx9ylz94iTTUnEl6LfL6TsEP9G/rq8usgtBXG"
    "76L1jQD8y1Tw1CN4ZpJzpodDVCLdXwrsl8Y82aNn1WvIPGD996KG0/kraOMKlsbK7VOby6"
    "Zk2dFtYNPeSGTmjzElp3WqpL7Xu4Tfusjr0FNb0NqwtqWkqDykGFTeL9Q+G+JUQrD/CP1M"
    "POnPyMn3LKdQbTkBn4ZVvTOIHdXt3OlZ65iffWmZ7FEeDfjf1AMz69PT/94eKgaFLoANvT"
    "bU2KYpueCouxhW48M62HjenZRqo/wx16RDNX4rL5W8ujZfaKScy5wAc+BF47g30xGRY1Sy"
    "URFhdqxoEx3le+cggyfUQJRmE3fMXQinq+yQWoB/f8BUZ0BZ2Dwk3nHjk+4lsyRGgkc/iJ"
    "fCLXvA74ELYyLQz0mUvnvHZxCdFHzCtLPGOJlzPsMWQSG1lr5tMl//WdeNgDfuLXPYwsk+"
    "F76trYRl/EVI6P//S/nCCuq3qfSFD5gpeBt7m7+5+7u4moklEuTYC5s7hqu0Abx18gvvAC"
    "GYZLybs/kvMWXpqOa/CXASItdQeeDU8ObmYYP82cDYM52zZfDvVyviElpCCvc/S2DuPAS5"
    "VSDuJeWp9KDQcJsLNyjfAe2Oajb35nZTK2oXztkWXScoIKol2HtDwpJy1PcqRlDJq1MMm8"
    "KbdSUoveeQ955207DEBu2OQZad3UQ25qzZm/UM58z0TQeIb0uHigYeLaCQ1UTlWk6KHYQ4"
    "blgT8LxX/8+Qa7pviYUswzXjkjm7nKgE/NAZRgA2bmTvC6JnjK61IaMBa5E7VC6jaoRSWQ"
    "pMjChPYRkV/lgEK3ovyf52E9DytTZ5ZM9b2QNOwCqQ+iKkVxiujaTpC6DitTCCtZqn5tO/"
    "4F8b2ngyK2fnt3UknYQzkDxwWbkPbAsfsL/oP/awILv1rxFrEP0aXPEMPg0mph5ICXqo3B"
    "yXWJ7u5MQene3Qli/O6O6xnmkvGfDhF0O+j3gpJ3TTJfcwTau7Z269KarputZ/+HLX8HT+"
    "K40V18UdA+HTxFmx6GYXpoRCQoSyCMhDCo6Y8TDdW6vPtWQkFzUveMe3LOre/utJXRdEwR"
    "nuVe7lWItvJvHxiafbu3B4jJntZIS+1ugjjoaz3NWJtrndg4qjixcZQ/sRHpfw/8A2Wwzs"
    "qp16uP6qFdAXYZ1nLzcVpKz8g571O+/crj+dPt9VWpwSGUyGqHjuWjv5HrsN5c+BJ6+Wzt"
    "uL5D2CE8dh8aOSCUUhSjrvvFh9Pfs736/P31WbY1oIKzYTkDK9PFtQ1o/zagPt1VY2a5gA"
    "FLss7l/JeVLNXMYzWqAplMnMUO4UIPfL8GV2r5dZK1YH6zfpsVBE3SSa1PIijlfdjng9JO"
    "C30+SZwrA0djwyG7+DI+g/hr1nGjaV5tGLyaGB8yOn8soCD30qsrrwzISRn1NlXdu/BGZp"
    "ZijJ8PO5CUV7Ff1+nV5X06i7ZDHh1fWDgNWBsao15Uzw4JmwDnq+luiJvu+bEkfJj4zXwt"
    "iyvRzrVDtpgk2qzVqfXSenTzj6X5PY8WkADlikWRrHoKxttaJPnbCpL8bZ4kT227mgcESd"
    "egR9qQR5o+xfBCTzGsV3bzhk8L64YfSsMXDPmcl+e94/E5Wna7npZScAPZS5xAsRzKQp0S"
    "0kjXQ9qiy5VJpA6SJ0TU0w97caIIbSASGG8l1IP4bT0NvEIBz+FLi5imKf7TL0GXtmCUBo"
    "Zt1Qp78fs0tbjmLPjxAvv++up/o+JZs37GSSU2+TTh9bbSSk7QXfN4AVzGDN9TrzGXmqtE"
    "hW7fN/JNIqy0jq4y7O7dy9Ko4wbtytjIsOlZi2Koy5fKtJQSWO96xSxyymhDDxa3hQrswX"
    "jZgjxPpMOe9nK+YlgBevca3F4Z79GB9tWdhRBhXNHBhoctZ+VgeIcc+FKxHqC2m6gyheAv"
    "CPlQI0pvdPK+Zq9tEaN3CJNB9xF6W7kx80ljib1bdz0/KHBkTtydVLky34tyBosKNoy/y8"
    "W3MXHRwrRRsCX+Xjg3x9FqkYdthw9GH/lUnNgHL1Y+kiBqbxDtltAZtZ8Qf02M5tivcoWu"
    "6fWs3WXH7y4bdc/aJ+TC8sql2TmuQxMcl7MExwWBQbUurRW/4Syiwz03dEkeqWPhotU2ul"
    "W51DqJQo2WWYLCKsIY8K4bxM6BTmMzvobCYolOl6CEBGHnlw6hHuJdwGff87KU4SAZpAW9"
    "zA20XVGQ4Dn/8YjD8PfuU3go6WkJqzMszPDbw0voPV5QOYZA+BvP8X3MK5nzNv2OV81fdz"
    "7nNzx8v4YV3yRPiMKSjYKYwRN4zxm/gmC2n5kQw/4TueQqwNp3+RuwQC+Io+tDqQniuoS4"
    "zkfLwkdP2PRY8O1w0TU3aGMSoSygB7zy48D5Ns3V59FN+6hA0cGrFqpF5uzP1nhj87fifU"
    "CrLeNXW3Zumx6y6tL9mf7yuAnPG+5axU5odvDh8urX68vzi766cMZqV+fwyevy0yevc8dP"
    "gjWDSSqKaakOj5cPgRFoybh62GRyIZi2EurZmXvyHtcn1HZ4Qo2xNbaNoj4NNrgSLSMpVG"
    "V4GyHaFfCCIS0DX6j5SWC3lXjRwK2w51AbTjN6BSx1OXxZOQ2ibeAinepZCHGhNvWyAGR8"
    "R12k7ZeHQ9pK7D4c0n5g6yXw0Wz9JId7LKBhbwG76xAsFf0rFtCwt4DdWnseJpbcsYKEjI"
    "Jq7JsaauybUjX2Tc4/FfuGuSw2eV+SMr/3lFAGZGeUzgL8ffl/Xx29Pv7m+Ns3J8ff8iLi"
    "ReMr31QAf3k1zeDq8zaz+OfPqVfSe5/fkGXrULA3v67joPq63D/1dc499dH0Da8wYkhpd0"
    "6K6M5c0JkBIOlJIi2kcS3Ade5RxuSRzYppbAuwHd/5ooPrXy6udsOY15l1yyfdgvS2jiwT"
    "lhBpuZEeGNErt4+OrcwSwz8ls7ux//VIBn4Ij2yHzIi95E6p3aS0m9RI3KRuLm6nN5fn0z"
    "37SZ2DKlYcZTlTYlLDa8qwEoWbeE9NhaMQ81HgYoHmziMGhypkCneiQ/TbggqPJt98CJ2G"
    "CP5TeCajB4xXwrnIpdYDthF/E8cVRSKHLIchiy6X4Atl13Qv0k46w3DSgdaX0DSi4t0oGf"
    "v1z+mc3wmTxdaEMi6vN2shmrnFcT8z+Hs6p0XztrheOVu7UYlm50i2bppQEcTG30BWx68w"
    "sfiz7PqHQfTkOozJlT/Eh/i2Arsc8FVxkNJyCtK83ftDhqDlcT5ziOk9VSJdAPLsyQ/MdS"
    "ODuQLWs9DGFhvkOJpnl1enN/8sDkJwVmCTO/vn9OI0G2xeBy58mYELh0YLjNQrtpXeU4NA"
    "kDyo3II+GEIDdH/GqpU2+QEylxRokx/CjCbl2mSU86ShNgnicNAYtvAr7DFKILs4WlD+1g"
    "gOAEyQSEjHPx2ONBE72NLbwRkpn/LdyQQRQQqYyHXIA6LwFxxQHnZi8eBje3lQnDECyBG+"
    "ZPl4uRLpCzp8hkBeH91WYwcwrkM6u3NZqqP9vynX/t/kD3InB31tTSQppJM/Zvgsakjn6U"
    "rKKNhte4meB+q1ZDzqhIiKKPcRDVIfhdrlUSidG3lQTtOtEqbtI0vaPz5efLz4oS/4+47w"
    "G+4LZDx4kiLagSdrWsvutvIq3nMsY0ENClKN46UWxaVUm0tnGdOpxeQOh/PvXDcl7VOyei"
    "ANeiA1T9Opc3OOpIn3bIcZT8tK0R8hDSuBaFJG4zk4b9dh4tqJvSrXczsAFsyGfGqfRtWp"
    "iW5yzKaw5S+Arj6+f78vR+IPWARDKzId4ihMWoXxcFumoflQVBAYA7eOaT42l99zfRSFwQ"
    "eXfNDv3RqojV3DMHZJmwu0rUDSVrBm2JM1FiRl1Nsan9RB+aQc5JMcxtpSsNOgadvc8K1Y"
    "6qJ6dkhYBzhfTcdKWSfha8wXFFeiqYMhUweJNuPql8Nrbt326Xp084+l+WUJ9yJZ9RSMng"
    "KzJrLuNRpvBTXokTbkkWZ5uPkhibSwggaXkR6SCMdLZcPr0zEKNnyd0zGyG3Xt0ifn0udR"
    "t/F2MZJVEOvuN4dDO+Y1XK1EJ5x94SbGgfbVnecd0+lTh50+NWXbLTAxZm2/5YZGSrABuq"
    "cRm50bGhzFEUMRkQisQocIQhaJOiH5GnbvIcqQSdC7D6fnYJX0F45IZ/aKwZnFL2LrGcN8"
    "s+SzLye8GhujzYJXICyVcBySiwAz2d5imWitDo/+dVSrtocOwx66WntcorGOmhBXUU3tPE"
    "VX4MmxMNlCZteVllIu71z39tEH/FSotJZDvJVQsR+f1OnHWRoi0Y9PcoFsNFP4QjjhVha3"
    "zs1suqX7a+k1a8wAsy5Hszbw9NbEj9SxmzZySlY385CbeWi83XCbVoIM1QdYlGRDh4lr5w"
    "cuSilOaWhbkJwjwVaa5izpzkDnFRywPwvFfvz5BrvCN6kc7CgCmxqd+HOfZ1GuV4AQLTyN"
    "Et+bVNLEyVJNCOJbusQQew5tFhR5axIEqV/xRr6n3lIHRh7cWjSpYEa1a0S/rhH6JI4+iT"
    "N+plmfxNnlSRztk9x2QRwdl6EtDQq6ptbxSR4aiTUED50u6BbtIjUo7qDdntezi8MvBDcm"
    "Vbtdvi0lBo3LNdnv/rYwfWRCXrWVSZ4QhvRvkAMo8GYSdSOx80WnBHFk8Iq3tgj2PqeYoY"
    "3jL8BxKordMOF12dhyHRKWMu99Edl9s3Bc3MQhapsQt7dg7toJavxb/bADy+yTEiIqqu19"
    "bPghjxGfYaQjSWflNN6aYBkGwbLiKEl15VhAPWrluE4PPi7vwMe5/ktoUaiNKV8/SwhY2i"
    "KkxsCwrdrHXfw+TW3hctG3UwnSouLZkNyaxtofjbVVS5tgvZXeYfCY618urvpS6vo+G8j3"
    "FM3dntLCmivUXKHmCgfHFWrfrB783YAfkgR0K6LdB7Wr255c3aAXdoFrWM04e+vzqG7Hag"
    "rSGz4X31yeT/cVUjjqzgWkdqKnV9DaiUKtUtxv6el70+Ky8FdIRQU/Zo7rciHE1UPiO/6T"
    "yE+6AUrc8dGaYQZHgAW9zaFuwl7D5xsP+Kl7/tpaM58u+ZiKjTGayVaCyWbuei5DSEXllT"
    "tT2gMdpf0Be6Wrk7OdDMaRjMa5Hs4Mm561KEa6nFxNSymB9a451hGyfqfn08tfL8bK+7E1"
    "W2ECyozhYZPRgl1BxcpYJKyCaWEnoWO1NWF31gRwrCE+wCcXGzkrp17nrsrgGQH9TSnQ32"
    "SB3mDXohBFiq+SMkBn5dQD+vXXtaYRKFYxf+cnEme54m/hG2tPypEhI6Ye3kf18D6qwvuo"
    "AG8O26NpPcninRHTeNfF26VzatjOHDOpCSUjph7ePQQs2qfz2aCx7tXXT9oHLSeoIOB9uK"
    "JFuEm7pOUE1QO8ey4wAm2DZ8wpSwhVjXdCVD3E+1ovQ5OL0cBhu0BUSdy7n8sj5PhjMZbS"
    "U/KSGnIpyMH6Y7ocUVtqjikRVxH8WthXQF86wzh+s+kllFMP69d1t/hVO/zyCX1NfK/hhB"
    "6Lqgd6x1RhhNmjWXyu9nm0t5IKgt3bbCK9DcoJKoh2H9sg03XpBtsG9Zy5QwqMbT/dXl+V"
    "0OF50awTsGP56G/kOqy36GcJZ5TZ2nF9/iKH8Lx9uKEAVNVG0Ky9c5L2V4EKskbQvOdRun"
    "0uSYkBOi+YaR2nv5h0X/c1IObwBl8dvT7+5vjbNyfH3/Ii4i3jK1UWjMuraRm4rrN0GoEb"
    "CzYCd2jzTcfwzl064+o047M2lu6/xcK6D1eCLNuPi4V1Xy6YKvRRmZd5VEan+lSw4QtOx8"
    "XxVmsG/0n7kzAW5MpqGb72VFQVZ+gaWWcoO0pRFKaqPVA1wyINbF2qh9HadnwDA03TFieo"
    "6SLiexSEKtLEW+J0Hlaj6qiDqFJ8uwLHF1oi9aOo6TY8B6EiVg55pA6fh9vhdBnUoipIOl"
    "Z7JTp4OWs9J30QlajagdI5RltClU1tqmCX2oYfbItVFMJQQZBYdBazFUK3QS2qYgRkT1uE"
    "oA5VZ6aADfOw5awc3HqnIqC6iSpTCTOpU+1pH94KTKP4uM8j+55XpOoYXc/iyjvB6jZRoU"
    "KYycZKgBAVRYESwtAV1cF/RYmGIRK4OJo98bug0kGcg3jfeohOl4IQQXyeQEuHUA9x3H02"
    "QQT7E7Ti5ZeU+IvvRd2Q7pwS5GHeMKxu0nMdbWAY0QZk/dJaOaI1AHvEniM62kC/jme8pz"
    "vR4lHTuJgU6cZuu98e3LFFkU/1RgV7WQprTm53NvExoctHRCN0s3LaGF4MbtJ1QBbgnKwG"
    "uQBkUPrcJ8NcSnrO5AU1vEW+X56HiSWXxCAhs8OoIhcfb/rSc9Oaw5saesObUq3hzZdy6X"
    "P2yG0ObfWrZxXemA44k8wK+qwUI6UmF9CAP+kBrdH0LCn2TpJniQj0Aqolwa2Xsy0sUagZ"
    "4QIZC78SeZVMH0EOQ/a9yLEkjE3AoYQ5l2Ye3TDsvYJQlfTBgSRMcMtEM8x1Ew8tsGlDoi"
    "UIS3n77vSro7cn/JrXKLlSOi5rIvEVCHUUqLKjWjVhNAzCSHRXY2GyhYyakpZSjjzqPikt"
    "JPE1+FRWpGZXp/7dSil44KiXQBfaj/qFJJcIMgdj3Crx8FZct/agW5trGg6vrllbp4V1Sw"
    "+6pYeWZ3i4TSuTPEQnZNEZRPZGBkxaZhApTXYtDW2LdNcjwVY64fXOMokETn1FnE3k7VfB"
    "2MRFmvE199S1BQ3jOuRhksx0zdiGejZyIDUI4ntaSHR9iKYLLIoKKsdn2L2HvNoeFqlFTP"
    "c7KMxvEfyIPeTSOf/g9pRN0qDdW35skHF8t6dEJukHpfdTfT5JaPN0xYe0vYsPgwNUOJpo"
    "ums1TYsNgxZLNm+erXk+Xnqqe6joAFTL/0ciM4CYkaQoyEhAQXh74cVSc74UykrlGNH5XA"
    "axy+oln0vyNSU6eUZMSZ69l+CvkkHp2wSjH1rX3lX0f/ro2CLElpxfd05QSdC7dvGO9oIG"
    "n4tdXKBxl8/eBaIqzCO7nsEH4QReB/OxBO96NF3HNu49umxgNUkLd2A1GVHvHpvRJGirNf"
    "GLwprWbOlYWjf1kJsaWC7paIdpIT1RZifKJH/Y3J0gVYEeRUMeRQWEcYsWL962a8+CYbW5"
    "9g1TMNSijrH5Qhu+YMjngxrt1+1laC2tjN/LQIHtxPGlzoE2HUJoAIeQ0qiV+bWkcH3GwW"
    "XboqJwE1eXKRxIMuPwL4jXiJ1HzPg18YgyL5U/kuM49raJqjn4d30vljh3QfAz+LBunTH6"
    "qDP52tqHY/w+HJluWBf3jJhe/IflSKwmqPF8JgFpUkYDqlXUfflmx7pCS2RVC/mZxTU5Xp"
    "9H1UrEi28JrIKh57PYZhbtQTm9J8M7FO0RMuEfKnYI2ZINQ0UG4/sVQzOISEDmEC3SFBEk"
    "Q794iFuw8hwLI5NPsdhG9xC0wD9EwJMFYSRFaIM1cwjXkF+xw0/kE/kNNh5CFGJRLigHJw"
    "qC4K0JgQetsOdQO4wwKYoG74K+uLtLZzy7u5ugu7t89qi7uy8niNEg7IL5iVgLk8wxfMH2"
    "pSE9HwpygCAwXotbhGvo0fMpcZ8aOesLcQMTvUFQYYPA501/XcCc1HPx3krvMFDT6fn08t"
    "eLvmDu28lbBxzr1YS9MJlBN8QQs2ABIUipi01SjHBONgMwXyrqpNJo1KvjK7udOc6ur9+n"
    "rBhnl1kPtY8fzi54HxddnBdyAoUijzwkBwYDkWy/zslpv4wstGsSgsR1jaJeDSpJidkuJ1"
    "lluhvf9FEBI1jedDTCZ1e4DqIRpjbCPtdmIV91gftqeTdNS7XsogPdv9Xso6F+LRCRgTAr"
    "p0EMNinyEIZSL3qiBG3fbewklJbWLoDD8Q3JewVtTA989+i9zEhJCb3kgQKMiiEC68rxFl"
    "k5HVUmM4HLQ9oNmiNa90Zsr9xrnMt+jGth6qK2lrWwmnH20ufNatsxmjJP3PBl7ObyfHpQ"
    "PLnuDthhTqbP4ppdTkrAlTH+1LAbR4nR+rcaD2G+6N6tsZVJbbrwqO8LuHLmtPjepMqU5i"
    "dLNTGjvaMbRO99TBCjS+wvwLq1MRkHx8G2sKKJIN8b3mx0E0STesBPYPkyCXr34fScV0sR"
    "11XBgsSv2fDTpXNHxA5/wCudeW1cxiTJwCqdhvlQOnS27EHHPZxxHJGNCBO7aQjdreRujs"
    "AMRC8eBauR08734+tyij3HWhQty+GdykXZ3JZpsCSHlzpeMUunmcIFs2COCXvxcKfvTiaY"
    "8nXxEXtRppW6a2NCRMWwNW/f1lgieanywDVwLz2tw6CSQDgsriC6vaQm5U/0C1N3/HR7fV"
    "WmhcQi2dXSsXz0t3BSGyHaFeACGKk1MhcQKBv7J7P4QQVnchneul/MPv8/pv9ntg=="
)
