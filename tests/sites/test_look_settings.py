"""What an owner may make of the look: kept as typed, or refused with a reason."""

import pytest

from colonnade.kit.refusals import Refusal
from colonnade.sites.actions import change_setting, change_settings, keep_slots
from colonnade.sites.look import MenuItem, Slot, menu_items
from colonnade.sites.reading import current_site, mail_sender, public_address, remembering_site
from colonnade.sites.settings import SETTINGS, faults_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTPS://Example.ORG/ ", "https://example.org"),
        ("https://example.org:443", "https://example.org"),
        ("http://example.org:8080", "http://example.org:8080"),
        ("http://[2001:db8::1]", "http://[2001:db8::1]"),
        ("", ""),
    ],
)
def test_a_public_address_is_kept_as_browsers_write_it(raw, kept):
    change_setting(name="public_url", value=raw)
    assert current_site().public_url == kept


@pytest.mark.parametrize(
    "raw",
    [
        "example.org",
        "ftp://example.org",
        "https://",
        "https://a b",
        "https://user@example.org",
        "https://example.org/path",
        "https://example.org?x",
        "https://-a.example",
        "https://a..b",
        "https://example.org\nHost: evil",
        "https://example.org\0",
    ],
)
def test_what_is_no_address_is_refused(raw):
    assert faults_in({"public_url": raw})["public_url"].code == "setting_invalid"


@pytest.mark.parametrize(
    ("raw", "kept"), [("#8C1D18", "#8c1d18"), (" #00ff00 ", "#00ff00"), ("", "")]
)
def test_a_color_is_kept_in_small_letters(raw, kept):
    change_setting(name="accent", value=raw)
    assert current_site().accent == kept


@pytest.mark.parametrize("raw", ["red", "#fff", "#8c1d18; } body { display: none", "8c1d18"])
def test_other_colors_are_refused(raw):
    assert "accent" in faults_in({"accent": raw})


def test_a_menu_is_read_line_by_line():
    text = "News | /news/\r\n\n  A | B | https://example.org/x?y=1#z \n"
    assert menu_items(text) == (
        MenuItem("News", "/news/"),
        MenuItem("A | B", "https://example.org/x?y=1#z"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "News",
        "| /news/",
        "News |",
        "News | news",
        "News | //evil.example/",
        "News | /\\evil.example/",
        "News | javascript:alert(1)",
        "News | http://example.org/",
        "News | https://",
        "News | /a b",
    ],
)
def test_a_line_that_cannot_be_read_is_named(line):
    with pytest.raises(Refusal) as caught:
        menu_items(f"Home | /\n{line}")
    assert caught.value.code == "menu_line"
    assert caught.value.data["line"] == 2


def test_a_menu_has_an_end():
    assert "menu" in faults_in({"menu": "A | /\n" * 21})


def test_one_fault_keeps_all():
    with pytest.raises(Refusal):
        change_settings(values={"accent": "#00ff00", "css": "@import 'x'"})
    assert current_site().accent == ""


def test_every_setting_of_several_lines_takes_them():
    values = {"menu": "A | /a\nB | /b", "footer": "One\n\nTwo", "css": "a {\n}\n"}
    assert {name for name, setting in SETTINGS.items() if setting.lines} == set(values)
    change_settings(values=values)
    site = current_site()
    assert {name: getattr(site, name) for name in values} == values


def test_slots_replace_what_stood_before_and_empty_ones_are_none():
    keep_slots(slots=[Slot("side", "<p>a</p>", consent=True), Slot("footer", "  ")])
    assert current_site().slots == (Slot("side", "<p>a</p>", consent=True),)
    keep_slots(slots=[Slot("statistics", "<p>b</p>")])
    assert current_site().slots == (Slot("statistics", "<p>b</p>"),)


@pytest.mark.parametrize(
    ("slot", "code"),
    [
        (Slot("head", "<p>a</p>"), "slot_unknown"),
        (Slot("side", "<div>"), "slot_open"),
        (Slot("side", "x" * 20_001), "slot_too_long"),
        (Slot("side", "a\0b"), "text_has_nul"),
    ],
)
def test_a_slot_that_cannot_be_kept_keeps_all(slot, code):
    keep_slots(slots=[Slot("footer", "<p>a</p>")])
    with pytest.raises(Refusal) as caught:
        keep_slots(slots=[Slot("footer", "<p>b</p>"), slot])
    assert caught.value.code == code
    assert current_site().slots == (Slot("footer", "<p>a</p>"),)


def test_the_operators_address_holds_then_the_owners_then_the_servers(settings, monkeypatch):
    monkeypatch.setenv("COLONNADE_SERVED_URL", "http://127.0.0.1:8123")
    settings.PUBLIC_URL = ""
    assert public_address("/a") == "http://127.0.0.1:8123/a"
    change_setting(name="public_url", value="https://owner.example")
    assert public_address("/a") == "https://owner.example/a"
    settings.PUBLIC_URL = "https://operator.example"
    assert public_address("/a") == "https://operator.example/a"


def test_mails_come_from_the_public_address(settings):
    assert mail_sender() == settings.DEFAULT_FROM_EMAIL
    change_setting(name="public_url", value="https://owner.example:8443")
    assert mail_sender() == "noreply@owner.example"


def test_a_hundred_addresses_ask_for_the_site_once(django_assert_num_queries):
    current_site()
    with django_assert_num_queries(1), remembering_site():
        assert len({public_address(f"/{number}") for number in range(100)}) == 100
