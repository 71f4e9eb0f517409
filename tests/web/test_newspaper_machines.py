"""What machines read of the newspaper: feeds, sitemap, linked data; hostile texts break none."""

import json
import re
from datetime import date, datetime
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client

from colonnade.sites.actions import change_setting
from colonnade.web.views.newspaper import sitemap
from tests.factories import make_actor, make_comment
from tests.web.press import (
    linked_data,
    make_article,
    make_byline,
    make_picture,
    make_section,
    page,
    path_of,
    text,
    thread_of_article,
)

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HOSTILE = "</script><script>alert(1)</script> \"'&amp; ]]> <!-- \u2028 \x0b"

REQUIRED: dict[str, dict[str, type]] = {
    "NewsArticle": {
        "headline": str,
        "datePublished": str,
        "dateModified": str,
        "author": list,
        "publisher": dict,
        "url": str,
        "commentCount": int,
        "comment": list,
        "discussionUrl": str,
    },
    "BreadcrumbList": {"itemListElement": list},
    "Comment": {"author": dict, "datePublished": str, "text": str, "url": str},
    "Person": {"name": str},
    "Organization": {"name": str, "url": str},
    "CorrectionComment": {"text": str, "datePublished": str},
    "ListItem": {"position": int, "name": str, "item": str},
    "ImageObject": {"url": str},
}


def parsed(xml: str | bytes) -> Element:
    return fromstring(xml)  # noqa: S314 - our own answer


def faults(value: object) -> list[str]:
    """Return what linked data lacks, by the table above."""
    if isinstance(value, list):
        return [fault for one in value for fault in faults(one)]
    if not isinstance(value, dict):
        return []
    found = [fault for one in value.values() for fault in faults(one)]
    kind = value.get("@type")
    if kind is None:
        return found if set(value) == {"@id"} else [*found, f"no type: {value}"]
    for name, shape in REQUIRED[kind].items():
        if not isinstance(value.get(name), shape):
            found.append(f"{kind} has no {name}")
    for name in ("datePublished", "dateModified"):
        if name in value:
            datetime.fromisoformat(value[name])
    return found


@pytest.fixture
def article():
    ada = make_byline("Ada Lind", "ada")
    return make_article(
        make_section(),
        "The bridge stays",
        bylines=[ada],
        lead=make_picture(),
        tags=["Bridges"],
        corrections=[(date(2026, 3, 2), "It weighs 340 tonnes.")],
        body=[
            *text('See <a href="/harbor/x/">there</a>, or write href="/y" yourself.'),
            {"type": "picture", "value": {"picture": make_picture(), "caption": "c"}},
        ],
    )


def test_linked_data_tells_the_article_and_its_comments(article):
    first = make_comment(thread_of_article(article), body="Well *said*.")
    make_comment(thread_of_article(article), body="Not so.", parent=first)
    news, way = linked_data(page(path_of(article)))
    assert not faults([news, way])
    assert news["headline"] == "The bridge stays"
    assert news["author"][0]["name"] == "Ada Lind"
    assert news["commentCount"] == 2
    assert [one["text"] for one in news["comment"]] == ["Well said .", "Not so."]
    assert news["comment"][1]["parentItem"]["@id"] == news["comment"][0]["@id"]
    assert news["correction"][0]["text"] == "It weighs 340 tonnes."
    assert [step["name"] for step in way["itemListElement"]][1:] == ["Harbor", "The bridge stays"]


def test_the_small_schema_sees_what_is_missing():
    assert faults({"@type": "Comment", "author": {"@type": "Person"}})


def test_hostile_words_break_out_of_nothing():
    evil = make_byline(HOSTILE[:80], "evil")
    pk = make_article(
        make_section(title="</script>&<b>"),
        HOSTILE,
        bylines=[evil],
        standfirst=HOSTILE,
        tags=["</script>"],
    )
    make_comment(thread_of_article(pk), author=make_actor("O'Brien"), body=HOSTILE)
    for path in ("/", "/harbor/", path_of(pk), "/bylines/evil/"):
        shown = page(path)
        assert "<script>alert" not in shown
        assert "<b>" not in shown
        scripts = re.findall(r"<script[^>]*>", shown)
        assert all(" src=" in tag or "ld+json" in tag for tag in scripts)
    news, _ = linked_data(page(path_of(pk)))
    assert "</script>" in news["headline"]
    assert json.loads(page("/feeds/articles.json"))["items"][0]["title"].startswith("</script>")
    feed = parsed(page("/feeds/articles.xml"))
    assert feed.findtext(f"{ATOM}entry/{ATOM}title", "").startswith("</script>")
    parsed(page("/sitemap.xml"))


def test_other_sites_are_told_what_to_show(article):
    shown = page(path_of(article))
    found = dict(re.findall(r'<meta property="([^"]+)" content="([^"]*)">', shown))
    assert found["og:type"] == "article"
    assert found["og:title"] == "The bridge stays"
    assert found["og:url"].endswith(path_of(article))
    assert re.search(r"/media/pictures/[0-9a-f]{16}-1440\.jpg$", found["og:image"])
    assert (found["og:image:width"], found["og:image:height"]) == ("1440", "900")
    assert datetime.fromisoformat(found["article:published_time"]).tzinfo
    assert shown.count('rel="canonical"') == 1


@pytest.mark.parametrize(
    ("path", "canonical"),
    [("", ""), ("?view=flat", ""), ("?page=1", "")],
)
def test_every_view_of_an_article_has_one_canonical_address(article, path, canonical):
    shown = page(path_of(article) + path)
    (found,) = re.findall(r'<link rel="canonical" href="([^"]+)">', shown)
    assert found.endswith(path_of(article) + canonical)
    assert ("noindex" in shown) == ("view" in path)


def test_the_atom_feed_is_whole(article):
    change_setting(name="public_url", value="https://post.example")
    answer = Client().get("/feeds/articles.xml")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = parsed(answer.content)
    for name in ("id", "title", "updated"):
        assert feed.findtext(ATOM + name), name
    (entry,) = feed.findall(ATOM + "entry")
    for name in ("id", "title", "updated", "published"):
        assert entry.findtext(ATOM + name), name
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Ada Lind"
    (content,) = entry.findall(ATOM + "content")
    assert content.get("type") == "html"
    html = content.text or ""
    assert 'href="https://post.example/harbor/x/"' in html
    assert 'src="https://post.example/media/pictures/' in html
    assert "What it is about." in html
    assert 'write href="/y" yourself' in html
    assert "<source" not in html


def test_the_json_feed_keeps_its_rules(article):
    feed = json.loads(page("/feeds/articles.json"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    assert feed["feed_url"].endswith("/feeds/articles.json")
    (item,) = feed["items"]
    assert isinstance(item["id"], str)
    assert item["content_html"]
    for name in ("date_published", "date_modified"):
        assert datetime.fromisoformat(item[name]).tzinfo
    assert item["authors"] == [{"name": "Ada Lind"}]
    assert item["url"].endswith(path_of(article))


def test_a_section_has_its_own_feed(article):
    make_article(make_section("city"), "Elsewhere")
    assert "Elsewhere" in page("/feeds/articles.xml")
    assert "Elsewhere" not in page("/feeds/sections/harbor.xml")
    assert len(json.loads(page("/feeds/sections/city.json"))["items"]) == 1
    page("/feeds/sections/nowhere.xml", status=404)


def test_feeds_of_nothing_are_feeds():
    assert parsed(page("/feeds/articles.xml")).findtext(ATOM + "updated")
    assert json.loads(page("/feeds/articles.json"))["items"] == []


def test_the_sitemap_lists_what_is_public(article):
    answer = Client().get("/sitemap.xml")
    assert answer.headers["Content-Type"].startswith("application/xml")
    root = parsed(answer.content)
    assert root.tag == MAP + "urlset"
    found = {row.findtext(MAP + "loc", ""): row.findtext(MAP + "lastmod") for row in root}
    assert all(re.match(r"https?://", address) and address.isascii() for address in found)
    ours = {address.partition("/harbor/")[2] for address in found if "/harbor/" in address}
    assert ours == {"", path_of(article).removeprefix("/harbor/")}
    days = [day for day in found.values() if day]
    assert len(days) == 2
    assert all(datetime.fromisoformat(day).tzinfo for day in days)
    assert f"Sitemap: {next(a for a in found if a.endswith('/')).rstrip('/')}" in page(
        "/robots.txt"
    )


def test_a_long_sitemap_is_an_index_of_parts(monkeypatch, article):
    section = make_section("city")
    made = [path_of(article), *(path_of(make_article(section, talk=False)) for _ in range(6))]
    monkeypatch.setattr(sitemap, "SIZE", 4)
    root = parsed(page("/sitemap.xml"))
    assert root.tag == MAP + "sitemapindex"
    parts = [row.findtext(MAP + "loc", "") for row in root]
    assert len(parts) == 3
    listed = []
    for part in parts:
        query = part[part.index("/sitemap.xml") :]
        rows = parsed(page(query)).findall(MAP + "url")
        assert len(rows) <= 4
        listed += [row.findtext(MAP + "loc", "") for row in rows]
    assert len(listed) == len(set(listed)) == 10
    assert all(any(one.endswith(path) for one in listed) for path in made)
    page("/sitemap.xml?page=4", status=404)


def test_crawlers_are_told_where_nothing_is(article):
    words = page("/robots.txt")
    for path in ("/newsroom/", "/media/original_images/", "/staff/", "/search/", "/c/"):
        assert f"Disallow: {path}\n" in words
    assert re.search(r"^Sitemap: https?://.+/sitemap\.xml$", words, re.MULTILINE)
