"""What the import linter cannot say: tables, queries and HTTP stay in their rooms."""

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.laws.house import DOORS, Source, floors, imports, may_know, rooms, sources

Complaint = tuple[int, str]
Law = Callable[[Source], Iterator[Complaint]]

# Where a library speaks to us by requests: allauth to people, Wagtail to articles.
KNOWS_HTTP = re.compile(
    r"/(people/(adapter|middleware|visitor)|articles/(elsewhere|wagtail_hooks))\.py$"
)
SAVED = "transfer/readers/saved"
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
DOTTED = re.compile(r"colonnade\.(?P<room>[a-z]+)(\.\w+)*")


def models_stay_at_home(source: Source) -> Iterator[Complaint]:
    if source.is_migration:
        return
    for line, name in imports(source.tree):
        parts = name.split(".")
        if parts[0] == "colonnade" and parts[2:3] == ["models"] and parts[1] != source.room:
            yield line, f"imports the models of {parts[1]}"
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _called(node) == "get_model" and node.args:
            room = _text(node.args[0]).partition(".")[0]
            if room in floors() and room != source.room:
                yield node.lineno, f"asks Django for a model of {room}"


def relations_go_down(source: Source) -> Iterator[Complaint]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _called(node) in RELATIONS:
            named = [word.value for word in node.keywords if word.arg == "to"]
            target = (named or node.args or [ast.Constant("")])[0]
            room = _room_of_relation(target)
            if room in floors() and not may_know(source.room, room):
                yield node.lineno, f"relates to {room}"


def strings_go_down(source: Source) -> Iterator[Complaint]:
    for node in ast.walk(source.tree):
        if not isinstance(node, ast.Constant):
            continue
        path = DOTTED.fullmatch(_text(node))
        if path and path["room"] in floors() and not may_know(source.room, path["room"]):
            yield node.lineno, f'names "{path[0]}"'


def the_tree_stays_with_saved_pages(source: Source) -> Iterator[Complaint]:
    """docs/decisions/0019: it reads structure, and decides nothing about safety."""
    if f"/{SAVED}/" in source.path:
        return
    module = f"colonnade.{SAVED.replace('/', '.')}.tree"
    for line, name in imports(source.tree):
        if name == module or name.startswith(f"{module}."):
            yield line, "imports the tree of saved pages"


def doors_make_no_queries(source: Source) -> Iterator[Complaint]:
    if source.room not in DOORS:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"}:
            yield node.lineno, "queries; the room's reading or actions should"


def only_doors_know_http(source: Source) -> Iterator[Complaint]:
    if source.room in DOORS | {"project"} or KNOWS_HTTP.search(source.path):
        return
    for line, name in imports(source.tree):
        if name.startswith(("django.http", "django.shortcuts", "django.views")):
            yield line, f"imports {name}"


def kit_is_plain_python(source: Source) -> Iterator[Complaint]:
    if source.room == "kit":
        for line, name in imports(source.tree):
            if name.partition(".")[0] in {"django", "wagtail", "allauth", "ninja"}:
                yield line, f"imports {name}"


LAWS: list[Law] = [
    models_stay_at_home,
    relations_go_down,
    strings_go_down,
    the_tree_stays_with_saved_pages,
    doors_make_no_queries,
    only_doors_know_http,
    kit_is_plain_python,
]


@pytest.mark.parametrize("law", LAWS)
def test_the_house_keeps_the_law(law: Law) -> None:
    broken = [f"{source.path}:{line} {what}" for source in sources() for line, what in law(source)]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("law", "room", "text"),
    [
        (models_stay_at_home, "moderation", "from colonnade.discussion.models import Comment"),
        (models_stay_at_home, "moderation", "from colonnade.discussion import models"),
        (models_stay_at_home, "moderation", "def f():\n    import colonnade.people.models.person"),
        (models_stay_at_home, "web", "apps.get_model('discussion.Comment')"),
        (relations_go_down, "people", "models.ForeignKey('discussion.Thread', on_delete=CASCADE)"),
        (relations_go_down, "search", "models.OneToOneField(to='moderation.Case')"),
        (relations_go_down, "sites", "models.ManyToManyField(settings.AUTH_USER_MODEL)"),
        (strings_go_down, "discussion", "import_string('colonnade.web.pages.render')"),
        (strings_go_down, "search", "import_string('colonnade.notify')"),
        (
            the_tree_stays_with_saved_pages,
            "transfer",
            "from colonnade.transfer.readers.saved.tree import Tree",
        ),
        (
            the_tree_stays_with_saved_pages,
            "transfer",
            "from colonnade.transfer.readers.saved import tree",
        ),
        (doors_make_no_queries, "web", "Comment.objects.all()"),
        (only_doors_know_http, "discussion", "from django.http import HttpResponse"),
        (only_doors_know_http, "flows", "from django.shortcuts import render"),
        (kit_is_plain_python, "kit", "import django.utils.timezone"),
    ],
)
def test_the_law_sees_what_breaks_it(law: Law, room: str, text: str) -> None:
    assert list(law(Source(room, f"src/colonnade/{room}/bad.py", text)))


@pytest.mark.parametrize(
    ("law", "room", "text"),
    [
        (models_stay_at_home, "discussion", "from colonnade.discussion.models import Comment"),
        (models_stay_at_home, "web", "from colonnade.discussion.reading import thread_page"),
        (relations_go_down, "discussion", "models.ForeignKey('people.Person')"),
        (relations_go_down, "discussion", "models.ForeignKey('self')"),
        (relations_go_down, "discussion", "models.ForeignKey(settings.AUTH_USER_MODEL)"),
        (strings_go_down, "project", "'colonnade.web.middleware.choose_language'"),
        (
            the_tree_stays_with_saved_pages,
            "transfer",
            "from colonnade.transfer.readers.saved.decoding import decode_page",
        ),
        (doors_make_no_queries, "discussion", "Comment.objects.all()"),
        (only_doors_know_http, "web", "from django.http import HttpResponse"),
        (kit_is_plain_python, "kit", "import datetime"),
    ],
)
def test_the_law_lets_pass_what_keeps_it(law: Law, room: str, text: str) -> None:
    assert not list(law(Source(room, f"src/colonnade/{room}/good.py", text)))


def test_every_room_stands_in_the_plan() -> None:
    assert {room.name for room in rooms()} <= set(floors())


def _called(call: ast.Call) -> str:
    if isinstance(call.func, ast.Attribute):
        return call.func.attr
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _text(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _room_of_relation(target: ast.expr) -> str:
    if isinstance(target, ast.Attribute) and target.attr == "AUTH_USER_MODEL":
        return "people"
    return _text(target).partition(".")[0]
