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
from colonnade.discussion.rows import Author, Detail, Page, Row, Source, ThreadInfo, Wording

__all__ = [
    "Author",
    "Detail",
    "Page",
    "Row",
    "Soundness",
    "Source",
    "ThreadInfo",
    "Waiting",
    "Wording",
    "comment_for",
    "comment_id_of",
    "commenting_of",
    "comments_among",
    "comments_by",
    "count_threads",
    "find_threads",
    "held_comments",
    "latest_comments",
    "latest_threads",
    "liveliest_threads",
    "own_ids",
    "page_of",
    "public_wordings",
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
