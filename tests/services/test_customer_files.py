"""Files of customers: what other programs write is read, and what we write does nothing in a spreadsheet."""

from __future__ import annotations

import pytest

from graphapi.errors import InvalidInput
from graphapi.i18n import LANGUAGES
from graphapi.services.customer_files import (
    MAX_BYTES,
    NAMES,
    CustomerColumn,
    decode,
    headers,
    lines_of,
    parse,
    write,
)

HEAD = "Vorname;Nachname;E-Mail"
FIRST, LAST, EMAIL = CustomerColumn.FIRST_NAME, CustomerColumn.LAST_NAME, CustomerColumn.EMAIL
AENNE = {FIRST: "Änne", LAST: "Öhm", EMAIL: "aenne@example.com"}


def read(content: bytes) -> list[tuple[int, dict]]:
    return [(row.number, dict(row.cells)) for row in parse(decode(content)).rows]


def problems(content: bytes) -> list[str]:
    with pytest.raises(InvalidInput) as refused:
        parse(decode(content))
    assert {problem.path for problem in refused.value.problems} == {("contentBase64",)}
    return [str(problem.message) for problem in refused.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("head", ["Vorname;Nachname;E-Mail", "First name;Last name;e-mail address"])
def test_what_spreadsheets_write_is_read(encoding, delimiter, head):
    text = f"{head}\r\nÄnne;Öhm;aenne@example.com\r\n".replace(";", delimiter)

    assert read(text.encode(encoding)) == [(2, AENNE)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headers_that_we_write_are_all_read(language):
    assert parse(f"{';'.join(headers(list(CustomerColumn), language))}\n{'x;' * 11}").rows[0].cells == dict.fromkeys(
        CustomerColumn, "x"
    )


def test_columns_have_many_names_and_any_order():
    assert len(NAMES) > 50
    assert read(b"E-MAIL-ADRESSE; Kd.-Nr. ;family_name;Given Name\na@x;7;B;A") == [
        (2, {EMAIL: "a@x", CustomerColumn.NUMBER: "7", LAST: "B", FIRST: "A"})
    ]


def test_headers_that_mean_nothing_are_told_and_left():
    file = parse(f"Ort;{HEAD};;Telefon\nUlm;A;B;a@x;;0\n")

    assert file.ignored == ["Ort", "Telefon"]
    assert file.rows[0].cells == {FIRST: "A", LAST: "B", EMAIL: "a@x"}


def test_rows_are_numbered_as_spreadsheets_do_and_blank_ones_are_none():
    assert [number for number, _ in read(f'\n\n{HEAD}\nA;B;a\n;;\n\n"C\nC";D;c\nE;F;e\n\n'.encode())] == [4, 7, 8]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_lines_end_as_they_like(end):
    assert [cells[FIRST] for _, cells in read(f"{HEAD}{end}A;B;a{end}C;D;c\r\nE;F;e".encode())] == ["A", "C", "E"]


def test_quoted_cells_hold_delimiters_quotation_marks_and_line_breaks():
    [(_, cells)] = read(f'{HEAD};Notiz\n"A;""B""";C;a;"one\r\ntwo"'.encode())

    assert (cells[FIRST], cells[CustomerColumn.NOTE]) == ('A;"B"', "one\r\ntwo")
    assert lines_of(cells[CustomerColumn.NOTE] + "\n \n") == ["one", "two"]


def test_cells_beyond_the_headers_are_noticed_unless_they_are_blank():
    assert [row.has_more for row in parse(f"{HEAD}\nA;B;a;;\nC;D;c;x").rows] == [False, True]


NOT_CSV = "This is no CSV file. Please save the table as “CSV UTF-8” and choose that file."
UNREADABLE = "The file cannot be read beyond line {}. Is a quotation mark missing?"
NO_HEADERS = [
    f"There is no column “{column}”. The first line has to name the columns."
    for column in ("First name", "Last name", "E-mail")
]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", ["There is no customer in this file."]),
        (b" \r\n\n ", ["There is no customer in this file."]),
        (HEAD.encode(), ["There is no customer in this file."]),
        (f"{HEAD}\n;;\n".encode(), ["There is no customer in this file."]),
        (b"A;B;a@example.com", NO_HEADERS),
        (b"Nachname;E-Mail\nB;a", NO_HEADERS[:1]),
        (f"{HEAD};Mail;Name\nA;B;a;b;c".encode(), ["Two columns are a “Last name”.", "Two columns are a “E-mail”."]),
        (f"{HEAD}\nA;B\0;a".encode(), [NOT_CSV]),
        (f"{HEAD}\nA;B;a".encode("utf-16-le"), [NOT_CSV]),
        (b"\xff\xfe\x00", [NOT_CSV]),
        (b"Vorname\x81", [NOT_CSV]),
        (b"PK\x03\x04\x14\0", [NOT_CSV]),
        (f'{HEAD}\n"A;B;a{"x" * 200_000}'.encode(), [UNREADABLE.format(2)]),
        (b"x" * MAX_BYTES, [UNREADABLE.format(1)]),
        (b"x" * 3_000_000, ["Please choose a file of at most 750 kB."]),
        (b";" * 100_000, ["A file can have at most 100 columns."]),
        ((HEAD + "\nA;B;a" * 2001).encode(), ["A file can have at most 2000 customers. Please split it."]),
        ((HEAD + "\n" * 700_000).encode(), ["A file can have at most 2000 customers. Please split it."]),
    ],
)
def test_what_is_no_file_with_customers_is_told_with_what_to_do(content, told):
    assert problems(content) == told


DANGEROUS = ("=1+1", "+49", "-1", "@x", "\t=1", "\r=1", "＝1", "'=1", "''=1")  # noqa: RUF001


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_take_for_a_formula_is_none(text):
    assert write([[text]], delimiter=";") in {f"'{text}\r\n", f'"\'{text}"\r\n'}


@pytest.mark.parametrize("text", [*DANGEROUS, "A;B", 'A"B', "A\nB", "O'Neill", "'quoted'", "1-1", "a=b"])
def test_what_is_written_is_read_as_it_was(text):
    file = write([HEAD.split(";"), [text, text, text]], delimiter=";")

    assert read(file.encode()) == [(2, {FIRST: text, LAST: text, EMAIL: text})]


def test_passwords_keep_an_apostrophe():
    [(_, cells)] = read(f"{HEAD};Passwort\n'=A;B;a;'=secret".encode())

    assert (cells[FIRST], cells[CustomerColumn.PASSWORD]) == ("=A", "'=secret")
