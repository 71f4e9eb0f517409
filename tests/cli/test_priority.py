"""Pages that are ready come first, on whatever core there is."""

import os
import subprocess
import sys

import pytest

from tests.cli.running import ROOT, descendants, serving

pytestmark = pytest.mark.once

# Two busy children on one core, one of which stands back, until the first had a second of it.
SHARING = """
import os, time
from colonnade.cli.children import Child, yield_to_readers

def work():
    while True:
        pass

def ready_work(ready):
    ready()
    work()

def yielding_work(ready):
    yield_to_readers()
    ready_work(ready)

def ticks(child):
    with open(f"/proc/{child.pid}/stat") as file:
        return int(file.read().rpartition(")")[2].split()[11])

os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
first, other = Child("first", ready_work), Child("other", yielding_work)
first.start()
other.start()
while not (first.is_ready and other.is_ready):
    time.sleep(0.01)
began = ticks(first), ticks(other)
while ticks(first) - began[0] < os.sysconf("SC_CLK_TCK"):
    time.sleep(0.05)
print(ticks(first) - began[0], ticks(other) - began[1])
for child in (first, other):
    child.ask_to_end()
    child.see_out(5)
"""


def test_those_who_stand_back_do_so_within_one_session(tmp_path):
    with serving(tmp_path / "site", "--no-demo") as server:
        parent = server.process.pid
        children = descendants(parent)
        assert {os.getpriority(os.PRIO_PROCESS, one) for one in children} > {os.nice(0)}
        # Linux shares a core between sessions before it looks at priorities.
        assert {os.getsid(one) for one in children} == {os.getsid(parent)}
        # Ctrl-C is for the parent alone.
        assert os.getpgid(parent) not in {os.getpgid(one) for one in children}


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes by /proc")
def test_a_core_goes_to_readers_first():
    done = subprocess.run(
        [sys.executable, "-P", "-c", SHARING],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "src")},
        check=True,
        timeout=60,
    )
    first, other = map(int, done.stdout.split())
    # By the kernel's weights 1024 to 110; sessions of their own would make it 1 to 1.
    assert first > 4 * other
