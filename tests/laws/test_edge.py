"""The edge knows which addresses are one visitor's own, and needs no framework to run."""

import subprocess
import sys

import pytest
from django.urls import URLResolver, resolve

from colonnade.cli.edge_settings import BODIES, PARAMETERS
from colonnade.discussion.viewing import Viewing
from colonnade.project import newsroom
from colonnade.project.private import PRIVATE, PRIVATE_ENDS
from colonnade.project.urls import urlpatterns
from colonnade.staff.views.imports import MAX_MIB
from tests.laws.house import ROOT

HEAVY = {"django", "wagtail", "allauth", "jinja2", "PIL", "psycopg", "ninja", "click", "email"}
LOAD = """
import sys
import colonnade.cli.edge, colonnade.edge.rsgi, colonnade.edge.asgi, granian, uvloop
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
# The same for everybody, or asked of Django after the edge saw that it is not.
PUBLIC = {
    "",
    ".well-known/colonnade-log.json",
    "<section:section>/",
    "<section:section>/<name:slug>/",
    "archive/",
    "archive/<year>",
    "bylines/<name:slug>/",
    "feeds/articles.<form>",
    "feeds/comments.<form>",
    "feeds/sections/<section>",
    "feeds/log.<form>",
    "healthz",
    "log/",
    "log/<int:year>.csv",
    "log/<int:year>/",
    "log/entries.json",
    "log/verify.py",
    "look/<name>",
    "media/look/<name>",
    "media/pictures/<key>",
    "media/portraits/<name>",
    "pages/<name:slug>/",
    "people/<id:handle>/",
    "people/<id:handle>/comments/",
    "readyz",
    "robots.txt",
    "rules/",
    "rules/<int:version>/",
    "sitemap.xml",
    "t/<thread>",
    "t/<id:thread>/",
    "t/<id:thread>/comment/post",
    "tags/<name:slug>/",
}
# Two folders by one pattern, and what only adds a slash.
OF_THE_NEWSROOM, ADDS_A_SLASH = "media/<folder>", "<rest>"


def test_what_serves_the_edge_leaves_django_unloaded() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", LOAD],
        env={"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert {"colonnade", "granian", "uvloop", "sqlite3"} <= loaded
    assert not loaded & HEAVY


def addresses() -> set[str]:
    """Return every address up to its first part that is a regular expression."""
    found = []
    for entry in urlpatterns:
        below = entry.url_patterns if isinstance(entry, URLResolver) else ()
        start = str(entry.pattern)
        found += [start + str(one.pattern) for one in below] or [start]
    return {_beginning(one) for one in found}


def _beginning(pattern: str) -> str:
    head, regular, rest = pattern.replace("^", "").replace(r"\.", ".").partition("(?P")
    return f"{head}{rest.partition('>')[0]}>" if regular else head


def test_every_address_is_private_or_public_and_none_is_both() -> None:
    found = addresses()
    assert len(found) > 60
    private = {one for one in found if f"/{one}".startswith(PRIVATE) or one.endswith(PRIVATE_ENDS)}
    assert sorted((found - private) ^ (PUBLIC | {OF_THE_NEWSROOM, ADDS_A_SLASH})) == []


def test_private_ends_are_those_of_forms_alone() -> None:
    found = {one for one in addresses() if one.endswith(PRIVATE_ENDS)}
    assert found == {"t/<id:thread>/comment"}


@pytest.mark.parametrize("start", PRIVATE)
def test_every_private_beginning_is_somewhere(start: str) -> None:
    if start.startswith("/media/"):
        assert resolve(f"{start}name.jpg").url_name == "newsroom_picture"
    else:
        assert [one for one in addresses() if f"/{one}".startswith(start)]


def test_the_parameters_are_those_of_the_addresses_that_we_make() -> None:
    named = Viewing(view="flat", order="newest", size=70).query(2).removeprefix("?").split("&")
    pairs = dict(pair.split("=") for pair in named)
    assert list(pairs) == [name for name in PARAMETERS if name in pairs]
    assert all(pairs[name] in PARAMETERS[name] for name in pairs if name != "page")
    assert PARAMETERS["page"] == ()


def test_the_largest_uploads_come_through() -> None:
    limits = dict(BODIES)
    largest = newsroom.SETTINGS["WAGTAILIMAGES_MAX_UPLOAD_SIZE"]
    assert isinstance(largest, int)
    assert limits["/newsroom/"] > largest
    assert limits["/staff/imports/"] > MAX_MIB * 2**20
