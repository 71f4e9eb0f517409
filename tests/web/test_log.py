"""The public log as readers and programs get it."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from colonnade.flows.decide import decide
from colonnade.kit import clock
from colonnade.kit.keys import LOG
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import publish_policy
from colonnade.moderation.log.reading import Sieve, log_page
from colonnade.moderation.models import LogEntry
from colonnade.moderation.ruling import Ground
from colonnade.sites.actions import change_setting
from colonnade.web import verify_log
from colonnade.web.views.log import sieve_from
from tests.factories import STAFF, make_comment, make_thread
from tests.queries import queries
from tests.web.logged import answer_of, decided, of_json

pytestmark = pytest.mark.django_db


def test_an_empty_log_says_so_and_offers_all_that_checks_it():
    words = answer_of("/log/")
    assert "Nothing has been decided yet" in words
    assert "/log/verify.py" in words
    assert of_json("/log/entries.json")["entries"] == []
    assert of_json("/feeds/log.json")["items"] == []
    root_of("/feeds/log.xml")


def test_an_entry_names_the_rule_of_its_version_and_nobody():
    publish_policy(source="1. **Be kind.** x\n2. **Old words.** y", author="Anna")
    comment = make_comment(make_thread(), body="Canary text")
    decide(actor=STAFF, comment=comment, act="remove", reason="Canary", ground=Ground(rule=2))
    publish_policy(source="1. **Be kind.** x\n2. **New words.** y", author="Anna")
    everything = [
        answer_of(path)
        for path in ("/log/", "/feeds/log.xml", "/feeds/log.json", "/log/entries.json")
    ]
    for words in everything[:3]:
        assert "Old words" in words
        assert "A comment was removed" in words
    assert 'href="/rules/1/#rule-2"' in everything[0]
    assert not [words for words in everything if "Canary" in words or comment in words]


def test_what_is_not_for_crawlers_says_so_and_what_hangs_on_the_log_is_spoiled():
    for path in ("/log/", "/feeds/log.xml", "/log/entries.json", "/.well-known/colonnade-log.json"):
        answer = Client().get(path)
        assert answer.headers["X-Robots-Tag"] == "noindex", path
        assert LOG in answer.headers["X-Colonnade-Keys"].split(), path
        assert not answer.cookies


def test_filters_leave_over_what_was_asked_for():
    decided("remove", rule=1)
    decided("hold", rule=2, automated=True)
    decided("remove", rule=3, notice="23456789bcdf")
    month = f"{clock.now():%Y-%m}"
    found = {
        query: [entry.number for entry in log_page(sieve_from(query_of(query)))]
        for query in ("act=remove", "rule=2", "from=automated", "from=report", f"month={month}")
    }
    assert list(found.values()) == [[3, 1], [2], [2], [3], [3, 2, 1]]
    assert "No entry is like this" in answer_of("/log/?act=ban&rule=7&month=2001-01&from=own")
    assert "A comment was held" in answer_of("/log/?act=nonsense&rule=x&month=2026-13&before=-1")


def root_of(path: str) -> ET.Element:
    return ET.fromstring(answer_of(path))  # noqa: S314 - made by ourselves


def query_of(words: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in words.split("&"))


def test_pages_go_back_to_the_first_entry_each_at_the_same_cost():
    decided()
    LogEntry.objects.bulk_create(
        LogEntry(number=n, hour=clock.now(), act="remove", rule=2, detail={}, salt="s", leaf="l")
        for n in range(2, 151)
    )
    for sieve in (Sieve(), Sieve(act="remove"), sieve_from({"month": f"{clock.now():%Y-%m}"})):
        numbers, before = [], 0
        while before != 1:
            with queries(3):
                rows = log_page(sieve, before=before, size=50)
            numbers += [row.number for row in rows[:50]]
            before = numbers[-1]
        assert numbers == list(range(150, 0, -1)), sieve
    answer_of("/log/")
    with queries(8):  # site, sections, entries, versions, months (2), policy, head
        assert 'rel="next" href="/log/?before=101"' in answer_of("/log/")
    assert 'rel="next"' not in answer_of("/log/?before=51")


def test_the_feeds_carry_the_signed_head():
    decided()
    key = of_json("/.well-known/colonnade-log.json")
    head = of_json("/feeds/log.json")["_colonnade_log"]
    element = root_of("/feeds/log.xml").find("{urn:colonnade:log}head")
    assert element is not None
    assert (element.text, element.get("signature")) == (key["head"], key["signature"])
    assert (head["head"], head["number"]) == (key["head"], 1)
    words = key["signed"].format(**key).encode()
    assert verify_log.is_signed(bytes.fromhex(key["key"]), words, bytes.fromhex(key["signature"]))


def test_whom_to_write_to_stands_at_the_foot_of_every_page():
    assert "For authorities" not in answer_of("/rules/")
    change_setting(name="contact", value="desk@example.org")
    foot = answer_of("/rules/").partition('<footer class="colophon">')[2]
    assert foot.count('href="mailto:desk@example.org"') == 2
    change_setting(name="contact_authorities", value="/pages/law/")
    foot = answer_of("/log/").partition('<footer class="colophon">')[2]
    assert 'href="/pages/law/">For authorities' in foot
    assert 'href="mailto:desk@example.org">Contact' in foot


@pytest.mark.parametrize(
    "value", ["desk", "javascript:alert(1)", "a@b c", "//", "https://", 'a"@b.c', "a@b\nc"]
)
def test_a_contact_is_an_address(value):
    with pytest.raises(Refusal):
        change_setting(name="contact", value=value)
