"""The sample content goes, whole, and nothing else does."""

import pytest
from django.db import connection

from colonnade.discussion.actions import (
    LoadedComment,
    LoadedThread,
    close_thread,
    load_thread,
    remove_sample_threads,
)
from colonnade.discussion.models import Block, Closure, Comment, Revision, Thread
from colonnade.discussion.reading import recount, soundness, thread_of
from colonnade.kit import clock
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site
from tests.conftest import FULL
from tests.factories import make_comment, make_person, make_thread
from tests.queries import queries

pytestmark = pytest.mark.django_db


def load(comments, *, seed):
    person, now = make_person(), clock.now()
    listed = [
        LoadedComment(
            parent=(index * 7) % index if index else None,
            created=now,
            source="Once.",
            person=person.pk,
            earlier="Before." if index % 5 == 0 else "",
        )
        for index in range(comments)
    ]
    thread = LoadedThread(key=f"sample-{seed}", title="Sample", sample=True)
    return load_thread(site=current_site(), thread=thread, comments=listed, seed=seed)


def test_all_of_the_sample_and_only_the_sample_is_removed():
    kept = make_thread(comments=12)
    close_thread(thread=kept.id)
    before = [model.objects.count() for model in (Thread, Comment, Revision, Block, Closure)]
    first, second = load(40, seed=1), load(3, seed=2)
    thread = thread_of(current_site(), first)
    assert thread is not None
    said = make_comment(thread, author=Actor(person=make_person().pk), body="By a real person.")
    close_thread(thread=thread.id)
    inside = Comment.objects.filter(thread__sample=True)
    pks, ids = (
        set(inside.values_list("pk", flat=True)),
        set(inside.values_list("public_id", flat=True)),
    )
    gone = remove_sample_threads()
    assert set(gone.threads) == {first, second}
    assert (set(gone.comments), set(gone.public_ids)) == (pks, ids)
    assert said in gone.public_ids
    assert len(gone.comments) == 44
    after = [model.objects.count() for model in (Thread, Comment, Revision, Block, Closure)]
    assert after == before
    assert recount(kept.id)
    assert all(one.is_sound for one in soundness())
    connection.check_constraints()
    assert remove_sample_threads().threads == []


@pytest.mark.parametrize("comments", [5, 100_000 if FULL else 2000])
def test_it_costs_the_same_statements_whatever_there_is(comments):
    load(comments, seed=3)
    with queries(14):
        gone = remove_sample_threads()
    assert len(gone.comments) == comments
