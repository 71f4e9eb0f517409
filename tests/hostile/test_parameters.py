"""D7: nonsense in every parameter and every id of every address: an answer, never a fault."""

import re
from collections.abc import Iterator
from itertools import cycle, islice, product
from random import Random
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.conftest import FULL
from tests.factories import make_comment, make_person, make_thread
from tests.hostile.doors import doors
from tests.hostile.lists import some, tell
from tests.staff.desk import sign_in

pytestmark = pytest.mark.django_db

NAMES = [
    *("view", "fold", "order", "size", "page", "q", "kind", "section", "person", "from", "to"),
    *("next", "done", "at", "saved", "url", "key", "sort", "filter", "id", "p", "_connector"),
    *("thread__site__key", "password__startswith", "order_by", "commenting", "number"),
]
VALUES = [
    *("", "0", "-1", "1.5", "1e9", "9" * 30, "9" * 5000, "0x10", "\u0661", "\u00b2", "NaN"),
    *("%00", "%ff", "%ed%a0%80", "%F0%9F", "%E2%80%AE", "%0d%0aX-Canary:%201", "%25", "a%00b"),
    *(
        "'",
        '"',
        "\\",
        ";",
        "`",
        "' OR 1=1--",
        "1); DROP TABLE people_person;--",
        "1 UNION SELECT 1",
    ),
    *("id", "-id", "?", "password", "person__password", "created,id", "-created)", "RAND()"),
    *("../../etc/passwd", "//evil.example", "javascript:alert(1)", "<script>alert(1)</script>"),
    *("{{7*7}}", "${7*7}", "[]", "{}", "null", "true", "\u202e", "\U0010ffff", "x" * 10_000),
    *(
        "@",
        "@@@",
        '"',
        '"a',
        "a*",
        "*",
        "-",
        "NOT",
        "a AND",
        "NEAR(a b)",
        "a:b",
        "(((",
        "^a",
        "a\x1fb",
    ),
    *("2026-02-30", "0000-01-01", "9999-12-31", "-2026-01-01", "2026-01-01T00:00:00Z"),
]
ID = "2" * 12
WORDS = {"id": ID, "int": "9" * 25, "slug": "x", "str": "x", "path": "x"}
# Groups of regular expressions that are no id.
GROUPS = {"form": "json", "year": "2026", "month": "05", "key": "0" * 16, "width": "320"}
GROUPS |= {"name": "0" * 32 + "-48", "section": "harbor", "slug": "tide", "folder": "images"}


def addresses() -> Iterator[str]:
    """Yield every address of our own doors, with made-up words in its places."""
    yield from _below(get_resolver().url_patterns, "/")


def _below(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
    for found in patterns:
        words = before + _made_up(str(found.pattern))
        if words.startswith("/newsroom"):
            continue
        if isinstance(found, URLResolver):
            yield from _below(found.url_patterns, words)
        else:
            yield words


def _made_up(pattern: str) -> str:
    words = re.sub(
        r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", lambda match: GROUPS.get(match[1], ID), pattern
    )
    words = re.sub(r"<(?:(\w+):)?\w+>", lambda match: WORDS.get(match[1] or "str", "x"), words)
    return re.sub(r"\\Z|[\^$\\]", "", words)


@pytest.fixture
def clients() -> list[Client]:
    return [Client(), sign_in(make_person(role="owner"))]


def own_paths() -> list[str]:
    """Return those addresses, and the same of a thread, a comment and a person that are there."""
    person = make_person()
    thread = make_thread(commenting="guests")
    comment = make_comment(thread)
    known = {"t": thread.public_id, "threads": thread.public_id, "people": person.handle}
    known |= {"c": comment, "comments": comment}
    found = list(addresses())
    for name, word in known.items():
        found += [path.replace(f"/{name}/{ID}", f"/{name}/{word}") for path in found]
        found += [path.replace(f"/{name}/x", f"/{name}/{word}") for path in found]
    return list(dict.fromkeys(path for path in found if "(?" not in path))


def _status(client: Client, address: str) -> int:
    client.raise_request_exception = False
    answer = client.get(address)
    if getattr(answer, "streaming", False):
        answer.close()
    return int(answer.status_code)


def test_no_parameter_breaks_any_page(clients):
    """Every value at every name, dealt out over the addresses: each gets its share of the pairs."""
    paths, tried, broken = own_paths(), 0, []
    pairs = cycle(Random(7).sample(list(product(NAMES, VALUES)), len(NAMES) * len(VALUES)))
    for path in paths:
        for name, value in islice(pairs, 80 if FULL else 4):
            word = quote(value, safe="%")
            for client in clients:
                address = f"{path}?{name}={word}&page=1&{name}={word}"
                status = _status(client, address)
                tried += 1
                broken += [(status, address)] if status >= 500 else []
    assert broken == []
    assert tried > 500
    tell(f"0 of {tried} answers 500: {len(paths)} addresses, {len(NAMES) * len(VALUES)} pairs")


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/search/", ("q", "kind", "section", "person", "from", "to", "order", "page")),
        ("/api/v1/threads", ("url", "key", "size", "page")),
        ("/api/v1/threads/{thread}/comments", ("view", "order", "size", "page")),
        ("/t/{thread}/", ("view", "fold", "order", "size", "page")),
        ("/staff/", ("page", "done", "at")),
        ("/staff/threads/", ("q", "page")),
        ("/staff/people/", ("q", "page", "saved")),
        ("/staff/decisions/", ("page",)),
    ],
)
def test_no_value_breaks_a_page_that_asks_for_it(clients, path, names):
    thread = make_thread(comments=3)
    path = path.format(thread=thread.public_id)
    cases = [(name, value) for name in names for value in some(VALUES, one_of=9)]
    broken = []
    for name, value in cases:
        address = f"{path}?{name}={quote(value, safe='%')}"
        status = _status(clients[1], address)
        broken += [(status, address)] if status >= 500 else []
    assert broken == []


def test_no_id_breaks_any_address(clients):
    odd = [quote(value, safe="%") for value in VALUES if value and "/" not in value]
    tried, broken = 0, []
    paths = [path for path in addresses() if re.search("2{12}|9{25}|/x(?=/|$)", path)]
    for path in paths:
        for value in some(odd, one_of=15):
            address = re.sub("2{12}|9{25}|/x(?=/|$)", value.replace("\\", "%5C"), path)
            for client in clients:
                status = _status(client, address if address.startswith("/") else f"/{address}")
                tried += 1
                broken += [(status, address)] if status >= 500 else []
    assert broken == []
    tell(f"0 of {tried} answers 500: odd ids in {len(paths)} addresses")


@pytest.mark.parametrize("path", ["/%00/", "/a/%00/", "/%00/feed/", "/?p=%00", "/%ff/", "/a%00b"])
def test_an_address_that_no_database_can_be_asked_for_is_nowhere(path):
    """PostgreSQL refuses NUL in a text; a former address is looked for wherever nothing is."""
    assert _status(Client(), path) in {200, 404}


def test_no_typed_value_breaks_any_form():
    """Each field of each way in by itself, all others as they should be."""
    values = [value.replace("%00", "\x00") for value in VALUES]
    tried, broken = 0, []
    for door in doors():
        for number, name in enumerate(door.fields):
            for value in values[number % 3 :: 3] if FULL else values[number % 13 :: 13]:
                status = door.send(**{name: value}).status_code
                tried += 1
                broken += [(status, door.name, name, value[:40])] if status >= 500 else []
    assert broken == []
    tell(f"0 of {tried} answers 500: {len(values)} values in every field of every way in")
