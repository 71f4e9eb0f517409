"""Reads of threads and comments: frozen rows, in display order, with a bounded cost."""

from colonnade.discussion.reading.comments import (
    comment_for,
    comment_id_of,
    comments_among,
    comments_by,
    held_comments,
    latest_comments,
    own_ids,
    public_wordings,
    recount,
    revisions_for,
    source_for,
    sources_for,
    visible_among,
    visible_texts,
)
from colonnade.discussion.reading.pages import page_of, thread_page
from colonnade.discussion.reading.soundness import Soundness, soundness
from colonnade.discussion.rows import Author, Detail, Page, Row, Source, ThreadInfo, Wording
from colonnade.discussion.reading.threads import (
    commenting_of,
    count_threads,
    find_threads,
    latest_threads,
    liveliest_threads,
    thread_at,
    thread_of,
)
from colonnade.discussion.reading.waiting import Waiting, waiting_comments

__all__ = [
    "Author",
    "Detail",
    "Page",
    "Row",
    "Source",
    "Soundness",
    "ThreadInfo",
    "Waiting",
    "Wording",
    "comment_for",
    "comment_id_of",
    "comments_among",
    "comments_by",
    "commenting_of",
    "count_threads",
    "find_threads",
    "held_comments",
    "latest_comments",
    "latest_threads",
    "own_ids",
    "public_wordings",
    "liveliest_threads",
    "page_of",
    "recount",
    "revisions_for",
    "soundness",
    "source_for",
    "sources_for",
    "thread_at",
    "thread_of",
    "thread_page",
    "visible_among",
    "visible_texts",
    "waiting_comments",
]
