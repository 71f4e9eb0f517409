"""The owner's look on readers' pages: what is linked, what is sent, and where it never stands."""

import base64
import hashlib
import re
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from colonnade.kit.contrast import DARK, LIGHT, READABLE, ratio
from colonnade.kit.logo import make_logo
from colonnade.sites.actions import change_settings, keep_logo, keep_slots
from colonnade.sites.look import Slot
from colonnade.web.csp import CSP, policy_with
from tests.factories import make_person, make_thread
from tests.staff.desk import sign_in, text

pytestmark = pytest.mark.django_db
EVIL = "</style><script>alert(1)</script>}<!--"
SCRIPT = "console.log('counted')"
SLOTS = [
    Slot("statistics", f"<script>{SCRIPT}</script><script src='https://s.example/s.js'></script>"),
    Slot("footer", "<p id='gift'>Give</p><img src='https://pay.example/x.png' alt=''>"),
]


def directives(answer) -> dict[str, list[str]]:
    parts = (part.split() for part in answer.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in parts}


def stylesheet(page: str) -> str:
    found = re.search(r'href="(/look/[0-9a-f]{16}\.css)"', page)
    assert found
    return found[1]


def test_nothing_is_linked_where_nothing_is_set():
    page = text(Client().get("/"))
    assert "/look/" not in page
    assert "consent" not in page
    assert Client().get("/look/0123456789abcdef.css").status_code == 404


def test_the_stylesheet_is_named_by_its_text_and_kept_for_ever():
    change_settings(values={"accent": "#ffff00", "css": "p { margin: 0 }"})
    address = stylesheet(text(Client().get("/")))
    answer = Client().get(address)
    css = text(answer)
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert css.endswith("p { margin: 0 }")
    light, dark = re.findall(r"#[0-9a-f]{6}", css)[:2]
    assert all(ratio(light, paper) >= READABLE for paper in LIGHT)
    assert all(ratio(dark, paper) >= READABLE for paper in DARK)
    change_settings(values={"css": "p { margin: 1px }"})
    assert stylesheet(text(Client().get("/"))) != address
    older = Client().get(address)
    assert "1px" in text(older)
    assert older.headers["Cache-Control"] == "public, no-cache"


def test_hostile_css_stays_in_its_file():
    change_settings(values={"css": EVIL})
    page = text(Client().get("/"))
    assert "alert(1)" not in page
    answer = Client().get(stylesheet(page))
    assert text(answer) == EVIL
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"].startswith("text/css")


def test_menu_and_footer_stand_on_each_page_escaped():
    menu = "<b>Us</b> | /rules/\nAfar | https://example.org/"
    change_settings(values={"menu": menu, "footer": "[Imprint](/rules/) <script>x</script>"})
    page = text(Client().get("/rules/"))
    assert '<a href="/rules/" aria-current="page" dir="auto">&lt;b&gt;Us&lt;/b&gt;</a>' in page
    assert '<a href="https://example.org/" dir="auto">Afar</a>' in page
    assert '<a href="/search/"' not in page
    assert '<a href="/rules/" rel="noopener">Imprint</a>' in page
    assert "<script>x" not in page


def test_a_logo_stands_with_its_size_beside_or_instead_of_the_name(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    out = BytesIO()
    Image.new("RGB", (300, 100)).save(out, "PNG")
    keep_logo(logo=make_logo(out.getvalue()))
    page = text(Client().get("/"))
    found = re.search(r'<img class="logo" src="([^"]+)" width="300" height="100" alt="">', page)
    assert found
    assert f"{found[0]}Colonnade</a>" in page
    answer = Client().get(found[1])
    assert answer.headers["Content-Type"] == "image/webp"
    assert "immutable" in answer.headers["Cache-Control"]
    assert b"".join(getattr(answer, "streaming_content", ()))[8:12] == b"WEBP"
    change_settings(values={"logo_alone": "on"})
    assert 'height="100" alt="Colonnade">' in text(Client().get("/"))
    keep_logo(logo=None)
    assert not list((tmp_path / "look").iterdir())
    assert Client().get(found[1]).status_code == 404


def test_own_html_is_placed_as_it_is_and_the_policy_names_its_hosts():
    keep_slots(slots=SLOTS)
    answer = Client().get("/")
    page, lists = text(answer), directives(answer)
    assert all(slot.html in page for slot in SLOTS)
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert lists["script-src"] == ["'self'", "s.example", f"'sha256-{digest}'"]
    assert lists["img-src"] == ["'self'", "data:", "pay.example", "s.example"]
    assert lists["style-src"] == ["'self'"]
    assert lists["default-src"] == ["'none'"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]


def test_a_browser_that_has_the_page_is_told_the_same_policy():
    keep_slots(slots=SLOTS)
    first = Client().get("/")
    again = Client().get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    policy = "Content-Security-Policy"
    assert again.headers[policy] == first.headers[policy]


def test_accounts_forms_errors_and_staff_carry_no_own_html():
    keep_slots(slots=SLOTS)
    thread = make_thread(comments=1)
    owner = sign_in(make_person(role="owner"))
    asked = [
        (Client(), "/accounts/login/"),
        (Client(), "/accounts/signup/"),
        (Client(), f"/t/{thread.public_id}/comment"),
        (Client(), "/nothing/"),
        (owner, "/me/settings/"),
        (owner, "/staff/"),
        (owner, "/staff/own-html/"),
    ]
    for client, path in asked:
        answer = client.get(path)
        assert 'id="gift"' not in text(answer), path
        assert "<p id='gift'>" not in text(answer), path
        assert answer.headers["Content-Security-Policy"] == CSP, path
    assert "<p id='gift'>" in text(Client().get(f"/t/{thread.public_id}/"))


def test_what_waits_for_consent_lies_in_a_template_that_loads_nothing():
    slot = Slot("footer", "<img src='https://ads.example/x' alt=''>", consent=True)
    keep_slots(slots=[slot])
    page = text(Client().get("/"))
    assert f"<template data-consent>{slot.html}</template>" in page
    assert "This page would like to load: ads.example." in page
    assert "web/consent.js" in page
    assert not Client().get("/").cookies
    keep_slots(slots=[Slot("footer", slot.html)])
    assert "web/consent.js" not in text(Client().get("/"))


def test_frames_may_be_added_to_a_page():
    policy = policy_with((), ("www.youtube-nocookie.com",))
    assert "frame-src www.youtube-nocookie.com" in policy
    assert "frame-src" not in CSP
