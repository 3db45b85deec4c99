"""A world with something of everything: each optional column set and unset, each state, and what leads nowhere."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from graphapi.access import Role
from graphapi.audit_texts import TEXTS
from graphapi.database import transaction
from graphapi.ids import encode_id, new_id, split_id
from graphapi.models import (
    AuditEntry,
    CustomerImport,
    CustomerImportState,
    CustomerStatus,
    InvitationState,
    Language,
    Mail,
    MailKind,
    MailState,
    MemberRole,
    OrderStatus,
    Partner,
    PartnerStatus,
    Plan,
    Session,
    Share,
    ShareRecipient,
    Subscription,
    SubscriptionStatus,
)
from graphapi.services.access_tokens import create_access_token
from graphapi.services.agreements import accept_agreement
from graphapi.services.sessions import open_session
from tests.clock import START
from tests.invoices import add_invoice
from tests.world import add_customer, add_import, add_member, add_order, add_partner, add_share

if TYPE_CHECKING:
    from graphapi.access import Access
    from tests.world import PartnerWorld, Someone, World

LONG = "Überaus größte Schlüsselübergabe – „Straße“ \\ \"'%_\n\t😀 " * 12
PEOPLE = (
    "anonymous",
    "operator",
    "north.owner",
    "north.editor",
    "north.viewer",
    "north.anna",
    "north.ben",
    "south.owner",
    "south.editor",
    "south.viewer",
    "south.anna",
)
# With and without microseconds, and with such as end in zeros, which JSON of PostgreSQL leaves out.
MOMENTS = (
    START,
    START.replace(microsecond=0),
    START.replace(microsecond=120_000),
    START.replace(microsecond=5),
    START - timedelta(days=400),
    START + timedelta(days=30, microseconds=10),
)


@dataclass(frozen=True, slots=True)
class Rich:
    """The world, and the ids of all that is in it by the names tests know it by."""

    world: World
    ids: dict[str, str]

    def access(self, person: str) -> Access:
        """Somebody by name, such as ``north.anna``, by one of its sessions."""
        found: Any = self.world
        for part in person.split("."):
            found = getattr(found, part)
        if person == "anonymous":
            return found
        kind, key = split_id(self.ids[f"session of {person}"]) or ("", None)
        assert kind == "session"
        return replace(found.access, principal=replace(found.access.principal, session_id=key))


async def build_rich(world: World) -> Rich:
    """Fill both partners, and add some more; the same each time, but for the ids."""
    ids: dict[str, str] = {"unknown": encode_id("customer", new_id()), "nobody": encode_id("operator", new_id())}
    async with transaction():
        for side in (world.north, world.south):
            ids |= {f"{side.slug}.{name}": text for name, text in (await _fill(world, side)).items()}
        for number, status in enumerate(PartnerStatus):
            partner = await add_partner(slug=f"partner{number}", name=f"Ähnlich {number // 2}", status=status)
            ids[f"partner{number}"] = encode_id("partner", partner.id)
        ids |= await _platform(world)
    return Rich(world, ids)


async def _fill(world: World, side: PartnerWorld) -> dict[str, str]:
    chance = random.Random(side.slug)  # noqa: S311 - what is the same each time
    customers = [side.anna.row, side.ben.row] + [
        await add_customer(
            side.partner,
            first_name=f"Kim{number}",
            last_name=("Öhm", "Ohm", "Weiß", "Weiss")[number % 4],
            email=f"kim{number}@{side.slug}.example",
            username=f"kim{number}" if number % 2 else None,
            status=status,
            company=None if number % 3 else f"Firma {number}",
            number=None if number % 2 else f"{side.slug}-{number}",
            note=None if number % 3 == 1 else LONG,
            language=(Language.DE, Language.EN)[number % 2],
            invitation_state=list(InvitationState)[number % len(InvitationState)],
            invitation_sent_at=None if number % 2 else MOMENTS[number % len(MOMENTS)],
            invitation_expires_at=None if number % 3 == 2 else MOMENTS[-1 - number % len(MOMENTS)],
            invitation_error="550 No such user" if number == 3 else None,
            last_sign_in_at=None if number % 2 else MOMENTS[number % len(MOMENTS)],
            last_sign_in_key=MOMENTS[number % 3],
            created_at=MOMENTS[number % 3],
        )
        for number, status in enumerate([*CustomerStatus] * 2)
    ]
    shares = [
        await add_share(
            side.partner,
            title=LONG[:200] if number == 4 else f"Ordner {number}",
            url=f"https://{side.slug}.example/s/{number}",
            provider_code=("nextcloud", "other", "dropbox")[number % 3],
            description=None if number % 2 else LONG,
            password=None if number % 3 else "geheim",
            recipients=() if number % 3 == 0 else chance.sample(customers, number % 5 + 1),
            position=number % 4,
            valid_from=(None, MOMENTS[4], MOMENTS[5])[number % 3],
            valid_until=None if number % 4 else MOMENTS[5] + timedelta(days=1),
            open_count=number,
            last_opened_at=None if number % 2 else MOMENTS[number % len(MOMENTS)],
            last_opened_key=MOMENTS[number % 3],
            created_at=MOMENTS[number % 2],
        )
        for number in range(12)
    ]
    shares.append(
        await add_share(side.partner, title="Past", valid_from=MOMENTS[4], valid_until=MOMENTS[4] + timedelta(days=1))
    )
    members = [
        await add_member(
            side.partner,
            name=f"Mitglied {state.value}",
            email=f"{state.value.lower()}@{side.slug}.example",
            role=list(MemberRole)[number % 3],
            invitation_state=state,
            invitation_sent_at=MOMENTS[number],
            invitation_expires_at=MOMENTS[-1 - number],
            last_sign_in_at=None if number % 2 else MOMENTS[number],
        )
        for number, state in enumerate(InvitationState)
    ]
    await _partner(world, side)
    if side is world.north:
        await accept_agreement(side.owner.access, version="2026-11", language=Language.DE)
    entries = await _log(world, side, [*customers, *shares, *members, side.partner])
    mails = await _mails(world, side, customers)
    bills = [await add_invoice(side.partner, number=f"{side.slug}-{number}") for number in range(3)]
    taken_back = {"kind": "CANCELLATION", "cancels_id": bills[0].id, "reason": LONG[:100], "lines": []}
    bills.append(await add_invoice(side.partner, number=f"{side.slug}-3", paid_on=START.date(), **taken_back))
    found: dict[str, list[Any]] = {
        "invoice": bills,
        "customer": customers,
        "share": shares,
        "member": [side.owner.row, side.editor.row, side.viewer.row, *members],
        "audit": entries,
        "mail": mails,
        "partner": [side.partner],
        "session": [await _session(world, person, LONG[:200]) for person in side.people],
        "token": [
            (await create_access_token(who.access, name="Website", role=MemberRole.EDITOR, expires_at=end)).row
            for who in (side.owner, side.editor)
            for end in (None, datetime(2099, 1, 1, tzinfo=UTC))
        ],
        "subscription": [await world.system.rows(Subscription).get(partner_id=side.id)],
        "import": await _imports(side),
    }
    return {
        f"{kind}{number}": encode_id(kind, row.id) for kind, rows in found.items() for number, row in enumerate(rows)
    }


async def _imports(side: PartnerWorld) -> list[CustomerImport]:
    return [
        await add_import(side.editor.row, ignored=["Ort", LONG[:60]]),
        await add_import(side.owner.row, problem_count=0, problems=[], created_at=MOMENTS[1]),
        await add_import(
            side.editor.row,
            state=CustomerImportState.FAILED,
            preview=[],
            problems=[[7, None, "Row {row} has the same.", {"row": 2}]],
            failure="Your plan no longer has room for all of them. Nothing was added.",
            finished_at=MOMENTS[2],
        ),
    ]


async def _partner(world: World, side: PartnerWorld) -> None:
    """Give north every column there is, and leave south with as few as can be; both have a plan to come or none."""
    if side is world.south:
        return
    rows = world.system.rows(Partner).filter(id=side.id)
    await rows.update(
        accent_color="#1f6f8b",
        welcome_text=LONG,
        imprint_url="https://north.example/imprint",
        privacy_url="https://north.example/privacy",
        logo_digest="0123456789abcdef",
        contact_website="https://north.example",
        billing_company="North Design GmbH",
        billing_street="Straße 1",
        billing_postal_code="01234",
        billing_city="Köln",
        billing_country="DE",
        billing_vat_id="DE123456789",
        billing_email="billing@north.example",
        allowed_origins=["https://a.example", "https://ü.example"],
    )
    plan = await world.system.rows(Plan).get(code="free")
    await (
        world.system.rows(Subscription)
        .filter(partner_id=side.id)
        .update(
            next_plan_id=plan.id,
            status=SubscriptionStatus.CANCELED,
            canceled_at=MOMENTS[2],
            started_on=date(2024, 2, 29),
        )
    )


async def _log(world: World, side: PartnerWorld, subjects: list[Any]) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    values = {"role": "OWNER", "number": "2026-000001", "plan": "M", "reason": LONG[:50], "version": "1", "count": 7}
    for number, action in enumerate([*TEXTS, "thing.unknown"]):
        subject = subjects[number % len(subjects)]
        entry = AuditEntry(
            partner_id=side.id,
            at=MOMENTS[number % len(MOMENTS)],
            action=action,
            actor_id=side.owner.id if number % 2 else None,
            actor_role=[*(role.value for role in Role if role not in {Role.ANONYMOUS, Role.SYSTEM}), None][number % 6],
            actor_name="" if number % 4 == 3 else f"Wer {number}",
            subject_kind=type(subject).__name__.lower(),
            subject_id=subject.id,
            params=values if number % 5 == 4 else values | {"name": "Änne <b>", "title": "„x“"},
        )
        entries.append(entry)
    gone = {"partner_id": side.id, "at": START, "action": "customer.deleted"}
    foreign = world.south if side is world.north else world.north
    entries += [
        AuditEntry(**gone, subject_kind="customer", subject_id=new_id()),
        AuditEntry(**gone, subject_kind="customer", subject_id=foreign.anna.id),
        AuditEntry(**gone, subject_kind="operator", subject_id=world.operator.id),
        AuditEntry(**gone, subject_kind="audit", subject_id=entries[0].id),
        AuditEntry(**gone, subject_kind=None, subject_id=None),
    ]
    for entry in entries:
        await world.system.add(entry)
    return entries


async def _mails(world: World, side: PartnerWorld, customers: list[Any]) -> list[Mail]:
    mails = [
        Mail(
            partner_id=side.id,
            kind=kind,
            person_id=customers[number % 3].id if number % 2 else None,
            to_email=f"{number}@{side.slug}.example",
            to_name="Wer",
            language=Language.DE,
            state=list(MailState)[number % 3],
            attempts=number,
            next_attempt_at=START,
            error=LONG[:200] if number % 3 == 2 else None,
            queued_at=MOMENTS[number % len(MOMENTS)],
            sent_at=MOMENTS[number % len(MOMENTS)] if number % 3 == 1 else None,
        )
        for number, kind in enumerate(MailKind)
    ]
    for mail in mails:
        await world.system.add(mail)
    return mails


async def _session(world: World, person: Someone[Any], user_agent: str | None) -> Session:
    opened = await open_session(world.system, person=person.row, user_agent=user_agent, replaces=None)
    return await world.system.rows(Session).get(id=opened.principal.session_id)


async def _platform(world: World) -> dict[str, str]:
    """Add what belongs to no partner, a session for everybody, and a link across partners that should not be."""
    entry = AuditEntry(at=START, action="operator.created", params={"name": "Otto"})
    mail = Mail(
        kind=MailKind.PASSWORD_CHANGED,
        to_email="operator@kundenkonto.example",
        to_name="Otto",
        language=Language.EN,
        next_attempt_at=START,
        queued_at=START,
    )
    share = await world.system.rows(Share).filter(partner_id=world.north.id).order_by("-id").first()
    link = ShareRecipient(partner_id=world.north.id, share_id=share.id, customer_id=world.south.ben.id)
    for row in (entry, mail, link):
        await world.system.add(row)
    orders = [
        await add_order(note=LONG, phone="+49 30 1234567"),
        await add_order(status=OrderStatus.DECLINED, decided_at=MOMENTS[1]),
        await add_order(status=OrderStatus.ACCEPTED, decided_at=MOMENTS[2], partner_id=world.north.id),
    ]
    ids = {"audit": encode_id("audit", entry.id), "mail": encode_id("mail", mail.id)}
    ids |= {f"order{number}": encode_id("order", order.id) for number, order in enumerate(orders)}
    for person in PEOPLE[1:]:
        side, _, name = person.rpartition(".")
        found = getattr(getattr(world, side) if side else world, name)
        ids[f"session of {person}"] = encode_id("session", (await _session(world, found, None)).id)
    return ids
