from __future__ import annotations

import pytest

from graphapi.agreement_texts import PRESENT
from graphapi.models import AgreementAcceptance
from tests.admin_ui.visiting import id_of


@pytest.fixture
async def owner(browser, world):
    await browser.sign_in("/north", world.north.owner.email)
    return browser


async def test_an_owner_is_asked_on_every_page_until_the_agreement_is_accepted(owner, world):
    asked = "There is a data-processing agreement to accept."
    assert asked in (await owner.get("/north/admin/team")).text
    page = await owner.get("/north/admin/privacy")
    assert "Data-processing agreement Not accepted yet" in page.text

    page = await owner.get("/north/admin/agreement?language=de")
    assert "Vertrag über die Auftragsverarbeitung nach Art. 28 DSGVO" in page.text
    assert "<li>Name, Firma, Mailadresse" in page.html
    assert page.html.count("<ul") == page.html.count("</ul>")
    assert asked not in page.text
    page = await owner.post("/north/admin/agreement", version=PRESENT, language="DE")

    assert "The agreement is accepted." in page.text
    assert f"Version {PRESENT}, accepted by Olga North on " in page.text
    assert asked not in (await owner.get("/north/admin/team")).text
    assert 'type="submit">Accept' not in (await owner.get("/north/admin/agreement")).html
    assert await world.system.rows(AgreementAcceptance).count() == 1


async def test_an_old_version_is_not_accepted_unseen(owner, world):
    page = await owner.post("/north/admin/agreement", version="2020-01", language="DE")

    assert page.status == 422
    assert "There is a newer version of the agreement." in page.text
    assert await world.system.rows(AgreementAcceptance).count() == 0


async def test_an_editor_is_neither_asked_nor_let_in(browser, world):
    await browser.sign_in("/north", world.north.editor.email)

    assert "agreement" not in (await browser.get("/north/admin/team")).text
    for path in ("privacy", "agreement"):
        assert (await browser.get(f"/north/admin/{path}")).status == 403


async def test_the_operator_sees_who_accepted_which_version(browser, new_browser, world):
    await browser.sign_in("/operator", world.operator.email)
    here = f"/operator/partners/{id_of(world.north.partner)}"
    assert "The data-processing agreement is not accepted yet." in (await browser.get(here)).text
    owners = await new_browser()
    await owners.sign_in("/north", world.north.owner.email)
    await owners.post("/north/admin/agreement", version=PRESENT, language="EN")

    assert f"Version {PRESENT}, accepted by Olga North on " in (await browser.get(here)).text
    page = await browser.get(f"{here}/agreement")
    assert "The controller is North Design GmbH." in page.text
    assert "Accept agreement" not in page.text
    assert (await browser.get("/operator/partners/partner_x/agreement")).status == 404
