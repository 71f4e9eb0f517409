"""The owner writes the policy: preview, publish, nothing typed lost."""

import re
from html import unescape

import pytest

from colonnade.moderation.actions import POLICY_LIMIT, publish_policy
from colonnade.moderation.reading import policy
from tests.staff.desk import staff, text

pytestmark = pytest.mark.django_db
RULES = "Be kind.\n\n1. **No shouting.** Not even in *italics*.\n2. Show sources. Always.\n"


def typed_on(page: str) -> str:
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert found
    return unescape(found[1])


def current() -> tuple[int, str]:
    found = policy()
    assert found is not None
    return found.number, found.source


def test_the_starter_text_stands_in_the_form():
    page = text(staff("owner").get("/staff/policy/"))
    assert typed_on(page) == current()[1]
    assert 'name="after" value="0"' in page


def test_preview_changes_nothing_and_keeps_what_was_typed():
    answer = staff("owner").post("/staff/policy/", {"policy": RULES, "after": "0", "preview": "1"})
    page = text(answer)
    assert "<strong>No shouting.</strong>" in page
    assert "1 <bdi>No shouting</bdi> · 2 <bdi>Show sources</bdi>" in page
    assert typed_on(page) == RULES
    assert current()[0] == 0


def test_publishing_makes_a_version_and_new_reasons():
    client = staff("owner")
    answer = client.post("/staff/policy/", {"policy": RULES.replace("\n", "\r\n"), "after": "0"})
    assert answer.status_code == 303
    assert current() == (1, RULES)
    page = text(client.get(answer.headers["Location"]))
    assert "Published." in page
    assert "/rules/1/" in page


@pytest.mark.parametrize("bad", ["", "  \n", "a\0b", "x" * (POLICY_LIMIT + 1)])
def test_what_cannot_be_kept_is_said_and_stays(bad):
    answer = staff("owner").post("/staff/policy/", {"policy": bad, "after": "0"})
    assert answer.status_code in {413, 422}
    assert 'role="alert"' in text(answer)
    assert typed_on(text(answer)) == bad
    assert current()[0] == 0


def test_of_two_owners_the_second_compares_first():
    publish_policy(source="Ann's rules.", author="Ann")
    client = staff("owner")
    answer = client.post("/staff/policy/", {"policy": RULES, "after": "0"})
    page = text(answer)
    assert answer.status_code == 409
    assert "Version 1 of the policy was published while you were writing." in page
    assert "Ann&#39;s rules." in page
    assert typed_on(page) == RULES
    again = client.post("/staff/policy/", {"policy": RULES, "after": "1"})
    assert again.status_code == 303
    assert current() == (2, RULES)
