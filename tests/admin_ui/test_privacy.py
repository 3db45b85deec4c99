from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from aiohttp import ClientPayloadError

from graphapi.agreement_texts import PRESENT
from graphapi.models import AgreementAcceptance, ExportChunk, PartnerExport
from graphapi.services.partner_exports import make_exports
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


async def test_an_owner_exports_everything_and_downloads_it_once(owner, world):
    page = await owner.post("/north/admin/privacy/export")
    assert "The export is being made." in page.text
    await make_exports(world.system)

    page = await owner.get("/north/admin/privacy")
    assert "Asked for by an owner. Can be downloaded once, until " in page.text
    link = re.search(r'href="(/exports/[\w-]+)"', page.html)[1]
    assert (await owner.head(link)).status == 405
    response = await owner.client.get(link)
    content = await response.read()

    assert (response.status, response.headers["Content-Type"]) == (200, "application/zip")
    assert re.fullmatch(
        r'attachment; filename="partner_\w+-\d{4}-\d\d-\d\d\.zip"', response.headers["Content-Disposition"]
    )
    assert response.headers["Cache-Control"] == "no-store"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(json.loads(archive.read("customers.json"))) == 2
    assert (await owner.get(link)).status == 404
    page = await owner.get("/north/admin/privacy")
    assert "Downloaded" in page.text
    assert link not in page.html


async def test_an_export_that_is_gone_amid_its_download_is_no_whole_file(owner, world):
    await owner.post("/north/admin/privacy/export")
    await make_exports(world.system)
    link = re.search(r'href="(/exports/[\w-]+)"', (await owner.get("/north/admin/privacy")).html)[1]
    await world.system.rows(ExportChunk).delete()

    response = await owner.client.get(link)

    with pytest.raises(ClientPayloadError):
        await response.read()


async def test_a_link_to_an_export_is_nothing_to_strangers_and_colleagues(owner, new_browser, world):
    await owner.post("/north/admin/privacy/export", includePasswords="yes")
    assert (await world.system.rows(PartnerExport).get()).includes_passwords is True
    await make_exports(world.system)
    link = re.search(r'href="(/exports/[\w-]+)"', (await owner.get("/north/admin/privacy")).html)[1]

    for path, login in (("/north", world.north.editor.email), ("/south", world.south.owner.email), ("/operator", "x")):
        somebody = await new_browser()
        await somebody.sign_in(path, login)
        assert (await somebody.get(link)).status == 404
    assert (await owner.get("/exports/x")).status == 404


async def test_an_operator_exports_a_partner(browser, world):
    await browser.sign_in("/operator", world.operator.email)
    here = f"/operator/partners/{id_of(world.north.partner)}"
    page = await browser.post(f"{here}/export")

    assert "The export is being made." in page.text
    page = await browser.post(f"{here}/export")
    assert (page.status, "An export is being made already." in page.text) == (422, True)


async def test_staff_and_customers_get_a_customers_data_as_a_file(owner, new_browser, world):
    path = f"/north/admin/customers/{id_of(world.north.anna.row)}"
    assert "Export data" in (await owner.get(path)).text
    file = await owner.post(f"{path}/export")
    assert file.headers["Content-Disposition"] == f'attachment; filename="{id_of(world.north.anna.row)}.json"'
    assert json.loads(file.html)["customer"]["firstName"] == "Anna"
    south = f"/north/admin/customers/{id_of(world.south.anna.row)}/export"
    assert (await owner.post(south)).status == 404
    assert (await owner.post("/north/profile/data")).status == 403

    anna = await new_browser()
    await anna.sign_in("/north", "anna")
    assert "Download your data" in (await anna.get("/north/profile")).text
    data = json.loads((await anna.post("/north/profile/data")).html)
    assert (data["customer"]["lastName"], "note" in data["customer"]) == ("Adler", False)
    assert (await anna.post(f"{path}/export")).status == 403


async def test_an_operator_deletes_a_suspended_partner_by_its_name(browser, world):
    await browser.sign_in("/operator", world.operator.email)
    here = f"/operator/partners/{id_of(world.north.partner)}"
    assert "Delete partner" not in (await browser.get(here)).text
    await browser.post(f"{here}/suspend", reason="Cancelled")
    assert f'href="{here}/delete"' in (await browser.get(here)).html
    assert "To confirm, please write: North Design GmbH" in (await browser.get(f"{here}/delete")).text

    page = await browser.post(f"{here}/delete", name="North")
    assert (page.status, '<a href="#field-name">Name: This is not the partner' in page.html) == (422, True)
    page = await browser.post(f"{here}/delete", name="North Design GmbH")
    assert "The partner is deleted, with all its data." in page.text
    assert "North Design" not in page.text
    assert (await browser.get(here)).status == 404
    assert (await browser.get("/north")).status == 404
