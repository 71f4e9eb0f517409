"""What the operator decides: read once from `colonnade.toml` and `COLONNADE_*`; variables win."""

import os
import re
import secrets
import tomllib
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from colonnade.kit.refusals import Kind, Refusal

FILE = "colonnade.toml"
# Secrets that the site had before, one a line: they open sealed copies of their time.
FORMER = "secret.former"
SQLITE_FILE = "site.sqlite3"
_SCHEMES = {
    "database_url": ("postgresql", "postgres"),
    "email_url": ("file", "smtp", "smtps"),
}


@dataclass(frozen=True, slots=True)
class Config:
    """Every setting of the operator, in its final form.

    `data` is the folder of the site; `origin` tells for each name where its value came from.
    """

    data: Path
    database_url: str = ""
    public_url: str = ""
    email_url: str = "file:"
    email_from: str = ""
    articles: bool = True
    locales: str = ""
    trusted_proxies: tuple[str, ...] = ()
    allowed_hosts: tuple[str, ...] = ("*",)
    page_memory: int = 24
    shared_seconds: int = 0
    access_log: str = ""
    metrics_token: str = ""
    app_processes: int = 1
    inside_hosts: tuple[str, ...] = ()
    debug: bool = False
    origin: tuple[tuple[str, str], ...] = ()

    @property
    def secret(self) -> str:
        """Return the site's secret, made at first use and readable by the owner only."""
        return _secret(self.data / "secret.key")

    @property
    def former_secrets(self) -> tuple[str, ...]:
        """Return the secrets that the site had before, as the operator kept them."""
        try:
            text = (self.data / FORMER).read_text(encoding="ascii", errors="replace")
        except FileNotFoundError:
            return ()
        return tuple(line.strip() for line in text.splitlines() if line.strip())


EXPLANATIONS = {
    "data": "the folder that holds the site: database, pictures, mail, secret",
    "database_url": "postgresql://user:password@host/name; empty: SQLite in the data folder",
    "public_url": "the address readers use; decides every printed and mailed address",
    "email_url": "file: (into the data folder), smtp://user:password@host:port, smtps://...",
    "email_from": "the sender of mails; empty: noreply at the public address",
    "articles": "articles and the newsroom; off: a comment section alone, for pages elsewhere",
    "locales": "a folder with translations into further languages, like fr/LC_MESSAGES/django.mo",
    "trusted_proxies": "addresses whose X-Forwarded-For is believed, separated by commas",
    "allowed_hosts": "host names this server answers to, separated by commas; * for any",
    "page_memory": "MiB of memory for finished pages, in each process that answers readers",
    "shared_seconds": "seconds for which a CDN or proxy in front may give out a page; 0: it asks",
    "access_log": "a file for one JSON object a request; -: standard error; empty: none",
    "metrics_token": "who sends it as a bearer token may read /metrics; empty: loopback alone",
    "app_processes": "processes that make pages; on one core one is best",
    "inside_hosts": "hosts, or host:port, of a private network that the site's outside check may be"
    " asked at, separated by commas",
    "debug": "show tracebacks in the browser; never on a public machine",
}

EXPECTED = {
    "public_url": "an address like https://news.example.org, without a path",
    "trusted_proxies": "addresses or networks like 10.0.0.0/8, or unix, separated by commas",
    "locales": "a folder that is there",
    "articles": "on or off",
    "page_memory": "a whole number from 1 to 65536",
    "shared_seconds": "a whole number from 0 to 86400",
    "app_processes": "a whole number from 1 to 64",
    "debug": "on or off",
}
_NUMBERS = {
    "page_memory": range(1, 65_537),
    "shared_seconds": range(86_401),
    "app_processes": range(1, 65),
}
_DIGITS = re.compile(r"[0-9]{1,6}")
# As in an address: letters of any script are sent as they are, or as xn--.
_HOST = re.compile(r"[\w.-]+|[0-9a-f:.]+")


def load_config(data: Path | None = None) -> Config:
    """Return the configuration for the data folder (`COLONNADE_DATA`, or ./var, when None).

    Raises Refusal config_unreadable, config_unknown or config_invalid.
    """
    folder = (data or Path(os.environ.get("COLONNADE_DATA") or "var")).resolve()
    values: dict[str, object] = {"data": folder}
    origin = {field.name: "default" for field in fields(Config)}
    origin["data"] = (
        "COLONNADE_DATA" if data is None and "COLONNADE_DATA" in os.environ else "given"
    )
    for name, raw in _from_file(folder / FILE).items():
        values[name] = _parse(name, raw)
        origin[name] = FILE
    for name in EXPLANATIONS:
        variable = f"COLONNADE_{name.upper()}"
        if name != "data" and variable in os.environ:
            values[name] = _parse(name, os.environ[variable])
            origin[name] = variable
    origin.pop("origin")
    return Config(**values, origin=tuple(origin.items()))  # type: ignore[arg-type]


def _from_file(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise Refusal("config_unreadable", Kind.INVALID, path=str(path), why=str(error)) from error
    for name in table:
        if name not in EXPLANATIONS or name == "data":
            raise Refusal("config_unknown", Kind.INVALID, name=name, path=str(path))
    return table


def _parse(name: str, raw: object) -> object:
    if name in {"articles", "debug"}:
        return _parse_switch(name, raw)
    if name in _NUMBERS:
        return _parse_number(name, raw)
    if name in {"trusted_proxies", "allowed_hosts", "inside_hosts"}:
        parts = raw if isinstance(raw, list) else str(raw).split(",")
        words = tuple(str(part).strip() for part in parts if str(part).strip())
        if name == "trusted_proxies":
            _check_proxies(words)
        return words
    value = str(raw).strip()
    if name == "public_url" and value:
        return _parse_public_url(value)
    if name == "locales" and value:
        return _parse_folder(name, value)
    known = _SCHEMES.get(name, ())
    if value and known and urlsplit(value).scheme not in known:
        # A typing error must not serve another database, or lose mail, without a word.
        raise _invalid(name, value.split(":")[0])
    return value


def _check_proxies(words: tuple[str, ...]) -> None:
    """Refuse what is no address, no network and not `unix`: it would never match a peer."""
    for word in words:
        try:
            ip_network(word if word != "unix" else "::1")
        except ValueError as error:
            raise _invalid("trusted_proxies", word) from error


def _parse_public_url(value: str) -> str:
    """Return an origin like https://news.example.org, the slash at its end dropped."""
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError as error:
        raise _invalid("public_url", value) from error
    host = parts.hostname or ""
    bare = not (parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc)
    known = parts.scheme in {"http", "https"} and _HOST.fullmatch(host) and port != 0
    if not (known and bare):
        raise _invalid("public_url", value)
    return f"{parts.scheme}://{parts.netloc}"


def _parse_folder(name: str, value: str) -> str:
    folder = Path(value).resolve()
    if not folder.is_dir():
        raise _invalid(name, value)
    return str(folder)


def _invalid(name: str, value: str) -> Refusal:
    """Return the refusal of a value, with what would fit."""
    expected = EXPECTED.get(name, EXPLANATIONS[name])
    return Refusal("config_invalid", Kind.INVALID, name=name, value=value, expected=expected)


def _parse_switch(name: str, raw: object) -> bool:
    word = str(raw).strip().lower()
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off", ""}:
        return False
    raise _invalid(name, str(raw))


def _parse_number(name: str, raw: object) -> int:
    word = str(raw).strip()
    if _DIGITS.fullmatch(word) and int(word) in _NUMBERS[name]:
        return int(word)
    raise _invalid(name, word)


def _secret(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(fresh, path)  # fails where another process was quicker; its secret counts
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
    return path.read_text(encoding="ascii")
