"""Shares: adding, changing and deleting links to folders."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graphapi.errors import Forbidden, InvalidInput, NotFound, PlanLimitReached
from graphapi.models import Customer, Partner, Share, ShareAudience, ShareRecipient
from graphapi.secrets import SealBroken
from graphapi.services.shares import (
    PASSWORD_PLACE,
    create_share,
    delete_share,
    recognize_link,
    update_share,
)
from tests.clock import START
from tests.entering import add_cora, folder, paths
from tests.statements import recorded_statements
from tests.world import KEYS, add_customer, add_share, with_settings

SELECTED, EVERYONE = ShareAudience.SELECTED, ShareAudience.EVERYONE
DAY = timedelta(days=1)


async def create(world, *customers, audience=SELECTED, **columns) -> Share:
    """Share a folder with customers, with Anna if none is named."""
    customer_ids = [customer.id for customer in customers or (world.north.anna,)] if audience is SELECTED else None
    return await create_share(
        world.north.editor.access, new=folder(**columns), audience=audience, customer_ids=customer_ids
    )


async def update(world, share, **changes) -> Share:
    await update_share(world.north.editor.access, share_id=share.id, **changes)
    return await world.fresh(share)


async def recipients(world, share) -> set[str]:
    rows = await world.system.rows(ShareRecipient).filter(share_id=share.id)
    people = await world.system.rows(Customer).filter(id__in=[row.customer_id for row in rows])
    return {person.first_name for person in people}


async def global_count(world) -> int:
    return (await world.fresh(world.north.partner)).global_share_count


async def limit_global_shares(world, limit: int | None) -> None:
    await world.system.rows(Partner).filter(id=world.north.id).update(global_share_limit=limit)


def password_of(share: Share) -> str | None:
    if share.password_sealed is None:
        return None
    return KEYS.unseal(share.password_sealed, place=PASSWORD_PLACE, row_id=share.id, partner_id=share.partner_id)


async def test_a_share_goes_to_those_it_is_for(world):
    share = await world.fresh(
        await create(
            world,
            world.north.anna,
            world.north.ben,
            title=" Drafts ",
            description=" Of the\nspring catalogue ",
            valid_from=START,
            valid_until=START + DAY,
        )
    )

    assert (share.title, share.description) == ("Drafts", "Of the\nspring catalogue")
    assert (share.url, share.provider_code) == ("https://cloud.example.com/s/abcd1234", "nextcloud")
    assert (share.valid_from, share.valid_until) == (START, START + DAY)
    assert (share.open_count, share.last_opened_at, share.password_sealed) == (0, None, None)
    assert await recipients(world, share) == {"Anna", "Ben"}
    [entry] = await world.audit_log()
    assert (entry.action, entry.subject_kind, entry.subject_id) == ("share.created", "share", share.id)
    assert entry.params == {"title": "Drafts"}


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("https://www.dropbox.com/scl/fo/abc", "Dropbox"),
        ("https://files.example.com/folder", "files.example.com"),
        (f"https://{'.'.join(['a' * 60] * 4)}/folder", ".".join(["a" * 60] * 4)[:200]),
    ],
)
async def test_without_a_title_it_is_the_services_name_or_else_the_links_host(world, url, title):
    assert (await world.fresh(await create(world, url=url))).title == title
    assert (await world.fresh(await create(world, url=url, title="  "))).title == title


async def test_a_share_stands_after_those_there_are(world):
    await add_share(world.south.partner, position=70, recipients=[world.south.anna.row])

    assert [(await create(world)).position for _ in range(3)] == [1, 2, 3]


async def test_a_password_is_kept_exactly_as_it_is_and_sealed_for_its_row(world):
    one, other = await create(world, password=" pass word "), await create(world, password="other")

    assert password_of(await world.fresh(one)) == " pass word "
    one.password_sealed = other.password_sealed
    with pytest.raises(SealBroken):
        password_of(one)


@pytest.mark.parametrize(
    "url",
    [
        "",
        " https://example.com/",
        "https://example.com/\t",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://example.com/",
        "https:example.com",
        "https:///example.com",
        "//example.com",
        "//cloud.example.com/s/x",
        "/s/x",
        "cloud.example.com",
        "cloud.example.com/s/my folder",
        "cloud.example.com/s/x\t",
        " cloud.example.com/s/x",
        "cloud.example.com/\\evil.example",
        "cloud.example.com/\u202egnp.exe",
        "cloud.example.com/" + "a" * 2000,
        "cloud.example.com:443/s/x",
        "user@cloud.example.com/s/x",
        "cloud.example.com@evil.example/s/x",
        "cloud..example.com/s/x",
        "-.example.com/s/x",
        "192.0.2.1/s/x",
        "localhost/s/x",
        "javascript.alert:1/s/x",
        "ftp.example.com://s/x",
        "https://user@example.com/",
        "https://user:secret@example.com/",
        "https://@example.com/",
        "https://example.com\\@evil.example/",
        "https://example.com/\u202egnp.exe",
        "https://example.com/\0",
        "https://example.com/\ud800",
        "https://example..com/",
        "https://-/",
        "https://example.com:0/",
        "https://example.com:99999/",
        "https://[::1/",
        "https://exa mple.com/",
        f"https://{'.'.join(['a' * 60] * 5)}/",
        f"https://example.com/{'a' * 2000}",
    ],
)
async def test_a_link_that_could_not_be_opened_safely_is_refused(world, url):
    with pytest.raises(InvalidInput) as refused:
        await create(world, url=url)

    assert paths(refused) == [("url",)]
    assert await world.system.rows(Share).count() == 0


@pytest.mark.parametrize(
    ("url", "provider_code"),
    [
        ("cloud.example.com/s/abcd1234", "nextcloud"),
        ("www.dropbox.com/scl/fo/abc?rlkey=x#y", "dropbox"),
        ("müller.example/files/", "other"),
    ],
)
async def test_a_link_without_its_scheme_is_one_with_https(world, url, provider_code):
    share = await world.fresh(await create(world, url=url))

    assert (share.url, share.provider_code) == (f"https://{url}", provider_code)
    changed = await update_share(world.north.editor.access, share_id=share.id, url=f"new.{url}")
    assert changed.url == f"https://new.{url}"
    assert (await recognize_link(world.north.editor.access, url=url)).code == provider_code


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "HTTPS://EXAMPLE.COM/s/ABC",
        "https://example.com:8443/s/abc?path=%2F&x=1#!/y",
        "https://müller.example/Ordner/Entwürfe",
        "https://xn--mller-kva.example/",
        "https://192.0.2.7/s/abc",
        "https://[2001:db8::7]/s/abc",
        "https://example.com./",
    ],
)
async def test_any_other_link_is_kept_as_it_is(world, url):
    assert (await world.fresh(await create(world, url=url))).url == url


async def test_http_is_for_those_who_set_it(world):
    access = with_settings(world.north.editor.access, allow_http_links=True)
    new = folder(url="http://nas.example.com/")

    assert await create_share(access, new=new, audience=SELECTED, customer_ids=[world.north.anna.id])


@pytest.mark.parametrize(
    ("columns", "path"),
    [
        ({"title": "t" * 201}, ("title",)),
        ({"title": "a\nb"}, ("title",)),
        ({"description": "d" * 2001}, ("description",)),
        ({"description": "a\0b"}, ("description",)),
        ({"password": "p" * 501}, ("password",)),
        ({"password": "a\ud800b"}, ("password",)),
        ({"password": "a\nb"}, ("password",)),
        ({"valid_from": START, "valid_until": START}, ("validUntil",)),
        ({"valid_from": START, "valid_until": START - DAY}, ("validUntil",)),
    ],
)
async def test_what_cannot_be_accepted_is_told_at_its_path(world, columns, path):
    with pytest.raises(InvalidInput) as refused:
        await create(world, **columns)

    assert paths(refused) == [path]


async def test_texts_are_kept_as_they_were_measured(world):
    decomposed = "e\u0301"
    share = await create(world, title=decomposed * 150, description=f" {decomposed * 2000}\u3000")
    assert (share.title, share.description) == ("\xe9" * 150, "\xe9" * 2000)

    changed = await update(world, share, title=f"\u3000{decomposed * 200}", description=decomposed * 1500)

    assert (changed.title, changed.description) == ("\xe9" * 200, "\xe9" * 1500)


async def test_a_customers_shares_are_kept_as_they_were_measured(world):
    await add_cora(world, shares=[folder(title="e\u0301" * 150)])

    [share] = await world.system.rows(Share).all()
    assert share.title == "\xe9" * 150


async def test_a_selected_share_needs_one_to_a_hundred_customers(world):
    for customer_ids in (None, [], [world.north.anna.id] * 101):
        with pytest.raises(InvalidInput) as refused:
            await create_share(world.north.editor.access, new=folder(), audience=SELECTED, customer_ids=customer_ids)
        assert paths(refused) == [("customerIds",)]


async def test_a_customer_named_twice_receives_it_once(world):
    share = await create(world, world.north.anna, world.north.anna)

    assert await world.system.rows(ShareRecipient).filter(share_id=share.id).count() == 1


async def test_a_global_link_takes_no_recipients(world):
    with pytest.raises(InvalidInput) as refused:
        await create_share(
            world.north.editor.access, new=folder(), audience=EVERYONE, customer_ids=[world.north.anna.id]
        )

    assert paths(refused) == [("customerIds",)]


async def test_one_customer_out_of_sight_refuses_the_whole_share(world):
    share = await create(world)
    for stranger in (world.south.anna.id, world.north.owner.id, None):
        customer_ids = [world.north.ben.id, stranger]
        with pytest.raises(NotFound):
            await create_share(world.north.editor.access, new=folder(), audience=SELECTED, customer_ids=customer_ids)
        with pytest.raises(NotFound):
            await update(world, share, customer_ids=customer_ids)

    assert await world.system.rows(Share).count() == 1
    assert await recipients(world, share) == {"Anna"}
    assert await world.actions() == ["share.created"]


async def test_a_customer_receives_a_hundred_shares_at_the_most(world):
    share = await add_share(world.north.partner, recipients=[world.north.ben.row])
    for _ in range(100):
        await add_share(world.north.partner, recipients=[world.north.anna.row])

    with pytest.raises(InvalidInput) as refused:
        await create(world, world.north.ben, world.north.anna)
    assert paths(refused) == [("customerIds",)]
    with pytest.raises(InvalidInput) as refused:
        await update(world, share, customer_ids=[world.north.ben.id, world.north.anna.id])
    assert paths(refused) == [("customerIds",)]


@pytest.mark.parametrize("count", [1, 20])
async def test_a_share_costs_the_same_however_many_receive_it(world, count):
    several = [await add_customer(world.north.partner, first_name=f"Customer{number}") for number in range(count)]
    others = [await add_customer(world.north.partner, first_name=f"Other{number}") for number in range(count)]

    with recorded_statements() as statements:
        share = await create(world, *several)
    # The partner's lock, who they are, how many each has, the last position, the share, its recipients, the log.
    assert len(statements) == 7, "\n".join(statements)

    with recorded_statements() as statements:
        await update_share(
            world.north.editor.access, share_id=share.id, customer_ids=[customer.id for customer in others]
        )
    # Two locks, who they are, who receives it, who does no more, how many each has, the new ones, the share, the log.
    assert len(statements) == 9, "\n".join(statements)
    assert await recipients(world, share) == {customer.first_name for customer in others}


async def test_there_are_a_hundred_global_links_at_the_most(world):
    await limit_global_shares(world, None)
    for _ in range(100):
        await add_share(world.north.partner)
    selected = await create(world)

    with pytest.raises(InvalidInput) as refused:
        await create(world, audience=EVERYONE)
    assert paths(refused) == [("audience",)]
    with pytest.raises(InvalidInput) as refused:
        await update(world, selected, audience=EVERYONE)
    assert paths(refused) == [("audience",)]


async def test_viewers_operators_and_customers_change_nothing(world):
    share = await add_share(world.north.partner, recipients=[world.north.anna.row])
    for someone in (world.north.viewer, world.operator, world.north.anna):
        with pytest.raises(Forbidden):
            await create_share(someone.access, new=folder(), audience=SELECTED, customer_ids=[world.north.anna.id])
        with pytest.raises(Forbidden):
            await update_share(someone.access, share_id=share.id, title="x")
        with pytest.raises(Forbidden):
            await delete_share(someone.access, share_id=share.id)

    assert (await world.fresh(share)).title == "Drafts"
    assert await world.system.rows(Share).count() == 1


# Changing


async def test_only_what_is_named_changes(world):
    share = await create(
        world, title="Drafts", description="Of spring", password="secret", valid_from=START, valid_until=START + DAY
    )

    share = await update(world, share, title="Prints")

    assert (share.title, share.title_key, share.description) == ("Prints", "prints", "Of spring")
    assert (share.valid_from, share.valid_until) == (START, START + DAY)
    assert (share.url, share.position) == ("https://cloud.example.com/s/abcd1234", 1)
    assert password_of(share) == "secret"
    assert await recipients(world, share) == {"Anna"}


async def test_null_empties_what_may_be_empty(world):
    share = await create(
        world, title="Drafts", description="Of spring", password="secret", valid_from=START, valid_until=START + DAY
    )

    share = await update(world, share, title=None, description=None, password=None, valid_from=None, valid_until=None)

    assert (share.title, share.description, share.password_sealed) == ("Nextcloud", None, None)
    assert (share.valid_from, share.valid_until) == (None, None)


async def test_null_is_refused_where_there_is_always_something(world):
    share = await create(world)

    with pytest.raises(InvalidInput) as refused:
        await update(world, share, audience=None, customer_ids=None, url=None, position=None)

    assert set(paths(refused)) == {("audience",), ("customerIds",), ("url",), ("position",)}
    share = await world.fresh(share)
    assert (share.audience, share.position) == (SELECTED, 1)
    assert await world.actions() == ["share.created"]


@pytest.mark.parametrize("position", [-1, 1_000_001, 2**31])
async def test_a_position_is_a_number_from_0_to_a_million(world, position):
    share = await create(world)

    with pytest.raises(InvalidInput) as refused:
        await update(world, share, position=position)
    assert paths(refused) == [("position",)]
    assert (await update(world, share, position=0)).position == 0


async def test_another_link_may_be_another_services(world):
    share = await create(world, title="Drafts")

    share = await update(world, share, url="https://www.dropbox.com/scl/fo/abc")

    assert (share.url, share.provider_code) == ("https://www.dropbox.com/scl/fo/abc", "dropbox")
    assert (share.title, share.search_key) == ("Drafts", "drafts dropbox")


async def test_recipients_are_exchanged_as_a_whole(world):
    share = await create(world, world.north.anna, world.north.ben)
    clara = await add_customer(world.north.partner)

    share = await update(world, share, customer_ids=[world.north.ben.id, clara.id])

    assert await recipients(world, share) == {"Ben", "Clara"}


async def test_a_validity_is_checked_against_the_half_that_stays(world):
    share = await create(world, valid_from=START)

    with pytest.raises(InvalidInput) as refused:
        await update(world, share, valid_until=START)

    assert paths(refused) == [("validUntil",)]


async def test_a_share_for_some_becomes_one_for_everyone_and_back(world):
    await limit_global_shares(world, 1)
    share = await create(world)

    share = await update(world, share, audience=EVERYONE)
    assert (share.audience, await recipients(world, share), await global_count(world)) == (EVERYONE, set(), 1)

    with pytest.raises(InvalidInput) as refused:
        await update(world, share, audience=SELECTED)
    assert paths(refused) == [("customerIds",)]

    share = await update(world, share, audience=SELECTED, customer_ids=[world.north.ben.id])
    assert (share.audience, await recipients(world, share), await global_count(world)) == (SELECTED, {"Ben"}, 0)


async def test_a_global_link_beyond_the_plan_changes_nothing(world):
    await limit_global_shares(world, 0)
    share = await create(world)

    with pytest.raises(PlanLimitReached):
        await create(world, audience=EVERYONE)
    with pytest.raises(PlanLimitReached):
        await update(world, share, audience=EVERYONE)

    assert await recipients(world, share) == {"Anna"}
    assert await world.system.rows(Share).count() == 1
    assert await world.actions() == ["share.created"]


async def test_a_deleted_share_is_gone_for_all_and_its_place_is_free(world):
    await limit_global_shares(world, 1)
    share = await create(world, audience=EVERYONE, title="Terms")

    await delete_share(world.north.editor.access, share_id=share.id)

    assert await world.system.rows(Share).count() == 0
    assert await global_count(world) == 0
    assert [(entry.action, entry.params) for entry in await world.audit_log()] == [
        ("share.created", {"title": "Terms"}),
        ("share.deleted", {"title": "Terms"}),
    ]


async def test_another_partners_share_is_not_found_by_any_change(world):
    share = await add_share(world.south.partner, recipients=[world.south.anna.row])
    for share_id in (share.id, None):
        with pytest.raises(NotFound):
            await update_share(world.north.owner.access, share_id=share_id, title="x")
        with pytest.raises(NotFound):
            await delete_share(world.north.owner.access, share_id=share_id)

    assert (await world.fresh(share)).title == "Drafts"
