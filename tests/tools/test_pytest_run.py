import os
from pathlib import Path

from pytest_run import Counts, Run

SUITE = """
import pytest

def test_good(): pass
def test_bad(): assert False
@pytest.mark.skip(reason="no")
def test_left_out(): pass
@pytest.fixture
def breaks_after():
    yield
    raise ValueError
def test_bad_twice(breaks_after): assert False
"""


def run(tmp_path: Path, text: str, *arguments: str, expression: str = ""):
    suite = tmp_path / "test_suite.py"
    suite.write_text(text)
    config = tmp_path / "pytest.ini"
    config.write_text("[pytest]\n")
    words = ["-c", str(config), "--rootdir", str(tmp_path), str(suite), *arguments]
    bare = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    return Run(tmp_path, bare, expression, words)("inner", "not browser")


def test_each_test_is_counted_once(tmp_path):
    assert run(tmp_path, SUITE).counts == Counts(passed=1, failed=2, skipped=1)


def test_a_run_that_cannot_start_is_a_failure(tmp_path):
    assert run(tmp_path, SUITE, "--no-such-option").counts == Counts(failed=1)


def test_a_file_that_cannot_be_read_is_a_failure(tmp_path):
    assert run(tmp_path, "import nothing_of_this_name").counts == Counts(failed=1)


def test_nothing_collected_is_told_apart_from_failure(tmp_path):
    outcome = run(tmp_path, SUITE, "-k", "no_test_is_called_so")
    assert outcome.nothing_collected
    assert outcome.counts == Counts()


def test_the_marker_expression_of_the_caller_narrows_ours(tmp_path):
    assert run(tmp_path, SUITE, expression="skip").counts == Counts(skipped=1)
