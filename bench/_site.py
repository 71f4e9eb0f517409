"""A site on a folder of its own, in this process: what every benchmark stands on."""

import os
import resource
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="colonnade-bench-"))


def set_up() -> None:
    """Migrate a fresh SQLite site and open it to guests, without limits."""
    os.environ["COLONNADE_DATA"] = str(FOLDER)
    os.environ.pop("COLONNADE_DATABASE_URL", None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "colonnade.project.settings"
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    from colonnade.sites.actions import change_setting  # noqa: PLC0415

    for name in ("limit_address", "limit_account", "limit_thread"):
        change_setting(name=name, value="0")
    change_setting(name="commenting", value="guests")


def make_thread(comments: int) -> str:
    """Return a generated thread's public id."""
    from datetime import timedelta  # noqa: PLC0415

    from colonnade.cli.sample.generated import generate  # noqa: PLC0415
    from colonnade.discussion.actions import (  # noqa: PLC0415
        LoadedComment,
        LoadedThread,
        load_thread,
    )
    from colonnade.kit import clock  # noqa: PLC0415
    from colonnade.people.actions import ensure_guest  # noqa: PLC0415
    from colonnade.sites.reading import current_site  # noqa: PLC0415

    guest, now = ensure_guest(token="b" * 43), clock.now()
    loaded = [
        LoadedComment(
            parent=row.parent,
            created=now - timedelta(minutes=row.minutes),
            source=row.body,
            guest=guest,
            guest_name=f"Guest {row.author}",
        )
        for row in generate(comments, 1)
    ]
    thread = LoadedThread(key=f"bench-{comments}", title=f"{comments} comments")
    return load_thread(site=current_site(), thread=thread, comments=loaded, seed=comments)


def cpu_ms(act: Callable[[], object], times: int = 30) -> float:
    """Return the median CPU milliseconds of an act in this process."""
    act()
    spent = []
    for _ in range(times):
        start = resource.getrusage(resource.RUSAGE_SELF)
        act()
        end = resource.getrusage(resource.RUSAGE_SELF)
        spent.append((end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime) * 1000)
    return statistics.median(spent)
