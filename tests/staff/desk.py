"""A person at the staff's desk: a browser without script, as Django's test client."""

import re
from html import unescape

from django.test import Client

from colonnade.people.models import Person
from tests.factories import make_person


def sign_in(person: Person) -> Client:
    """Return a client with this person's session."""
    client = Client()
    client.force_login(person)
    return client


def staff(role: str = "moderator", name: str = "") -> Client:
    """Return a client of somebody new with this role."""
    return sign_in(make_person(name, role=role))


def form(page: str, action: str, *, number: int = 0, **typed: str) -> dict[str, str]:
    """Return what a browser sends for a form with this action: its hidden fields and the typed.

    `number` says which one, where there are several.
    """
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    found = [part for part in forms if f'action="{action}"' in part]
    assert len(found) > number, f"{len(found)} forms lead to {action}"
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', found[number])
    return {name: unescape(value) for name, value in hidden} | typed


def decide_at(comment: str) -> str:
    """Return where decisions on a comment are sent."""
    return f"/staff/comments/{comment}/decide"


def text(answer: object) -> str:
    """Return the answer's text."""
    content = getattr(answer, "content", b"")
    assert isinstance(content, bytes)
    return content.decode()
