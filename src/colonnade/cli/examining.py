"""What `doctor` looks at, in this order."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from colonnade.cli.setup import OWNER_EMAIL
from colonnade.project.config import FORMER, Config

_NAMED = 5
# Free space in MiB: below the first an evening's pictures or an upgrade's copy may not fit.
_LITTLE, _TOO_LITTLE = 1024, 100


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look gave: `bad` must be mended, `advice` may be taken."""

    check: str
    state: Literal["good", "advice", "bad"]
    say: str


def examine(config: Config) -> Iterator[Finding]:
    """Yield what every look gives; the database answers and is of this version already."""
    for look in LOOKS:
        yield look(config)


def _database(config: Config) -> Finding:
    from django.db import connection

    if connection.vendor != "sqlite":
        return Finding("database", "good", "PostgreSQL answers and is of this version.")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        verdict = cursor.fetchone()[0]
    if verdict != "ok":
        return Finding("database", "bad", f"The file is damaged: {verdict}. Restore a copy.")
    return Finding("database", "good", "The SQLite file is whole and of this version.")


def _threads(config: Config) -> Finding:
    from colonnade.discussion.reading import soundness

    seen, unsound = 0, []
    for thread in soundness():
        seen += 1
        if not thread.is_sound:
            unsound.append(thread.thread)
    if unsound:
        named = ", ".join(unsound[:_NAMED])
        what = f"Counts or order of {len(unsound)} threads do not fit their comments: {named}."
        return Finding("threads", "bad", f"{what} Please report this as a bug.")
    return Finding("threads", "good", f"Counts and order of all {seen} threads are true.")


def _outbox(config: Config) -> Finding:
    from colonnade.outbox.reading import count_failed, count_waiting

    failed, waiting = count_failed(), count_waiting()
    if failed:
        say = f"{failed} deliveries were given up. The server's log says why."
        return Finding("outbox", "bad", say)
    if waiting:
        say = f"{waiting} events wait. Nothing is amiss while colonnade serve is not running."
        return Finding("outbox", "advice", say)
    return Finding("outbox", "good", "Everything is delivered.")


def _search(config: Config) -> Finding:
    from colonnade.discussion.reading import count_spoken
    from colonnade.outbox.reading import count_waiting
    from colonnade.search.reading import count_entries

    held, wanted = count_entries(), {"comment": count_spoken()}
    if config.articles:
        from colonnade.articles.listing import count_articles

        wanted["article"] = count_articles()
    missing = [kind for kind, number in wanted.items() if held[kind] != number]
    if missing and not count_waiting():
        say = "The index does not hold what there is. Run: colonnade reindex"
        return Finding("search", "advice", say)
    total = sum(held.values())
    return Finding("search", "good", f"Finds {total:,} articles and comments.")


def _mail(config: Config) -> Finding:
    from django.conf import settings

    if settings.MAIL_GOES_TO_FILES:
        say = (
            f"Goes to files in {getattr(settings, 'EMAIL_FILE_PATH', '')}; readers get none."
            " Set COLONNADE_EMAIL_URL=smtp://user:password@host:port."
        )
        return Finding("mail", "advice", say)
    return Finding("mail", "good", "Goes to a mail server.")


def _secret(config: Config) -> Finding:
    for path in (config.data / "secret.key", config.data / FORMER):
        if path.exists() and path.stat().st_mode & 0o077:
            return Finding("secret", "bad", f"Others can read {path}. Run: chmod 600 {path}")
    return Finding("secret", "good", "Only this account can read it.")


def _sealed(config: Config) -> Finding:
    from colonnade.moderation.reading.orders import sealed_states

    found, former = sealed_states(), config.data / FORMER
    if found.broken:
        say = (
            f"{len(found.broken)} sealed copies are not what was sealed, of the orders"
            f" {', '.join(found.broken[:_NAMED])}. A backup of before may hold them whole."
        )
        return Finding("sealed", "bad", say)
    if found.foreign:
        say = (
            f"{len(found.foreign)} sealed copies need another secret. Nothing is lost: put the"
            f" secret.key of that time, which a backup holds, into {former}, a line for each,"
            " and start colonnade serve again. Servers that share a database share their secret."
        )
        return Finding("sealed", "bad", say)
    if found.former:
        say = f"{found.former} open by {former}: keep it until colonnade serve sealed them anew."
        return Finding("sealed", "advice", say)
    if config.former_secrets:
        return Finding("sealed", "advice", f"Nothing needs {former} any more: delete it.")
    return Finding("sealed", "good", f"Each of the {found.own} sealed copies opens.")


def _address(config: Config) -> Finding:
    from colonnade.sites.reading import current_site

    address = config.public_url or current_site().public_url
    if not address:
        say = (
            "COLONNADE_PUBLIC_URL is unset: links in mails lead to this machine."
            " Set it to the address that readers use."
        )
        return Finding("address", "advice", say)
    if address.startswith("https:") and not config.trusted_proxies:
        say = (
            f"Readers come to {address}, but COLONNADE_TRUSTED_PROXIES is empty: they all seem to"
            " come from your web server and share one limit. Name its address, as 127.0.0.1."
        )
        return Finding("address", "advice", say)
    return Finding("address", "good", f"Readers come to {address}")


def _pictures(config: Config) -> Finding:
    from django.conf import settings

    folder = settings.MEDIA_ROOT
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"doctor")
    except OSError as why:
        say = f"{folder} cannot be written to: {why.strerror}. Give it to the server's account."
        return Finding("pictures", "bad", say)
    return Finding("pictures", "good", "Their folder can be written to.")


def _disk(config: Config) -> Finding:
    free = shutil.disk_usage(config.data).free // 2**20
    say = f"{free / 1024:.1f} GiB are free in {config.data}."
    if free < _TOO_LITTLE:
        return Finding("disk", "bad", f"{say} Make room now: soon nothing can be written.")
    if free < _LITTLE:
        return Finding("disk", "advice", f"{say} Make room soon.")
    return Finding("disk", "good", say)


def _owner(config: Config) -> Finding:
    from colonnade.people.reading import people

    owners = [person for person in people() if person.role == "owner" and not person.suspended]
    if not owners:
        say = "Nobody owns the site. Run: colonnade people role NAME owner"
        return Finding("owner", "bad", say)
    if any(person.email == OWNER_EMAIL for person in owners):
        say = "An owner has no e-mail address of her own yet. She gives it in her settings."
        return Finding("owner", "advice", say)
    return Finding("owner", "good", ", ".join(person.name for person in owners))


def _debug(config: Config) -> Finding:
    if config.debug:
        say = "Visitors see tracebacks. Take COLONNADE_DEBUG away on a public machine."
        return Finding("debug", "bad" if config.public_url else "advice", say)
    return Finding("debug", "good", "Off.")


LOOKS: tuple[Callable[[Config], Finding], ...] = (
    _database,
    _threads,
    _outbox,
    _search,
    _mail,
    _secret,
    _sealed,
    _address,
    _pictures,
    _disk,
    _owner,
    _debug,
)
