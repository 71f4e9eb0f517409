"""What stands back for readers does so by process and by session."""

import multiprocessing
import os
import re
from pathlib import Path

import pytest

from colonnade.cli.priority import stand_back

pytestmark = pytest.mark.once

AUTOGROUP = Path("/proc/self/autogroup")


def _told(own_session: bool, results) -> None:
    if own_session:
        os.setsid()
    stand_back(7)
    found = re.search(r"nice (-?\d+)", AUTOGROUP.read_text()) if AUTOGROUP.exists() else None
    results.put((os.nice(0), int(found[1]) if found else None))


def told(*, own_session: bool) -> tuple[int, int | None]:
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    process = context.Process(target=_told, args=(own_session, results))
    process.start()
    answer = results.get(timeout=30)
    process.join()
    return answer


def test_a_session_of_its_own_stands_back_as_a_whole():
    nice, session = told(own_session=True)
    assert nice == min(os.nice(0) + 7, 19)
    assert session in {nice, None}  # None: a system without such sessions


def test_somebody_elses_session_is_left_alone():
    nice, session = told(own_session=False)
    assert nice == min(os.nice(0) + 7, 19)
    assert session in {0, None} or os.nice(0)
