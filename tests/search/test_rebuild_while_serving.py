"""The index is filled anew while somebody else writes: nobody is refused."""

import sqlite3

import pytest
from django.db import connection

from colonnade.discussion.actions import LoadedComment, LoadedThread, load_thread
from colonnade.discussion.reading import spoken
from colonnade.kit import clock
from colonnade.search.actions import index
from colonnade.search.comments import comment_documents
from colonnade.sites.reading import current_site


@pytest.mark.django_db(transaction=True)
def test_another_writer_does_not_end_a_rebuild():
    """SQLite refuses a write at once where an older reading of its connection is still open."""
    comments = [
        LoadedComment(None, clock.now(), f"Word {number}", guest_name="Ida")
        for number in range(2100)
    ]
    about = LoadedThread(key="many", title="Many")
    load_thread(site=current_site(), thread=about, comments=comments, seed=5)
    documents = comment_documents()
    first = [next(documents)]
    if connection.vendor == "sqlite":
        with sqlite3.connect(connection.settings_dict["NAME"]) as other:
            other.execute("UPDATE sites_site SET tagline = 'written meanwhile'")
        other.close()
    assert index(documents=first) == 1
    assert len([*first, *documents]) == 2100


@pytest.mark.django_db
def test_every_comment_is_spoken_once_whatever_the_batches():
    comments = [LoadedComment(None, clock.now(), "x", guest_name="Ida") for _ in range(4001)]
    about = LoadedThread(key="more", title="More")
    load_thread(site=current_site(), thread=about, comments=comments, seed=6)
    keys = [one.pk for one in spoken()]
    assert len(keys) == len(set(keys)) == 4001
    assert keys == sorted(keys)
