"""Whole runs with articles: the same twice, a later file, and all of it gone without a trace."""

import json
from pathlib import Path

import pytest
from django.test import Client

from colonnade.articles import loading
from colonnade.articles.models import ArticlePage, FrontPage, PlainPage
from colonnade.discussion.models import Thread
from colonnade.kit import clock
from colonnade.kit.refusals import Refusal
from colonnade.people.models import Person
from colonnade.sites.reading import current_site
from colonnade.transfer.folders import LEDGER, folder_of
from colonnade.transfer.models import Run
from colonnade.transfer.running import bring_in
from colonnade.transfer.undoing import undo
from tests.factories import deliver_all, make_actor
from tests.shared_data import shared
from tests.transfer.paper_run import article_at
from tests.transfer.small_wxr import Post, Said, write
from tests.transfer.table_hash import rows_of, table_hash

pytestmark = pytest.mark.django_db
EXPORTS = [
    "import/wxr/isso-wordpress.xml",
    *(
        f"import/wxr/wordpress-importer/{name}.xml"
        for name in (
            "small-export",
            "valid-wxr-1.1",
            "post-content-blank-lines",
            "wxr-simple",
            "term-formats",
            "wxr-flat-attachment-same-site",
        )
    ),
]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA = tmp_path
    current_site()


@pytest.fixture
def owner():
    return make_actor(role="owner")


def bring(file, **options):
    """Import a file; return the run, and its ledger without the places in the file."""
    run = bring_in(
        name="wordpress",
        path=Path(file),
        tell=lambda *_: None,
        **{"dry": False, "publish": False} | options,
    )
    lines = (folder_of(run) / LEDGER).read_text().splitlines()
    return run, [json.loads(line) for line in lines]


def counts(run):
    return Run.objects.get(public_id=run).counts


def insist_on_the_same(before):
    deliver_all()
    after = table_hash()
    different = {name: rows_of(name)[:3] for name in before if before[name] != after[name]}
    assert not different


@pytest.mark.parametrize("name", EXPORTS)
def test_a_real_export_comes_in_and_goes(owner, name):
    file = shared(name)
    FrontPage.objects.get().save()
    deliver_all()
    before = table_hash()
    dry, foreseen = bring(file, dry=True)
    assert table_hash() == before
    run, ledger = bring(file)
    assert (ledger, counts(run)) == (foreseen, counts(dry))
    deliver_all()
    for line in ledger:
        if line["kind"] in {"article", "page"} and line["outcome"] == "created":
            public = line["reason"] not in {"draft", "from_trash"}
            status = Client().get(line["id"]).status_code
            assert status == (200 if public else 404), line
    again, _ = bring(file)
    for kind, found in counts(again).items():
        was = counts(run)[kind]
        assert found["existing"] == was["created"] + was["merged"] - twins(ledger, kind), kind
        assert found["created"] == 0
    undo(actor=owner, run=again)
    undo(actor=owner, run=run)
    insist_on_the_same(before)


def twins(ledger, kind):
    return sum(line["kind"] == kind and line["reason"] == "twice" for line in ledger)


def test_a_later_file_changes_articles_and_can_be_undone(owner, tmp_path):
    bring(write(tmp_path / "a.xml", Post(7, [Said(1)], text="About a lantern."), Post(8)))
    deliver_all()
    before = table_hash()
    later = Post(7, [Said(1)], title="Better", text="About a lamp.")
    run, ledger = bring(write(tmp_path / "b.xml", later, Post(8), Post(9)))
    (line,) = [one for one in ledger if one["outcome"] == "merged"]
    assert line["id"] == "/uncategorized/article-7/"
    deliver_all()
    found = article_at(line["id"])
    assert (found.headline, "About a lamp." in found.html) == ("Better", True)
    assert Thread.objects.get(key=found.key).title == "Better"
    assert line["id"] in Client().get("/search/?q=lamp").content.decode()
    undo(actor=owner, run=run)
    deliver_all()
    assert "About a lantern." in article_at(line["id"]).html
    insist_on_the_same(before)


def test_what_an_editor_has_worked_on_stays_hers(owner, tmp_path):
    run, _ = bring(write(tmp_path / "a.xml", Post(7)))
    deliver_all()
    page = ArticlePage.objects.get()
    page.title = "Ours"
    page.save_revision(user=people_row(owner)).publish()
    deliver_all()
    with pytest.raises(Refusal) as caught:
        undo(actor=owner, run=run)
    assert caught.value.data["listed"] == "/uncategorized/article-7/"
    _, ledger = bring(write(tmp_path / "b.xml", Post(7, title="Theirs")))
    assert [(one["outcome"], one["reason"]) for one in ledger if one["kind"] == "article"] == [
        ("existing", "edited_here")
    ]
    assert ArticlePage.objects.get().title == "Ours"


def people_row(actor):
    return Person.objects.get(pk=actor.person)


def test_what_other_articles_rest_on_stands_against_it(owner, tmp_path):
    run, _ = bring(write(tmp_path / "a.xml", Post(7)))
    article = ArticlePage.objects.get()
    assert article.section is not None
    loading.order_front(articles=[article.pk])
    with pytest.raises(Refusal) as caught:
        undo(actor=owner, run=run)
    assert caught.value.code == "import_answered"
    loading.order_front(articles=[])
    own = loading.LoadedArticle(
        section=article.section.pk, slug="own", headline="Own", published=clock.now()
    )
    loading.load_article(article=own)
    with pytest.raises(Refusal):
        undo(actor=owner, run=run)
    assert ArticlePage.objects.count() == 2
    assert not PlainPage.objects.exists()
