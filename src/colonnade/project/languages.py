"""The languages a site can speak: our own translations, and those in the operator's folder."""

from pathlib import Path

from django.conf.locale import LANG_INFO

OWN = Path(__file__).resolve().parents[1] / "locale"
SOURCE = "en"


def languages(folder: str = "") -> list[tuple[str, str]]:
    """Return (code, own name) of every language: English, then those that have a catalog."""
    codes = {*_translated(OWN), *(_translated(Path(folder)) if folder else [])}
    return [(code, _own_name(code)) for code in (SOURCE, *sorted(codes - {SOURCE}))]


def _translated(folder: Path) -> list[str]:
    """Return the codes of the languages with a compiled catalog: folder `pt_BR` is `pt-br`."""
    found = folder.glob("*/LC_MESSAGES/django.mo")
    return [path.parts[-3].replace("_", "-").lower() for path in found]


def _own_name(code: str) -> str:
    return str(LANG_INFO.get(code, {}).get("name_local", code))
