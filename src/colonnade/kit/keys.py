"""What a finished page depends on, and a write spoils: short words that both sides write alike."""

from dataclasses import dataclass
from hashlib import sha256

# The site's settings, look, menu, sections, own HTML and policy: on every page.
SITE = "site"
# Lists of threads, or of comments over threads.
THREADS = "threads"
# Lists of articles; the bylines' names and pictures.
ARTICLES = "articles"
BYLINES = "bylines"
# A hidden discussion is shown again: lists of what people wrote.
SHOWN = "shown"
# The moderation policy, any version.
POLICY = "policy"
# The public log of decisions, and what is counted from it.
LOG = "log"
# Any member's name, picture or role: for pages that show more members than they can name.
PEOPLE = "people"


@dataclass(frozen=True, slots=True)
class Spoil:
    """One write: its sequence number and the keys that it spoils."""

    id: int
    keys: tuple[str, ...]


def thread_key(thread: str) -> str:
    """Return the key of a discussion, by its public id: its pages, feed and histories."""
    return f"thread:{thread}"


def topic_key(thread: str) -> str:
    """Return the key of what other pages tell of a discussion, by its public id.

    Its title and address, whether it is hidden, and which of its comments may be seen: not that
    there is one more.
    """
    return f"topic:{thread}"


def person_key(handle: str) -> str:
    """Return the key of a member's name, picture and role: on every page that shows her."""
    return f"person:{handle}"


def spoken_by(handle: str) -> str:
    """Return the key of the list of what a member wrote."""
    return f"spoken:{handle}"


def article_key(article: int) -> str:
    """Return the key of an article: its page, and pages that lead to it by its headline."""
    return f"article:{article}"


def subject_key(subject: str) -> str:
    """Return the key of whether there is a discussion on a subject, by a thread's `key`.

    For pages of that subject that show none.
    """
    return f"on:{sha256(subject.encode()).hexdigest()[:16]}"
