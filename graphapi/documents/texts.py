"""What stands on an invoice beside its figures, in its language."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency

from graphapi.i18n import Message, message, translate
from graphapi.models import InvoiceKind, TaxCategory

if TYPE_CHECKING:
    from datetime import date

    from graphapi.models import Invoice
    from graphapi.seller import Seller

MINUS = "\u2212"
# English as Europeans write it.
LOCALES = {"de": "de_DE", "en": "en_GB"}
TAX_NOTES = {
    # The words that § 14a (5) UStG wants.
    TaxCategory.REVERSE_CHARGE: message(
        "Reverse charge: the recipient of the service owes the value added tax (Art. 196 of Directive 2006/112/EC)."
    ),
    TaxCategory.OUTSIDE_EU: message("Not taxable in Germany: the service is supplied abroad (§ 3a (2) UStG)."),
}


def tax_note(invoice: Invoice) -> str | None:
    """Return why no tax is due; None where it is."""
    note = TAX_NOTES.get(invoice.tax_category)
    return None if note is None else translate(note, invoice.language.lower())


def file_name(invoice: Invoice) -> str:
    """Return what to call an invoice's file."""
    word = translate(message("Invoice"), invoice.language.lower())
    return f"{word}-{invoice.number}.pdf"


class Words:
    """An invoice's words and figures, as its template takes them: all is text, ready to be read."""

    def __init__(self, invoice: Invoice, canceled: Invoice | None) -> None:
        self._invoice = invoice
        self._canceled = canceled
        self._language = invoice.language.lower()
        self._locale = LOCALES[self._language]

    def all(self) -> dict[str, object]:
        """Return what the template reads."""
        invoice, seller, buyer = self._invoice, self._invoice.seller, self._invoice.buyer
        is_cancellation = invoice.kind is InvoiceKind.CANCELLATION
        last = invoice.period_end - timedelta(days=1)
        details = [
            (self._say(message("Invoice number")), invoice.number),
            (self._say(message("Date")), self._day(invoice.issued_on)),
            (self._say(message("Period of service")), f"{self._day(invoice.period_start)} – {self._day(last)}"),
        ]
        if buyer["vat_id"]:
            details.append((self._say(message("Your VAT id")), buyer["vat_id"]))
        title = message("Cancellation invoice") if is_cancellation else message("Invoice")
        vat = message("VAT {rate} %", rate=invoice.vat_rate)
        return {
            "language": self._language,
            "title": self._say(title),
            "number": invoice.number,
            "date": [invoice.issued_on.year, invoice.issued_on.month, invoice.issued_on.day],
            "seller": seller["name"],
            "sender": " · ".join((seller["name"], *_address(seller["street"], seller["postal_code"], seller["city"]))),
            "address": [
                buyer["company"],
                *_address(buyer["street"], buyer["postal_code"], buyer["city"]),
                *([self._country(buyer["country"])] if buyer["country"] != seller["country"] else []),
            ],
            "details": details,
            "about": self._about(),
            "headings": [
                self._say(text)
                for text in (message("What for"), message("Months"), message("A month"), message("Amount"))
            ],
            "lines": [
                [
                    line["text"],
                    str(line["quantity"]).replace("-", MINUS),
                    self._money(line["unit_amount"]),
                    self._money(line["net_amount"]),
                ]
                for line in invoice.lines
            ],
            "sums": [
                (self._say(message("Net")), self._money(invoice.net_amount)),
                (self._say(vat), self._money(invoice.vat_amount)),
            ],
            "total": (self._say(message("Total")), self._money(invoice.gross_amount)),
            "notes": [note for note in (tax_note(invoice),) if note],
            "payment": self._payment(),
            "account": [] if is_cancellation else self._account(seller),
            "scan": self._say(message("Scan to pay")),
            "footer": self._footer(seller),
            "page": self._say(message("Page")),
        }

    def _about(self) -> str:
        if self._canceled is None:
            return ""
        text = message(
            "This takes back invoice {number} of {date}. {reason}",
            number=self._canceled.number,
            date=self._day(self._canceled.issued_on),
            reason=self._invoice.reason or "",
        )
        return self._say(text)

    def _payment(self) -> str:
        if self._canceled is not None:
            return self._say(
                message("What is paid of it already, we pay back; what is not, is not to be paid any more.")
            )
        text = message(
            "Please pay {gross} by {date}, with the number of the invoice as reference.",
            gross=self._money(self._invoice.gross_amount),
            date=self._day(self._invoice.due_on),
        )
        return self._say(text)

    def _account(self, seller: Seller) -> list[tuple[str, str]]:
        iban = seller["iban"]
        account = [
            (self._say(message("Account holder")), seller["name"]),
            ("IBAN", " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))),
        ]
        if seller["bic"]:
            account.append(("BIC", seller["bic"]))
        return [*account, (self._say(message("Reference")), self._invoice.number)]

    def _footer(self, seller: Seller) -> list[list[str]]:
        numbers: list[str] = []
        if seller["vat_id"]:
            numbers.append(self._say(message("VAT id {number}", number=seller["vat_id"])))
        if seller["tax_number"]:
            numbers.append(self._say(message("Tax number {number}", number=seller["tax_number"])))
        address = list(_address(seller["street"], seller["postal_code"], seller["city"]))
        return [[seller["name"], *address], [seller["email"], *numbers]]

    def _say(self, text: Message) -> str:
        return translate(text, self._language)

    def _day(self, day: date) -> str:
        return format_date(day, "long", locale=self._locale)

    def _money(self, cents: int) -> str:
        written = format_currency(Decimal(cents) / 100, self._invoice.currency, locale=self._locale)
        return written.replace("-", MINUS)

    def _country(self, code: str) -> str:
        return Locale.parse(self._locale).territories.get(code, code)


def _address(street: str, postal_code: str, city: str) -> tuple[str, str]:
    return street, f"{postal_code} {city}".strip()
