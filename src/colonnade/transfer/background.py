"""Runs that were asked for on a screen, each in a process of its own beside the worker."""

import logging
import subprocess
import sys
import time

from django.conf import settings

from colonnade.transfer.folders import SOURCE, folder_of, is_busy
from colonnade.transfer.models import Run, RunState

# Those whose process died go on where they were.
_TO_DO = (RunState.ASKED, RunState.READING, RunState.WRITING)

_WORST_PAUSE = 600.0  # seconds between two starts of a run that dies again and again

_log = logging.getLogger(__name__)


class Starter:
    """Starts one run at a time, and one that dies at once less and less often."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._starts: dict[str, int] = {}
        self._due: dict[str, float] = {}

    def look(self) -> None:
        """Start the next run that waits, unless an import works now; returns at once."""
        if self._child and self._child.poll() is None:
            return
        self._child = None
        run = self._next()
        if run is None or is_busy():
            return
        starts = self._starts[run] = self._starts.get(run, 0) + 1
        self._due[run] = time.monotonic() + min(2.0**starts, _WORST_PAUSE)
        _log.info("starting import %s", run)
        command = [sys.executable, "-P", "-m", "colonnade", "import-run", run]
        self._child = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [*command, "--data", str(settings.DATA)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def _next(self) -> str | None:
        """Return the oldest run that is to be done from a file of its own folder."""
        rows = Run.objects.filter(state__in=_TO_DO).order_by("created", "pk")
        now = time.monotonic()
        for run in rows.values_list("public_id", flat=True):
            if self._due.get(run, 0.0) <= now and (folder_of(run) / SOURCE).exists():
                return run
        return None


_starter = Starter()


def take_up_runs() -> None:
    """Let the runs that owners asked for be carried out, each in a child process."""
    _starter.look()
