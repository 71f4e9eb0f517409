"""Does finding cost what is shown, not what is there? CPU of the index's answer and of the page.

Ratios against 1,000 comments, of one run.
"""

import sys

from _site import cpu_ms, make_thread, set_up

SIZES = (1_000, 10_000, 100_000)


def main() -> int:
    set_up()
    from django.test import Client  # noqa: PLC0415

    from colonnade.search.actions import index  # noqa: PLC0415
    from colonnade.search.comments import comment_documents  # noqa: PLC0415
    from colonnade.search.reading import Wanted, find  # noqa: PLC0415

    asked = {
        "a rare word": Wanted(words="rare needle"),
        "a common word": Wanted(words="the"),
        "a phrase": Wanted(words='"of the"'),
        "a common word, one person": Wanted(words="the", person="guest 7"),
        "a common word, best first": Wanted(words="the", order="best"),
    }
    first: dict[str, float] = {}
    client = Client()
    print(f"{'comments':>9} {'act':<28} {'CPU ms':>7} {'ratio':>6}")
    total = 0
    for size in SIZES[: SIZES.index(int((sys.argv[1:] or [SIZES[-1]])[0])) + 1]:
        make_thread(size - total)
        total = size
        index(documents=comment_documents())
        acts = {
            name: lambda wanted=wanted: find(wanted, limit=501) for name, wanted in asked.items()
        }
        acts["the page of a common word"] = lambda: client.get("/search/?q=the")
        for name, act in acts.items():
            cost = cpu_ms(act)
            first.setdefault(name, cost)
            print(f"{size:>9} {name:<28} {cost:>7.2f} {cost / first[name]:>6.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
