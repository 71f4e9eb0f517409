"""What a writer is told of why her comment waits, and the staff of what caught it."""

from django.utils.translation import gettext

from colonnade.moderation.gates import Verdict
from colonnade.moderation.reading import Held, why_held


def _(words: str) -> str:
    return words


# By the code of what a gate said. Like a refusal's: what happened, and that nothing is lost.
SENTENCES = {
    "guests_wait": _("A guest's comment appears after a moderator has seen it."),
    "first_posts_wait": _(
        "The first comments of everybody new are seen by a moderator before they appear."
    ),
    "links_wait": _(
        "It holds more links than are shown at once; a moderator looks at it first. The longer"
        " you write here, the more links you may set."
    ),
    "list_holds": _("It holds a word or phrase that a moderator looks at first."),
    "list_holds_because": "%(words)s",
    "repeat_waits": _("The same text, or nearly the same, was posted here lately."),
    "like_removed_waits": _("It is much like a comment that a moderator removed lately."),
    "measure_holds": _("A moderator sees all your comments first at present."),
    "raid_holds": _("For some hours a moderator sees every comment here first."),
    "check_holds": _("The site's own check asked for a moderator to look at it."),
    "check_holds_because": _("The site's own check asked for a moderator to look at it: %(words)s"),
}


def holding_sentence(held: Held) -> str:
    """Return why a comment waits, in words for its writer."""
    words = gettext(SENTENCES.get(held.code, SENTENCES["guests_wait"]))
    return words % {"words": held.words} if "%(" in words else words


def why_it_waits(comment: str) -> str:
    """Return the same for a comment by its public id, '' where nothing caught it (one query)."""
    found = why_held([comment]).get(comment)
    return holding_sentence(found) if found else ""


def why_held_now(verdict: Verdict) -> str:
    """Return the same for what the gates said a moment ago, '' where the place's rule says it."""
    if verdict.outcome != "hold" or verdict.code == "guests_wait":
        return ""
    return holding_sentence(Held(verdict.code, str(verdict.data.get("words", ""))))


def what_caught_it(held: Held) -> str:
    """Return for the staff which entry of which list it was, '' where it was none."""
    if not held.entry:
        return ""
    words = gettext("“%(entry)s” in the list “%(list)s”")
    return words % {"entry": held.entry, "list": held.list_name or gettext("that is gone")}
