"""In which language the API speaks: the viewer's, else the browser's, else German."""

from __future__ import annotations

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from graphapi.ids import encode_id
from graphapi.models import Customer, Language
from graphapi.web.keys import ACCESS, CLIENT_ADDRESS, PRESUMPTION, SESSION_TOKEN
from schema.build import runner
from schema.execution.limits import Limits
from schema.http import LIMITS, context_of
from tests.world import add_customer, add_member, add_share, someone

SIGN_IN = 'mutation { signIn(input: { login: "nobody", password: "x" }) { ... on UserError { message } } }'
LOG = "{ auditLog(first: 1) { nodes { summary } } }"
ENGLISH = "The login or the password is not right."
GERMAN = "Die Anmeldedaten stimmen nicht. Bitte prüfen Sie E-Mail-Adresse oder Benutzername und Passwort."


async def said(access, document, accept_language=None):
    """Run a document as the network does, and return its data."""
    headers = {} if accept_language is None else {"Accept-Language": accept_language}
    app = web.Application()
    app[LIMITS] = Limits()
    request = make_mocked_request("POST", "/graphql", headers=headers, app=app)
    request[ACCESS], request[PRESUMPTION] = access, None
    request[CLIENT_ADDRESS], request[SESSION_TOKEN] = "", None
    return await runner.run(document, context_of(request))


@pytest.mark.parametrize(
    ("accept_language", "is_german"),
    [
        (None, True),
        ("", True),
        ("fr", True),
        ("de", True),
        ("en", False),
        ("en-GB,en;q=0.9,de;q=0.8", False),
        ("fr-FR, de;q=0.5, en;q=0.4", True),
        ("de;q=0.1, en;q=0.2", False),
        ("DE-at", True),
        ("*", True),
        ("en;q=nonsense, de", True),
        ("de;q=0, en;q=0.1", False),
        ("en;q=0, fr", True),
        ("de;level=1;q=0.1, en;q=0.2", False),
        (";" * 5000, True),
    ],
)
async def test_strangers_are_spoken_to_as_their_browser_asks(world, accept_language, is_german):
    answer = await said(world.anonymous, SIGN_IN, accept_language)

    assert answer.data == {"signIn": {"message": GERMAN if is_german else ENGLISH}}


@pytest.mark.parametrize("accept_language", ["de", "en", None])
async def test_who_is_signed_in_is_spoken_to_in_its_own_language(world, accept_language):
    kim = someone(await add_customer(world.north.partner, first_name="Kim", language=Language.DE))
    document = 'mutation { openShare(id: "share_x") { ... on UserError { message } } } '

    english = (await said(world.north.anna.access, document, accept_language)).data
    german = (await said(kim.access, document, accept_language)).data

    assert english == {"openShare": {"message": "This does not exist, or no longer does."}}
    assert german == {"openShare": {"message": "Das gibt es nicht oder nicht mehr."}}


async def test_top_level_errors_are_translated_too(world):
    german = await said(world.anonymous, "{ customers { totalCount } }", "de")
    english = await said(world.anonymous, "{ customers { totalCount } }", "en")

    assert german.errors[0]["message"] == "Bitte melden Sie sich an."
    assert english.errors[0]["message"] == "Please sign in."


async def test_the_problems_of_fields_are_translated(world):
    kim = someone(await add_customer(world.north.partner, first_name="Kim", language=Language.DE))
    fields = "... on InvalidInput { fields { path message } }"
    document = f'mutation {{ updateProfile(input: {{ username: "a b" }}) {{ {fields} }} }}'

    [problem] = (await said(kim.access, document)).data["updateProfile"]["fields"]

    assert problem["path"] == ["username"]
    assert problem["message"].startswith("Bitte ")


async def test_the_log_speaks_the_reader_s_language(world):
    share = await add_share(world.north.partner, title="Entwürfe")
    delete = f'mutation {{ deleteShare(id: "{encode_id("share", share.id)}") {{ __typename }} }}'
    await said(world.north.owner.access, delete)
    max_ = someone(await add_member(world.north.partner, email="max@north.example", language=Language.DE))

    english = (await said(world.north.viewer.access, LOG)).data
    german = (await said(max_.access, LOG)).data

    assert english["auditLog"]["nodes"][0]["summary"] == "“Entwürfe” was deleted."
    assert german["auditLog"]["nodes"][0]["summary"] == "„Entwürfe“ wurde gelöscht."


async def test_a_changed_language_holds_from_the_next_request_on(world):
    document = "mutation { updateProfile(input: { language: DE }) { ... on ProfileSaved { viewer { language } } } }"

    assert (await said(world.north.anna.access, document)).data == {"updateProfile": {"viewer": {"language": "DE"}}}
    assert (await world.system.get(Customer, world.north.anna.id)).language is Language.DE
