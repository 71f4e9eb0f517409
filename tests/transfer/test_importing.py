"""A site comes in whole, with a line for every record, or not at all."""

import json
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from colonnade.discussion.models import Comment, Thread
from colonnade.discussion.reading import soundness
from colonnade.kit.refusals import Refusal
from colonnade.search.reading import Wanted, find
from colonnade.sites.reading import current_site
from colonnade.transfer import handlers, running
from colonnade.transfer.models import Known, Run
from colonnade.transfer.names import public_id
from colonnade.transfer.readers.wordpress import read
from colonnade.transfer.reading import ledger_page, runs
from colonnade.transfer.records import (
    Kind,
    SourceArticle,
    SourceComment,
    SourceRefused,
    SourceRule,
    SourceSite,
    State,
)
from colonnade.transfer.running import bring_in
from tests.factories import deliver_all
from tests.shared_data import shared
from tests.transfer.made_source import article, comment, found, made
from tests.transfer.table_hash import LEDGER, table_hash

__all__ = ["made"]

pytestmark = pytest.mark.django_db

RUNS = ("transfer_run", "sqlite_sequence")
STATES = {
    State.PUBLIC: "visible",
    State.WAITING: "held",
    State.SPAM: "removed",
    State.TRASH: "removed",
    State.UNKNOWN: "held",
}


@pytest.fixture(autouse=True)
def own_site(settings, tmp_path):
    settings.DATA = tmp_path / "site"
    current_site()


def bring(path, *, dry=False):
    return bring_in(name="wordpress", path=path, dry=dry, publish=False, tell=lambda *_: None)


def lines_of(run):
    with found(run).ledger.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def comment_named(namespace, source):
    return Comment.objects.get(public_id=public_id(namespace, "comment", source))


def test_a_real_export_stands_in_the_site_as_it_stood_in_its_source():
    path = shared("import/wxr/isso-wordpress.xml")
    site, *records = read(path, zone=ZoneInfo("UTC"))
    assert isinstance(site, SourceSite)
    bring(path)
    said = [one for one in records if isinstance(one, SourceComment)]
    assert len(said) == 8
    for one in said:
        row = comment_named(site.namespace, one.source)
        wording = row.revisions.get(number=1)
        assert (row.guest_name, row.created) == (one.name, one.created)
        assert (wording.source, wording.format) == (one.text, "html")
        assert row.visibility == STATES[one.state]
        assert (row.kind == "ping") == one.ping
        parent = public_id(site.namespace, "comment", one.parent) if one.parent else None
        assert (row.parent.public_id if row.parent else None) == parent
    articles = [one for one in records if isinstance(one, SourceArticle)]
    assert Thread.objects.filter(title__in=[one.title for one in articles]).count() == len(articles)
    assert all(one.is_sound for one in soundness())


def test_every_record_has_a_line_and_the_sums_are_those_of_the_records():
    path = shared("import/wxr/wordpress-importer/small-export.xml")
    source = read(path, zone=ZoneInfo("UTC"))
    records = [one for one in source if not isinstance(one, SourceSite | SourceRule)]
    run = bring(path)
    lines, info = lines_of(run), found(run)
    assert [line["n"] for line in lines] == list(range(1, len(records) + 1))
    assert [line["source"] for line in lines] == [one.source for one in records]
    assert [line["line"] for line in lines] == [one.line for one in records]
    for kind, counts in info.counts.items():
        outcomes = Counter(line["outcome"] for line in lines if line["kind"] == kind)
        assert sum(outcomes.values()) == counts["records"]
        assert {name: counts[name] for name in outcomes} == outcomes
    assert info.state == "done"


def test_a_dry_run_touches_no_table_and_says_what_the_real_run_then_does():
    path = shared("import/wxr/wordpress-importer/valid-wxr-1.1.xml")
    before = table_hash(without=RUNS)
    dry = bring(path, dry=True)
    assert table_hash(without=RUNS) == before
    assert found(dry).state == "ready"
    assert lines_of(bring(path)) == lines_of(dry)


def test_the_same_file_again_changes_nothing():
    path = shared("import/wxr/isso-wordpress.xml")
    first = bring(path)
    deliver_all()
    before = table_hash()
    again = bring(path)
    deliver_all()
    assert table_hash() == before
    assert {line["outcome"] for line in lines_of(again)} == {"existing"}
    assert [line["id"] for line in lines_of(again)] == [line["id"] for line in lines_of(first)]
    assert [run.id for run in runs()] == [again, first]


def test_a_file_that_is_not_whole_leaves_the_site_as_it_was(tmp_path):
    whole = shared("import/wxr/isso-wordpress.xml").read_bytes()
    path = tmp_path / "cut.xml"
    path.write_bytes(whole[: len(whole) // 2])
    before = table_hash(without=RUNS)
    with pytest.raises(Refusal) as caught:
        bring(path)
    assert caught.value.code == "import_unreadable"
    assert table_hash(without=RUNS) == before
    failed = runs()[0]
    assert (failed.state, failed.failure["code"]) == ("failed", "import_unreadable")


def test_readers_see_nothing_until_all_is_there(made):
    seen = []

    def look(state, done, total):
        deliver_all()
        shown = Thread.objects.filter(hidden=False).count()
        seen.append((state, shown, Comment.objects.filter(thread__hidden=False).count()))

    made(article("1"), comment(1), article("2"), comment(2, subject="2"), tell=look)
    assert {one[1:] for one in seen if one[0] == "writing"} == {(0, 0)}
    assert Thread.objects.filter(hidden=False).count() == 2


def test_a_run_that_stopped_goes_on_where_it_was_and_ends_as_if_it_had_not(made):
    class Killed(BaseException):
        pass

    def die(state, done, total):
        if state == "writing" and done >= 4:
            raise Killed

    records = [
        one
        for number in ("1", "2", "3")
        for one in (article(number), comment(number, subject=number))
    ]
    with pytest.raises(Killed):
        made(*records, tell=die)
    assert Run.objects.get().state == "writing"
    half = Known.objects.filter(kind="thread").count()
    assert 0 < half < 3
    run = made(*records)
    assert run == Run.objects.get().public_id
    assert Thread.objects.filter(hidden=False).count() == Comment.objects.count() == 3
    assert [line["outcome"] for line in lines_of(run)] == ["created"] * 6


def test_another_file_of_the_same_site_waits_until_the_first_is_whole(made):
    def die(state, done, total):
        if state == "writing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        made(article("1"), comment(1), tell=die)
    with pytest.raises(Refusal) as caught:
        made(article("2"))
    assert caught.value.code == "import_unfinished"


def test_only_one_import_works_at_a_time(made):
    codes = []

    def interfere(state, done, total):
        with pytest.raises(Refusal) as caught:
            made(article("9"))
        codes.append(caught.value.code)

    made(article("1"), tell=interfere)
    assert set(codes) == {"import_running"}


def test_what_cannot_be_stored_or_placed_is_refused_with_its_line(made):
    run = made(
        article("1"),
        comment(1, text="A nul: \0."),
        comment(2, text="Half: \ud83d."),
        comment(3, subject="nowhere"),
        comment(4, text="A literal \\u0000 is well."),
        comment(""),
        SourceRefused(kind=Kind.OTHER, source="menu", line=7, reason="kind_not_kept", detail="nav"),
    )
    lines = lines_of(run)
    assert [line["reason"] for line in lines[1:4]] == [
        "text_unstorable",
        "text_unstorable",
        "subject_missing",
    ]
    assert lines[4]["outcome"] == "created"
    assert [line["reason"] for line in lines[5:]] == ["source_unusable", "kind_not_kept"]
    assert lines[6]["line"] == 7
    page = ledger_page(run, outcome="refused")
    assert page.total == 5
    assert all(line.words != line.reason for line in page.items)


def test_what_comes_twice_in_a_file_counts_once(made):
    run = made(article("1"), comment(1), comment(1, text="Again."), article("1"))
    lines = lines_of(run)
    assert [line["outcome"] for line in lines] == ["created", "created", "merged", "merged"]
    assert lines[2]["id"] == lines[1]["id"]
    assert lines[3]["id"] == lines[0]["id"]
    assert Comment.objects.get().revisions.get().source == "Comment <em>1</em>."


def test_comments_that_are_shown_can_be_found(made):
    made(article("1"), comment(1, text="A lighthouse keeper."), comment(2, state=State.WAITING))
    deliver_all()
    assert len(find(Wanted(words="lighthouse"), limit=10)) == 1
    assert not find(Wanted(words="2"), limit=10)


def test_the_index_takes_an_import_in_batch_by_batch(made, monkeypatch):
    monkeypatch.setattr(handlers, "_BATCH", 2)
    made(article("1"), *(comment(number, text="A lighthouse.") for number in range(1, 6)))
    deliver_all()
    assert len(find(Wanted(words="lighthouse"), limit=10)) == 5


def test_a_run_that_fails_on_a_fault_of_ours_says_so_and_writes_nothing(made, monkeypatch):
    def broken(staging):
        raise ValueError("a fault")

    monkeypatch.setattr(running, "plan", broken)
    before = table_hash(without=RUNS)
    with pytest.raises(Refusal) as caught:
        made(article("1"))
    assert caught.value.data["why"] == "ValueError: a fault"
    assert table_hash(without=RUNS) == before
    assert runs()[0].failure["code"] == "import_broken"
    assert set(LEDGER) >= {"transfer_run"}
