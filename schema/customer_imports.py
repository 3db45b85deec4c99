"""Importing customers from a file, and exporting them as one."""

from datetime import datetime
from typing import Annotated, Any

import strawberry

from graphapi import models
from graphapi.access import Permission
from graphapi.i18n import Message
from graphapi.services import customer_exports, customer_imports
from graphapi.services.customer_files import MAX_BYTES, MAX_ROWS
from schema.connections import After, First, PageInfo
from schema.context import Context, Info
from schema.customers import CustomerConnection, CustomerFilter, CustomerSort, page_of_customers
from schema.enums import CustomerColumn, CustomerImportState
from schema.errors import InvalidInput, NotFound, PlanLimitReached, WrongState
from schema.execution.mapping import One, over, wrap
from schema.fields import column, computed, contextual, mutation, node_id, query
from schema.inputs import Entered, Filter, Sort
from schema.node import Node, key_of


@strawberry.type(description="What is wrong with a row of a file.")
class CustomerImportProblem:
    row: int = strawberry.field(description="Its number, as spreadsheets count: the headers are 1.")
    column: CustomerColumn | None = strawberry.field(description="In which column; null for the row as such.")
    message: str = strawberry.field(description="What is wrong and what to do, in the viewer's language.")


@strawberry.type(description="A row of a file as it was read. Links are counted; notes and passwords are not shown.")
class CustomerImportRow:
    row: int = strawberry.field(description="Its number, as spreadsheets count: the headers are 1.")
    first_name: str = strawberry.field(description="The first name.")
    last_name: str = strawberry.field(description="The last name.")
    email: str = strawberry.field(description="The mail address.")
    company: str = strawberry.field(description="The company.")
    username: str = strawberry.field(description="The user name.")
    number: str = strawberry.field(description="The customer number.")
    language: str = strawberry.field(description="The language, as it is written.")
    links: int = strawberry.field(description="How many links it gets.")


def _problems(context: Context, problems: list[list[Any]]) -> list[CustomerImportProblem]:
    return [
        CustomerImportProblem(
            row=row, column=column and CustomerColumn(column), message=context.say(Message(text, values))
        )
        for row, column, text, values in problems
    ]


def _rows(preview: list[dict[str, Any]]) -> list[CustomerImportRow]:
    return [
        CustomerImportRow(
            row=row["row"],
            first_name=row[CustomerColumn.FIRST_NAME],
            last_name=row[CustomerColumn.LAST_NAME],
            email=row[CustomerColumn.EMAIL],
            company=row[CustomerColumn.COMPANY],
            username=row[CustomerColumn.USERNAME],
            number=row[CustomerColumn.NUMBER],
            language=row[CustomerColumn.LANGUAGE],
            links=row["links"],
        )
        for row in preview
    ]


def _failure(context: Context, text: str | None) -> str | None:
    return None if text is None else context.say(Message(text))


@over(models.CustomerImport)
@strawberry.type(
    description="A file with customers, looked through, and perhaps added. The file itself is deleted once it has run, "
    "and an hour after it was looked through; the rest after 30 days."
)
class CustomerImport(Node):
    row: strawberry.Private[models.CustomerImport]
    id: strawberry.ID = node_id("import")
    state: CustomerImportState = column("state", "How far it came.")
    invite: bool = column("invite", "Whether the customers are invited; decided when it starts.")
    row_count: int = column("row_count", "How many customers are in the file.")
    rows_done: int = column("rows_done", "How many of them are prepared; all or none are added at the end.")
    problem_count: int = column("problem_count", "How many problems its rows have; with any it cannot start.")
    problems: list[CustomerImportProblem] = contextual(
        _problems, ("problems",), f"The first {customer_imports.MAX_PROBLEMS} problems, in the order of the file."
    )
    ignored_headers: list[str] = column(
        "ignored", "Headers of the file that mean nothing to us, whose cells are left; none once it has started."
    )
    preview: list[CustomerImportRow] = computed(
        _rows,
        ("preview",),
        f"Up to {customer_imports.PREVIEW_ROWS} rows to be shown before it starts, those with problems before others; "
        "none afterwards.",
    )
    failure: str | None = contextual(
        _failure, ("failure",), "Why it FAILED where no row is to blame, in the viewer's language."
    )
    created_at: datetime = column("created_at", "When the file was looked through.")
    finished_at: datetime | None = column("finished_at", "When it was COMPLETED, or FAILED.")


@strawberry.input(description="A file with customers.")
class ImportCustomersInput:
    content_base64: str = strawberry.field(
        description=f"The bytes of a CSV file, in base64; up to {MAX_BYTES // 1000} kB and {MAX_ROWS:,} customers. "
        "UTF-8, UTF-16 with its mark, or Windows-1252; cells separated by semicolons, commas or tabs. The first line "
        "names the columns, in German or English: Vorname/First name, Nachname/Last name and E-Mail are needed, "
        "Kundennummer/Customer number, Firma/Company, Benutzername/User name, Sprache/Language (de or en), Notiz/Note, "
        "Link, Titel/Title and Passwort/Password are not. Several links, titles and passwords stand line by line in "
        "their cells."
    )
    dry_run: bool = strawberry.field(
        default=True, description="Looks the file through and waits for `startCustomerImport`; false starts it at once."
    )
    invite: bool = strawberry.field(default=False, description="Invites the customers, if it starts at once.")


@strawberry.input(description="How an import is run.")
class StartCustomerImportInput:
    invite: bool = strawberry.field(default=False, description="Invites the customers; else they are drafts.")


@strawberry.type(description="An import was looked through, or started.")
class CustomerImportSaved:
    customer_import: CustomerImport = strawberry.field(description="The import as it is now.")


@strawberry.type(description="A part of a file with customers.")
class CustomersExported:
    csv: str = strawberry.field(
        description="Lines of CSV (RFC 4180); the first part begins with the headers. Put together, the parts are the "
        "file. In German, semicolons separate the cells; in English, commas. What a spreadsheet would take for a "
        "formula has an apostrophe before it."
    )
    page_info: PageInfo = strawberry.field(description="Whether there is more, and the cursor to go on from.")


ImportId = Annotated[strawberry.ID, strawberry.argument(description="Which import: its id, import_….")]
ImportCustomersResult = Annotated[
    CustomerImportSaved | InvalidInput | PlanLimitReached,
    strawberry.union("ImportCustomersResult", description="What importCustomers comes to."),
]
StartCustomerImportResult = Annotated[
    CustomerImportSaved | NotFound | WrongState | PlanLimitReached,
    strawberry.union("StartCustomerImportResult", description="What startCustomerImport comes to."),
]


@strawberry.type
class CustomerImportQuery:
    """Reading imports."""

    @query(
        "An import by its id, to see how far it came; null if there is none within the viewer's sight.",
        Permission.CUSTOMERS_WRITE,
    )
    def customer_import(self, info: Info, id: ImportId) -> CustomerImport | None:
        rows = customer_imports.customer_imports(info.context.access)
        return One(rows, key=key_of("import", id))  # pyright: ignore[reportReturnType] - fetched by the field


@strawberry.type
class CustomerImportMutation:
    """Importing and exporting customers."""

    @mutation(
        "Look a file with customers through: each row is checked as createCustomer does, and against the others. With "
        "`dryRun: false` and no problem it starts at once. It takes the place of the last file of one's own that was "
        "not started.",
        Permission.CUSTOMERS_WRITE,
        keyed=False,
    )
    async def import_customers(self, info: Info, input: Entered[ImportCustomersInput]) -> ImportCustomersResult | None:
        row = await customer_imports.import_customers(
            info.context.access, content_base64=input.content_base64, dry_run=input.dry_run, invite=input.invite
        )
        return CustomerImportSaved(customer_import=wrap(row))

    @mutation(
        "Start an import that was looked through. It runs in the background, and adds all its customers or none; ask "
        "`customerImport` how far it is.",
        Permission.CUSTOMERS_WRITE,
    )
    async def start_customer_import(
        self,
        info: Info,
        id: ImportId,
        input: Entered[StartCustomerImportInput],
    ) -> StartCustomerImportResult | None:
        row = await customer_imports.start_customer_import(
            info.context.access, import_id=key_of("import", id), invite=input.invite
        )
        return CustomerImportSaved(customer_import=wrap(row))

    @mutation(
        "Write customers as a part of a CSV file, which `importCustomers` reads again: call it with the last part's "
        "`endCursor` for as long as there is more. Folders come with the links that their customers see at present, "
        "never with passwords. The first part is recorded in the log.",
        Permission.CUSTOMERS_WRITE,
        keyed=False,
    )
    async def export_customers(
        self,
        info: Info,
        first: First = None,
        after: After = None,
        filter: Filter[CustomerFilter] = None,
        sort: Sort[CustomerSort] = None,
    ) -> CustomersExported | None:
        page = page_of_customers(info, filter, sort, first, after, None, None)
        found = await page.narrowed().order_by(*page.ordering()).limit(page.reads)
        text = await customer_exports.export_customers(
            info.context.access,
            customers=page.cut(found),
            is_beginning=after is None,
            language=info.context.language,
        )
        return CustomersExported(csv=text, page_info=CustomerConnection.of(page, found).page_info)
