"""An import that is killed, or whose file is cut, leaves nothing half and can go on."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from tools.make_wxr import write_wxr

from colonnade.discussion.models import Thread
from colonnade.kit.refusals import Refusal
from colonnade.sites.reading import current_site
from colonnade.transfer.models import Run
from colonnade.transfer.running import bring_in
from tests.cli.running import ROOT, own_database
from tests.conftest import FULL
from tests.ready_database import clone_sqlite
from tests.transfer.killing import PROGRAM
from tests.transfer.table_hash import table_hash

KILLS = 50 if FULL else 10
STEP = 10_000


def test_killed_at_random_moments_it_leaves_nothing_half_and_goes_on(tmp_path):
    file = tmp_path / "export.xml"
    made = write_wxr(file, posts=15, comments=900, seed=5)
    seed = os.environ.get("COLONNADE_SEED") or str(random.randrange(10**6))
    with own_database() as variables:
        if not variables:
            clone_sqlite(tmp_path / "site.sqlite3")
        lines = killing(file, variables | {"COLONNADE_DATA": str(tmp_path)}, seed)
    whole, kills = lines[0], lines[1:]
    states = [f"{one['moment']:.2f} s: {one['state']}, readers saw {one['seen']}" for one in kills]
    print(f"{made.records} records in {whole['took']:.1f} s; seed {seed}", *states, sep="\n")  # noqa: T201
    assert whole["changed"]
    assert len(kills) == KILLS
    assert sum(one["killed"] for one in kills) >= KILLS * 3 // 4
    for one in kills:
        assert one["seen"] in {"before", "after"}, one
        assert one["same_seen"], one
        assert not one["differing"], one
    stages = {one["state"].split()[0] for one in kills}
    assert stages & {"writing", "reading"}


def killing(file, variables, seed):
    """Run the program that kills; return what it says, line by line."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    known = {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "colonnade.project.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(file), str(KILLS), seed],
        env=ours | known | variables,
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )
    assert done.returncode == 0, f"seed {seed}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.django_db
def test_a_file_cut_anywhere_is_refused_with_its_line_and_leaves_nothing(settings, tmp_path):
    settings.DATA = tmp_path / "data"
    whole = tmp_path / "export.xml"
    write_wxr(whole, posts=30, comments=400, seed=3)
    content = whole.read_bytes()
    current_site()
    before = table_hash()
    places = range(0, len(content), STEP)
    assert len(places) >= 25
    for place in places:
        cut = Path(tmp_path, f"cut-{place}.xml")
        cut.write_bytes(content[:place])
        with pytest.raises(Refusal) as caught:
            bring_in(name="wordpress", path=cut, dry=False, publish=False, tell=lambda *_: None)
        assert caught.value.code == "import_unreadable", place
        line = int(caught.value.data["line"])
        assert 1 <= line <= content[:place].count(b"\n") + 1
    assert table_hash() == before
    assert set(Run.objects.values_list("state", flat=True)) == {"failed"}
    run = bring_in(name="wordpress", path=whole, dry=False, publish=False, tell=lambda *_: None)
    assert Run.objects.get(public_id=run).state == "done"
    assert Thread.objects.filter(hidden=False).exists()
