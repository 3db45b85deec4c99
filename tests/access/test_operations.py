"""Every use case is an operation with a permission, and where the rules are stepped beside is a short list."""

from __future__ import annotations

import ast
import importlib
import inspect
from functools import cache
from pathlib import Path

import pytest

import schema.build
from graphapi.access import OPERATIONS, PUBLIC, Permission
from graphapi.access.operation import operation
from graphapi.errors import Forbidden, Unauthenticated

ROOT = Path(__file__).parents[2]
assert schema.build.schema  # all of it is imported, and with it all operations

# Steps of operations: they take an access and run within an operation, and are nobody's to call from outside.
STEPS = {
    "access_tokens.lower",
    "accounts.change_logins",
    "accounts.conflict_of",
    "accounts.end_partner_sessions",
    "accounts.end_sessions",
    "accounts.find_account",
    "accounts.open_account",
    "audit.new_entry",
    "audit.record",
    "customer_imports.forget_imports",
    "customer_rows.check_rows",
    "customer_rows.mails_refused",
    "customer_rows.taken_by_others",
    "customers.check_new_customer",
    "customers.new_rows",
    "due.keep_dates",
    "due.run_due",
    "deletion.forget_invoices",
    "export_files.zipped",
    "housekeeping.forget_what_ended",
    "housekeeping.keep_house",
    "idempotency.purge",
    "import_runs.run_imports",
    "import_runs.run_next_import",
    "invitations.count_mail",
    "invitations.invite",
    "invitations.new_invitation",
    "invitations.void",
    "invoice_documents.ensure_document",
    "invoice_documents.keep_making_documents",
    "invoice_documents.make_documents",
    "invoices.issue_invoice",
    "invoices.new_invoice",
    "invoices.parties",
    "invoices.remind",
    "invoices.today",
    "locking.hold_account",
    "locking.lock_open_partner",
    "locking.lock_partner",
    "members.add_member",
    "notices.tell_how_full",
    "one_time_tokens.begin_anew",
    "one_time_tokens.find_token",
    "one_time_tokens.make_token",
    "one_time_tokens.new_token",
    "one_time_tokens.use_up",
    "one_time_tokens.void_tokens",
    "orders.forget_declined",
    "outbox.claim_mail",
    "outbox.drop_mail",
    "outbox.queue_mail",
    "outbox.queue_mail_to_owners",
    "outbox.record_delayed",
    "outbox.record_failed",
    "outbox.record_sent",
    "outbox.renew_claim",
    "passwords.prove_password",
    "people.find_person",
    "people.lock_account",
    "partner_exports.forget_exports",
    "partner_exports.keep_exporting",
    "partner_exports.make_exports",
    "plans.free_place",
    "plans.refuse_beyond",
    "plans.take_place",
    "sessions.open_session",
    "shares.add_share",
    "shares.check_new_share",
    "shares.new_share",
    "shares.next_position",
    "shares.set_password",
    "slugs.refuse_taken_slug",
    "subscriptions.begin_subscription",
    "subscriptions.end_periods",
    "subscriptions.warn_of_downgrade",
    "throttles.give_back",
    "throttles.may_mail_link",
    "throttles.purge",
    "throttles.tries",
    "throttles.use",
    "throttles.use_each",
}
# Where more is seen than the principal may see, each for a reason of its own.
AS_SYSTEM = {
    "graphapi.access.access.as_system": "is it",
    "graphapi.app._background": "forgets what has ended, does what is due and makes exports, of all partners",
    "graphapi.app._keys": "fills in the demo world",
    "graphapi.app._sending": "sends the mails of all partners",
    "graphapi.cli._add_operator": "is run by whoever runs the server",
    "graphapi.cli._do_what_is_due": "is run by whoever runs the server",
    "graphapi.cli._reseal": "is run by whoever runs the server",
    "graphapi.services.access_tokens.lower": "access tokens are seen by their owners alone",
    "graphapi.services.accounts.end_partner_sessions": "sessions are seen by their owners alone",
    "graphapi.services.accounts.end_sessions": "sessions are seen by their owners alone",
    "graphapi.services.audit.record": "customers and strangers are recorded, and do not read the log",
    "graphapi.services.email_changes.change_email": "customers do not see tokens and mails, not even their own",
    "graphapi.services.email_changes.confirm_email": "whoever has the link is a stranger",
    "graphapi.services.customer_data.export_customer_data": "customers see neither their mails nor the log",
    "graphapi.services.deletion.delete_partner": "sessions and tokens are out of operators' sight",
    "graphapi.services.logos.find_logo": "strangers see it on the sign-in page",
    "graphapi.services.one_time_tokens.find_token": "whoever has the link is a stranger",
    "graphapi.services.one_time_tokens.make_token": "customers do not see tokens, not even their own",
    "graphapi.services.one_time_tokens.use_up": "whoever has the link is a stranger",
    "graphapi.services.one_time_tokens.void_tokens": "customers do not see tokens, not even their own",
    "graphapi.services.orders.place_order": "who orders is a stranger",
    "graphapi.services.outbox.queue_mail": "customers do not see mails, not even their own",
    "graphapi.services.partners._move": "former slugs are unique beyond the partner",
    "graphapi.services.partners.allowed_origins": "a browser asks before anybody is signed in",
    "graphapi.services.partners.find_portal": "strangers see its face on the sign-in page",
    "graphapi.services.passwords.change_password": "other sessions and mails are out of sight",
    "graphapi.services.passwords.renew_invitation": "whoever has the link is a stranger",
    "graphapi.services.passwords.request_password_reset": "who forgot a password is a stranger",
    "graphapi.services.passwords.set_password": "whoever has the link is a stranger",
    "graphapi.services.sessions._sign_in": "who signs in is a stranger until it is done",
    "graphapi.services.sessions.find_principal": "who asks is a stranger until it is found",
    "graphapi.services.slugs.refuse_taken_slug": "slugs are unique beyond the partner",
    "graphapi.services.slugs.suggest_slug": "slugs are unique beyond the partner",
    "graphapi.services.subscriptions._get_locked": "what is due is the system's doing, whoever comes first",
    "graphapi.services.throttles.give_back": "nobody sees throttles",
    "graphapi.services.throttles.purge": "nobody sees throttles",
}
# Raw SQL and bare query sets, which know no scope.
UNSCOPED = {
    "graphapi.access.access.rows": "adds the scope",
    "graphapi.access.scope.received_shares": "is the scope",
    "graphapi.keys._sealed_beside": "asks under which key passwords are sealed, before anybody is served",
    "graphapi.services.invoices.give_number": "counts and locks in one statement, on the platform's own counter",
    "graphapi.services.notices.partners_to_be_told": "looks at counters of all partners, for the system alone",
    "graphapi.services.plans.take_place": "decides, counts and locks in one statement, on the principal's own partner",
    "graphapi.services.presumptions.prove": "finds out whether somebody is still who it was",
    "graphapi.services.sessions.find_principal": "finds who asks, in one statement",
    "graphapi.services.tail._present": "asks where the log ends",
    "graphapi.services.tail._since": "tells of all entries by their ids, which are read within scope",
    "graphapi.services.throttles.use": "counts and reads in one statement",
    "graphapi.services.throttles.use_each": "does so for many at once",
}


@cache
def trees():
    """The syntax of every module, by its name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): ast.parse(path.read_text())
        for package in ("graphapi", "schema", "admin_ui")
        for path in sorted((ROOT / package).rglob("*.py"))
    }


def functions_where(found):
    """The outermost functions, as module.name, in which a node is that ``found`` accepts."""
    names = set()

    def walk(node, module, function):
        for child in ast.iter_child_nodes(node):
            is_function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)
            inside = child.name if is_function and function is None else function
            if found(child):
                names.add(f"{module}.{inside}")
            walk(child, module, inside)

    for module, tree in trees().items():
        walk(tree, module, None)
    return names


def names_system(node):
    is_name = isinstance(node, ast.Name) and node.id == "SYSTEM" and isinstance(node.ctx, ast.Load)
    return is_name or (isinstance(node, ast.Attribute) and node.attr == "as_system")


def knows_no_scope(node):
    if not isinstance(node, ast.Call):
        return False
    return (isinstance(node.func, ast.Name) and node.func.id in {"QuerySet", "fetch"}) or (
        isinstance(node.func, ast.Attribute) and node.func.attr in {"add_if", "execute_query_dict", "raw"}
    )


def services_used(module, tree):
    """What a module takes from the services, as module.name: functions and classes alike."""
    aliases, used = {}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "graphapi.services":
            aliases |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("graphapi.services."):
            used |= {f"{node.module.removeprefix('graphapi.services.')}.{alias.name}" for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in aliases:
            used.add(f"{aliases[node.value.id]}.{node.attr}")
    return used


def service(name):
    module, _, attribute = name.partition(".")
    return getattr(importlib.import_module(f"graphapi.services.{module}"), attribute)


def test_what_the_api_calls_of_the_services_is_an_operation():
    used = set()
    for module, tree in trees().items():
        if module.startswith(("schema.", "graphapi.web.")):
            used |= services_used(module, tree)
    calls = {name for name in used if inspect.isfunction(service(name))}

    assert calls <= {name.removeprefix("graphapi.services.") for name in OPERATIONS}
    assert len(calls) > 35


def test_what_takes_an_access_is_an_operation_or_a_step_of_one():
    found = set()
    for path in (ROOT / "graphapi/services").glob("*.py"):
        module = importlib.import_module(f"graphapi.services.{path.stem}")
        for name, value in vars(module).items():
            if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_"):
                first = next(iter(inspect.signature(value).parameters), "")
                if first.strip("_") in {"access", "system"}:
                    found.add(f"{path.stem}.{name}")

    assert found == STEPS | {name.removeprefix("graphapi.services.") for name in OPERATIONS}


@pytest.mark.parametrize("name", [name for name, permission in OPERATIONS.items() if permission is not PUBLIC])
async def test_the_permission_is_asked_for_before_anything_else(world, name):
    run = service(name.removeprefix("graphapi.services."))

    # Without any of its arguments it could not even begin.
    with pytest.raises(Unauthenticated):
        outcome = run(world.anonymous)
        if inspect.isawaitable(outcome):
            await outcome


def test_what_everybody_may_is_a_short_list():
    assert {name.removeprefix("graphapi.services.") for name, who in OPERATIONS.items() if who is PUBLIC} == {
        "email_changes.confirm_email",
        "idempotency.once",
        "logos.find_logo",
        "one_time_tokens.find_password_token",
        "orders.place_order",
        "partners.allowed_origins",
        "partners.find_portal",
        "passwords.renew_invitation",
        "passwords.request_password_reset",
        "passwords.set_password",
        "people.viewer",
        "plans.plans",
        "sessions.find_principal",
        "sessions.sign_in",
        "sessions.sign_out",
    }


async def test_an_operation_that_is_no_coroutine_asks_too(world):
    @operation(Permission.CUSTOMERS_WRITE)
    def count(access, *, to):
        return [access, to]

    assert count(world.north.editor.access, to=1) == [world.north.editor.access, 1]
    with pytest.raises(Forbidden):
        count(world.north.viewer.access)
    del OPERATIONS[f"{count.__module__}.count"]


def test_where_the_system_s_eyes_are_used_is_a_short_list():
    assert functions_where(names_system) - {"graphapi.access.__init__.None"} == set(AS_SYSTEM)


def test_where_no_scope_is_known_is_a_shorter_one():
    assert {name for name in functions_where(knows_no_scope) if ".database." not in name} == set(UNSCOPED)
