"""The two limits: what aiohttp alone costs, and what one statement whose result is the answer's JSON costs.

``python -m bench.limits bytes`` answers with the bytes of the files Q1 to Q4 in a folder, ``… sql`` by one statement
written by hand. Neither knows GraphQL, who asks, or what one may see: no server that does can be faster.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import asyncpg
import orjson
import uvloop
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Mapping

# As all that are compared.
POOL_SIZE = 10
POOL = web.AppKey("pool", asyncpg.Pool)

SHARES = """
    SELECT coalesce(json_agg(row_to_json(listed)), '[]') FROM (
        SELECT {fields} FROM share JOIN share_recipient ON share_recipient.share_id = share.id
        WHERE share_recipient.customer_id = customer.id AND share_recipient.partner_id = customer.partner_id
        ORDER BY share.position, share.id
    ) listed
"""
STATEMENTS = {
    "Q1": """
        SELECT json_build_object('data', json_build_object('customer', (
            SELECT row_to_json(found) FROM (
                SELECT id, first_name AS "firstName", last_name AS "lastName", email FROM customer WHERE id = $1
            ) found
        )))::text
    """,
    "Q2": f"""
        SELECT json_build_object('data', json_build_object('customer', (
            SELECT row_to_json(found) FROM (
                SELECT first_name AS "firstName", last_name AS "lastName",
                    (SELECT row_to_json(host) FROM (
                        SELECT name, accent_color AS "accentColor", welcome_text AS "welcomeText",
                            imprint_url AS "imprintUrl", privacy_url AS "privacyUrl",
                            (SELECT coalesce(json_agg(row_to_json(listed)), '[]') FROM (
                                SELECT id, title, description, url FROM share
                                WHERE share.partner_id = partner.id AND audience = 'EVERYONE' ORDER BY position, id
                            ) listed) AS "globalShares"
                        FROM partner WHERE partner.id = customer.partner_id
                    ) host) AS partner,
                    ({SHARES.format(fields="share.id, title, description, url")}) AS shares
                FROM customer WHERE id = $1
            ) found
        )))::text
    """,
    "Q3": f"""
        SELECT json_build_object('data', json_build_object('customers', (
            SELECT coalesce(json_agg(row_to_json(found)), '[]') FROM (
                SELECT id, first_name AS "firstName", last_name AS "lastName", email, status,
                    ({SHARES.format(fields="share.id, title, url, position")}) AS shares
                FROM customer WHERE partner_id = $1 ORDER BY name_key, id LIMIT 100
            ) found
        )))::text
    """,
    "Q4": """
        WITH host AS (
            UPDATE partner SET customer_count = customer_count + 1
            WHERE id = $1 AND (customer_limit IS NULL OR customer_count < customer_limit) RETURNING id, language
        ), signing AS (
            INSERT INTO account (id, partner_id, email_key, created_at)
            SELECT gen_random_uuid(), id, lower($4::text), now() FROM host RETURNING id
        ), added AS (
            INSERT INTO customer (
                id, partner_id, account_id, first_name, last_name, email, language, status, invitation_state,
                name_key, email_key, search_key, last_sign_in_key, created_at, updated_at
            )
            SELECT gen_random_uuid(), host.id, signing.id, $2::text, $3::text, $4::text, host.language, 'DRAFT',
                'NOT_SENT', lower($3::text || ' ' || $2::text), lower($4::text),
                lower(concat_ws(' ', $2::text, $3::text, $4::text)), '0001-01-02Z', now(), now()
            FROM host, signing RETURNING *
        ), logged AS (
            INSERT INTO audit_entry (
                id, partner_id, at, action, actor_id, actor_role, actor_name, subject_kind, subject_id, params
            )
            SELECT gen_random_uuid(), added.partner_id, now(), 'customer.created', member.id, member.role, member.name,
                'customer', added.id, jsonb_build_object('name', added.first_name || ' ' || added.last_name)
            FROM added, member WHERE member.partner_id = added.partner_id
        )
        SELECT json_build_object('data', json_build_object('addCustomer', json_build_object('customer', (
            SELECT row_to_json(found) FROM (
                SELECT id, first_name AS "firstName", last_name AS "lastName", email, status FROM added
            ) found
        ))))::text
    """,
}
ARGUMENTS: Mapping[str, Callable[[Mapping[str, Any]], tuple[Any, ...]]] = {
    "Q1": lambda given: (UUID(given["id"]),),
    "Q2": lambda given: (UUID(given["id"]),),
    "Q3": lambda given: (UUID(given["partner"]),),
    "Q4": lambda given: (UUID(given["partnerId"]), given["firstName"], given["lastName"], given["email"]),
}


async def one_statement(request: web.Request) -> web.Response:
    """Answer with what the database makes of the variables."""
    operation = request.match_info["operation"]
    given = orjson.loads(await request.read())["variables"]
    arguments = ARGUMENTS[operation](given.get("input", given))
    text = await request.app[POOL].fetchval(STATEMENTS[operation], *arguments)
    return web.Response(body=text.encode(), content_type="application/json")


async def _leave_session(_connection: object) -> None:
    """Spare the round trip that would reset the session, as our own server does."""


async def _with_pool(app: web.Application) -> AsyncGenerator[None]:
    url = os.environ["DATABASE_URL"]
    async with asyncpg.create_pool(url, min_size=1, max_size=POOL_SIZE, reset=_leave_session) as pool:
        app[POOL] = pool
        yield


def fixed_bytes(folder: Path) -> Callable[[web.Request], Any]:
    """Return a handler that answers with the files of a folder."""
    bodies = {file.name: file.read_bytes() for file in folder.iterdir()}

    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return web.Response(body=bodies[request.match_info["operation"]], content_type="application/json")

    return answer


def main(kind: str) -> None:
    """Serve a limit on PORT."""
    app = web.Application()
    if kind == "bytes":
        app.router.add_post("/{operation}", fixed_bytes(Path(os.environ["ANSWERS"])))
    else:
        app.cleanup_ctx.append(_with_pool)
        app.router.add_post("/{operation}", one_statement)
    web.run_app(
        app,
        host="127.0.0.1",
        port=int(os.environ["PORT"]),
        access_log=None,
        print=None,
        loop=uvloop.new_event_loop(),
    )


if __name__ == "__main__":
    main(sys.argv[1])
