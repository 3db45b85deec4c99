"""Settings: read from the environment, checked at start, and listed in the README."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import fields
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from graphapi.seller import EXAMPLE
from graphapi.settings import Environment, Settings, SettingsError, variable_name

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
PRODUCTION = {
    "KUNDENKONTO_BASE_URL": "https://konto.example.com",
    "KUNDENKONTO_SMTP_URL": "smtp://user:secret@mail.example.com:587",
    "KUNDENKONTO_MAIL_FROM": "konto@example.com",
}


def read(**variables: str) -> Settings:
    """Read a development machine's environment; names stand without their prefix."""
    return Settings.from_env({"KUNDENKONTO_ENVIRONMENT": "development"} | prefixed(variables))


def prefixed(variables: dict[str, str]) -> dict[str, str]:
    return {f"KUNDENKONTO_{name}": value for name, value in variables.items()}


KEY = f"a:{b64encode(bytes(32)).decode()}"


def problems(env: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(env)
    return str(refused.value).splitlines()


# Reading


def test_development_needs_no_settings():
    settings = read()

    assert (settings.database_url, settings.base_url) == ("sqlite:///kundenkonto.db", "http://127.0.0.1:8080")
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert (settings.has_mailbox, settings.is_secure, settings.is_demo, settings.is_postgres) == (True, *[False] * 3)


def test_everything_that_is_set_is_read():
    settings = Settings.from_env(
        PRODUCTION
        | prefixed(
            {
                "DATABASE_URL": "postgresql://user:secret@db.example.com:5432/konto",
                "HOST": "0.0.0.0",  # noqa: S104 - behind a proxy on another machine
                "PORT": "9000",
                "KEY_FILE": "/etc/kundenkonto.key",
                "TRUSTED_PROXIES": "10.0.0.5, 192.168.1.0/24",
                "TIME_ZONE": "Europe/Vienna",
                "POOL_SIZE": "20",
                "ACCESS_LOG": "no",
                "ALLOW_HTTP_LINKS": "yes",
                "BCRYPT_ROUNDS": "13",
                "INVITATION_LIFETIME": "14",
                "RESET_LIFETIME": "30",
                "CUSTOMER_IDLE": "7",
                "STAFF_IDLE": "8",
            }
        )
    )

    assert (settings.environment, settings.is_postgres, settings.port) == (Environment.PRODUCTION, True, 9000)
    assert (settings.is_secure, settings.has_mailbox) == (True, False)
    assert settings.key_file == Path("/etc/kundenkonto.key")
    assert settings.trusted_proxies == (ip_network("10.0.0.5"), ip_network("192.168.1.0/24"))
    assert (settings.time_zone, settings.pool_size, settings.bcrypt_rounds) == (ZoneInfo("Europe/Vienna"), 20, 13)
    assert (settings.access_log, settings.allow_http_links) == (False, True)
    assert (settings.invitation_lifetime, settings.reset_lifetime) == (timedelta(days=14), timedelta(minutes=30))
    assert (settings.customer_idle, settings.staff_idle) == (timedelta(days=7), timedelta(hours=8))


def test_what_is_empty_or_blank_is_not_set():
    assert read(PORT="", HOST="  ") == read()


def test_blanks_around_a_value_are_no_part_of_it():
    assert read(PORT=" 9000 ").port == 9000


def test_what_is_given_counts_before_the_environment():
    settings = Settings.from_env({"KUNDENKONTO_ENVIRONMENT": "development", "KUNDENKONTO_PORT": "9000"}, port=9001)

    assert (settings.port, settings.base_url) == (9001, "http://127.0.0.1:9001")


def test_other_variables_are_nobodys_business():
    assert Settings.from_env({"KUNDENKONTO_ENVIRONMENT": "development", "HOST": "example.com"}).host == "127.0.0.1"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("https://konto.example.com", "https://konto.example.com"),
        ("https://konto.example.com/", "https://konto.example.com"),
        ("https://Konto.Example.COM:443", "https://konto.example.com"),
        ("https://konto.example.com:8443", "https://konto.example.com:8443"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_the_base_url_is_kept_as_browsers_name_an_origin(written, kept):
    assert read(BASE_URL=written).base_url == kept


# Refusing


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("ENVIRONMENT", "staging", "write production, development or demo"),
        *(
            ("DATABASE_URL", url, "write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE")
            for url in (
                "kundenkonto.db",
                "mysql://host/db",
                "sqlite://kundenkonto.db",
                "sqlite:///",
                "postgresql://host",
            )
        ),
        *(
            ("BASE_URL", url, "write the address people reach the server at, such as https://konto.example.com")
            for url in (
                "konto.example.com",
                "ftp://konto.example.com",
                "https://",
                "https://konto.example.com/portal",
                "https://konto.example.com/?a=b",
                "https://konto.example.com/#a",
                "https://user@konto.example.com",
                "https://konto.example.com:port",
                "https://konto.example.com:99999",
                "https://[::1",
            )
        ),
        ("BASE_URL", "http://konto.example.com", "write an https address; http is for 127.0.0.1 and localhost only"),
        *(("PORT", port, "write a whole number from 1 to 65535") for port in ("0", "65536", "-1", "8o8o", "1.5", "٣")),
        *(
            (
                "SMTP_URL",
                url,
                "write smtp://USER:PASSWORD@HOST:PORT (STARTTLS if offered) or smtps://… (TLS from the start)",
            )
            for url in ("mail.example.com", "http://mail.example.com", "smtp://", "smtp://a:b@mail:c", "smtp://[x")
        ),
        *(
            ("MAIL_FROM", address, "write the bare address, such as konto@example.com")
            for address in ("konto", "Konto <konto@example.com>", "a@example.com, b@example.com")
        ),
        *(
            ("TRUSTED_PROXIES", value, "write addresses or networks, such as 10.0.0.5, 192.168.1.0/24")
            for value in ("proxy", "10.0.0.256", "10.0.0.1/8")
        ),
        *(
            ("TIME_ZONE", name, "write a name of the time zone database, such as Europe/Berlin")
            for name in ("Berlin", "../etc/passwd", "/etc/localtime")
        ),
        ("POOL_SIZE", "0", "write a whole number from 1 to 200"),
        ("ALLOW_HTTP_LINKS", "true", "write yes or no"),
        ("BCRYPT_ROUNDS", "31", "write a whole number from 10 to 16"),
        ("INVITATION_LIFETIME", "0", "write a whole number from 1 to 100000"),
        ("RESET_LIFETIME", "1h", "write a whole number from 1 to 100000"),
        ("SELLER_IBAN", "DE89370400440532013001", "write the account's IBAN, such as DE89 3704 0044 0532 0130 00"),
        ("SELLER_BIC", "COBA", "write the bank's BIC, such as COBADEFFXXX"),
        ("SELLER_VAT_ID", "ATU12345678", "write the German VAT id, such as DE136695976"),
    ],
)
def test_a_value_that_cannot_work_is_refused_with_what_to_write(name, value, advice):
    said = problems(prefixed({"ENVIRONMENT": "development", name: value}))

    assert said == [f"KUNDENKONTO_{name}: {advice}"]


def test_all_problems_are_told_at_once_and_no_value_with_them():
    said = problems(
        {"KUNDENKONTO_SMTP_URL": "smtp://me:secret@mail:x", "KUNDENKONTO_PORT": "x", "KUNDENKONTO_KEYS": "k"}
    )

    assert [line.split(":")[0] for line in said] == [
        "KUNDENKONTO_KEYS",
        "KUNDENKONTO_PORT",
        "KUNDENKONTO_SMTP_URL",
    ]
    assert said[0] == "KUNDENKONTO_KEYS: there is no such setting; see the README for the list"
    assert "secret" not in "".join(said)


def test_production_needs_a_mail_server_an_address_and_a_sender():
    said = problems({})

    assert [line.split(" ")[0] for line in said] == [
        "KUNDENKONTO_BASE_URL:",
        "KUNDENKONTO_SMTP_URL:",
        "KUNDENKONTO_MAIL_FROM:",
    ]
    assert all("production needs" in line for line in said)
    assert Settings.from_env(PRODUCTION)


@pytest.mark.parametrize("environment", ["development", "demo"])
@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "konto.example.com"])  # noqa: S104 - what is refused
def test_only_production_listens_on_the_network(environment, host):
    assert problems(prefixed({"ENVIRONMENT": environment, "HOST": host})) == [
        f"KUNDENKONTO_HOST: {environment} listens on this machine only; write 127.0.0.1, or use production"
    ]
    assert Settings.from_env(PRODUCTION | {"KUNDENKONTO_HOST": host}).host == host


def test_postgres_needs_its_key_named():
    url = {"KUNDENKONTO_DATABASE_URL": "postgresql://localhost/konto"}

    [said] = problems(PRODUCTION | url)
    assert said.startswith("KUNDENKONTO_KEY_FILE: on PostgreSQL")
    for key in ({"KUNDENKONTO_KEY": KEY}, {"KUNDENKONTO_KEY_FILE": "konto.key"}):
        assert Settings.from_env(PRODUCTION | url | key)


def test_keys_that_are_none_are_told_with_all_the_rest():
    said = problems({"KUNDENKONTO_KEY": "a:secret", "KUNDENKONTO_PORT": "x"})

    assert [problem.partition(":")[0] for problem in said] == ["KUNDENKONTO_PORT", "KUNDENKONTO_KEY"]
    assert said[1].endswith("ID:BASE64 with 32 bytes in base64; see 'kundenkonto make-key'.")
    assert "secret" not in said[1]


def test_what_only_reaches_the_database_needs_no_mail_server():
    settings = Settings.from_env({"KUNDENKONTO_DATABASE_URL": "postgresql://k@db/k"}, serves=False)

    assert settings.database_url == "postgresql://k@db/k"


def test_keys_stand_in_one_place():
    said = problems(prefixed({"ENVIRONMENT": "development", "KEY": KEY, "KEY_FILE": "konto.key"}))

    assert said == ["KUNDENKONTO_KEY: write the keys there, or the file's name in KUNDENKONTO_KEY_FILE, not both"]


SELLER = prefixed(
    {
        "SELLER_NAME": "Konto Betrieb GmbH",
        "SELLER_STREET": "Hafenstr. 1",
        "SELLER_POSTAL_CODE": "20457",
        "SELLER_CITY": "Hamburg",
        "SELLER_VAT_ID": "de 136 695 976",
        "SELLER_IBAN": "DE89 3704 0044 0532 0130 00",
        "SELLER_EMAIL": "billing@konto.example.com",
    }
)


def test_who_issues_the_invoices():
    assert Settings.from_env(PRODUCTION | SELLER).seller == {
        "name": "Konto Betrieb GmbH",
        "street": "Hafenstr. 1",
        "postal_code": "20457",
        "city": "Hamburg",
        "country": "DE",
        "vat_id": "DE136695976",
        "tax_number": None,
        "iban": "DE89370400440532013000",
        "bic": None,
        "email": "billing@konto.example.com",
    }


def test_production_has_no_seller_that_nobody_set_and_development_has_an_example():
    assert Settings.from_env(PRODUCTION).seller is None
    assert read().seller == EXAMPLE


def test_a_seller_is_set_as_a_whole():
    name = {"KUNDENKONTO_SELLER_NAME": "Konto Betrieb GmbH"}

    assert [line.split(":")[0] for line in problems(PRODUCTION | name)] == [
        f"KUNDENKONTO_SELLER_{part}" for part in ("STREET", "POSTAL_CODE", "CITY", "IBAN", "EMAIL", "VAT_ID")
    ]
    by_number = SELLER | {"KUNDENKONTO_SELLER_VAT_ID": "", "KUNDENKONTO_SELLER_TAX_NUMBER": "22/815/0815"}
    assert Settings.from_env(PRODUCTION | by_number).seller


# The README


def told(default: object) -> str:
    """A default as the README tells it."""
    if isinstance(default, bool):
        return "yes" if default else "no"
    return "–" if default in {None, ()} else str(default)


def test_the_readme_lists_exactly_the_settings():
    rows = re.findall(r"^\| `(KUNDENKONTO_\w+)` \| (.+?) \| (.+?) \|$", README, re.MULTILINE)

    assert [(name, about) for name, _, about in rows] == [
        (variable_name(setting.name), setting.metadata["about"]) for setting in fields(Settings)
    ]


def test_the_readme_tells_the_defaults():
    rows = dict(re.findall(r"^\| `(KUNDENKONTO_\w+)` \| `?(.+?)`? \|", README, re.MULTILINE))
    empty = Settings()

    assert rows.pop("KUNDENKONTO_BASE_URL") == "http://127.0.0.1:PORT"
    for setting in fields(Settings):
        if setting.name != "base_url":
            default, value = rows[variable_name(setting.name)], getattr(empty, setting.name)
            if isinstance(value, timedelta):
                assert value == setting.metadata["parse"](default)
            else:
                assert default == told(value)
