"""The policy as readers see it: rules and their places, versions, languages, what can happen."""

import re

import pytest
from django.test import Client

from colonnade.discussion.policy import TRANSITIONS
from colonnade.kit.keys import POLICY
from colonnade.kit.refusals import Refusal
from colonnade.moderation.actions import publish_policy
from colonnade.moderation.actions.policy_texts import keep_policy_text
from colonnade.moderation.log.phrases import DONE
from colonnade.moderation.phrases import ACTS_SHORT, CAN, STATES
from colonnade.moderation.places import rule_path
from colonnade.moderation.policy import parts_of, rules_in
from colonnade.moderation.starter import STARTER_POLICY
from colonnade.moderation.table import ACTS
from colonnade.sites.actions import change_setting
from tests.factories import make_person
from tests.queries import queries
from tests.web.logged import answer_of

pytestmark = pytest.mark.django_db

FIRST = "Hello.\n\n1. **Be kind.** Always.\n2. **Be brief.** See [here][x].\n\nBye.\n\n[x]: https://b.org\n"
SECOND = FIRST.replace("Always", "Nearly always")


def publish(source: str) -> int:
    return publish_policy(source=source, author="Anna")


def test_each_rule_has_a_place_that_decisions_lead_to():
    words = answer_of("/rules/")
    for rule in rules_in(STARTER_POLICY):
        assert f'<li class="rule" id="rule-{rule.number}" value="{rule.number}">' in words
        assert rule_path(rule.number, 0) == f"/rules/0/#rule-{rule.number}"
    assert words.count("<ol>") == 1
    assert 'id="rule-6"' in answer_of("/rules/0/")
    assert rule_path(0, 3) == "/rules/3/"


def test_the_starter_text_has_examples_for_every_rule():
    rules = [part for part in parts_of(STARTER_POLICY) if part.number]
    assert [part.number for part in rules] == [1, 2, 3, 4, 5, 6]
    assert not [part.number for part in rules if "*Does not go:*" not in part.source]


def test_parts_hold_all_of_the_text_and_every_rule_once():
    source = "Before\n1) One\n   more\n\n   still one\n1. again one\n3. Three\nlazy\n\nAfter\n"
    parts = parts_of(source)
    assert [part.number for part in parts] == [0, 1, 3, 0]
    assert (
        parts[1].source == "One\nmore\n\nstill one\n1. again one" or "still one" in parts[1].source
    )
    assert [part.source for part in parts][2:] == ["Three\nlazy\n", "After"]
    assert {part.number for part in parts} - {0} == {rule.number for rule in rules_in(source)}


def test_a_version_says_what_it_changed_and_links_work_in_every_part():
    publish(FIRST)
    publish(SECOND)
    words = answer_of("/rules/2/")
    assert "What version 2 changed" in words
    assert "<del>Always</del><ins>Nearly always</ins>" in words
    assert 'href="https://b.org"' in words
    first = answer_of("/rules/1/")
    assert "What version 1 changed" not in first
    assert "the version that holds now" in first
    assert Client().get("/rules/3/").status_code == 404


def test_hostile_words_stay_words():
    publish("1. **Be <script>alert(1)</script>**\n\n<img src=x onerror=alert(1)>\n")
    publish("1. **Be <script>alert(2)</script>**\n\n<img src=x onerror=alert(2)>\n")
    words = answer_of("/rules/2/")
    assert "<script>alert" not in words
    assert "<img" not in words.partition("<main")[2]


def test_every_act_and_state_of_the_tables_is_printed_in_plain_words():
    words = answer_of("/rules/")
    public = {name: act for name, act in ACTS.items() if act.restricts or act.logged or act.ends}
    assert set(public) <= set(CAN)
    assert {name for name, act in ACTS.items() if act.logged} <= set(DONE)
    assert {act for _, act in TRANSITIONS} <= set(ACTS_SHORT)
    assert {state for state, _ in TRANSITIONS} <= set(STATES)
    assert not [name for name in public if str(CAN[name]) not in words]
    assert words.count("whom it meets may object") == sum(act.restricts for act in ACTS.values())


def test_a_language_is_chosen_by_the_address_alone():
    publish(FIRST)
    change_setting(name="language", value="en")
    german = "Hallo.\n\n1. **Sei nett.** Immer.\n2. **Fass dich kurz.**\n\nTschüss.\n"
    keep_policy_text(version=1, language="de", source=german, author="Anna")
    plain = answer_of("/rules/")
    assert "Be kind" in plain
    assert '<a href="/rules/?language=de" hreflang="de"><bdi lang="de">Deutsch</bdi></a>' in plain
    chosen = Client(headers={"cookie": "language=fr"}).get("/rules/?language=de")
    words = chosen.content.decode()
    assert "Sei nett" in words
    assert '<div class="text rules" lang="de" dir="auto">' in words
    assert "A translation." in words
    assert 'id="rule-2"' in words
    assert not chosen.cookies
    assert POLICY in chosen.headers["X-Colonnade-Keys"].split()
    assert "Be kind" in answer_of("/rules/?language=<b>")
    publish(SECOND)
    assert "Deutsch" not in answer_of("/rules/"), "a new version needs its languages anew"
    assert "Sei nett" in answer_of("/rules/1/?language=de")


@pytest.mark.parametrize(
    ("version", "language", "source", "code"),
    [
        (1, "de", "1. Nur eine", "policy_rules_differ"),
        (1, "../x", FIRST, "language_unknown"),
        (1, "", FIRST, "language_unknown"),
        (7, "de", FIRST, "policy_missing"),
        (1, "de", "  ", "text_empty"),
    ],
)
def test_a_language_that_does_not_fit_is_refused(version, language, source, code):
    publish(FIRST)
    with pytest.raises(Refusal) as caught:
        keep_policy_text(version=version, language=language, source=source, author="Anna")
    assert caught.value.code == code


def test_the_owner_writes_another_language():
    publish(FIRST)
    client = Client()
    client.force_login(make_person(role="owner"))
    form = client.get("/staff/policy/languages/").content.decode()
    assert "Be kind" in form
    version = re.search(r'name="version" value="(\d+)"', form)
    assert version is not None
    typed = {"version": version[1], "language": "de", "policy": "1. **Nett.**"}
    refused = client.post("/staff/policy/languages/", typed)
    assert refused.status_code == 422
    assert "1. **Nett.**" in refused.content.decode(), "what was typed is kept"
    typed["policy"] = "1. **Nett.**\n2. **Kurz.**"
    done = client.post("/staff/policy/languages/", typed, follow=True).content.decode()
    assert "Kept." in done
    assert "**Kurz.**" in done
    assert "Kurz" in answer_of("/rules/?language=de")


def test_moderators_do_not_write_the_policy():
    client = Client()
    client.force_login(make_person(role="moderator"))
    assert client.get("/staff/policy/languages/").status_code == 403
    assert client.post("/staff/policy/languages/", {}).status_code == 403


def test_a_page_of_the_policy_costs_few_queries_whatever_its_versions():
    for number in range(6):
        publish(f"{FIRST}{number}")
    answer_of("/rules/")
    with queries(5):
        answer_of("/rules/")
