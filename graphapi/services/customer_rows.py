"""The rows of a file as new customers: what is wrong with each, by its number and column."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any

from graphapi.errors import InvalidInput
from graphapi.i18n import message
from graphapi.models import Account, Customer, Language
from graphapi.services import accounts, shares
from graphapi.services.customer_files import CustomerColumn, lines_of
from graphapi.services.customers import NewCustomer, check_new_customer, number_taken
from graphapi.services.inputs import MAX_EMAIL, Checks
from graphapi.services.shares import NewShare
from graphapi.services.throttles import MAILS_OF_PARTNER, mailbox_limit, told_at, use_each
from graphapi.text import login_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from graphapi.access import Access
    from graphapi.errors import Conflict, FieldProblem
    from graphapi.i18n import Message
    from graphapi.services.customer_files import CustomerFile, FileRow
    from graphapi.services.customers import CheckedCustomer

    # By its column, what only one may have.
    Names = Mapping[CustomerColumn, str]

# In seconds: for so long nobody else runs.
TURN = 0.01
# Of so many names at once it is asked whether they are taken.
MOST_NAMES = 500
LANGUAGES = {
    "de": Language.DE,
    "deutsch": Language.DE,
    "german": Language.DE,
    "en": Language.EN,
    "englisch": Language.EN,
    "english": Language.EN,
}
# Where a problem of a customer's stands in a file, by the last name of its path.
COLUMNS = {
    "firstName": CustomerColumn.FIRST_NAME,
    "lastName": CustomerColumn.LAST_NAME,
    "email": CustomerColumn.EMAIL,
    "company": CustomerColumn.COMPANY,
    "username": CustomerColumn.USERNAME,
    "number": CustomerColumn.NUMBER,
    "note": CustomerColumn.NOTE,
    "language": CustomerColumn.LANGUAGE,
    "shares": CustomerColumn.LINK,
    "url": CustomerColumn.LINK,
    "title": CustomerColumn.TITLE,
    "password": CustomerColumn.PASSWORD,
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a row; without a column, with the whole of it."""

    row: int
    column: CustomerColumn | None
    text: Message


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row that may be added, as far as it alone can tell."""

    number: int
    checked: CheckedCustomer

    @property
    def names(self) -> Names:
        """What nobody else of the partner may have, as it is compared."""
        account, customer = self.checked.account, self.checked.customer
        names = {
            CustomerColumn.EMAIL: account.email_key,
            CustomerColumn.USERNAME: account.username_key,
            CustomerColumn.NUMBER: customer.number,
        }
        return {column: name for column, name in names.items() if name}


@dataclass(slots=True)
class CheckedRows:
    """All rows of a file."""

    rows: list[CheckedRow] = field(default_factory=list[CheckedRow])
    problems: list[RowProblem] = field(default_factory=list[RowProblem])


class Turns:
    """Lets others run in between, where much is to be done."""

    def __init__(self) -> None:
        self._end = monotonic() + TURN

    async def pause(self) -> None:
        """Let others run if it is their turn."""
        if monotonic() > self._end:
            await asyncio.sleep(0)
            self._end = monotonic() + TURN


async def check_rows(access: Access, file: CustomerFile) -> CheckedRows:
    """Check each row as a new customer is, and that none has what another one has, in the file or at the partner."""
    found, turns = CheckedRows(), Turns()
    names: dict[int, Names] = {}
    for row in file.rows:
        await turns.pause()
        new, problems = _read(row)
        try:
            checked = CheckedRow(row.number, check_new_customer(access, new))
        except InvalidInput as error:
            problems += error.problems
            names[row.number] = _names_in(row)
        else:
            found.rows.append(checked)
            names[row.number] = checked.names
        found.problems += [RowProblem(row.number, COLUMNS.get(at.path[-1]), at.message) for at in problems]
    found.problems += _repeated(names)
    found.problems += await taken_by_others(access, names)
    found.problems.sort(key=lambda problem: problem.row)
    return found


async def taken_by_others(access: Access, names: Mapping[int, Names]) -> list[RowProblem]:
    """Return what of the rows, by their numbers, somebody at the partner has already."""
    sources: tuple[tuple[CustomerColumn, type[Any], str, Conflict], ...] = (
        (CustomerColumn.EMAIL, Account, "email_key", accounts.taken("email")),
        (CustomerColumn.USERNAME, Account, "username_key", accounts.taken("username")),
        (CustomerColumn.NUMBER, Customer, "number", number_taken()),
    )
    problems: list[RowProblem] = []
    for column, model, key, conflict in sources:
        by_name = {of_row[column]: row for row, of_row in sorted(names.items(), reverse=True) if column in of_row}
        wanted = list(by_name)
        for start in range(0, len(wanted), MOST_NAMES):
            # Staff see all of their partner's accounts and customers.
            some = access.rows(model).filter(**{f"{key}__in": wanted[start : start + MOST_NAMES]}).only(key)
            problems += [RowProblem(by_name[getattr(there, key)], column, conflict.message) for there in await some]
    return sorted(problems, key=lambda problem: problem.row)


async def mails_refused(access: Access, rows: Sequence[CheckedRow]) -> list[RowProblem]:
    """Count an invitation to each row's address, and return those that had their share of mails."""
    by_key: dict[str, int] = {}
    for row in rows:
        customer = row.checked.customer
        by_key[mailbox_limit(partner_id=customer.partner_id, email=customer.email)[1]] = row.number
    problems: list[RowProblem] = []
    for key, throttled in (await use_each(access, MAILS_OF_PARTNER, list(by_key))).items():
        try:
            with told_at("email"):
                raise throttled
        except InvalidInput as error:
            problems.append(RowProblem(by_key[key], CustomerColumn.EMAIL, error.problems[0].message))
    return sorted(problems, key=lambda problem: problem.row)


def _repeated(names: Mapping[int, Names]) -> list[RowProblem]:
    """Return what rows have that a row before has."""
    first: dict[tuple[CustomerColumn, str], int] = {}
    problems: list[RowProblem] = []
    for row, of_row in names.items():
        for column, name in of_row.items():
            before = first.setdefault((column, name), row)
            if before != row:
                problems.append(RowProblem(row, column, message("Row {row} has the same.", row=before)))
    return problems


def _names_in(row: FileRow) -> Names:
    """Return a row's names where no customer can be made of it, so that they are told of in the same round."""
    names = {
        CustomerColumn.EMAIL: login_key(row.cells.get(CustomerColumn.EMAIL, "")[:MAX_EMAIL]),
        CustomerColumn.USERNAME: login_key(row.cells.get(CustomerColumn.USERNAME, "")[:MAX_EMAIL]),
        CustomerColumn.NUMBER: row.cells.get(CustomerColumn.NUMBER, "").strip()[:MAX_EMAIL],
    }
    return {column: name for column, name in names.items() if name}


def _read(row: FileRow) -> tuple[NewCustomer, list[FieldProblem]]:
    """Return a row as a new customer, and what is wrong with the row as such."""
    checks = Checks()
    if row.has_more:
        checks.problem(("",), message("There are more cells than columns. Is a quotation mark missing?"))
    language = _language(checks, row)
    folders = _folders(checks, row)
    new = NewCustomer(
        first_name=row.cells.get(CustomerColumn.FIRST_NAME, ""),
        last_name=row.cells.get(CustomerColumn.LAST_NAME, ""),
        email=row.cells.get(CustomerColumn.EMAIL, ""),
        company=row.cells.get(CustomerColumn.COMPANY),
        username=row.cells.get(CustomerColumn.USERNAME),
        number=row.cells.get(CustomerColumn.NUMBER),
        note=row.cells.get(CustomerColumn.NOTE),
        language=language,
        shares=folders,
    )
    return new, checks.problems


def _language(checks: Checks, row: FileRow) -> Language | None:
    name = row.cells.get(CustomerColumn.LANGUAGE, "").strip().casefold()
    language = LANGUAGES.get(name)
    if name and language is None:
        checks.problem(("language",), message("Please write de or en."))
    return language


def _folders(checks: Checks, row: FileRow) -> list[NewShare]:
    """Return a row's folders, whose links, titles and passwords stand line by line."""
    links = [link.strip() for link in lines_of(row.cells.get(CustomerColumn.LINK, ""))]
    titles = lines_of(row.cells.get(CustomerColumn.TITLE, ""))
    passwords = lines_of(row.cells.get(CustomerColumn.PASSWORD, ""))
    for name, values in (("title", titles), ("password", passwords)):
        if len(values) > len(links):
            checks.problem((name,), message("There is no link that this belongs to."))
    links = links[: shares.MAX_SHARES_OF_CUSTOMER + 1]

    def at(values: Sequence[str], index: int) -> str | None:
        return values[index] if index < len(values) else None

    return [
        NewShare(url=link, title=at(titles, index), password=at(passwords, index)) for index, link in enumerate(links)
    ]
