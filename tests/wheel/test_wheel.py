"""The installed package serves a site with no clone anywhere near."""

import json
import re
import subprocess
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.cli.running import ROOT, SECONDS, Program, Server, colonnade, own_database, serving
from tests.conftest import FULL
from tests.wheel.building import build, held, install, kept


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Program:
    return install(wheel, tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="module")
def served(installed, tmp_path_factory):
    data = tmp_path_factory.mktemp("far") / "site"
    with own_database() as variables, serving(data, variables=variables, program=installed) as one:
        yield one


def fetch(server: Server, path: str) -> tuple[str, bytes]:
    """Return the kind and the content of what stands at a path; raises HTTPError."""
    with urllib.request.urlopen(server.url + path, timeout=SECONDS) as answer:  # noqa: S310
        return str(answer.headers.get_content_type()), answer.read()


def test_the_wheel_holds_what_git_keeps_and_nothing_else(wheel):
    forgotten, strange = sorted(kept() - held(wheel)), sorted(held(wheel) - kept())
    assert not forgotten, f"not in the wheel: {forgotten}"
    assert not strange, f"in the wheel, though git does not know it (git add?): {strange}"
    kinds = {Path(name).suffix for name in held(wheel)}
    assert {".html", ".txt", ".css", ".js", ".svg", ".xz", ".md", ".json"} <= kinds


def test_the_code_that_runs_is_the_installed_one(installed):
    python = Path(installed.words[0]).with_name("python")
    line = "import colonnade, sys; print(colonnade.__file__, *sys.path, sep='\\n')"
    done = subprocess.run(
        [python, "-c", line],
        capture_output=True,
        text=True,
        cwd=installed.folder,
        env={"PATH": str(python.parent)},
        check=True,
    )
    assert done.stdout.startswith(str(python.parents[1]))
    assert not [place for place in done.stdout.splitlines() if place.startswith(f"{ROOT}/")]


def test_its_pages_styles_and_scripts_are_all_there(served):
    _, front = fetch(served, "/")
    assert "Ropewalk Ledger" in front.decode()
    _, page = fetch(served, "/town/turning-bridge/")
    assert 'id="c-' in page.decode()
    linked = set(re.findall(r'"(/static/[^"?#]+)', front.decode() + page.decode()))
    assert {path.rpartition(".")[2] for path in linked} >= {"css", "js", "svg"}
    for path in sorted(linked):
        assert fetch(served, path)[1], path


def test_the_pictures_of_the_sample_are_there(served, wheel):
    drawn = [name for name in held(wheel) if re.search(r"/sample/.*\.(avif|jpe?g|png|webp)$", name)]
    front = fetch(served, "/")[1].decode()
    shown = set(re.findall(r"/media/pictures/[\w.-]+", front))
    assert bool(drawn) == bool(shown)
    # One of each format of each picture: the widths are made of the same file.
    each = {re.sub(r"-\d+\.", ".", path): path for path in sorted(shown)}
    some = list(each.values())
    for path in some if FULL else some[::7]:
        kind, content = fetch(served, path)
        assert kind.startswith("image/"), path
        assert content, path


def test_its_newsroom_leads_to_the_sign_in(served):
    with urllib.request.urlopen(f"{served.url}/newsroom/", timeout=SECONDS) as answer:  # noqa: S310
        assert urlsplit(answer.url).path == "/accounts/login/"
        assert "<form" in answer.read().decode()


def test_its_commands_know_the_site(served):
    doctor = served.colonnade("doctor", "--json")
    assert doctor.returncode == 0, doctor.stdout + doctor.stderr
    assert not [one for one in json.loads(doctor.stdout) if one["state"] == "bad"]
    assert served.colonnade("site", "get", "title").stdout == "The Ropewalk Ledger\n"


def test_it_stops_cleanly_and_leaves_nothing_beside_its_data(installed, tmp_path):
    before = sorted(installed.folder.rglob("*")) if installed.folder else []
    with (
        own_database() as variables,
        serving(tmp_path, "--no-demo", variables=variables, program=installed) as server,
    ):
        assert fetch(server, "/readyz")[1] == b"ready\n"
        assert server.stop() == 0
    assert "Stopped." in "".join(server.printed)
    assert installed.folder
    assert sorted(installed.folder.rglob("*")) == before
    assert colonnade("--version", program=installed).stdout.startswith("colonnade")
