"""A site's settings as fields of a form."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from colonnade.flows.sentences import sentence
from colonnade.kit.refusals import Kind, Refusal
from colonnade.sites.settings import SETTINGS, faults_in
from colonnade.staff.words import CHOICES, EXPECTED, LABELS

_AREAS = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia"}
    | {"Europe", "Indian", "Pacific"}
)


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a form asks: `choices` are (value, words), `fault` says what is wrong.

    `value` is what was typed. `kind` is line, lines, number, one (of few choices), list (of many),
    email, password or fixed (shown, not asked).
    """

    name: str
    label: str
    hint: str
    value: str
    fault: str = ""
    kind: str = "line"
    choices: tuple[tuple[str, str], ...] = ()


def setting_field(name: str, value: str, fault: Refusal | None = None) -> Field:
    """Return the field of a setting."""
    label, hint = (str(words) for words in LABELS[name])
    if name == "public_url" and settings.PUBLIC_URL:
        hint = _("The configuration of the server sets it (COLONNADE_PUBLIC_URL).")
        return Field(name, label, hint, settings.PUBLIC_URL, kind="fixed")
    choices = tuple((word, str(CHOICES[word])) for word in SETTINGS[name].choices)
    kind = "one" if choices else "lines" if SETTINGS[name].lines else "line"
    if name == "time_zone":
        kind, choices = "list", tuple((zone, zone) for zone in _zones(value))
    return Field(name, label, hint, value, fault_words(name, fault), kind, choices)


def fault_words(name: str, fault: Refusal | None) -> str:
    """Return what stands below a field that cannot be kept."""
    if fault is None:
        return ""
    if fault.code == "setting_invalid":
        return str(EXPECTED.get(name, sentence(fault)))
    return sentence(fault)


def setting_faults(request: HttpRequest, values: Mapping[str, str]) -> dict[str, Refusal]:
    """Return why settings cannot be kept; also where one would lock the owner out of this form."""
    faults = faults_in(values)
    address = urlsplit(values.get("public_url", "").strip().lower().rstrip("/"))
    here = f"http://{address.netloc}"
    if address.scheme == "https" and request.headers.get("Origin", "").lower() == here:
        faults.setdefault("public_url", Refusal("public_url_insecure", Kind.CONFLICT))
    return faults


def faulty(faults: Mapping[str, Refusal]) -> Refusal | None:
    """Return what is said above a form with faults."""
    return Refusal("settings_faulty", Kind.INVALID, count=len(faults)) if faults else None


def _zones(value: str) -> list[str]:
    """Return the zones that bear the name of a place, in order; and the one that is set."""
    places = {zone for zone in available_timezones() if zone.partition("/")[0] in _AREAS}
    return sorted(places | {"UTC", value} if value else places | {"UTC"})
