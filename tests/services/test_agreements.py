"""The data-processing agreement: filled in, accepted by an owner, asked for again when it changes."""

from __future__ import annotations

import asyncio

import pytest

from graphapi.agreement_texts import PRESENT, agreement_text, present_version
from graphapi.errors import Forbidden, Unauthenticated, WrongState
from graphapi.ids import new_id
from graphapi.models import AgreementAcceptance, Language
from graphapi.services.agreements import accept_agreement, controller_of, find_agreement
from tests.asking import ask
from tests.world import SETTINGS, with_settings

LISTED = ("Host GmbH, Kiel: servers", "Post AG, Bonn: mails")
PENDING = "{ viewer { partner { agreementPending } } }"


async def accept(world, *, version: str = PRESENT, language: Language = Language.DE, **settings) -> None:
    access = with_settings(world.north.owner.access, **settings)
    await accept_agreement(access, version=version, language=language)


async def pending(access) -> bool:
    return (await ask(access, PENDING))["viewer"]["partner"]["agreementPending"]


@pytest.mark.parametrize("language", ["de", "en"])
async def test_the_text_is_whole_in_both_languages_and_names_both_parties(world, language):
    partner = world.north.partner
    partner.billing_company, partner.billing_street = "North Design AG", "Nordweg 1"
    partner.billing_postal_code, partner.billing_city = "20457", "Hamburg"
    settings = with_settings(world.system, sub_processors=LISTED).settings

    text = agreement_text(settings, controller_of(partner), language)

    assert len(text.sections) == 11
    assert "North Design AG, Nordweg 1, 20457 Hamburg" in text.plain
    assert "Beispiel Kundenkonto GmbH, Musterstraße 1, 20457 Hamburg" in text.plain
    assert "\n- Host GmbH, Kiel: servers\n- Post AG, Bonn: mails\n" in text.plain
    assert "rechnung@kundenkonto.example" in text.sections[-1].paragraphs[0]
    assert [sign for sign in "{}#" if sign in text.plain] == []


async def test_without_sub_processors_it_says_that_there_are_none(world):
    assert "\nNone.\n" in agreement_text(SETTINGS, "North Design GmbH", "en").plain
    assert "\nKeine.\n" in agreement_text(SETTINGS, "North Design GmbH", "de").plain


async def test_who_accepted_what_and_when_is_kept_word_by_word(world, clock):
    await accept(world, language=Language.EN)

    [kept] = await world.system.rows(AgreementAcceptance)
    assert (kept.partner_id, kept.version, kept.language) == (world.north.id, PRESENT, Language.EN)
    assert (kept.accepted_at, kept.accepted_by, kept.accepted_by_name) == (
        clock(),
        world.north.owner.id,
        "Olga North",
    )
    assert kept.text == agreement_text(SETTINGS, "North Design GmbH", "en").plain
    [entry] = await world.audit_log()
    assert (entry.action, entry.params) == ("agreement.accepted", {"version": PRESENT})


async def test_accepting_it_twice_and_at_once_is_accepting_it_once(world):
    await asyncio.gather(*(accept(world) for _ in range(3)))

    assert await world.system.rows(AgreementAcceptance).count() == 1
    assert await world.actions() == ["agreement.accepted"]


async def test_a_changed_list_of_sub_processors_is_a_version_that_is_asked_for_again(world):
    owner = world.north.owner.access
    assert await pending(owner) is True
    await accept(world)
    assert await pending(owner) is False

    changed = with_settings(owner, sub_processors=LISTED)
    assert await pending(changed) is True
    version = present_version(changed.settings)
    assert version.startswith(f"{PRESENT}-")
    with pytest.raises(WrongState):
        await accept(world, sub_processors=LISTED)

    await accept(world, version=version, sub_processors=LISTED)
    assert await pending(changed) is False
    kept = await world.system.rows(AgreementAcceptance).order_by("id")
    assert [row.version for row in kept] == [PRESENT, version]


@pytest.mark.parametrize("who", ["editor", "viewer", "anna"])
async def test_only_owners_are_asked_and_accept(world, who):
    access = getattr(world.north, who).access

    assert await pending(access) is False
    with pytest.raises(Forbidden):
        await accept_agreement(access, version=PRESENT, language=Language.DE)
    with pytest.raises(Forbidden):
        await find_agreement(access, partner_id=world.north.id, language=None)


async def test_an_operator_reads_it_and_who_accepted_it_and_accepts_it_for_nobody(world):
    await accept(world)

    found = await find_agreement(world.operator.access, partner_id=world.north.id, language=Language.EN)
    assert found
    assert found.acceptance
    assert found.acceptance.accepted_by_name == "Olga North"
    with pytest.raises(Forbidden):
        await accept_agreement(world.operator.access, version=PRESENT, language=Language.DE)
    with pytest.raises(Unauthenticated):
        await accept_agreement(world.anonymous, version=PRESENT, language=Language.DE)


async def test_another_partners_agreement_is_not_there(world):
    await accept(world)

    for partner_id in (world.north.id, new_id(), None):
        assert await find_agreement(world.south.owner.access, partner_id=partner_id, language=None) is None
