"""The measure of an undone import sees any change, and none where there is none."""

import pytest
from django.db import connection

from colonnade.discussion.models import Comment
from colonnade.discussion.reading import soundness
from tests.factories import deliver_all, make_comment, make_thread
from tests.transfer.table_hash import LEDGER, rows_of, table_hash

pytestmark = pytest.mark.django_db


def test_equal_rows_have_equal_digests_and_others_do_not():
    thread = make_thread(comments=3)
    deliver_all()
    before = table_hash()
    assert list(soundness())
    assert table_hash() == before
    comment = make_comment(thread, body="Something about lanterns.")
    changed = {name for name, digest in table_hash().items() if digest != before[name]}
    assert {"discussion_comment", "discussion_revision", "discussion_thread"} <= changed
    Comment.objects.filter(public_id=comment).update(marks="lost")
    assert any("lost" in row for row in rows_of("discussion_comment"))


def test_the_index_of_words_is_seen_and_what_may_differ_is_not():
    thread = make_thread()
    before = table_hash()
    make_comment(thread, body="Lanterns.")
    assert table_hash()["search_words"] == before["search_words"]
    deliver_all()
    assert table_hash()["search_words"] != before["search_words"]
    assert not set(before) & set(LEDGER)
    assert len(before) > 40
    with connection.cursor() as cursor:
        assert set(before) <= set(connection.introspection.table_names(cursor))
