"""Who may see and do what. Services take an ``Access`` first, and reach rows through it alone."""

from __future__ import annotations

from graphapi.access.access import Access, OutOfScope
from graphapi.access.grants import GRANTS, Permission, roles_with
from graphapi.access.operation import OPERATIONS, PUBLIC, operation
from graphapi.access.principal import ANONYMOUS, SYSTEM, Principal, Role
from graphapi.access.scope import ANYBODY, VISIBLE, Symbol

__all__ = [
    "ANONYMOUS",
    "ANYBODY",
    "GRANTS",
    "OPERATIONS",
    "PUBLIC",
    "SYSTEM",
    "VISIBLE",
    "Access",
    "OutOfScope",
    "Permission",
    "Principal",
    "Role",
    "Symbol",
    "operation",
    "roles_with",
]
