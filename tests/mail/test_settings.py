"""Which addresses mails may come from."""

from __future__ import annotations

import pytest

from graphapi.settings import Settings, SettingsError

ENVIRONMENT = {"KUNDENKONTO_ENVIRONMENT": "development"}


@pytest.mark.parametrize("address", ["konto@example.com", "Konto+1@Mail.Example.com", "konto@localhost"])
def test_a_bare_address_will_do(address):
    assert Settings.from_env(ENVIRONMENT | {"KUNDENKONTO_MAIL_FROM": address}).mail_from == address


@pytest.mark.parametrize(
    "address", ["konto", "Konto <konto@example.com>", "a@example.com, b@example.com", "kon to@example.com", "@", "ü@ü"]
)
def test_anything_else_is_refused_at_start(address):
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(ENVIRONMENT | {"KUNDENKONTO_MAIL_FROM": address})

    assert str(refused.value) == "KUNDENKONTO_MAIL_FROM: write the bare address, such as konto@example.com"
