"""Shares: the links to folders, and opening them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tortoise.expressions import F, Subquery
from tortoise.functions import Count

from graphapi import clock
from graphapi.access import Permission, Role, operation
from graphapi.database import transaction
from graphapi.errors import InvalidInput, NotFound, WrongState
from graphapi.i18n import message
from graphapi.models import Customer, Share, ShareAudience, ShareRecipient
from graphapi.providers import OTHER, PROVIDERS, recognize
from graphapi.services import audit, plans
from graphapi.services.filters import found_by, having, spelt
from graphapi.services.inputs import MAX_NAME, MAX_URL, UNSET, Checks, Unset, is_set, link_problem, with_scheme
from graphapi.services.locking import hold_account, lock_partner
from graphapi.text import search_key, sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.errors import Path
    from graphapi.providers import Provider

MAX_RECIPIENTS = 100
MAX_SHARES_OF_CUSTOMER = 100
MAX_GLOBAL_SHARES = 100
MAX_DESCRIPTION = 2000
MAX_PASSWORD = 500
MAX_POSITION = 1_000_000
PASSWORD_PLACE = "share.password_sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShare:
    """A share as it is entered. An empty title becomes the service's name, or the link's host if it is unknown."""

    url: str
    title: str | None = None
    password: str | None = None
    description: str | None = None
    valid_from: datetime | None = None
    valid_until: datetime | None = None


@operation(Permission.SHARES_READ)
def shares(
    access: Access,
    *,
    search: str | None = None,
    audience: ShareAudience | None = None,
    customer_id: UUID | Unset | None = UNSET,
    provider_code: str | None = None,
    partner_id: UUID | Unset | None = UNSET,
) -> QuerySet[Share]:
    """Return the shares within sight that match every filter given; an id that is None matches nothing."""
    rows = found_by(access.rows(Share), search)
    if audience is not None:
        rows = rows.filter(audience=audience)
    if is_set(customer_id):
        received = having(access.rows(ShareRecipient), "customer_id", customer_id)
        rows = rows.filter(id__in=Subquery(received.values("share_id")))
    if provider_code is not None:
        rows = spelt(rows, "provider_code", provider_code)
    return having(rows, "partner_id", partner_id)


@operation(Permission.SHARES_WRITE)
async def recognize_link(_access: Access, *, url: str) -> Provider:
    """Return the service a link belongs to, before anything is saved; a text that is no link is OTHER."""
    # Only what could be saved is taken apart: the rest may be of any length.
    link = with_scheme(url) if len(url) <= MAX_URL else ""
    return recognize(link) if link_problem(link, allow_http=True) is None else OTHER


@operation(Permission.SHARES_WRITE)
async def create_share(
    access: Access, *, new: NewShare, audience: ShareAudience, customer_ids: Sequence[UUID | None] | None
) -> Share:
    """Add a share for some customers, or for all of the partner's.

    Raises InvalidInput; NotFound if any customer is out of sight; PlanLimitReached for a global one beyond the plan.
    """
    checks = Checks()
    new = check_new_share(access, checks, (), new)
    _check_recipients(checks, audience, customer_ids)
    checks.done()
    async with transaction():
        await lock_partner(access, access.principal.partner_id)
        if audience is ShareAudience.EVERYONE:
            await _take_global_place(access)
        recipients = await _recipients(access, customer_ids or ())
        await _refuse_full(access, recipients)
        position = await next_position(access)
        return await add_share(access, new, audience=audience, recipients=recipients, position=position)


def check_new_share(access: Access, checks: Checks, path: Path, new: NewShare) -> NewShare:
    """Return a new share as it may be added; its fields are at ``path``."""
    checked = replace(
        new,
        url=checks.link((*path, "url"), new.url, allow_http=access.settings.allow_http_links),
        title=checks.text((*path, "title"), new.title),
        description=checks.text((*path, "description"), new.description, most=MAX_DESCRIPTION, lines=True),
    )
    checks.secret((*path, "password"), new.password, most=MAX_PASSWORD)
    _check_validity(checks, path, new.valid_from, new.valid_until)
    return checked


async def add_share(
    access: Access, new: NewShare, *, audience: ShareAudience, recipients: Sequence[UUID], position: int
) -> Share:
    """Add a checked share for the partner's customers with those ids, within the caller's transaction."""
    share = new_share(access, new, audience=audience, position=position)
    await access.add(share)
    await _add_recipients(access, share, recipients)
    await audit.record(access, "share.created", subject=share, title=share.title)
    return share


def new_share(access: Access, new: NewShare, *, audience: ShareAudience, position: int) -> Share:
    """Make a share of a checked one, to be added together with its recipients and its audit entry."""
    partner_id = access.principal.partner_id
    if partner_id is None:
        raise NotFound
    share = Share(
        partner_id=partner_id,
        audience=audience,
        description=new.description,
        position=position,
        valid_from=new.valid_from,
        valid_until=new.valid_until,
        last_opened_key=clock.NEVER,
    )
    set_link(share, new.url)
    set_title(share, new.title)
    set_password(access, share, new.password)
    return share


@operation(Permission.SHARES_WRITE)
async def update_share(
    access: Access,
    *,
    share_id: UUID | None,
    audience: ShareAudience | Unset | None = UNSET,
    customer_ids: Sequence[UUID | None] | Unset | None = UNSET,
    url: str | Unset | None = UNSET,
    title: str | Unset | None = UNSET,
    password: str | Unset | None = UNSET,
    description: str | Unset | None = UNSET,
    position: int | Unset | None = UNSET,
    valid_from: datetime | Unset | None = UNSET,
    valid_until: datetime | Unset | None = UNSET,
) -> Share:
    """Change the fields that are given; a password of None removes it.

    Raises InvalidInput, NotFound (the share, or a recipient), PlanLimitReached.
    """
    async with transaction():
        share = await _get_locked(access, share_id)
        checks = Checks()
        new_audience = share.audience
        if is_set(audience):
            new_audience = checks.choice(("audience",), audience) or share.audience
        if is_set(customer_ids) or new_audience is not share.audience:
            _check_recipients(checks, new_audience, customer_ids if is_set(customer_ids) else None)
        allow_http = access.settings.allow_http_links
        new_url = checks.link(("url",), url, allow_http=allow_http) if is_set(url) else share.url
        new_title = checks.text(("title",), title) if is_set(title) else share.title
        if is_set(description):
            share.description = checks.text(("description",), description, most=MAX_DESCRIPTION, lines=True)
        if is_set(password):
            checks.secret(("password",), password, most=MAX_PASSWORD)
        if is_set(position):
            share.position = _check_position(checks, position)
        valid_from = valid_from if is_set(valid_from) else share.valid_from
        valid_until = valid_until if is_set(valid_until) else share.valid_until
        _check_validity(checks, (), valid_from, valid_until)
        checks.done()

        if new_audience is not share.audience:
            await _change_audience(access, share, new_audience)
        if is_set(customer_ids):
            await _replace_recipients(access, share, customer_ids or ())
        share.valid_from, share.valid_until = valid_from, valid_until
        set_link(share, new_url)
        set_title(share, new_title)
        if is_set(password):
            set_password(access, share, password)
        await share.save()
        await audit.record(access, "share.updated", subject=share, title=share.title)
        return share


@operation(Permission.SHARES_WRITE)
async def delete_share(access: Access, *, share_id: UUID | None) -> None:
    """Delete a share for all who receive it; raises NotFound."""
    async with transaction():
        share = await _get_locked(access, share_id)
        if share.audience is ShareAudience.EVERYONE:
            await plans.free_place(access, "GLOBAL_SHARES", share.partner_id)
        await access.rows(Share).filter(id=share.id).delete()
        await audit.record(access, "share.deleted", subject=share, title=share.title)


@operation(Permission.SHARES_OPEN)
async def open_share(access: Access, *, share_id: UUID | None) -> Share:
    """Record that the share is opened, and return it; raises NotFound, also outside its validity for customers.

    Only a customer's opening counts, so that staff who try a link do not blur what the count tells them.
    """
    async with transaction():
        await _hold_customer(access)
        share = await access.get(Share, share_id)
        if access.principal.role is Role.CUSTOMER:
            now = clock.now()
            opened = {"open_count": F("open_count") + 1, "last_opened_at": now, "last_opened_key": now}
            await access.rows(Share).filter(id=share.id).update(**opened)
        await audit.record(access, "share.opened", subject=share, title=share.title)
        return await access.get(Share, share_id)


@operation(Permission.SHARES_OPEN)
async def reveal_share_password(access: Access, *, share_id: UUID | None) -> tuple[Share, str]:
    """Record that the folder's password is shown, and return it; raises NotFound, WrongState if there is none."""
    async with transaction():
        await _hold_customer(access)
        share = await access.get(Share, share_id)
        if share.password_sealed is None:
            raise WrongState(message("This folder has no password."))
        await audit.record(access, "share.password_revealed", subject=share, title=share.title)
    password = access.keys.unseal(
        share.password_sealed, place=PASSWORD_PLACE, row_id=share.id, partner_id=share.partner_id
    )
    return share, password


async def _hold_customer(access: Access) -> None:
    if access.principal.role is Role.CUSTOMER:
        await hold_account(access, access.principal.account_id)


async def _get_locked(access: Access, share_id: UUID | None) -> Share:
    await lock_partner(access, access.principal.partner_id)
    # Itself too: opening it counts without its partner's lock.
    share = await access.rows(Share).select_for_update().get_or_none(id=share_id)
    if share is None:
        raise NotFound
    return share


async def _change_audience(access: Access, share: Share, audience: ShareAudience) -> None:
    if audience is ShareAudience.EVERYONE:
        await _take_global_place(access)
        await access.rows(ShareRecipient).filter(share_id=share.id).delete()
    else:
        await plans.free_place(access, "GLOBAL_SHARES", share.partner_id)
    share.audience = audience


async def _take_global_place(access: Access) -> None:
    if await access.rows(Share).filter(audience=ShareAudience.EVERYONE).count() >= MAX_GLOBAL_SHARES:
        text = message("There can be at most {most} global links.", most=MAX_GLOBAL_SHARES)
        raise InvalidInput.at("audience", text=text)
    await plans.take_place(access, "GLOBAL_SHARES")


async def _recipients(access: Access, customer_ids: Sequence[UUID | None]) -> list[UUID]:
    wanted = list(dict.fromkeys(customer_ids))
    if not wanted:
        return []
    known = [key for key in wanted if key is not None]
    found: set[UUID] = set()
    if known:
        found = {row.id for row in await access.rows(Customer).filter(id__in=known).only("id")}
    if len(found) != len(wanted):
        raise NotFound(message("One of these customers does not exist, or no longer does."))
    return known


async def _replace_recipients(access: Access, share: Share, customer_ids: Sequence[UUID | None]) -> None:
    wanted = await _recipients(access, customer_ids)
    present = {row.customer_id for row in await access.rows(ShareRecipient).filter(share_id=share.id)}
    gone = present.difference(wanted)
    if gone:
        await access.rows(ShareRecipient).filter(share_id=share.id, customer_id__in=gone).delete()
    new = [key for key in wanted if key not in present]
    await _refuse_full(access, new)
    await _add_recipients(access, share, new)


async def _refuse_full(access: Access, customer_ids: Sequence[UUID]) -> None:
    if not customer_ids:
        return
    received = access.rows(ShareRecipient).filter(customer_id__in=customer_ids).annotate(shares=Count("id"))
    full = received.filter(shares__gte=MAX_SHARES_OF_CUSTOMER).group_by("customer_id")
    if await full.limit(1).values_list("customer_id", flat=True):
        text = message("One of these customers already has {most} shares.", most=MAX_SHARES_OF_CUSTOMER)
        raise InvalidInput.at("customerIds", text=text)


async def _add_recipients(access: Access, share: Share, customer_ids: Sequence[UUID]) -> None:
    await access.add_all(
        [ShareRecipient(partner_id=share.partner_id, share_id=share.id, customer_id=key) for key in customer_ids]
    )


async def next_position(access: Access) -> int:
    """Return the position after those of all the partner's shares, up to the greatest there is."""
    # Staff see all of their partner's shares, so this is the partner's greatest.
    last = await access.rows(Share).order_by("-position", "-id").first()
    return 1 if last is None else min(last.position + 1, MAX_POSITION)


def _check_recipients(checks: Checks, audience: ShareAudience, customer_ids: Sequence[UUID | None] | None) -> None:
    path = ("customerIds",)
    if audience is ShareAudience.EVERYONE:
        if customer_ids:
            checks.problem(path, message("A global link goes to everybody; leave the recipients empty."))
    elif not customer_ids or len(customer_ids) > MAX_RECIPIENTS:
        checks.problem(path, message("Please choose 1 to {most} customers.", most=MAX_RECIPIENTS))


def _check_position(checks: Checks, position: int | None) -> int:
    if position is None or not 0 <= position <= MAX_POSITION:
        checks.problem(("position",), message("Please enter a number from 0 to {most}.", most=MAX_POSITION))
    return position or 0


def _check_validity(checks: Checks, path: Path, begin: datetime | None, end: datetime | None) -> None:
    if begin is not None and end is not None and begin >= end:
        checks.problem((*path, "validUntil"), message("The end must be after the beginning."))


def set_link(share: Share, url: str) -> None:
    """Set a checked link, and whose it is."""
    share.url = url
    share.provider_code = recognize(url).code


def set_title(share: Share, title: str | None) -> None:
    """Set a checked title, and what the share is sorted and found by; after its link and description."""
    provider = PROVIDERS[share.provider_code]
    fallback = provider.name if provider is not OTHER else (urlsplit(share.url).hostname or "")
    share.title = title or fallback[:MAX_NAME]
    share.title_key = sort_key(share.title)
    share.search_key = search_key(share.title, share.description, provider.name)


def set_password(access: Access, share: Share, password: str | None) -> None:
    """Seal the folder's password for this share alone."""
    share.password_sealed = (
        access.keys.seal(password, place=PASSWORD_PLACE, row_id=share.id, partner_id=share.partner_id)
        if password
        else None
    )
