import sqlite3
from contextlib import closing

import pytest

from tests.cli.running import POSTGRES, colonnade, own_database

on_sqlite = pytest.mark.skipif(bool(POSTGRES), reason="about the SQLite file")
on_postgres = pytest.mark.skipif(not POSTGRES, reason="about two databases at once")


@pytest.fixture
def site(tmp_path):
    """A folder that holds a small site in SQLite."""
    made = colonnade("demo", "--comments", "3", "--data", tmp_path / "var")
    assert made.returncode == 0, made.stderr
    return tmp_path / "var"


def rows(path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


@on_sqlite
def test_an_older_database_is_migrated_and_a_copy_is_kept(site):
    path = site / "site.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM django_migrations WHERE app = 'notify'")
        connection.execute("DROP TABLE notify_staffnotice")
    refused = colonnade("people", "list", "--data", site)
    assert refused.returncode == 1
    assert "older than this program" in refused.stderr
    again = colonnade("demo", "--comments", "4", "--data", site)
    assert again.returncode == 0, again.stderr
    copies = list(site.glob("site-before-*.sqlite3"))
    assert len(copies) == 1
    assert copies[0].stat().st_mode & 0o077 == 0
    assert not rows(copies[0], "SELECT 1 FROM sqlite_master WHERE name = 'notify_staffnotice'")
    assert rows(copies[0], "SELECT count(*) FROM discussion_comment") == [(3,)]
    assert rows(path, "SELECT 1 FROM sqlite_master WHERE name = 'notify_staffnotice'")
    assert rows(path, "SELECT count(*) FROM discussion_comment") == [(7,)]


@on_sqlite
def test_a_newer_database_is_left_alone(site):
    with closing(sqlite3.connect(site / "site.sqlite3")) as connection, connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('people', '9999_of_tomorrow', '2026-01-01 00:00:00')"
        )
    for words in (["serve", "--port", "0"], ["people", "list"]):
        said = colonnade(*words, "--data", site)
        assert said.returncode == 1
        assert "people.9999_of_tomorrow" in said.stderr
        assert len(said.stderr.splitlines()) == 1


@on_sqlite
def test_what_an_interrupted_first_start_left_is_not_used(tmp_path):
    left_over = tmp_path / ".site.sqlite3.half"
    left_over.write_bytes(b"SQLite format 3\0 and no more")
    (tmp_path / "site.sqlite3-wal").write_bytes(b"of a database that is no more")
    made = colonnade("demo", "--comments", "3", "--data", tmp_path)
    assert made.returncode == 0, made.stderr
    assert not left_over.exists()
    assert rows(tmp_path / "site.sqlite3", "PRAGMA integrity_check") == [("ok",)]


@on_postgres
def test_a_site_in_sqlite_is_never_hidden_behind_an_empty_database(site):
    with own_database(bare=True) as variables:
        for words in (["serve", "--port", "0"], ["demo"]):
            said = colonnade(*words, "--data", site, variables=variables)
            assert said.returncode == 1
            assert said.stdout == ""
            assert len(said.stderr.splitlines()) == 1
            assert "Unset COLONNADE_DATABASE_URL" in said.stderr


@on_postgres
def test_a_site_in_both_databases_is_the_one_that_is_named(site, tmp_path):
    with own_database() as variables:
        elsewhere = tmp_path / "elsewhere"
        made = colonnade("demo", "--comments", "5", "--data", elsewhere, variables=variables)
        assert made.returncode == 0, made.stderr
        said = colonnade("demo", "--comments", "5", "--data", site, variables=variables)
        assert said.returncode == 0, said.stderr
        assert "was there before" in said.stdout
