from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tortoise import BaseDBAsyncClient

SQLITE = """
CREATE TABLE IF NOT EXISTS "invoice_document" (
    "id" CHAR(36) NOT NULL PRIMARY KEY,
    "content" BLOB NOT NULL,
    "invoice_id" CHAR(36) NOT NULL REFERENCES "invoice" ("id") ON DELETE RESTRICT,
    "partner_id" CHAR(36) NOT NULL REFERENCES "partner" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_invoice_doc_partner_70ecab" UNIQUE ("partner_id", "invoice_id")
);
CREATE INDEX IF NOT EXISTS "idx_invoice_doc_invoice_12a642" ON "invoice_document" ("invoice_id");
ALTER TABLE "invoice" ADD "document_digest" VARCHAR(64);
CREATE INDEX IF NOT EXISTS "idx_invoice_documen_775e52" ON "invoice" ("document_digest");
CREATE TRIGGER "invoice_document_is_frozen" BEFORE UPDATE ON "invoice_document"
BEGIN SELECT RAISE(ABORT, 'an invoice is never changed'); END;
CREATE TRIGGER "invoice_document_digest_is_frozen" BEFORE UPDATE OF "document_digest" ON "invoice"
WHEN OLD."document_digest" IS NOT NULL BEGIN SELECT RAISE(ABORT, 'an invoice is never changed'); END;
"""

POSTGRES = """
CREATE TABLE IF NOT EXISTS "invoice_document" (
    "id" UUID NOT NULL PRIMARY KEY,
    "content" BYTEA NOT NULL,
    "invoice_id" UUID NOT NULL REFERENCES "invoice" ("id") ON DELETE RESTRICT,
    "partner_id" UUID NOT NULL REFERENCES "partner" ("id") ON DELETE RESTRICT,
    CONSTRAINT "uid_invoice_doc_partner_70ecab" UNIQUE ("partner_id", "invoice_id")
);
CREATE INDEX IF NOT EXISTS "idx_invoice_doc_invoice_12a642" ON "invoice_document" ("invoice_id");
ALTER TABLE "invoice" ADD "document_digest" VARCHAR(64);
CREATE INDEX IF NOT EXISTS "idx_invoice_documen_775e52" ON "invoice" ("document_digest");
CREATE TRIGGER "invoice_document_is_frozen" BEFORE UPDATE ON "invoice_document"
FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "invoice_document_digest_is_frozen" BEFORE UPDATE OF "document_digest" ON "invoice"
FOR EACH ROW WHEN (OLD."document_digest" IS NOT NULL) EXECUTE FUNCTION "refuse_change"();
"""


async def upgrade(db: BaseDBAsyncClient) -> str:
    return {"sqlite": SQLITE, "postgres": POSTGRES}[db.capabilities.dialect]


async def downgrade(db: BaseDBAsyncClient) -> str:
    return ""  # the way back is a backup: statements would lose what was written since


MODELS_STATE = (
    "eJztXW1z2za2/isYf0k6o3oSx0l62zt3ru24W+8mdtdR2u5udmiKhCSsKUBLkFZ0u/3vFw"
    "d8Ed9NUqRMIviw25jEAakHIHDwnLffj1bMxg4/PrMszPmU3WN69D36/YiaKyz+UXR7go7M"
    "9Xp3Ey545syR7U3Z0PDiljPuuabliXtz0+FYXLIxt1yy9giDR1HfceAis0RDQhfQyRmau4"
    "x6mNrPOGIuCtrDvzcUya4niM2RiVzmYESZh8wZe8CIeBytzHvsPuPH8HCfkn/7WLzMAntL"
    "7Iqu//FPcZlQG3/BHP78/WhOsGPLfx+tTdej2DWILd/csphPPfgLhPCXtSt+mXhpHvUTYh"
    "T+Am+7lggcycbiR8s//pig1DM66hUaru8N2XFqvIJ3l9eNSPbTp6t3P8qWAPTMsJjjr+iu"
    "9XrrLRmNm/s+sY9BBu4tsEDE9LCdGEB4tXC8o0sB0uKC5/o4htjeXbDx3PQdmAZH/z33qQ"
    "WjjxauuV6aa3JMbH5M8Uag8j/hOybaG8b1zdT4eDk1jKM60ye8ZAlMBV6EegDt738E/e6Q"
    "kVeP4AEXP53dPn/15huJBePewpU3JW5Hf0hB0zON3Sju4Jb/zQF+sTTdYsCj9hnIxYu2AT"
    "u6sEN7941F8EUA9QDp0cr8YjiYLryl+PPlixcVGP9ydithFq0kzkwsCsGKcR3eOgnu/SG/"
    "mAhf+MCL8b2k/kpifCXeyaQWzmEdySqJdS2oK5DOAi1XVWNp8mWT6ZyW6gbox1eQg8H85r"
    "QGzG9OS2GGW2mYLRcDFIbpFSzTnvVO3PTIChejnRbOoG2HosfRP8Y4ycUPtG+osw1HvQL9"
    "6dWHy4/Tsw8/w+NWnP/bgavvzqaXcOdEXt1mrj5/kxmpuBP069X0JwR/or/fXF9mN4K43f"
    "TvsKEfmb7HDMo2hmknJmh0NUItNfCOyT3D522HPiveweCHbz2UsR/JWEeYVA620OqI6K7d"
    "UKeF9UAPeaAT2nwDrTst1aX2PdyhfVTH3oGaPobVBTUtpUEVoMIhcX5feG4J0coD/CNzMV"
    "nQv+BtTrnOYBoyAz/vehonsLuru7XSNTfx2TozswQC4ndjL9CMzz5enL27PCpaFDrA9mzX"
    "k6LYppfCYmxhGs9M635juraRms9wh52wzJW4bf7W6mSVvWJScyHxgR8Cr53BvpgMi4alkg"
    "iLG7XjwLiYK98SikwPMYpROA2fcbRmrmcKAebCPW+JEVvD5GBwk8wR8ZA4kiHKIpnjz/Qz"
    "vRF9wA/ha9PCQJ85bCF6l5cQe8Cis8QzVng1wy5HJrWR5XOPrcRf38uH3eOtuO5iZJkcz5"
    "ljYxs9j6kcD3/xvpkgoau6n2nQ+VK0gbe5u/vfu7uJ7JIzIU2BubOEartEG+Itkdh4gQzD"
    "peTdP5LrFl6ZxDHEywCRlroDz4YnBzczjJ9mzobBnO2GL4d6Od+QElKQ1zl5XYdxEK1KKQ"
    "d5L61PpT6HBmBn5VrhPbDDR9/8ztrkfMPE3tOUScsJKoh2HdLyTTlp+SZHWsagWUuTLtpy"
    "KyW96JP3kE/eNuEAcsshz0jroR7yUGvO/CvlzJ+YCBrPJz0uHmiYuHZCA5VTFSl6KPaQ4X"
    "ngz0PxH/9yix1T/phSzDNeOSNbucqAT60BjGIDVuZO8LqheCr6UhowHrkT7YXUx6AXlUBq"
    "RBYmtI+I/CoHFKYVE//3OKwXYWfqrJKpuReShl0g9UF2pShOEV3bCVI3YWcKYdWUqhf6Dl"
    "5h6sF+uA70lCLavqDZpJLCjwQMMy3Rhs+fLk1vx7CjoEdsi0sP4pMRcpOABAeGHdgILv4l"
    "JMCllW1AYmnaaIbnQi8TF2sx5GHHmgIfKAUejU8O83KaMCGiIv1dhyE8KWcIT3IMoWPShS"
    "9WjWKMH/chTcqrCHgdvMvhzjmR4i8FHM1UXC1xHw3bK4FsFfFy+ds0xblEGD7/cPbbNyne"
    "5f3N9Z+i5gnML97fnGfAjnaQdrxYRlpBYmwkRFhdP7NgtGYFFrxKR7OkmObCSr6g2dZoGs"
    "hRJKvEMpbdkettyVV7coHZTjv4qUjsDhTYnpndXp3QfJt4l9Rzt0dFB9rd3UnlORbaGThu"
    "2Ob4Ct5j3lL8ERxLxcFrLSaDfYyuxAGVYwjWtMTBFOIvbQzhmyt0d2fKk9rdnXT5ursTOJ"
    "srLv4kVB5zwXIlnc0iLXv/oM1ugzXTfXN/9i9seQd4ksCNHeIXBePTwVM0ozAMRqHdUUCf"
    "AMZwAvAaUkU7CQX10u59yZJrbv3z1U5GH66K8CyP365CdK/I7YGh2XfgdoBY8+NrUupwC8"
    "RRX/vpAY6tkf53L35gE6yzcurN6u55+7SuXXc9TkvpFTlHu4jjVx7PP3+8uS6lXEKJrHZI"
    "LA/9BzmE9xacltDLZz5xPEL5MTz2KTRyQKiav89S9ZnRgA6y/L32blSSBBsmriPmwGKfqQ"
    "IGLOlPVc5/WclW7WIxoy6QyaVLRuTGcS/Oa7yuPwb1pU9T1h2jgqBJhl/1SQSl4ur6fFDa"
    "Hb/PJ8mMKRBCaxB6iF8mVhDP5x0PmubVhsGrye+jic4fCyjIvfQapNoE5KSMeoeq7oNTtT"
    "PUIZ2hCH0gnvTdNWBvaI16UT8HJGwCnK+nhyFuuufHkvBJV942JpLiTnTY6JAtJokx2ysf"
    "W2k/evjHMvyuywpIgHLFokhWPQXjdS2S/HUFSf46T5Knjl3tU12me9Bf2pC/NB2f/5XG5/"
    "tru/3Ap4X1wA9l4As++Vz84py4Yo1uelxPSyl4gOwlA77cDptCnRLSSNdD2mKrtUkbpUhL"
    "iKinH/biRBHaQBpgvJNQD+LX9TTwCgU8hy8rYprKQ/Ci9ipge+gIvJ3Jpw2vt5NWcoHums"
    "cL4DKCCPj9ME90osK07xv5NrlD984bOuzp3cvWqDPiHsrYyLHpWstiqMu3yrSUElgfescs"
    "csrYhx4sHgsV2IPxsgV5nkjH+/YTvD6o0jNPWrZNGe/Rgc7VgyXH5ELRwYaLLbImGN4hB3"
    "6jLIbQ223UmULwFyQzrFF/JsopV3PW7lF9ZgiLQfe1ZzpxY75aQfmWowpn5rDFpI5Ls0F2"
    "jVtWWiYODjLPxZkuj9GvQeo5WbmFQ62YNWZrR8b3L6AWjckRZ4wG3tCy2Izr06AgDRVCvv"
    "jv3MMu3NzISjSlDtL1faGD5JIJb1vcpTPvrvcOO439tSzHFGqobYjpRpx+nrCzo2qH4/E7"
    "HO/lMfgEboIjpreks08B1ueMOdikFR5CRRjPhFRfIMdXDjuNz29u3qeOmudX2aP+pw/nlw"
    "J2ibpoRIJd9Op6mivnvTFKlJMrWkK7pGQyaJNRanXifcV/vj15efr29LtXb06/E03ki8ZX"
    "3lYMRyGq3LDFvtwM1Z3M4VB9MRJI1y4Tv3LVeLLm5PSELUe3WSxyQmYY0cjwPGWikcmCMh"
    "cXKHnlI5IQ0QPS+YAI/f2B4E2zTyQW0QPS+YCIx3sQ+8Gx6RR9KOWGo7ykCmbnQ9uO5iZx"
    "/DLTf4nH4U5EBcQPYINOExU5qB93587Ka9f9IVvmtOu+gh7cdVz354QSvmw78hlp/Y0P+R"
    "tP8eZ1CdyUkLa9Dyt1kzqgauv7wazv+SWhA2hrV2kbK7KpdXBIWbEuv4Dd92Lp0/ujAlty"
    "8vakypCMZUPDilu2syKvCbYwGIpNioIun3FpWp4gzoKU8ZShtcugYGloVpaVzsQ/S9O+p5"
    "JnBb0eTeql0Qp/lk6/pIQ1tCxoqJSGL40Z0vz70Y6QygN6TqjpbitZrAJQZ1sP8xHCWmXz"
    "DEnBWMH/5ez2/Or67PZvxRTWeQGJeP636eVZ1sc/XpcarB8pIa03amVcK+MDVhmbKuM7xa"
    "YbaC/j/hQFOLUcDkknFyO2wu5Hx18cFajkibuVGvlctjN41LCdQg7iiXLDu+LBP8j8taZt"
    "g0aMOXKxTVxsechjUiMHTVls84hR8Sio20TZjNlbJF4TI6GbV2W7renMqVXy8avk0fSsa4"
    "qL2nfjkvik/uVpM9xpHSvcabkR7lSXR9QKzaD32+Gmhr+y8WrNoPTgVgxY0aabaVG58ZJd"
    "2yiwtG22+KVJFzigvSD+QdZE9MUou2JLFl0HGyvstsQG0mwThltY4uXFPvwDBEzIWovRPe"
    "gEaiyKzToIsuAb+PfxZ/qZTkU3YSgLxGdQhubBHIYnfS93e4dZ92jDfAeUAOSZ95iG2kCw"
    "5QcD/IwH77VZMvwgXjUYZg6UXtQ/iPLPVAitpCSDnV+83Ra54r59jOBlXLaJA0UgsIQIeW"
    "SLNuLNOSsn+9LxOOLljaXJl7XT5WutYvxaxdCCWoexQu9JkMRfUgN1LSmjYBRJ97nVXSx+"
    "JvcaA52V02DXApuL9w1AaoR1Skw9l8Duq2KGkDUteZcR00jXRrrZzpcS0sXAMlausTk3Di"
    "Rjxug83HQlPSX5kmHiOma6hD4wYuGjIp4kvDWpJEgSjVoRIxSFXQQJJ0zHCTgSmDOQZ4KC"
    "bQGdreA0x5HpYrQilLlITAGP/yDaMh44GSELJpkT5H+RDSleiD8esKREwGc7LNO3XWHqTe"
    "QfLl7B1HF5yL5IzoUj8Yo+NALOQhI10J0kQDYu8Tws+l+I4f5ePFX8ksVC3HDx3OeSGdmG"
    "FEjA+EzgJ8zEFQQn3Jkp2oj3ufIQ8z1HvBxP0y2y1QToGnldfEdLD22x6fLg7eCiY27Qxq"
    "TS7ILu8doLOBrOxHvn+nPZZv88G5F71aTTJBVBplNbvJWYHh32HY2eYZOFOEdpFkgBFujg"
    "OaKHbF/qvrZ2+WHu8dQie53o2sWVXl3/cnN1cdnXFM6kF6lTBO5leRW4l7kycMFOxRsqp2"
    "mpDpXTIWTm2vNcJ05mPMj6Vp+OiCTUYyJ6quKkK0UesFIk5z62jaI5DSRFiZaRFKriJ0aI"
    "dgW8QDhk4AuVygbY7SS+auDW2CXMhqqiRf6H5fBl5TSItoGLdKpHIcSF2tTXBSAX5/gibb"
    "88z8lO4vBpTp4Gtl4Smsz8bTPcYwEN+x6wO4TiRpmvYgEN+z7pe3zXBdeuJueGpIyCauyr"
    "Gmrsq1I19lWuTgz2DHPVMGFeWkhH6xVE63lizCzx8xfMLZm9jx/Isn0oOJtf1nEzeVnuZv"
    "Iy52byYHqGW5iHt3Q6J0X0ZC6YzABQ40UiLaRxLcB14TLOmyObFdPYFmA7vjp/Rzc/X14f"
    "hjGvs+qWL7q5NXdtkqZMWEJkz4P0wIjehjRYxhLaQM8tEFWPKO/DDTV0KGiw4KZkdN7tXC"
    "rzAJ6mS0BG7GteBnT0oJrecAMFdh93uNvLj9Pbq4tpvdJgoeuYEW1We9YGCz3e3oW9KTQC"
    "BcXBOvchvIADg/QsK3MljFpMangUBuUSwsZtPAun0lOOeyhwBEIL8oDB2RCZ0p8OCloFMY"
    "0ygFF6zVH8RSY5QPcYr6V3HURJYhvJ1MVBcGborEg4sthqBc6Adk3/Ou1KNgxXMhj9BtpZ"
    "1Lwbxexpvcg6ZyHvcYFOVgpl3F5TCiGaOYXiSb3A442vfAlP7o2Pr+F2snXbRVxWIwzSSI"
    "b9TgKnbCbUKDR32Spw5WabH0r8scs9sUtW7lSWycjFvTLoPPrFOuhciT1CZ0N8DNy+siEm"
    "PqQmEz4lpc+qmgDQBMCAjp+TNgRAwarQAbiJqDZFwU2vhY3ZlT71zPdswYqUS3m9UqN0oh"
    "Ytc5HH8XDQEdSo3mChIn6LqSWeZdfPX6gVtEEpaI3zfWTlFHR66T46TGvDT6UN+2u7fb6K"
    "tLAuxjXgBBbh2w9XYx9pjOBe/FoN3f6G4ikT/9e/Zj+EAeg+z8Ve2uQHkzhF2qS8XqlNrq"
    "IW7bRJEIfc2GAqWmOXM3qMrrywhA2EQ09A4RQv5e0yS0R5PU0heI/pBFFpfDKRQ+i9TOCJ"
    "IKf2/rka9mQgM7kUMiuK/LG9PAhc4uSXA0Y4sWV5eLWG/3b5DIm8pmjVOAGMK2XB4QI46m"
    "j/r8q1/1f53OPJj762JpIU0om0MnZTZuBoC6p7cE3KKDhtT17XccUUrcqPra9zzpigXpur"
    "RvxAQkRFlPuoD64TQxwyMYRULBvFiu4kDh8smtA4Zj5xPEL5MTz2KXSNXkJIY7W1bRjIga"
    "f90V8/XX66fNcX/JnwuzqrzcvyxeZlbq0JzwVNvOuTItq5PuvClT1t5VW8x1jGgh4UpBrH"
    "Sy3KS6kxx67LGqXSiwXUiwDqJVWW+J1+W9I+Jas/pEF/SFAUr90oJyQ7GOOBfWEqDbHOI9"
    "4H/RHSsA0QTcpoPAfniDZMXDuvyytnYQfAgtlQLO3TqDs10U1+sylsxQug60/v3z+VG9oH"
    "LFNDF5kOcZQ0usJ4uGvT0nwoOwiMgTvHNA+bqx+EPorCLO8r8dE/uTVQG7uGYexqbC7Qto"
    "KGtgKfY7epsSApo97RuPvkGNpScNAU0vSBeDLi3diLpS7q54CEdYDz9XSslHUSvtZ8QXEn"
    "mjoYMnWQGDOhfhHR895jn+5HD/9Yhr8p4V4kq56C0VOZCu4ZXJzGDULbfW8FPegvbchf2u"
    "iKeuogicdHPvxeKgdeR8coOPB1omOaHtS1S18zlz6XOa2Pi5Gsglh3fzgcWpjXcLWSBvZF"
    "05K54xqCmpbSsXNDMzEOdK72XPs5WayEe2wFHa3WzN031eVF2NuV7Ewh+AsyXeZWhjx0De"
    "M4z3b9jHExeHTOptfCvuM4U9bwAqNs1lpebpplFBugrRuxob6liVYGZcpcoWBHO0aQh072"
    "CanmsDOH/J8mRT99OLsAO663JDIB3TMOUZ7PY3sjx+J46fFvwoR1m6XoQNp2IYBUiACXu7"
    "+NNzFaHQZLdtSrtiAPw4K89l0h0VqrT4irqNh3XuL5wAb7gbGLB4ntA+eipcmXTVBOSylX"
    "GL57k/093haeo8oh3kmouFC8qbNQZJmxxELxJpdbSZPXX4mZYi8jcOeWXz3S/Y20z1sbJX"
    "iXX/PAtAKVhviBEbvtIKdk9TAPeZiHRiUPd2jHk416PJ/LuAj6YeLaeQxQKYfcGNo9WOSR"
    "YNuYRy6ZzsCN7GnwiJICqjGJe63ndbMGhFhhgFR8b1LJwydbtWHgP7IVhnSIaLNkyPVpUJ"
    "9rLQZ5ztyVztU9uL1oUkE9a2+dfr11dHCYDg4bP9Osg8MOGRym3eT33RBHx2VoS4OC3tJ1"
    "3OSHRmINwQWqC7qlSfIK7YM2cB801y7OCBLcmFSddsWxlBosbtfmvPvr0vSQCSWl11CwFE"
    "PlayhLFbiLyb6RPPmiM4oEMngtRlvWH1gwzNGGeEtZBDUksyaiLxtbDqFhK3PuyWIDmyVx"
    "cBuPM4j89uXP7q2+gPYyG/9RP5zATc5JCREV1fY+DvxQWkusMI2Tm2flNN6aYBkGwbIWKD"
    "WayrGAetTKaZ0ZfFo+gU9z85eyouwvU7F/lhCwbI8sLwPDtuocd/nbNHWEyyWET9Xsi5pn"
    "s8RrGuvpaKydWtoG6530AfMZ3fx8ed2XUtd3uKo4U7R3e0oLa65Qc4WaKxwcV6h9s3rwdw"
    "N+qCGgOxHtPqhd3Z7I1Q1mYRe4ht2Mc7Y+juruW01BeivW4turi+lTZbmOpnMBqZ2Y6RW0"
    "dqJRuyjqsIcdPT03LSEL/wqpqOCPGXEcIYSEekg94m1lydwNUOLEQz7HHGKsJb0toG7DXs"
    "PPN+7xtnv+Os7KEBtjNJOtBJPNHX/RhJCK2isXU9oDHaX9AXulq5OrXROMIxmNcz2cOTZd"
    "a1mMdDm5mpZSAutDc6wjZP3OLqZXv1yOlffjPl9jCsqM4WKTs4JTQcXOWCSsgmnhINmMtT"
    "XhcNYEcKyhHsDXLF13Vk69yV1VVDYC+m0p0G+zQG+wYzFI0yV2ySZAZ+XUA/rli1rLCDSr"
    "WL/zCwlZrcVbeIbvNnJkyIiph/dJPbxPqvA+KcBbwPZgWtumeGfENN518XbYghk2WWDeaE"
    "HJiKmHdw8Ji57S+WzQWPfq69fYBy0nqCDgfbiiRbg1dknLCaoHePdcYATaBs84KatRVo13"
    "QlQ9xPvaL0OTi9HCYbtAVEncu1/LI+TEYzFupKfkJTXkjSAH64/pCETtRmtMibiK4NfCvg"
    "L60hWGeO2Wl1BOPaxf1j3iV53wyxd0n3puywU9FlUP9I6pwgizB7M4rvZxtHeSCoLd22rS"
    "+BiUE1QQ7T6OQeZCaBoroLUfsMtJM5NPobCCwHc+zU3HYRtsG8wlC0ILTJx//nhzXYJ5Xj"
    "Trek0sD/0HOYT3lnMu4QI084njiRc5huc9hfMPQAU9l5ues1bmSdpLCDrImp7z/l7p8bmi"
    "JWb/vGBmdEh/mQBf9PU1LOANvj15efr29LtXb06/E03kW8ZXquxGV9fTMnAdsiKtwI0FW4"
    "E7tMWmY3gp84glVog1dsFe2QDfAkk9e7PwLhw2E2dELnZF3Hh5KBbWIFeC3HSZKBbWS0XB"
    "Sqzjv77O+C9dUlnBgY8wypZUbpDRKu0kxXlQYW/PnMxnsqu4rt/IJkNZfFDWpQw28/2Bqp"
    "nra2D7Uj2MYrYgyGwFnoz7AhZ1eRb3qOwM823iGRiY231Bg54uIwpYwYkWHRM7qp2r6ozS"
    "lYabY4a/wK8zrKVP7/cE7FJ2dQE9qYoWpDIU8wti5vYE60fZ08cw+E5FrIiNxZfjYWptIW"
    "hoT7yudr39Bau6zhP6wMjeOsRV0Iuy8yr4eYbozgdNqRu03oW9qYqarkRTiQ5ezfZWrz7I"
    "TlSdQOkS9XtCBSmjRV91T9BjnFK75Mr7YhUlaFYRpDCxS6CF7glUmBwkUENV/Qx5lJtjL6"
    "g+Br0oOquknWRfhKAPZSeRNCS52CJrsr8GJaG6jTpTCbNGWY7SMV0VmEb1Eh5H9r3oSNVv"
    "1J/FnXeC1cdEhwph1i53VrgHlmfQ2m2Sj+bRCjdn2bZdOq05cTDyIC3WxuTI5PfYhqIQx+"
    "jKQw7BPCoXATmNZiZ0y1nQHmpKrF0G1ha0Mrfif/cYcmtBni24xyCJFlrCn+Iq8702SbbS"
    "2eW6TbMFOTvkNmI5plB4bcOnnjhF6URb40+0NdsayXKhmfWLMQebtMS1Ny2ZGYOZEB3vJl"
    "oE8vnNzfuUNfn8Kpss59OH88vb5y/lOIhGJMhEmPfvINRyfPGGxtrkfCOOV0V7RxX2xR3o"
    "Iag/BDq1y6ETxbeGOhY+YMKov366/HT5rq+lvO+EUabn4dW66ERU6pyXFNF+jzmHvJTek9"
    "dPHvXJy8or6J01Xm+svB+eZIeNpcmXxYtW8SinpZRLRdp90eF7vG0YvreTUHDT7SFbjHYk"
    "/kpWLHEOJ6K7diOdFtYjPeiRnmPPWrb9ptPCugrQkAeak/8rODOdk0WpEh9JKBRT818nJ6"
    "9evT158erNd69P3759/d2LWJfP36pS6s+v/gR6fWo084r+ExfgGdG6Oa6SMQMFtpOaMXXC"
    "RrSDbKdW0qb2LCjBU2TGCkvzVBc338NmBeJothV3wakL6rjETvjH6GwlY2OQ6WK0IpS5SA"
    "ySxyeIYm+C1qL9ilFv+YPsGxGOGEUuFqPI6xqotJFnGEaepnm39kq0NWQKo/uUIbqaSr+J"
    "tcRMJ9F+VJPKTop0Q2U/7QzumMsWS71REYpVCmtO7nBmgjGhK76IVuhm5RQ6w3UKbjKLRF"
    "OAc7Ia5AKQQelztoa5aphEJS+o4S3KsuS6EP/VSB9LyBzQCH756bYvPTetObyqoTe8KtUa"
    "Xn1TxDfUORUfPLphaLtfvRD3jUnADjQrmLONPKzV9G1t4Q/cA1qjmVl98ixRQEgB1ZKIFS"
    "lnW3iiUTvChZMF/VY6Apseckzu8R+kU7B0DQAOJXQSnrlsw7H7DErxsnuCEXPhlolmWOgm"
    "LlpiU6woQX3ejz+dfXvy+o245uL9PYPDlChGtx7CHfWqCaNhEEba/+Ug/i++WAIMsZQVqd"
    "nlMKelVMzr20chH+0J85WYzWHXNTgWK1Grsc6K69Ee9Ghrv6evZaQTKmYDVTAtpV0zhuXv"
    "MjA9RBl3l2Hi2om3S8GS0AG09VN8DnQdeBTb9ELY1JOoV9ZGJqko4myi7BUVjE3cpGVQN3"
    "NsScM4hN5P0IZ4S8m5RHGViMwhJlucaRGj+BhNl1g2lVSOx7EzRyYSxwNbnMaI6XwPjcUt"
    "ih+wixy2ED94f8omadDulrZJP8cjnoMhy13fD0qfp/p8ktTm2Vp80vYhfhhkg8XRQtPdqG"
    "labBi0WHJ420SypqaHig5AXQeyyhWpEQUZCSgIby+8WGrNb4RyJKSRroc0x6ZrLYuhnorF"
    "viSkIyWlBNZVpMTlb9MUH5ErGhZzEu9vrv8UNc9WEksDn3zNBpM8I6Ykz95LcWvfbVQiMm"
    "yuxNQ+DMBrlz0QWxaza+bXnRNUEvSuXbyjs6Ah1mIHF2jc5at3gagK68ihV/BBOIHXwXws"
    "+UweTIfYxtxlqxZWk7SwjiEestEkGKu2aWsy0nqohzzUwHI1LnyZFtILZT5N3I4/bO9OkO"
    "pAf0VD/ooKCOM9Rrz42K49C4Y15to3TMGqm7rc6lc68AWffGnFDp3mRS2/l4ECe7A0L7ok"
    "xgCCkNKolfm1pHB9xMFlN6KycRtXl6ksRBCnf0GiR0weMBfX5CPKvFT+kfyOY2+bqJujf9"
    "b3YtnVNbXjvjqOQuqjz+Rrax+O8ftwZKZhXdwzYnrzH5YjsZqgxutZA0iTMhpQraI+lW92"
    "rCvsiaxqJeyyuCa/18dRjRWv/YG9SHSlKLaZTXtQTu/J9A5FZ4RM+oeKE0K2ZctUkcH3/Y"
    "yjGWQkoAvIFmnKDJKhXzzkLVi7xMLIFEtsUP0MEe8YAU8WpJGUqQ18TqjQkJ/x48/0M/0V"
    "Dh5SFHJRLpkAJ0qC4PqUwoPW2CXMDjNMyqbBu6Dnd3fxEDpkRby7uwm6u0umcYquf5Mot/"
    "aZWkuTLjD8gt1LO4R7yApSXoLxWt6iQkOPns+os23lrC/FDUz1AUGFAwKUG/ILmJP6xYr8"
    "otxifSZqOruYXv1y2RfMfTt564RjvZqwlyY32IYachUsIASr6szlZA9YYi6+MtoaczPiOG"
    "Agajqvc3LaLyMLrU9DkISuUTSrQSUpMdvlJKtMd+NbPipgBMubzkb46A7XQTbCTO1DF+zE"
    "Re6r5dM0LbXnFB3o+a3mHA31a4lIEwizchrE4JDSHMJQ6qteKEHbd1o7CaWltQvgcHxD8l"
    "5BG9MF3z02b/KlpIS+5g8FGBVDJtZtxltk5XRWmcwC3hzSbtAc0b43Ynvlk+a57Me4FpYu"
    "2teyFnYzzln6uFlt942mzBO3Yhu7vbqYHhUvrocDdpiL6aO4ZreTEnCbGH9q2I1vKJ4y8X"
    "/9W42HsF5079a4l0ltunSZ50m4cua0+N6kypTmJVu1MaP9xDaIzT1MEWcr7C3BurUxuQCH"
    "YFta0WSS740YNrYJsknd4y1YvkyKfvpwdiG6ZUjoqmBBEtds+NNhCyJzh9/jta68Ni5jUs"
    "PEKp2m+VA6dXbTQMcniHEckY0IU7ttCt2d5GFCYAaiF4+C1chp50/j63KGXWIti7bl8E7l"
    "pmzu2rTYksNLHe+YpctM4YZZsMaEs3i4y3cnC0z5vviA3ajSSt29MSGiYtqa169rbJGiVX"
    "niGriXXtbho2qAcNhcQXR7KU0qnugVlu7488eb6zItJBbJ7pbE8tB/pJPaCNGuABfASO2R"
    "uYRA2dw/mc0POjhvVuGt+83sj/8HrRx2iQ=="
)
