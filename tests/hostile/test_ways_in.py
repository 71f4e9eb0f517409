"""X5: one source gives one HTML, byte for byte, whichever way it came in."""

import json
from functools import cache
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client

from colonnade.discussion.actions import LoadedComment, LoadedThread, load_thread
from colonnade.discussion.models import Comment, Revision
from colonnade.kit import clock
from colonnade.kit.markup import Format, render, sanitize
from colonnade.kit.refusals import Refusal
from colonnade.kit.text import accept_text
from colonnade.people.actions import ensure_guest
from colonnade.people.reading import actor_of
from colonnade.sites.actions import change_setting
from colonnade.sites.reading import current_site
from tests.factories import make_comment, make_person, make_thread
from tests.hostile.lists import everything, some, tell
from tests.hostile.looking import odd_in
from tests.kit.reading_html import harm_in
from tests.staff.desk import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]
JSON = "application/json"


@cache
def sources() -> list[str]:
    """Return what a form can send and a comment can hold."""
    return some([text for text in everything() if is_possible(text)], one_of=25)


def is_possible(text: str) -> bool:
    try:
        accept_text(text, field="body", limit=20_000)
    except Refusal:
        return False
    return True


@pytest.fixture
def thread():
    for name in ("limit_address", "limit_account", "limit_thread"):
        change_setting(name=name, value="0")
    return make_thread(commenting="guests").public_id


@pytest.fixture
def ada():
    return make_person()


def test_every_way_in_keeps_the_same_html(thread, ada):
    """A page's form, the script's, an edit, the API's post and edit; each source and its HTML."""
    client, guest = sign_in(ada), Client()
    own = make_comment(make_thread(), author=actor_of(ada))
    wrong = []
    for text in sources():
        kept = accept_text(text, field="body", limit=20_000)
        expected = (kept, render(kept, Format.MARKDOWN))
        form = {"body": text, "name": "Passer-by", "key": str(uuid4())}
        ways = {
            "form": newest(guest.post(f"/t/{thread}/comment/post", form)),
            "script": newest(
                client.post(
                    f"/t/{thread}/comment/post",
                    form | {"key": str(uuid4())},
                    headers={"accept": JSON},
                )
            ),
            "API": newest(api(guest, "POST", f"threads/{thread}/comments", text)),
            "edit": newest(client.post(f"/c/{own}/edit", {"body": text, "revision": ""})),
            "API edit": newest(api(client, "PATCH", f"comments/{own}", text)),
        }
        wrong += [(way, text) for way, found in ways.items() if found != expected]
        assert not harm_in(expected[1])
        assert sanitize(expected[1]) == expected[1]
        assert Comment.objects.get(public_id=own).html == expected[1]
    assert wrong == []
    tell(f"byte-equal {len(sources())} of {len(sources())} sources in five ways in")


def api(client, method, path, text):
    body = {"body": text} | (
        {"name": "Passer-by", "key": str(uuid4())} if method == "POST" else {"revision": None}
    )
    return client.generic(method, f"/api/v1/{path}", json.dumps(body), JSON)


def newest(answer) -> tuple[str, str]:
    """Return source and HTML of the wording that was kept last."""
    assert answer.status_code in {200, 201, 303}, answer.content[:500]
    row = Revision.objects.order_by("-pk").values_list("source", "html").first()
    assert row is not None
    return row


def test_every_preview_shows_what_will_stand(thread, ada):
    client = sign_in(ada)
    own = make_comment(make_thread(), author=actor_of(ada))
    wrong = []
    for text in sources():
        kept = accept_text(text, field="body", limit=20_000)
        expected = render(kept, Format.MARKDOWN)
        typed = {"body": text, "name": text, "parent": text}
        quick = client.post(f"/t/{thread}/comment", typed, headers={"accept": JSON})
        page = client.post(f"/t/{thread}/comment", {"body": text}).content.decode()
        edited = client.post(f"/c/{own}/edit", {"body": text, "revision": "1", "preview": "1"})
        again = edited.content.decode()
        wrong += [text] if quick.json()["html"] != expected else []
        for whole in (page, again):
            wrong += [text] if f'<div class="text">{expected}</div>' not in whole else []
            wrong += [text] if odd_in(whole) else []
            area = unescape(whole.partition("<textarea")[2].partition(">")[2].split("</text")[0])
            if area.replace("\r\n", "\n").removeprefix("\n") != text.replace("\r\n", "\n"):
                wrong.append(text)
    assert wrong == []
    tell(f"byte-equal {len(sources())} of {len(sources())} sources in three previews")


@pytest.mark.parametrize("form", Format)
def test_what_is_loaded_is_the_same_in_every_format(form):
    """The way of imports and of the sample."""
    texts = some(everything(), one_of=10)
    guest = ensure_guest(token="x" * 43)
    comments = [
        LoadedComment(None, clock.now(), text, guest=guest, guest_name="x", format=form)
        for text in texts
    ]
    about = LoadedThread(key=f"loaded-{form}", title="Loaded")
    load_thread(site=current_site(), thread=about, comments=comments, seed=77)
    rows = list(Revision.objects.order_by("comment__seq").values_list("source", "html"))
    assert rows == [(text, render(text, form)) for text in texts]
    assert [html for _, html in rows if harm_in(html) or sanitize(html) != html] == []
    tell(f"byte-equal {len(texts)} of {len(texts)} sources loaded as {form}")


def test_a_payload_as_a_name_is_refused_or_shown_as_text(thread):
    """X4: a guest's name, a member's name; what is taken stands on the page as text."""
    texts = some(everything(), one_of=40)
    client = sign_in(make_person())
    taken = 0
    for text in texts:
        form = {"body": "Hello.", "name": text, "key": str(uuid4())}
        answer = Client().post(f"/t/{thread}/comment/post", form)
        assert answer.status_code in {303, 409, 422}, answer.content[:300]
        taken += answer.status_code == 303
        changed = client.post("/me/settings/", {"name": text})
        assert changed.status_code in {303, 409, 422}
        assert odd_in(changed.content.decode()) == []
    page = Client().get(f"/t/{thread}/?size=300").content.decode()
    assert odd_in(page) == []
    assert odd_in(client.get("/me/settings/").content.decode()) == []
    feed = Client().get(f"/t/{thread}/feed.json").json()
    names = set(Comment.objects.values_list("guest_name", flat=True))
    assert {name for item in feed["items"] for name in [item["authors"][0]["name"]]} <= {
        f"{name} (not verified)" for name in names
    } | names
    tell(f"names inert {len(texts)} of {len(texts)} ({taken} were taken as text)")
