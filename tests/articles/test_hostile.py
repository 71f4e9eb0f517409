"""X4, X11, X12: what an editor types in any field is inert wherever readers see it."""

import json
import os
import re
from functools import cache

import pytest
from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import streamfield

from colonnade.articles.models import ArticlePage, Byline
from colonnade.articles.reading import article_for
from tests.articles.newsroom import make_picture, make_section, publish, rows, typed
from tests.shared_data import shared
from tests.staff.desk import staff
from tests.staff.desk import text as text_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# How many go into one article: every payload is in its text, the first ones in short fields too.
SIZE = 8 if os.environ.get("COLONNADE_FULL") == "1" else 24
SCHEMES = [
    "javascript:canary()",
    "JaVaScRiPt:canary()",
    "data:text/html,<script>canary()</script>",
    "java\tscript:canary()",
    " javascript:canary()",
    "vbscript:canary()",
    "file:///etc/passwd",
]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@cache
def payloads() -> list[str]:
    """Return every payload of the lists once, without what no form can send."""
    found: list[str] = []
    for name in ("dompurify-expect", "patt-intruders", "payloadbox-sample"):
        rows_of = json.loads(shared(f"xss/{name}.json").read_text(encoding="utf-8"))
        found += [row["payload"] for row in rows_of]
    listed = json.loads(shared("xss/html5lib-sanitizer-tests1.json").read_text(encoding="utf-8"))
    found += [row["input"] for row in listed]
    return list(dict.fromkeys(one.replace("\x00", "") for one in found if one.strip("\x00 ")))


def raw_text(words: str, url: str = "https://example.org/") -> tuple[str, object]:
    """Return a block of text as the editor's script would send it, its link changed by hand."""
    content = {
        "blocks": [
            {
                "key": "abcde",
                "text": words,
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"offset": 0, "length": 1, "key": 0}],
            }
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}},
    }
    return "text", json.dumps(content)


def hostile_form(payload: str, picture: int, byline: int, url: str = "https://example.org/x"):
    """Return the form of an article with the payload in every field that takes words."""
    short = payload[:250]
    sources = {
        "count": "1",
        "0": {"deleted": "", "order": "0", "type": "item", "id": "", "value": {
            "url": url, "title": short, "outlet": short, "date": "2026-11-20"}},
    }  # fmt: skip
    corrections = [("correction", {"date": "2026-11-20", "text": payload[:2000]})]
    return typed(
        short,
        raw_text(payload, url),
        ("picture", {"picture": str(picture), "caption": short}),
        ("quotation", {"text": payload[:3000], "speaker": short, "url": url}),
        ("video", {"url": url, "title": short, "poster": "", "credit": short, "credit_url": url}),
        ("sources", {"sources": sources}),
        standfirst=payload[:500],
        lead=str(picture),
        lead_caption=short,
        corrections=streamfield(corrections),
        bylines=rows([{"byline": str(byline)}]),
        tags=json.dumps(short[:40].replace(",", " "))[1:-1].replace('\\"', " "),
        search_description=payload[:1000],
    )


def odd_parts(html: str) -> list[str]:
    """Return what could act in a piece of a page: handlers, schemes, elements that load."""
    soup = BeautifulSoup(html, "html.parser")
    found = [
        tag.name for tag in soup(["script", "iframe", "object", "embed", "style", "svg", "base"])
    ]
    for tag in soup.find_all(True):
        for name, value in tag.attrs.items():
            words = " ".join(value) if isinstance(value, list) else str(value)
            if name.startswith("on") or name in {"style", "formaction", "srcdoc"}:
                found.append(f"{tag.name} {name}")
            if name in {"href", "src", "cite", "data-frame", "data-file"} and not re.match(
                r"https?://|mailto:|/|#", words, re.IGNORECASE
            ):
                found.append(f"{tag.name} {name}={words}")
    return found


def test_whatever_an_editor_types_is_inert_for_readers():
    editor, section = staff("editor"), make_section("Harbor", "harbor")
    texts = payloads()
    batches = ["\n".join(texts[start : start + SIZE]) for start in range(0, len(texts), SIZE)]
    taken = 0
    for number, batch in enumerate(batches):
        picture = make_picture(alt=batch[:250], credit=batch[:200])
        byline = Byline.objects.create(
            name=batch[:80], slug=f"b-{number}", line=batch[:120], about=batch[:1000]
        )
        article = publish(editor, section, hostile_form(batch, picture, byline.pk))
        found = article_for(article.pk)
        assert found is not None
        assert odd_parts(found.html) == [], batch
        if number % 6 == 0:
            page = editor.get(found.path)
            assert page.status_code == 200
            body = BeautifulSoup(text_of(page), "html.parser").find("main")
            assert odd_parts(str(body).replace('<script type="application/ld+json"', "<x")) == []
        taken += 1
    assert taken == len(batches)
    print(f"inert {len(texts)} of {len(texts)} payloads in every field of an article")  # noqa: T201


def test_no_address_but_the_webs_reaches_readers():
    editor, section = staff("editor"), make_section("Harbor", "harbor")
    for number, url in enumerate(SCHEMES):
        blocks = [
            ("quotation", {"text": "x", "speaker": "x", "url": url}),
            ("video", {"url": url, "title": "x", "poster": "", "credit": "", "credit_url": url}),
        ]
        for block in blocks:
            form = typed("x", block) | {"action-publish": "1"}
            answer = editor.post(f"/newsroom/pages/add/articles/articlepage/{section}/", form)
            assert answer.status_code == 200, "the fields of addresses refuse it"
        article = publish(editor, section, typed("x", raw_text("word", url), slug=f"x-{number}"))
        found = article_for(article.pk)
        assert found is not None
        assert odd_parts(found.html) == [], url
        assert "script:" not in found.html.lower()
    assert ArticlePage.objects.count() == len(SCHEMES)
