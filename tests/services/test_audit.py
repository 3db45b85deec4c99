"""The audit log: one entry for each change, in its transaction, and a sentence for each entry."""

from __future__ import annotations

import ast
from dataclasses import asdict
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import pytest

from graphapi.agreement_texts import PRESENT
from graphapi.audit_texts import ROLES, TEXTS, actor_of, summary_of
from graphapi.errors import Forbidden
from graphapi.i18n import translate
from graphapi.ids import new_id
from graphapi.models import (
    AuditEntry,
    Language,
    MemberRole,
    OneTimeToken,
    Partner,
    PartnerExport,
    PartnerStatus,
    Session,
    ShareAudience,
    Subscription,
)
from graphapi.services import (
    access_tokens,
    agreements,
    audit,
    customer_data,
    customer_exports,
    customers,
    deletion,
    email_changes,
    invoices,
    logos,
    members,
    orders,
    partner_exports,
    partners,
    passwords,
    plans,
    profile,
    sessions,
    shares,
    subscriptions,
)
from graphapi.services.billing import Turn, add_months
from tests.clock import START
from tests.entering import BILLING, cora, folder, west, wests
from tests.invoices import add_invoice
from tests.services.test_logos import picture
from tests.tables import all_texts
from tests.world import KEYS, PASSWORD, SYSTEM_ACCESS, World, add_customer, add_order, add_share

SERVICES = Path(audit.__file__).parent
NEW_PASSWORD = "quite another one"


async def link(world: World) -> str:
    """What the newest link holds."""
    row = await world.system.rows(OneTimeToken).order_by("-id").first()
    return KEYS.one_time_token(row.id, row.key_id)


BILLED = {f"billing_{part}": value for part, value in asdict(BILLING).items()}


async def have(world: World, **columns: object) -> None:
    """Let *north* have something."""
    await world.system.rows(Partner).filter(id=world.north.id).update(**columns)


async def end_in(world: World, *, days: int) -> None:
    """Let its period end in so many days."""
    end = invoices.today(world.system) + timedelta(days=days)
    start = add_months(end, -12)
    period = {"started_on": start, "period_start": start, "period_end": end}
    await world.system.rows(Subscription).filter(partner_id=world.north.id).update(**period)


class Deeds:
    """All that changes something, each with what it needs done before; named after the entries it writes."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.operator, self.owner = world.operator.access, world.north.owner.access
        self.editor, self.anna = world.north.editor.access, world.north.anna.access

    async def access_token__created(self):
        return access_tokens.create_access_token(self.editor, name="Website", role=MemberRole.VIEWER)

    async def access_token__revoked(self):
        made = await access_tokens.create_access_token(self.editor, name="Website", role=MemberRole.VIEWER)
        return access_tokens.revoke_access_token(self.editor, access_token_id=made.row.id)

    async def account__email_change_requested(self):
        return email_changes.change_email(self.anna, current_password=PASSWORD, email="new@example.com")

    async def account__email_changed(self):
        await email_changes.change_email(self.anna, current_password=PASSWORD, email="new@example.com")
        return email_changes.confirm_email(self.world.anonymous, token=await link(self.world))

    async def account__password_changed(self):
        return passwords.change_password(self.anna, current_password=PASSWORD, new_password=NEW_PASSWORD)

    async def account__password_reset__account__signed_in(self):
        await passwords.request_password_reset(self.world.anonymous, portal="north", login="anna")
        return passwords.set_password(self.world.anonymous, token=await link(self.world), password=NEW_PASSWORD)

    async def account__password_reset_requested(self):
        return passwords.request_password_reset(self.world.anonymous, portal="north", login="anna")

    async def account__signed_in(self):
        return sessions.sign_in(self.world.anonymous, portal="north", login="anna", password=PASSWORD)

    async def agreement__accepted(self):
        return agreements.accept_agreement(self.owner, version=PRESENT, language=Language.DE)

    async def customer__activated__account__signed_in(self):
        await customers.create_customer(self.editor, new=cora())
        return passwords.set_password(self.world.anonymous, token=await link(self.world), password=NEW_PASSWORD)

    async def customer__created(self):
        return customers.create_customer(self.editor, new=cora(invite=False))

    async def customer__created__customer__invited__share__created(self):
        return customers.create_customer(self.editor, new=cora(shares=[folder()]))

    async def customer__deleted(self):
        return customers.delete_customer(self.editor, customer_id=self.world.north.anna.id)

    async def customers__exported(self):
        return customer_exports.export_customers(self.editor, customers=(), is_beginning=True, language="en")

    async def customer__disabled(self):
        return customers.disable_customer(self.editor, customer_id=self.world.north.anna.id)

    async def customer__enabled(self):
        await customers.disable_customer(self.editor, customer_id=self.world.north.anna.id)
        return customers.enable_customer(self.editor, customer_id=self.world.north.anna.id)

    async def customer__exported(self):
        return customer_data.export_customer_data(self.anna, customer_id=self.world.north.anna.id)

    async def customer__invited(self):
        draft = await customers.create_customer(self.editor, new=cora(invite=False))
        return customers.send_invitation(self.editor, customer_id=draft.id)

    async def customer__updated(self):
        return customers.update_customer(self.editor, customer_id=self.world.north.anna.id, last_name="Ahorn")

    async def customer__updated__customer__email_changed(self):
        return customers.update_customer(self.editor, customer_id=self.world.north.anna.id, email="new@example.com")

    async def invoice__issued__invoice__voided(self):
        invoice = await add_invoice(self.world.north.partner, number="2020-000001")
        return invoices.void_invoice(self.operator, invoice_id=invoice.id, reason="Wrong street")

    async def invoice__paid(self):
        invoice = await add_invoice(self.world.north.partner, issued_on=date(2020, 1, 1))
        return invoices.mark_invoice_paid(self.operator, invoice_id=invoice.id)

    async def invoice__reminded(self):
        return invoices.remind(self.world.system, await add_invoice(self.world.north.partner))

    async def member__activated__account__signed_in(self):
        await members.invite_member(self.owner, name="Mona", email="mona@north.example", role=MemberRole.VIEWER)
        return passwords.set_password(self.world.anonymous, token=await link(self.world), password=NEW_PASSWORD)

    async def member__invited(self):
        return members.invite_member(self.owner, name="Mona", email="mona@north.example", role=MemberRole.VIEWER)

    async def member__removed(self):
        return members.remove_member(self.owner, member_id=self.world.north.viewer.id)

    async def member__updated(self):
        return members.update_member(self.owner, member_id=self.world.north.viewer.id, role=MemberRole.OWNER)

    async def order__declined(self):
        return orders.decline_order(self.operator, order_id=(await add_order()).id, reason="Full")

    async def order__placed(self):
        return orders.place_order(self.world.anonymous, new=wests(), client_address=None)

    async def partner__created__member__invited__order__accepted(self):
        acceptance = orders.Acceptance(slug="west", plan_code="free")
        return orders.accept_order(self.operator, order_id=(await add_order()).id, acceptance=acceptance)

    async def partner__created__member__invited(self):
        return partners.create_partner(self.operator, new=west())

    async def partner__deleted(self):
        # Not by an operator: what that writes goes along.
        await self.world.system.rows(Partner).filter(id=self.world.south.id).update(status=PartnerStatus.SUSPENDED)
        return deletion.delete_partner(self.operator, partner_id=self.world.south.id, name="South Payroll GmbH")

    async def partner__export_fetched(self):
        await partner_exports.export_partner(self.owner, partner_id=self.world.north.id, includes_passwords=False)
        await partner_exports.make_exports(self.world.system)
        export = await self.world.system.rows(PartnerExport).get()
        return partner_exports.take_export(self.owner, token=KEYS.one_time_token(export.id, export.key_id))

    async def partner__exported(self):
        return partner_exports.export_partner(self.owner, partner_id=self.world.north.id, includes_passwords=False)

    async def partner__exported_with_passwords(self):
        return partner_exports.export_partner(self.owner, partner_id=self.world.north.id, includes_passwords=True)

    async def partner__logo_changed(self):
        return logos.set_logo(self.owner, partner_id=self.world.north.id, content=picture("PNG"))

    async def partner__logo_removed(self):
        await logos.set_logo(self.owner, partner_id=self.world.north.id, content=picture("PNG"))
        return logos.remove_logo(self.owner, partner_id=self.world.north.id)

    async def partner__resumed(self):
        await partners.suspend_partner(self.operator, partner_id=self.world.north.id, reason="Unpaid")
        return partners.resume_partner(self.operator, partner_id=self.world.north.id)

    async def partner__suspended(self):
        return partners.suspend_partner(self.operator, partner_id=self.world.north.id, reason="Unpaid")

    async def partner__updated(self):
        return partners.update_partner(self.operator, partner_id=self.world.north.id, slug="nordlicht")

    async def plan__updated(self):
        return plans.update_plan(self.operator, code="s", name="S")

    async def profile__updated(self):
        return profile.update_profile(self.anna, username="anne")

    async def session__revoked(self):
        whose = {"partner_id": self.world.north.id, "account_id": self.world.north.anna.account_id}
        times = {"created_at": START, "last_seen_at": START, "expires_at": START}
        session = Session(**whose, **times, token_hash="x")
        await self.world.system.add(session)
        return sessions.revoke_session(self.anna, session_id=session.id)

    async def share__created(self):
        recipients = [self.world.north.anna.id, self.world.north.ben.id]
        return shares.create_share(
            self.editor, new=folder(password="x"), audience=ShareAudience.SELECTED, customer_ids=recipients
        )

    async def share__deleted(self):
        return shares.delete_share(self.editor, share_id=(await add_share(self.world.north.partner)).id)

    async def share__opened(self):
        return shares.open_share(self.anna, share_id=(await add_share(self.world.north.partner)).id)

    async def share__password_revealed(self):
        share = await add_share(self.world.north.partner, password="x")
        return shares.reveal_share_password(self.anna, share_id=share.id)

    async def share__updated(self):
        share = await add_share(self.world.north.partner, recipients=[self.world.north.anna.row])
        customer_ids = [self.world.north.ben.id]
        return shares.update_share(self.editor, share_id=share.id, title="New", customer_ids=customer_ids)

    async def subscription__canceled(self):
        return subscriptions.cancel_subscription(self.owner)

    async def subscription__change_planned(self):
        return subscriptions.change_plan(self.owner, plan_code="s")

    async def subscription__change_withdrawn(self):
        await subscriptions.change_plan(self.owner, plan_code="s")
        return subscriptions.change_plan(self.owner, plan_code="m")

    async def subscription__changed__invoice__issued(self):
        await have(self.world, **BILLED)
        return subscriptions.change_plan(self.owner, plan_code="l")

    async def subscription__downgrade_at_risk(self):
        await have(self.world, **BILLED, customer_count=26)
        await subscriptions.change_plan(self.owner, plan_code="s")
        await end_in(self.world, days=29)
        return subscriptions.warn_of_downgrade(self.world.system, self.world.north.id)

    async def subscription__ended(self):
        await subscriptions.cancel_subscription(self.owner)
        await end_in(self.world, days=0)
        return subscriptions.end_periods(self.world.system, self.world.north.id)

    async def subscription__kept__invoice__issued(self):
        await have(self.world, **BILLED, customer_count=26)
        await subscriptions.change_plan(self.owner, plan_code="s")
        await end_in(self.world, days=0)
        return subscriptions.end_periods(self.world.system, self.world.north.id)

    async def subscription__price_set(self):
        return subscriptions.set_subscription_price(self.operator, partner_id=self.world.north.id, monthly_amount=400)

    async def subscription__renewed__invoice__issued(self):
        await have(self.world, **BILLED)
        await end_in(self.world, days=0)
        return subscriptions.end_periods(self.world.system, self.world.north.id)

    async def subscription__reopened(self):
        await subscriptions.cancel_subscription(self.owner)
        return subscriptions.withdraw_cancellation(self.owner)


DEEDS = [name for name in vars(Deeds) if not name.startswith("__")]


def actions_of(deed: str) -> list[str]:
    """The actions in a deed's name: ``share__opened`` is share.opened."""
    parts = deed.split("__")
    return [f"{noun}.{verb}" for noun, verb in zip(parts[::2], parts[1::2], strict=True)]


@pytest.mark.parametrize("deed", DEEDS)
async def test_a_change_writes_exactly_its_entries(world, deed):
    change = await getattr(Deeds(world), deed)()
    before = await world.actions()

    await change

    assert (await world.actions())[len(before) :] == actions_of(deed)


@pytest.mark.parametrize("deed", DEEDS)
async def test_a_change_whose_entry_cannot_be_written_did_not_happen(world, database, monkeypatch, deed):
    change = await getattr(Deeds(world), deed)()
    before = await all_texts(database, but=("throttle",))

    # At its last entry, when all the rest is written.
    wanted = actions_of(deed)[-1]
    new_entry = audit.new_entry

    def new_entry_until_then(access, action, **more) -> AuditEntry:
        if action == wanted:
            raise ConnectionResetError
        return new_entry(access, action, **more)

    monkeypatch.setattr(audit, "new_entry", new_entry_until_then)
    with pytest.raises(ConnectionResetError):
        await change

    assert await all_texts(database, but=("throttle",)) == before


def recorded_actions() -> set[str]:
    """The actions in the code, found where entries are made; what a name stands for is told here."""
    actions = set()
    for path in SERVICES.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"audit.record", "audit.new_entry"}:
                action = ast.unparse(node.args[1]).removeprefix("f").strip("'\"")
                actions |= {
                    action.replace("{kind}", kind).replace("{end.turn.lower()}", turn.lower())
                    for kind in ("customer", "member", "operator")
                    for turn in Turn
                }
    return actions


def test_every_action_that_is_recorded_has_a_sentence_and_every_sentence_an_action():
    # Imports run in the background: test_customer_imports.py shows what they write.
    assert sorted(recorded_actions() - {"customers.imported", "operator.activated", "operator.created"}) == sorted(
        set(chain(*map(actions_of, DEEDS)))
    )
    assert sorted(TEXTS) == sorted(recorded_actions())


@pytest.mark.parametrize("deed", DEEDS)
async def test_every_entry_can_be_read_in_both_languages(world, deed):
    await (await getattr(Deeds(world), deed)())

    for entry in await world.audit_log():
        english, german = (translate(summary_of(entry.action, entry.params), language) for language in ("en", "de"))
        assert english != german
        assert "{" not in english + german


def entry(action: str, **columns) -> AuditEntry:
    return AuditEntry(**{"action": action, "at": START, "params": {}, "actor_name": ""} | columns)


@pytest.mark.parametrize(
    ("written", "english", "german"),
    [
        (
            entry("member.invited", params={"name": "Mona", "role": "VIEWER"}),
            f"Mona was invited to the team as {ROLES['VIEWER']}.",
            "Mona wurde als Leser ins Team eingeladen.",
        ),
        (entry("customer.invited"), "A deleted customer was invited.", "Ein gelöschter Kunde wurde eingeladen."),
        (entry("share.opened"), "“a deleted share” was opened.", "„ein gelöschter Ordner“ wurde geöffnet."),
        (entry("share.opened", params={"title": "{0}"}), "“{0}” was opened.", "„{0}“ wurde geöffnet."),
        (entry("folder.closed"), "folder.closed", "folder.closed"),
    ],
)
def test_an_entry_is_told(written, english, german):
    assert [translate(summary_of(written.action, written.params), language) for language in ("en", "de")] == [
        english,
        german,
    ]


@pytest.mark.parametrize(
    ("columns", "actor"),
    [
        ({"actor_name": "Anna", "actor_role": "CUSTOMER"}, "Anna"),
        ({"actor_role": "CUSTOMER", "actor_id": new_id()}, "Deleted customer"),
        ({}, "System"),
    ],
)
def test_an_actor_is_named_as_far_as_it_is_known(columns, actor):
    written = entry("share.opened", **columns)

    assert str(actor_of(written.actor_name, written.actor_role)) == actor


# Writing and reading


async def test_an_entry_tells_who_did_what_to_what_and_when(world, clock):
    share = await add_share(world.north.partner)

    await audit.record(world.north.editor.access, "share.updated", subject=share, title="Drafts")

    [written] = await world.audit_log()
    assert (written.at, written.partner_id, written.params) == (START, world.north.id, {"title": "Drafts"})
    assert (written.actor_id, written.actor_role, written.actor_name) == (
        world.north.editor.id,
        "EDITOR",
        "Emil North",
    )
    assert (written.subject_kind, written.subject_id) == ("share", share.id)


async def test_an_operators_entry_is_its_subjects_partners(world):
    for subject in (world.north.partner, world.north.anna.row):
        await audit.record(world.operator.access, "partner.updated", subject=subject)
    await audit.record(world.operator.access, "operator.created", subject=world.operator.row)

    assert [written.partner_id for written in await world.audit_log()] == [world.north.id, world.north.id, None]


async def test_the_system_and_nobody_have_no_role(world):
    for access in (world.system, world.anonymous):
        await audit.record(access, "share.opened", partner_id=world.north.id)

    assert [(written.actor_role, written.actor_name) for written in await world.audit_log()] == [(None, "")] * 2


async def test_the_longest_name_is_written(world):
    row = await add_customer(world.north.partner, first_name="A" * 100, last_name="B" * 100)
    access = world.north.anna.access
    principal = type(access.principal)(role=access.principal.role, partner_id=row.partner_id, name=row.name)

    await audit.record(SYSTEM_ACCESS, "share.opened", actor=principal)

    [written] = await world.audit_log()
    assert written.actor_name == row.name[:200]


async def test_staff_read_their_own_partners_log_and_operators_all(world):
    for side in (world.north, world.south):
        await audit.record(side.owner.access, "partner.updated", subject=side.partner, name=side.partner.name)

    async def read(access, **filters) -> list[str]:
        rows = await audit.audit_entries(access, **filters).order_by("id")
        return [row.params["name"] for row in rows]

    north, south = world.north.partner.name, world.south.partner.name
    assert await read(world.north.viewer.access) == [north]
    assert await read(world.north.viewer.access, partner_id=world.south.id) == []
    assert await read(world.operator.access) == [north, south]
    assert await read(world.operator.access, partner_id=world.south.id) == [south]
    assert await read(world.operator.access, partner_id=None) == []
    with pytest.raises(Forbidden):
        await read(world.north.anna.access)


async def test_the_log_is_filtered_by_subject_actor_action_and_time(world, clock):
    anna, editor = world.north.anna, world.north.editor
    await audit.record(editor.access, "customer.updated", subject=anna.row, name="Anna")
    clock.forward(hours=1)
    await audit.record(world.north.owner.access, "customer.updated", subject=world.north.ben.row, name="Ben")

    async def read(**filters) -> list[str]:
        rows = await audit.audit_entries(world.north.viewer.access, **filters).order_by("id")
        return [row.params["name"] for row in rows]

    assert await read(subject_id=anna.id) == await read(actor_id=editor.id) == ["Anna"]
    assert await read(subject_id=None) == await read(actor_id=None) == []
    assert await read(action="customer.updated") == ["Anna", "Ben"]
    for action in ("customer.created", "", "x" * 5000, "\0", "\ud800"):
        assert await read(action=action) == []
    hour = START + timedelta(hours=1)
    assert (await read(since=hour), await read(until=hour)) == (["Ben"], ["Anna"])
    assert await read(since=START, until=START) == []
