from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tortoise import BaseDBAsyncClient

SQLITE = """
CREATE TABLE "invoice_counter" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "year" INT NOT NULL UNIQUE,
    "taken" INT NOT NULL
);
CREATE TABLE "invoice" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "number" VARCHAR(20) NOT NULL UNIQUE,
    "kind" VARCHAR(12) NOT NULL,
    "cancels_id" CHAR(36) UNIQUE REFERENCES "invoice" ("id"),
    "reason" VARCHAR(500),
    "language" VARCHAR(2) NOT NULL,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "seller" JSON NOT NULL,
    "buyer" JSON NOT NULL,
    "lines" JSON NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "net_amount" INT NOT NULL,
    "tax_category" VARCHAR(14) NOT NULL,
    "vat_rate" INT NOT NULL,
    "vat_amount" INT NOT NULL,
    "gross_amount" INT NOT NULL,
    "status" VARCHAR(4) NOT NULL,
    "paid_on" DATE,
    "reminders" INT NOT NULL,
    "reminded_on" DATE,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE RESTRICT,
    CONSTRAINT "invoice_cancels" CHECK (("kind" = 'CANCELLATION') = ("cancels_id" IS NOT NULL)),
    CONSTRAINT "invoice_gross" CHECK ("gross_amount" = "net_amount" + "vat_amount"),
    CONSTRAINT "invoice_paid" CHECK ("status" <> 'PAID' OR "paid_on" IS NOT NULL),
    CONSTRAINT "invoice_period" CHECK ("period_start" < "period_end")
);
CREATE INDEX "idx_invoice_partner_36a7f7" ON "invoice" ("partner_id", "number");
CREATE INDEX "idx_invoice_status_2a24b0" ON "invoice" ("status", "due_on");
ALTER TABLE "subscription" ADD "unbilled_since" DATE;
ALTER TABLE "subscription" ADD "has_own_price" INT NOT NULL DEFAULT 0;
ALTER TABLE "subscription" ADD "warned_of" DATE;
ALTER TABLE "subscription" ADD "billed_amount" INT NOT NULL DEFAULT 0;
CREATE INDEX "idx_subscriptio_period__942ee5" ON "subscription" ("period_end");
CREATE TRIGGER "invoice_is_frozen" BEFORE UPDATE OF
    "id", "partner_id", "number", "kind", "cancels_id", "reason", "language", "issued_on", "due_on", "period_start",
    "period_end", "seller", "buyer", "lines", "currency", "net_amount", "tax_category", "vat_rate", "vat_amount",
    "gross_amount"
ON "invoice" BEGIN SELECT RAISE(ABORT, 'an invoice is never changed'); END;
"""

POSTGRES = """
CREATE TABLE "invoice_counter" (
    "id" UUID NOT NULL PRIMARY KEY,
    "year" INT NOT NULL UNIQUE,
    "taken" INT NOT NULL
);
CREATE TABLE "invoice" (
    "id" UUID NOT NULL PRIMARY KEY,
    "number" VARCHAR(20) NOT NULL UNIQUE,
    "kind" VARCHAR(12) NOT NULL,
    "cancels_id" UUID UNIQUE REFERENCES "invoice" ("id"),
    "reason" VARCHAR(500),
    "language" VARCHAR(2) NOT NULL,
    "issued_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "period_start" DATE NOT NULL,
    "period_end" DATE NOT NULL,
    "seller" JSONB NOT NULL,
    "buyer" JSONB NOT NULL,
    "lines" JSONB NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "net_amount" INT NOT NULL,
    "tax_category" VARCHAR(14) NOT NULL,
    "vat_rate" INT NOT NULL,
    "vat_amount" INT NOT NULL,
    "gross_amount" INT NOT NULL,
    "status" VARCHAR(4) NOT NULL,
    "paid_on" DATE,
    "reminders" INT NOT NULL,
    "reminded_on" DATE,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE RESTRICT,
    CONSTRAINT "invoice_cancels" CHECK (("kind" = 'CANCELLATION') = ("cancels_id" IS NOT NULL)),
    CONSTRAINT "invoice_gross" CHECK ("gross_amount" = "net_amount" + "vat_amount"),
    CONSTRAINT "invoice_paid" CHECK ("status" <> 'PAID' OR "paid_on" IS NOT NULL),
    CONSTRAINT "invoice_period" CHECK ("period_start" < "period_end")
);
CREATE INDEX "idx_invoice_partner_36a7f7" ON "invoice" ("partner_id", "number");
CREATE INDEX "idx_invoice_status_2a24b0" ON "invoice" ("status", "due_on");
ALTER TABLE "subscription" ADD "unbilled_since" DATE;
ALTER TABLE "subscription" ADD "has_own_price" BOOL NOT NULL DEFAULT False;
ALTER TABLE "subscription" ADD "warned_of" DATE;
ALTER TABLE "subscription" ADD "billed_amount" INT NOT NULL DEFAULT 0;
CREATE INDEX "idx_subscriptio_period__942ee5" ON "subscription" ("period_end");
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'an invoice is never changed'; END $$;
CREATE TRIGGER "invoice_is_frozen" BEFORE UPDATE OF
    "id", "partner_id", "number", "kind", "cancels_id", "reason", "language", "issued_on", "due_on", "period_start",
    "period_end", "seller", "buyer", "lines", "currency", "net_amount", "tax_category", "vat_rate", "vat_amount",
    "gross_amount"
ON "invoice" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
"""

# After either: what aerich cannot see and both understand, such as partial indexes and rows.
BOTH = """
UPDATE "subscription" SET "billed_amount" = COALESCE("monthly_amount", 0);
UPDATE "subscription" SET "unbilled_since" = "period_start" WHERE "monthly_amount" IS NULL AND "period_end" IS NOT NULL;
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return {"sqlite": SQLITE, "postgres": POSTGRES}[db.capabilities.dialect] + BOTH


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""  # the way back is a backup: statements would lose what was written since


MODELS_STATE = (
    "eJztXWtz2za6/isYf0k6o3oax3F32jNnju26J94mdtdW2u5udmiKhCUeU4CWAK1ouvnvBw"
    "Av4gWkCV5kCsaXNibxgtQDEHjxvLc/D5bYhT45PHUcSMgUP0B08AP48wDZS8j+Ibs9AQf2"
    "arW9yS9Qe+aL9rZoaNG05YzQwHYou3dv+wSySy4kTuCtqIf5o1Do+/widlhDD815J6fgPs"
    "CIQuS+IgAHIGrP/71GQHQ9Afge2CDAPgQIU2DP8CMEHiVgaT/A4BU55A8PkffvELKXmUO6"
    "gAHr+p//Ypc95MIvkPA//zy496Dvin8frOyAIhhYnive3HFwiCj/iwvBL6uA/TL20iTpJ8"
    "Yo/gV0sxIIHIjG7EeLP75OQO4ZPfXKG64eLNFxbryidxfXrUT206fLn34WLTnQM8vBfrhE"
    "29arDV1glDYPQ8895DL83hwyRGwK3cwA8leLxzu5FCHNLtAghCnE7vaCC+/t0OfT4OC/7k"
    "Pk8NEH88BeLeyVd+i55BDBNUPlv+N3zLS3rKvrqXV7MbWsgybTJ77kMEwZXh6iHNo/v0b9"
    "bpERVw/4A87fn968fnvyjcACEzoPxE2B28FXIWhT29qO4hZu8f8S4OcLO5ADnrQvQM5etA"
    "3YyYUt2ttvLIEvAWgASA+W9hfLh2hOF+zPN999V4Pxb6c3AmbWSuCM2aIQrRhX8a2j6N5X"
    "8cUk+PIPXI7vBQqXAuNL9k42cmAJ60RWS6wbQV2DdBFosapaC5ssVKZzXqofoJ9eQXYG88"
    "lxA5hPjith5rfyMDsB5FBYNpUs09T5id2k3hLK0c4LF9B2Y9HD5B/7OMnZD3Svkb+JR70G"
    "/enlx4vb6enHX/njloT82+dXfzqdXvA7R+LqpnD19UlhpNJOwO+X0/eA/wn+cX11UdwI0n"
    "bTf/AN/cAOKbYQXlu2m5mgydUEtdzA+zahVkjaDn1RvIfBj996LGO/J2OdYFI72Eyr81h3"
    "7YY6L2wGeswDndHmFbTuvFSf2vd4h/ZJHXsLav4Y1hTUvJQBlYHKD4n3D9JzS4xWGeCfcQ"
    "C9OfoFbkrKdQHTmBn4ddvTfgK7vbpdKwN7nZ6tCzOLIcB+N6SRZnx6e37608WBbFHoAdvT"
    "bU+aYptfCuXY8mk8s52HtR24Vm4+8zv4CBeupG3Lt5ZHy+IVG9lzgQ//Ify1C9jLybBkWG"
    "qJsLRROw6MsLnyrYeATQFGEMTT8BUBKxxQmwnggN+jCwjwik8OzG9698CjgB3JAMKJzOFn"
    "9Bldsz74DyEr24GcPvPxnPUuLgH8CFlnmWcs4XIGAwJs5AInJBQv2V8/iIc9wA27HkDg2A"
    "TeY9+FLnidUjkUfqHfTADTVYPPKOp8wdrwt7m7+5+7u4nokmAmjThz5zDVdgHWHl0AtvFy"
    "MgxWknf/zK5bcGl7vsVehhNpuTv82fzJ0c0C42eYs3EwZ9vhK6FezTfkhDTkdY7eNWEcWK"
    "tKykHcy+tTuc9BAeyiXCu8R3b4GJrfWdmErDHbe1SZtJKghmg3IS1PqknLkxJpmYLmLGw0"
    "b8utVPRiTt5jPnm7HuEgtxzygrQZ6jEPteHMXyhn/sxE0P580vvFA40T115ooGqqIkcPpR"
    "4ypAz8WSz+8y830LfFj6nEvOCVs2crVxXwuTUAI2jxlbkXvK4RnLK+tAaMJO5EnZC6jXrR"
    "CSQlsjCjfSTkVzWgfFph9p+nYT2PO9NnlczNvZg07AOpj6IrTXFK6NpekLqOO9MIK1WqPn"
    "Q9eoFosDmQsfXbu5Nawp63s2DasA1pzzl2umB/sP/anIVfrdiIuIfgkhJAIHdpdSDwuJeq"
    "C7mT6xLc3dmC0r27E8T43R3TM+wlYX96SNDtXL8XlLxvo3nIEOju2tqvS2u+bxLO/g86dA"
    "dPYrjhXfyiaHx6eIoxPYzD9NCKSNCWQNgTwqChP07yqTbl3bcSGpqT+mfcs2tuc3enrYyh"
    "Y2R4Vnu51yHayb99ZGgO7d4eIaYarZGX2t0CcTDUflqwNjeK2Diqidg4KkdsJPrfA/uBKl"
    "gX5fSb1UfN0K4BuwprtfU4L2VW5JL3KTt+lfH86+31VaXBIZYoaoeeQ8F/gO+RwVz4Mnr5"
    "LPR86iFyyB/7HBo5RyinKCZT9/XH0z+Ks/r8w/VZcTR4B2fjcgbWZoobG9Dz24CGdFdNmW"
    "UJA5Zlnav5Lyfbqp3HatIFsImIxY7hAg/svMavNPLrRKFgfot+mzUETdZJbUgiKOd9OOSD"
    "8k4LQz5JxJVxR2PLQ7v4ZWwFoSHpedAMrzYOXk18Hyo6fyqgIfcyqCuvCshZGf0OVf278C"
    "ZmFjnGT6cdyMrrOK+bzOrqOV1E20OPHhUWTovvDa1Rl/WzQ8Imwvlquhvipn9+LAsfRLSd"
    "r6W8E+NcO2aLSWbMOkWtV/Zjhn9fhj8IsIQEqFYsZLL6KRjvGpHk72pI8ndlkjx37GqfEC"
    "Tfg/nSxvylmSiGFxrFEK7c9gOfFzYDP5aBl3zyJS/Pey9ga7TqcT0vpeEBcpA8gWI7VIU6"
    "J2SQboa0g5crGykFkmdE9NMPB3GiiG0gChhvJfSD+F0zDbxGAS/hi2VM0xR+oRXo4g6M0s"
    "iwrdthL/6Y5jbXkgU/3WA/XF/9b9K8aNYvOKmkJp82vN5WWssFum8eL4LLmsF7HLTmUkud"
    "6DDth0a+TYaVztlVxj29B9kaTd6gXRkbCbQDZyGHunqrzEtpgfWud0yZU0YXelA+FjqwB/"
    "vLFpR5IpP2dJD4inEl6H3W5PbaeI+OdK7uLIUIYYoOtALoeCsP8ncoga+U64H3dpN0phH8"
    "kpQPDbL0JpH3DWdthxy9Y1gM+s/Q28mNmS0aSxjc+uH8QOLInLk7qXNlvhftLJI0bJl/l4"
    "lvc+KChe2C6Ej8o3BuTrPVggC6HvsYKaBYROxzL1b2JfGsvVG2W4Rn2N0A9poQzCGtc4Vu"
    "6PVs3GX33102mZ6NI+Ti9tqV2TluQhMcV7MEx5LEoEaXNorfeDbR8cYNXaJH7DlQttsmt2"
    "q3Wi/TqNU2i0DcRZwD3vej3Dl80riE7aF8swSnS66ERGnnlx7CAWBTgJIfWVtMYFQM0uGz"
    "zI+0XdEQwTn74xHG6e/9TRyUtFny3ZlvzPzvAC757AmiziFPhL8OPEoh62TOxvQH1jV73f"
    "mc3Qjgfch3fBttAOZbNohyBk/4e87YFcBX+5nNc9h/RpdMBQipz96ARHpBml2ft5oApkuI"
    "6+xrWVCwgXZAot/OL/r2GqxtJJQF8ABXNE2c7+JSfwFed88KlARedVAtCrE/W+ONy96KzQ"
    "Gjtuy/2rJz2/SYVZf+Y/qr8yY8bbjrlDuhXeDD5dVv15fnF0NN4YLVrknwyZvq6JM3pfCT"
    "aM8giopiXqrH8PIxMAIdGdcA2kQtBdNWQj8780De4yZCbYcRaoSE0LVkc5rb4Cq0jKxQne"
    "FtD9GugZcb0grwxZqfAnZbiRcN3AoGHnZ5NGMgYamr4SvKGRBdC8p0qichhFJt6mUBSNiJ"
    "WqbtV6dD2krsPh3S88A2SOKjWbhRwz0VMLB3gN33EFTK/pUKGNg7wO6EQQCRoxZWkJHRUI"
    "1920CNfVupxr4t+adCatlLucn7ElX5veeECiB7e+kswN6X/e/bozfH3x//5e3J8V9YE/Gi"
    "6ZXva4C/vJoWcKVszBz28+c4qJi9Tx/Iin1oOJvfNHFQfVPtn/qm5J76aFMrkGYMqZzOWR"
    "EzmSWTmQOkvEjkhQyuElznASZEHdmimMFWgu3+xRcdXP96cbUbxrzJqlu96ErK23qqTFhG"
    "pONBemREr9o5OrUyK3z+OZndffvf7cmHH8OjOiELYi95Uho3KeMmtSduUjcXt9Oby/PpM/"
    "tJnXNVTJ5ludBi0sBrynIyjdt4T02FoxChIHKxAHPvEXKHKmALd6JD8PsCC48maj/ETkMI"
    "fhGeyeABwpVwLvKx8wBdwN7E80WTxCHLI8DByyX3hXIbuhcZJ51xOOnw0VfQNJLm/SgZz+"
    "uf0zu/ExeLbQhl2t4c1mI0S5vj86zgH/Acy9Ztcb12tfaTFu3iSLZumrwjnht/zas6fguR"
    "w57lNg8GMYvrOBZX9hDK89sK7ErA1+VBystpSPP27w8Zg1bG+cxDdrCpRVoC8mxDI3Pdns"
    "FcA+tZbGNLDXIMzbPLq9Obv8uTEJxJbHJnf59enBaTzZvEhS8zceHYaIE99YrtpPc0IBAU"
    "A5U70AdjGID+Y6w6aZMfeeUSiTb5Ma5oUq1NJjVPWmqTXJwHGvMj/AoGBCNeXRwsMHtrwA"
    "MAJkAUpGM/nYc0ITc60rtRjBTF7HQyAUiQAjbwPfQAMP8XD1Aed2Hx6McO8qC0YgQnR9iW"
    "ReFyJcoX9PgMgbwJ3dbjBLBfQTq7c1lqov2/rdb+35YDubMffWNNJCtkij8W+CxsKdfpys"
    "poOG0HyZ7H1WvFfNQZER1RHiIbpAmF2mUolKmNPCqn6U4F056jStrfPl18uvhpKPiHzvAb"
    "nwtUPHiyIsaBp2haK562yireUyyjpAcNqcb9pRbFpdyYK1cZM6XF1ILD2e8M25L2OVnzIY"
    "36Q2pfptPU5tyTIX5mO8z+jKwS/RHTsAqIZmUMnqPzdh0nrr3Yq0oztwdgudmQLe3TpDs9"
    "0c1+szls2QuAq08fPjyXI/FHKJKhyUyHMEmTVmM83LZpaT4UHUTGwK1jGoX28kemj4I4+e"
    "CSffTPbg00xq5xGLuUzQXGVqBoKwgJDFSNBVkZ/Y7GJ01QPqkG+aSEsbEU7DRp2rY2fCeW"
    "WtbPDgnrCOer6b5S1ln4WvMF8k4MdTBm6iAzZkz98ljPncc+348Z/n0ZflXCXSarn4IxUG"
    "LWTNW9Vt+bpAfzpY35S3MC2D5IIi+socFlT4Mk4u+lduBNdIyGA98kOkb1oG5c+tRc+gLs"
    "tz4uJrIaYt3/4XBsYV7j1UpMwdkXbmIc6Vzded0xUz513OVTc7ZdiYmxaPutNjRiBC2ue1"
    "qp2bmlwVGEGIqMRNwqdAh4yiLRJy++Bv17nmXIRuD9x9NzbpWkC0+UM3tFeMzi69R6RiA7"
    "LFHyzYR140KwXrAOhKWSh0MyEc5MdrdYZkarx9C/nno19tBx2ENXYcAkWuuoGXEd1dTeS3"
    "RFnhwLmyxUTl15Ke3qzvVvH32AG6nSWg3xVkLHeXzSZB4XaYjMPD4pJbIxTOEL4YQ7Wdx6"
    "N7OZkR5upEPSmgEmfX7NxsAz2BA/Ys9tO8g5WTPMYx7msfF24x1aBTLUBLBoyYaOE9feAy"
    "4qKU5laDuQnHuCrTLNWTGdOZ0nCbA/i8V+/uUG+sI3qRrsJAObHpP465CxKNcrjhCWRqOk"
    "9ya1NHG2VRuC+BYvIc89B9YLDIIQRUnqV2yQ73GwNImRR7cXTWqYUeMaMaxrhInEMZE4+8"
    "80m0icXUbiGJ/krhvi3nEZxtKgoWtqE5/ksZFYY/DQ6YNuMS5So+IOOp15E5pLcuTNMGDV"
    "J94M4datHhBYe3TBnaCYsMNk+b943RLWYfTHzPN9JgQ8FyLq0Y1I5r5e2JQXbWNKJ+H+Ur"
    "whOy2jNr5P/OdbD1CUHO/X48kJCWUH+8BKZ67xfdLihE/8cK5yNkraa+eAc9zkeH9cfbo/"
    "Lh3uDXkyLHmSXe1UME5kDM7NcCbQDpyFHOkpW9IrFoqclBZY1x0sLv6Y5s4UpXTQuYpdSf"
    "NijuhyOuhQYjxpng86lCUqHjK/xun59PK3i6G2wKEDqEhIVhBxZcZiZ0oiK0NeszPKhPWj"
    "DweKszcM4u4YRHY+42lfGHxqiSSKcvpN7rp05wnQ31cC/X0R6DX0HcxDbtguqQJ0UU4/oN"
    "9812gZ4c1q1u/yQuItV+wtqBUGSma1gph+eB81w/uoDu8jCd4Mtkfb2ajiXRAzeDfFmxec"
    "tlxvDonSglIQ0w/vAaI7IuZOueZTUU4/rAc5ZCawKXtElAQ1BHwIx4gEtxUDq9UETwX1A7"
    "x/LjABbQ1nxKvKnlmPd0ZUP8SH2i9jkwuDc7mykRJVKBHVEvf+1/IEOfZYCJX0lLKkgVwJ"
    "cm79sX2GqKu0xlSI6wh+I+xroK9cYTzabnmJ5fTD+k3TI37dCb96QQ8RDVou6KmofqD3TB"
    "UmmD3aciekp9HeSmoI9mCrifIxqCSoIdpDHINs38dr6Fo48OYeUiqFKxEdR01c/jxtauKW"
    "PY/y41NZqrUsaAq2Fgu2phj53tJrBW4q2Arcsa03PcM79/GMqdOErdpQef7Khc0crgVZdR"
    "7Lhc1cliwVJgbhZcYgmLzoGg68JOwoDU5vGCmR9ychJEos2jHW/1R01bSU5dgmQ2XMvySm"
    "pztQDWNIRrYvNcModD1qQU7TdMWJ93SR8D0aQpVo4h1xOo+70fWr48kn2HGFhy90ROpn0d"
    "NtHAehI1YeesQeW4e74XQZ9aIrSCaxTS06oipxV3zS2sg6TqB8QvaOUOlZA7wQhhKHGXYC"
    "6jbqRVeMOI/RFSHeh64fXUT0BNDxVh7srIQLqG6SznTCTClJWd49tQbTJE7+aWQ/sI50/U"
    "bDWdp5L1jdZjrUCDPVNAC+La2QIq5PahMAJC1aRv8zcTDbsLtcW+Eh/OmR7BCcLsVZH7B1"
    "Aiw9hAPAcKdkAhCkE7Bi7ZcY0cWPom9e9gQjEEA2MKRp8RMTSD+OQHpVl6tOPlYtwN5jpw"
    "gTSD+sTxWb6V6yeTS0m2VF+jFJPu8M7tlYxpZ6q4aYq4S1JLc7c+8+ocu+iFboFuWMnVcO"
    "btYqrgpwSdaALAGZK33+xrKXik4hZUEDr8ytKQggcpS8g7MyO0yYcfHpZig9N685vG2gN7"
    "yt1BrefqOWRi9jylvbHvcAmElGQ4lr0fOU24IZGACtsWkM/fBSigxCQg1LSIQMa1zNI5BM"
    "o3ZUAs/J+63H66DaFPAsveRHkT0/Lq9KgBfVSJ0FeE1g8IrnF8QPHgQ4iCqyziDbdQOwgL"
    "YLgyjp4O3702+P3p2wawE09VQNFbIDKsQU+JTsv/2nXedp6i22lMkUyPrk9lspDaNEBslO"
    "YJxfX0iq9Sg3PoSdUutvxc1oj3q0TWHXlzLSY8ukP96hNeUgn78+gSkHacpBjgrbbuUgB2"
    "VthLuajLNJ/NhqGJu0STu+5h77rqBhfA89TLb1H1Y2IWscuMDj9RwAO9MCjOAhmC6gaCqo"
    "HEqgfw9swI4Hoh6E7f/AG7NbCD7CAPh4zn5wd8oma6rtl7bJP4d61B+o+kT+Qfnz1JBPEt"
    "o8XrFP2t3FD+NRLzBZaPobNUOLjYMWyw5vma15Osl1bnro6NrSyLNFIZ27WJGUKMhEQEN4"
    "B+HFcmu+EspaFYYwRThGccoapAhH9jUVJnlBTEuefZCMnYqZxLtkEB/b1N5Vynb86LkiL5"
    "Kax3JJUEvQ+3ZeTs6CFluLfSjRuKtXb4moDuvIrlfwUbg3N8F8XzIuPdq+51r3AV62sJrk"
    "hU3d6TEbTaKxChGV5aJsONKptBnqMQ81Z7mUU9TlhcxCWVwos/xhe3eCXAfmKxrzVyQhjD"
    "uMuPzYbjwLxjXmxjdMw/x4JjHiCx14ySdfitN4ZreXsY20Nn4vIwW2F8eXJqFaJjnOCIKQ"
    "8qhV+bXkcH3CwWU7oqJxG1eXKQ9IstPEJoD1CL1HSNg18YgqL5V/Zr/j1Nsm6ebgX829WN"
    "KE89Gf0Q/r1xljiD6zr218OPbfh6MwDZviXhAzm/+4HIn1BDVdzxQgzcoYQI2K+ly+2amu"
    "0BFZ3ZJZFnHNfq9Po+pkknx3BFbDfOFFbAub9qic3rPpHWRnhEL6h5oTQrFlyySI0ff9io"
    "AZz0iA5jwPoi1yI8Z+8TxvwSrwHAhstsRCF9zzpAX0EHCeLEqQKFIbhMRDTEN+RQ4/o8/o"
    "d37wEKI8y+ICM3CSJAhBiBB/0AoGHnbj3ImiafQu4PXdXb5M1d3dBNzdlUv+3N19MwEER2"
    "kX7M/IWdhoDvkv2L40r6kGosINgBuvxS3ENPTk+Rj5m1bO+kLcgsgcEHQ4ILB1k4YS5qSZ"
    "i/dWeocpiE7Pp5e/XQwF89BO3iaV1qAm7IVNLLxGllgFJYQgxj60kRzhkmwBYLZVNKl/0G"
    "pWp1d2u3KcXV9/yFkxzi6LHmqfPp5dsDkupjhr5EUKRRl5XtGVG4hU53VJzvhlFKENUQwS"
    "0zVks5qrJBVmu5Jknelu/5aPGhi55c3k2Xtyh+shz17uIEyZNsuLDEvcV6unaV6q4xQd6f"
    "mt4RyN9WuBiAqERTkDYnRIUYcwlnrRCyXX9v3WTkJ5aeMCOB7fkLJX0NoOuO8evlf5UnJC"
    "L/lD4YyKxbkeRbtFUc5klSks4OqQ9oPmHu17e2yvfNY8l8MY1+KiPF0ta3E3+zlLnzarbb"
    "/RnHnihm1jN5fn0wP54ro7YMe5mD6Ja3E7qQBXxfjTwG6clPwa3mo8hvWif7fGTia16SLA"
    "lAq4Sua09N6kzpRGs63amNHe4zXA9xQiQPAS0gW3bq1twsDxoCusaCLJ95oNG15H2aQe4I"
    "ZbvmwE3n88PWfdYsB0VW5BYtdc/qeP557IHf4AV6am2H4ZkxQTq/Sa5kPr1NmqgY7PEOO4"
    "RzYiiNy2KXS3krsJgRmJXrwXrEZJO38eX5dTGHjOQrYtx3dqN2V726bFlhxf6nnHrFxmpB"
    "umZI2JZ/F4l+9eFpjqffERBkmllaZ7Y0ZEx7Q179412CJZq+rENfxeflnnH5UCwnFzDdEd"
    "pOgmeyKVlu746+31VZUWkooUd0vPoeA/wkltD9GuAZeDkdsjSwmBirl/Cpsf7+BMrXZZ/5"
    "vZ1/8HswZQvQ=="
)
