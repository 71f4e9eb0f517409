"""Articles and comments in one search, by index, filter and page."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client

from colonnade.articles import loading
from colonnade.articles.actions import settle
from colonnade.articles.models import ArticlePage, SectionPage
from colonnade.articles.rows import subject_key
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import thread_at
from colonnade.kit import clock
from colonnade.search.actions import rebuild
from colonnade.search.articles import article_documents
from colonnade.search.comments import comment_documents
from colonnade.search.reading import Wanted, count_entries, find
from colonnade.sites.reading import current_site
from tests.factories import deliver_all, make_actor, make_comment, make_thread
from tests.queries import queries
from tests.shared_data import shared

pytestmark = pytest.mark.django_db
NOW = clock.now()


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def an_article(slug, headline, *, text="", section="Harbor", days=1, **more):
    place = loading.load_section(
        title=section, slug=section.lower(), standfirst="", place=1, sample=False, moment=NOW
    )
    body = [{"type": "text", "value": f"<p>{text}</p>"}]
    values = {"section": place, "slug": slug, "headline": headline, "body": body}
    article = loading.LoadedArticle(**values | {"published": NOW - timedelta(days=days)} | more)
    pk = loading.load_article(article=article)
    settle(articles=[pk])
    return pk


def a_byline(name, slug):
    return loading.load_byline(byline=loading.LoadedByline(name=name, slug=slug))


def thread_below(article):
    thread = thread_at(current_site(), key=subject_key(article), actor=STAFF)
    assert thread is not None
    return thread


def hits(**wanted):
    return [(hit.kind, hit.subject) for hit in find(Wanted(**wanted), limit=50)]


def page(query=""):
    answer = Client().get(f"/search/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def heads(text):
    return [
        re.sub("<.*?>", "", found) for found in re.findall("<h2>(.*?)</h2>", text, flags=re.DOTALL)
    ]


def test_an_article_is_found_by_all_that_readers_see_of_it():
    article = an_article(
        "bridge",
        "The swing bridge",
        text="It <b>turns</b> at noon.",
        standfirst="An old machine",
        lead_caption="Seen at dawn",
        bylines=[a_byline("Nora Quay", "nora-quay")],
        tags=["Tides"],
        corrections=[(NOW.date(), "It has two spans.")],
    )
    deliver_all()
    for words in ("swing", "turns noon", "machine", "dawn", "quay", "tides", "spans"):
        assert hits(words=words) == [("article", article)], words
    assert hits(person="@nora-quay") == hits(person="nora") == [("article", article)]
    assert hits(section="harbor", kind="article") == [("article", article)]
    assert hits(kind="comment", words="swing") == []


def test_a_headline_weighs_more_than_a_text():
    about = an_article("a", "The ferry question", days=9, text="Much else is said here at length.")
    an_article("b", "Else", days=1, text="A ferry passes by, and the ferry is gone.")
    deliver_all()
    assert hits(words="ferry", order="best")[0] == ("article", about)
    assert hits(words="ferry")[0] != ("article", about)


def test_a_withdrawn_article_and_its_comments_are_gone_at_once():
    article = an_article("bridge", "A canarybridge", text="canarytext")
    deliver_all()
    make_comment(thread_below(article), body="canarycomment")
    deliver_all()
    for word in ("canarybridge", "canarytext", "canarycomment"):
        assert len(heads(page(f"?q={word}"))) == 1
    ArticlePage.objects.get(pk=article).unpublish()
    for word in ("canarybridge", "canarytext"):
        assert "Nothing was found" in page(f"?q={word}"), "the worker has not run yet"
    deliver_all()
    for word in ("canarybridge", "canarytext", "canarycomment"):
        assert hits(words=word) == []
        assert "Nothing was found" in page(f"?q={word}")


def test_a_draft_is_not_found():
    article = an_article("bridge", "Public", text="public")
    row = ArticlePage.objects.get(pk=article)
    row.body = json.dumps([{"type": "text", "value": "<p>draftcanary</p>"}])
    row.save_revision()
    deliver_all()
    rebuild(documents=[*comment_documents(), *article_documents()])
    assert hits(words="draftcanary") == []
    assert hits(words="public") == [("article", article)]


def test_a_renamed_section_takes_its_articles_and_their_comments_along():
    article = an_article("bridge", "A bridge", section="Harbor")
    deliver_all()
    make_comment(thread_below(article), body="A thought.")
    deliver_all()
    section = SectionPage.objects.get()
    section.title = "Waterfront"
    section.save_revision().publish()
    deliver_all()
    assert len(hits(section="Waterfront")) == 2
    assert hits(section="Harbor") == []


def test_the_index_is_filled_anew_with_both():
    an_article("bridge", "A bridge")
    make_comment(make_thread(), body="A bridge.")
    deliver_all()
    held = hits(words="bridge")
    rebuild(documents=[])
    assert count_entries() == {"comment": 0, "article": 0}
    rebuild(documents=[*comment_documents(), *article_documents()])
    assert hits(words="bridge") == held
    assert len(held) == 2


def test_both_kinds_stand_in_one_list_newest_first_with_their_words_marked():
    an_article("bridge", "A <i>bridge</i>", text="About bridges &amp; &lt;script&gt;.", days=1)
    make_comment(make_thread(), author=make_actor("Ada <b>"), body="My bridge & <script>x</script>")
    deliver_all()
    text = page("?q=bridge")
    assert heads(text)[1] == "A &lt;i&gt;bridge&lt;/i&gt;"
    assert "<h2>" in text
    assert "A &lt;i&gt;<mark>bridge</mark>&lt;/i&gt;" in text
    assert "About <mark>bridges</mark> &amp; &lt;script&gt;." in text
    assert "My <mark>bridge</mark> &amp; &lt;script&gt;x&lt;/script&gt;" in text
    assert "<script>" not in text
    assert "2 results" in text


def test_the_page_costs_the_same_however_many_are_found():
    for number in range(3):
        byline = a_byline(f"Nora {number}", f"nora-{number}")
        article = an_article(f"b{number}", "A bridge", bylines=[byline])
        deliver_all()
        make_comment(thread_below(article), body="bridge")
    deliver_all()
    client = Client()
    client.get("/search/?q=bridge")
    with queries(10):
        assert client.get("/search/?q=bridge").status_code == 200


@pytest.mark.parametrize(
    ("query", "said", "kept"),
    [
        ("q=a&from=yesterday", "This is no date", 'value="yesterday"'),
        ("q=a&from=2026-02-30", "This is no date", 'value="2026-02-30"'),
        ("q=a&to=9999-12-31", "This is no date", 'value="9999-12-31"'),
        ("q=a&from=2026-03-02&to=2026-03-01", "before the first", 'value="2026-03-02"'),
        ("q=%21%21", "There is no word", 'value="!!"'),
        ("person=%3F", "There is no name", 'value="?"'),
        ("section=Nowhere", "Nothing was found", "selected>Nowhere"),
        ("page=99999999999&kind=x&order=y&q=zzz", "Nothing was found", 'value="zzz"'),
    ],
)
def test_odd_input_is_explained_and_kept(query, said, kept):
    text = page(f"?{query}")
    assert said in text
    assert kept in text


def test_days_are_those_of_the_site_and_both_are_included():
    current = an_article("now", "A bridge", days=0, published=NOW)
    deliver_all()
    day = NOW.date().isoformat()
    assert hits(words="bridge") == [("article", current)]
    assert len(heads(page(f"?q=bridge&from={day}&to={day}"))) == 1
    assert heads(page(f"?q=bridge&to={(NOW - timedelta(days=1)).date()}")) == []


def test_results_are_paged_and_a_page_too_far_is_the_last():
    make_many = make_thread(comments=45)
    assert make_many.visible == 45
    rebuild(documents=comment_documents())
    assert len(heads(page("?q=comment"))) == 20
    assert len(heads(page("?q=comment&page=3"))) == 5
    assert page("?q=comment&page=77") == page("?q=comment&page=3")
    assert 'href="/search/?q=comment&amp;page=2"' in page("?q=comment")


def test_hostile_texts_stay_texts_wherever_they_are_put():
    listed = json.loads(shared("text/blns.json").read_text())
    texts = listed + json.loads(shared("xss/payloadbox-sample.json").read_text())
    texts = [str(text) for text in texts]
    thread = make_thread()
    for text in texts[::40]:
        make_comment(thread, body=f"needle {text}"[:5000] + " end")
    deliver_all()
    pages = -(-len(texts[::40]) // 20)
    scripts = page().count("<script")
    for number in range(1, pages + 1):
        text = page(f"?q=needle&page={number}")
        assert text.count("<script") == scripts
        assert not re.search(r"<(?:img|svg|iframe|body|object)[^>]*\son\w+\s*=", text)
    client = Client()
    for text in texts[::40]:
        for field in ("q", "person", "section", "from", "kind", "page"):
            answer = client.get("/search/", {field: text, "order": "best"})
            assert answer.status_code == 200, (field, text)
            assert answer.content.decode().count("<script") == scripts, (field, text)
