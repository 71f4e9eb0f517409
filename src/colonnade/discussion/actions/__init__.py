"""Writes of threads and comments. Each verb is one transaction and keeps all counts true."""

from colonnade.discussion.actions.adding import AddedComment, add_loaded
from colonnade.discussion.actions.cutting import cut_out, put_back_cut
from colonnade.discussion.actions.editing import edit
from colonnade.discussion.actions.leaving_out import leave_out
from colonnade.discussion.actions.loading import (
    LoadedComment,
    LoadedThread,
    load_shaped,
    load_thread,
)
from colonnade.discussion.actions.locking import lock_places, lock_threads
from colonnade.discussion.actions.moving import move, move_replies
from colonnade.discussion.actions.posting import (
    PostedBefore,
    Posting,
    Text,
    find_posted,
    post,
    post_in,
    ready,
)
from colonnade.discussion.actions.removing import (
    RemovedThreads,
    remove_loaded_comments,
    remove_loaded_threads,
    remove_sample_threads,
)
from colonnade.discussion.actions.revising import RevisedComment, restore_loaded, revise_loaded
from colonnade.discussion.actions.shape import LoadedText, LoadedWording, Shape
from colonnade.discussion.actions.showing import Seen, change_visibility
from colonnade.discussion.actions.standing import Standing, difference, put_back, standing_of
from colonnade.discussion.actions.threads import (
    close_thread,
    describe_thread,
    ensure_thread,
    reopen_thread,
    set_closes,
    set_commenting,
    set_hidden,
    set_noindex,
    show_threads,
)
from colonnade.discussion.actions.turns import Turn, look_in, take_turn

__all__ = [
    "AddedComment",
    "LoadedComment",
    "LoadedText",
    "LoadedThread",
    "LoadedWording",
    "PostedBefore",
    "Posting",
    "RemovedThreads",
    "RevisedComment",
    "Seen",
    "Shape",
    "Standing",
    "Text",
    "Turn",
    "add_loaded",
    "change_visibility",
    "close_thread",
    "cut_out",
    "describe_thread",
    "difference",
    "edit",
    "ensure_thread",
    "find_posted",
    "leave_out",
    "load_shaped",
    "load_thread",
    "lock_places",
    "lock_threads",
    "look_in",
    "move",
    "move_replies",
    "post",
    "post_in",
    "put_back",
    "put_back_cut",
    "ready",
    "remove_loaded_comments",
    "remove_loaded_threads",
    "remove_sample_threads",
    "reopen_thread",
    "restore_loaded",
    "revise_loaded",
    "set_closes",
    "set_commenting",
    "set_hidden",
    "set_noindex",
    "show_threads",
    "standing_of",
    "take_turn",
]
