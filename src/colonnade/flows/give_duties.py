"""Say for which sections one of the staff answers."""

from collections.abc import Collection

from django.db import transaction

from colonnade.discussion.reading import section_labels
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.actions import bind_to_sections
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor, duties
from colonnade.people.whom import whom_by_handle
from colonnade.sites.reading import current_site


@transaction.atomic
def give_duties(*, actor: Actor, handle: str, sections: Collection[str]) -> None:
    """Let somebody answer for these sections alone, for all where there is none.

    It binds moderators; editors and owners answer for all. Raises Refusal owners_only,
    person_missing, section_missing.
    """
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
    whom = whom_by_handle(handle)
    if whom is None or whom.person is None:
        raise Refusal("person_missing", Kind.MISSING, name=handle)
    known = {*section_labels(current_site()), *duties().get(whom.person, [])}
    if not set(sections) <= known:
        raise Refusal("section_missing", Kind.INVALID)
    bind_to_sections(person=whom.person, sections=sections)
