"""Customers: adding, changing, inviting and erasing them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tortoise.exceptions import IntegrityError
from tortoise.expressions import Subquery

from graphapi import clock
from graphapi.access import Permission, operation
from graphapi.database import constraint_of, transaction
from graphapi.errors import Conflict, NotFound, WrongState
from graphapi.i18n import message
from graphapi.models import (
    Account,
    AuditEntry,
    Customer,
    CustomerImport,
    CustomerImportState,
    CustomerStatus,
    InvitationState,
    Language,
    Mail,
    MailKind,
    Partner,
    PartnerExport,
    Share,
    ShareAudience,
    ShareRecipient,
)
from graphapi.services import accounts, audit, invitations, outbox, plans, shares
from graphapi.services.filters import among, found_by, having
from graphapi.services.inputs import UNSET, Checks, Unset, is_set
from graphapi.services.locking import lock_partner
from graphapi.services.throttles import INVITATIONS, mailbox_limit, told_at, use
from graphapi.text import login_key, search_key, sort_key

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from uuid import UUID

    from tortoise.queryset import QuerySet

    from graphapi.access import Access
    from graphapi.models import Row
    from graphapi.services.shares import NewShare

MAX_NOTE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCustomer:
    """A customer as it is entered; without a language it gets the partner's."""

    first_name: str
    last_name: str
    email: str
    company: str | None = None
    username: str | None = None
    number: str | None = None
    note: str | None = None
    language: Language | None = None
    shares: Sequence[NewShare] = field(default_factory=tuple)
    invite: bool = True


@dataclass(frozen=True, slots=True)
class CheckedCustomer:
    """A customer as it may be added, with its account and its shares; it has still to be settled."""

    new: NewCustomer
    account: Account
    customer: Customer
    shares: Sequence[NewShare]

    def settle(self, partner_id: UUID, language: Language) -> None:
        """Make it a partner's, with a language."""
        self.customer.partner_id, self.customer.account_id = partner_id, self.account.id
        self.customer.language = language


@operation(Permission.CUSTOMERS_READ)
def customers(
    access: Access,
    *,
    search: str | None = None,
    status: Collection[CustomerStatus] | None = None,
    partner_id: UUID | Unset | None = UNSET,
) -> QuerySet[Customer]:
    """Return the customers within sight that match every filter given; an id that is None matches nothing."""
    rows = found_by(access.rows(Customer), search)
    rows = among(rows, "status", status)
    return having(rows, "partner_id", partner_id)


@operation(Permission.CUSTOMERS_WRITE)
async def create_customer(access: Access, *, new: NewCustomer) -> Customer:
    """Add a customer with its shares and, unless it stays a draft, its invitation.

    Raises InvalidInput, PlanLimitReached, and Conflict if the address, user name or number is taken at this partner.
    """
    # Before the transaction: what is wrong with the input is told before what the plan says.
    checked = check_new_customer(access, new)
    try:
        return await _create(access, checked)
    except IntegrityError as error:
        conflict = await _conflict(access, error, checked.account, checked.customer.number)
        if conflict is None:
            raise
        raise conflict from error


def check_new_customer(access: Access, new: NewCustomer) -> CheckedCustomer:
    """Return a new customer as it may be added; raises InvalidInput."""
    checks = Checks()
    first_name = checks.required(("firstName",), new.first_name, most=100)
    last_name = checks.required(("lastName",), new.last_name, most=100)
    email = checks.email(("email",), new.email)
    company = checks.text(("company",), new.company)
    username = checks.username(("username",), new.username)
    number = checks.text(("number",), new.number, most=50)
    note = checks.text(("note",), new.note, most=MAX_NOTE, lines=True)
    if len(new.shares) > shares.MAX_SHARES_OF_CUSTOMER:
        most = shares.MAX_SHARES_OF_CUSTOMER
        checks.problem(("shares",), message("A customer can have at most {most} shares.", most=most))
    new_shares = [
        shares.check_new_share(access, checks, ("shares", str(index)), share)
        for index, share in enumerate(new.shares[: shares.MAX_SHARES_OF_CUSTOMER])
    ]
    checks.done()
    customer = Customer(
        first_name=first_name,
        last_name=last_name,
        email=email,
        company=company,
        username=username,
        number=number,
        note=note,
        status=CustomerStatus.DRAFT,
        last_sign_in_key=clock.NEVER,
    )
    set_keys(customer)
    account = accounts.new_account(partner_id=access.principal.partner_id, email=email, username=username)
    return CheckedCustomer(new, account, customer, new_shares)


async def _create(access: Access, checked: CheckedCustomer) -> Customer:
    customer, new_shares, invite = checked.customer, checked.shares, checked.new.invite
    if checked.account.partner_id is None:  # nobody has the permission who works for no partner
        raise NotFound
    checked.settle(checked.account.partner_id, checked.new.language or await _language(access))
    rows = new_rows(access, checked, invite=invite)
    if not (invite or new_shares):
        await plans.take_place(access, "CUSTOMERS", rows)
        return customer
    async with transaction():
        await plans.take_place(access, "CUSTOMERS", rows)
        if invite:
            with told_at("email"):
                await invitations.count_mail(access, customer)
        position = await shares.next_position(access) if new_shares else 0
        for share in new_shares:
            await shares.add_share(
                access, share, audience=ShareAudience.SELECTED, recipients=[customer.id], position=position
            )
            position = min(position + 1, shares.MAX_POSITION)
    return customer


async def _language(access: Access) -> Language:
    """Return the partner's language."""
    known = access.principal.partner_language
    return Language(known) if known else (await access.get(Partner, access.principal.partner_id)).language


def new_rows(access: Access, checked: CheckedCustomer, *, invite: bool) -> list[Row]:
    """Return the rows that make a customer, its shares aside; the mail of its invitation is counted by the caller."""
    customer = checked.customer
    rows: list[Row] = [checked.account, customer]
    if invite:
        customer.status = CustomerStatus.INVITED
        rows += invitations.new_invitation(access, customer)
    rows.append(audit.new_entry(access, "customer.created", subject=customer, name=customer.name))
    if invite:
        rows.append(audit.new_entry(access, "customer.invited", subject=customer, name=customer.name))
    return rows


@operation(Permission.CUSTOMERS_WRITE)
async def update_customer(
    access: Access,
    *,
    customer_id: UUID | None,
    first_name: str | Unset | None = UNSET,
    last_name: str | Unset | None = UNSET,
    email: str | Unset | None = UNSET,
    company: str | Unset | None = UNSET,
    username: str | Unset | None = UNSET,
    number: str | Unset | None = UNSET,
    note: str | Unset | None = UNSET,
    language: Language | Unset | None = UNSET,
) -> Customer:
    """Change the fields that are given; None empties one.

    A new address of an invited customer voids the link on its way to the old one and sends another; that of an active
    one ends its sessions, and the old address is told. Raises InvalidInput, NotFound, and Conflict if the address, user
    name or number is taken at this partner.
    """
    async with transaction():
        customer = await _get_locked(access, customer_id)
        checks = Checks()
        if is_set(first_name):
            customer.first_name = checks.required(("firstName",), first_name, most=100)
        if is_set(last_name):
            customer.last_name = checks.required(("lastName",), last_name, most=100)
        new_email = checks.email(("email",), email) if is_set(email) else customer.email
        new_username = checks.username(("username",), username) if is_set(username) else customer.username
        if is_set(company):
            customer.company = checks.text(("company",), company)
        new_number = checks.text(("number",), number, most=50) if is_set(number) else customer.number
        if is_set(note):
            customer.note = checks.text(("note",), note, most=MAX_NOTE, lines=True)
        if is_set(language):
            customer.language = checks.choice(("language",), language) or customer.language
        checks.done()
        if new_number != customer.number:
            await _refuse_taken_number(access, new_number)
            customer.number = new_number

        old_email = customer.email
        await accounts.change_logins(access, customer, email=new_email, username=new_username)
        set_keys(customer)
        await customer.save()
        await audit.record(access, "customer.updated", subject=customer, name=customer.name)
        if login_key(old_email) != login_key(new_email):
            with told_at("email"):
                await _follow_new_address(access, customer, old_email)
        return customer


@operation(Permission.CUSTOMERS_WRITE)
async def disable_customer(access: Access, *, customer_id: UUID | None) -> Customer:
    """Keep a customer out until it is enabled again; its sessions end. Raises NotFound, WrongState."""
    async with transaction():
        customer = await _get_locked(access, customer_id)
        if customer.status is CustomerStatus.DISABLED:
            raise WrongState(message("This customer is disabled already."))
        customer.status_before, customer.status = customer.status, CustomerStatus.DISABLED
        await customer.save()
        await access.rows(Account).filter(id=customer.account_id).update(disabled_at=clock.now())
        await accounts.end_sessions(access, account_id=customer.account_id)
        await audit.record(access, "customer.disabled", subject=customer, name=customer.name)
        return customer


@operation(Permission.CUSTOMERS_WRITE)
async def enable_customer(access: Access, *, customer_id: UUID | None) -> Customer:
    """Let a disabled customer back in, as what it was. Raises NotFound, WrongState."""
    async with transaction():
        customer = await _get_locked(access, customer_id)
        if customer.status_before is None:
            raise WrongState(message("This customer is not disabled."))
        customer.status, customer.status_before = customer.status_before, None
        await customer.save()
        await access.rows(Account).filter(id=customer.account_id).update(disabled_at=None)
        await audit.record(access, "customer.enabled", subject=customer, name=customer.name)
        return customer


@operation(Permission.CUSTOMERS_WRITE)
async def delete_customer(access: Access, *, customer_id: UUID | None) -> None:
    """Erase a customer: account, sessions, mails, personal data, and the shares nobody else receives.

    Audit entries stay, without name, title or any other parameter. Exports of the partner that wait to be fetched go
    along. Raises NotFound.
    """
    async with transaction():
        customer = await _get_locked(access, customer_id)
        # All of it, against whoever is about to write something of its holder's: that is in what is erased here then.
        await access.rows(Account).select_for_update().get_or_none(id=customer.account_id)
        received = access.rows(ShareRecipient).filter(customer_id=customer.id).values("share_id")
        recipients = await access.rows(ShareRecipient).filter(share_id__in=Subquery(received))
        with_others = {row.share_id for row in recipients if row.customer_id != customer.id}
        lone_ids = list({row.share_id for row in recipients} - with_others)
        if lone_ids:
            await access.rows(Share).filter(id__in=lone_ids).delete()
        await access.rows(AuditEntry).filter(subject_id__in=[customer.id, *lone_ids]).update(params={})
        await access.rows(AuditEntry).filter(actor_id=customer.id).update(actor_name="")
        await access.rows(Mail).filter(person_id=customer.id).delete()
        # It is in those too; one that is being made is asked for anew.
        await access.rows(PartnerExport).filter(partner_id=customer.partner_id).delete()
        # The account takes the customer, its sessions and its tokens along.
        await access.rows(Account).filter(id=customer.account_id).delete()
        # Files that wait to be imported may name it; whoever uploaded one does so again.
        await access.rows(CustomerImport).filter(state=CustomerImportState.CHECKED).delete()
        await plans.free_place(access, "CUSTOMERS", customer.partner_id)
        await audit.record(access, "customer.deleted", subject=customer)


@operation(Permission.CUSTOMERS_WRITE)
async def send_invitation(access: Access, *, customer_id: UUID | None) -> Customer:
    """Invite a draft, or send an invitation again; the link sent before no longer works.

    Raises NotFound, WrongState for customers who have their password already or are disabled, Throttled.
    """
    # Counted before the transaction, in which a counter's lock would be held too long.
    customer = await access.get(Customer, customer_id)
    await use(access, (INVITATIONS, str(customer.id)))
    async with transaction():
        customer = await _get_locked(access, customer_id)
        if customer.status is CustomerStatus.DISABLED:
            raise WrongState(message("This customer is disabled. Please enable it first."))
        if customer.status is CustomerStatus.ACTIVE:
            raise WrongState(message("This customer has set a password already and can sign in."))
        await _invite(access, customer)
        return customer


async def _invite(access: Access, customer: Customer) -> None:
    customer.status = CustomerStatus.INVITED
    await customer.save(update_fields=["status", "updated_at"])
    await invitations.invite(access, customer)
    await audit.record(access, "customer.invited", subject=customer, name=customer.name)


async def _follow_new_address(access: Access, customer: Customer, old_email: str) -> None:
    status = customer.status_before or customer.status
    if status is CustomerStatus.ACTIVE:
        # Whoever reads the mails there can set another password from now on: that is not to happen unseen.
        await accounts.end_sessions(access, account_id=customer.account_id)
        await audit.record(access, "customer.email_changed", subject=customer, name=customer.name)
        with told_at("email", old_email=old_email):
            await use(access, mailbox_limit(partner_id=customer.partner_id, email=old_email))
        await outbox.queue_mail(
            access, kind=MailKind.EMAIL_CHANGED, person=customer, partner_id=customer.partner_id, to_email=old_email
        )
    elif customer.status is CustomerStatus.INVITED:
        await invitations.invite(access, customer)
    elif customer.invitation_state is not InvitationState.NOT_SENT:
        # Disabled before it came in: the old address's link must not open the new one's account.
        await invitations.void(access, customer)


async def _get_locked(access: Access, customer_id: UUID | None) -> Customer:
    await lock_partner(access, access.principal.partner_id)
    return await access.get(Customer, customer_id)


async def _conflict(access: Access, error: IntegrityError, account: Account, number: str | None) -> Conflict | None:
    """Return what of a new customer was taken, its number first; None if the error is another one."""
    if constraint_of(error) == "customer(partner_id, number)":
        return number_taken()
    conflict = await accounts.conflict_of(access, error, account)
    if conflict is not None:
        await _refuse_taken_number(access, number)
    return conflict


async def _refuse_taken_number(access: Access, number: str | None) -> None:
    if number is not None and await access.rows(Customer).filter(number=number).exists():
        raise number_taken()


def number_taken() -> Conflict:
    """Return the conflict of a number that another customer has."""
    return Conflict("number", text=message("Another customer already has this number."))


def set_keys(customer: Customer) -> None:
    """Set what a customer is sorted and found by."""
    customer.name_key = sort_key(f"{customer.last_name} {customer.first_name}")
    customer.email_key = login_key(customer.email)
    customer.search_key = search_key(
        customer.first_name, customer.last_name, customer.company, customer.email, customer.username, customer.number
    )
