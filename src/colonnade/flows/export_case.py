"""One comment's whole case as a file: for an authority, a court, or the site's own records."""

import hashlib
import io
import json
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from colonnade.discussion.reading import Detail
from colonnade.flows.decidable import decidable
from colonnade.flows.sealing import wordings_of
from colonnade.kit import clock
from colonnade.moderation.reading.dossiers import dossier_of
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor
from colonnade.sites.reading import current_site, public_address

FORMAT = "colonnade case, version 1"
_HELP = (
    "manifest.json names every other file of this archive with its SHA-256 digest.\n"
    "An entry of the public log (log.json) is proved so, all digests in lower-case hexadecimal:\n"
    "  leaf = sha256(salt + newline + detail as JSON with sorted keys, without spaces, in ASCII)\n"
    "  head = sha256(head_before + newline + number + newline + leaf)\n"
    "The signed end of the log and the entries up to it stand in the site's public log.\n"
)


def export_case(*, actor: Actor, comment: str) -> bytes:
    """Return a ZIP archive of the comment, its wordings, and all that was decided about it.

    Names of those who reported it are in it for owners alone. Raises Refusal moderators_only,
    comment_missing.
    """
    found = decidable(actor, comment)
    names = may_own(actor)
    files = {"comment.json": _json(_comment(found)), "README.txt": _HELP.encode()}
    for topic, rows in dossier_of(comment, names=names).items():
        files[f"{topic}.json"] = _json(rows)
    manifest = {
        "format": FORMAT,
        "site": public_address("/"),
        "title": current_site().title,
        "made": clock.now().isoformat(),
        "by": actor.role,
        "comment": comment,
        "names_of_reporters": names,
        "files": {
            name: {"bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in sorted(files.items())
        },
    }
    return _zipped({"manifest.json": _json(manifest), **files})


def _comment(found: Detail) -> dict[str, object]:
    author = found.author
    return {
        "id": found.id,
        "address": public_address(f"/c/{found.id}/"),
        "thread": {
            "id": found.thread,
            "title": found.thread_title,
            "address": public_address(found.thread_path),
            "section": found.thread_section,
        },
        "answers": found.parent,
        "writer": {"kind": author.kind, "name": author.name} if author else None,
        "written": found.created.isoformat(),
        "edited": found.edited.isoformat() if found.edited else None,
        "state": found.visibility,
        "note": found.note,
        "wordings": wordings_of(found),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _zipped(files: dict[str, bytes]) -> bytes:
    """Return the files as one archive, each with the time it was made."""
    moment, body = clock.now(), io.BytesIO()
    with ZipFile(body, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, content)
    return body.getvalue()
