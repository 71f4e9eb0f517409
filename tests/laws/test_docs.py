"""The documents say what the code says: names in them exist, and nothing public is left out."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from urllib.parse import unquote

import click
import pytest
from django.urls import Resolver404, resolve

from colonnade.api.problems import OWN
from colonnade.cli.commands import VISIBLE, colonnade
from colonnade.edge import health
from colonnade.edge.files import STATIC
from colonnade.flows.sentences import SENTENCES
from colonnade.project import reference
from colonnade.project.config import EXPLANATIONS, Config
from colonnade.project.refusing import raised, raised_in
from colonnade.project.wiring import WIRING
from colonnade.sites.settings import SETTINGS
from colonnade.web import newspaper_urls
from colonnade.web.urls import urlpatterns
from tests.laws.house import ROOT

LINK = re.compile(r"(?<!!)\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
VARIABLE = re.compile(r"COLONNADE_[A-Z_]+")
CALL = re.compile(r"(?:bin/)?colonnade +([a-z]+)(?: +([a-z]+))?")
SITE_SET = re.compile(r"colonnade site set +([a-z_]+)")
ADDRESS = re.compile(r"`(?:[A-Z]+ )?(/[^`\s]*)`")
IN_CURL = re.compile(r"http://127\.0\.0\.1:8000(/[^\s'`>)]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")

# Read by the scripts in bin/ and by tests, not by the program.
OF_SCRIPTS = {"COLONNADE_NO_UV", "COLONNADE_CHROMIUM", "COLONNADE_NAME"}
# Words that stand for one of them in an address.
EXAMPLES = {
    "version": "1",
    "year": "2026",
    "token": "secret",
    "yyyy": "2026",
    "mm": "11",
    "picture": "0" * 16,
}
AN_ID = "23456789bcdf"

# Addresses that only forms, links and scripts lead to.
QUIET = {"post", "save_viewing", "personal", "guest_key", "portrait", "my_picture"}
QUIET |= {
    "add_slash",
    "newsroom_picture",
    "guest_leave",
    "look",
    "logo",
    "sign_out_everywhere",
    "one_time",
}

# A code that is handed on, not decided there.
HANDED_ON = ("moderation/gates/draft.py", "api/codes.py")


@cache
def documents() -> dict[str, str]:
    """Return the text of every document by its path."""
    paths = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    return {str(path.relative_to(ROOT)): path.read_text() for path in sorted(paths)}


@cache
def all_words() -> str:
    """Return what people wrote: all documents but the printed ones."""
    return "\n".join(
        text for path, text in documents().items() if not path.startswith("docs/reference/")
    )


def code_in(text: str) -> str:
    """Return what stands as code in a document."""
    return "\n".join(CODE.findall(text))


def anchors(text: str) -> set[str]:
    """Return the anchors that a page of Markdown offers, as code hosts make them."""
    heads = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", head) for head in HEADING.findall(text))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def dead_links(path: str, text: str) -> Iterator[str]:
    """Yield the relative links of a document that lead nowhere."""
    for link in LINK.findall(CODE.sub("", text)):
        name, _, anchor = unquote(link).partition("#")
        if re.match(r"[a-z]+:", name):
            continue
        target = (ROOT / path).parent / name if name else ROOT / path
        if not target.exists():
            yield f"{path} links to {link}"
        elif anchor and anchor not in anchors(target.read_text()):
            yield f"{path} links to {link}, which has no such heading"


def filled(address: str) -> str:
    """Return the path of an address with something real in its places."""
    path = re.split(r"[?#]", address)[0]
    return re.sub(r"<(\w+)>", lambda match: EXAMPLES.get(match[1], AN_ID), path)


def unknown_addresses(text: str) -> Iterator[str]:
    """Yield the addresses in a text that the server does not answer."""
    code = code_in(text)
    for address in ADDRESS.findall(code) + IN_CURL.findall(code):
        if address in health.PATHS or address.startswith(STATIC):
            continue  # the edge answers by itself
        try:
            resolve(filled(address))
        except Resolver404:
            yield address


def unknown_calls(text: str) -> Iterator[str]:
    """Yield the calls of our command in a text that it does not know."""
    for name, word in CALL.findall(code_in(text)):
        if name not in VISIBLE:
            yield f"colonnade {name}"
            continue
        command = found_command(name)
        if isinstance(command, click.Group) and word and word not in command.commands:
            yield f"colonnade {name} {word}"


def found_command(name: str) -> click.Command:
    command = colonnade.get_command(click.Context(colonnade), name)
    assert isinstance(command, click.Command)
    return command


def options_of(command: click.Command) -> set[str]:
    words = {word for param in command.params for word in param.opts}
    return {word for word in words if word.startswith("--")}


def calls() -> Iterator[tuple[str, click.Command]]:
    """Yield every call of our command that an operator can make."""
    for name in VISIBLE:
        command = found_command(name)
        if isinstance(command, click.Group):
            yield from ((f"{name} {word}", one) for word, one in command.commands.items())
        else:
            yield name, command


def mistakes_in_codes(text: str, path: str) -> Iterator[str]:
    """Yield what is wrong with the refusals that a module raises."""
    for found in raised_in(text, path):
        if found.code and found.code not in SENTENCES:
            yield f"{found.place} raises {found.code}, which has no sentence"
        elif not (found.code and found.kind) and not path.endswith(HANDED_ON):
            yield f"{found.place} raises a refusal whose code and kind are not written there"


def test_the_printed_reference_is_up_to_date() -> None:
    assert not list(reference.stale()), "run python -m colonnade.project.reference --write"


def test_links_lead_somewhere() -> None:
    dead = [line for path, text in documents().items() for line in dead_links(path, text)]
    assert not dead, "\n".join(dead)


def test_addresses_exist() -> None:
    unknown = [
        f"{path}: {address}"
        for path, text in documents().items()
        if path != "docs/reference/addresses.md"  # printed from the address table itself
        for address in unknown_addresses(text)
    ]
    assert not unknown, "\n".join(unknown)


def test_variables_exist() -> None:
    known = {f"COLONNADE_{name.upper()}" for name in EXPLANATIONS} | OF_SCRIPTS
    told = set(VARIABLE.findall("\n".join(documents().values())))
    assert told <= known, told - known


def test_settings_are_all_explained() -> None:
    assert {field.name for field in fields(Config)} - {"origin"} == set(EXPLANATIONS)
    set_there = set(SITE_SET.findall(all_words()))
    silent = {name for name in SETTINGS if f"`{name}`" not in all_words()} - set_there
    assert not silent, f"the guide does not mention {silent}"
    assert set_there <= set(SETTINGS)


def test_commands_exist() -> None:
    unknown = [
        f"{path}: {call}" for path, text in documents().items() for call in unknown_calls(text)
    ]
    assert not unknown, "\n".join(unknown)


def test_commands_and_their_options_are_all_told() -> None:
    code = code_in(all_words())
    silent = [
        name for name, _ in calls() if f"colonnade {name}" not in code and f"`{name}`" not in code
    ]
    assert not silent, f"the guide does not mention {silent}"
    told = set(OPTION.findall(code))
    ours = {"--data", *(word for _, command in calls() for word in options_of(command))}
    assert not sorted(ours - told), "the guide does not mention these options"


def test_refusal_codes_and_sentences_belong_together() -> None:
    wrong = [
        line
        for path in sorted((ROOT / "src" / "colonnade").rglob("*.py"))
        for line in mistakes_in_codes(path.read_text(), str(path.relative_to(ROOT)))
    ]
    assert not wrong, "\n".join(wrong)
    unused = set(SENTENCES) - {found.code for found in raised()}
    assert not unused, f"nothing raises {sorted(unused)}"
    assert not set(SENTENCES) & set(OWN)


def test_every_event_and_code_is_in_the_reference() -> None:
    events = documents()["docs/reference/events.md"]
    made = {
        node.name
        for path in (ROOT / "src" / "colonnade").glob("*/events.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef)
    }
    assert {event.__name__ for event in WIRING} == made, "an event that nobody is told"
    assert all(f"`{name}`" in events for name in made)
    refusals = documents()["docs/reference/refusals.md"]
    assert all(f"`{code}`" in refusals for code in (*SENTENCES, *OWN))


def test_every_public_address_is_told_in_the_guide() -> None:
    guide = ADDRESS.findall(documents()["docs/guide/reading.md"])
    told = {resolve(filled(address)).url_name for address in guide}
    public = [*urlpatterns, *newspaper_urls.FIRST, *newspaper_urls.LAST]
    silent = {pattern.name for pattern in public} - told - QUIET
    assert not silent, f"the table in the guide does not mention {silent}"


def test_no_document_names_a_machine() -> None:
    private = re.compile(r"/(?:work|home|root|tmp)/|shared/reference")
    named = [path for path, text in documents().items() if private.search(text)]
    assert not named


def test_the_laws_see_what_breaks_them() -> None:
    assert list(dead_links("README.md", "[x](docs/nowhere.md)"))
    assert list(dead_links("README.md", "[x](README.md#no-such-heading)"))
    assert not list(dead_links("README.md", "[x](LICENSE) [y](https://example.org/)"))
    assert list(unknown_addresses("`/t/<thread>/nowhere`")) == ["/t/<thread>/nowhere"]
    assert list(unknown_addresses("`/metrics/nowhere`")) == ["/metrics/nowhere"]
    assert not list(unknown_addresses("`/t/<thread>/?view=flat` and `POST /viewing/`"))
    assert list(unknown_calls("`colonnade vanish`")) == ["colonnade vanish"]
    assert list(unknown_calls("```sh\nbin/colonnade people vanish NAME\n```"))
    assert not list(unknown_calls("`colonnade people link NAME`"))


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("raise Refusal('no_such_code', Kind.DENIED)", True),
        ("raise Refusal(code, Kind.DENIED)", True),
        ("raise Refusal('text_empty', kind)", True),
        ("return Verdict('refuse', 'no_such_code')", True),
        ("raise Refusal('text_empty', Kind.INVALID, field=field)", False),
        ("return Verdict('refuse', 'thread_closed')", False),
        ("return Verdict('hold', 'guests_wait')", False),
    ],
)
def test_the_law_on_codes_sees_what_breaks_it(text: str, wrong: bool) -> None:
    assert bool(list(mistakes_in_codes(text, "x.py"))) == wrong
