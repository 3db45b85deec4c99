"""What tests of staff's pages have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graphapi.ids import encode_id
from tests.statements import recorded_statements

if TYPE_CHECKING:
    from graphapi.models import Row
    from tests.admin_ui.conftest import Browser

# What somebody might write into every field there is.
INERT = '"><img src=x onerror=alert(1)><script>alert(1)</script>{{111*9009}}'


def id_of(row: Row) -> str:
    """A row's id as it stands in addresses."""
    return encode_id(type(row).__name__.lower(), row.id)


async def statements_of(browser: Browser, path: str) -> int:
    """How many statements a page takes, without those of what runs beside it: mails, exports, imports, documents."""
    with recorded_statements() as statements:
        page = await browser.get(path)
    assert page.status == 200
    return sum(not sending(statement) for statement in statements)


def sending(statement: str) -> bool:
    is_of_sender = '"mail"' in statement and '"next_attempt_at"<=' in statement
    return is_of_sender or '"claimed_until"<=' in statement or '"document_digest" IS NULL' in statement


def is_inert(html: str) -> bool:
    """Tell whether nothing of what was written became markup or was worked out."""
    return "<img src=x" not in html and "<script>alert" not in html and "999999" not in html
