"""A1: telling words in every state that is not public, looked for in every channel: 0 are found.

The addresses are those of the URL map: a new one is asked without anybody thinking of it, and one
that names something of a new kind fails this test until somebody says how to name it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import get_resolver

from colonnade.articles.actions import publish_due
from colonnade.articles.models import ArticlePage, SectionPage
from colonnade.discussion.actions import set_hidden
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import comment_for, source_for
from colonnade.flows.appeal import Objector, appeal
from colonnade.flows.cut_out import cut_out
from colonnade.flows.decide import decide
from colonnade.flows.decide_many import decide_many, written_since
from colonnade.flows.delete_comment import delete_comment
from colonnade.flows.edit_comment import edit_comment
from colonnade.flows.note import note_on_comment
from colonnade.flows.report import Notice, report
from colonnade.kit import clock
from colonnade.moderation.models import Appeal, Decision, Note
from colonnade.moderation.ruling import Ground
from colonnade.outbox.models import Event
from colonnade.people.models import Person
from colonnade.people.reading import Actor
from colonnade.people.whom import whom_of
from colonnade.project.searched import all_documents
from colonnade.search.actions import rebuild
from colonnade.transfer.actions import ask, go
from colonnade.transfer.running import take_up
from tests.factories import deliver_all, make_actor, make_comment, make_person, make_thread, there
from tests.journeys.test_hidden import fill, flatten
from tests.staff.desk import sign_in
from tests.transfer.small_wxr import Post, Said, write
from tests.web.press import make_article, make_section, path_of, text, thread_of_article

pytestmark = [pytest.mark.django_db, pytest.mark.once]

RULE = Ground(rule=1)
CANARY = re.compile(r"(?i)canary[a-z]+bird")
OPTIONS = ("view=flat", "order=newest", "fold=collapsed", "size=300", "page=2", "view=flat&size=10")
# Names of an address of the libraries' own screens: all closed to readers, whatever they name.
CLOSED = ("newsroom/", "accounts/")


def bird(state: str) -> str:
    """Return the telling word of a state."""
    return f"canary{state}bird"


@dataclass
class Dark:
    """What is not public, by what addresses name; `open` is a word that everybody may read."""

    comments: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    open: str = "publicsparrow"


@pytest.fixture
def dark(settings, tmp_path) -> Dark:
    settings.DATA = tmp_path
    section = make_section()
    article = make_article(section, "A seen one", tags=["seen"])
    threads = [thread_of_article(article), make_thread(commenting="guests"), make_thread()]
    found = Dark()
    moderator, second = make_actor(role="moderator"), make_actor(role="moderator")
    make_comment(threads[0], body=found.open)
    for thread in threads[:2]:
        found.comments |= _decided(thread, moderator, article if thread is threads[0] else 0)
    _spam(threads[1], moderator)
    hidden = make_comment(threads[2], author=make_actor(), body=bird("hidden"))
    set_hidden(thread=threads[2].id, hidden=True)
    _words_of_process(found.comments, moderator)
    drafts = [_draft(section, "draft"), _draft(section, "later", hours=1)]
    publish_due()
    run = _imports(tmp_path, make_actor(role="owner"))
    deliver_all()
    rebuild(documents=all_documents())
    found.names = _names(found, [*(one.public_id for one in threads)], drafts)
    found.names |= {"run": [run], "comment": [*found.comments.values(), hidden]}
    assert second.person
    return found


def _decided(thread, moderator: Actor, tag: int) -> dict[str, str]:
    """Bring each state about in a thread, by the verbs that do; return the comments by state."""
    end = "a" if tag else "b"

    def said(state: str, **more) -> str:
        body = f"{bird(state + end)} was said."
        return make_comment(thread, author=make_actor(), body=body, **more)

    made = {state: said(state) for state in ("removed", "staffheld", "tombstone", "silenced")}
    made["held"] = said("held", held=True)
    for state in ("tombstone", "silenced"):
        make_comment(thread, parent=made[state], body="An answer below.")
    for state in ("removed", "silenced"):
        decide(actor=moderator, comment=made[state], act="remove", reason="Rude.", ground=RULE)
    decide(actor=moderator, comment=made["staffheld"], act="hold", ground=RULE)
    author = make_actor()
    for state in ("deleted", "tombstone"):
        made[state + "own"] = make_comment(thread, author=author, body=bird("own" + state + end))
        if state == "tombstone":
            make_comment(thread, parent=made[state + "own"], body="Another answer.")
        delete_comment(actor=author, comment=made[state + "own"])
    decide(actor=moderator, comment=made["tombstone"], act="remove", reason="Rude.", ground=RULE)
    body = f"It stays.\n\nAnd {bird('cut' + end)} goes."
    made["cut"] = make_comment(thread, author=author, body=body)
    cut_out(actor=moderator, comment=made["cut"], pieces=[_last(made["cut"])], ground=RULE)
    # A wording that waits, of a comment that stood there.
    guest = make_actor()
    made["reworded"] = make_comment(thread, author=guest, body="A calm word.")
    decide(actor=moderator, comment=made["reworded"], act="hold", ground=RULE)
    edit_comment(actor=guest, comment=made["reworded"], body=bird("reworded" + end))
    return {f"{state}{end}": comment for state, comment in made.items()}


def _last(comment: str) -> int:
    from colonnade.discussion.pieces import is_words, pieces_of  # noqa: PLC0415 - beside its use

    parts = pieces_of(source_for(there(comment_for(STAFF, comment))).source)
    return max(number for number, part in enumerate(parts) if is_words(part))


def _spam(thread, moderator: Actor) -> None:
    spammer = make_actor(f"Spam {bird('name')}")
    for number in range(2):
        make_comment(thread, author=spammer, body=f"{bird('spam')} {number}")
    whom = there(whom_of(person=spammer.person, guest=None))
    rows = written_since(
        actor=moderator, whom=whom, act="remove", since=clock.now() - timedelta(hours=1)
    )
    decide_many(actor=moderator, comments=rows, act="remove", reason="Spam.", ground=RULE)
    # Her page is there all the same, with her name; what she wrote is not.
    Person.objects.filter(pk=there(spammer.person)).update(name="Just Somebody")


def _words_of_process(comments: dict[str, str], moderator: Actor) -> None:
    """Leave telling words in notes, reports and objections, which few may read."""
    note_on_comment(actor=moderator, comment=comments["helda"], words=bird("note"))
    standing = make_comment(make_thread(), body="A standing word.")
    mine = Notice(
        standing,
        "illegal",
        words=bird("report"),
        name=f"Ida {bird('reporter')}",
        email=f"{bird('mail')}@example.org",
        good_faith=True,
    )
    report(actor=Actor(), notice=mine)
    row = Decision.objects.get(subject=comments["removeda"])
    detail = there(comment_for(STAFF, comments["removeda"]))
    writer = Actor(person=detail.person)
    appeal(by=Objector(writer), decision=row.public_id, words=bird("objection"))
    assert Note.objects.exists()
    assert Appeal.objects.exists()


def _draft(section: int, state: str, *, hours: int = 0) -> ArticlePage:
    row = ArticlePage(
        title=f"Draft {bird(state)}",
        slug=f"draft-{state}",
        standfirst=bird(state),
        body=text(bird(state)),
        live=False,
        go_live_at=clock.now() + timedelta(hours=hours) if hours else None,
    )
    SectionPage.objects.get(pk=section).add_child(instance=row)
    row.save_revision()
    if hours:
        row.save_revision().publish()
    return row


def _imports(folder, owner: Actor) -> str:
    """Leave one import after its dry run, and one that brought in what its site had not shown."""
    runs = []
    for number, state in enumerate(("pending", "imported"), start=1):
        said = [
            Said(10 * number + at, bird(state + kind), state=kind, name=f"Ada {bird(state)}")
            for at, kind in enumerate(("held", "spam", "trash"))
        ]
        title = bird(state) if state == "pending" else "An old article"
        file = write(folder / f"{state}.xml", Post(number, said, title=title))
        runs.append(ask(actor=owner, format="wordpress", name="x.xml", content=[file.read_bytes()]))
        take_up(run=runs[-1], tell=lambda *_: None)
    go(actor=owner, run=runs[1], publish=False)
    take_up(run=runs[1], tell=lambda *_: None)
    return runs[0]


def _names(found: Dark, threads: list[str], drafts: list[ArticlePage]) -> dict[str, list[str]]:
    """Return what stands for each name in an address."""
    nothing = "b" * 12
    people = list(Person.objects.values_list("handle", flat=True))
    now = clock.now()
    return {
        "thread": threads,
        "handle": people,
        "word": people[:3],
        "decision": list(Decision.objects.values_list("public_id", flat=True)),
        "appeal": list(Appeal.objects.values_list("public_id", flat=True)),
        "section": ["harbor", "none"],
        "slug": [*(row.slug for row in drafts), "seen"],
        "rest": ["harbor/draft-draft", "nothing"],
        "form": ["xml", "json"],
        "year": [str(now.year)],
        "month": [f"{now.month:02}"],
        "version": ["0", "1"],
        "secret": ["x" * 43],
        "token": ["x" * 43],
        "name": ["0" * 16, "0" * 32 + "-96"],
        "key": ["0" * 16],
        "width": ["400"],
        "folder": ["images"],
        "which": ["new", nothing],
        **{name: [nothing] for name in ("measure", "erasure", "order", "raid", "batch")},
    }


def addresses(dark: Dark) -> Iterator[str]:
    """Yield every address of the URL map, with all that each of its names can stand for."""
    for pattern in get_resolver().url_patterns:
        for path in flatten(pattern):
            names = [one or two for one, two in re.findall(r"\?P<(\w+)>|<(?:\w+:)?(\w+)>", path)]
            closed = path.startswith(CLOSED)
            assert closed or set(names) <= dark.names.keys(), f"{path}: what can stand there?"
            values = [dark.names.get(name, ["1"]) for name in names]
            for at in range(max(map(len, values), default=1)):
                which = zip(names, (some[at % len(some)] for some in values), strict=True)
                yield fill(path, dict(which))
    for thread in dark.names["thread"]:
        for options in OPTIONS:
            yield f"/t/{thread}/?{options}"
            yield f"/api/v1/threads/{thread}/comments?{options}"
    article = ArticlePage.objects.get(title="A seen one")
    yield from (f"{path_of(article.pk)}?{options}" for options in OPTIONS)
    states = ("helda", "removeda", "cutb", "spam", "hidden", "draft", "pending", "imported")
    yield from (f"/search/?q={bird(state)}" for state in states)
    yield from ("/search/?q=publicsparrow", "/search/?q=calm")


def told(client: Client, paths: list[str]) -> dict[str, set[str]]:
    """Return by path the telling words of its answer, other than as the echo of a question."""
    found = {}
    for path in paths:
        answer = client.get(path)
        body = answer.getvalue().decode(errors="replace") + str(answer.headers)
        asked = re.search(r"\?q=(\w+)", path)
        shown = body.replace(asked[1], "") if asked and 'class="hit"' not in body else body
        words = {word.lower() for word in CANARY.findall(shown)}
        if words:
            found[path] = words
    return found


@pytest.mark.parametrize("who", ["nobody", "member"])
def test_what_is_not_public_is_found_at_no_address(dark, who):
    client = Client() if who == "nobody" else sign_in(make_person())
    paths = sorted(set(addresses(dark)))
    assert len(paths) > 300
    assert told(client, paths) == {}
    seen = sum(dark.open in client.get(path).getvalue().decode() for path in _open(paths))
    assert seen > 5, "the search can find"


def _open(paths: list[str]) -> list[str]:
    """Return where the public comment stands, or should."""
    article = path_of(ArticlePage.objects.get(title="A seen one").pk)
    kinds = (article, "/feeds/comments", "/api/v1/threads/", "/search/?q=public", "/people/")
    return [path for path in paths if path.startswith(kinds)]


def test_the_staff_sees_the_words_at_its_desk(dark, settings):
    """So that what the others do not find is there."""
    client = sign_in(make_person(role="owner"))
    paths = sorted(path for path in set(addresses(dark)) if path.startswith(("/staff/", "/c/")))
    words = set().union(*told(client, paths).values())
    states = ("heldb", "removeda", "staffheldb", "spam", "rewordeda", "note", "report", "objection")
    assert words >= {bird(state) for state in states}
    assert bird("importedheld") in words
    staged = [file for file in settings.DATA.rglob("*") if file.is_file()]
    assert [file for file in staged if bird("pendingheld").encode() in file.read_bytes()]


def test_mail_tells_others_nothing(dark):
    """What goes out to others than the staff holds no text, and no name of another."""
    make_person(role="owner")
    deliver_all()
    staff = set(Person.objects.exclude(role="member").values_list("email", flat=True))
    letters = [letter for letter in mail.outbox if not set(letter.to) & staff]
    assert letters, "somebody was told something"
    for letter in letters:
        words = set(
            CANARY.findall(f"{letter.subject} {letter.body} {getattr(letter, 'alternatives', '')}")
        )
        # Her own report's receipt may call her by her name, and goes to her own address.
        own = letter.to == [f"{bird('mail')}@example.org"]
        assert words <= ({bird("reporter"), bird("mail")} if own else set()), letter.to


def test_a_thread_counts_what_can_be_read(dark):
    client = Client()
    for thread in dark.names["thread"][:2]:
        said = client.get(f"/api/v1/threads/{thread}/comments?size=300").json()
        read = [one for one in said["items"] if one["state"] == "visible"]
        assert client.get(f"/api/v1/threads/{thread}").json()["comments"] == len(read)
    listed = client.get("/api/v1/threads").json()["items"]
    assert dark.names["thread"][2] not in {one["id"] for one in listed}


@pytest.mark.parametrize("act", ["hold", "remove", "cut", "delete", "hide"])
def test_every_kept_page_that_showed_a_text_is_spoiled_when_it_goes(dark, act):
    """The edge gives no page again whose keys an event has named."""
    author, thread = make_actor(), make_thread()
    word = bird("kept")
    body = f"A beginning.\n\nAnd {word}."
    comment = make_comment(thread, author=author, body=body)
    deliver_all()
    dark.names |= {"comment": [comment], "thread": [thread.public_id]}
    handle = Person.objects.get(pk=there(author.person)).handle
    dark.names["handle"] = [handle]
    kept = {}
    for path in sorted(set(addresses(dark))):
        if path.startswith(("/staff/", "/accounts/", "/newsroom/", "/api/v1/moderation/")):
            continue  # nothing there is kept
        answer = Client().get(path)
        if word in answer.getvalue().decode(errors="replace"):
            kept[path] = answer.headers.get("X-Colonnade-Keys", "").split()
    kept = {path: keys for path, keys in kept.items() if keys}
    assert len(kept) > 8
    before = Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    moderator = make_actor(role="moderator")
    if act == "cut":
        cut_out(actor=moderator, comment=comment, pieces=[_last(comment)], ground=RULE)
    elif act == "delete":
        delete_comment(actor=author, comment=comment)
    elif act == "hide":
        set_hidden(thread=thread.id, hidden=True)
    else:
        decide(actor=moderator, comment=comment, act=act, ground=RULE)
    rows = Event.objects.filter(pk__gt=before).values_list("spoils", flat=True)
    spoiled = {key for row in rows for key in row.split()}
    assert [path for path, keys in kept.items() if not spoiled & set(keys)] == []
    deliver_all()
    assert told(Client(), [*kept, f"/search/?q={word}"]) == {}
