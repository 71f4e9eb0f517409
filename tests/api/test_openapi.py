"""The OpenAPI document: sound, complete, and true."""

import json

import pytest
import schemathesis
from jsonschema_rs import validator_for
from schemathesis.specs.openapi.definitions import OPENAPI_31_VALIDATOR

from colonnade.api.app import api
from colonnade.api.codes import CODES, KIND_OF
from colonnade.api.openapi import document
from colonnade.api.problems import OWN
from colonnade.flows.sentences import SENTENCES
from colonnade.project.refusing import raised
from tests.api import promised
from tests.api.caller import PREFIX, Caller, operation_at
from tests.factories import make_thread

# What a gate may say to a new text and to a new wording.
GATED = {"members_only", "thread_closed", "suspended", "banned", "raid_members_only"}
GATED |= {"suspended_here", "banned_here"}
GATED |= {"list_refuses", "list_refuses_because", "repeat_refused"}

ROUTES = {
    "GET /threads": "list_threads",
    "GET /threads/{thread}": "read_thread",
    "GET /threads/{thread}/comments": "list_comments",
    "POST /threads/{thread}/comments": "post_comment",
    "GET /comments/{comment}": "read_comment",
    "PATCH /comments/{comment}": "edit_comment",
    "DELETE /comments/{comment}": "delete_comment",
    "POST /comments/{comment}/reports": "report_comment",
    **promised.ROUTES,
}
ANY = promised.ANY
WRITING = {401: {"guest_key_unknown"}, 415: {"content_type_unsupported"}}
TYPING = {
    400: {"request_malformed", "json_malformed", "json_duplicate_name"},
    413: {"request_too_large", "text_too_long"},
    429: {"too_fast", "slowed"},
}
NAMES = {"name_empty", "name_too_long", "name_unreadable", "name_is_address", "name_reserved"}
TEXTS = {"request_invalid", "text_empty", "text_has_nul", "text_has_surrogate"}
# The promise to other people's programs: change it only with a decision.
PROBLEMS = {
    **promised.PROBLEMS,
    "list_threads": ANY
    | {404: {"thread_missing", "page_missing"}, 422: {"text_empty", "text_has_nul"}}
    | {413: {"request_too_large", "text_too_long"}},
    "read_thread": ANY | {404: {"thread_missing"}},
    "list_comments": ANY | {404: {"thread_missing", "page_missing"}},
    "post_comment": ANY
    | WRITING
    | TYPING
    | {
        403: {"forgery_suspected", *GATED},
        404: {"thread_missing"},
        409: {"key_taken", "name_taken", "parent_missing"},
        422: TEXTS | NAMES | {"key_invalid"},
    },
    "read_comment": ANY | {401: {"guest_key_unknown"}, 404: {"comment_missing"}},
    "edit_comment": ANY
    | WRITING
    | TYPING
    | {
        403: {"forgery_suspected", "edit_denied", *GATED},
        404: {"comment_missing"},
        409: {"edited_elsewhere", "comment_gone"},
        422: TEXTS,
    },
    "report_comment": ANY
    | WRITING
    | TYPING
    | {
        404: {"comment_missing"},
        403: {"forgery_suspected"},
        422: TEXTS
        | {"report_kind_unknown", "report_rule_missing", "report_why_missing"}
        | {"report_name_missing", "report_email_missing", "good_faith_missing"}
        | {"email_invalid", "rule_missing"},
        429: {"reports_too_many"},
    },
    "delete_comment": ANY
    | WRITING
    | {
        403: {"forgery_suspected", "delete_denied"},
        404: {"comment_missing"},
        409: {"act_impossible"},
    },
}
GOOD = {
    **promised.GOOD,
    "post_comment": {"201"},
    "report_comment": {"201"},
    "edit_comment": {"200"},
    "delete_comment": {"204"},
}


def operations():
    for path, found in document()["paths"].items():
        for method, operation in found.items():
            yield f"{method.upper()} {path}", operation


def test_the_document_is_sound():
    whole = json.loads(json.dumps(document()))
    assert whole["openapi"].startswith("3.1.")
    OPENAPI_31_VALIDATOR.validate(whole)
    schemathesis.openapi.from_dict(whole)
    names = set(whole["components"]["schemas"])
    used = {word.rsplit("/", 1)[-1] for word in _refs(whole)}
    assert used == names


def test_every_route_is_documented():
    assert {route: operation["operationId"] for route, operation in operations()} == ROUTES
    routed = {
        f"{method} {path}"
        for bound in api._get_bound_routers()
        for path, view in bound.path_operations.items()
        for operation in view.operations
        for method in operation.methods
        if method != "HEAD"
    }
    assert routed == set(ROUTES)


def test_every_status_and_code_is_documented():
    for _, operation in operations():
        name = operation["operationId"]
        problems = {
            int(status): set(answer["content"]["application/problem+json"]["examples"])
            for status, answer in operation["responses"].items()
            if int(status) >= 400
        }
        assert problems == PROBLEMS[name]
        good = {status for status in operation["responses"] if int(status) < 400}
        assert good == GOOD.get(name, {"200", "304"})
    limited = operation_at("POST", "/threads/x/comments")["responses"]["429"]
    assert "Retry-After" in limited["headers"]


def test_codes_have_one_meaning():
    used = {coded.code for codes in CODES.values() for coded in codes}
    assert not set(OWN) & set(SENTENCES)
    assert used | {"address_missing", "method_unknown"} == set(OWN) | set(KIND_OF)
    assert all("%(" not in coded.words for codes in CODES.values() for coded in codes)


# The modules that an operation runs through, beside those that all have in common.
WAYS = {
    "list_comments": {"discussion/reading/pages.py"},
    "post_comment": {
        "api/guard.py",
        "api/app.py",
        "flows/post_comment.py",
        "discussion/actions/posting.py",
        "moderation/gates/doors.py",
        "moderation/gates/content.py",
        "kit/text.py",
        "kit/names.py",
    },
    "edit_comment": {
        "api/guard.py",
        "api/app.py",
        "flows/edit_comment.py",
        "discussion/actions/editing.py",
        "moderation/gates/doors.py",
        "moderation/gates/content.py",
        "kit/text.py",
    },
    "report_comment": {
        "api/guard.py",
        "api/app.py",
        "flows/report.py",
        "moderation/actions/cases.py",
        "moderation/citing.py",
        "kit/text.py",
    },
    "delete_comment": {"api/guard.py", "flows/delete_comment.py"},
    "read_comment": {"api/routes/comments.py"},
    "object_to_decision": {"flows/appeal.py"},
    "object_to_report": {"flows/appeal.py"},
    "decide_comment": {
        "flows/decide.py",
        "flows/cut_out.py",
        "flows/settle_case.py",
        "moderation/actions/once.py",
        "moderation/citing.py",
    },
    "undo_decision": {"flows/undo.py"},
    "judge_appeal": {"flows/decide_appeal.py"},
}


def test_what_the_code_refuses_is_documented_with_its_status():
    places = [(found.place.partition(":")[0], found) for found in raised() if found.code]
    assert {path for paths in WAYS.values() for path in paths} <= {path for path, _ in places}
    for _, found in places:
        assert KIND_OF.get(found.code, found.kind) == found.kind, found
    for name, paths in WAYS.items():
        documented = {coded.code for coded in CODES[name]}
        assert {found.code for path, found in places if path in paths} <= documented


def test_every_example_is_true():
    components = document()["components"]
    count = 0
    for _, operation in operations():
        for answer in operation["responses"].values():
            for content in answer.get("content", {}).values():
                validator = validator_for({**content["schema"], "components": components})
                for example in content["examples"].values():
                    assert validator.is_valid(example["value"]), example
                    count += 1
    assert count > 50


def test_exactly_one_kind_of_field_is_html_and_all_are_explained():
    html = set()
    for name, shape in document()["components"]["schemas"].items():
        for field, node in shape["properties"].items():
            assert node.get("description") or "$ref" in node or "anyOf" in node, (name, field)
            if node.get("contentMediaType") == "text/html":
                html.add((name, field))
    assert html == {("Comment", "html"), ("Posted", "html")}


def test_every_text_that_may_be_sent_has_a_limit():
    schemas = document()["components"]["schemas"]
    names = ["NewComment", "Edit", "NewReport", "Objection", "Act", "Undoing", "Claims"]
    names += ("NewMeasure", "Lifting", "Judgment", "ThreadState")
    names += ("SeenComment", "ActTogether", "UndoTogether")
    taken = [schemas[name]["properties"] for name in names]
    asked = [
        {parameter["name"]: parameter["schema"]}
        for _, operation in operations()
        for parameter in operation["parameters"]
        if parameter["in"] == "query"
    ]
    for fields in (*taken, *asked):
        for name, node in fields.items():
            limits = {"maxLength", "maximum", "enum", "maxItems"} & set(node)
            kinds = {one.get("type") for one in node.get("anyOf", [node])}
            is_switch = kinds <= {"boolean", "null"}
            assert limits or is_switch or name == "page", name


def test_reading_has_no_security_writing_three_ways_and_moderators_a_session():
    own = {"read_comment", "list_decisions", "read_decision"}
    for route, operation in operations():
        ways = [set(way) for way in operation.get("security", [])]
        if "/moderation/" in route:
            assert ways == [{"session"} if route.startswith("GET") else {"session", "token"}]
        elif route.startswith("GET"):
            is_own = operation["operationId"] in own
            assert ways == ([set(), {"guest"}, {"session"}] if is_own else [])
        else:
            assert ways == [set(), {"guest"}, {"session", "token"}]


@pytest.mark.django_db
def test_the_document_is_served_to_caches():
    answer = Caller().client.get(f"{PREFIX}/openapi.json")
    assert answer.json() == json.loads(json.dumps(document()))
    assert answer.headers["Cache-Control"] == "public, no-cache"
    again = Caller().client.get(
        f"{PREFIX}/openapi.json", headers={"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.django_db
def test_the_page_shows_every_operation_shape_and_code_and_asks_nobody_else():
    make_thread()
    answer = Caller().client.get(f"{PREFIX}/docs")
    page = answer.content.decode()
    for _, operation in operations():
        assert f'id="{operation["operationId"]}"' in page
    for name in document()["components"]["schemas"]:
        assert f"<h3>{name}</h3>" in page
    for code in {*OWN, *KIND_OF}:
        assert page.count(f'id="code-{code}"') == 1
    assert "<script" not in page
    assert "style=" not in page
    assert page.count("<link") == page.count('href="/static/') == 1
    assert answer.headers["Cache-Control"] == "public, no-cache"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def _refs(node):
    if isinstance(node, dict):
        for key, inner in node.items():
            if key == "$ref":
                yield inner
            else:
                yield from _refs(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _refs(inner)
