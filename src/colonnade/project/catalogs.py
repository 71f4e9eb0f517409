"""Translations: a language's sentences brought up to date, examined and compiled."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message, TranslationError
from babel.messages.checkers import python_format
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

_HEADER = """\
# The sentences of Colonnade in {name}.
msgid ""
msgstr ""
"Project-Id-Version: Colonnade\\n"
"Language: {code}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural}\\n"

"""
_PLACE = re.compile(r"%\(\w+\)[a-z]")
_TAG = re.compile(r"<[^>]+>")


class _Steady(Catalog):
    """A catalog whose header holds no date and no version of a tool."""

    mime_headers = property(
        lambda self: [
            ("Language", str(self.locale_identifier)),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", self.plural_forms),
        ]
    )


def catalogs(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield (language, file) of every translation in a folder."""
    for path in sorted(folder.glob("*/LC_MESSAGES/django.po")):
        yield path.parts[-3], path


def renewed(path: Path, language: str, template: str) -> str:
    """Return a translation's text with exactly the template's sentences, in their order.

    What is no longer said stays at the end as obsolete, and comes back when it is said again.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    catalog = _read(text, language)
    for message in list(catalog.obsolete.values()):
        if message.id and message.id not in catalog:
            catalog[message.id] = message
    catalog.obsolete.clear()
    catalog.update(_read(template, None), no_fuzzy_matching=True, update_creation_date=False)
    written = io.BytesIO()
    write_po(written, catalog, width=96, omit_header=True, sort_by_file=True, include_lineno=False)
    locale = catalog.locale
    header = _HEADER.format(
        name=locale.english_name if locale else language,
        code=language,
        plural=catalog.plural_forms,
    )
    return header + written.getvalue().decode("utf-8")


def compiled(text: str, language: str) -> bytes:
    """Return the compiled form of a translation; the same text gives the same bytes."""
    steady = _Steady(locale=language)
    for message in _read(text, language):
        if message.id:
            steady[message.id] = message
    written = io.BytesIO()
    write_mo(written, steady)
    return written.getvalue()


def faults(text: str, language: str) -> Iterator[str]:
    """Yield what is wrong with a translation, a line each: missing, uncertain, wrong places."""
    for message in _read(text, language):
        if message.id:
            found = _fault(message)
            if found:
                yield f"{found}: {_first(message)!r}"


def _read(text: str, language: str | None) -> Catalog:
    return read_po(io.StringIO(text), locale=language)


def _fault(message: Message) -> str:
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(strings):
        return "not translated"
    if message.fuzzy:
        return "marked as uncertain (fuzzy)"
    try:
        python_format(None, message)
    except (TranslationError, ValueError) as error:
        return f"places do not fit ({error})"
    ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
    for at, string in enumerate(strings):
        source = ids[min(at, len(ids) - 1)]
        for what in (_PLACE, _TAG):
            if not _same(what, str(source), str(string), singular=at == 0 and len(ids) > 1):
                return "other places or tags than the source"
    return ""


def _same(what: re.Pattern[str], source: str, string: str, *, singular: bool) -> bool:
    """Tell whether both hold the same marks; a singular may say "one" instead of the number."""
    wanted, found = sorted(what.findall(source)), sorted(what.findall(string))
    return wanted == found or (singular and set(found) <= set(wanted))


def _first(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)
