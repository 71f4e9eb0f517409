"""A real server on a folder of its own, and a real Chromium."""

import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from threading import Event
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from colonnade.cli.sample.articles import articles

ROOT = Path(__file__).parents[2]
PASSWORD = "quiet harbor lantern"
# Milliseconds. Waiting ends when the thing comes; the machine may have more to do.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Served:
    """A running server: its address, its folder, and what it printed at its first start."""

    url: str
    data: Path
    owner_link: str
    # Accounts by role that nobody has used yet.
    fresh: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def colonnade(self, *arguments: str, stdin: str = "") -> str:
        """Run a command on the server's folder and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "colonnade", *arguments, "--data", str(self.data)],
            input=stdin,
            capture_output=True,
            text=True,
            env=_environment(),
            check=True,
        )
        return done.stdout

    def python(self, code: str, *, stdin: str = "") -> str:
        """Run Python with Django set up on the server's folder and return what it printed."""
        setup = "import django; django.setup()\n"
        done = subprocess.run(
            [sys.executable, "-c", setup + code],
            input=stdin,
            capture_output=True,
            text=True,
            env=_environment()
            | {
                "COLONNADE_DATA": str(self.data),
                "DJANGO_SETTINGS_MODULE": "colonnade.project.settings",
            },
            check=True,
        )
        return done.stdout

    def mail_to(self, address: str) -> str:
        """Wait for the newest mail to an address and return its text."""
        moment = Event()
        for _ in range(600):
            for path in sorted((self.data / "mail").glob("*"), reverse=True):
                for part in path.read_bytes().split(b"-" * 79 + b"\n"):
                    mail = message_from_bytes(part.lstrip(), policy=default)
                    if address in str(mail["To"]):
                        return str(mail.get_content())
            moment.wait(0.1)
        raise AssertionError(f"no mail to {address} within a minute")


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    return kept | {"PYTHONPATH": str(ROOT / "src")}


@contextmanager
def serving(data: Path) -> Iterator[Served]:
    """Start a server with the sample newspaper, as `bin/serve` does, and stop it at the end."""
    command = [sys.executable, "-m", "colonnade", "serve", "--port", "0", "--data", str(data)]
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env=_environment(),
        cwd=data,
        # The application stands back for its edge, not for Chromium: Linux shares a core between
        # sessions first.
        start_new_session=True,
    )
    printed = ""
    assert process.stdout is not None
    for line in process.stdout:
        printed += line
        if "Ctrl-C" in line:
            break
    url = re.search(r"http://127\.0\.0\.1:\d+", printed)
    link = re.search(r"http\S+/accounts/link/\S+", printed)
    assert url, printed
    assert link, printed
    server = Served(url[0], data, link[0])
    # A browser test posts faster than a person.
    server.python(
        "from colonnade.sites.actions import change_setting\n"
        "for name in ('limit_address', 'limit_account', 'limit_thread'):\n"
        "    change_setting(name=name, value='0')"
    )
    try:
        yield server
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """The server that most tests share: each uses names and texts of its own."""
    with serving(tmp_path_factory.mktemp("site")) as server:
        yield server


@pytest.fixture(scope="session")
def chromium():
    """One Chromium for the whole run."""
    path = os.environ.get("COLONNADE_CHROMIUM") or shutil.which("chromium")
    assert path, "no Chromium: bin/test installs it or says how"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


def axe(page: Page) -> list[tuple[str, list[str]]]:
    """Return what bars people on a page: each rule that is broken, and where."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in found]


def see(page: Page, path: str, what: Locator) -> None:
    """Open a page, again and again, until it shows what somebody else did.

    Whoever did it sees it at once, all others within a second; a busy machine may be slower.
    """
    for _ in range(100):
        page.goto(path)
        with suppress(AssertionError):
            expect(what).to_be_visible(timeout=250)
            return
    expect(what).to_be_visible()


class Tab:
    """A person at a browser: a page, what its console said, and every request it made."""

    def __init__(self, browser: Browser, served: Served, *, script: bool = True, **options):
        self.served = served
        options.setdefault("viewport", {"width": 1280, "height": 900})
        self.context = browser.new_context(
            base_url=served.url, java_script_enabled=script, **options
        )
        # On a machine with more to do the application, which stands back, comes late.
        self.context.set_default_timeout(PATIENCE)
        self.script = script
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._asked)

    def _heard(self, message):
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def _asked(self, request):
        if not request.url.startswith((self.served.url, "data:", "blob:")):
            self.foreign.append(request.url)

    def sign_in(self, email: str) -> None:
        """Sign in with the password that all test accounts have."""
        self.page.goto("/accounts/login/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.locator("main").get_by_role("button", name="Sign in").click()
        expect(self.page).not_to_have_url(re.compile("/accounts/login/"))


@pytest.fixture
def open_tab(chromium, served):
    """Open tabs of different persons; at the end nothing may have been complained of."""
    tabs: list[Tab] = []

    def open_one(**options) -> Tab:
        tabs.append(Tab(chromium, served, **options))
        return tabs[-1]

    yield open_one
    for tab in tabs:
        complaints, foreign = tab.complaints, tab.foreign
        tab.context.close()
        assert complaints == []
        assert foreign == [], "the page asked another host"


_people = iter(range(1, 10_000))
# Each process takes seconds to begin.
_AT_ONCE = 3
ADD = """
import json, sys
from colonnade.people.actions import add_person
asked = json.load(sys.stdin)
for name, email in asked["people"]:
    add_person(name=name, email=email, role=asked["role"], password=asked["password"])
"""


@pytest.fixture
def make_account(served):
    """Give out an account that nobody has used and return its name and address."""

    def made(role: str) -> list[tuple[str, str]]:
        words = [
            "".join(chr(ord("a") + int(digit)) for digit in str(next(_people)))
            for _ in range(_AT_ONCE)
        ]
        people = [(f"Tester {word.title()}", f"{word}@example.org") for word in words]
        asked = {"role": role, "password": PASSWORD, "people": people}
        served.python(ADD, stdin=json.dumps(asked))
        return people

    def make(role: str = "member") -> tuple[str, str]:
        if not served.fresh.get(role):
            served.fresh[role] = made(role)
        person: tuple[str, str] = served.fresh[role].pop()
        return person

    return make


@pytest.fixture
def threads(served):
    """The sample's threads by the names that the sample has for them: {name: id}."""
    with urllib.request.urlopen(f"{served.url}/api/v1/threads") as answer:  # noqa: S310
        items = json.load(answer)["items"]
    names = {article.path: article.thread or article.slug for article in articles()}
    return {names.get(urlsplit(item["url"]).path, item["key"]): item["id"] for item in items}
