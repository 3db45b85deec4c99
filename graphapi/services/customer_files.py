"""Files of customers, as spreadsheets write and read them: CSV (RFC 4180) with a line of headers."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from graphapi.cells import FORMULA, guarded
from graphapi.errors import FieldProblem, InvalidInput
from graphapi.i18n import Message, message, translate
from graphapi.text import search_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# In bytes: as base64, with the document round it, it fits into the body of a request.
MAX_BYTES = 750_000
MAX_ROWS = 2_000
# Blank ones too, which many programs leave at the end.
MAX_LINES = 5_000
MAX_COLUMNS = 100
MAX_HEADER = 60
# The input's field that holds the file.
PATH = ("contentBase64",)


class CustomerColumn(StrEnum):
    """What a column of a file can be; in the order of a file that we write."""

    NUMBER = "NUMBER"
    FIRST_NAME = "FIRST_NAME"
    LAST_NAME = "LAST_NAME"
    COMPANY = "COMPANY"
    EMAIL = "EMAIL"
    USERNAME = "USERNAME"
    LANGUAGE = "LANGUAGE"
    NOTE = "NOTE"
    LINK = "LINK"
    TITLE = "TITLE"
    PASSWORD = "PASSWORD"


# What a file of ours calls them.
HEADERS: Mapping[CustomerColumn, Message] = {
    CustomerColumn.NUMBER: message("Customer number"),
    CustomerColumn.FIRST_NAME: message("First name"),
    CustomerColumn.LAST_NAME: message("Last name"),
    CustomerColumn.COMPANY: message("Company"),
    CustomerColumn.EMAIL: message("E-mail"),
    CustomerColumn.USERNAME: message("User name"),
    CustomerColumn.LANGUAGE: message("Language"),
    CustomerColumn.NOTE: message("Note"),
    CustomerColumn.LINK: message("Link"),
    CustomerColumn.TITLE: message("Title"),
    CustomerColumn.PASSWORD: message("Password"),
}
# What other programs call them, by letters and digits alone; German and English.
NAMES: Mapping[str, CustomerColumn] = {
    name: column
    for column, names in {
        CustomerColumn.NUMBER: "kundennummer kundennr kdnr nummer customernumber customerno customerid number",
        CustomerColumn.FIRST_NAME: "vorname rufname firstname givenname forename",
        CustomerColumn.LAST_NAME: "nachname name familienname zuname lastname surname familyname",
        CustomerColumn.COMPANY: "firma firmenname unternehmen organisation company companyname organization",
        CustomerColumn.EMAIL: "email emailadresse mail mailadresse emailaddress mailaddress",
        CustomerColumn.USERNAME: "benutzername benutzer anmeldename username login",
        CustomerColumn.LANGUAGE: "sprache language locale",
        CustomerColumn.NOTE: "notiz notizen internenotiz bemerkung bemerkungen note notes internalnote remark comment",
        CustomerColumn.LINK: "link links url ordnerlink linkzumordner linktothefolder folderlink",
        CustomerColumn.TITLE: "titel ordnertitel ordner title foldertitle folder",
        CustomerColumn.PASSWORD: "passwort kennwort passwortdesordners ordnerpasswort password folderpassword",
    }.items()
    for name in names.split()
}
REQUIRED = (CustomerColumn.FIRST_NAME, CustomerColumn.LAST_NAME, CustomerColumn.EMAIL)
DELIMITERS = (";", ",", "\t")
_NOT_IN_NAMES = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of a file: its number, as spreadsheets count, and its cells by their columns."""

    number: int
    cells: Mapping[CustomerColumn, str]
    # Cells beyond the last header.
    has_more: bool


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """What a file holds."""

    rows: Sequence[FileRow]
    # Headers that mean nothing to us.
    ignored: Sequence[str]


def decode(content: bytes) -> str:
    """Return a file as a text: UTF-8 or UTF-16 where it begins so, else UTF-8 or, if it is none, Windows-1252.

    Raises InvalidInput for what is no text, and for more than is read.
    """
    if len(content) > MAX_BYTES:
        raise _refused(message("Please choose a file of at most {size} kB.", size=MAX_BYTES // 1000))
    encodings = ("utf-16",) if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refused(message("This is no CSV file. Please save the table as “CSV UTF-8” and choose that file."))


def parse(text: str) -> CustomerFile:
    """Return the rows of a file; blank ones are left out. Raises InvalidInput for one that cannot be read whole."""
    nobody = message("There is no customer in this file.")
    if not text.strip():
        raise _refused(nobody)
    blank = text[: len(text) - len(text.lstrip("\r\n"))]
    text = text.removeprefix(blank)
    # The one by which most headers mean something.
    delimiter = max(DELIMITERS, key=lambda each: len(set(_columns(_header(text, each))) - {None}))
    header, *lines = islice(_lines(text, delimiter), MAX_LINES + 1)
    columns = _columns(header)
    _refuse_headers(header, columns)
    rows = [
        FileRow(
            number,
            {column: _unguarded(column, cell) for column, cell in zip(columns, line, strict=False) if column},
            any(cell.strip() for cell in line[len(columns) :]),
        )
        for number, line in enumerate(lines, len(blank.splitlines()) + 2)
        if any(cell.strip() for cell in line)
    ]
    if len(rows) > MAX_ROWS or len(lines) == MAX_LINES:
        raise _refused(message("A file can have at most {most} customers. Please split it.", most=MAX_ROWS))
    if not rows:
        raise _refused(nobody)
    ignored = [
        name.strip()[:MAX_HEADER]
        for name, column in zip(header, columns, strict=True)
        if column is None and name.strip()
    ]
    return CustomerFile(rows, ignored)


def write(rows: Iterable[Sequence[str]], *, delimiter: str) -> str:
    """Return rows as lines of a file, with nothing in them that a spreadsheet would take for a formula."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([[guarded(cell) for cell in row] for row in rows])
    return text.getvalue()


def headers(columns: Sequence[CustomerColumn], language: str) -> list[str]:
    """Return the headers of columns in a language."""
    return [translate(HEADERS[column], language) for column in columns]


def lines_of(cell: str) -> list[str]:
    """Return what stands in a cell line by line, without blank lines at its end."""
    lines = re.split(r"\r\n|\r|\n", cell)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error:  # a cell beyond all bounds: mostly a quotation mark that is never closed
        text_of = message(
            "The file cannot be read beyond line {line}. Is a quotation mark missing?", line=reader.line_num
        )
        raise _refused(text_of) from None


def _header(text: str, delimiter: str) -> Sequence[str]:
    return next(_lines(text, delimiter), ())


def _columns(header: Sequence[str]) -> list[CustomerColumn | None]:
    return [NAMES.get(_NOT_IN_NAMES.sub("", search_key(name[:MAX_HEADER]))) for name in header[: MAX_COLUMNS + 1]]


def _refuse_headers(header: Sequence[str], columns: Sequence[CustomerColumn | None]) -> None:
    if len(header) > MAX_COLUMNS:
        raise _refused(message("A file can have at most {most} columns.", most=MAX_COLUMNS))
    missing = [
        message("There is no column “{column}”. The first line has to name the columns.", column=HEADERS[column])
        for column in REQUIRED
        if column not in columns
    ]
    twice = [
        message("Two columns are a “{column}”.", column=HEADERS[column])
        for column in CustomerColumn
        if columns.count(column) > 1
    ]
    if missing or twice:
        raise InvalidInput([FieldProblem(PATH, text) for text in (*missing, *twice)])


def _unguarded(column: CustomerColumn, cell: str) -> str:
    """Take the apostrophe away again; passwords stay as they are."""
    is_guarded = column is not CustomerColumn.PASSWORD and cell.startswith("'") and FORMULA.match(cell)
    return cell[1:] if is_guarded else cell


def _refused(text: Message) -> InvalidInput:
    return InvalidInput.at(*PATH, text=text)
