"""What both engines refuse: a task that outlives its transaction."""

# pyright: reportPrivateUsage=false
from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise.backends.base.client import TransactionalDBClient
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
