"""Who may see which rows: one table, total over roles and models.

An entry takes the principal and gives the filter that is put on every query of that model. There is no default: a model
without an entry is a test failure, and a KeyError before that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from graphapi import models
from graphapi.access.principal import Principal, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tortoise.models import Model


def everything(_principal: Principal) -> Q:
    """See all rows."""
    return Q()


def nothing(_principal: Principal) -> Q:
    """See no row."""
    return Q(id__isnull=True)


def of_partner(principal: Principal) -> Q:
    """See the rows of one's own partner."""
    return Q(partner_id=principal.partner_id)


def own_partner(principal: Principal) -> Q:
    """See one's own partner."""
    return Q(id=principal.partner_id)


def own_account(principal: Principal) -> Q:
    """See one's own account, within its partner."""
    return Q(partner_id=principal.partner_id, id=principal.account_id)


def of_account(principal: Principal) -> Q:
    """See what belongs to one's own account: sessions and tokens, nobody else's."""
    return Q(partner_id=principal.partner_id, account_id=principal.account_id)


def own_operator(principal: Principal) -> Q:
    """See oneself, as an operator."""
    return Q(id=principal.person_id)


def own_person(principal: Principal) -> Q:
    """See one's own row of a partner's people."""
    return Q(partner_id=principal.partner_id, id=principal.person_id)


def own_receipts(principal: Principal) -> Q:
    """See what one receives, and not who else does."""
    return Q(partner_id=principal.partner_id, customer_id=principal.person_id)


def received_shares(principal: Principal) -> Q:
    """See the shares one receives and the global ones, as far as they are valid now."""
    now = principal.now
    received = QuerySet(models.ShareRecipient).filter(own_receipts(principal)).values("share_id")
    return Q(
        Q(partner_id=principal.partner_id),
        Q(Q(audience=models.ShareAudience.EVERYONE), Q(id__in=Subquery(received)), join_type=Q.OR),
        Q(Q(valid_from__isnull=True), Q(valid_from__lte=now), join_type=Q.OR),
        Q(Q(valid_until__isnull=True), Q(valid_until__gt=now), join_type=Q.OR),
    )


_STAFF: Mapping[type[Model], Callable[[Principal], Q]] = {
    models.AccessToken: of_account,
    models.Account: of_partner,
    models.AgreementAcceptance: of_partner,
    models.AuditEntry: of_partner,
    models.Customer: of_partner,
    models.CustomerImport: of_partner,
    models.ExportChunk: of_partner,
    models.FormerSlug: of_partner,
    models.Invoice: nothing,
    models.InvoiceCounter: nothing,
    models.InvoiceDocument: nothing,
    models.Logo: of_partner,
    models.Mail: of_partner,
    models.Member: of_partner,
    models.OneTimeToken: of_partner,
    models.Operator: nothing,
    models.IdempotencyKey: of_account,
    models.Order: nothing,
    models.Partner: own_partner,
    models.PartnerExport: of_partner,
    models.Plan: everything,
    models.Session: of_account,
    models.Share: of_partner,
    models.ShareRecipient: of_partner,
    models.Subscription: of_partner,
    models.Throttle: nothing,
}

_BY_ROLE: Mapping[Role, Mapping[type[Model], Callable[[Principal], Q]]] = {
    Role.OWNER: dict(_STAFF) | {models.Invoice: of_partner, models.InvoiceDocument: of_partner},
    Role.EDITOR: _STAFF,
    Role.VIEWER: _STAFF,
    Role.OPERATOR: dict.fromkeys(_STAFF, everything)
    | {
        models.AccessToken: nothing,
        models.IdempotencyKey: of_account,
        models.InvoiceCounter: nothing,
        models.CustomerImport: nothing,
        models.Operator: own_operator,
        models.Session: of_account,
        models.Throttle: nothing,
    },
    Role.CUSTOMER: dict.fromkeys(_STAFF, nothing)
    | {
        models.Account: own_account,
        models.Customer: own_person,
        models.IdempotencyKey: of_account,
        models.Logo: of_partner,
        models.Partner: own_partner,
        models.Plan: everything,
        models.Session: of_account,
        models.Share: received_shares,
        models.ShareRecipient: own_receipts,
    },
    Role.ANONYMOUS: dict.fromkeys(_STAFF, nothing) | {models.Plan: everything},
    Role.SYSTEM: dict.fromkeys(_STAFF, everything),
}


@dataclass(frozen=True, slots=True)
class Symbol:
    """A value that a principal will bear, in a filter that is written down before anybody asks."""

    name: str


class _Anybody:
    """A principal whose values are symbols."""

    def __getattr__(self, name: str) -> Symbol:
        return Symbol(name)


ANYBODY = cast("Principal", _Anybody())

VISIBLE: Mapping[tuple[Role, type[Model]], Callable[[Principal], Q]] = {
    (role, model): visible for role, table in _BY_ROLE.items() for model, visible in table.items()
}
