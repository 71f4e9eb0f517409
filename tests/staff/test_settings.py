"""All settings in one form: all are kept, or none."""

import re

import pytest

from colonnade.sites.reading import current_site, settings_of
from colonnade.sites.settings import SETTINGS
from colonnade.staff.words import CHOICES, EXPECTED, LABELS, LOOK
from tests.staff.desk import staff, text

pytestmark = pytest.mark.django_db
NEW = {
    "title": "The Harbor Post",
    "tagline": "<b>Ahoy</b>",
    "time_zone": "Europe/Berlin",
    "commenting": "members",
    "edit_minutes": "15",
    "limit_address": "0",
    "staff_mail": "off",
}


def test_every_setting_has_words():
    assert set(LABELS) == set(SETTINGS) == set(EXPECTED)
    assert {word for setting in SETTINGS.values() for word in setting.choices} == set(CHOICES)


def test_the_two_screens_show_every_setting_with_its_value():
    client = staff("owner")
    pages = {True: text(client.get("/staff/look/")), False: text(client.get("/staff/settings/"))}
    for name, value in settings_of(current_site()).items():
        page = pages[name in LOOK]
        if name == "time_zone":
            assert f'<option value="{value}" selected>' in page
            continue
        fields = re.findall(rf'<(?:input|textarea)[^>]*name="{name}"[^>]*>', page)
        assert fields, name
        if not SETTINGS[name].lines:
            assert any(f'value="{value}"' in field for field in fields), name
        if SETTINGS[name].choices:
            assert sum(" checked" in field for field in fields) == 1


def test_all_are_kept_at_once():
    client = staff("owner")
    answer = client.post("/staff/settings/", NEW)
    assert answer.status_code == 303
    kept = settings_of(current_site())
    assert {name: kept[name] for name in NEW} == NEW
    page = text(client.get(answer.headers["Location"]))
    assert "Saved." in page
    assert "&lt;b&gt;Ahoy&lt;/b&gt;" in page


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("title", "a\nb"),
        ("title", "a\0b"),
        ("language", "xx"),
        ("time_zone", "Europe/Atlantis"),
        ("time_zone", "../etc/passwd"),
        ("commenting", "friends"),
        ("edit_minutes", "-1"),
        ("edit_minutes", "ten"),
        ("limit_thread", "100001"),
        ("staff_mail", "perhaps"),
        ("public_url", "example.org"),
        ("public_url", "https://example.org/blog"),
        ("public_url", "https://user@example.org"),
        ("public_url", "javascript:alert(1)"),
    ],
)
def test_one_fault_keeps_all_and_says_where(name, bad):
    before = current_site()
    answer = staff("owner").post("/staff/settings/", NEW | {name: bad})
    page = text(answer)
    assert answer.status_code == 422
    assert "1 of the settings cannot be kept as typed; nothing was saved." in page
    assert len(re.findall(r'class="fault" id="fault-(\w+)"', page)) == 1
    assert f'id="fault-{name}"' in page
    assert 'value="15"' in page or name == "edit_minutes"
    assert current_site() == before
