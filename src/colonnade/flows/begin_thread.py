"""Begin a discussion on a subject that has none yet."""

from django.db import transaction

from colonnade.discussion.actions import ensure_thread, set_commenting
from colonnade.discussion.reading import thread_at, thread_of
from colonnade.kit import ids
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.people.policy import insist_may_moderate
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site

_URL_LIMIT = 2000
_SECTION_LIMIT = 80


@transaction.atomic
def begin_thread(
    *, actor: Actor, title: str, url: str = "", section: str = "", commenting: str = ""
) -> str:
    """Make a thread and return its public id; the one that hangs on `url` already, if any.

    Raises Refusal moderators_only, url_invalid, setting_invalid, and those of `accept_text`.
    """
    insist_may_moderate(actor)
    site = current_site()
    address = _accept_url(url.strip())
    there = thread_at(site, url=address, actor=actor) if address else None
    if there is not None:
        return there.public_id
    if section.strip():
        section = accept_text(section.strip(), field="section", limit=_SECTION_LIMIT)
    public_id = ensure_thread(
        site=site,
        key=f"begun-{ids.new_id()}",
        url=address,
        title=title.strip(),
        section=section.strip(),
    )
    made = thread_of(site, public_id)
    if made is not None and commenting:
        set_commenting(thread=made.id, commenting=commenting)
    return public_id


def _accept_url(url: str) -> str:
    """Return the address of a web page as typed, or ''."""
    if url and not url.lower().startswith(("https://", "http://")):
        raise Refusal("url_invalid", Kind.INVALID)
    return accept_text(url, field="url", limit=_URL_LIMIT) if url else ""
