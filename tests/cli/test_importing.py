"""`colonnade import`, as operators and their scripts use it."""

import json
from pathlib import Path

import pytest

from colonnade.cli.entry import run
from colonnade.discussion.models import Comment
from colonnade.sites.reading import current_site
from tests.shared_data import shared
from tests.transfer.small_wxr import Post, Said, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_site(settings, tmp_path, monkeypatch):
    """A folder of the test's own; the database is the tests' one."""
    monkeypatch.setenv("COLONNADE_DATA", str(settings.DATA))
    current_site()
    return Path(settings.DATA)


def bring(capsys, own_site, *words):
    status = run(["import", *map(str, words), "--data", str(own_site)])
    return status, *capsys.readouterr()


def test_the_document_for_programs_holds_what_the_contract_says(capsys, own_site):
    path = shared("import/wxr/isso-wordpress.xml")
    status, out, err = bring(capsys, own_site, "wordpress", path, "--json")
    assert (status, err) == (0, "")
    told = json.loads(out)
    assert set(told) == {
        "run",
        "records",
        "created",
        "existing",
        "merged",
        "refused",
        "kinds",
        "ledger",
    }
    comments = told["kinds"]["comment"]
    assert comments == {"records": 8, "created": 8, "existing": 0, "merged": 0, "refused": 0}
    for name in ("records", "created", "existing", "merged", "refused"):
        assert told[name] == sum(kind[name] for kind in told["kinds"].values())
    lines = Path(told["ledger"]).read_text(encoding="utf-8").splitlines()
    assert len(lines) == told["records"]
    assert set(json.loads(lines[0])) == {
        "n",
        "kind",
        "source",
        "line",
        "outcome",
        "id",
        "reason",
        "detail",
    }


def test_people_get_a_table_the_first_refused_lines_and_the_ledger(capsys, own_site, tmp_path):
    said = [Said(number, minute=number) for number in range(1, 4)]
    path = write(tmp_path / "old.xml", Post(1, said))
    status, out, err = bring(capsys, own_site, "wordpress", path, "--dry-run")
    assert (status, err) == (0, "")
    assert "a dry run" in out
    row = next(line for line in out.splitlines() if line.startswith("comment"))
    assert row.split() == ["comment", "3", "3", "0", "0", "0"]
    assert out.splitlines()[-1].startswith("Ledger: ")
    assert not Comment.objects.exists()


def test_a_broken_file_is_one_line_and_a_failure(capsys, own_site, tmp_path):
    path = tmp_path / "broken.xml"
    path.write_bytes(shared("import/wxr/isso-wordpress.xml").read_bytes()[:4000])
    status, out, err = bring(capsys, own_site, "wordpress", path)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "line" in err


def test_wrong_use_is_told_from_failure(capsys, own_site, tmp_path):
    path = write(tmp_path / "old.xml", Post(1))
    assert bring(capsys, own_site, "gazette", path)[0] == 2
    assert bring(capsys, own_site, "wordpress", tmp_path / "absent.xml")[0] == 2
    assert bring(capsys, own_site, "wordpress")[0] == 2
    assert bring(capsys, own_site, "undo")[0] == 2


def test_runs_are_listed_and_undone_by_name(capsys, own_site, tmp_path):
    path = write(tmp_path / "old.xml", Post(1, [Said(1)]))
    run_id = json.loads(bring(capsys, own_site, "wordpress", path, "--json")[1])["run"]
    status, out, _ = bring(capsys, own_site, "runs")
    assert (status, out.split()[0], out.split()[3]) == (0, run_id, "done")
    assert bring(capsys, own_site, "undo", run_id)[0] == 0
    assert not Comment.objects.exists()
    status, _, err = bring(capsys, own_site, "undo", run_id)
    assert (status, len(err.splitlines())) == (1, 1)
    assert json.loads(bring(capsys, own_site, "runs", "--json")[1])[0]["state"] == "undone"
