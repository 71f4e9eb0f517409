"""Learnings that are due or were asked for, each in a process of its own beside the worker."""

import logging
import subprocess
import sys
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from colonnade.kit import clock
from colonnade.moderation.actions import ask_to_learn
from colonnade.moderation.reading.triage import Triage, decided_after, labels, triage
from colonnade.moderation.triage.lesson import LEAST, is_enough

# The hour of the site's zone in which it learns; where the server slept then, it learns later.
_HOUR = 3
_OLD = timedelta(hours=30)
_RECENT = timedelta(hours=12)
# Enough of the newest decisions to see whether there are enough of both kinds.
_LOOKED_AT = 20 * LEAST

_log = logging.getLogger(__name__)


def ask_nightly() -> None:
    """Ask for a learning where the night has come and something new was decided."""
    now = triage()
    if now.is_on and not now.asked and _is_time(now) and _is_new(now):
        ask_to_learn()


def _is_time(now: Triage) -> bool:
    if now.learned is None:
        return True
    age = clock.now() - now.learned
    return age > _OLD or (age > _RECENT and timezone.localtime(clock.now()).hour == _HOUR)


def _is_new(now: Triage) -> bool:
    if now.lesson:
        return decided_after(int(now.quality.get("newest", 0)))
    removed = [label.removed for label in labels(_LOOKED_AT)]
    return is_enough(removed.count(True), removed.count(False))


class Starter:
    """Starts one learning at a time."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def look(self) -> None:
        """Start a learning if one was asked for; returns at once."""
        if self._child and self._child.poll() is None:
            return
        self._child = None
        now = triage()
        if not now.is_on or now.asked is None:
            return
        _log.info("learning from decisions")
        command = [sys.executable, "-P", "-m", "colonnade", "triage-run"]
        self._child = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [*command, "--data", str(settings.DATA)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )


_starter = Starter()


def take_up_learning() -> None:
    """Let a learning that was asked for be done by a child process."""
    _starter.look()
