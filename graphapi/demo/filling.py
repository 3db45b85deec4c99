"""Filling a database with the demo world, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tortoise.expressions import F

from graphapi import clock
from graphapi.colors import accent_of
from graphapi.database import transaction
from graphapi.demo.bookings import add_bookings
from graphapi.demo.history import History
from graphapi.demo.logo import draw_logo
from graphapi.demo.nordwind import NORDWIND
from graphapi.demo.people import add_customer, add_member
from graphapi.demo.scene import Scene, add_agreement, add_logo, add_partner
from graphapi.demo.shares import add_share
from graphapi.demo.suedhang import SUEDHANG
from graphapi.demo.world import Calendar, Day, key_at
from graphapi.models import Account, Customer, Language, Member, Operator, Partner, Plan, Share
from graphapi.passwords import DEMO_PASSWORD, hash_password
from graphapi.text import login_key

if TYPE_CHECKING:
    from graphapi.access import Access
    from graphapi.demo.world import PartnerStory

OPERATOR_NAME = "Petra Vogt"
OPERATOR_EMAIL = "operator@demo.example"
PARTNERS = (NORDWIND, SUEDHANG)


async def fill(access: Access) -> None:
    """Add the demo world, with the system's access, unless it is there already."""
    if await _is_filled(access):
        return
    # One hash for all: bcrypt takes a quarter of a second, on purpose, and who reads the database of a demo learns no
    # more from equal hashes than the start page says. What somebody sets later has a salt of its own.
    password_hash = await hash_password(DEMO_PASSWORD, rounds=access.settings.bcrypt_rounds)
    logos = {story.slug: draw_logo(accent_of(story.accent_color)) for story in PARTNERS if story.has_logo}
    calendar = Calendar(clock.now(), access.settings.time_zone)
    async with transaction():
        # Locked, so that of two processes that start at once one waits and then finds it done.
        plans = {plan.code: plan for plan in await access.rows(Plan).select_for_update()}
        if await _is_filled(access):
            return
        operator = await _add_operator(access, calendar, password_hash)
        for story in PARTNERS:
            scene = Scene(
                access=access,
                calendar=calendar,
                partner=await add_partner(access, story, calendar=calendar, plan=plans[story.plan], by=operator),
                operator=operator,
                password_hash=password_hash,
            )
            await add_bookings(access, scene.partner, story, calendar=calendar, plans=plans)
            await _play(scene, story, logo=logos.get(story.slug))
        for model in (Partner, Member, Customer, Share):
            # The models set it to the present; nobody has changed anything since it was added.
            await access.rows(model).update(updated_at=F("created_at"))


async def _is_filled(access: Access) -> bool:
    return await access.rows(Account).filter(partner_id=None, email_key=login_key(OPERATOR_EMAIL)).exists()


async def _add_operator(access: Access, calendar: Calendar, password_hash: str) -> Operator:
    at, seen = calendar.at(Day(90, "16:00")), calendar.at(Day(1, "08:05"))
    account = Account(
        id=key_at(at),
        email_key=login_key(OPERATOR_EMAIL),
        password_hash=password_hash,
        password_changed_at=at,
        created_at=at,
    )
    await access.add(account)
    operator = Operator(
        id=key_at(at),
        account_id=account.id,
        name=OPERATOR_NAME,
        email=OPERATOR_EMAIL,
        language=Language.DE,
        last_sign_in_at=seen,
        created_at=at,
    )
    await access.add(operator)
    history = History(access)
    await history.tell(at, "operator.created", operator, by=None, name=operator.name)
    await history.sign_in(seen, operator)
    return operator


async def _play(scene: Scene, story: PartnerStory, *, logo: bytes | None) -> None:
    for member in story.members:
        await add_member(scene, member)
    owner, clerk = next(iter(scene.members.values())), scene.members[story.clerk]
    if logo is not None:
        await add_logo(scene, logo, by=owner)
    await add_agreement(scene, by=owner)
    for customer in story.customers:
        await add_customer(scene, customer, by=clerk)
    for position, share in enumerate(story.shares, start=1):
        await add_share(scene, share, position=position, by=clerk)
