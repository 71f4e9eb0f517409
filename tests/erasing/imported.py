"""Somebody whose comments an import brought, with canaries in all that came of her."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured

from colonnade.discussion.models import Comment
from colonnade.discussion.reading import soundness
from colonnade.flows import erase
from colonnade.sites.reading import current_site
from colonnade.transfer.erasing import Choice, ask_erase_of
from colonnade.transfer.identities import Identity, identity_of
from colonnade.transfer.names import public_id
from colonnade.transfer.running import bring_in
from tests.erasing import dump
from tests.factories import deliver_all, make_actor
from tests.transfer.made_source import SITE, article, comment

EXPORT = "import/wxr/isso-wordpress.xml"
NAME, ADDRESS, USER = "Wyvernia Quol", "zumpfhorn@example.org", "77"
TEXT = "The fjordkrapf sails at dawn over the long bridge."
CANARIES = (
    "wyvernia",
    "zumpfhorn",
    "fjordkrapf",
    "gletschkurb",
    "quolhome",
    "hulmprax",
    "mirzlaub",
)
HERS: dict[str, Any] = {"name": NAME, "email": ADDRESS, "website": "https://quolhome.example/"}


@pytest.fixture(autouse=True)
def folders(settings, tmp_path: Path) -> None:
    """Give whoever imports this a data folder of its own, with mail among its files."""
    settings.DATA = tmp_path / "site"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.EMAIL_FILE_PATH = str(tmp_path / "site" / "mail")
    settings.MAIL_GOES_TO_FILES = True
    current_site()


def bring(path: Path, *, dry: bool = False) -> str:
    return bring_in(name="wordpress", path=path, dry=dry, publish=False, tell=lambda *_: None)


def hits(words: tuple[str, ...]) -> set[str]:
    """Return where one of these words stands: any column, any file of the data folder."""
    wanted = [word.casefold().encode() for word in words]
    files = [path for path in Path(configured.DATA).rglob("*") if path.is_file()]
    there = {path.name for path in files if any(one in path.read_bytes().lower() for one in wanted)}
    return dump.hits(words) | there


def id_of(source: object) -> str:
    return public_id(SITE.namespace, "comment", str(source))


def row_of(source: object) -> Comment:
    return Comment.objects.get(public_id=id_of(source))


def who_wrote(comment_id: str) -> Identity:
    identity = identity_of(comment_id)
    assert identity is not None
    return identity


def by_marks(comment_id: str, *kinds: str) -> Choice:
    bases = who_wrote(comment_id).bases
    return Choice(frozenset(one.mark for one in bases if one.kind in kinds), frozenset())


def by_hand(*comments: str) -> Choice:
    return Choice(frozenset(), frozenset(comments))


def erased_now(choice: Choice, *, texts: bool = True) -> str:
    """Ask as an owner and let the worker carry it out; return the word."""
    word = ask_erase_of(
        actor=make_actor(role="owner"), choice=choice, texts=texts, reason="A letter", at_once=True
    )
    assert erase.erase_due() == 1
    deliver_all()
    return word


def of_name(name: str) -> list[str]:
    return list(Comment.objects.filter(guest_name=name).values_list("public_id", flat=True))


def insist_on_sound_counts() -> None:
    assert [one for one in soundness() if not one.is_sound] == []


def the_world() -> list[Any]:
    """Return records: what she wrote, and what others answered, quoted and called."""
    quote = f"<p>{NAME} wrote:</p><blockquote><p>{TEXT}</p></blockquote><p>Surely not.</p>"
    return [
        article("1"),
        comment(1, text=f"<p>{TEXT}</p>", user=USER, account=True, **HERS),
        comment(2, minute=1, parent="1", text=quote, name="Bo Lantern", email="bo@example.org"),
        comment(3, minute=2, parent="2", text="<p>A gletschkurb, â€žhulmpraxâ€œ.</p>", **HERS),
        comment(4, minute=3, parent="3", text=f"<p>As @{NAME} says.</p>", name="Cy Dune"),
        article("2"),
        comment(5, subject="2", text="<p>Elsewhere: mirzlaub.</p>", **HERS),
        comment(6, subject="2", minute=1, parent="5", text="<p>Yes, there.</p>", name="Cy Dune"),
    ]


def insist_that_others_stand() -> None:
    for source, words in ((2, "Surely not."), (4, "says."), (6, "Yes, there.")):
        assert row_of(source).visibility == "visible"
        assert words in row_of(source).html
