"""What the tests of discussions share."""

import pytest

from colonnade.discussion import blocks


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    """Let a thread of some hundred comments have several blocks."""
    monkeypatch.setattr(blocks, "_FULL", 512)
