"""The owner's screens for the look and for own HTML."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from colonnade.sites.actions import keep_slots
from colonnade.sites.look import Slot
from colonnade.sites.reading import current_site
from tests.staff.desk import form, staff, text

pytestmark = pytest.mark.django_db
LOOK, SLOTS = "/staff/look/", "/staff/own-html/"
PIXEL = "<img src='https://count.example/i' alt=''>"


def png() -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (200, 80)).save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue(), "image/png")


def test_the_look_is_kept_and_both_shades_are_shown():
    client = staff("owner")
    new = {"accent": "#ffff00", "menu": "Rules | /rules/", "footer": "Since 1850", "css": "p {}"}
    assert client.post(LOOK, new).status_code == 303
    site = current_site()
    assert {name: getattr(site, name) for name in new} == new
    page = text(client.get(LOOK))
    assert 'fill="#ffff00"' in page
    assert "a shade of yours" in page
    assert "as you gave it, contrast" in page


def test_a_fault_keeps_nothing_and_stands_at_its_field():
    client = staff("owner")
    answer = client.post(LOOK, {"accent": "#123456", "menu": "x", "css": "@import 'a'"})
    page = text(answer)
    assert answer.status_code == 422
    assert 'id="fault-menu">Line 1 of the menu' in page
    assert 'id="fault-css">@import' in page
    assert 'value="#123456"' in page
    assert current_site().accent == ""


def test_a_logo_comes_and_goes(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = staff("owner")
    assert client.post(LOOK, {"logo": "keep", "file": png()}).status_code == 303
    assert current_site().logo.endswith("-200x80.webp")
    assert f"/media/look/{current_site().logo}" in text(client.get(LOOK))
    assert client.post(LOOK, {"logo": "remove"}).status_code == 303
    assert current_site().logo == ""


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "cannot be read as a picture"),
        (SimpleUploadedFile("a.svg", b"<svg/>"), "save the logo as PNG"),
        (SimpleUploadedFile("a.png", b"no"), "cannot be read as a picture"),
    ],
)
def test_what_is_no_picture_is_refused_in_words(file, words):
    answer = staff("owner").post(LOOK, {"logo": "keep"} | ({"file": file} if file else {}))
    assert words in text(answer)
    assert current_site().logo == ""


def test_hosts_are_shown_before_own_html_is_kept():
    client = staff("owner")
    typed = {"html-side": PIXEL, "html-footer": "<p onclick=x()>a</p>", "consent-side": "on"}
    asked = text(client.post(SLOTS, typed))
    assert "Your pages will let readers’ browsers load from:" in asked
    assert ">count.example</code>" in asked
    assert "do not run" in asked
    assert current_site().slots == ()
    assert client.post(SLOTS, form(asked, SLOTS, confirmed="1")).status_code == 303
    assert current_site().slots == (
        Slot("side", PIXEL, consent=True),
        Slot("footer", "<p onclick=x()>a</p>"),
    )
    assert "Loads from: count.example." in text(client.get(SLOTS))


def test_who_thinks_again_finds_what_she_typed():
    client = staff("owner")
    asked = text(client.post(SLOTS, {"html-side": "<p>\n  a &amp; b</p>"}))
    again = text(client.post(SLOTS, form(asked, SLOTS, back="1")))
    assert "&lt;p&gt;\n  a &amp;amp; b&lt;/p&gt;</textarea>" in again
    assert current_site().slots == ()


def test_html_that_does_not_end_is_refused_at_its_place():
    answer = staff("owner").post(SLOTS, {"html-side": "<div>", "html-footer": "<p>a</p>"})
    page = text(answer)
    assert answer.status_code == 422
    assert 'id="fault-side"' in page
    assert 'id="fault-footer"' not in page
    assert "&lt;div&gt;</textarea>" in page


def test_emptied_places_are_kept_without_asking():
    keep_slots(slots=[Slot("side", PIXEL)])
    assert staff("owner").post(SLOTS, {}).status_code == 303
    assert current_site().slots == ()
