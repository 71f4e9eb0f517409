"""Pages that are ready come first, on whatever core there is."""

import os

import pytest

from tests.cli.running import descendants, serving

pytestmark = pytest.mark.once


def test_those_who_stand_back_do_so_within_one_session(tmp_path):
    with serving(tmp_path / "site", "--no-demo") as server:
        parent = server.process.pid
        children = descendants(parent)
        assert {os.getpriority(os.PRIO_PROCESS, one) for one in children} > {os.nice(0)}
        # Linux shares a core between sessions before it looks at priorities.
        assert {os.getsid(one) for one in children} == {os.getsid(parent)}
        # Ctrl-C is for the parent alone.
        assert os.getpgid(parent) not in {os.getpgid(one) for one in children}
