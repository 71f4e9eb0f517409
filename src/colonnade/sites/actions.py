"""Change what an owner may set."""

from collections.abc import Mapping

from django.db import transaction

from colonnade.kit.refusals import Kind, Refusal
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
    current_site()
    Site.objects.filter(key=MAIN).update(**parsed)
    forget_site()


def _setting(name: str) -> Setting:
    setting = SETTINGS.get(name)
    if setting is None:
        known = ", ".join(SETTINGS)
        raise Refusal("setting_unknown", Kind.INVALID, name=name, known=known)
    return setting
