"""Change what an owner may set."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.conf import settings
from django.db import transaction

from colonnade.kit.keys import SITE
from colonnade.kit.logo import LogoFile
from colonnade.kit.refusals import Kind, Refusal
from colonnade.outbox.actions import spoil
from colonnade.sites.look import Slot, check_slot
from colonnade.sites.models import Site
from colonnade.sites.reading import MAIN, current_site, forget_site
from colonnade.sites.settings import SETTINGS, Setting


def change_setting(*, name: str, value: str) -> None:
    """Set one setting of the site.

    Raises Refusal setting_unknown or setting_invalid (with what was expected).
    """
    change_settings(values={name: value})


@transaction.atomic
def change_settings(*, values: Mapping[str, str]) -> None:
    """Set several settings at once, or none: raises like `change_setting`."""
    parsed = {name: _setting(name).parse(name, value) for name, value in values.items()}
    _keep(**parsed)


def keep_slots(*, slots: Iterable[Slot]) -> None:
    """Keep the owner's own HTML, instead of all that stood before; raises like `check_slot`."""
    whole = [slot for slot in slots if slot.html.strip()]
    for slot in whole:
        check_slot(slot)
    _keep(slots={slot.place: {"html": slot.html, "consent": slot.consent} for slot in whole})


def keep_logo(*, logo: LogoFile | None) -> None:
    """Keep another logo, or none, in the folder of pictures; the one before is deleted."""
    folder, before = Path(settings.MEDIA_ROOT) / "look", current_site().logo
    name = ""
    if logo is not None:
        digest = hashlib.sha256(logo.data).hexdigest()[:16]
        name = f"{digest}-{logo.width}x{logo.height}.webp"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(logo.data)
    _keep(logo=name)
    if before and before != name:
        (folder / before).unlink(missing_ok=True)


def keep_begun() -> None:
    """Remember that the owner has been through her first page."""
    _keep(begun=True)


@transaction.atomic
def _keep(**values: object) -> None:
    current_site()
    rows = Site.objects.filter(key=MAIN)
    if values and rows.values(*values).get() != values:
        rows.update(**values)
        spoil(SITE)
    forget_site()


def _setting(name: str) -> Setting:
    setting = SETTINGS.get(name)
    if setting is None:
        known = ", ".join(SETTINGS)
        raise Refusal("setting_unknown", Kind.INVALID, name=name, known=known)
    return setting
