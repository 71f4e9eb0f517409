"""Bodies of every wrong kind: refused with a code, never a fault of ours."""

import json
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from colonnade.api.bodies import read_json
from colonnade.api.middleware import BODY_LIMIT
from colonnade.api.problems import ApiProblem
from colonnade.kit.refusals import Refusal
from tests.api.caller import PREFIX, Caller, member
from tests.conftest import FULL
from tests.factories import fresh, make_person, make_thread


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"nonsense",
        b'{"body": NaN}',
        b'{"body": Infinity}',
        b'{"body": -Infinity}',
        b"{'body': 1}",
        b'{"body": "a",}',
        b'{"body": "\xff"}',
        b'{"body": "\xed\xa0\x80"}',
        b'\xef\xbb\xbf{"body": "a"}',
        '{"body": "a"}'.encode("utf-16"),
        '{"body": "a"}'.encode("utf-32-le"),
        b'{"body": "a"} {"body": "b"}',
        b'{"body": "a\nb"}',
        b'{"revision": ' + b"9" * 5000 + b"}",
        b"[" * 200_000,
        b'{"a":' * 50_000,
    ],
)
def test_what_is_not_json_in_utf_8_is_malformed(raw):
    with pytest.raises(ApiProblem) as found:
        read_json(raw)
    assert found.value.code == "json_malformed"


def test_a_field_named_twice_is_refused_at_any_depth():
    for raw in (b'{"body": "a", "body": "b"}', b'[{"x": {"key": 1, "\\u006bey": 1}}]'):
        with pytest.raises(ApiProblem) as found:
            read_json(raw)
        assert found.value.code == "json_duplicate_name"


@pytest.mark.parametrize(
    ("escape", "code"),
    [
        ("\\u0000", "text_has_nul"),
        ("\\ud800", "text_has_surrogate"),
        ("\\udfff", "text_has_surrogate"),
        ("\\udc00\\ud800", "text_has_surrogate"),
    ],
)
@pytest.mark.parametrize(
    "frame", ['"{}"', '{{"body": "a{}"}}', '{{"{}": 1}}', '[[{{"a": ["{}"]}}]]']
)
def test_impossible_characters_are_refused_wherever_they_stand(frame, escape, code):
    with pytest.raises(Refusal) as found:
        read_json(frame.format(escape).encode())
    assert found.value.code == code


def test_a_pair_of_surrogate_escapes_is_one_character():
    assert read_json(b'"\\ud83d\\ude00"') == "\U0001f600"


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(raw):
    try:
        value = read_json(raw)
    except (ApiProblem, Refusal):
        return
    json.dumps(value, ensure_ascii=False).encode()


@pytest.fixture
def thread():
    return make_thread(commenting="guests")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("raw", "status", "code", "fields"),
    [
        (b"", 422, "request_invalid", [""]),
        (b"{", 400, "json_malformed", []),
        (b'{"key": 1, "key": 2}', 400, "json_duplicate_name", []),
        (b'{"body": "\\u0000", "key": "x"}', 422, "text_has_nul", ["body"]),
        (b'{"body": "a", "name": "\\ud800"}', 422, "text_has_surrogate", ["name"]),
        (b"null", 422, "request_invalid", [""]),
        (b"[]", 422, "request_invalid", [""]),
        (b'"body"', 422, "request_invalid", [""]),
        (b"{}", 422, "request_invalid", ["body", "key"]),
        (b'{"body": true, "key": 1}', 422, "request_invalid", ["body", "key"]),
        (b'{"body": null, "key": null}', 422, "request_invalid", ["body", "key"]),
        (b'{"body": [], "key": {}}', 422, "request_invalid", ["body", "key"]),
        (b'{"body": 1e999, "key": 1}', 422, "request_invalid", ["body", "key"]),
    ],
)
def test_a_wrong_body_is_answered_with_code_and_fields(thread, raw, status, code, fields):
    answer = Caller().post(f"/threads/{thread.public_id}/comments", raw)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert [found["field"] for found in answer.json()["errors"]] == fields


ODD = [True, False, 0, 1, 1.5, -1, [], {}, ["a"], {"a": 1}, [True], "1", "true", None]


@pytest.mark.django_db
def test_a_field_of_another_type_is_never_taken_for_its_own(thread):
    for name, value in ((name, odd) for name in ("body", "key", "parent", "name") for odd in ODD):
        if isinstance(value, str) or (value is None and name in {"parent", "name"}):
            continue
        typed = {"body": "a", "key": str(uuid4()), "name": "Passer-by", name: value}
        answer = Caller().post(f"/threads/{thread.public_id}/comments", typed)
        assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid"), typed
        assert [found["field"] for found in answer.json()["errors"]] == [name]
    assert fresh(thread).total == 0


@pytest.mark.django_db
def test_a_revision_is_a_whole_number_or_nothing(thread):
    ada = member(make_person())
    address = f"/comments/{ada.comment(thread).json()['id']}"
    for value in (*ODD, 1.0, "1", 10**30):
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            continue
        answer = ada.patch(address, {"body": "b", "revision": value})
        assert (answer.status_code, answer.json()["code"]) == (422, "request_invalid"), value
    for value in (0, -1, 10**30):
        assert ada.patch(address, {"body": "b", "revision": value}).status_code == 409


@pytest.mark.django_db
def test_more_fields_than_we_know_do_nothing(thread):
    posted = Caller().comment(
        thread, name="Passer-by", state="removed", author={"kind": "member"}, person=1, held=False
    )
    assert (posted.status_code, posted.json()["author"]["kind"]) == (201, "guest")


@pytest.mark.django_db
def test_large_bodies_are_refused_unread(thread):
    address = f"/threads/{thread.public_id}/comments"
    for field in ("body", "key", "parent", "name", "more"):
        typed = {"body": "a", "key": str(uuid4()), "name": "P", field: "x" * 10 * 2**20}
        answer = Caller().post(address, typed)
        assert (answer.status_code, answer.json()["code"]) == (413, "request_too_large")
    claimed = Caller().client.generic(
        "POST", PREFIX + address, b"{}", "application/json", CONTENT_LENGTH=str(BODY_LIMIT + 1)
    )
    assert claimed.status_code == 413
    whole = Caller().post(address, {"body": "😀" * 20_000, "key": str(uuid4()), "name": "P"})
    assert whole.status_code == 201


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)
bodies = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(("body", "key", "parent", "name", "revision"), json_values),
)


@settings(max_examples=500 if FULL else 10)
@given(bodies | json_values)
@pytest.mark.django_db
def test_no_body_breaks_anything(body):
    thread = make_thread(commenting="guests")
    ada = member(make_person())
    comment = ada.comment(thread).json()["id"]
    raw = json.dumps(body).encode()
    for answer in (
        Caller().post(f"/threads/{thread.public_id}/comments", raw),
        ada.patch(f"/comments/{comment}", raw),
    ):
        assert answer.status_code < 500
