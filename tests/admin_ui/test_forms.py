from __future__ import annotations

from admin_ui.forms import Form


def test_what_was_typed_is_kept_and_given_out_without_blanks():
    form = Form({"name": " Anna ", "note": "  "})

    assert form["name"] == " Anna "
    assert form.text("name") == "Anna"
    assert form.optional("note") is None
    assert form["missing"] == ""


def test_a_success_is_no_refusal():
    form = Form()

    assert not form.refused({"__typename": "Done"})
    assert not form.wrong
    assert form.status == 200


def test_invalid_input_stands_at_its_fields():
    form = Form()
    fields = [{"path": ["email"], "message": "Too long."}, {"path": ["shares", "0", "url"], "message": "No link."}]

    assert form.refused({"code": "INVALID_INPUT", "message": "Please check.", "fields": fields})
    assert form.errors == {"email": "Too long.", "shares.0.url": "No link."}
    assert form.problem is None
    assert form.status == 422


def test_a_conflict_stands_at_its_field():
    form = Form()

    assert form.refused({"code": "CONFLICT", "message": "Taken.", "path": ["username"]})
    assert form.errors == {"username": "Taken."}


def test_any_other_refusal_stands_on_top():
    form = Form()

    assert form.refused({"code": "INVALID_CREDENTIALS", "message": "Not right."})
    assert form.problem == "Not right."
    assert form.errors == {}
    assert form.status == 422


def test_too_many_tries_are_told_by_the_status_too():
    form = Form()
    form.refused({"code": "THROTTLED", "message": "Wait.", "retryAfterSeconds": 7})

    assert (form.status, form.retry_after) == (429, 7)
