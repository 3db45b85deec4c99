"""The invoice for people: laid out by Typst as PDF/A-3, with the XML for programs in it as Factur-X wants it."""

from __future__ import annotations

import json
import unicodedata
from datetime import UTC, datetime, time
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from graphapi.documents.texts import MINUS, Words
from graphapi.models import InvoiceKind

if TYPE_CHECKING:
    from graphapi.models import Invoice

XML_NAME = "factur-x.xml"
# "a": tagged as well, for those who hear it.
STANDARD = "a-3a"
# Letters that Typst's own fonts have: Latin, Greek, Cyrillic, and the signs that our texts use.
KNOWN = (
    range(0x20, 0x7F),
    range(0xA0, 0x180),
    range(0x218, 0x21C),
    range(0x391, 0x3A2),
    range(0x3A3, 0x3CF),
    range(0x400, 0x460),
    range(0x2013, 0x2015),
    range(0x2018, 0x201F),
)
ALSO_KNOWN = frozenset(f"\u1e9e\u2026\u202f\u20ac{MINUS}")
URN = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
# What Factur-X tells of itself in the metadata, and what each property is: PDF/A wants those described that it does not
# know.
PROPERTIES = {
    "DocumentType": ("INVOICE", "The type of the hybrid document"),
    "DocumentFileName": (XML_NAME, "The name of the embedded XML document"),
    "Version": ("1.0", "The version of the standard that applies to the embedded XML document"),
    "ConformanceLevel": ("EN 16931", "The conformance level of the embedded XML document"),
}
SCHEMAS_END = "</rdf:Bag></pdfaExtension:schemas>"
METADATA_END = "</rdf:RDF>"


def invoice_pdf(invoice: Invoice, canceled: Invoice | None, xml: bytes) -> bytes:
    """Return the PDF of an invoice with its XML, always the same bytes for the same rows."""
    from typst import TypstError  # noqa: PLC0415 - only what makes documents loads it

    words = json.dumps(Words(invoice, canceled).all(), ensure_ascii=False)
    code = _payment_code(invoice) if invoice.kind is InvoiceKind.INVOICE else ""
    try:
        laid_out = _laid_out(words, code, xml, invoice)
    except TypstError:
        # PDF/A has no room for letters without a glyph, such as Chinese ones. The XML, which counts, has them all.
        laid_out = _laid_out(_readable(words), code, xml, invoice)
    return _as_factur_x(laid_out)


def _laid_out(words: str, code: str, xml: bytes, invoice: Invoice) -> bytes:
    import typst  # noqa: PLC0415

    return typst.compile(
        files("graphapi.documents").joinpath("invoice.typ").read_bytes(),
        format="pdf",
        pdf_standards=[STANDARD],
        ignore_system_fonts=True,
        sys_inputs={"invoice": words, "code": code, "xml": xml.decode(), "xml_name": XML_NAME},
        timestamp=int(datetime.combine(invoice.issued_on, time(), UTC).timestamp()),
    )


def _payment_code(invoice: Invoice) -> str:
    """Return the QR code that banks' apps read a transfer from (EPC069-12, "GiroCode") as SVG."""
    from segno.helpers import make_epc_qr  # noqa: PLC0415

    seller = invoice.seller
    if invoice.currency != "EUR" or invoice.gross_amount <= 0:
        return ""
    try:
        code = make_epc_qr(
            name=seller["name"][:70],
            iban=seller["iban"],
            bic=seller["bic"],
            amount=invoice.gross_amount / 100,
            text=invoice.number,
            encoding="utf-8",
        )
    except ValueError:  # such as an amount beyond what the code knows
        return ""
    return code.svg_inline(border=0)


def _readable(words: str) -> str:
    """Return the words with a question mark for each letter that the fonts do not have."""
    text = unicodedata.normalize("NFKC", words)
    return "".join(letter if _is_known(letter) else "?" for letter in text)


def _is_known(letter: str) -> bool:
    return letter in ALSO_KNOWN or any(ord(letter) in letters for letters in KNOWN)


def _as_factur_x(pdf: bytes) -> bytes:
    """Return a PDF that says in its metadata what the XML in it is; Typst embeds it but has no words for that."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    metadata: Any = writer.root_object["/Metadata"]
    told = metadata.get_data().decode()
    for end, more in ((SCHEMAS_END, _schema()), (METADATA_END, _description())):
        if told.count(end) != 1:
            raise ValueError(f"the metadata has no {end}")
        told = told.replace(end, more + end)
    metadata.set_data(told.encode())
    writer.pdf_header = pdf[:8].decode()  # else it would be pypdf's own, an older version's
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _schema() -> str:
    described = "".join(
        '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>external</pdfaProperty:category>'
        f"<pdfaProperty:description>{description}</pdfaProperty:description>"
        f"<pdfaProperty:name>{name}</pdfaProperty:name><pdfaProperty:valueType>Text</pdfaProperty:valueType></rdf:li>"
        for name, (_, description) in PROPERTIES.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{URN}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _description() -> str:
    told = "".join(f"<fx:{name}>{value}</fx:{name}>" for name, (value, _) in PROPERTIES.items())
    return f'<rdf:Description rdf:about="" xmlns:fx="{URN}">{told}</rdf:Description>'
