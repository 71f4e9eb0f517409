"""Examples of what the API answers about decisions, and its parameters in words."""

from typing import Any

_APPEAL: dict[str, Any] = {
    "id": "5wxk2b9zr7qd",
    "state": "open",
    "words": "It was irony, as the reply below shows.",
    "created": "2026-05-05T10:00:00Z",
    "due": "2026-05-12T10:00:00Z",
    "decided": None,
    "by_role": "",
    "reasons": "",
}
_DECISION: dict[str, Any] = {
    "id": "8cz4mw2pkx7t",
    "act": "remove",
    "comment": "9mzx2k7wq4rb",
    "state": "removed",
    "reason": "It was about a person, not about the bridge.",
    "facts": "",
    "rule": 2,
    "policy": 1,
    "law": "",
    "reported": True,
    "automated": False,
    "by_role": "moderator",
    "section": "Town",
    "until": None,
    "created": "2026-05-04T09:00:00Z",
    "undone_by": None,
    "object_until": "2026-05-18T09:00:00Z",
    "appeal": None,
}
_OBJECTED = _DECISION | {"object_until": None, "appeal": _APPEAL}
_REPORT: dict[str, Any] = {
    "kind": "rule",
    "rule": 2,
    "words": "",
    "created": "2026-05-04T08:40:00Z",
    "state": "kept",
    "outcome": "A moderator looked at the comment and let it stand.",
    "settled": "2026-05-04T09:00:00Z",
    "object_until": "2026-05-18T09:00:00Z",
    "appeal": None,
}
_MEASURE: dict[str, Any] = {
    "id": "6tq9bm3xw4zk",
    "kind": "suspend",
    "section": "",
    "since": "2026-05-04T09:00:00Z",
    "until": "2026-05-11T09:00:00Z",
    "seconds": 0,
    "lifted": None,
    "decision": "3xk8vq5nz2bw",
}
_RULING: dict[str, Any] = {
    "id": "8cz4mw2pkx7t",
    "act": "remove",
    "before": "visible",
    "after": "removed",
    "reason": "It was about a person, not about the bridge.",
    "rule": 2,
    "policy": 1,
    "law": "",
    "name": "Mo Quay",
    "by_role": "moderator",
    "created": "2026-05-04T09:00:00Z",
    "undoes": None,
    "batch": None,
    "undoable": True,
}
# What the queue, and a comment's own page, say of it.
_WAITING: dict[str, Any] = {
    "since": "2026-05-04T08:30:00Z",
    "why": "first_posts_wait",
    "section": "Town",
    "level": "new",
    "reported": False,
    "urgent": False,
    "score": None,
}
_BATCH: dict[str, Any] = {
    "batch": "9tb4qk7mwz3x",
    "done": [{"comment": "7kq3zr9m2xwd", "decision": "8cz4mw2pkx7t", "state": "removed"}],
    "left": [],
}
_LEFT: dict[str, Any] = {
    "comment": "6tq9bm3xw4zk",
    "code": "comment_reworded",
    "detail": (
        "The comment got another wording while you were looking at it. Your decision was not"
        " carried out. Please read it again."
    ),
}
_WRITTEN: dict[str, Any] = {
    "comment": "7kq3zr9m2xwd",
    "state": "visible",
    "revision": 1,
    "created": "2026-05-04T08:30:00Z",
    "thread": "23456789bcdf",
    "section": "Town",
    "excerpt": "I was there, and it was not raining.",
}
_RAID: dict[str, Any] = {
    "id": "5rw7kz2bxq9m",
    "since": "2026-05-04T09:00:00Z",
    "until": "2026-05-04T11:00:00Z",
    "slow_seconds": 60,
    "members_only": False,
    "hold_all": True,
    "decision": "8cz4mw2pkx7t",
}
_MATTER: dict[str, Any] = {
    "acts": ["approve", "remove"],
    "decisions": [_RULING | {"act": "hold", "after": "held", "rule": 0, "policy": 0}],
    "reports": 0,
    "notices": 0,
    "measures": [],
}


def examples(comment: dict[str, Any], thread: dict[str, Any]) -> dict[str, Any]:
    """Return named examples by operation, around one comment and its thread."""
    held = {"comment": comment | {"state": "held"}}
    decided = {"decision": "8cz4mw2pkx7t", "comment": comment}
    imposed = {"decision": _MEASURE["decision"], "measures": [_MEASURE]}
    case = {
        **{name: _APPEAL[name] for name in ("id", "words", "created", "due")},
        "by": "writer",
        "decision": _DECISION | {"object_until": None},
    }
    one = {"page": 1, "pages": 1, "total": 1}
    judged = {"id": _APPEAL["id"], "state": "reversed", "ruling": "7bw3zk9qmx2t"}
    return {
        "list_decisions": {"told": {"value": {"items": [_DECISION]}}},
        "read_decision": {"told": {"value": _DECISION}, "objected": {"value": _OBJECTED}},
        "object_to_decision": {"objected": {"value": _OBJECTED}},
        "read_report": {"kept": {"value": _REPORT}},
        "object_to_report": {
            "objected": {"value": _REPORT | {"object_until": None, "appeal": _APPEAL}}
        },
        "list_queue": {"page": {"value": {"items": [held | _WAITING], **one}}},
        "claim_comments": {"hers": {"value": {"comments": [comment["id"]]}}},
        "read_matter": {"held": {"value": held | {"pieces": [comment["source"]]} | _MATTER}},
        "decide_comment": {"approved": {"value": decided}},
        "undo_decision": {"undone": {"value": decided}},
        "list_since": {"found": {"value": {"items": [_WRITTEN], "more": False}}},
        "decide_together": {"one left": {"value": _BATCH | {"left": [_LEFT]}}},
        "undo_together": {"undone": {"value": _BATCH | {"batch": "3xk8vq5nz2bw"}}},
        "impose_measure": {"suspended": {"value": imposed}},
        "lift_measure": {"lifted": {"value": imposed}},
        "manage_thread": {"closed": {"value": thread | {"closed": True}}},
        "list_raids": {"on": {"value": {"items": [_RAID]}}},
        "begin_raid": {"on": {"value": {"items": [_RAID]}}},
        "calm_raid": {"off": {"value": {"items": []}}},
        "list_appeals": {"page": {"value": {"items": [case], **one}}},
        "judge_appeal": {"reversed": {"value": judged}},
    }


PARAMETERS = {
    "decision": "The decision's public id.",
    "secret": "The secret of a report: the last part of its status page's address.",
    "measure": "The measure's public id.",
    "appeal": "The appeal's public id.",
    "batch": "The word of an act on several comments, which each of its decisions bears.",
    "act": "What is to be done to it: only what allows that is listed.",
    "hours": "How many hours back.",
    "raid": "The public id of the switch that makes rules stricter.",
    "section": "Only of this section.",
    "level": "Only by writers of this standing.",
    "why": "Only what this held.",
    "age": "Only what has waited so many hours.",
    "reported": "`1`: only what readers reported.",
}
