"""What does triage learn, and what does it cost? Decisions that people made, and a planted pattern.

Each set is split by time: its newest fifth is never learned from before it is judged. The real
decisions are those of public conversations: few, on short texts, many of them about what belongs
to the topic. They are reported apart from the generated ones, where the pattern is known to be
there. No figure is a promise for another site; each site's own stand on its page of triage.
"""

import csv
import gzip
import html
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from _site import set_up

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "votes"
_GENERATED, _MOST, _LEAST = 4_000, 10_000, 100
_TROUBLE, _ODD = 0.3, 0.05
_MARKS = {"1": 0.0, "-1": 1.0}
# Some words of what is planted in the comments that are removed; each has two to four of them.
_PLANTED = "casino bonus deposit winner jackpot crypto wallet profit cheap pills idiot stupid liar"


def real() -> dict[str, list[tuple[str, float, float]]]:
    """Return by conversation (text, removed, when) of the comments that somebody decided on."""
    found = {}
    for path in sorted(FOLDER.glob("*/comments.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            rows = [row for row in csv.DictReader(lines) if row["moderated"] in _MARKS]
        found[path.parent.name] = [
            (row["comment-body"], _MARKS[row["moderated"]], float(row["timestamp"]) / 1000)
            for row in rows
            if row["comment-body"].strip()
        ]
    return found


def generated(count: int) -> list[tuple[str, float, float]]:
    """Return generated comments of which three in ten are removed.

    Those get planted words; one decision in twenty is another than the words call for, and one
    calm comment in twenty quotes a planted word.
    """
    from colonnade.cli.sample.generated import generate  # noqa: PLC0415

    rng, words = Random(6), _PLANTED.split()
    found = []
    for row in generate(count, 6):
        trouble, body = rng.random() < _TROUBLE, row.body
        if trouble or rng.random() < _ODD:
            some = rng.sample(words, rng.randint(2, 4) if trouble else 1)
            body = f"{body} {' '.join(some)}"
        removed = trouble if rng.random() > _ODD else not trouble
        found.append((body, float(removed), float(row.index)))
    return found


def seconds(act: Callable[[], object]) -> float:
    """Return the seconds of the processor that an act takes."""
    start = time.process_time()
    act()
    return time.process_time() - start


def show(name: str, rows: Sequence[tuple[str, float, float]], *, bins: bool = False) -> None:
    """Teach on these and print how good it was on the newest fifth."""
    from colonnade.moderation.triage.features import Text, features_of  # noqa: PLC0415
    from colonnade.moderation.triage.lesson import teach  # noqa: PLC0415
    from colonnade.moderation.triage.model import Example  # noqa: PLC0415

    examples = [
        Example(features_of(Text(f"<p>{html.escape(text)}</p>")), removed, at=at)
        for text, removed, at in rows
    ]
    removed = sum(1 for one in examples if one.trouble)
    found = teach(examples).quality
    if found is None:
        print(f"{name:<28} {len(examples):>9} {removed:>7}  the newest are all alike")
        return
    print(
        f"{name:<28} {len(examples):>9} {removed:>7} {found.tested:>6} {found.precision:>9.2f}"
        f" {found.recall:>6.2f} {found.saved:>6.0%} {found.auc:>5.2f} {found.brier:>6.3f}"
        f" {found.brier_of_share:>6.3f} {'yes' if found.helps else 'no':>6}"
    )
    if bins:
        parts = (f"{one.score:.2f} -> {one.removed:.2f} ({one.count})" for one in found.bins)
        print(f"{'':<28} score -> removed (comments): {', '.join(parts)}")


def costs() -> None:
    """Print what scoring and learning cost, of comments of realistic lengths."""
    from colonnade.cli.sample.generated import generate  # noqa: PLC0415
    from colonnade.moderation.triage.features import Text, features_of  # noqa: PLC0415
    from colonnade.moderation.triage.lesson import read, teach  # noqa: PLC0415
    from colonnade.moderation.triage.model import Example  # noqa: PLC0415

    texts = [Text(f"<p>{html.escape(row.body)}</p>") for row in generate(_MOST, 2)]
    examples: list[Example] = []

    def extract() -> None:
        for place, text in enumerate(texts):
            examples.append(Example(features_of(text), float(place % 3 == 0), at=place))

    finding = seconds(extract)
    learning = seconds(lambda: teach(examples))
    model = teach(examples[:500]).model
    scoring = seconds(lambda: [read(model, text) for text in texts[:2_000]]) / 2_000
    size = sum(len(one.features.hashed) for one in examples) / len(examples)
    print(f"\n{_MOST:,} decisions, {size:,.0f} features each, seconds of one processor:")
    print(f"  finding features {finding:.1f}, learning and trying {learning:.1f},")
    print(f"  {_MOST / (finding + learning):,.0f} comments a second; scoring {1 / scoring:,.0f}")


def main() -> int:
    set_up()
    print(
        f"{'set':<28} {'decisions':>9} {'removed':>7} {'tried':>6} {'precision':>9} {'recall':>6}"
        f" {'saved':>6} {'auc':>5} {'brier':>6} {'share':>6} {'helps':>6}"
    )
    sets = real()
    for name, rows in sets.items():
        if len(rows) >= _LEAST:
            show(name, rows)
    together = [row for rows in sets.values() for row in rows]
    if together:
        first, last = (
            datetime.fromtimestamp(at, UTC).year for at in _ends([row[2] for row in together])
        )
        show(f"all, {first} to {last}", together, bins=True)
    else:
        print(f"skipped: decisions of people, which stand in {FOLDER.name}/*/comments.csv.gz")
    show("generated, a planted pattern", generated(_GENERATED), bins=True)
    print("saved: of the queue, when 95 % of what is removed was found. share: the Brier score of")
    print("one number for all. helps: whether a site would order its queue by it (auc at least")
    print("0.60, and surely above 0.50).")
    costs()
    return 0


def _ends(moments: list[float]) -> tuple[float, float]:
    return min(moments), max(moments)


if __name__ == "__main__":
    sys.exit(main())
