"""A run of an import without its file: records go to the newspaper as the engine hands them on."""

from django.db import transaction

from colonnade.articles import reading
from colonnade.discussion.actions import ensure_thread, set_hidden
from colonnade.discussion.reading import thread_of
from colonnade.outbox.actions import record as tell
from colonnade.sites.reading import current_site
from colonnade.transfer.events import ImportShown
from colonnade.transfer.ledger import Outcome, Planned
from colonnade.transfer.models import Known, Origin
from colonnade.transfer.models import Run as Row
from colonnade.transfer.newspaper.plugged import NEWSPAPER
from colonnade.transfer.records import SourceArticle, SourceAttachment, SourceAuthor
from tests.factories import deliver_all, make_comment


class Run:
    """Brings records in, one after another."""

    def __init__(self, namespace="wordpress:old.example.org"):
        self.origin, _ = Origin.objects.get_or_create(namespace=namespace)
        self.row = Row.objects.create(format="wordpress", file_name="x.xml", origin=self.origin)
        self.planner = NEWSPAPER.planner(namespace=namespace)
        self.records, self.lines, self.threads, self.shown = [], [], [], []

    def writer(self):
        return NEWSPAPER.writer(origin=self.origin.pk, run=self.row.pk)

    def bring(self, *records):
        """Plan all, then write all; return what they became: primary keys."""
        for one in records:
            if isinstance(one, SourceArticle):
                self.planner.foresee(one)
        lines = [self.planner.plan(one, target="") for one in records]
        self.records += records
        self.lines += lines
        writer = self.writer()
        return [self._write(writer, *pair) for pair in zip(records, lines, strict=True)]

    def _write(self, writer, record, planned):
        written = writer.write(record, planned)
        data = dict(written.data or {})
        if planned.outcome is Outcome.MERGED:
            data["ours"] = "1"
        Known.objects.create(
            origin=self.origin,
            kind=kind_of(record),
            source=record.source,
            fingerprint="",
            target=written.target,
            run=self.row,
            data=data or None,
        )
        if isinstance(record, SourceArticle):
            subject = writer.subject(written.target)
            thread = ensure_thread(
                site=current_site(),
                key=subject.key,
                url=subject.url,
                title=subject.title,
                section=subject.section,
            )
            self.threads.append((thread, subject.hidden))
            self.shown.append(written.target)
        return int(written.target.removeprefix("tag:"))

    def change(self, record, target):
        """Bring a record that has changed; return what was planned and how it was before."""
        planned = self.planner.plan(record, target=str(target))
        if planned.outcome is not Outcome.MERGED:
            return planned, {}
        return planned, dict(self.writer().change(record, planned))

    def show(self, *, comments=0):
        """Publish, with so many comments in each thread."""
        self.writer().show(self.shown)
        for thread, hidden in self.threads:
            found = thread_of(current_site(), thread)
            assert found is not None
            set_hidden(thread=found.id, hidden=hidden)
            for _ in range(comments):
                make_comment(found)

    def tell(self):
        """Let the worker do what follows."""
        with transaction.atomic():
            tell(ImportShown(self.row.public_id, 0))
        deliver_all()


def article_at(path):
    """Return the article that readers find at this path."""
    found = reading.article_at(path)
    assert found is not None, path
    return found


def kind_of(record):
    """Return the ledger's word for a record."""
    if isinstance(record, SourceAuthor):
        return "author"
    return "attachment" if isinstance(record, SourceAttachment) else record.kind.value


__all__ = ["Planned", "Run", "article_at", "kind_of"]
