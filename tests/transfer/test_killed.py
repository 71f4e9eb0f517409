"""An import that is killed, or whose file is cut, leaves nothing half and can go on."""

import json
import os
import random
import re
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from colonnade.discussion.models import Thread
from colonnade.kit.refusals import Refusal
from colonnade.sites.reading import current_site
from colonnade.transfer.models import Run
from colonnade.transfer.running import bring_in
from make_wxr import write_wxr
from tests.cli.running import ROOT, own_database
from tests.conftest import FULL
from tests.ready_database import clone_sqlite
from tests.transfer.killing import PROGRAM
from tests.transfer.table_hash import table_hash

KILLS = 50 if FULL else 3
STEP = 10_000


# On PostgreSQL it failed once in five runs, for a cause not found yet: to be made sure of there.
@pytest.mark.once
@pytest.mark.parametrize(
    "later", [False, pytest.param(True, marks=pytest.mark.full)], ids=["first", "later"]
)
def test_killed_at_random_moments_it_leaves_nothing_half_and_goes_on(tmp_path, later):
    file = tmp_path / "export.xml"
    made = write_wxr(file, posts=15, comments=900, seed=5)
    seed = os.environ.get("COLONNADE_SEED") or str(random.randrange(10**6))
    words = [str(file), str(KILLS), seed, *([str(earlier(file))] if later else [])]
    with own_database() as variables:
        if not variables:
            clone_sqlite(tmp_path / "site.sqlite3")
        whole, *kills = killing(words, variables | {"COLONNADE_DATA": str(tmp_path)})
    told = [f"{one['moment']:.2f} s: {one['state']}, readers saw: {one['saw']}" for one in kills]
    print(f"\n{made.records} records in {whole['took']:.1f} s; seed {seed}", *told, sep="\n")  # noqa: T201
    assert whole["changed"]
    assert len(kills) == KILLS
    for one in kills:
        assert one["saw"] in {"before", "after"}, (seed, one)
        assert one["sees_all"], (seed, one)
        assert not one["differing"], (seed, one)
    # Of a few moments none may fall into the writing; of fifty many do.
    assert not FULL or any(one["state"].startswith("writing") for one in kills)


def earlier(file):
    """Write the export as it was before: without some comments, others with another text."""
    number = count()

    def older(found):
        at = next(number)
        if at % 4 == 0:
            return ""
        return found[0].replace(
            "<wp:comment_content><![CDATA[", "<wp:comment_content><![CDATA[Old: ", at % 5 == 0
        )

    text = re.sub(r"<wp:comment>.*?</wp:comment>", older, file.read_text("utf-8"), flags=re.DOTALL)
    path = file.with_name("earlier.xml")
    path.write_text(text, "utf-8")
    return path


def killing(words, variables):
    """Run the program that kills; return what it says, line by line."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("COLONNADE_")}
    known = {
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "colonnade.project.settings",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *words],
        env=ours | known | variables,
        capture_output=True,
        text=True,
        timeout=3600,
        check=False,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
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
