"""`colonnade people erase-imported`: told first, done by a second word."""

from pathlib import Path

import pytest

from colonnade.discussion.models import Comment
from colonnade.people.models import Erasure
from colonnade.transfer.identities import identity_of
from tests.erasing.imported import ADDRESS, CANARIES, NAME, hits, id_of, row_of, the_world
from tests.transfer.made_source import article, comment, made

__all__ = ["made"]

WHO = ("people", "erase-imported")


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


def test_an_address_is_tried_and_erased(made, command):
    made(*the_world())
    told = command(*WHO, ADDRESS)
    assert told.status == 0
    assert "Would go: 3 comments in 2 discussions, under: Wyvernia Quol." in told.out
    assert "account at made:old.example.org 77: 1 comments" in told.out
    assert "Nothing is done yet" in told.out
    assert not Erasure.objects.exists()
    assert "in 24 hours" in command(*WHO, ADDRESS, "--do", "later").out
    assert "waits" in command(*WHO, ADDRESS, "--do", "later").err
    assert "stays" in command(*WHO, ADDRESS, "--do", "undo").out
    assert not Erasure.objects.exists()
    assert command(*WHO, ADDRESS, "--do", "now").out == f"{ADDRESS} is erased.\n"
    assert hits(CANARIES) == set()
    assert "Nobody of an import is found" in command(*WHO, ADDRESS).out


def test_a_name_erases_nobody_by_itself(made, command):
    made(article("1"), comment(1, name=NAME), comment(2, name=NAME, minute=1))
    told = command(*WHO, NAME, "--do", "now")
    assert told.status == 1
    assert "Nothing says whose these are" in told.err
    assert all(f"--comment {id_of(one)}" in told.out for one in (1, 2))
    assert Comment.objects.filter(guest_name=NAME).count() == 2
    done = command(*WHO, NAME, "--comment", id_of(1), "--keep-texts", "--do", "now")
    assert done.status == 0
    assert (row_of(1).guest_name, row_of(1).visibility) == ("", "visible")
    assert row_of(2).guest_name == NAME


def test_an_account_is_added_by_its_mark(made, command):
    made(*the_world())
    who = identity_of(id_of(1))
    assert who is not None
    mark = next(one.mark for one in who.bases if one.kind == "account")
    told = command(*WHO, "somebody", "--mark", mark)
    assert "Would go: 1 comments in 1 discussions" in told.out
