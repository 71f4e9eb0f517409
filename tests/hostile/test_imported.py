"""The way of imports: exports in which every field is a payload, pages saved from anywhere."""

import socket
import unicodedata
from html import escape
from pathlib import Path

import pytest
from django.test import Client

from colonnade.articles.models import ArticlePage
from colonnade.articles.reading import article_for
from colonnade.discussion.models import Comment, Revision, Thread
from colonnade.kit.markup import Format, render, sanitize
from colonnade.sites.reading import current_site
from colonnade.transfer.models import Known, Run
from colonnade.transfer.running import bring_in
from tests.conftest import FULL
from tests.factories import deliver_all, make_person
from tests.hostile.lists import attacks, everything, some, tell
from tests.hostile.looking import odd_in
from tests.hostile.test_unicode import blocks
from tests.kit.reading_html import harm_in
from tests.staff.desk import sign_in
from tests.transfer.small_wxr import HEAD

pytestmark = [pytest.mark.django_db, pytest.mark.once]
NOT_XML = {chr(code) for code in range(32)} - {"\t", "\n", "\r"} | {"\ufffe", "\uffff"}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    current_site()


def fit(text: str) -> str:
    """Return the text without what no XML can hold, its line ends as XML reads them."""
    kept = "".join(
        char for char in text if char not in NOT_XML and not 0xD800 <= ord(char) < 0xE000
    )
    return kept.replace("\r\n", "\n").replace("\r", "\n")


def cdata(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def said(number: int, text: str, name: str, url: str) -> str:
    return f"""<wp:comment><wp:comment_id>{number}</wp:comment_id>
<wp:comment_author>{cdata(name)}</wp:comment_author>
<wp:comment_author_email>{cdata(name)}</wp:comment_author_email>
<wp:comment_author_url>{escape(url)}</wp:comment_author_url>
<wp:comment_author_IP>192.0.2.1</wp:comment_author_IP>
<wp:comment_date>2014-03-03 10:00:00</wp:comment_date>
<wp:comment_date_gmt>2014-03-03 10:00:00</wp:comment_date_gmt>
<wp:comment_content>{cdata(text)}</wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type>
<wp:comment_parent>0</wp:comment_parent></wp:comment>
"""


def post(number: int, text: str, comments: str, url: str = "") -> str:
    """Return an article with the text in every field that takes words."""
    where = url or f"https://old.example.org/{number}/"
    return f"""<item><title>{cdata(text[:200])}</title><link>{escape(where)}</link>
<dc:creator>{cdata(text[:50])}</dc:creator>
<category domain="category" nicename="{escape(text[:60])}">{cdata(text[:60])}</category>
<category domain="post_tag" nicename="{escape(text[:60])}">{cdata(text[:60])}</category>
<excerpt:encoded>{cdata(text)}</excerpt:encoded>
<content:encoded>{cdata(text)}</content:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date>2014-03-02 10:00:00</wp:post_date>
<wp:post_date_gmt>2014-03-02 10:00:00</wp:post_date_gmt><wp:comment_status>open</wp:comment_status>
<wp:post_name>{escape(text[:60])}</wp:post_name><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type>{comments}</item>
"""


def bring(path: Path, *items: str, form: str = "wordpress") -> Run:
    if items:
        path.write_text(HEAD + "".join(items) + "</channel></rss>\n", encoding="utf-8")
    run = bring_in(name=form, path=path, dry=False, publish=True, tell=lambda *_: None)
    deliver_all()
    found = Run.objects.get(public_id=run)
    assert found.state == "done", found.failure
    return found


def test_every_field_of_an_export_may_be_a_payload(tmp_path):
    texts = [fit(text) for text in some(attacks()[::4], one_of=6)]
    items = [
        post(number, text, said(number * 10, text, text[:80], text))
        for number, text in enumerate(texts, 1)
    ]
    bring(tmp_path / "hostile.xml", *items)
    owner, seen = sign_in(make_person(role="owner")), 0
    paths = ["/", "/feeds/comments.json", "/staff/threads/", "/staff/", "/search/?q=alert"]
    paths += [
        f"/t/{public_id}/" for public_id in Thread.objects.values_list("public_id", flat=True)
    ]
    for article in ArticlePage.objects.all():
        found = article_for(article.pk)
        if found is not None:
            assert odd_in(found.html) == [], found.headline
    for path in paths:
        answer = owner.get(path, follow=True)
        assert answer.status_code == 200, path
        assert path.endswith("json") or odd_in(answer.content.decode()) == [], path
        seen += 1
    assert Comment.objects.exists()
    assert [one.html for one in Comment.objects.all() if harm_in(one.html)] == []
    assert not any("192.0.2.1" in str(known.data) for known in Known.objects.all())
    tell(f"inert {len(texts)} of {len(texts)} payloads in every field of an export, {seen} pages")


def test_an_imported_text_is_kept_byte_for_byte_and_rendered_as_everywhere(tmp_path):
    """X5; what is only repaired (mojibake) stands as a second wording after the first."""
    texts = [fit(text) for text in some(everything(), one_of=12)]
    texts = [text for text in texts if text.strip()]
    comments = "".join(said(number, text, "Ada", "") for number, text in enumerate(texts, 1))
    bring(tmp_path / "texts.xml", post(1, "Plain", comments))
    rows = Revision.objects.filter(number=1).values_list("source", "html")
    kept = dict(rows)
    lost = [text for text in texts if text not in kept]
    assert lost == []
    wrong = [source for source, html in rows if html != render(source, Format.HTML)]
    assert wrong == []
    assert [html for html in kept.values() if sanitize(html) != html or harm_in(html)] == []
    tell(f"byte-equal {len(texts)} of {len(texts)} sources through an import")


def test_every_code_point_that_xml_holds_comes_back_from_an_import(tmp_path):
    texts = [fit(text) for text in some(blocks(), one_of=5)]
    comments = "".join(said(number, text, "Ada", "") for number, text in enumerate(texts, 1))
    bring(tmp_path / "all.xml", post(1, "Plain", comments))
    kept = set(Revision.objects.filter(number=1).values_list("source", flat=True))
    lost = [unicodedata.name(text[1], "?") for text in texts if text not in kept]
    assert lost == []
    points = sum(map(len, texts))
    tell(f"0 differences in {points} code points of {len(texts)} blocks through an import")


def test_an_import_asks_no_other_host(tmp_path):
    """N3: addresses of pictures, of authors, of the old site; not one is fetched."""
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.setblocking(False)
        place = f"http://127.0.0.1:{canary.getsockname()[1]}"
        text = f'<img src="{place}/a.png"> <a href="{place}/b">x</a> [gallery] {place}/c'
        text += f'<iframe src="{place}/d"></iframe><object data="{place}/e"></object>'
        items = [post(1, text, said(1, text, "Ada", f"{place}/f"), url=f"{place}/1/")]
        bring(tmp_path / "canary.xml", *items)
        saved = tmp_path / "saved.html"
        saved.write_text(
            f'<!doctype html><base href="{place}/"><link rel="canonical" href="{place}/x">'
            f"<h1>Old</h1><article>{text}</article>"
            f'<div id="comment-7" class="comment"><a href="{place}/g">Ada</a><p>{text}</p></div>',
            encoding="utf-8",
        )
        bring(saved, form="page")
        Client().get("/")
        with pytest.raises(BlockingIOError):
            canary.accept()
    tell("canary hits 0 of 2 imports")


def test_a_saved_page_full_of_payloads_is_inert(tmp_path):
    texts = [fit(text) for text in some(attacks(), one_of=20)]
    comments = "".join(
        f'<div id="comment-{number}" class="comment"><cite class="fn">{escape(text[:60])}</cite>'
        f'<div class="comment-content"><p>{text}</p></div></div>'
        for number, text in enumerate(texts, 1)
    )
    saved, text = tmp_path / "saved.html", tmp_path / "saved.txt"
    head = "<!doctype html><title>Old</title><h1>Old</h1><article><p>x</p></article>"
    saved.write_text(head + comments, encoding="utf-8")
    # With tags in it, a text would be read as HTML.
    lines = [one for one in everything() if "<" not in one and one.strip()][:: 9 if FULL else 60]
    text.write_text("Old\n\nx\n\n" + "\n\n".join(map(fit, lines)), encoding="utf-8")
    for path in (saved, text):
        bring(path, form="page")
    assert Comment.objects.exists()
    assert [one.html for one in Comment.objects.all() if harm_in(one.html)] == []
    for public_id in Thread.objects.values_list("public_id", flat=True):
        page = Client().get(f"/t/{public_id}/?size=300", follow=True)
        assert odd_in(page.content.decode()) == []
    tell(f"inert {len(texts)} of {len(texts)} payloads in saved pages, HTML and text")
