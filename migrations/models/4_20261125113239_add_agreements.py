from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tortoise import BaseDBAsyncClient

SQLITE = """
CREATE TABLE IF NOT EXISTS "agreement_acceptance" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "version" VARCHAR(20) NOT NULL,
    "language" VARCHAR(2) NOT NULL,
    "text" TEXT NOT NULL,
    "accepted_at" TIMESTAMP NOT NULL,
    "accepted_by" CHAR(36),
    "accepted_by_name" VARCHAR(200) NOT NULL,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_agreement_a_partner_3ffb34" UNIQUE ("partner_id", "version")
);
ALTER TABLE "partner" ADD "agreement_version" VARCHAR(20);
"""

POSTGRES = """
CREATE TABLE IF NOT EXISTS "agreement_acceptance" (
    "id" UUID NOT NULL PRIMARY KEY,
    "version" VARCHAR(20) NOT NULL,
    "language" VARCHAR(2) NOT NULL,
    "text" TEXT NOT NULL,
    "accepted_at" TIMESTAMPTZ NOT NULL,
    "accepted_by" UUID,
    "accepted_by_name" VARCHAR(200) NOT NULL,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_agreement_a_partner_3ffb34" UNIQUE ("partner_id", "version")
);
ALTER TABLE "partner" ADD "agreement_version" VARCHAR(20);
"""

# After either: what aerich cannot see and both understand, such as partial indexes and rows.
BOTH = """
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return {"sqlite": SQLITE, "postgres": POSTGRES}[db.capabilities.dialect] + BOTH


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""  # the way back is a backup: statements would lose what was written since


MODELS_STATE = (
    "eJztXWtz4zaW/Ssof+mkSu1Ku91OKtnaWttxtp102xlbnWQmPUVTJCxxTQEakrKiSvLfFx"
    "d8iA+QJviQSRhfkjaJC1IHIHBx7uvPgyW1sesfnloW9v0pfcDk4Fv05wExl5j9Q3R7gg7M"
    "1Wp3Ey4E5szl7U3e0AiSljM/8EwrYPfuTdfH7JKNfctzVoFD4VFk7bpwkVqsoUPm0Mkpuv"
    "coCTCxX/mIeihsD//eEMS7niB6j0zkURcjQgNkzugjRk7go6X5gL1X/iE8fE2c/6wxe5k5"
    "DhbYY13//m922SE2/gP78OefB/cOdm3+74OV6QUEe4Zj8ze3LLomAfwFQviPlcd+GXtpP+"
    "4nwij6BcF2xRE44I3Zj+Z//D1BmWd01Cs0XD0YvOPMeIXvzq8bseynT5ff/8BbAtAzw6Lu"
    "ekl2rVfbYEFJ0ny9duxDkIF7c8wQMQNspwYQXi0a7/hSiDS7EHhrnEBs7y7Y+N5cuzANDv"
    "7rfk0sGH0098zVwlw5h47tHxK8Yaj8d/SOqfaGcXU9NW4vpoZxUGf6RJcshinDyyEBQPvn"
    "32G/O2T41QN4wPn705sv3p58ybGgfjD3+E2O28HfXNAMTGM3iju4+f8LgJ8vTE8MeNw+Bz"
    "l70SZgxxd2aO++sRi+GKAeID1Ymn8YLibzYMH+fPPVVxUY/3J6w2FmrTjOlC0K4YpxFd06"
    "Cu/9zb+YGF/4wMX4XpD1kmN8yd7JJBYuYB3LKol1LagrkM4DzVdVY2H6C5npnJXqBuinV5"
    "C9wXxyXAPmk+NSmOFWFmbLwwCFYQaCZTqwvmc3A2eJxWhnhXNo25HoYfyPMU5y9gPta+Ju"
    "o1GvQH96+fHidnr68Wd43NL3/+PC1e9Ppxdw54hf3eaufnGSG6mkE/Tr5fQ9gj/Rv66vLv"
    "IbQdJu+i/Y0A/MdUANQjeGaacmaHw1Ri0z8K7pB8babzr0efEOBj9666GM/UjGOsakcrCZ"
    "Vuew7poNdVZYD/SQBzqlzUto3VmpLrXv4Q7tkzr2DtTsMawuqFkpDSoDFQ6J9w/Cc0uEVh"
    "HgH6iHnTn5CW8LynUO04gZ+HnX0ziB3V3drZWeuUnO1rmZxRBgvxsHoWZ8ent++v3FgWhR"
    "6ADb011PimKbXQrF2MI0npnWw8b0bCMzn+EOPaK5K0nb4q3l0TJ/xSTmnOMDPwReO4e9mA"
    "yLh6WSCEsaNePAfDZXXjsEmQGiBKNoGr7y0Yp6gckEqAf3ggVGdAWTg8JN5x45AWJHMkRo"
    "LHP4mXwm16wP+CH+yrQw0GcunbPe+SVEHzHrLPWMJV7OsOcjk9jIWvsBXbK/vuUPe8Bbdt"
    "3DyDJ9fE9dG9voi4TKCfAfwZcTxHRV7zMJO1+wNvA2d3f/c3c34V36lEkTYO4sptou0MYJ"
    "FohtvECG4VLy7vf0uoWXpuMa7GWASMvcgWfDk8ObOcZPM2fDYM52w1dAvZxvyAgpyOscva"
    "vDOLBWpZQDv5fVpzKfgwTYeblGeA/s8NE3v7MyfX9D2d4jy6QVBBVEuw5peVJOWp4USMsE"
    "NGthknlTbqWkF33yHvLJ23Z8ALnhkOek9VAPeag1Z/5COfNnJoLG80mPiwcaJq6d0EDlVE"
    "WGHko8ZPwi8GeR+A8/3WDX5D+mFPOcV87IVq4y4DNrACXYgJW5E7yuCZ6yvpQGzI/diVoh"
    "dRv2ohJIUmRhSvuIya9yQGFaUfafp2E9jzpTZ5XMzL2INOwCqY+8K0VxiunaTpC6jjpTCC"
    "tZqp7pO3iJSQD74SrUU0S0vaDZpJLCjwUMMyvRhM+fLsxgx7CjsEdss0uP7JNhcpOQBAeG"
    "HdgIn/2LSYBLK92AxMK00QzfM72MXazFkEcdawp8oBR4PD4FzMtpwpSIivR3HYbwqJwhPC"
    "owhK5J5mu2aogxftqHNC2vIuB18C6Hu+BEiv8QcDRTdrXEfTRqrwSyVcTLxW/TDOcSY/jF"
    "x9PfvszwLh+ur/43bp7C/PzD9VkO7HgHacaL5aQVJMZGQoTV9TMLR2smsOBVOpqlxTQXVv"
    "IFzbaGbCCHSFaJZSy/I9fbkqv2ZIHZTjv4qUjsDhTYnpndXp3Q1rYTXJDA2x6IDrS7u5PK"
    "cyy0M3DSsMnxFbzHggX7IzyWsoPXik0G+xBdsgOqjyFY02IHU4i/tDGEby7R3Z3JT2p3d9"
    "zl6+6O4WwuffanQ/gxFyxX3Nks1rLbB212G6yZ7dtfz/4PW8EensRwo/v4ReH4dPAUzSgM"
    "g1FodhTQJ4AxnAACSapoJ6GgXtq9L1l6za1/vtrJ6MOVCM/y+O0qRFtFbg8Mzb4Dt0PE5I"
    "+vaan9LRAHfe2nezi2xvrfA/uBMljn5dSb1d3z9lldu+56nJXSK3KBdmHHryKeP95eX5VS"
    "LpFEXjt0rAD9hVzH7y04LaWXz9aOGzjEP4THPodGDghV8/d5qj43GtBBnr/X3o1KkmDDxH"
    "XEHFjiMyVgwNL+VOX8l5Vu1SwWM+4CmT53yYjdOB7Yec2v649B1tynKe+OUUHQpMOv+iSC"
    "MnF1fT4o647f55N4xhQIoTUcso9fxlaQYO13PGiaVxsGr8a/DxmdPxFQkHvpNUhVBuS0jH"
    "qHqu6DU7Uz1D6doRzy6ATcd9eAvaEx6qJ+9kjYhDhfTfdD3HTPj6Xh4668TUwk4k502OiQ"
    "LSapMWuVj620Hz38Yxl+z6MCEqBcsRDJqqdgvKtFkr+rIMnfFUnyzLGrearLbA/6Sxvyl6"
    "bj819ofP56ZTcf+KywHvihDLzgky/EL947HlujZY/rWSkFD5C9ZMDn26Es1BkhjXQ9pC26"
    "XJlEKkVaSkQ9/bAXJ4rIBiKB8U5CPYjf1dPAKxTwAr5UxDSVh+DF7VXAdt8ReDuTTxNeby"
    "et5ALdNY8XwmWEEfDtME91osK07xv5JrlDW+cNHfb07mVr1Blx92Vs9LHpWQsx1OVbZVZK"
    "Caz3vWOKnDLa0IPisVCBPRgvW1DkiXS8bz/B64MqPfOsZduU8R4d6FzdW3JMnyk62PCw5a"
    "wcDO9QAF8qiyH0dhN3phD8gmSGNerPxDnlas7aFtVnhrAYdF97ppUbM1s0lti7ddfzA4Ej"
    "c+rupMqV+Z63M/y4YcPKMkw8lYtul1nuO+7cnNRhQR62HfYxBiigPGIfvFjZlwT1aMI6Lo"
    "TOqL1F7DUxmuOgyhW6ptezdpcdv7tsPD1rR8hF7ZUrIHtchyY4LmcJjnXuHK34DUrz6Fbx"
    "6zNu6JI8UkecCTa+VbnVOqlGjbZZgqIuoupmrhvmzoFJY/tsD4XNEp0uQQkJC6otHUI9xK"
    "ZA4H/H2lKf12kzoVSahd1Q2+UNCZ6zPx5xVNjN3UZBSVvIVss3Zvjbw0uYPV7YOYYSbxvP"
    "CQLMOpmzMf2Wdc1edz5nNzx8v4Yd3yRbRGHLRmE1nAm854xdQbDaz0yozvaZXDIVYB247A"
    "38UC9I6sZBqwliugS/zr6WRYC22PSidLZw0TU3aGMSriygB7wKkpJwNi3059FN+6xAceBV"
    "C9UiF/uzM97Y7K0gx65WW0avtuzdNj1k1aX7mP7yvAlPG+5a5U5oFvhwefXL9eX5RV9TOG"
    "e1qxN88qY8+uRNIfwk3DN8SUUxK9VhePkQGIGWjKuHTV8uBdNOQj07c0/e4zpCbY8Rar6/"
    "xrYhmtNggyvRMtJCVYa3EaJdAS8Y0nLwRZqfBHY7iRcN3Ap7DrUhmtETsNTl8OXlNIi2gU"
    "U61ZMQYqE29bIA9NmJWqTtl6dD2knsPx3S88DWS+Kj2Xorh3sioGFvAbvrECyV/SsR0LC3"
    "gN1aex4mllxYQUpGQTX2bQ019m2pGvu24J+KA8Ncik3el6TM7z0jlAPZGaWzAHtf9r/XR2"
    "+Ovz7+5u3J8TesCX/R5MrXFcBfXk3z1XzYmFns58+pVzJ7nz6Q5ftQcDa/qeOg+qbcP/VN"
    "wT310QwMT5gxpHQ6p0X0ZBZMZgBIepHICmlcBbjOPer78sjmxTS2AmzHF190cP3zxdV+GP"
    "M6q275oltYc1emI8uEpURaHqQHRvTKnaMTK7PE55+R2d+3/9VIPvwIHtkJmRN7yZNSu0lp"
    "N6mRuEndXNxOby7Pp8/sJ3UOqpg4y3KuxaSG15RhpRo3K5cNjkJ+gEIXCzR3HjE4VCGTux"
    "Mdol8XlHs0BeZD5DRE8B/cMxk9YLzizkUutR6wjdibOC5vEjtkOT6y6HIJvlB2Tfci7aQz"
    "DCcdGH0JTSNu3o2S8bz+OZ3zOw9YoF+UQpm014e1CM3C5vg8K/gHOqeidZtfr1yt3bhFsz"
    "iSnZsmdAS58TdQ1fE1JhZ7ll0/GEQvrsNYXNlDAshvy7ErAF+VBykrpyDN270/ZARaEecz"
    "h5jethJpAcizbRCa60YGcwWsZ5GNLTHIMTTPLq9Ob/4pTkJwJrDJnf1zenGaTzavExe+zM"
    "SFQ6MFRuoV20rvqUEgSAYqt6APhjAA3cdYtdImP0LlEoE2+TGqaFKuTcY1TxpqkyAOgcZw"
    "hF9hz6cEqoujBWVvjSAAYIJ4QTr20yGkidjhkd4OY6QCyk4nE0Q4KWAi1yEPiMK/IEB52I"
    "XFwx/by4OSihFAjrAtK8DLFS9f0OEzOPI6dFuNE8C4gnT257JUR/t/W679vy0Gcqc/+tqa"
    "SFpIF3/M8VnUkK7TlZZRcNr2kj0P1GvJfNQpERVR7iMbpA6F2mcolK6NPCin6VYF056jSt"
    "o/Pl18uvi+L/j7zvAbnQtkPHjSItqBJ29ay5+2iireUyyjoAcFqcbxUov8UmbMpauM6dJi"
    "csHh7Heum5L2GVn9IQ36Q2peplPX5hzJED+zHWY8IytFf0Q0rASiaRmN5+C8XYeJayf2qs"
    "LM7QBYMBuypX0ad6cmuulvNoMtewF09enDh+dyJP6IeTI0kekQx2nSKoyHuzYNzYe8g9AY"
    "uHNMC7C5/I7poyhKPrhkH/2zWwO1sWsYxi5pc4G2FUjaCtY+9mSNBWkZ9Y7GJ3VQPikH+a"
    "SAsbYU7DVp2q42fCuWWtTPHgnrEOer6Vgp6zR8jfkCcSeaOhgydZAaM6Z+Oazn1mOf7UcP"
    "/1iGX5ZwF8mqp2D0lJg1VXWv0fcm6EF/aUP+0iwPNw+SyAoraHAZaZBE9L1UDryOjlFw4O"
    "tEx8ge1LVLn5xLn0fdxsfFWFZBrLs/HA4tzGu4WokuOPvCTYwDnat7rzumy6cOu3xqxrYr"
    "MDHmbb/lhkZKsAG6p5GYnRsaHHmIIc9IBFahQwQpi3ifUHwNu/eQZcgk6P3H03OwSgYLh5"
    "cze+VDzOIXifXMx+ywFPhfTlg3NkabBeuAWyohHJKJADPZ3mKZGq0OQ/866lXbQ4dhD12t"
    "PSbRWEdNiauopnZeomvP5ueBcWV7iVQDV5mF6S9kUM5KKVfYr3sD9APeCk8F5RDvJFRcKE"
    "7qLBR5nie1UJwUMgVpKvaFkO6tTJqd2zH1SPc30mu/McXud/k1D0wrUGmIH6ljNx3kjKwe"
    "5iEP89CI0eEOrQTbrCOElKSbh4lr5xEtpRyyNLQtWOSRYCvNI5dMZ+BGBBkMziKxH366wS"
    "53/ioHO05xp8Yk/rvPYJ/rFSBEheE+yb1JJQ+fbtWEgb+lSwzJ/dBmQZG3JmEVgBUb5Hvq"
    "LXXm6cHtRZMK6ln7nvTre6JDnXSo0/iZZh3qtM9QJ+303XZDHB2XoS0NCvr+1nH6HhqJNQ"
    "QXqC7oFu2DNijuoN2Z17PF+S3CG5Oq0y47lhKDJu2anHd/XZgBMqFw3cokW4Shvh4UWQrd"
    "xXjfiJ980SlBDBm8YqPNs+nPKfbRxgkW4JkWJ8eYsL5sbLkOiVqZ9wFPnb9ZOC5u4nG2qz"
    "jcW7Z87WU2/qN+NIFlzkkpERXV9j4O/FAoiq0w0qm683Iab02wDINgWTGUpKZyIqAetXJc"
    "ZwYfl0/g48L8JVSUy2TK9s8SApa2yFkyMGyrznEXv00zR7hCevNMBbq4eT7nuaaxno/G2q"
    "mlTbDeSe8xO8/1zxdXfSl1fQdfsjNFc7enrLDmCjVXqLnCwXGF2jerB3834IckAd2JaPdB"
    "7er2TK5uMAu7wDXqZpyz9WlUd99qBtIbthbfXJ5PnytnczydBaR2aqZX0NqpRs2iqKMedv"
    "T0vWkxWfhXREWFf8wc12VCiKmHJHCCLS8AuwFK3AnQ2sc+xFhzeptB3YS9hp9vPOBt9/y1"
    "tfYDumTfVGKM0Uy2Eky2767nMoRU3F65mNIe6CjtD9grXZ1e7WQwjmU0zvVw9rHpWQsx0u"
    "XkalZKCaz3zbGOkPU7PZ9e/nIxVt7PX/srTECZMTxs+lRwKqjYGUXCKpgW9pKbV1sT9mdN"
    "AMcaEgB8csmn83LqTe6qEqkx0F+XAv11HugNdi0KabrYLikDdF5OPaDffFVrGYFmFet3cS"
    "Fxliv2FoGx9qQcGXJi6uF9VA/voyq8jwR4M9geTWsri3dOTONdF2+XzqlhO3PsSy0oOTH1"
    "8O4hYdFzOp8NGuteff2kfdAKggoC3ocrWoybtEtaQVA9wLvnAmPQNnjmO2UVt6rxTomqh3"
    "hf+2VkcjEaOGwLRJXEvfu1PEaOPRZjKT2lKKkhl4IcrD+myxC1pdaYEnEVwa+FfQX0pSuM"
    "EzRbXiI59bB+U/eIX3XCL1/Q1yTwGi7oiah6oHdMFcaYPZriuNqn0d5JKgh2b6uJ9DGoIK"
    "gg2n0cg8w50zSWQGs/Ys935Ew+QmEFge98mpuuSzfYNqjnzB0iMHH+eHt9VYJ5UTTveu1Y"
    "AfoLuY7fW865lAvQbO24AXuRQ3jeczj/AFTQc7npOW9lnmS9hKCDvOm56O+VHZ9LUmL2Lw"
    "rmRsfpLxPgV319DXN4g9dHb46/Pv7m7cnxN6wJf8vkSpXd6PJqWgau6yydRuAmgo3AHdpi"
    "0zG8c5fO2CHGZ8s2lp6/YmE9hytBlp3HYmE9lwVLhQ5QepkBSrqCrYIDL4hJTLLc1ky5lP"
    "Xi8f2wBFzLpMGnvKuk8NzIJkNZAIsoOVh7oGomoxrYvlQPo+Q4G6ZeAle7toDFXZ4mPSo7"
    "w9a2ExgYqMW2oEFPFzFHqeBEi88xLXE6j7pRdUZBJjR22IOQm5ZI/cB7uo1id1TEyiGP1G"
    "m9XF2GvagKkq4vUIkOXs5ar0kfeSeqTqBs4eGWUOXrHSs4pXYpM9tiFafdVBAkP44fboXQ"
    "bdiLqhgBVdYWIehD1ZUp5BI9bDkrB7c+53GobuLOVMJMKhND1u+8AtM4p/PTyH5gHan6ja"
    "5nSeedYHWb6lAhzGTze0BaFVFyjyjdSnXCat6iYVoPJo5mW3YXVDrIzZGcWw/R6ZLTSYit"
    "E2jpEOohhnvgTxDBwQStWPslJcHiO943cnxECfIwGxg/0GWd+p1xHWfIkPWlbOU82QDsEb"
    "uB6AwZ/TpLspnuxJtHTdNsWqQbq/fzzuCO7bFsqTcq2MtSWAty+/MoGBO67ItohG5eTrsS"
    "iMFNO17IAlyQ1SALQAalz90a5lLS76goqOEVec55HiaWXOGNlMweM+FcfLrpS8/Nag5va+"
    "gNb0u1hrdfypV8ekZuc2i7Xz2r8MZ0wBVnJpizUoyUmlxAA/6kB7RGM7Ok2DtJniUm0AVU"
    "S4pbL2db/FSjZoQLVNl8zWuBmQGCupv+d7wuGDc2AYcS1QmbeXTjY+8VpFelDw4UDoNbJp"
    "phppt4aIFNG4qDQSrV2/enr4/enbBrXqOCYNlcwqlibSDUUXLVjnrVhNEwCCM+XY2F6S9k"
    "1JSslHLkUfeFlKHwtMGWMpGaXV2ueielYqxWH8lZtBf6CymIEla7xrhVseyduB7tQY820z"
    "Qc1l2zsc4K65Ee9EgPrTb2cIdWpuCNLiKkq948GxkwaVn1prRAuzS0LUq0jwRb6SLte6t+"
    "Ezr1iTib2NuvgrFJmjTja+6pa3MaxnXIwyRdnd33N9SzkQPlbBA700Jx9kM0XWDelFM5gY"
    "/de6gF72FeDsd0v4XG7BbBj9hDLp2zH9yeskkbtHur6Q4yTuD2VHwn+6DsearPJ3Ftnq7Y"
    "J23v44dBABWOF5ruRk3TYsOgxdLDW2Rrns7xn5keKjoA1fL/kahmwVckKQoyFlAQ3l54sc"
    "yaL4WyUnVxdA2iQZyyeqlBlH5NiUmeE1OSZ+8lYbFkIYU2BRSGNrX3VbGCPjo2T1Am59dd"
    "EFQS9K5dvOOzoMHWYhcLNO7y1VsgqsI6su8VfBBO4HUwH0vqs0fTdWzj3qPLBlaTrHAHVp"
    "MRze6xGU3CsVqTQJSKt+ZIJ9J6qIc81MBySeeKzArphTK/UKb5w+buBJkO9Fc05K9IQBi3"
    "GHHxsV17FgxrzLVvmIKJKnWG0hc68IJPvpjU6HndXoY20sr4vQwU2E4cX+oEtOkUQgMIQs"
    "qiVubXksH1CQeX3Yjyxk1cXaYQkGQm6V8Q6xE7j9hn1/gjyrxUfk9/x4m3TdzNwb/re7Ek"
    "lR/CP8Mf1q0zRh99pl9b+3CM34cjNw3r4p4T05v/sByJ1QQ1Wc8kIE3LaEC1ivpcvtmJrt"
    "ASWdVSfuZxTX+vT6NqpfLFtwRWwdTzeWxzm/agnN7T6R1EZ4Rc+oeKE0K+ZcNUkeH3/cpH"
    "M8hIQOaQLdLkGSQjv3jIW7DyHAsjXmXDRveQtCA4RMCThWkkeWqDte8QpiG/8g8/k8/kVz"
    "h4cFHIRbmgDJw4CYK3JgQetMKeQ+0owyRvGr4L+uLuLlsv7u5ugu7uirW37u6+nCCfhmkX"
    "zM/EWphkjuEX7F4aihuisIIKAuM1v0WYhh4/nxJ328hZn4sbmOgDggoHBLZuBmsBc1LPxX"
    "snvcdETafn08tfLvqCuW8nb51wrFcT9sL0DbohBl8FBYQgpS42iRjhgmwOYLZV1Cml0WhW"
    "J1f2u3KcXV9/yFgxzi7zHmqfPp5dsDnOpzhr5IQKRRF5KGgNBiLZeV2Q034ZeWjXJAKJ6R"
    "qiWQ0qSYnZriBZZbob3/JRASNY3nQ2wid3uA6yEWYOwgHTZqHat8B9tXyaZqVaTtGBnt9q"
    "ztFIv+aIyECYl9MghocUeQgjqRe9UIK27zZ2EspKaxfA4fiGFL2CNqYHvnv0XuZLyQi95A"
    "8FGBWDJ9aV4y3ycjqrTG4Bl4e0GzRHtO+N2F75rHku+zGuRaWL2lrWom7GOUufNqvtvtGM"
    "eeKGbWM3l+fTA/Hiuj9gh7mYPolrfjspAVfG+FPDbhwXRuvfajyE9aJ7t8ZWJrXpwqNBwO"
    "EqmNOSe5MqU1qQbtXEjPaebhC9DzBBPl3iYAHWrY3pM3AcbHMrGk/yvWHDRjdhNqkHvAXL"
    "l0nQ+4+n56xbipiuChYkds2GP106d3ju8Ae80pXXxmVMkkys0mmaD6VTZ8sGOj5DjOOIbE"
    "SY2E1T6O4k9xMCMxC9eBSsRkE7fx5fl1PsOdZCtC1Hdyo3ZXPXpsGWHF3qeMcsXWaEG6Zg"
    "jYlm8XCX704WmPJ98RF7caWVuntjSkTFtDXv3tXYIlmr8sQ1cC+7rMNHJYFw1FxBdHspTc"
    "qeGAhLd/x4e31VpoUkIvnd0rEC9Bd3Uhsh2hXgAhiZPbKQECif+ye3+UEHZ3IV3rrfzP7+"
    "f4EhiJw="
)
