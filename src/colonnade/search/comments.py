"""Comments for the index."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from colonnade.discussion.reading import ThreadInfo, spoken
from colonnade.kit.markup import plain_of_clean
from colonnade.search.actions import index
from colonnade.search.documents import Document
from colonnade.search.models import Entry

# Generated texts repeat.
_plain = lru_cache(maxsize=1024)(plain_of_clean)


def comment_documents(
    *, thread: int | None = None, comment: str = "", comments: Sequence[str] = ()
) -> Iterator[Document]:
    """Yield all visible comments, those of a thread, or those with these public ids."""
    wanted = [comment] if comment else comments
    for one in spoken(thread=thread, comments=wanted):
        yield Document(
            kind="comment",
            subject=one.pk,
            moment=one.created,
            head="",
            body=f"{one.name}\n{_plain(one.html)}",
            section=one.section,
            names=(one.name,),
            handles=(one.handle,) if one.handle else (),
            thread=one.thread,
        )


def keep_section(thread: ThreadInfo) -> None:
    """Index a thread's comments anew where it stands in another section than they say."""
    entries = Entry.objects.filter(thread=thread.id)
    if entries.exclude(section=thread.section).exists():
        index(documents=comment_documents(thread=thread.id))
