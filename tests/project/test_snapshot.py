import re
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from colonnade.articles.rendering import rendering_key
from colonnade.kit import clock
from colonnade.project import snapshot
from colonnade.project.snapshot.making import content_of
from colonnade.sites.times import day_words


@pytest.fixture(params=[True, False], ids=["sample", "schema"])
def unpacked(request, tmp_path):
    path = tmp_path / "site.sqlite3"
    assert snapshot.unpack(path, sample=request.param)
    return path


def ask(path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


def test_a_whole_database_is_put_in_its_place(unpacked):
    assert ask(unpacked, "PRAGMA integrity_check") == [("ok",)]
    assert ask(unpacked, "PRAGMA foreign_key_check") == []
    assert unpacked.stat().st_mode & 0o077 == 0
    assert [path.name for path in unpacked.parent.iterdir()] == ["site.sqlite3"]


def test_the_schema_alone_holds_no_content(tmp_path):
    path = tmp_path / "site.sqlite3"
    snapshot.unpack(path, sample=False)
    for table in ("sites_site", "people_person", "discussion_thread", "discussion_comment"):
        assert ask(path, f"SELECT count(*) FROM {table}") == [(0,)]  # noqa: S608


def test_the_sample_is_as_old_as_it_was_meant_to_be(tmp_path):
    path = tmp_path / "site.sqlite3"
    snapshot.unpack(path, sample=True)
    newest = ask(path, "SELECT max(created) FROM discussion_comment")[0][0]
    age = clock.now() - datetime.fromisoformat(str(newest)).replace(tzinfo=UTC)
    assert timedelta(0) < age < timedelta(hours=1)
    assert ask(path, "SELECT 1 FROM discussion_thread WHERE last_comment < created") == []
    assert ask(path, "SELECT 1 FROM moderation_decision WHERE created > datetime('now')") == []


def test_no_article_of_the_sample_has_to_be_rendered_anew(tmp_path):
    path = tmp_path / "site.sqlite3"
    snapshot.unpack(path, sample=True)
    found = ask(path, "SELECT body, html, rendering FROM articles_articlepage")
    days = 0
    with translation.override("en"):
        for body, html, rendering in found:
            assert rendering == rendering_key()
            told = set(re.findall(r'"date": "([^"]+)"', str(body)))
            shown = re.findall(r'<time datetime="([^"]+)">([^<]*)</time>', str(html))
            assert {day for day, _ in shown} == told
            for day, words in shown:
                assert words == day_words(datetime.fromisoformat(day))
            days += len(told)
    assert days > 10


def test_every_time_is_known(tmp_path):
    path = tmp_path / "site.sqlite3"
    snapshot.unpack(path, sample=True)
    with closing(sqlite3.connect(path)) as connection:
        columns = snapshot.time_columns(connection)
    expected = {
        ("discussion_comment", "created"),
        ("discussion_comment", "edited"),
        ("discussion_revision", "created"),
        ("discussion_thread", "last_comment"),
        ("moderation_decision", "created"),
        ("people_person", "joined"),
        ("django_migrations", "applied"),
    }
    assert expected <= set(columns)


def test_nobody_of_the_sample_can_sign_in(tmp_path):
    path = tmp_path / "site.sqlite3"
    snapshot.unpack(path, sample=True)
    assert ask(path, "SELECT count(*) FROM people_person WHERE sample = 0") == [(0,)]
    assert ask(path, "SELECT 1 FROM people_person WHERE substr(password, 1, 1) != '!'") == []


def test_without_a_snapshot_migrations_must_do_it(tmp_path, monkeypatch):
    monkeypatch.setattr(snapshot, "SAMPLE", tmp_path / "none")
    assert not snapshot.unpack(tmp_path / "site.sqlite3", sample=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ("UPDATE sites_site SET title = 'Another'", {"sites_site"}),
        (
            "DELETE FROM search_words WHERE rowid = (SELECT min(rowid) FROM search_words)",
            {"search_words"},
        ),
        ("CREATE INDEX more ON people_person (role)", {"the schema"}),
        ("INSERT INTO search_words (search_words) VALUES ('optimize')", set()),
        ("VACUUM", set()),
    ],
)
def test_a_difference_is_found_in_its_table(tmp_path, change, named):
    path, other = tmp_path / "one.sqlite3", tmp_path / "other.sqlite3"
    snapshot.unpack(path, sample=True)
    shutil.copy(path, other)
    with closing(sqlite3.connect(other)) as connection:
        connection.execute(change)
        connection.commit()
    before, after = content_of(path), content_of(other)
    assert {name for name in before if before[name] != after[name]} == named
