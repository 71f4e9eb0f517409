"""Leave out of what comes in whoever was erased here: nothing of hers gets as far as a table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from colonnade.people.erasures import erased_words
from colonnade.transfer import names
from colonnade.transfer.marks import marks_of
from colonnade.transfer.order import ERASED, absent_person
from colonnade.transfer.records import Kind, SourceComment, SourceRefused, SourceSite, Yielded
from colonnade.transfer.staged import clean
from colonnade.transfer.writing.comments import absent_source


@dataclass(frozen=True, slots=True)
class Erased:
    """Who was erased until now: her words and marks, and whether her texts went too."""

    words: Mapping[str, bool]

    @property
    def digest(self) -> str:
        """Return what is another one as soon as somebody else is erased, "" for nobody."""
        if not self.words:
            return ""
        lines = "\n".join(f"{word} {texts}" for word, texts in sorted(self.words.items()))
        return sha256(lines.encode()).hexdigest()

    def left_out_of(self, yielded: Iterable[Yielded]) -> Iterator[Yielded]:
        """Yield what a reader yields: her comments refused or (name alone) without a writer."""
        namespace = ""
        for one in yielded:
            if isinstance(one, SourceSite):
                namespace = one.namespace
            if self.words and isinstance(one, SourceComment):
                yield self._comment(namespace, one)
            else:
                yield one

    def meets(self, namespace: str, record: SourceComment) -> list[str]:
        """Return which of the words say that this comment is hers."""
        kept = {"email": record.email, "user": record.user}
        found = [mark for _, mark in marks_of(namespace, kept)]
        found.append(names.public_id(namespace, "comment", record.source))
        return [word for word in found if word in self.words]

    def _comment(self, namespace: str, record: SourceComment) -> SourceComment | SourceRefused:
        met = self.meets(namespace, record)
        if any(self.words[word] for word in met):
            return SourceRefused(
                kind=Kind.COMMENT,
                source=clean(record.source),
                line=record.line,
                reason="erased_here",
            )
        if met:
            record = replace(record, name="", email="", website="", user="")
        return self._answering(namespace, record)

    def _answering(self, namespace: str, record: SourceComment) -> SourceComment:
        """Return a comment that answers her by name as one that answers nobody's name."""
        if not record.answers:
            return record
        known = absent_source(record.subject, absent_person(record.answers))
        place = names.public_id(namespace, "absent", known)
        return replace(record, answers=f"{ERASED}{place}") if place in self.words else record


def current_erased() -> Erased:
    """Return who was erased until now."""
    return Erased(erased_words())
