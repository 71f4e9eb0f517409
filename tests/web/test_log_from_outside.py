"""Whatever is done to the public log is found from outside."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random

import pytest
import time_machine
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from colonnade.discussion.models import Comment
from colonnade.flows.decide import decide
from colonnade.kit import clock
from colonnade.moderation.log.chain import head_after, leaf_of
from colonnade.moderation.log.keeping import fade
from colonnade.moderation.log.reading import SignedHead
from colonnade.moderation.log.signing import public_key, sign_head
from colonnade.moderation.models import Decision, LogEntry, LogHead
from colonnade.moderation.ruling import Ground
from colonnade.people.models import Person
from colonnade.web import verify_log
from colonnade.web.views import log as views
from tests.factories import STAFF, make_actor, make_comment, make_thread
from tests.web.logged import Json, answer_of, decided

pytestmark = pytest.mark.django_db


@contextmanager
def site(change: Callable[[Json], Json] = lambda page: page) -> Iterator[str]:
    """Serve what the site answers over HTTP, after somebody may have changed it."""
    answers = saved()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(change(json.loads(answers[self.path]))).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def saved() -> dict[str, str]:
    """Return every answer of the chain by its path."""
    found, path = {}, "/log/entries.json"
    while True:
        found[path] = answer_of(path)
        page = json.loads(found[path])
        if not page["more"]:
            return found
        path = f"/log/entries.json?after={page['entries'][-1]['number']}"


def run(address: str, memory: Path) -> tuple[int, str]:
    """Run the program as somebody outside does: alone, as the site sends it."""
    script = memory.with_name("verify.py")
    script.write_text(answer_of("/log/verify.py"))
    done = subprocess.run(
        [sys.executable, "-I", "-S", str(script), address, "--memory", str(memory)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


@pytest.fixture
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Eight entries, checked once by somebody outside; answers have three entries each."""
    monkeypatch.setattr(views, "LINKS", 3)
    for number in range(8):
        decided(rule=number % 3 + 1)
    path = tmp_path / "memory.json"
    with site() as address:
        status, words = run(address, path)
    assert (status, words[:11]) == (0, "All is well")
    return path


def changed(page: Json) -> Json:
    for entry in page["entries"]:
        if entry["number"] == 5:
            entry["detail"]["rule"] += 1
    return page


def dropped(page: Json) -> Json:
    page["entries"] = [entry for entry in page["entries"] if entry["number"] != 5]
    return page


def reordered(page: Json) -> Json:
    first, second, *rest = page["entries"]
    page["entries"] = [second, first, *rest]
    return page


def cut(page: Json) -> Json:
    """Cut the tail: with a head that the site itself signs, nothing but the memory tells."""
    page["entries"] = [entry for entry in page["entries"] if entry["number"] <= 6]
    page["more"] = page["more"] and page["after"] < 3
    if page["entries"]:
        last = page["entries"][-1]
        page["head"] = views.head_as_json(signed(last["number"], last["head"]))
    return page


def signed(number: int, head: str) -> SignedHead:
    return SignedHead(number, head, sign_head(number, head), public_key())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (changed, "entry 5 was changed"),
        (dropped, "entry 5 is missing"),
        (reordered, "entry 1 is missing"),
        (cut, "the log was cut"),
    ],
)
def test_four_of_four_are_found_from_outside(memory, change, words):
    with site(change) as address:
        status, said = run(address, memory)
    assert status == 1
    assert words in said, said
    with site() as address:
        assert run(address, memory)[0] == 0, "the memory of what was right stays"


def test_a_log_written_anew_is_found_though_it_is_whole_and_signed(memory):
    LogEntry.objects.all().delete()
    LogHead.objects.update(number=0, head="")
    for _ in range(9):
        decided(rule=1)
    with site() as address:
        status, said = run(address, memory)
    assert (status, "written anew" in said) == (1, True)


def test_another_key_is_found(memory, settings):
    settings.SECRET_KEY = "another one"
    with site() as address:
        status, said = run(address, memory)
    assert (status, "key is another one" in said) == (1, True)


def test_it_verifies_after_the_detail_was_taken_away_and_after_more_was_added(memory):
    with time_machine.travel(clock.now() + timedelta(days=3)):
        decided()
        assert fade(before=clock.now() - timedelta(days=2)) == 8
        with site() as address:
            status, said = run(address, memory)
    assert (status, "9 entries, 1 with detail" in said) == (0, True), said
    words = answer_of("/log/")
    assert words.count("only counted now") == 8


def test_detail_that_vanished_before_its_turn_is_found(memory):
    LogEntry.objects.filter(number=5).update(detail=None, salt="")
    with site() as address:
        status, said = run(address, memory)
    assert (status, "entry 5 lost its detail" in said) == (1, True)


def test_answers_that_are_no_log_are_wrong_and_a_dead_site_is_unread(memory):
    with site(lambda _: {"hello": 1}) as address:
        assert run(address, memory)[0] == 1
    assert run(address, memory)[0] == 2


@given(st.integers(0, 2**32))
def test_whatever_is_done_to_the_answers_is_found(seed):
    """Change, drop, double, move or cut at random: none goes unseen."""
    dice = Random(seed)
    entries, head, memory = chain_of(12)
    assert verify_log.faults_in(entries, head, memory) == []
    broken = json.loads(json.dumps(entries))
    at = dice.randrange(12)
    act = dice.choice(["change", "drop", "double", "swap", "cut", "leaf", "salt", "forget"])
    if act == "change":
        broken[at]["detail"][dice.choice(["rule", "number", "new"])] = dice.random()
    elif act == "drop":
        del broken[at]
    elif act == "double":
        broken.insert(at, dict(broken[at]))
    elif act == "swap":
        other = (at + dice.randrange(1, 12)) % 12
        broken[at], broken[other] = broken[other], broken[at]
    elif act == "cut":
        broken = broken[:at]
    elif act == "forget":
        at = max(1, at)
        broken[at]["detail"] = None
    else:
        broken[at][act] = f"{dice.randrange(2**128):032x}"
    assert verify_log.faults_in(broken, head, memory), (act, at)


def chain_of(size: int) -> tuple[list[Json], Json, Json]:
    """Return a whole log that nobody's database holds, its head, and a memory of its middle."""
    key = Ed25519PrivateKey.from_private_bytes(b"k" * 32)
    entries, former = [], ""
    for number in range(1, size + 1):
        detail: dict[str, str | int | bool] = {"number": number, "rule": number % 4}
        leaf = leaf_of(detail, f"salt{number}")
        former = head_after(former, number, leaf)
        entries.append(
            {"number": number, "detail": detail, "salt": f"salt{number}", "leaf": leaf}
            | {"head": former}
        )
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()
    signature = key.sign(f"colonnade log 1\n{size}\n{former}\n".encode()).hex()
    head = {"number": size, "head": former, "signature": signature, "key": public}
    middle = entries[size // 2 - 1]
    return entries, head, {"number": size // 2, "head": middle["head"], "key": public}


@given(st.binary(max_size=64), st.integers(0, 511))
def test_our_reading_of_signatures_is_that_of_the_library(message, bit):
    key = Ed25519PrivateKey.from_private_bytes(b"s" * 32)
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    signature = bytearray(key.sign(message))
    assert verify_log.is_signed(public, message, bytes(signature))
    signature[bit // 8] ^= 1 << bit % 8
    assert not verify_log.is_signed(public, message, bytes(signature))
    assert not verify_log.is_signed(public, message + b"!", key.sign(message))


# The first three test vectors of RFC 8032, section 7.1: key, message, signature.
VECTORS = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
            "d25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
            "387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
]


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_the_vectors_of_the_standard_hold(key, message, signature):
    words = (bytes.fromhex(word) for word in (key, message, signature))
    assert verify_log.is_signed(*words)


def test_it_verifies_when_nothing_is_left_of_the_person_and_of_what_was_decided(memory):
    comment = make_comment(make_thread(), author=make_actor("Anna Canary"), body="Canary text")
    decide(actor=STAFF, comment=comment, act="remove", reason="no", ground=Ground(rule=2))
    with site() as address:
        assert run(address, memory)[0] == 0
    Decision.objects.filter(subject=comment).delete()
    Comment.objects.filter(public_id=comment).delete()
    Person.objects.filter(name="Anna Canary").delete()
    with site() as address:
        status, said = run(address, memory)
    assert (status, "9 entries, 9 with detail" in said) == (0, True), said
