"""Where there is no newspaper: an article or a page is a thread with the old address."""

from collections.abc import Mapping, Sequence

from colonnade.transfer import names
from colonnade.transfer.ledger import Outcome, Planned
from colonnade.transfer.records import Matter, SourceArticle, SourceAttachment, State
from colonnade.transfer.writing.subjects import Subject, Written

_TITLE = 300
_URL = 2000


class PlainPlanner:
    """Takes articles and pages for threads, and refuses what only a newspaper can hold."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def foresee(self, article: SourceArticle) -> None:
        """Nothing depends on what comes later."""

    def plan(self, record: Matter, *, target: str) -> Planned:
        """Say what will become of a record."""
        if not isinstance(record, SourceArticle):
            return Planned(outcome=Outcome.REFUSED, reason="no_newspaper")
        outcome = Outcome.MERGED if target else Outcome.CREATED
        return Planned(
            outcome=outcome,
            id=self.known(record, target=target),
            target=target,
            reason="no_newspaper_text",
        )

    def known(self, record: Matter, *, target: str) -> str:
        """Return where the discussion is."""
        return f"/t/{target or names.public_id(self._namespace, 'thread', record.source)}/"


class PlainWriter:
    """Remembers nothing but the old address and title."""

    def __init__(self, namespace: str) -> None:
        self._namespace = namespace

    def write(self, record: Matter, planned: Planned) -> Written:
        """Name the thread that the engine is going to make."""
        return Written(target=names.public_id(self._namespace, "thread", record.source))

    def change(self, record: Matter, planned: Planned) -> Mapping[str, object]:
        """Leave the thread as it is: its title is that of the first import."""
        return {}

    def subject(self, target: str) -> Subject:
        """Refuse: without a newspaper the thread itself is all that an article became."""
        raise LookupError(target)

    def show(self, targets: Sequence[str]) -> None:
        """Nothing but the thread is to be shown, and the engine does that."""


def plain_subject(namespace: str, record: SourceArticle | SourceAttachment) -> Subject:
    """Return what a thread hangs on that is no article of ours."""
    address = record.url if isinstance(record, SourceAttachment) else ""
    closed = hidden = False
    if isinstance(record, SourceArticle):
        address = next(iter(record.addresses), "")
        closed = record.commenting == "closed"
        hidden = record.state is not State.PUBLIC
    return Subject(
        key=names.subject_key(namespace, record.source),
        url=address if len(address) <= _URL else "",
        title=(record.title.strip() or address or record.source)[:_TITLE],
        closed=closed,
        hidden=hidden,
    )
