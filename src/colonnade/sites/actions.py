"""Change what an owner may set."""

from django.db import transaction

from colonnade.kit.refusals import Kind, Refusal
from colonnade.sites.models import Site
from colonnade.sites.reading import MAIN, current_site
from colonnade.sites.settings import SETTINGS


@transaction.atomic
def change_setting(*, name: str, value: str) -> None:
    """Set one setting of the site.

    Raises Refusal setting_unknown or setting_invalid (with what was expected).
    """
    setting = SETTINGS.get(name)
    if setting is None:
        known = ", ".join(SETTINGS)
        raise Refusal("setting_unknown", Kind.INVALID, name=name, known=known)
    parsed = setting.parse(name, value)
    current_site()
    Site.objects.filter(key=MAIN).update(**{name: parsed})
