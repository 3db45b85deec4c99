"""The mark every service operation bears: which permission it takes."""

from __future__ import annotations

import inspect
from enum import Enum
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, Final, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from graphapi.access.access import Access
    from graphapi.access.grants import Permission

    P = ParamSpec("P")
    R = TypeVar("R")


class Public(Enum):
    """Instead of a permission: everybody may, signed in or not."""

    PUBLIC = "public"


PUBLIC: Final = Public.PUBLIC

# By "module.name", for the tests that hold the rules.
OPERATIONS: dict[str, Permission | Public] = {}


def operation(
    permission: Permission | Public,
) -> Callable[[Callable[Concatenate[Access, P], R]], Callable[Concatenate[Access, P], R]]:
    """Mark a service function as an operation that takes a permission.

    The permission is checked before anything else of it runs. A function that is no coroutine returns a scoped query,
    which the caller narrows to what it needs.
    """

    def mark(
        function: Callable[Concatenate[Access, P], R],
    ) -> Callable[Concatenate[Access, P], R]:
        def check(access: Access) -> None:
            if permission is not PUBLIC:
                access.require(permission)

        OPERATIONS[f"{function.__module__}.{function.__name__}"] = permission
        if inspect.iscoroutinefunction(function):

            @wraps(function)
            async def guarded_coroutine(access: Access, /, *args: P.args, **kwargs: P.kwargs) -> object:
                check(access)
                return await function(access, *args, **kwargs)

            return guarded_coroutine  # pyright: ignore[reportReturnType] - the same signature, which wraps cannot say

        @wraps(function)
        def guarded(access: Access, /, *args: P.args, **kwargs: P.kwargs) -> R:
            check(access)
            return function(access, *args, **kwargs)

        return guarded

    return mark
