"""What both engines refuse: using a transaction when it is over, and going past it while it runs."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise.backends.base.client import TransactionalDBClient
from tortoise.context import get_current_context
from tortoise.exceptions import TransactionManagementError

if TYPE_CHECKING:
    from tortoise.backends.base.client import BaseDBAsyncClient


def refuse_when_over(client: BaseDBAsyncClient) -> None:
    """Raise TransactionManagementError if the transaction is over, or one that it is a savepoint of.

    A task inherits the transaction it was started in. Once that is over its statements would run outside any, or within
    whatever transaction has the connection next.
    """
    while isinstance(client, TransactionalDBClient):
        if client._finalized:
            raise TransactionManagementError("The transaction is over: a task that was started in it outlived it")
        client = client._parent


def refuse_within_transaction(client: BaseDBAsyncClient) -> None:
    """Raise TransactionManagementError if this task is in a transaction of the client's.

    On SQLite it would wait for that to end, for ever; on PostgreSQL for a second connection, seeing nothing of what was
    written. A query keeps the connection it was first run on: make it anew.
    """
    context = get_current_context()
    if context is None:
        return
    current = context.connections._storage.get(client.connection_name)
    is_open = isinstance(current, TransactionalDBClient) and not current._finalized
    while isinstance(current, TransactionalDBClient):
        current = current._parent
    if is_open and current is client:
        raise TransactionManagementError("This connection was fetched before the transaction: fetch it within")
