from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tortoise import BaseDBAsyncClient

SQLITE = """
CREATE TABLE IF NOT EXISTS "partner_export" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "by_operator" INT NOT NULL,
    "includes_passwords" INT NOT NULL,
    "language" VARCHAR(2) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "attempts" INT NOT NULL,
    "claimed_until" TIMESTAMP NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "key_id" VARCHAR(16) NOT NULL,
    "created_at" TIMESTAMP NOT NULL,
    "expires_at" TIMESTAMP NOT NULL,
    "fetched_at" TIMESTAMP,
    "size" BIGINT,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_partner_exp_partner_7c1210" ON "partner_export" ("partner_id", "id");
CREATE INDEX IF NOT EXISTS "idx_partner_exp_state_7c1c5f" ON "partner_export" ("state", "claimed_until");
CREATE TABLE IF NOT EXISTS "export_chunk" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "content" BLOB NOT NULL,
    "export_id" CHAR(36) NOT NULL REFERENCES "partner_export" ("id") ON DELETE CASCADE,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_export_chun_partner_c6dad7" UNIQUE ("partner_id", "export_id", "number")
);
CREATE INDEX IF NOT EXISTS "idx_export_chun_export__a83254" ON "export_chunk" ("export_id");
"""

POSTGRES = """
CREATE TABLE IF NOT EXISTS "partner_export" (
    "id" UUID NOT NULL PRIMARY KEY,
    "by_operator" BOOL NOT NULL,
    "includes_passwords" BOOL NOT NULL,
    "language" VARCHAR(2) NOT NULL,
    "state" VARCHAR(10) NOT NULL,
    "attempts" INT NOT NULL,
    "claimed_until" TIMESTAMPTZ NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL UNIQUE,
    "key_id" VARCHAR(16) NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "expires_at" TIMESTAMPTZ NOT NULL,
    "fetched_at" TIMESTAMPTZ,
    "size" BIGINT,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE
);
CREATE INDEX IF NOT EXISTS "idx_partner_exp_partner_7c1210" ON "partner_export" ("partner_id", "id");
CREATE INDEX IF NOT EXISTS "idx_partner_exp_state_7c1c5f" ON "partner_export" ("state", "claimed_until");
CREATE TABLE IF NOT EXISTS "export_chunk" (
    "id" UUID NOT NULL PRIMARY KEY,
    "number" INT NOT NULL,
    "content" BYTEA NOT NULL,
    "export_id" UUID NOT NULL REFERENCES "partner_export" ("id") ON DELETE CASCADE,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE CASCADE,
    CONSTRAINT "uid_export_chun_partner_c6dad7" UNIQUE ("partner_id", "export_id", "number")
);
CREATE INDEX IF NOT EXISTS "idx_export_chun_export__a83254" ON "export_chunk" ("export_id");
"""

# After either: what aerich cannot see and both understand, such as partial indexes and rows.
BOTH = """
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return {"sqlite": SQLITE, "postgres": POSTGRES}[db.capabilities.dialect] + BOTH


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""  # the way back is a backup: statements would lose what was written since


MODELS_STATE = (
    "eJztXWtz2za6/isYf0k643oS23F62jNnju26W+8mdtdW2u42OzRFwhLWFKAlQCs6bf/7Ac"
    "CLeAFpXmUKxoemFokXoh6AwIvnvf2+tyAu9OjBqeNASifkAeK9b8Hve9heQP6H6vY+2LOX"
    "y81NcYHZU0+2t2VDiyUtp5T5tsP4vXvbo5BfciF1fLRkiIivwoHniYvE4Q0RnolOTsG9Tz"
    "CD2H1FAfFB2F78vcJAdr0PyD2wgU88CDBhwJ6SRwgQo2BhP0D/FT0QXx5g9J8A8oeZQTaH"
    "Pu/6t3/xywi78Auk4uPve/cIeq78e29p+wxD30KufHLHIQFm4pMQgl+WPv9l/KFp3E+EUf"
    "QL2HopEdiTjfmPlh/+3AeZ7+ipV9Fw+WDJjjPjFT67vG7Fsp8+XX7/g2wpgJ5aDvGCBd60"
    "Xq7ZnOCkeRAg90DIiHszyBGxGXRTAygeLRrv+FKINL/A/AAmELubCy68twNPTIO9/74PsC"
    "NGH8x8ezm3l+gAufQAwxVH5X+iZ0y1t6yr64l1ezGxrL060ye65HBMOV4IMwHt73+G/W6Q"
    "kVf3xBec/3h68/ro5CuJBaFs5subEre9P6WgzWxrM4obuOX/C4Cfz21fDXjcPgc5f9A2YM"
    "cXNmhv3rEYvhigASDdW9hfLA/iGZvzj2/fvKnA+OfTGwkzbyVxJnxRCFeMq+jWYXjvT/nG"
    "xPiKF1yN7wUOFhLjS/5MNnZgAetYVkusa0FdgXQeaLmqWnObzptM56xUP0A/vYJsDeaT4x"
    "ownxyXwixuZWF2fCigsGymWKaZ8z2/ydACqtHOCufQdiPRg/iPXZzk/Ae619hbR6Negf7k"
    "8uPF7eT040/i6xaU/scTV78/nVyIO4fy6jp39fVJbqSSTsAvl5MfgfgI/nl9dZHfCJJ2k3"
    "+KDX3PDhixMFlZtpuaoPHVGLXMwHs2ZVZA2w59XryHwY+eeixjvyNjHWNSOdhcq0O8u3ZD"
    "nRU2Az3mgU5p8w207qxUn9r3eIf2SR17A2r2GFYX1KyUAZWDKg6J9w/Kc0uEVhHgH4gP0Q"
    "z/Da4LynUO04gZ+GnT024Cu7m6WSt9e5WcrXMziyPAfzdkoWZ8ent++v3FnmpR6AHb001P"
    "mmKbXQrV2IppPLWdh5Xtu1ZmPos75JDkriRti7cWh4v8FRvbM4mP+CHisXPYq8mweFgqib"
    "CkUTsOjPK58jXCwGaAYAiiafiKgiXxmc0FiC/usTkEZCkmBxE30T1ADPAjGcAkljn4jD/j"
    "a96H+CF0aTtQ0GcemfHe5SVAHiHvLPUdC7iYQp8CG7vACSgjC/7pW/llD3DNr/sQODaF98"
    "RzoQteJ1QOg1/YV/uA66r+Zxx2PudtxNPc3f3v3d2+7JISLo0Fc+dw1XYOVojNAd94BRkG"
    "S8m739LrFlzYyLP4wwgiLXNHfLf45vBmjvEzzNk4mLPN8BVQL+cbMkIa8jqH7+owDrxVKe"
    "Ug72X1qczr0ADsvFwrvEd2+Bia31nalK4I33uaMmkFQQ3RrkNanpSTlicF0jIBzZnbeNaW"
    "WynpxZy8x3zydhEVILcc8py0GeoxD7XhzF8oZ/7MRNDuvNK7xQONE9deaKByqiJDDyUeMr"
    "QI/Fkk/sPfbqBnyx9TinnOK2fHVq4y4DNrAMHQEitzL3hdYzjhfWkNGI3diTohdRv2ohNI"
    "jcjClPYRk1/lgIppRfg/T8N6HnWmzyqZmXsRadgHUh9lV5riFNO1vSB1HXWmEVZNqXqu78"
    "AFxEzsh8tQT1HR9opm+5UUfixg2VmJNnz+ZG6zDcMOwh6hyy898leGy+2HJLhg2AUbQflf"
    "XEK4tJKVkJjbLpjCe66X8Yu1GPKoY0OBj5QCj8engHk5TZgS0ZH+rsMQHpYzhIcFhtCz8S"
    "zgq4Ya46d9SNPyOgJeB+9yuAtOpPCLgqOZ8Ksl7qNRey2QrSJeLn6dZDiXGMPXH09//SrD"
    "u3y4vvpL3DyF+fmH67Mc2PEO0o4Xy0lrSIztCBFW188sHK2pwoJX6WiWFjNcWMkbNF1bTQ"
    "M5VLJaLGP5Hbnelly1JyvMdsbBT0did6TADszsDuqEFriIXWDmr/dUB9rN3f3Kc6xoZ8Gk"
    "YZvjq/AeY3P+ITyW8oPXkk8G9wBc8gMqhSJY0+EHUxF/6UIRvrkAd3e2PKnd3UmXr7s7jr"
    "O9oPwjwvKYKyxX0tks1rK7B232G6yZ7ZsG039Dh23hmzhuZBu/KByfHr7FMArjYBTaHQXM"
    "CWAXTgCsIVW0kdBQL+3flyy95tY/X21kzOFKhWd5/HYVop0it0eG5tCB2yFizY+vaantLR"
    "B7Q+2nWzi2xvrfA/+BTbDOy+k3q/vn7bO6dt31OCtlVuQC7cKPX0U8/3p7fVVKuUQSee0Q"
    "OQz8ATxEBwtOS+nl0wB5DGF6IL72OTRygVA1f5+n6nOjITrI8/fGu1FLEmycuO4wB5b4TC"
    "kYsLQ/VTn/5aRbtYvFjLsANpUuGbEbxwM/r9G6/hg4kD5NeXeMCoImHX41JBGUiasb8ouy"
    "7vhDfpPMmCJCaC2Et/HL+ArCAtrzoBlebRy8mnw/muj8iYCG3MugQapNQE7L6Heo6j841T"
    "hDbdMZCuFHxKTvriX2htaoq/rZImET4nw12Q5x0z8/loZPuvK2MZGoOzFho2O2mKTGrFM+"
    "ttJ+zPDvyvD7PlGQAOWKhUpWPwXjXS2S/F0FSf6uSJJnjl3tU11mezBv2pjfNBOf/0Lj84"
    "Ol237gs8Jm4Mcy8IpXvhC/eI98vkY3Pa5npTQ8QA6SAV9uh02hzggZpOsh7ZDF0saNUqSl"
    "RPTTDwdxoohsIA0w3kjoB/G7ehp4hQJewJeomKbyELy4vQ7YbjsCb2PyacPrbaS1XKD75v"
    "FCuKwwAr4b5qlOdJj2QyPfJndo57yh457eg2yNJiPutoyNFNq+M1dDXb5VZqW0wHrbO6bK"
    "KaMLPageCx3Yg91lC4o8kYn3HSZ4fVSlZ561bJs23qMjnatbS45JuaIDLR86aImgeIYC+I"
    "2yGIrebuLONIJfkcywRv2ZOKdczVnbofrMGBaD/mvPdHJjvvgiyraczwP8sKfwZE7f3q9y"
    "ZoayoeUkLds5NPM3IqwCY2MQdvmKgnvkcXlKwhh/UT/GJyLDrKzgQsPUdPzP0jj9bH0W2e"
    "vefj2/5+hnGX9ZLfxly1jeS1xGQ5aRvGgn123+vPx/Xx++PX5//M3RyfE3vIl80OTK+wrg"
    "L68mBdOESLChWNLPELb9dZlxIhHKgTpdM0h3ENYKzM6iqKvkPMRPq2eXV6c3/1CfV88UUV"
    "pn/5hcnOZJmWRdarB+ZITMyWVcgW/6gGrOLs9S33Gj2PQD7UXSn6YAZ5bDMYUW8hFbQP/W"
    "C2Z7CpU8dbdSI7+X7SwaN2xZ7ZGLp/JDb7I9fycDDpPaiMCHLuIHZAYYkRq50JT5Ni9qRI"
    "a1FTGZEncN+GNCwHXzqvDEmpGIRiXffZU8np51DUtx+37sHM9KCGQtSsd1THfH5Za7Y5PP"
    "0ig0o95vxxvLf4kfCVJXZ4hvVW61KNWo1TaLQdRFVHHY80KuS0wal/I9VGyW4HQhiMGwyP"
    "ECYeIDPgUY/Y63JTRkzUT5Ygd6IQMtG2I44x8eYVRs2VtHiQLWooKE3JjFZx8uxOzxw86h"
    "KLu88hHjB3Vgz/iYfsu75o87m/EbPrwPxI5v4zUgYssGYYXKffGcU34FiNV+aouKyZ/xJV"
    "cBAubxJwiZuk0tZ9FqH3BdQl7nb8ucgTW0/ajEhLjo2SuwsrFUFsADXLKkTLNLCv35ZNU9"
    "U2dMCnZQLXLx+BuHKpc/lah7YdSWnVdbtu4vOmbVpf88W+W5zJ52puuUz6zV3rp3efXz9e"
    "X5xVBTOOdJVycg/G15RPjbQkh4uGfQhopiVqrHlE9jsNJ15BJ9aNNmaVE3Evr5fg4U0Wmy"
    "RmwxawSlAXQt1ZwWfnElWkZaqMoZbgfRroBXOLfl4Is0vwbYbSReNHBL6CPiigwjKmq7HL"
    "68nAHRtaBKp3oSQqjUpl4WgJSfqFXafnmK0o3E9lOUPg9sgyQjnQbrZrgnAgb2DrB7CMNG"
    "GXkTAQN7B9idwPchdpqF+qZkNFRjj2qosUelauxRIWYMMsteqN1Qy53AMkLGEUzhCMb4mD"
    "n858+IXzJ7nz6Q5fvQcDa/rRM09rY8ZuxtIWTs0WaWr8ziVzqd0yJmMismswCo8SKRFTK4"
    "KnCd+YTS5sjmxQy2Cmx3L+Z/7/qni6vtMOZ1Vt3yRbew5i5t1JQJS4l0PEiPjOhtdo5OrM"
    "wNXv+MzPbe/Tc78uJH8DSdkDmxlzwpjZuUcZPaETepm4vbyc3l+eSZ/aTOhSqmrnySa7Ff"
    "w2vKclKN23hPTaSjEGUgdLEAM/QIhUMVsKU70QH4ZU6kRxOzHyKnIQy/SM9k8ADhUjoXec"
    "R5gC7gT4I82SR2yEIUOGSxEL5Qbk33IuOkMw4nHTH6DTSNuHk/Ssbz+uf0zu88QIV+UQpl"
    "0t4c1iI0C5vj86zgH8iMqNZteb1ytfbiFi0DuxM3TdGRqFe1EpXWv4bY4d/l1g8GMYvrOB"
    "bXKIw3xK4AfFVu0qychjRv//6QJtD6uQKtTTLxF5pMfGy0wI56xXbSe2oQCA2TB3WgD8Yw"
    "AP3HWHXSJj+KaoIKbfJjVGWwXJuM6xC21CaFuAg0Fkf4JfQpwQfgkkX5gEQAwD6QRaL5Tx"
    "chTdgNj/RuGCPFCD+d7AMsSQEbeAg/ACL+EgHK3UOIhiznGf7YQb4oqeImyBG+ZTG4WMqS"
    "Yj1+h0TehG7rcQLYrSCd7bks1dH+j8q1/6NiIHf6pa+tiaSFTEH2HJ9FrMa1c9MyGk7bQT"
    "JaC/W6YY2YlIiOKA+Rod2EQm0zFEoqlo28ozcS23ePTmkc0wB5DGF6IL72OXSNQZymOxUx"
    "fo7KxX//dPHp4vuh4B+66kZ0LmjiwZMWMQ48edNa/rRVVPGeYhkVPWhINe4utSgvZca8ce"
    "VfU+63WXA4/51BW9I+I2tepFG/SKmq9w1HOSVpyjiPeYif2Q6zOyPbiP6IaNgGiKZlDJ6j"
    "83YdJ669JzmWs7AHYIXZkC/tk7g7PdFNv7MZbPkDgKtPHz48lyPxRyiToalMhzBOk1ZhPN"
    "y0aWk+lB2ExsCNYxqD9uI7ro+CKPnggr/0z24NNMaucRi7GpsLjK2goa0goNBvaixIy+h3"
    "ND6pg/JJOcgnBYyNpWCrSdPwI2IyE6/ViaVW9bNFwjrE+Wqyq5R1Gr7WfIG6E0MdjJk6SI"
    "0ZV78Q77nz2Gf7McO/K8PflHBXyeqnYAyUmDVVCbvV+6bowbxpY37THB+2D5LICmtocNnR"
    "IInofakceBMdo+HA14mOaXpQNy59zVz6fOK1Pi7Gshpi3f/hcGxhXuPVShrYF7MlzOuCmp"
    "UysXNjMzGOdK5uve5YYZ4XR6FhVOLppp9dnNpPjkD2zR46KjFj21WYGPO233JDI8HQErqn"
    "lZidWxocZYihzEgkrEIHQKQskn2K4mvQuxdZhmwMfvx4ei6skmyOZDmzV1TELL5OrGcU8s"
    "MSo1/t825cCFZz3oG0VIpwSC4imMnuFsvUaPUY+tdTr8YeOg576DLwuURrHTUlrqOa2nuJ"
    "ri2bn0fGlW0lUk24ysxtOm+CclZKu8J+/RugH+BaeSooh3gjoeNCcVJnocjzPKmF4qSQKc"
    "hQsS+EdO9k0uzdjmlGeriRDmhrip32+TaPTCvQaYgfCXLbDnJG1gzzmId5bMToeIe2Adts"
    "IoS0pJvHiWvvES2lHHJjaDuwyDuCbWMeuWQ6C25EkcHgLBL74W830JPOX+Vgxynu9JjEfw"
    "4Z7HO9FAgRZbhPcm+/kodPt2rDwN+SBRTJ/cBqToAf4LAKwJIP8j3xFybz9Oj2ov0K6tn4"
    "ngzre2JCnUyo0+4zzSbUaZuhTsbpu+uGuHNchrE0aOj7W8fpe2wk1hhcoPqgW4wP2qi4g2"
    "5nXt9V57cIb+xXnXb5sRRbJGnX5rz7y9xmwBaF65Y2XgMo6uuJIkuhu5jsG8iTLzjFgCMD"
    "l3y0ZTb9GYEUrBCbC8+0ODnGPu/LhY6HcNTKvmcydf5qjjzYxuNsU3F4sGz5xsts94/60Q"
    "Ruck5Kieiotg9x4BeFovgK0zhVd17O4G0IlnEQLEuOUqOpnAjoR60c15nBx+UT+LgwfzFR"
    "5TKZ8P2zhIAlHXKWjAzbqnPcxa+TzBGukN48U4Eubp7PeW5orOejsTZqaRusN9JbzM5z/d"
    "PF1VBK3dDBl/xM0d7tKStsuELDFRqucHRcofHNGsDfTfBDDQHdiBj3QePq9kyubmIW9oFr"
    "1M1uztanUd28qxlIb/hafHN5PnmunM3xdFaQ2qmZXkFrpxq1i6KOetjQ0/e2w2XFXxEVFX"
    "6YIs/jQoCrh5ghtpYFYFeCEkcMBBRSEWMt6W0OdRv2Wvx86wGu++evnYAysuDvVGKMMUy2"
    "Fkw29YJZE0Iqbq9dTOkAdJTxBxyUrk6vdk0wjmUMzvVwptD2nbka6XJyNSulBdbb5lh3kP"
    "U7PZ9c/nyxq7wfDegSYqHMWD60KVGcCip2RpWwDqaFreTmNdaE7VkThGMNZgK+Zsmn83L6"
    "Te6qEqkx0O9LgX6fB3oFPYeINF18l2wCdF5OP6Dfvqm1jIhmFet3cSFBiyV/CmYFfiNHhp"
    "yYfngf1sP7sArvQwXeHLZH21k3xTsnZvCui7dHZsRy0QzSRgtKTkw/vAdIWPSczmejxnpQ"
    "X7/GPmgFQQ0BH8IVLcatsUtaQVA/wPvnAmPQVnBKUVnFrWq8U6L6IT7UfhmZXKwWDtsKUS"
    "1x738tj5HjXwthIz2lKGkgbwS5sP7YHkfUbbTGlIjrCH4t7CugL11hEGu3vERy+mH9tu4R"
    "v+qEX76gB5j5LRf0RFQ/0HumCmPMHm11XO3TaG8kNQR7sNWk8TGoIKgh2kMcg+wZ1zQWgt"
    "Z+hD5FzUw+SmENge99mtueR1bQtYiPZggrTJx/vb2+KsG8KJp3vUYOA38AD9HBcs6lXICm"
    "AfIYf5AD8X3P4fwjoBI9l5ue81bm/ayXkOggb3ou+ntlx+cSl5j9i4K50UHDZQJ8M9TbMB"
    "NP8PXh2+P3x98cnRx/w5vIp0yuVNmNLq8mZeB6aIFagZsItgJ3bItNz/BiwpDDV4gl9IW9"
    "sgG+Ckkze/Pwzjwy5WdEyndF2Hh5UAsbkCtBbrpMqIXNUqFYiU3818uM/zIFgjUc+BijfI"
    "HgBhmtsk5SlIYV9jrmZD6VXSV1/XZsMpTFB+VdysRm3h2omrm+RrYv1cMoYQvCzFbCk7Er"
    "YHGXp0mP2s6wwEXMgoK57Qqa6OkipoA1nGjxMbEjTudRN7rOKPhlSXxmOfMAP3SE6kJ2dS"
    "560hUtkZYP+paI/+oI1g+yp9sokExHrBB+JKjz4n4Z9qIrSKbYRSU6cDHtvIJ/lJ3oOoGy"
    "VbA7QpUvvq3hlNrkb+2KVZwDVkeQotwRoXLQEago/0CoHej6GtI4/L8TVLdhL5rOKknFdk"
    "VI9KHtJJJctQ8dtESwM48gobqJO9MJs0aJVLJhIxWYxinZn0b2A+9I13c0mCad94LVbapD"
    "jTBrl54n2gPLk/RsNsknU/VEm7Ns2y5jzz3yIGAi887KpsCmD9AVeecPwCUDHoI0zkgv0q"
    "ZMbdEtJWF7kbZ+6RNB6IKFveb/PUCRvkek8hH3iMjTA+biI79KAtYmj082gVW/mXxEWgC5"
    "jTiezRVe1wow46cok8tn93P5TNdWuiJhbv0ixIM2LvEezErmxmDKRXd3E1WBfHZ9/SFjsD"
    "q7zOfj+PTx7OLm9Vs5DrwRCpOdFU3ICDtewJ/QWtqUrvjxSrV3VGGv7sAMQf0hMNkjtp2L"
    "ujXUifAWc9L8/dPFp4vvh1rKh85JYzMGF0vViajU/yctYlyrCj4/Gb2nqJ886faTl9fQAW"
    "R3HT6Krj6SHbbmNp2rFy31KGeltMt22H9d0we4bhghtJHQcNMdICGF8VV8ISsWP4cj3l27"
    "kc4Km5Ee9UjfQ+bM277TWWFTaGTMA03R/ynOTGdoVqrExxIaue3/1+Hh0dH7wzdHJ9+8O3"
    "7//t03bxJdvnirSqk/u/yL0Oszo1lU9J+5xscOrZu7VZVipMD2Upaijme68Vvs1Ura1J4l"
    "qnyozFhR9Y/q+skdbFZCHEzX/K5w6hKlIhI/3wNwupDu98D2IVggTHzAB4nRfYAh2wdL3n"
    "5BMJt/J/sGiAKCgQ/5KNK6Bipj5BmHkadpap9OuXzGTGH0n5XAFGwYNncPn+ko3o9qUtlp"
    "kX6o7OedwT1z2XyptyqiPUphLchtz0ywS+jyN6IVunk5jc5wvYKbDlRvCnBB1oCsAFkofd"
    "7ashcN8zQUBQ28qkQuvg+x0ygLXVpmi0bwi083Q+m5Wc3hqIbecFSqNRx9peIb6pyKtx7d"
    "MLbdr14U7cpGwg40VczZRh7Wevq2tvAHHgCtnZlZQ/IscUCIgmpJxYqUsy001agd4ULRDH"
    "8tHYFtBjybMvqddAqWrgGCQ4mchKc+WVHovxLVPskDgoD44pYNppDrJj6YQ5uvKGEJ0Nsf"
    "T78+fHfCr/mwu2dwlHXB6tdDuKdeDWE0DsLI+L9sxf8l4EuAxZcylZpdDnNWSsfUoUPUCj"
    "GeMC/EbC52XYtCvhK1Guu8uBntUY+28Xt6KSOdUjEbqIJZKeOaMS5/l5HpIdq4u4wT1168"
    "XRRLQg/Q1s8iONJ14ElsswthU0+iQVkbmaRCxdnE2SsqGJukScugbuK5kobxEH7YByvE5p"
    "JzieMqAboXMdn8TAsIhgdgMoeyqaRyGIXePbABPx64/DSGbO9b0ZjfwvAR+sAjM/6Du1M2"
    "aYN2v7RN9nsYYh60HuB66C/KnqeG/CapzZMlf6XdbfwwkXASxgtNf6NmaLFx0GLp4W0TyZ"
    "qZHjo6APUdyCpXpEYUZCygIbyD8GKZNb8RyrGQQboe0hTavjNXQz3hi31JSEdGSgusq0iJ"
    "i18nGT6iUJco4SQ+XF/9JW6eL1aUBT79mA0meU5MS559kPq5gd+oCl3UXIupvR2Alz55RK"
    "6sl9XMr7sgqCXofbt4x2dBi6/FHlRo3OWrt0JUh3Vk2yv4KJzA62C+K/lMHm0Puda9TxYt"
    "rCZZYRNDPGajSThWbdPW5KTNUI95qAXL1bi2XlbILJTFNHEb/rC9O0GmA/MWjfktUhDGHU"
    "ZcfWw3ngXjGnPjG6ZhYT9T0fGFDrzilS+t2GHSvOjl9zJSYLeW5sWUxBhBEFIWtTK/lgyu"
    "Tzi4bEZUNm7j6jKRhQiS9C+A9wjRI6T8mvyKMi+V39LvceJtE3ez96/6XiyxTPQx/GE91y"
    "kYoM/0Yxsfjt334chNw7q458TM5j8uR2I9QU3WswaQpmUMoEZFfS7f7ERX6IisbiXs8rim"
    "39enUXVS9bU7Aqthqe48trlNe1RO7+n0DqozQi79Q8UJId+yZarI8P1+RcFUZCTAM5Et0p"
    "YZJCO/eJG3YOkjBwKbL7Fh9TOA2AEQPFmYRlKmNggowlxDfkUPPuPP+Bdx8JCiIhflnHBw"
    "4iQIfoCx+KIl9BFxowyTsmn4LOD13V0yhB5aIHZ3tw/u7tJpnOLrX6XKrX3GztzGMyh+we"
    "ahPUQZcMKUl8J4LW9hrqHH30+wt27lrC/FLYjNAUGHA4IoNxQomJP6xYoCVW6xIRM1nZ5P"
    "Ln++GArmoZ28TcKxQU3Yc5taZIUtuQoqCMGqOnMF2S2WmEuu7GyNuSnyPGEgajqvC3LGLy"
    "MPbYAjkLiuoZrVQiUpMdsVJKtMd7u3fFTAKCxvJhvhkztcD9kIc7UPfWEnVrmvlk/TrFTH"
    "KTrS81vNORrp1xKRJhDm5QyI4SGlOYSR1IteKIW277V2EspKGxfA8fiGFL2CVrYvfPfIfZ"
    "M3JSP0kl8UwahYMrFuM94iL2eyyuQW8OaQ9oPmDu17O2yvfNY8l8MY16LSRV0ta1E3uzlL"
    "nzarbd7RjHnihm9jN5fnkz314ro9YMe5mD6Ja347KQG3ifGnht34GsMJ4f8MbzUew3rRv1"
    "tjJ5PaZO4TxiRcBXNacm+/ypTG0q3amNF+JCtA7hnEgJIFZHNh3VrZlIODoCutaDLJ94oP"
    "G1mF2aQe4FpYvmwMfvx4es67JYDrqsKCxK+54qNHZkjmDn+AS1N5bbeMSQ0Tq/Sa5kPr1N"
    "lNAx2fIcZxh2xEELttU+huJLcTAjMSvXgnWI2Cdv48vi6n0EfOXLUtR3cqN2V706bFlhxd"
    "6nnHLF1mlBumYo2JZvF4l+9eFpjyffER+nGllbp7Y0pEx7Q1797V2CJ5q/LENeJedlkXL1"
    "UDhKPmGqI7SGlS/o1MWbrjr7fXV2VaSCKS3y2Rw8Af0kltB9GuAFeAkdkjCwmB8rl/cpuf"
    "6OCsWYW3/jezP/8fyj0f8Q=="
)
