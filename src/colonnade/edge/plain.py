"""What the edge says by itself, where Django cannot: small pages and problem documents.

Their words are English: no catalog is loaded here. They stand in one table, so that they can
come from the outside, in the site's language, when the settings carry them.
"""

import json
from collections.abc import Sequence
from http import HTTPStatus

from colonnade.edge.shapes import Answer, Ask, Header
from colonnade.edge.small_page import POLICY, small_page

# For each code: status, heading, sentence.
WORDS: dict[str, tuple[int, str, str]] = {
    "bad_request": (400, "This did not arrive well", "Your browser's request has a fault."),
    "cut_short": (400, "Not all of it arrived", "Please go back and send it again."),
    "no_file": (404, "Nothing is here", "There is no such file."),
    "too_slow": (408, "This took too long", "Not all of it arrived. Please try again."),
    "request_too_large": (413, "This is too large", "Please send something smaller."),
    "address_too_long": (414, "This address is too long", "Please check the address."),
    "headers_too_large": (431, "Too many headers", "Try without the cookies of this site."),
    "no_answer": (502, "Something broke", "Please try again in a moment."),
    "full": (503, "Very many are here right now", "Please try again in a moment."),
    "away": (503, "Not ready yet", "The site is starting. Please try again in a moment."),
    "no_room": (503, "No room right now", "Please try again in a moment."),
    "too_late": (504, "This took too long", "Please look whether it worked before you try again."),
}
GUARDS: tuple[Header, ...] = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)
# Which of the codes above an answer is; the edge alone sees it.
MARK = "x-colonnade-refused"
# The rest of such a request is not read, so nothing more can come on its connection.
_UNREAD = frozenset(
    {"bad_request", "cut_short", "too_slow", "request_too_large"}
    | {"address_too_long", "headers_too_large", "no_room"}
)
_RETRY = {"full": "2", "away": "5", "no_room": "10"}
_CSP = ("content-security-policy", POLICY)
_HTML = ("content-type", "text/html; charset=utf-8")
_NEVER = ("cache-control", "no-store")
# To the same address once more, or elsewhere.
_AGAIN, _FRONT = ("", "Try again"), ("/", "To the front page")
# Nothing of such a request reached Django, so it may simply be sent again.
_UNTOUCHED = frozenset({"full", "away", "no_room"})


class Refused(Exception):
    """Carries the answer to a request that goes no further."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


def refusal(code: str, ask: Ask | None = None) -> Answer:
    """Return a refusal as a small page, or as a problem document where JSON is asked for."""
    status, heading, sentence = WORDS[code]
    if ask is not None and _wants_json(ask):
        kind, body = ("content-type", "application/problem+json"), _problem(status, sentence)
    else:
        kind, body = _HTML, _page(code, heading, sentence, ask)
    headers = [kind, (MARK, code), _NEVER, _CSP, *GUARDS]
    if code in _RETRY:
        headers.append(("retry-after", _RETRY[code]))
    if code in _UNREAD:
        headers.append(("connection", "close"))
    return Answer(status, sized(headers, body), body)


def missing() -> Answer:
    """Return the page that says that a file is not there."""
    status, heading, sentence = WORDS["no_file"]
    body = small_page(heading, [sentence], way=_FRONT)
    return Answer(status, sized([_HTML, _NEVER, _CSP, *GUARDS], body), body)


def text(status: int, line: str, headers: Sequence[Header] = ()) -> Answer:
    """Return one line of plain text, never stored."""
    body = line.encode() + b"\n"
    fixed = [("content-type", "text/plain; charset=utf-8"), _NEVER]
    return Answer(status, sized([*fixed, *GUARDS, *headers], body), body)


def sized(headers: Sequence[Header], body: bytes) -> list[Header]:
    """Return the headers with the body's length."""
    return [*headers, ("content-length", str(len(body)))]


def _wants_json(ask: Ask) -> bool:
    return ask.target.startswith("/api/") or "application/json" in ask.header("accept").lower()


def _problem(status: int, sentence: str) -> bytes:
    """Return a document with one of the codes that the API has for such things."""
    code = "unavailable" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "request_malformed"
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        code = "request_too_large"
    title = HTTPStatus(status).phrase
    problem = {"type": "about:blank", "title": title, "status": status}
    return json.dumps({**problem, "detail": sentence, "code": code}).encode()


def _page(code: str, heading: str, sentence: str, ask: Ask | None) -> bytes:
    """Return a page; a link sends a GET once more, a form's POST is her browser's to repeat."""
    reads = ask is not None and ask.method in {"GET", "HEAD"}
    if reads and WORDS[code][0] >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return small_page(heading, [sentence], way=_AGAIN)
    more = ["What you sent was not taken. Go back to send it again."]
    kept = more if ask is not None and not reads and code in _UNTOUCHED else []
    return small_page(heading, [sentence, *kept], way=_FRONT)
