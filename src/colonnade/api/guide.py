"""What the documentation says in words, and its examples."""

from typing import Any

from colonnade.api.process import guide as process

_COMMENT: dict[str, Any] = {
    "id": "7kq3zr9m2xwd",
    "thread": "23456789bcdf",
    "parent": None,
    "depth": 0,
    "author": {"name": "Ada", "kind": "member", "handle": "4vbn8tq2mzxk", "role": "member"},
    "created": "2026-05-04T08:30:00Z",
    "edited": None,
    "state": "visible",
    "html": "<p>I was there, and it was <em>not</em> raining.</p>",
    "source": "I was there, and it was *not* raining.",
    "format": "markdown",
    "revision": 1,
    "note": "",
    "permalink": "https://news.example/c/7kq3zr9m2xwd/",
    "kind": "comment",
    "website": "",
    "marks": [],
}
_TOMBSTONE = _COMMENT | {
    "id": "9mzx2k7wq4rb",
    "author": None,
    "state": "removed",
    "html": "",
    "source": "",
    "format": "",
    "revision": 0,
    "note": "It was about a person, not about the bridge.",
    "permalink": "https://news.example/c/9mzx2k7wq4rb/",
}
_REPLY = _COMMENT | {
    "id": "2hd5pwz8c4gx",
    "parent": "9mzx2k7wq4rb",
    "depth": 1,
    "author": {"name": "Passer-by", "kind": "guest", "handle": "", "role": ""},
    "created": "2026-05-04T08:34:10Z",
    "html": "<p>So was I.</p>",
    "source": "So was I.",
    "permalink": "https://news.example/c/2hd5pwz8c4gx/",
}
_THREAD = {
    "id": "23456789bcdf",
    "key": "turning-bridge",
    "url": "https://news.example/town/turning-bridge/",
    "title": "Who turns the turning bridge?",
    "section": "Town",
    "commenting": "guests-held",
    "closed": False,
    "comments": 2,
    "created": "2026-05-04T06:00:00Z",
    "last_comment": "2026-05-04T08:34:10Z",
    "address": "https://news.example/t/23456789bcdf/",
}
_HELD = _COMMENT | {"author": _REPLY["author"], "state": "held"}
_KEY = "0f1c6a4de0b24c3f9b6d5e7a8c9d0e1f0f1c6a4de0b24c3f9b6d5e7a8c9d0e1f"

# Operation -> named examples of what it answers when all is well.
EXAMPLES: dict[str, dict[str, dict[str, Any]]] = {
    "list_threads": {
        "found": {"summary": "with `url` or `key`", "value": _THREAD},
        "listed": {
            "summary": "with neither",
            "value": {"items": [_THREAD], "page": 1, "pages": 1, "total": 1},
        },
    },
    "read_thread": {"thread": {"value": _THREAD}},
    "list_comments": {
        "page": {
            "value": {
                "items": [_COMMENT, _TOMBSTONE, _REPLY],
                "page": 1,
                "pages": 1,
                "total": 3,
            }
        }
    },
    "post_comment": {
        "member": {"value": _COMMENT | {"guest_key": None}},
        "guest": {"value": _HELD | {"guest_key": _KEY}},
    },
    "read_comment": {"visible": {"value": _COMMENT}, "held": {"value": _HELD}},
    "report_comment": {
        "open": {
            "value": {
                "kind": "rule",
                "state": "open",
                "status": f"https://news.example/reports/{_KEY}/",
            }
        }
    },
    "edit_comment": {"edited": {"value": _COMMENT | {"edited": "2026-05-04T08:40:00Z"}}},
    **process.examples(_COMMENT, _THREAD),
}

PARAMETERS = {
    "url": "The thread that hangs on exactly this address.",
    "key": "The thread with this key; `url` then does not count.",
    "thread": "The thread's public id.",
    "comment": "The comment's public id.",
    "view": "`threaded` (default): replies below what they answer; `flat`: as they came in.",
    "order": (
        "`oldest` (default) or `newest` first, among siblings at every depth; in the queue `likely`"
        " (default: likely trouble first) or `oldest`."
    ),
    "size": "How many a page holds; 50 where it is anything else.",
    "page": "From 1, which is also the default.",
    **process.PARAMETERS,
}

_PARAGRAPHS = """\
Read and write the discussions of this site. Everything is JSON in UTF-8; times are ISO 8601 in
UTC, to the second. Fields may be added at any time: ignore those you do not know.

**What may go into a page.** Only `html` of a comment is HTML, cleaned on this server. Every
other string is text: names, titles, reasons and sources must be escaped first.

**Who asks.** Without cookies nothing but `Content-Type: application/json` is needed to write.
Guests may post where the site lets them: the answer to a guest's first comment holds her
`guest_key`, which opens her own comments, held or not, with the header
`Authorization: Guest KEY`. With a session's or a guest's cookie (in a browser, on a page of this
site) a writing request needs the header `X-CSRFToken` too. No other site may ask from a browser:
there is no CORS.

**Public and private.** What `GET` answers is the same for everybody and may be kept by caches
that ask again (`ETag`, `If-None-Match`). A held comment is shown at its own address only, to its
writer and to moderators, and such an answer must not be kept.

**Decisions.** Whom a decision meets reads it with its reasons, and may object once. Moderators do
here what they do on their screens, with a session's cookie and in their own sections. What could
happen twice carries a `key`: the same request again does nothing twice. `decide_together` decides
on up to 100 comments as one act, names each that it left as it is with a code that says why, and
is taken back as one by `undo_together`.

**Errors** are problem documents (RFC 9457) with a stable `code`; what `detail` says may change.
After `too_fast` wait as many seconds as `Retry-After` says.
"""
# One line each, since a line break shows as one.
INTRODUCTION = "\n\n".join(" ".join(words.split()) for words in _PARAGRAPHS.split("\n\n"))
