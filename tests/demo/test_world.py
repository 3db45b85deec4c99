"""The demo world: what docs and people rely on, and that it could have come about by the services themselves."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from graphapi import clock
from graphapi.access import Access
from graphapi.audit_texts import TEXTS
from graphapi.colors import contrast, text_on
from graphapi.models import (
    Account,
    AuditEntry,
    Customer,
    CustomerStatus,
    InvitationState,
    Invoice,
    Logo,
    Mail,
    MailState,
    Member,
    OneTimeToken,
    Operator,
    Partner,
    Plan,
    Row,
    Session,
    Share,
    ShareAudience,
    ShareRecipient,
    Subscription,
)
from graphapi.providers import PROVIDERS, recognize
from graphapi.services import customers, partners, shares
from graphapi.services.billing_details import BillingDetails, check_billing
from graphapi.services.inputs import Checks, link_problem
from graphapi.services.one_time_tokens import TokenState, find_password_token
from graphapi.services.people import principal_of
from graphapi.text import login_key
from tests.demo.conftest import Demo
from tests.world import SYSTEM_ACCESS

# Of mail addresses and our own servers: nobody has them (RFC 2606).
NOBODYS = (".example", "@example.com")
# The Bundesnetzagentur's numbers for films and books, of Hamburg and of Munich.
FICTIONAL_PHONES = r"\+49 (40 66969|89 99998) \d{3}"


async def customer(partner: Partner, email: str) -> Customer:
    return await SYSTEM_ACCESS.rows(Customer).get(partner_id=partner.id, email=email)


async def seen_by(person: Customer) -> list[str]:
    access = Access(principal_of(person), SYSTEM_ACCESS.settings, SYSTEM_ACCESS.keys)
    return [share.title for share in await access.rows(Share).order_by("position")]


async def test_nordwind_has_customers_in_all_states(world: Demo):
    rows = await SYSTEM_ACCESS.rows(Customer).filter(partner_id=world.nordwind.id)
    now = clock.now()

    states = Counter(
        "EXPIRED"
        if row.invitation_state is InvitationState.SENT and row.invitation_expires_at <= now
        else row.invitation_state.value
        for row in rows
        if row.status is CustomerStatus.INVITED
    )

    assert len(rows) == 26
    assert Counter(row.status.value for row in rows) == {"ACTIVE": 14, "INVITED": 7, "DRAFT": 3, "DISABLED": 2}
    assert states == {"SENT": 3, "EXPIRED": 2, "FAILED": 2}
    assert {row.status_before for row in rows} == {None, CustomerStatus.ACTIVE, CustomerStatus.DRAFT}
    assert {row.invitation_state.value for row in rows if row.status is CustomerStatus.DRAFT} == {"NOT_SENT"}


async def test_suedhang_has_nine_customers(world: Demo):
    rows = await SYSTEM_ACCESS.rows(Customer).filter(partner_id=world.suedhang.id)

    assert Counter(row.status.value for row in rows) == {"ACTIVE": 5, "INVITED": 2, "DRAFT": 1, "DISABLED": 1}


async def test_anna_finds_her_two_folders_one_with_a_password_and_the_global_link(world: Demo):
    anna = await customer(world.nordwind, "anna.keller@example.com")
    received = await SYSTEM_ACCESS.rows(ShareRecipient).filter(customer_id=anna.id).values_list("share_id", flat=True)
    rows = await SYSTEM_ACCESS.rows(Share).filter(id__in=received)

    assert sorted(share.password_sealed is not None for share in rows) == [False, True]
    assert await seen_by(anna) == ["AGB und Preisliste", "Logo und Geschäftsausstattung", "Produktfotos Frühjahr"]


async def test_anna_at_suedhang_is_another_account(world: Demo):
    here = await customer(world.nordwind, "anna.keller@example.com")
    there = await customer(world.suedhang, "anna.keller@example.com")

    assert here.account_id != there.account_id
    assert await seen_by(there) == ["Lohnabrechnungen"]


@pytest.mark.parametrize(
    ("slug", "plan", "customer_usage", "link_usage"),
    [("nordwind", "m", (26, 50), (1, 1)), ("suedhang", "free", (9, 10), (0, 0))],
)
async def test_usage_is_counted_under_the_plan(
    world: Demo, slug: str, plan: str, customer_usage: tuple[int, int], link_usage: tuple[int, int]
):
    partner: Partner = getattr(world, slug)
    booked = await SYSTEM_ACCESS.rows(Subscription).get(partner_id=partner.id)
    own = {"partner_id": partner.id}

    assert (await SYSTEM_ACCESS.get(Plan, booked.plan_id)).code == plan
    assert (partner.customer_count, partner.customer_limit) == customer_usage
    assert (partner.global_share_count, partner.global_share_limit) == link_usage
    assert await SYSTEM_ACCESS.rows(Customer).filter(**own).count() == partner.customer_count
    assert await SYSTEM_ACCESS.rows(Share).filter(**own, audience=ShareAudience.EVERYONE).count() == link_usage[0]
    assert booked.period_start <= clock.now().date()
    assert booked.period_end is None or booked.period_end > clock.now().date() + timedelta(days=180)


async def test_some_folders_have_expired_or_are_still_to_come_and_some_are_for_several(world: Demo):
    now = clock.now()
    rows = await SYSTEM_ACCESS.rows(Share).filter(partner_id=world.nordwind.id)
    recipients = Counter(row.share_id for row in await SYSTEM_ACCESS.rows(ShareRecipient))

    assert any(share.valid_until is not None and share.valid_until <= now for share in rows)
    assert any(share.valid_from is not None and share.valid_from > now for share in rows)
    assert any(share.valid_from and share.valid_until and share.valid_from <= now < share.valid_until for share in rows)
    assert sorted(recipients.values())[-2:] == [3, 4]
    assert all(recipients[share.id] for share in rows if share.audience is ShareAudience.SELECTED)


async def test_every_service_occurs_and_all_links_can_be_opened(world: Demo):
    rows = await SYSTEM_ACCESS.rows(Share)

    assert {share.provider_code for share in rows if share.partner_id == world.nordwind.id} == set(PROVIDERS)
    assert [share.url for share in rows if link_problem(share.url, allow_http=False)] == []
    assert [share.url for share in rows if recognize(share.url).code != share.provider_code] == []


async def test_rows_are_what_the_services_would_have_made_of_them(world: Demo):
    for share in await SYSTEM_ACCESS.rows(Share):
        checks = Checks()
        new = shares.NewShare(
            url=share.url,
            title=share.title,
            description=share.description,
            valid_from=share.valid_from,
            valid_until=share.valid_until,
        )
        shares.check_new_share(SYSTEM_ACCESS, checks, (), new)
        checks.done()
        assert unchanged(share, lambda row: shares.set_title(row, row.title))
    for row in await SYSTEM_ACCESS.rows(Customer):
        checks = Checks()
        assert checks.email((), row.email) == row.email
        assert checks.username((), row.username) == row.username
        assert checks.text((), row.note, lines=True) == row.note
        assert all(checks.required((), text) == text for text in (row.first_name, row.last_name, row.company))
        checks.done()
        assert unchanged(row, customers.set_keys)
        assert row.last_sign_in_key == (row.last_sign_in_at or clock.NEVER)
    for partner in await SYSTEM_ACCESS.rows(Partner):
        assert unchanged(partner, partners.set_keys)
    for account in await SYSTEM_ACCESS.rows(Account):
        person = await person_of(account)
        assert account.email_key == login_key(person.email)
        assert account.username_key == (login_key(person.username) if person.username else None)


def unchanged(row: Row, setting: Callable[[Any], None]) -> bool:
    """Whether setting a row's derived columns anew leaves all as they are."""
    before = dict(row)
    setting(row)
    return dict(row) == before


async def person_of(account: Account) -> Operator | Member | Customer:
    for model in (Operator, Member, Customer):
        row = await SYSTEM_ACCESS.rows(model).get_or_none(account_id=account.id)
        if row is not None:
            return row
    raise AssertionError(f"nobody has the account {account.email_key}")


async def test_folder_passwords_can_be_read_again(world: Demo):
    sealed = await SYSTEM_ACCESS.rows(Share).filter(password_sealed__not_isnull=True).order_by("id")

    opened = [
        SYSTEM_ACCESS.keys.unseal(
            share.password_sealed, place=shares.PASSWORD_PLACE, row_id=share.id, partner_id=share.partner_id
        )
        for share in sealed
    ]

    assert "Ton-Glasur-77" in opened
    assert len(opened) == 13


async def test_nothing_is_left_to_be_sent_and_nobody_is_signed_in(world: Demo):
    states = Counter(mail.state.value for mail in await SYSTEM_ACCESS.rows(Mail))

    assert states == {"SENT": 33, "FAILED": 3}
    assert await SYSTEM_ACCESS.rows(Session).count() == 0
    for model in (Member, Customer):
        assert await SYSTEM_ACCESS.rows(model).filter(invitation_state=InvitationState.QUEUED).count() == 0


async def test_each_invitation_has_its_mail(world: Demo):
    for person in [*await SYSTEM_ACCESS.rows(Member), *await SYSTEM_ACCESS.rows(Customer)]:
        mails = await SYSTEM_ACCESS.rows(Mail).filter(person_id=person.id, kind__contains="INVITATION")
        if person.invitation_state is InvitationState.NOT_SENT:
            assert mails == []
            continue
        [mail] = mails
        assert (mail.sent_at, mail.error) == (person.invitation_sent_at, person.invitation_error)
        assert (mail.state is MailState.FAILED) == (person.invitation_state is InvitationState.FAILED)
        assert mail.to_email == person.email


async def test_links_stand_where_the_people_are(world: Demo):
    expected = {
        InvitationState.ACCEPTED: {TokenState.USED},
        InvitationState.SENT: {TokenState.VALID, TokenState.EXPIRED},
        InvitationState.FAILED: {TokenState.VALID, TokenState.EXPIRED},
    }
    for row in await SYSTEM_ACCESS.rows(OneTimeToken):
        token = await find_password_token(SYSTEM_ACCESS, token=SYSTEM_ACCESS.keys.one_time_token(row.id, row.key_id))
        assert token.state in expected[token.person.invitation_state]
        assert token.person.account_id == row.account_id


async def test_the_log_tells_what_the_rows_say(world: Demo):
    entries = await SYSTEM_ACCESS.rows(AuditEntry).order_by("id")
    opened = Counter(entry.subject_id for entry in entries if entry.action == "share.opened")
    signed_in = {entry.actor_id: entry.at for entry in entries if entry.action == "account.signed_in"}

    assert {entry.action for entry in entries} <= set(TEXTS)
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert {share.id: share.open_count for share in await SYSTEM_ACCESS.rows(Share) if share.open_count} == dict(opened)
    for model in (Operator, Member, Customer):
        for person in await SYSTEM_ACCESS.rows(model):
            assert person.last_sign_in_at == signed_in.get(person.id)


async def test_nobody_did_anything_before_being_there_or_in_the_days_to_come(world: Demo):
    now = clock.now()
    began = {}
    for model in (Partner, Member, Customer, Share):
        for row in await SYSTEM_ACCESS.rows(model):
            began[row.id] = row.created_at
            assert row.created_at == row.updated_at
            assert row.created_at < now
    joined = {
        entry.subject_id: entry.at
        for entry in await SYSTEM_ACCESS.rows(AuditEntry).filter(action__endswith=".activated")
    }
    validity = {share.id: share for share in await SYSTEM_ACCESS.rows(Share)}

    for entry in await SYSTEM_ACCESS.rows(AuditEntry):
        assert now - timedelta(days=92) < entry.at < now
        if entry.subject_kind not in {"operator", "invoice", "subscription"}:
            assert began[entry.subject_id] <= entry.at, entry.action
        if entry.actor_role in {"OWNER", "EDITOR", "CUSTOMER"}:
            assert joined[entry.actor_id] <= entry.at, entry.action
        if entry.action == "share.opened":
            share = validity[entry.subject_id]
            assert share.valid_from is None or share.valid_from <= entry.at
            assert share.valid_until is None or entry.at < share.valid_until


async def test_only_recipients_opened_a_folder(world: Demo):
    received = {(row.share_id, row.customer_id) for row in await SYSTEM_ACCESS.rows(ShareRecipient)}
    for_all = {share.id for share in await SYSTEM_ACCESS.rows(Share).filter(audience=ShareAudience.EVERYONE)}

    for entry in await SYSTEM_ACCESS.rows(AuditEntry).filter(action__in=["share.opened", "share.password_revealed"]):
        assert entry.subject_id in for_all or (entry.subject_id, entry.actor_id) in received


async def test_nobodys_real_address_or_number_occurs(world: Demo):
    emails = [mail.to_email for mail in await SYSTEM_ACCESS.rows(Mail)]
    for model in (Operator, Member, Customer):
        emails += [person.email for person in await SYSTEM_ACCESS.rows(model)]
    for partner in await SYSTEM_ACCESS.rows(Partner):
        emails += [email for email in (partner.contact_email, partner.billing_email) if email]
        assert re.fullmatch(FICTIONAL_PHONES, partner.contact_phone)

    assert [email for email in emails if not email.endswith(NOBODYS)] == []


async def test_nordwinds_face_is_complete(world: Demo):
    partner = world.nordwind
    logo = await SYSTEM_ACCESS.rows(Logo).get(partner_id=partner.id)
    with Image.open(io.BytesIO(logo.content)) as picture:
        drawn = (picture.format, picture.size, picture.mode)
    checks = Checks()
    billing = BillingDetails(
        company=partner.billing_company,
        street=partner.billing_street,
        postal_code=partner.billing_postal_code,
        city=partner.billing_city,
        country=partner.billing_country,
        vat_id=partner.billing_vat_id,
        email=partner.billing_email,
    )

    assert partner.name == "Nordwind Werbeagentur GmbH"
    assert logo.content_type == "image/png"
    assert drawn == ("PNG", (192, 192), "RGBA")
    assert re.fullmatch("[0-9a-f]{16}", partner.logo_digest)
    assert contrast(partner.accent_color, text_on(partner.accent_color)) > 6
    assert check_billing(checks, (), billing) == billing
    assert checks.problems == []


async def test_a_partner_has_upgraded_and_the_newest_invoice_is_still_open(world: Demo):
    north = await SYSTEM_ACCESS.rows(Partner).get(slug="nordwind")
    invoices = await SYSTEM_ACCESS.rows(Invoice).order_by("number")

    assert {invoice.partner_id for invoice in invoices} == {north.id}
    assert [(invoice.net_amount, invoice.status) for invoice in invoices] == [(3000, "PAID"), (1800, "OPEN")]
