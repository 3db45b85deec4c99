"""The invoice for programs: EN 16931 as the CII XML of Factur-X and ZUGFeRD, whose law-abiding part it is.

``BT-`` and ``BG-`` are the standard's own names of its terms and groups, and factur-x takes them as they are.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from graphapi.documents.texts import tax_note
from graphapi.models import InvoiceKind, TaxCategory

if TYPE_CHECKING:
    from graphapi.models import Buyer, Invoice, Line
    from graphapi.seller import Seller

# UNTDID 1001. A cancellation is a corrected invoice with negative amounts, as it stands in the PDF; a credit note (381)
# would have to tell them positive.
TYPES = {InvoiceKind.INVOICE: "380", InvoiceKind.CANCELLATION: "384"}
# UNTDID 5305, and the CEF's code of why no tax is due.
CATEGORIES = {
    TaxCategory.STANDARD: ("S", None),
    TaxCategory.REVERSE_CHARGE: ("AE", "VATEX-EU-AE"),
    TaxCategory.OUTSIDE_EU: ("O", "VATEX-EU-O"),
}
MONTH = "MON"
SEPA_TRANSFER = "58"
EMAIL = "EM"


def e_invoice(invoice: Invoice, canceled: Invoice | None = None) -> bytes:
    """Return the XML of an invoice, valid by the XSD; ``canceled`` is the one that a cancellation takes back."""
    from facturx import generate_xml  # noqa: PLC0415 - only what makes documents loads it

    # Without the rules of the schematron, which it would send to a server; the tests check those.
    return generate_xml(_terms(invoice, canceled), level="en16931", check_schematron="")


def _terms(invoice: Invoice, canceled: Invoice | None) -> dict[str, Any]:
    category, exemption = CATEGORIES[invoice.tax_category]
    # What is not subject to tax has no rate, and its parties no VAT ids (BR-O-02, BR-O-05).
    is_taxable = invoice.tax_category is not TaxCategory.OUTSIDE_EU
    tax: dict[str, Any] = {
        "BT-116": _amount(invoice.net_amount),
        "BT-117": _amount(invoice.vat_amount),
        "BT-118": category,
    }
    if is_taxable:
        tax["BT-119"] = invoice.vat_rate
    if exemption is not None:
        tax |= {"BT-120": tax_note(invoice), "BT-121": exemption}
    terms: dict[str, Any] = {
        "BT-1": invoice.number,
        "BT-2": invoice.issued_on,
        "BT-3": TYPES[invoice.kind],
        "BT-5": invoice.currency,
        "BT-9": invoice.due_on,
        # From when it is supplied; factur-x cannot leave it out.
        "BT-72": invoice.period_start,
        "BT-73": invoice.period_start,
        "BT-74": invoice.period_end - timedelta(days=1),
        "BG-4": _seller(invoice.seller, with_vat_id=is_taxable),
        "BG-7": _buyer(invoice.buyer, with_vat_id=is_taxable),
        "BG-23": [tax],
        "BG-25": [_line(line, number, category, invoice) for number, line in enumerate(invoice.lines, 1)],
        "BT-106": _amount(invoice.net_amount),
        "BT-109": _amount(invoice.net_amount),
        "BT-110": _amount(invoice.vat_amount),
        "BT-112": _amount(invoice.gross_amount),
        "BT-115": _amount(invoice.gross_amount),
    }
    if canceled is not None:
        terms["BG-3"] = [{"BT-25": canceled.number, "BT-26": canceled.issued_on}]
        terms["BG-1"] = [{"BT-22": invoice.reason}]
    else:
        terms |= {
            "BT-81": SEPA_TRANSFER,
            "BT-83": invoice.number,
            "BT-84": invoice.seller["iban"],
            "BT-85": invoice.seller["name"],
        }
        if invoice.seller["bic"]:
            terms["BT-86"] = invoice.seller["bic"]
    return terms


def _line(line: Line, number: int, category: str, invoice: Invoice) -> dict[str, Any]:
    terms = {
        "BT-126": str(number),
        "BT-129": line["quantity"],
        "BT-130": MONTH,
        "BT-131": _amount(line["net_amount"]),
        "BT-146": _amount(line["unit_amount"]),
        "BT-151": category,
        "BT-153": line["text"],
    }
    return terms if category == "O" else terms | {"BT-152": invoice.vat_rate}


def _seller(seller: Seller, *, with_vat_id: bool) -> dict[str, Any]:
    party = _party(seller["name"], seller) | {"contacts": [{"name": seller["name"], "email": seller["email"]}]}
    if seller["tax_number"]:
        party["tax_identifier"] = seller["tax_number"]
    if seller["vat_id"] and with_vat_id:
        party["vat_identifier"] = seller["vat_id"]
    else:
        # The standard wants one identifier in any case (BR-CO-26).
        party["identifiers"] = {"": seller["vat_id"] or seller["tax_number"]}
    return party


def _buyer(buyer: Buyer, *, with_vat_id: bool) -> dict[str, Any]:
    party = _party(buyer["company"], buyer)
    return party | {"vat_identifier": buyer["vat_id"]} if buyer["vat_id"] and with_vat_id else party


def _party(name: str, party: Seller | Buyer) -> dict[str, Any]:
    return {
        "name": name,
        "addr_l1": party["street"],
        "postcode": party["postal_code"],
        "city": party["city"],
        "country_code": party["country"],
        "einvoicing_addr": party["email"],
        "einvoicing_addr_schemeid": EMAIL,
    }


def _amount(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"
