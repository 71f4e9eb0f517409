"""Every form and every document that takes words, filled in so that it would be taken."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client

from colonnade.people.models import Person
from colonnade.people.reading import actor_of
from colonnade.sites.actions import change_setting
from colonnade.sites.reading import current_site, settings_of
from tests.factories import PASSWORD, make_comment, make_person, make_thread
from tests.staff.desk import sign_in

JSON = "application/json"


def any_key() -> str:
    return str(uuid4())


@dataclass
class Door:
    """A way in: `fields` are what it asks, with values that it takes; `given` goes along as it is.

    A value that must be new each time is a function.
    """

    name: str
    client: Client
    path: str
    fields: dict[str, object]
    given: dict[str, object] = field(default_factory=dict)
    method: str = "POST"
    is_json: bool = False
    headers: dict[str, str] = field(default_factory=dict)

    def send(self, **changed: object) -> HttpResponseBase:
        """Send what it asks with some fields changed."""
        values = {**self.fields, **self.given, **changed}
        typed = {name: value() if callable(value) else value for name, value in values.items()}
        self.client.raise_request_exception = False
        if self.is_json:
            body = json.dumps(typed)
            return self.client.generic(self.method, self.path, body, JSON, headers=self.headers)
        return self.client.post(self.path, typed, headers=self.headers)


def any_upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("x.png", b"no picture")


def doors() -> list[Door]:
    """Return every way in, each with a world of its own to stand in."""
    for name in ("limit_address", "limit_account", "limit_thread"):
        change_setting(name=name, value="0")
    ada, owner = make_person(password=PASSWORD), make_person(role="owner", password=PASSWORD)
    thread = make_thread(commenting="guests").public_id
    mine = make_comment(make_thread(), author=actor_of(ada))
    ways = [*_readers(thread, mine, sign_in(ada)), *_accounts(ada), *_programs(thread, mine, ada)]
    return [*ways, *_desk(sign_in(owner)), *_owners(sign_in(owner))]


def _readers(thread: str, mine: str, ada: Client) -> Iterable[Door]:
    typed: dict[str, object] = {"body": "A thought.", "name": "Passer-by", "parent": ""}
    key = {"key": any_key}
    yield Door("preview", Client(), f"/t/{thread}/comment", typed)
    yield Door("post as guest", Client(), f"/t/{thread}/comment/post", typed | key)
    yield Door("post as member", ada, f"/t/{thread}/comment/post", typed | key)
    quick = {"Accept": JSON}
    yield Door("post by script", ada, f"/t/{thread}/comment/post", typed | key, headers=quick)
    yield Door("edit", ada, f"/c/{mine}/edit", {"body": "Another.", "revision": ""})
    preview: dict[str, object] = {"preview": "1"}
    yield Door(
        "preview of an edit", ada, f"/c/{mine}/edit", {"body": "x", "revision": "1"}, preview
    )
    why: dict[str, object] = {"body": "It names my street.", "name": "Ida", "good_faith": "1"}
    why |= {"email": "ida@example.org"}
    kind: dict[str, object] = {"kind": "about_me"}
    yield Door("notice", Client(), f"/c/{mine}/report", why, kind)
    rule: dict[str, object] = {"rule": "1", "body": "Look.", "email": "a@example.org"}
    yield Door("report", Client(), f"/c/{mine}/report", rule, {"kind": "rule"})
    options = {"view": "flat", "fold": "collapsed", "order": "newest", "size": "10", "next": "/"}
    yield Door("viewing options", ada, "/viewing/", dict(options))


def _accounts(ada: Person) -> Iterable[Door]:
    client = sign_in(ada)
    yield Door("name", client, "/me/settings/", {"name": "Ada Lind"})
    yield Door("picture", client, "/me/picture/", {"picture": any_upload})
    new: dict[str, object] = {"email": "new@example.org", "name": "Ida New", "password1": PASSWORD}
    yield Door("register", Client(), "/accounts/signup/", new, {"next": "/"})
    yield Door("sign in", Client(), "/accounts/login/", {"login": ada.email, "password": "wrong"})
    yield Door("reset", Client(), "/accounts/password/reset/", {"email": ada.email})
    yield Door(
        "address", client, "/accounts/email/", {"email": "x@example.org"}, {"action_add": ""}
    )
    words: dict[str, object] = dict.fromkeys(("oldpassword", "password1", "password2"), "wrong")
    yield Door("password", client, "/accounts/password/change/", words)


def _programs(thread: str, mine: str, ada: Person) -> Iterable[Door]:
    post: dict[str, object] = {"body": "A thought.", "name": "Passer-by", "key": any_key}
    post |= {"parent": None}
    path = f"/api/v1/threads/{thread}/comments"
    yield Door("API post", Client(), path, post, is_json=True)
    told: dict[str, object] = {"kind": "illegal", "words": "It names my street.", "name": "Ida"}
    told |= {"email": "ida@example.org"}
    path = f"/api/v1/comments/{mine}/reports"
    yield Door("API report", Client(), path, told, {"good_faith": True}, is_json=True)
    patch: dict[str, object] = {"body": "Another.", "revision": None}
    member = sign_in(ada)
    yield Door("API edit", member, f"/api/v1/comments/{mine}", patch, method="PATCH", is_json=True)


def _desk(owner: Client) -> Iterable[Door]:
    thread = make_thread()
    comment = make_comment(thread)
    at = f"/staff/comments/{comment}/decide"
    fields: dict[str, object] = {"reason": "Off topic.", "next": "/staff/"}
    yield Door(
        "remove",
        owner,
        at,
        fields,
        {"act": "remove", "rule": "1", "state": "visible", "revision": "1"},
    )
    wrong: dict[str, object] = {"act": "restore", "state": "removed", "revision": "1"}
    yield Door("decide", owner, at, wrong)
    new: dict[str, object] = {"title": "Tides", "url": "", "section": "", "commenting": ""}
    yield Door("new thread", owner, "/staff/threads/new/", new)
    how: dict[str, object] = {"state": "open", "commenting": "guests"}
    order: dict[str, object] = dict.fromkeys(("reference", "law", "words"), "7 C 12")
    order |= {"authority": "Court", "comment": comment, "received": "", "deadline": ""}
    yield Door("order", owner, "/staff/law/new/", order, {"kind": "preserve"})
    yield Door("thread", owner, f"/staff/threads/{thread.public_id}/", how)


def _owners(owner: Client) -> Iterable[Door]:
    settings = settings_of(current_site())
    look = {"accent", "menu", "footer", "css", "logo_alone"}
    rest = {name: value for name, value in settings.items() if name not in look}
    yield Door("settings", owner, "/staff/settings/", dict(rest))
    yield Door("look", owner, "/staff/look/", {name: settings[name] for name in look})
    logo: dict[str, object] = {"logo": "keep", "file": any_upload}
    yield Door("logo", owner, "/staff/look/", logo)
    yield Door("own HTML", owner, "/staff/own-html/", {"html-side": "<b>x</b>"}, {"confirmed": "1"})
    yield Door("policy", owner, "/staff/policy/", {"policy": "1. **Be kind.**", "after": "0"})
    asked: dict[str, object] = {"title": "Tide", "tagline": "", "public_url": "", "policy": "x"}
    asked |= {"time_zone": "UTC", "language": "en", "commenting": "guests", "after": "0"}
    yield Door("begin", owner, "/staff/begin/", asked)
    other = make_person().handle
    yield Door(
        "role", owner, f"/staff/people/{other}/role", {"role": "editor", "q": "", "page": ""}
    )
    at = f"/staff/people/{other}"
    slow: dict[str, object] = {"section": "", "days": "1", "seconds": "60"}
    slow |= {"reason": "Ten an hour.", "law": ""}
    yield Door("measure", owner, f"{at}/measure", slow, {"kind": "slow", "rule": "1"})


def fields_of(every: Iterable[Door], keep: Callable[[Door], bool]) -> int:
    """Return how many fields those ways in ask for."""
    return sum(len(door.fields) for door in every if keep(door))
