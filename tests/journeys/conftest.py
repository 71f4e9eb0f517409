"""A visitor: a browser without script, as Django's test client."""

import re
from html import unescape

import pytest
from django.test import Client

from colonnade.people.models import Person
from tests.factories import PASSWORD, make_person


def find(pattern, text):
    """Return the first group of a pattern that must be there."""
    found = re.search(pattern, text, re.DOTALL)
    assert found, f"no {pattern}"
    return found[1]


class Visitor:
    """Follows links and sends forms the way a browser without script does."""

    def __init__(self) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.page = ""
        self.status = 0
        self.path = ""
        self.person: Person | None = None

    def get(self, path, **headers):
        answer = self.client.get(path, headers=headers, follow=True)
        return self._took(answer, path)

    def post(self, path, data, *, origin="http://testserver", **headers):
        headers = {"origin": origin, "referer": origin + "/", **headers}
        answer = self.client.post(path, data, headers=headers, follow=True)
        return self._took(answer, path)

    def _took(self, answer, path):
        self.page = answer.content.decode()
        self.status = answer.status_code
        self.path = answer.redirect_chain[-1][0] if answer.redirect_chain else path
        return answer

    def field(self, name):
        """Return the value of a hidden field of the page now shown."""
        found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)"', self.page)
        assert found, f"no field {name} on {self.path}"
        return unescape(found[1])

    def typed(self):
        """Return what stands in the page's text area, as a browser would read it."""
        found = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", self.page, re.DOTALL)
        assert found
        return unescape(found[1].replace("\r\n", "\n"))

    def press(self, action, **fields):
        """Send the form with this action, its hidden fields, and what is typed into it."""
        form = next(
            part
            for part in re.findall(r"<form.*?</form>", self.page, re.DOTALL)
            if f'action="{action}"' in part
        )
        hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
        data = {name: unescape(value) for name, value in hidden.items()} | fields
        return self.post(action, data)

    def sign_in(self, person):
        self.get("/accounts/login/")
        data = {"login": person.email, "password": PASSWORD}
        return self.post(
            "/accounts/login/", data | {"csrfmiddlewaretoken": self.field("csrfmiddlewaretoken")}
        )


@pytest.fixture
def visitor():
    return Visitor()


@pytest.fixture
def member():
    """A signed-in member and her visitor."""
    person = make_person(password=PASSWORD)
    browser = Visitor()
    browser.sign_in(person)
    browser.person = person
    return browser
