"""Write what is planned: subject by subject, hidden; then show all of it at once."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from django.db import transaction

from colonnade.discussion.actions import (
    LoadedText,
    LoadedThread,
    load_shaped,
    lock_threads,
    show_threads,
)
from colonnade.kit import clock
from colonnade.outbox.actions import record as tell_outbox
from colonnade.sites.reading import SiteInfo, current_site
from colonnade.transfer import changing, names
from colonnade.transfer.events import ImportShown
from colonnade.transfer.ledger import Outcome
from colonnade.transfer.models import Change, Known, Offer, Origin, Run, RunState
from colonnade.transfer.records import Matter, SourceArticle, SourceAttachment
from colonnade.transfer.staged import kind_of
from colonnade.transfer.staging import Staging
from colonnade.transfer.writing.comments import (
    Beside,
    Setting,
    placeholder,
    shape_of,
    text_of,
)
from colonnade.transfer.writing.hurry import in_a_hurry
from colonnade.transfer.writing.making import Made
from colonnade.transfer.writing.plain import PlainWriter, plain_subject
from colonnade.transfer.writing.rendering import Renderers
from colonnade.transfer.writing.subjects import Subject, Writer, newspaper
from colonnade.transfer.writing.units import (
    Discussion,
    Matters,
    Spoken,
    Step,
    changed_matters,
    planned,
    standing_discussions,
    steps,
)

Tell = Callable[[int, int], None]
_Stream = Iterator[tuple[Step, Made]]
_MANY = 500


def write(run: Run, staging: Staging, *, tell: Tell, renderers: Renderers) -> None:
    """Write all units that are not written yet, then show them; the run is done then."""
    _Writing(run, staging, tell).all(renderers)


class _Writing:
    def __init__(self, run: Run, staging: Staging, tell: Tell) -> None:
        self._run, self._staging, self._tell = run, staging, tell
        self._origin = _origin(run, staging)
        self._namespace = self._origin.namespace
        self._site: SiteInfo = current_site()
        plugged = newspaper()
        self._plugged = plugged is not None
        self._writer: Writer = (
            plugged.writer(origin=self._origin.pk, run=run.pk)
            if plugged
            else PlainWriter(self._namespace)
        )

    def all(self, renderers: Renderers) -> None:
        """Write every unit and show what was written."""
        with in_a_hurry():
            self._units(renderers.each(steps(self._staging, skip=self._run.done), _text))
        changing.prepare(self._staging, renderers)
        self._show()

    def _units(self, stream: _Stream) -> None:
        for step, _ in stream:
            if isinstance(step, Spoken):
                raise TypeError("a comment without its thread")
            with transaction.atomic():
                if isinstance(step, Matters):
                    for n in step.numbers:
                        self._matter(n, self._staging.matter(n))
                else:
                    self._discussion(step, stream)
                self._run.done += step.records
                self._run.save(update_fields=["done"])
            self._tell(self._run.done, self._run.total)

    # ------------------------------------------------------------------ articles and the like

    def _matter(self, n: int, record: Matter) -> str:
        """Write a record that is no comment; return what it became."""
        line = planned(self._staging, n)
        if line.outcome is Outcome.EXISTING or line.outcome is Outcome.REFUSED:
            return line.target
        if line.target:
            return line.target  # what stands is changed in the last transaction
        written = self._writer.write(record, line)
        data = dict(written.data or {})
        if line.outcome is Outcome.MERGED:
            data["ours"] = "1"  # it was there before: undoing leaves it alone
        Known.objects.create(
            origin=self._origin,
            kind=kind_of(record),
            source=record.source,
            fingerprint=self._staging.fingerprint(n),
            target=written.target,
            run=self._run,
            data=data or None,
        )
        return written.target

    def _change(self, n: int) -> None:
        line, record = planned(self._staging, n), self._staging.matter(n)
        known = Known.objects.get(origin=self._origin, kind=kind_of(record), source=record.source)
        before = {"fingerprint": known.fingerprint, **self._writer.change(record, line)}
        Change.objects.create(run=self._run, known=known, before=before)
        known.fingerprint = self._staging.fingerprint(n)
        known.save(update_fields=["fingerprint"])

    # ------------------------------------------------------------------ discussions

    def _discussion(self, unit: Discussion, stream: _Stream) -> None:
        record = self._subject(unit)
        if isinstance(record, SourceArticle):
            target = self._matter(unit.n, record)
        else:
            target = self._known_subject(unit.source)
        if unit.thread:
            return  # what stands is changed in the last transaction
        thread = names.public_id(self._namespace, "thread", unit.source)
        if isinstance(record, SourceArticle | SourceAttachment) and not (
            self._plugged and isinstance(record, SourceArticle) and target
        ):
            subject = plain_subject(self._namespace, record)
        else:
            subject = self._writer.subject(target)
        self._thread(unit, subject, self._setting(unit, record, thread), stream)

    def _thread(
        self, unit: Discussion, subject: Subject, setting: Setting, stream: _Stream
    ) -> None:
        beside = Beside(setting)
        shape = shape_of(unit.places, setting)
        load_shaped(
            site=self._site,
            thread=LoadedThread(
                key=subject.key,
                title=subject.title,
                url=subject.url,
                section=subject.section,
                commenting=subject.commenting,
                closed=subject.closed,
                closes=subject.closes,
                created=setting.fallback,
                public_id=setting.thread,
                hidden=True,
            ),
            shape=shape,
            texts=self._texts(unit, setting, beside, stream),
        )
        beside.flush()
        Known.objects.create(
            origin=self._origin,
            kind="thread",
            source=unit.source,
            target=setting.thread,
            run=self._run,
            data={"hidden": "1"} if subject.hidden else None,
        )
        for rule in self._staging.rules(unit.source):
            Offer.objects.create(
                run=self._run,
                kind="commenting",
                thread=setting.thread,
                value={"commenting": rule.commenting},
                words=rule.words[:500],
                confidence=1.0,
            )

    def _texts(
        self, unit: Discussion, setting: Setting, beside: Beside, stream: _Stream
    ) -> Iterator[LoadedText]:
        """Yield the comments of a thread that is made, placeholders among them."""
        for done, place in enumerate(unit.places, 1):
            if place.item is None:
                text = placeholder(place, setting)
                beside.keep_absent(place.source, text.public_id)
                yield text
                continue
            spoken, made = next(stream)
            if not isinstance(spoken, Spoken) or spoken.n != place.item.n:
                raise TypeError("a comment came out of its turn")
            text = text_of(spoken.record, made, setting)
            beside.keep(spoken, made, text.public_id)
            yield text
            if not done % _MANY:
                self._tell(self._run.done + done, self._run.total)

    def _setting(self, unit: Discussion, record: Matter | None, thread: str) -> Setting:
        published = record.published if isinstance(record, SourceArticle) else None
        return Setting(
            namespace=self._namespace,
            origin=self._origin.pk,
            run=self._run.pk,
            publish=self._run.publish,
            subject=unit.source,
            thread=thread,
            fallback=published or self._run.created,
            imported=self._run.created,
        )

    def _subject(self, unit: Discussion) -> Matter | None:
        """Return what the comments stand under, None where it is not in the file.

        An article without a date is as old as its first comment: else what is years old would
        stand on the front page as the newest.
        """
        record = self._staging.matter(unit.n) if unit.n else None
        if not isinstance(record, SourceArticle) or record.published:
            return record
        return replace(record, published=self._staging.first_moment(record.source))

    def _known_subject(self, source: str) -> str:
        known = Known.objects.filter(
            origin=self._origin, kind__in=("article", "page"), source=source
        )
        return known.values_list("target", flat=True).first() or ""

    # ------------------------------------------------------------------ the end

    @transaction.atomic
    def _show(self) -> None:
        self._change_what_stands()
        mine = Known.objects.filter(run=self._run)
        threads = mine.filter(kind="thread", data__isnull=True).values_list("target", flat=True)
        for some in _batches(threads.iterator(chunk_size=_MANY)):
            show_threads(threads=some)
        articles = mine.filter(kind__in=("article", "page")).values_list("target", flat=True)
        for some in _batches(articles.order_by("pk").iterator(chunk_size=_MANY)):
            self._writer.show(some)
        self._run.done, self._run.state = self._run.total, RunState.DONE
        self._run.ended = clock.now()
        self._run.save(update_fields=["done", "state", "ended"])
        tell_outbox(ImportShown(self._run.public_id, 0))

    def _change_what_stands(self) -> None:
        # Before all else, and in one order: others decide in several discussions at once, too.
        lock_threads(threads=[unit.thread for unit in standing_discussions(self._staging)])
        for n in changed_matters(self._staging):
            self._change(n)
        for unit in standing_discussions(self._staging):
            setting = self._setting(unit, self._subject(unit), unit.thread)
            changing.bring(self._staging, setting, fresh=unit.fresh, changed=unit.changed)


def _batches(targets: Iterator[str]) -> Iterator[list[str]]:
    while some := list(islice(targets, _MANY)):
        yield some


def _text(step: Step) -> tuple[str, str]:
    return step.text() if isinstance(step, Spoken) else ("", "text")


def _origin(run: Run, staging: Staging) -> Origin:
    site = staging.site()
    origin, _ = Origin.objects.get_or_create(
        namespace=site.namespace, defaults={"title": site.title[:300], "url": site.url[:2000]}
    )
    if run.origin_id != origin.pk:
        run.origin = origin
        run.save(update_fields=["origin"])
    return origin
