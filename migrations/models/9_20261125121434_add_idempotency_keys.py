from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tortoise import BaseDBAsyncClient

SQLITE = """
CREATE TABLE IF NOT EXISTS "idempotency_key" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "account_id" CHAR(36) NOT NULL,
    "key_hash" VARCHAR(64) NOT NULL,
    "request_hash" VARCHAR(64) NOT NULL,
    "result_type" VARCHAR(60),
    "result_kind" VARCHAR(60),
    "result_id" CHAR(36),
    "created_at" TIMESTAMP NOT NULL,
    "partner_id" CHAR(36) REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_idempotency_account_164c27" UNIQUE ("account_id", "key_hash")
);
CREATE INDEX IF NOT EXISTS "idx_idempotency_created_98dcfd" ON "idempotency_key" ("created_at");
CREATE INDEX IF NOT EXISTS "idx_idempotency_partner_26e221" ON "idempotency_key" ("partner_id");
"""

POSTGRES = """
CREATE TABLE IF NOT EXISTS "idempotency_key" (
    "id" UUID NOT NULL PRIMARY KEY,
    "account_id" UUID NOT NULL,
    "key_hash" VARCHAR(64) NOT NULL,
    "request_hash" VARCHAR(64) NOT NULL,
    "result_type" VARCHAR(60),
    "result_kind" VARCHAR(60),
    "result_id" UUID,
    "created_at" TIMESTAMPTZ NOT NULL,
    "partner_id" UUID REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_idempotency_account_164c27" UNIQUE ("account_id", "key_hash")
);
CREATE INDEX IF NOT EXISTS "idx_idempotency_created_98dcfd" ON "idempotency_key" ("created_at");
CREATE INDEX IF NOT EXISTS "idx_idempotency_partner_26e221" ON "idempotency_key" ("partner_id");
"""

# After either: what aerich cannot see and both understand, such as partial indexes and rows.
BOTH = """
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return {"sqlite": SQLITE, "postgres": POSTGRES}[db.capabilities.dialect] + BOTH


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""  # the way back is a backup: statements would lose what was written since


MODELS_STATE = (
    "eJztXWtz4zaW/Ssof+mkSnF1u1/ZZGtrbceZeNJtZ9zqJDPTWzQkwhLWFKAhSKu1mfz3xQ"
    "Uf4tskRcokGh9m0iZxQeoABC7Off1xtOI2ccTx6XxOhJjye8KOvkN/HDG8IvIfRbcn6Aiv"
    "17ubcMHDM0e1x6qh5cUtZ8Jz8dyT9+6wI4i8ZBMxd+naoxwexXzHgYt8LhtStoBOTtGdy5"
    "lHmP1MIO6ioD38e8OQ6nqC+B3CyOUOQYx7CM/4A0HUE2iF74n7TBzDw31G/+UT+TIL4i2J"
    "K7v+5//Iy5TZ5DMR8OcfR3eUOLb699Eaux4jrkVt9ebzOfeZB3+BEPm8duUvky8ton5CjM"
    "Jf4G3XCoEj1Vj+aPXHnxOUekZHvULD9b2lOk6NV/Du6roVyX78ePnDj6olAD2z5tzxV2zX"
    "er31lpzFzX2f2scgA/cWRCKCPWInBhBeLRzv6FKAtLzguT6JIbZ3F2xyh30HpsHRf975bA"
    "6jjxYuXi/xmh5TWxwzspGo/Ff4jon2lnV1PbU+XEwt66jO9AkvzSWmEi/KPID2jz+DfnfI"
    "qKtH8IDzn05vvnr55muFBRfewlU3FW5HfypB7GFrN4o7uNV/c4CfL7FbDHjUPgO5fNE2YE"
    "cXdmjvvrEIvgigHiA9WuHPlkPYwlvKP188f16B8a+nNwpm2UrhzOWiEKwYV+Gtk+Den+qL"
    "ifCFD7wY3wvmrxTGl/KdMJuTHNaRrJZY14K6Auks0GpVtZZYLJtM57RUN0A/voIcDOY3r2"
    "rA/OZVKcxwKw3z3CUAhYW9gmXam/8gb3p0RYrRTgtn0LZD0ePoH2Oc5PIH2tfM2YajXoH+"
    "9PL9xYfp6ftf4HErIf7lwNUfTqcXcOdEXd1mrn71JjNScSfot8vpTwj+RP+4vrrIbgRxu+"
    "k/YEM/wr7HLcY3FrYTEzS6GqGWGngHC8/yRduhz4p3MPjhWw9l7Ecy1hEmlYMttToqu2s3"
    "1GlhM9BDHuiENt9A605Ldal9D3doH9Wxd6Cmj2F1QU1LGVAlqHBIvLsvPLeEaOUB/pG7hC"
    "7Yz2SbU64zmIbMwC+7nsYJ7O7qbq108SY+W2dmlkRA/m7iBZrx6Yfz0x8ujooWhQ6wPd31"
    "pCm26aWwGFuYxjM8v99g17ZS8xnu8BOeuRK3zd9anayyVzDDC4UP/BB47Qz2xWRYNCyVRF"
    "jcqB0HJuRc+YYyhD3EGUHhNHwm0Jq7HpYC3IV73pIgvobJweEmvUPUQ/JIhhiPZI4/sU/s"
    "WvYBP0Ss8ZwAfebwhexdXUL8gcjOEs9YkdWMuAJhZqO5Lzy+kn99px52T7byukvQHAtyxx"
    "2b2OirmMrxyGfv6wmSuqr7iQWdL2UbeJvb2/++vZ2oLgWX0gyYu7lUbZdoQ70lkhsvkGGk"
    "lLz7Z3LdIitMHUu+DBBpqTvwbHhycDPD+BnmbBjM2W74cqiX8w0pIQ15nZPXdRgH2aqUcl"
    "D30vpU6nNoAHZWrhXeAzt89M3vrLEQGy73nqZMWk5QQ7TrkJZvyknLNznSMgZtvsRs0ZZb"
    "KenFnLyHfPK2qQCQWw55RtoM9ZCH2nDmXyhn/sRE0Hg+6XHxQMPEtRMaqJyqSNFDsYeMyA"
    "N/For/+PMNcbD6MaWYZ7xyRrZylQGfWgM4IxaszJ3gdc3IVPalNWAicifaC6kPQS86gdSI"
    "LExoHxH5VQ4oTCsu/+9xWM/DzvRZJVNzLyQNu0DqvepKU5wiurYTpK7DzjTCqilVL/Udsi"
    "LMg/1wHegpRbR9QbNJJYUfCVg4LdGGz58usbdj2FHQI7HlpQf5yUi5SUCCA8MObISQ/5IS"
    "4NLKNyCxxDaakTupl8mLtRjysGNDgQ+UAo/GJ4d5OU2YENGR/q7DEJ6UM4QnOYbQwWzhy1"
    "WjGOPHfUiT8joCXgfvcrhzTqTkcwFHM5VXS9xHw/ZaIFtFvFz8Pk1xLhGGX70//f3rFO/y"
    "7vrqL1HzBObn767PMmBHO0g7XiwjrSExNhIirK6fWTBaswILXqWjWVLMcGElX9BsazUN5C"
    "iS1WIZy+7I9bbkqj25wGxnHPx0JHYHCmzPzG6vTmi+Tb0L5rnbo6ID7e7upPIcC+0sEjds"
    "c3wF7zFvKf8IjqXy4LWWk8E+RpfygCoIBGvO5cEU4i9tAuGbK3R7i9VJ7fZWuXzd3kqc8U"
    "rIPylTx1ywXClns0jL3j9os9tgzXTfwp/9L5l7B3iSxI0f4hcF49PBUwyjMAxGod1RwJwA"
    "xnAC8BpSRTsJDfXS7n3Jkmtu/fPVTsYcrorwLI/frkJ0r8jtgaHZd+B2gFjz42tS6nALxF"
    "Ff++kBjq2R/ncvf2ATrLNy+s3q7nn7tK5ddz1OS5kVOUe7yONXHs+/fri+KqVcQomsdkjn"
    "Hvo3cqjoLTgtoZfPfOp4lIljeOxTaOSAUDV/n6XqM6MBHWT5e+PdqCUJNkxcR8yBxT5TBQ"
    "xY0p+qnP+aJ1u1i8WMukBYKJeMyI3jXp7XRF1/DOYrn6asO0YFQZMMv+qTCErF1fX5oLQ7"
    "fp9PUhlTIITWouwQv0yuIJ4vOh40w6sNg1dT30cTnT8W0JB76TVItQnISRn9DlXdB6caZ6"
    "hDOkNR9kA95btrwd7QGvWifg5I2AQ4X00PQ9x0z48l4VOuvG1MJMWdmLDRIVtMEmO2Vz62"
    "0n7M8I9l+F2XF5AA5YpFkax+CsbrWiT56wqS/HWeJE8du9qnukz3YL60IX9pJj7/C43P99"
    "d2+4FPC5uBH8rAF3zyufjFO+rKNbrpcT0tpeEBspcM+Go7bAp1SsggXQ/pOV+tMWuUIi0h"
    "op9+2IsTRWgDaYDxTkI/iF/X08ArFPAcvryIaSoPwYva64DtoSPwdiafNrzeTlrLBbprHi"
    "+Aywoi4PfDPNGJDtO+b+Tb5A7dO2/osKd3L1ujyYh7KGOjINidL4uhLt8q01JaYH3oHbPI"
    "KWMferB4LHRgD8bLFuR5IhPv20/w+qBKzzxp2TZtvEcHOlcPlhxTSEWHWC6Z0zUl8A458B"
    "tlMYTebqLONIK/IJlhjfozUU65mrN2j+ozQ1gMuq8904kb8+UKyrccVTgzhy0mdVyaLbpr"
    "3LLSMnVIkHkuznR5jH4LUs+pyi0CasWsCV87Kr5/AbVosECCcxZ4Q6tiM67PgoI0TAr58r"
    "93HnHh5kZVoil1kK7vCx0kl0x425IunXl3vXfYaeyvNXewVENtS0436vTzhJ0d1Tgcj9/h"
    "eC+PwSdwExwxvaWcfQqwPuPcIZhVeAgVYTyTUn2BHF857DQ+u75+lzpqnl1mj/of359dSN"
    "gV6rIRDXbRy6tprpz3xipRTi5ZCe2SksmgTUep1cn3lf/55uTFq7evvn355tW3sol60fjK"
    "24rhKERVWLbcl5uhupM5HKrPRwLp2uXyV64aT9acnJmw5eg2i0VOyAwjGhmep000Ml0w7p"
    "ICJa98RBIiZkA6HxCpvz9Qsmn2icQiZkA6HxD5eA9iPwTBTtGHUm44ykvqYHY+tO3oDlPH"
    "LzP9l3gc7kR0QPwANug0UZGD+nF37qy8cd0fsmXOuO5r6MFdx3X/jjIqlm1HPiNtvvEhf+"
    "Mp3rwugZsSMrb3YaVu0gdUY30/mPU9vyR0AG3tKm1jRTa1Dg4pK9bFZ7D7ni99dn9UYEtO"
    "3p5UGZKJamjN45btrMhrSuYEDMWYoaDLZ0KZlidI8CBlPONo7XIoWBqalVWlM/nP0rTvqe"
    "RZQa9Hk3pptMKfZdIvaWENLQsaKqXhS2OGDP9+tCOk8oCeUYbdbSWLVQDqbOsRMUJYq2ye"
    "ISkYK/i/nt6cXV6d3vy9mMI6KyARz/4+vTjN+vjH61KD9SMlZPRGo4wbZXzAKmNTZXyn2H"
    "QD7UXcn6YAp5bDIenkcsRWxP3g+IujApU8cbdSI79T7SwRNWynkIN4otzwrnjw9yp/LbZt"
    "0IiJQC6xqUvmHvK40shBU5bbPOJMPgrqNjE+4/YWydckSOrmVdluazpzGpV8/Cp5ND3rmu"
    "Ki9t24JD6pf3naDPeqjhXuVbkR7pUpj2gUmkHvt8NNDX9pk9WaQ+nBrRywok0306Jy46W7"
    "tlFgadts8UvMFiSgvSD+QdVE9OUou3JLll0HGyvsttQG0mwThlvM5cvLffh7CJhQtRaje9"
    "AJ1FiUm3UQZCE28O/jT+wTm8puwlAWiM9gHN0Fcxie9J3a7R0+v0cb7jugBCAP3xMWagPB"
    "lh8M8DMRvNdmycmDfNVgmAVQelH/ICo+MSm0UpIcdn75dlvkyvv2MYKXcfkmDhSBwBIq5Z"
    "Et28g3F7yc7EvH48iXt5ZYLGunyzdaxfi1iqEFtQ5jhd6TIIm/pAbqWlJGwyiS7nOru0T+"
    "TOE1BjorZ8CuBbaQ7xuA1AjrlJh+LoHdV8UMIWta8i4jZpCujXSznS8lZIqBZaxcY3NuHE"
    "jGjNF5uJlKelryJcPEdcx0CXvgdE6OiniS8NakkiBJNGpFjDAUdhEknMCOE3AkMGcgzwQD"
    "2wI6XcFpTiDsErSijLtITgFPfC/bchE4GaE5TDInyP+iGjKykH88EEWJgM92WKZvuwJjBt"
    "Aa8LdLVjB73KBzxXJsXOp5RHaykGP6nexavu5iIW+45M4Xiv7YhjxHQOtM4D1n8gqCY+wM"
    "yzbyoZce4r7nyDcQaU5FtZoAJ6Ouy49l6aEtwa4IfjtcdPAGbTBTthV0T9ZeQMQIjmye68"
    "/lm/2TaUQ+VJNOM1EE6Uxt+VZyDhg+Zvx8zMGzNQ/Z0tN9levyY9XjST72Olu1i/C8vPr1"
    "+vL8oq8pnEn0Uacc24vyemwvcgXZgj1DNFQT01IdqolDyJG15wlLnpFEkH+tPjEQSejHCf"
    "RUT8nUbDxgzUYhfHnoL5rTQBeUaBlJoSqmYIRoV8ALR/8MfKHm1wC7ncQXDdyauJTbUN+z"
    "yBOwHL6snAHRtkiRTvUohKRQm/qyABTyRF2k7ZdnHNlJHD7hyNPA1ktqkZm/bYZ7LGBg3w"
    "N2hzLSKAdVLGBg3yeRju+64GTV5NyQlNFQjX1ZQ419WarGvsxVbCGehVcNU9elhUzcXEHc"
    "nCfHbC5//oK7JbP38QNZtg8NZ/OLOg4fL8odPl7kHD4esGe5hRlxS6dzUsRM5oLJDAA1Xi"
    "TSQgbXAlwXLheiObJZMYNtAbbjq7h3dP3LxdVhGPM6q275optbc9eYNmXCEiJ7HqQHRvQ2"
    "O0fHVuYGn39KxuRjzqW4DuBpOiEzYl/ypDRRZXp6SQ0U2H3cpG4uPkxvLs+nT+wndQ6qmH"
    "KsKXOXilpManhNBSnhw8ZtvKemylFIeChwsUAL+kDAoQph5U4ERXuCuC0VpKWchhj5rAK5"
    "0T0ha+VcBJFgxEYqPWsQgBY6ZFGB5ny1Al8ou6Z7kXHSGYaTDox+A00jat6NkvG0/jmd8z"
    "v3pEC/KIUybm8OayGauc3xaVbwd3zBi9Ztdb1ytXaiFi3z4MVumtAR1EfbEOSSbwiby2fZ"
    "9XNnmMV1GItrlLu/aaxZVk5Dmrd7f0iTl+6xmdxXXjp/bbePlUoLm0TwAw6eCt9+uLTASL"
    "1i99J7ahAIDUv37kEfDGEAuo+x2kubfI+pU6RNquuV2uQqatFOmwRxyMsGR/g1cQVnx+gy"
    "qsoLAQATUDjlS3kqpCmVUwZLQXk6mSCmSAGMHMruVfIYBPnc9g8h6rZUbmZFUT+2lwfFxV"
    "GBHJFblkdWa2/fsrmZZyjkTU4aPU4A4wrSOZzLUh3t/2W59v8yn/cu+dHX1kSSQiaIO8Nn"
    "cYtEW1Ddg2tSRsNpe/K6jplctio/tr7OmcpBvcarRvxAQkRHlPuoTWdCoQ4ZCqUUy2YVem"
    "OJYVQfhcdqU300VlvbOj4deNof/e3jxceLH/qCP+NwWme1eVG+2LzIrTXhuaCJB09SxDjw"
    "ZE1r2dNWXsV7jGUs6EFDqnG81KK6lBpz4rq8UfKIWMAEh9cKDpe/029L2qdkzYc06A8JCj"
    "K0G+WEpKnSOuQhNjns+qA/Qhq2AaJJGYPn4Lxdh4lr5zWh1CzsAFgwG8qlfRp1pye6yW82"
    "ha18AXT18d27p3IkDsvjFpkO48K5FcbDXZuW5kPVQWAM3DmmeQSvvpf6KAqTD67kR//k1k"
    "Bj7BqGsauxucDYChraCnxB3KbGgqSMfkfj7usDGEvBQZOmsQfqqUy81l4sdVE/BySsA5yv"
    "pmOlrJPwteYLijsx1MGQqYPEmEn1i8qe9x77dD9m+Mcy/E0J9yJZ/RSMnhKzCs8S8jRuUd"
    "bueyvowXxpQ/7SRldQxgRJPD7y4fdSOfAmOkbDga8THdP0oG5c+pq59LncaX1cjGQ1xLr7"
    "w+HQwryGq5U0sC8OrVrtEEK3xm9iHOhc7bnuWDI9r/D4Cjparblb5AJ5Fvbw4883JCjBVY"
    "77edjbpepMI/j/rIrjDL/xPHQN4zhPd/2McTF4dM6m18K+4zhT1vACo2zWWl5umuWMWKCt"
    "W7GhvqWJVgVlqhxOYEc7RpDkSfUJ5eqIcwd5mTBDP70/PQc7rrekqgDcMwFRnl/F9kZB5P"
    "HSE19PZDc2QZul7EDZdiGAVIoAl7u/jTcxWh0GS3bUq7EgD8OCvPZdKdFaq0+I66jYd17U"
    "7MAG+4GxiweJ7QPnoiUWyyYop6W0K4XYvcn+nmwLz1HlEO8kdFwo3tRZKLLMWGKheJPLrW"
    "TI6y/ETLGXEbhzy68Z6f5G2hetjRKiy695YFqBTkP8wKnddpBTsmaYhzzMQ6OShzu0Dfh5"
    "E1OlJUE/TFw7jwEq5ZAbQ7sHizwSbBvzyCXTGbiRPQ0eUVJAPSZxgZWjQz5+DQjxwgCp+N"
    "6kkodPtmrDwH/gKwLpENFmyZHrs6BuwloO8h13VyZX9+D2okkF9Wy8dfr11jHBYSY4bPxM"
    "swkOO2RwmHGT33dDHB2XYSwNGnpL13GTHxqJNQQXqC7olibJK4wP2sB90Fy7OCNIcGNSdd"
    "qVx1Jm8bhdm/Pub0vsIQyl/taYbRGBioRQlipwF1N9I3XyRacMSWTIWo62qj+w4ESgDfWW"
    "4JkWpROZyL5sMncoC1vhO08VG9gsqUPaeJztajT3Vl/AeJmN/6gfTuAm56SEiI5qex8Hfi"
    "itJVeYxsnNs3IGb0OwDINgWUuUGk3lWEA/auVVnRn8qnwCv8rNX8aLsr9M5f5ZQsDyPbK8"
    "DAzbqnPcxe/T1BEulxA+VbMvap7NEm9orKejsXZqaRusd9IHzGd0/cvFVV9KXd/hqvJM0d"
    "7tKS1suELDFRqucHBcofHN6sHfDfihhoDuRIz7oHF1eyJXN5iFXeAadjPO2fo4qrtvNQXp"
    "jVyLby7Pp0+V5TqazgWkdmKmV9DaiUbtoqjDHnb09B2eS1n4V0hFBX/MqONIISTVQ+ZRb6"
    "tK5m6AEqce8gUREGOt6G0JdRv2Gn6+dU+23fPXcVaG2BhjmGwtmGzh+IsmhFTUXruY0h7o"
    "KOMP2CtdnVztmmAcyRic6+EsCHbny2Kky8nVtJQWWB+aYx0h63d6Pr389WKsvJ/wxZowUG"
    "Ysl2DBC04FFTtjkbAOpoWDZDM21oTDWRPAsYZ5AF+zdN1ZOf0md1VR2Qjot6VAv80CvSHO"
    "nEOaLrlLNgE6K6cf0C+e11pGoFnF+p1fSOhqLd/Cs3y3kSNDRkw/vE/q4X1ShfdJAd4Stg"
    "c83zbFOyNm8K6Lt8MX3LLpgohGC0pGTD+8e0hY9JTOZ4PGuldfv8Y+aDlBDQHvwxUtwq2x"
    "S1pOUD/Au+cCI9A2ZCZoWY2yarwTovoh3td+GZpcrBYO2wWiWuLe/VoeIScfS0gjPSUvaS"
    "BvBDlYf7AjEbUbrTEl4jqCXwv7CuhLVxjqtVteQjn9sH5R94hfdcIvX9B95rktF/RYVD/Q"
    "O6YKI8wecHFc7eNo7yQ1BLu31aTxMSgnqCHafRyD8EJqGiugtR+IK2gzk0+hsIbAdz7Nse"
    "PwDbEt7tIFZQUmzr9+uL4qwTwvmnW9pnMP/Rs5VPSWcy7hAjTzqePJFzmG5z2F8w9ABT2X"
    "m56zVuZJ2ksIOsianvP+XunxuWQlZv+8YGZ0aH+ZAJ/39TUs4A2+OXnx6u2rb1++efWtbK"
    "LeMr5SZTe6vJqWgevQFW0FbizYCtyhLTYdw8u4R+dyhVgTF+yVDfAtkDSzNwvvwuEzeUYU"
    "clckjZeHYmEDciXITZeJYmGzVBSsxCb+68uM/zIllTUc+AijbEnlBhmt0k5SQgQV9vbMyX"
    "yquorr+o1sMpTFB2VdymAz3x+omrm+BrYv1cMoZguCzFbgybgvYFGXp3GP2s4w36aeRYC5"
    "3Rc06OkiooA1nGjRMbGj2rm6zihTabg5ZuQz/DprvvTZ/Z6AXaiuzqEnXdGCVIZyfkHM3J"
    "5g/ah6+hAG3+mIFbWJ/HI8wuZbCBraE6/LXW8/E13XecoeON1bh7gMetF1XpmaKpXokNVs"
    "b0XhvepE1wmULra+J1TZGu8aTqldmuB9sYpSDesIUpiiJNCn9gQqTHMRKFS6foYiyjKxF1"
    "Qfgl40nVWK8d8XIehD20mkTCIumdM1JXvTVQqqm6gznTBrlK8nHZ1UgWmU+f9xZN/JjnT9"
    "Rv1Z3HknWH1IdKgRZu2yQIV7YHkuqN0m+WhGqHBzVm3bJYa6ow5BHiR42mCBsLgnNpQ3OE"
    "aXHnIoEVHhA8jOM8PQreBBe6iOsHY52A3QCm/l/+4JZImCjFFwj0M6KLSEP+VV7ntt0kWl"
    "86R1mzAKsk+obWTuYKnw2pbPPHmKMimjxp8yara1koUvM+sX5w7BrMRJNS2ZGYOZFB3vJl"
    "oE8tn19buUXfTsMpv25eP7s4ubr16ocZCNaJBTL++pQNnc8eUbWmssxEYer4r2jirsizsw"
    "Q1B/CEySkkOnPG8NdSx8wNRHf/t48fHih76W8r5TH2HPI6t10Ymo1M0sKWI8+HKuZSm9J6"
    "+fPOpdlpXX0M9ovH5FeY8yxQ5bSyyWxYtW8SinpbRLqtl9+dx7sm0YiLaT0HDT7SHviXGJ"
    "/UJWLHkOp7K7diOdFjYjPeiRviPefNn2m04Lm3o2Qx5oQf+v4Mx0RhelSnwkoVF0yH+cnL"
    "x8+fbk+cs3375+9fbt62+fx7p8/laVUn92+RfQ61OjmVf0n7iUzIjWzXEVPxkosJ1UP6kT"
    "AGFcPTu1kja1Z0ExmSIzVlhkprpM9x42KxBHs628C05dUJEkdic/RqcrFeWBsEvQijLuIj"
    "lInpggRrwJWsv2K8685feqb0QF4gy5RI6iqGugMkaeYRh5mmaQ2itl1JApjO6TX5i6IP2m"
    "iJIznUb7UU0qOynSDZX9tDO4Yy5bLvVWRVBRKaw5ucOZCcaErvwiWqGbldPoDNcpuMl8CE"
    "0BzskakAtABqXP2Vp41TAdSF7QwFuUL8h1IZKpkT6WkDmgEfzi401fem5ac3hZQ294Wao1"
    "vPy6iG+ocyo+eHTD0Ha/esHaG0zBDjQrmLONPKz19G1t4Q/cA1qjmVl98ixRQEgB1ZKIFS"
    "lnW0SiUTvCRdAF+0Y5AmMPOVh44nvlFKxcA4BDCZ2EZy7fCOI+g6Ky/J4SxF24hdGMSN3E"
    "RUuC5YoSVJr98NPpNyev38hrLtnfMzhM7mF16yHcUa+GMBoGYWT8Xw7i/+LLJcCSS1mRml"
    "0Oc1pKxwy1fZSkMZ4wX4jZHHZdSxC5ErUa66y4Ge1Bj7bxe/pSRjqhYjZQBdNSxjVjWP4u"
    "A9NDtHF3GSaunXi7FCwJHUBbP1nlQNeBR7FNL4RNPYl6ZW1UkooizibKXlHB2MRNWgZ1c8"
    "dWNIxD2f0Ebai3VJxLFFeJ6B3EZMszLeKMHKPpkqimisrxBHHuEEbyeGDL0xjFznfQWN5i"
    "5IG4yOEL+YP3p2ySBu1uaZv0czzqOQTytfX9oPR5qs8nKW2er+UnbR/ih0FeUxItNN2Nmq"
    "HFhkGLJYe3TSRranro6ADUdSCrWpEaUZCRgIbw9sKLpdb8RihHQgbpekgLgt35shjqqVzs"
    "S0I6UlJaYF1FSlz8Pk3xEbnyVzEn8e766i9R82xNrDTwyddsMMkzYlry7L2UafbdRsUOw+"
    "ZaTO3DALx2+QO1VVm2Zn7dOUEtQe/axTs6C1pyLXZIgcZdvnoXiOqwjhx6BR+EE3gdzMeS"
    "z+QBO9S27ly+amE1SQubGOIhG02CsWqbtiYjbYZ6yEMNLFfjEo5pIbNQ5tPE7fjD9u4EqQ"
    "7MVzTkr6iAMN5jxIuP7cazYFhjbnzDNKwfaQqHfqEDX/DJl1bsMGle9PJ7GSiwB0vzYkpi"
    "DCAIKY1amV9LCtdHHFx2I6oat3F1mapCBHH6FyR7JPSBCHlNPaLMS+Wfye849raJujn6n/"
    "peLLsKnXbcV8dRSH30mXxt48Mxfh+OzDSsi3tGzGz+w3Ik1hPUeD1rAGlSxgBqVNSn8s2O"
    "dYU9kdWthF0W1+T3+jiq80QZ9z2B1bAifBbbzKY9KKf3ZHqHojNCJv1DxQkh27Jlqsjg+3"
    "4m0AwyErAFZIvEKoNk6BcPeQvWLp0ThOUSG1Q/Q9Q7RsCTBWkkVWoDX1AmNeRn4vgT+8R+"
    "g4OHEoVclEsuwYmSILg+Y/CgNXEpt8MMk6pp8C7oq9vbeAgduqLe7e0E3d4m0zhF179OlF"
    "v7xOZLzBYEfsHupR0qPDQPUl6C8VrdYlJDj57PmbNt5ayvxC3CzAFBhwMClBvyC5iT+sWK"
    "/KLcYn0majo9n17+etEXzH07eZuEY72asJdYWHzDLLUKFhCCVXXmcrIHLDEXXxltjbkZdR"
    "wwEDWd1zk545eRhdZnIUhS1yia1aCSlJjtcpJVprvxLR8VMILlzWQjfHSH6yAbYab2oQt2"
    "4iL31fJpmpbac4oO9PxWc46G+rVCpAmEWTkDYnBIaQ5hKPVFL5Sg7TutnYTS0sYFcDi+IX"
    "mvoA12wXeP3zX5UlJCX/KHAoyKpRLrNuMtsnImq0xmAW8OaTdojmjfG7G98knzXPZjXAtL"
    "F+1rWQu7GecsfdystvtGU+aJG7mN3VyeT4+KF9fDATvMxfRRXLPbSQm4TYw/NezG14xMuf"
    "y//q3GQ1gvundr3MukNl263PMUXDlzWnxvUmVK85Kt2pjRfuIbxO88wpDgK+Itwbq1wUKC"
    "Q4mtrGgqyfdGDhvfBNmk7skWLF+YoZ/en57LbjmSuipYkOQ1G/50+IKq3OH3ZG0qr43LmN"
    "QwsUqnaT60Tp3dNNDxCWIcR2QjIsxum0J3J3mYEJiB6MWjYDVy2vnT+LqcEpfOl0Xbcnin"
    "clPGuzYttuTwUsc7ZukyU7hhFqwx4Swe7vLdyQJTvi8+EDeqtFJ3b0yI6Ji25vXrGlukbF"
    "WeuAbupZd1+KgaIBw21xDdXkqTyid6haU7/vrh+qpMC4lFsrslnXvo38pJbYRoV4ALYKT2"
    "yFxCoGzun8zmBx2cNavw1v1m9uf/A9lDors="
)
