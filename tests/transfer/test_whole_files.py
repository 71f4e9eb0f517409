"""Every export at hand and pages saved both ways: dry, brought in, again, and taken back.

Prints the table: records, created, existing, merged, refused, lost. Lost is what has no line.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from colonnade.kit.refusals import Refusal
from colonnade.sites.reading import current_site
from colonnade.transfer.folders import LEDGER, folder_of
from colonnade.transfer.readers import reader_of
from colonnade.transfer.records import SourceRule, SourceSite
from colonnade.transfer.running import bring_in
from colonnade.transfer.undoing import undo
from tests.factories import deliver_all, make_actor
from tests.shared_data import shared
from tests.transfer.table_hash import rows_of, table_hash

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OUTCOMES = ("created", "existing", "merged", "refused")
BROKEN = {"malformed-simple.xml"}  # cut off in the middle: not taken at all
DRUPAL = """A road is closed

Mary Duke's picture

The road to the north is closed since Monday.

Comment viewing options

Select your preferred way to display the comments and click "Save settings" to activate your
changes.

Tom & Co's picture

About time. See the company you keep:,+road&source=lnms&s...

Nut's picture

Nut (not verified) WTFRLY Feb 4, 2016 12:10 PM

Hi WTFRLY, I watched the video.

rikiki's picture

Tom & Co - ????????? ?????? is no reason. Itâ€™s a road.
"""
WORDPRESS = """Dancing on the border (source)

Leave a Reply --Link to Moderation Policy--

Only Logged in users can comment.

New Commentators Register here to comment.

So true!

Here\u2019s just a couple of links. I have 30+articles in a folder.

Premature celebration.
"""


@dataclass
class Table:
    """The rows to print, and what they add up to."""

    rows: list[tuple[str, int, Counter[str]]] = field(default_factory=list)

    def add(self, name: str, records: int, ledger: list[dict[str, object]]) -> None:
        """Add a file's row."""
        self.rows.append((name, records, Counter(str(line["outcome"]) for line in ledger)))

    def show(self) -> None:
        """Print all rows."""
        print(f"\n{'file':45}{'records':>8}", *(f"{name:>8}" for name in OUTCOMES), "    lost")  # noqa: T201
        for name, records, found in self.rows:
            lost = records - found.total()
            print(f"{name:45}{records:8}", *(f"{found[one]:8}" for one in OUTCOMES), f"{lost:8}")  # noqa: T201


@pytest.fixture
def owner(settings, tmp_path):
    settings.DATA = tmp_path / "site"
    current_site()
    return make_actor(role="owner")


def bring(format_: str, file: Path, *, dry: bool = False) -> tuple[str, list[dict[str, object]]]:
    run = bring_in(name=format_, path=file, dry=dry, publish=False, tell=lambda *_: None)
    lines = (folder_of(run) / LEDGER).read_text(encoding="utf-8").splitlines()
    return run, [json.loads(line) for line in lines]


def records_in(format_: str, file: Path) -> int:
    read = reader_of(format_)(file, zone=ZoneInfo("UTC"))
    return sum(not isinstance(one, SourceSite | SourceRule) for one in read)


def round_trip(owner, format_: str, file: Path, table: Table) -> None:
    """Insist: dry as real, again nothing new, and gone without a trace."""
    deliver_all()
    before = table_hash()
    _, foreseen = bring(format_, file, dry=True)
    assert table_hash() == before
    run, ledger = bring(format_, file)
    assert ledger == foreseen
    again, second = bring(format_, file)
    assert {line["outcome"] for line in second} <= {"existing", "merged", "refused"}
    twice = [line for line in second if line["outcome"] == "merged"]
    assert all(line["reason"] == "twice" for line in twice)
    table.add(file.name, records_in(format_, file), ledger)
    table.add(f"{file.name}, again", records_in(format_, file), second)
    undo(actor=owner, run=again)
    undo(actor=owner, run=run)
    deliver_all()
    after = table_hash()
    assert {name: rows_of(name) for name in before if before[name] != after[name]} == {}


def test_every_export_goes_the_whole_way(owner, capsys):
    table, refused = Table(), set()
    for file in sorted(shared("import/wxr").rglob("*.xml")):
        if file.name in BROKEN:
            before = table_hash()
            with pytest.raises(Refusal, match="import_unreadable"):
                bring("wordpress", file)
            assert table_hash() == before
            refused.add(file.name)
            continue
        round_trip(owner, "wordpress", file, table)
    with capsys.disabled():
        table.show()
        print("refused as a whole:", ", ".join(sorted(refused)))  # noqa: T201
    assert len(table.rows) > 2 * len(BROKEN)
    assert all(records == found.total() for _, records, found in table.rows)
    assert refused == BROKEN


@pytest.mark.parametrize(("name", "text"), [("drupal.txt", DRUPAL), ("wordpress.txt", WORDPRESS)])
def test_captures_go_the_whole_way(owner, tmp_path, capsys, name, text):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    table = Table()
    round_trip(owner, "page", file, table)
    with capsys.disabled():
        table.show()
    assert all(records == found.total() for _, records, found in table.rows)
