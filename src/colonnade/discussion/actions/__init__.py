"""Writes of threads and comments. Each verb is one transaction and keeps all counts true."""

from colonnade.discussion.actions.editing import edit
from colonnade.discussion.actions.loading import LoadedComment, LoadedThread, load_thread
from colonnade.discussion.actions.moving import move
from colonnade.discussion.actions.posting import Posting, find_posted, post
from colonnade.discussion.actions.removing import RemovedThreads, remove_sample_threads
from colonnade.discussion.actions.showing import Seen, change_visibility
from colonnade.discussion.actions.threads import (
    close_thread,
    describe_thread,
    ensure_thread,
    reopen_thread,
    set_closes,
    set_commenting,
    set_hidden,
)

__all__ = [
    "LoadedComment",
    "LoadedThread",
    "Posting",
    "RemovedThreads",
    "Seen",
    "change_visibility",
    "close_thread",
    "describe_thread",
    "edit",
    "ensure_thread",
    "find_posted",
    "load_thread",
    "move",
    "post",
    "remove_sample_threads",
    "reopen_thread",
    "set_closes",
    "set_commenting",
    "set_hidden",
]
