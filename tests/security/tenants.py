"""Two partners with something of everything, each row marked by its partner's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graphapi.database import transaction
from graphapi.ids import encode_id, new_id
from graphapi.models import AuditEntry, CustomerStatus, InvitationState, Mail, MemberRole, Subscription
from graphapi.services.access_tokens import create_access_token
from graphapi.services.sessions import open_session
from tests.asking import mutate
from tests.invoices import add_invoice
from tests.world import add_customer, add_import, add_member, add_order, add_share

if TYPE_CHECKING:
    from graphapi.access import Access
    from tests.world import PartnerWorld, World

PEOPLE = (
    "anonymous",
    "north.anna",
    "north.ben",
    "north.owner",
    "north.editor",
    "north.viewer",
    "south.owner",
    "south.editor",
    "south.viewer",
    "operator",
)


@dataclass(frozen=True)
class Tenants:
    """The world, and the id of one thing of each kind at each partner."""

    world: World
    north: dict[str, str]
    south: dict[str, str]

    def access(self, person: str) -> Access:
        """Somebody by name, such as ``north.anna``."""
        if person == "anonymous":
            return self.world.anonymous
        found: Any = self.world
        for part in person.split("."):
            found = getattr(found, part)
        return found.access

    def own(self, person: str) -> dict[str, str]:
        """The ids of somebody's own partner; north's for those who have none."""
        return self.south if person.startswith("south") else self.north

    def foreign(self, person: str) -> dict[str, str]:
        """The ids of the other partner."""
        return self.north if person.startswith("south") else self.south


def unknown() -> dict[str, str]:
    """Ids that nothing has."""
    kinds = (
        *("partner", "member", "customer", "share", "session", "audit", "mail", "subscription", "token", "order"),
        "import",
        "invoice",
    )
    return {kind: encode_id(kind, new_id()) for kind in (*kinds,)} | {
        "draft": encode_id("customer", new_id()),
        "disabled": encode_id("customer", new_id()),
        "invited": encode_id("member", new_id()),
        "global": encode_id("share", new_id()),
    }


async def build_tenants(world: World) -> Tenants:
    """Fill both partners."""
    return Tenants(world, await _fill(world, world.north), await _fill(world, world.south))


async def _fill(world: World, side: PartnerWorld) -> dict[str, str]:
    mark = side.slug
    async with transaction():
        share = await add_share(
            side.partner,
            title=f"{mark} drafts of anna",
            url=f"https://{mark}.example/s/anna",
            password=f"{mark}-password",
            recipients=[side.anna.row],
            description=f"{mark} description",
        )
        everyone = await add_share(side.partner, title=f"{mark} terms", url=f"https://{mark}.example/s/terms")
        draft = await add_customer(
            side.partner,
            first_name="Dora",
            last_name=mark.title(),
            email=f"dora@{mark}.example",
            company=f"{mark} company",
            number=f"{mark}-1",
            note=f"{mark} note",
            status=CustomerStatus.DRAFT,
        )
        disabled = await add_customer(
            side.partner,
            first_name="Dirk",
            last_name=mark.title(),
            email=f"dirk@{mark}.example",
            status=CustomerStatus.DISABLED,
        )
        invited = await add_member(
            side.partner,
            name=f"Ina {mark.title()}",
            email=f"ina@{mark}.example",
            invitation_state=InvitationState.SENT,
        )
        invoice = await add_invoice(side.partner, number=f"{mark}-000001", reason=f"{mark} reason")
        order = await add_order(company=f"{mark} order")
        imported = await add_import(side.editor.row, problem_count=0, ignored=[f"{mark} column"])
        opened = await open_session(world.system, person=side.owner.row, user_agent=f"{mark} browser", replaces=None)
    token = await create_access_token(side.owner.access, name=f"{mark} website", role=MemberRole.VIEWER)
    await mutate(world.anonymous, "requestPasswordReset", input={"portal": mark, "login": f"viewer@{mark}.example"})
    of_partner = {"partner_id": side.id}
    entry = await world.system.rows(AuditEntry).filter(**of_partner).order_by("id").first()
    return {
        "order": encode_id("order", order.id),
        "partner": encode_id("partner", side.id),
        "member": encode_id("member", side.editor.id),
        "invited": encode_id("member", invited.id),
        "customer": encode_id("customer", side.anna.id),
        "draft": encode_id("customer", draft.id),
        "disabled": encode_id("customer", disabled.id),
        "share": encode_id("share", share.id),
        "global": encode_id("share", everyone.id),
        "session": encode_id("session", opened.principal.session_id),
        "audit": encode_id("audit", entry.id),
        "mail": encode_id("mail", (await world.system.rows(Mail).get(**of_partner)).id),
        "import": encode_id("import", imported.id),
        "subscription": encode_id("subscription", (await world.system.rows(Subscription).get(**of_partner)).id),
        "token": encode_id("token", token.row.id),
        "invoice": encode_id("invoice", invoice.id),
    }
