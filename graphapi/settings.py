"""The settings: environment variables ``KUNDENKONTO_*``, read here and nowhere else."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass, field, fields
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, cast
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from graphapi.seller import COUNTRY, EXAMPLE, MAYS, MUSTS, missing_of, parse_bic, parse_iban, parse_vat_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from graphapi.seller import Seller

PREFIX = "KUNDENKONTO_"
MAX_PORT = 65_535
DEFAULT_PORTS = {"http": ":80", "https": ":443"}

Network = IPv4Network | IPv6Network


class SettingsError(Exception):
    """Settings that cannot work; the text says, a line each, what to write instead."""


class Environment(StrEnum):
    """What the server is run for. Only ``production`` insists on everything that keeps real data safe."""

    PRODUCTION = "production"
    DEVELOPMENT = "development"
    DEMO = "demo"


def _number(least: int, most: int) -> Callable[[str], int]:
    def parse(value: str) -> int:
        if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
            raise ValueError(f"write a whole number from {least} to {most}")
        return int(value)

    return parse


port_number = _number(1, MAX_PORT)


def _duration(unit: str) -> Callable[[str], timedelta]:
    def parse(value: str) -> timedelta:
        return timedelta(**{unit: _number(1, 100_000)(value)})

    return parse


def _switch(value: str) -> bool:
    if value not in {"yes", "no"}:
        raise ValueError("write yes or no")
    return value == "yes"


def _environment(value: str) -> Environment:
    try:
        return Environment(value)
    except ValueError:
        raise ValueError("write production, development or demo") from None


def _split(value: str) -> SplitResult:
    """Return the parts of a URL, all empty if it is none; Python's own error would repeat what may be a password."""
    with suppress(ValueError):
        return urlsplit(value)
    return urlsplit("")


def _has_port(parts: SplitResult) -> bool:
    """Tell whether the port is a number that a port can have, or left out."""
    try:
        return parts.port != 0
    except ValueError:
        return False


def _database_url(value: str) -> str:
    parts = _split(value)
    is_sqlite = value == "sqlite://:memory:" or (parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1)
    is_postgres = parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/") != ""
    if not is_sqlite and not is_postgres:
        raise ValueError("write sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE")
    return value


def _base_url(value: str) -> str:
    """Return the address as browsers write it in Origin: in small letters, without the scheme's own port."""
    parts = _split(value)
    beyond = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if parts.scheme not in {"http", "https"} or not parts.hostname or not _has_port(parts) or beyond:
        raise ValueError("write the address people reach the server at, such as https://konto.example.com")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ValueError("write an https address; http is for 127.0.0.1 and localhost only")
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(DEFAULT_PORTS[parts.scheme])}"


def _smtp_url(value: str) -> str:
    parts = _split(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or not _has_port(parts):
        raise ValueError("write smtp://USER:PASSWORD@HOST:PORT (STARTTLS if offered) or smtps://… (TLS from the start)")
    return value


def _keys(value: str) -> str:
    from graphapi.secrets import KeyRing, KeyRingError  # noqa: PLC0415 - nothing else here takes as long to import

    try:
        KeyRing.parse(value)
    except KeyRingError as error:
        raise ValueError(str(error)) from None
    return value


def _mail_address(value: str) -> str:
    if not re.fullmatch(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9.-]+", value, re.ASCII | re.IGNORECASE):
        raise ValueError("write the bare address, such as konto@example.com")
    return value


def _networks(value: str) -> tuple[Network, ...]:
    try:
        return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())
    except ValueError:
        raise ValueError("write addresses or networks, such as 10.0.0.5, 192.168.1.0/24") from None


def _entries(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


def _time_zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError("write a name of the time zone database, such as Europe/Berlin") from None


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _setting(parse: Callable[[str], Any], default: Any, about: str) -> Any:  # noqa: ANN401 - as dataclasses.field
    return field(default=default, metadata={"parse": parse, "about": about})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, checked. ``from_env`` reads them; tests and the demo make them directly."""

    environment: Environment = _setting(
        _environment, Environment.PRODUCTION, "`production`, `development` (mailbox in the browser) or `demo`"
    )
    database_url: str = _setting(
        _database_url, "sqlite:///kundenkonto.db", "`sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/DATABASE`"
    )
    base_url: str = _setting(
        _base_url, "", "The address people reach the server at; every mailed link begins with it; a must in production"
    )
    host: str = _setting(str, "127.0.0.1", "The address to listen on")
    port: int = _setting(port_number, 8080, "The port to listen on")
    smtp_url: str | None = _setting(
        _smtp_url, None, "`smtp://USER:PASSWORD@HOST:PORT` (STARTTLS if offered) or `smtps://…`; a must in production"
    )
    mail_from: str = _setting(
        _mail_address, "konto@localhost", "The address mails come from; the partner's name is put before it"
    )
    key_file: Path | None = _setting(
        Path, None, "The file with the keys for share passwords and links; beside the SQLite file by default"
    )
    key: str | None = _setting(
        _keys, None, "The keys themselves, instead of a file: `ID:BASE64`, the present one first"
    )
    trusted_proxies: tuple[Network, ...] = _setting(
        _networks, (), "Proxies whose X-Forwarded-For counts, such as `10.0.0.5, 192.168.1.0/24`"
    )
    time_zone: ZoneInfo = _setting(_time_zone, ZoneInfo("Europe/Berlin"), "Where the dates of the business are counted")
    pool_size: int = _setting(
        _number(1, 200),
        10,
        "PostgreSQL connections a process holds at most; one more while anybody follows the log",
    )
    access_log: bool = _setting(_switch, True, "`no` where the proxy before it writes a line for each request")
    max_depth: int = _setting(_number(4, 100), 12, "The most levels a GraphQL document may have")
    max_fields: int = _setting(_number(20, 100_000), 500, "The most fields it may have, fragments expanded")
    max_aliases: int = _setting(_number(0, 10_000), 30, "The most aliases it may have")
    max_directives: int = _setting(_number(0, 10_000), 30, "The most directives it may have")
    max_operations: int = _setting(_number(1, 1000), 10, "The most operations it may have")
    max_tokens: int = _setting(_number(100, 100_000), 2000, "The most tokens it may have")
    max_cost: int = _setting(
        _number(100, 10_000_000), 20_000, "The most points it may cost: one a field, times its pages"
    )
    rate_limit: int = _setting(
        _number(0, 10_000_000),
        6000,
        "Requests a minute that a process takes from an address, and of a session or token; 0 for any number",
    )
    allow_http_links: bool = _setting(_switch, False, "`yes` also accepts share links with http")
    bcrypt_rounds: int = _setting(_number(10, 16), 12, "The cost of a password hash; each step doubles it")
    invitation_lifetime: timedelta = _setting(_duration("days"), timedelta(days=7), "How many days an invitation holds")
    reset_lifetime: timedelta = _setting(
        _duration("minutes"), timedelta(hours=1), "How many minutes a link for a new password or address holds"
    )
    customer_idle: timedelta = _setting(
        _duration("days"), timedelta(days=14), "After how many unused days a customer's session ends"
    )
    customer_session: timedelta = _setting(
        _duration("days"), timedelta(days=90), "After how many days a customer's session ends in any case"
    )
    staff_idle: timedelta = _setting(
        _duration("hours"), timedelta(hours=12), "After how many unused hours a staff member's session ends"
    )
    staff_session: timedelta = _setting(
        _duration("days"), timedelta(days=30), "After how many days a staff member's session ends in any case"
    )
    sub_processors: tuple[str, ...] = _setting(
        _entries,
        (),
        "Whom the data-processing agreement names, such as `Host GmbH, Kiel: servers; Post AG: mails`",
    )
    audit_retention: timedelta = _setting(
        _duration("days"), timedelta(days=365), "How many days an entry of the activity is kept"
    )
    mail_retention: timedelta = _setting(
        _duration("days"), timedelta(days=90), "How many days it is kept that a mail was sent"
    )
    order_retention: timedelta = _setting(
        _duration("days"), timedelta(days=90), "How many days a declined order is kept"
    )

    seller_name: str | None = _setting(str, None, "Who issues the invoices: the operator's company")
    seller_street: str | None = _setting(str, None, "Its street and number")
    seller_postal_code: str | None = _setting(str, None, "Its postal code, in Germany")
    seller_city: str | None = _setting(str, None, "Its city")
    seller_vat_id: str | None = _setting(parse_vat_id, None, "Its VAT id, such as `DE136695976`; or a tax number")
    seller_tax_number: str | None = _setting(str, None, "Its tax number, where it has no VAT id")
    seller_iban: str | None = _setting(parse_iban, None, "The account that invoices are paid to")
    seller_bic: str | None = _setting(parse_bic, None, "That bank's BIC, if it is to stand on invoices")
    seller_email: str | None = _setting(_mail_address, None, "Whom questions about invoices go to")

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None, *, serves: bool = True, **given: Any) -> Self:  # noqa: ANN401 - settings by name
        """Read and check the environment; what is given counts in place of what stands there.

        What neither serves nor sends takes them also where they would not do for that.

        Raises SettingsError with a line for each setting that cannot work, unknown ``KUNDENKONTO_*`` names included.
        """
        source = os.environ if env is None else env
        values: dict[str, Any] = {}
        problems: list[str] = []
        known = {variable_name(setting.name): setting for setting in fields(cls)}
        problems += [
            f"{name}: there is no such setting; see the README for the list"
            for name in sorted(source)
            if name.startswith(PREFIX) and name not in known
        ]
        for name, setting in known.items():
            text = source.get(name, "").strip()
            if not text:
                continue
            try:
                values[setting.name] = setting.metadata["parse"](text)
            except ValueError as error:
                problems.append(f"{name}: {error}")
        if problems:
            raise SettingsError("\n".join(problems))
        settings = cls(**{**values, **given})
        if serves:
            settings.check()
        return settings

    def __post_init__(self) -> None:
        if not self.base_url and self.environment is not Environment.PRODUCTION:
            object.__setattr__(self, "base_url", f"http://127.0.0.1:{self.port}")

    def check(self) -> None:
        """Refuse combinations that would lose mails or show secrets; raises SettingsError."""
        problems: list[str] = []
        if self.environment is Environment.PRODUCTION:
            if not self.base_url:
                problems.append(
                    f"{PREFIX}BASE_URL: production needs the address people reach the server at, such as"
                    " https://konto.example.com"
                )
            if self.smtp_url is None:
                problems.append(
                    f"{PREFIX}SMTP_URL: production needs a mail server, such as smtp://USER:PASSWORD@mail.example.com:587"
                    f" ({PREFIX}ENVIRONMENT=development shows mails in the browser instead)"
                )
            if self.mail_from == "konto@localhost":
                problems.append(f"{PREFIX}MAIL_FROM: production needs the address mails come from")
        elif not is_loopback(self.host):
            problems.append(
                f"{PREFIX}HOST: {self.environment} listens on this machine only; write 127.0.0.1, or use production"
            )
        if self.key is not None and self.key_file is not None:
            problems.append(f"{PREFIX}KEY: write the keys there, or the file's name in {PREFIX}KEY_FILE, not both")
        if self.is_postgres and self.key is None and self.key_file is None:
            problems.append(
                f"{PREFIX}KEY_FILE: on PostgreSQL the key is not made by itself, since several machines must share it;"
                " make one with 'kundenkonto make-key FILE' and name the file"
            )
        if seller := self._seller_parts():
            problems += [
                f"{variable_name(f'seller_{part}')}: write it too, or leave all of {PREFIX}SELLER_* out"
                for part in missing_of(seller)
            ]
        if problems:
            raise SettingsError("\n".join(problems))

    def _seller_parts(self) -> dict[str, str]:
        parts = {part: getattr(self, f"seller_{part}") for part in (*MUSTS, *MAYS)}
        return {part: value for part, value in parts.items() if value is not None}

    @property
    def seller(self) -> Seller | None:
        """Who issues the invoices; None in production where it is not set, and nothing paid can be booked."""
        parts = self._seller_parts()
        if not parts:
            return None if self.environment is Environment.PRODUCTION else EXAMPLE
        return cast("Seller", {"country": COUNTRY, **dict.fromkeys(MAYS), **parts})

    @property
    def is_postgres(self) -> bool:
        """Whether the database is PostgreSQL."""
        return self.database_url.startswith("postgres")

    @property
    def is_demo(self) -> bool:
        """Whether this is the demo world."""
        return self.environment is Environment.DEMO

    @property
    def has_mailbox(self) -> bool:
        """Whether mails go to the local mailbox that the browser shows."""
        return self.smtp_url is None and self.environment is not Environment.PRODUCTION

    @property
    def is_secure(self) -> bool:
        """Whether people reach the server by TLS."""
        return self.base_url.startswith("https://")


def variable_name(setting: str) -> str:
    """Return the environment variable of a setting."""
    return PREFIX + setting.upper()
