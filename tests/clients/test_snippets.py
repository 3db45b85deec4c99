"""Every snippet of the developers' page does what it says, pasted as it stands there."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys

import pytest

from admin_ui.pages.developers import SNIPPETS
from graphapi.ids import encode_id
from graphapi.models import Customer
from graphapi.services.customers import update_customer
from graphapi.services.import_runs import run_imports
from schema.build import sdl
from tests.clients.conftest import run
from tests.world import add_share

# What each prints, run by itself; the others have tests of their own.
PRINTED = {
    "fetch.js": "Anna Adler\nDrafts, at Nextcloud\nTerms, at Other\n",
    "apollo.js": "Anna Adler\nBen Berg\n",
    "urql.js": "Anna Adler: ACTIVE\n",
    "persisted.js": "North Design GmbH\n",
}
OTHERS = {
    "allow_origins.graphql",
    "codegen.yml",
    "export_customers.py",
    "idempotency.js",
    "import_customers.py",
    "portal.py",
    "relay.config.json",
    "relay.js",
    "subscription.js",
}

# What a build tool does with Relay's plugin; it also finds files without their ending.
TRANSFORM = """
import { transformFileSync } from "@babel/core";
const { code } = transformFileSync(process.argv[2], { plugins: [["relay", { eagerEsModules: true }]] });
console.log(code.replaceAll('.graphql"', '.graphql.js"'));
"""
TYPED = """
import { graphql } from "./gql";
import type { ResultOf } from "@graphql-typed-document-node/core";

const Folders = graphql(`
  query Folders {
    viewer {
      customer {
        status
        createdAt
        shares { title }
      }
    }
  }
`);
declare const found: ResultOf<typeof Folders>;
export const since: string | undefined = found.viewer?.customer?.createdAt;
export const isActive = found.viewer?.customer?.status === "ACTIVE";
"""
CSV = "Vorname;Nachname;E-Mail;Link\nZoe;Zander;zoe.zander@example.com;https://cloud.example.com/s/zander\n"


def test_every_snippet_is_run():
    assert {path.name for path in SNIPPETS.iterdir()} == PRINTED.keys() | OTHERS


@pytest.mark.parametrize("name", PRINTED)
async def test_it_prints_what_it_found(workshop, server, name):
    north = server.world.north
    await add_share(north.partner, recipients=[north.anna.row], provider_code="nextcloud")
    await add_share(north.partner, title="Terms")

    assert await workshop.node(workshop.paste(name)) == PRINTED[name]


async def test_python_reads_all_pages(workshop):
    script = workshop.paste("portal.py")

    printed = await run(sys.executable, script, cwd=workshop.folder)

    assert printed == "Anna Adler anna@example.com\nBen Berg ben@example.com\n"


async def test_a_file_is_looked_through_imported_and_waited_for(workshop, server):
    script = workshop.paste("import_customers.py")
    (workshop.folder / "customers.csv").write_text(CSV)
    token = await server.token(server.world.north.owner)

    # The server's own works stand still.
    importing = asyncio.create_task(run_imports(server.world.system))
    try:
        printed = await run(sys.executable, script, cwd=workshop.folder, TOKEN=token)
    finally:
        importing.cancel()

    assert printed.splitlines()[-1] == "COMPLETED"
    assert await server.world.system.rows(Customer).filter(last_name="Zander").count() == 1


async def test_an_owner_lists_origins(workshop, server):
    north = server.world.north
    text = workshop.paste("allow_origins.graphql").read_text()
    variables = {"partner": encode_id("partner", north.id), "origins": ["https://www.north.example"]}

    answer = await server.graphql(text, variables=variables, headers=await server.bearer(north.owner))

    assert answer == {"data": {"updatePartner": {"partner": {"allowedOrigins": ["https://www.north.example"]}}}}


async def test_customers_are_exported_to_a_file(workshop, server):
    script = workshop.paste("export_customers.py")

    await run(sys.executable, script, cwd=workshop.folder, TOKEN=await server.token(server.world.north.owner))

    _, anna, ben = (workshop.folder / "customers.csv").read_text("utf-8").splitlines()
    assert ("Adler" in anna, "Berg" in ben) == (True, True)


async def test_a_customer_is_added_once(workshop, server):
    token = await server.token(server.world.north.owner)

    assert await workshop.node(workshop.paste("idempotency.js"), TOKEN=token) == "Zoe Zander true\n"
    assert await server.world.system.rows(Customer).filter(last_name="Zander").count() == 1


async def test_graphql_ws_hears_what_happens(workshop, server):
    north = server.world.north
    program = workshop.node(workshop.paste("subscription.js"), TOKEN=await server.token(north.owner))
    hears = asyncio.create_task(program)
    # What happened before it listens, it does not hear.
    while not hears.done():
        await update_customer(north.editor.access, customer_id=north.anna.id, note=secrets.token_hex())
        await asyncio.wait([hears], timeout=0.5)

    assert await hears == "Emil North: Anna Adler was changed.\n"


async def test_relay_compiles_and_runs(workshop, server):
    (workshop.folder / "schema.graphql").write_text(sdl())
    (workshop.folder / "transform.js").write_text(TRANSFORM)
    source = workshop.paste("relay.js", "src/relay.js")
    workshop.paste("relay.config.json")
    await workshop.tool("relay-compiler")
    source.write_text(await workshop.node("transform.js", str(source)))

    printed = await workshop.node(source, TOKEN=await server.token(server.world.north.owner))

    assert printed == "Olga North looks after\nAnna Adler\nBen Berg\n"


async def test_codegen_writes_types_that_fit(workshop):
    workshop.paste("codegen.yml")
    (workshop.folder / "src").mkdir()
    (workshop.folder / "src/folders.ts").write_text(TYPED)
    await workshop.tool("graphql-codegen")
    options = {"strict": True, "noEmit": True, "module": "preserve", "target": "es2022", "skipLibCheck": True}
    (workshop.folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options, "include": ["src"]}))

    assert await workshop.tool("tsc") == ""
