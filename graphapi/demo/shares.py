"""Writing a partner's folders, and who opened them when."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from graphapi.clock import NEVER
from graphapi.demo.scene import NEXT, SOON
from graphapi.demo.world import Day, key_at
from graphapi.models import CustomerStatus, Share, ShareAudience, ShareRecipient
from graphapi.services import shares

if TYPE_CHECKING:
    from datetime import datetime

    from graphapi.demo.scene import Scene
    from graphapi.demo.world import ShareStory
    from graphapi.models import Customer, Member

# When folders are opened.
TIMES = ("08:47", "12:33", "16:05", "10:14", "19:21", "14:38", "09:26", "17:52", "11:09")
# From copying the password to having it pasted at the service.
COPYING = timedelta(seconds=20)


async def add_share(scene: Scene, story: ShareStory, *, position: int, by: Member) -> None:
    """Add a folder for its recipients, with its visits."""
    at = scene.calendar.at(story.added) + NEXT
    recipients = [scene.customers[email] for email in story.to]
    visits = _visits(scene, story, recipients or _present(scene), position)
    last_opened = visits[-1][0] if visits else None
    share = Share(
        id=key_at(at),
        partner_id=scene.partner.id,
        audience=ShareAudience.SELECTED if recipients else ShareAudience.EVERYONE,
        description=story.description,
        position=position,
        valid_from=None if story.valid_from is None else scene.calendar.at(story.valid_from),
        valid_until=None if story.valid_until is None else scene.calendar.at(story.valid_until),
        open_count=len(visits),
        last_opened_at=last_opened,
        last_opened_key=last_opened or NEVER,
        created_at=at,
    )
    shares.set_link(share, story.url)
    shares.set_title(share, story.title)
    shares.set_password(scene.access, share, story.password)
    await scene.access.add(share)
    for customer in recipients:
        await scene.access.add(
            ShareRecipient(id=key_at(at), partner_id=share.partner_id, share_id=share.id, customer_id=customer.id)
        )
    await scene.history.tell(at, "share.created", share, by=by, title=share.title)
    for opened_at, customer in visits:
        if share.password_sealed is not None:
            revealed_at = opened_at - COPYING
            await scene.history.tell(revealed_at, "share.password_revealed", share, by=customer, title=share.title)
        await scene.history.tell(opened_at, "share.opened", share, by=customer, title=share.title)


def _visits(
    scene: Scene, story: ShareStory, recipients: list[Customer], position: int
) -> list[tuple[datetime, Customer]]:
    """Return who opened the folder when, the earliest first: those who can, in turn."""
    visits: list[tuple[datetime, Customer]] = []
    for index, days in enumerate(story.opened):
        if days:
            at = scene.calendar.at(Day(days, TIMES[(position + index) % len(TIMES)]))
            able = [customer for customer in recipients if scene.joined.get(customer.email, at) < at]
            visits.append((at, able[index % len(able)]))
        elif recipients[0].last_sign_in_at is not None:
            visits.append((recipients[0].last_sign_in_at + SOON, recipients[0]))
    return sorted(visits, key=lambda visit: visit[0])


def _present(scene: Scene) -> list[Customer]:
    return [customer for customer in scene.customers.values() if customer.status is CustomerStatus.ACTIVE]
