"""Collects every translatable sentence into locale/colonnade.pot.

`python -m colonnade.project.messages` writes it, `--check` fails if it is not up to date. No line
numbers and no dates: the file changes when a sentence does.
"""

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

HOUSE = Path(__file__).resolve().parents[1]
TEMPLATE = HOUSE / "locale" / "colonnade.pot"
HEADER = """\
# The sentences of Colonnade.
msgid ""
msgstr ""
"Project-Id-Version: Colonnade\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
Where = tuple[int | tuple[int, int] | tuple[int, str], ...]
KEYWORDS: dict[str, Where | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_JINJA = {"extensions": "jinja2.ext.i18n", "trimmed": "true", "newstyle_gettext": "true"}


def main(arguments: Sequence[str]) -> int:
    """Write the template, or tell whether it is up to date."""
    parser = argparse.ArgumentParser(prog="python -m colonnade.project.messages")
    parser.add_argument("--check", action="store_true", help="fail if it is not up to date")
    options = parser.parse_args(arguments)
    fresh = template(HOUSE)
    kept = TEMPLATE.read_text(encoding="utf-8") if TEMPLATE.exists() else ""
    if options.check and fresh != kept:
        _say(f"{TEMPLATE.name} is not up to date. Run: python -m colonnade.project.messages")
        return 1
    if fresh != kept:
        TEMPLATE.parent.mkdir(exist_ok=True)
        TEMPLATE.write_text(fresh, encoding="utf-8")
        _say(f"{TEMPLATE.name} is written.")
    return 0


def template(folder: Path) -> str:
    """Return the template of all sentences below a folder, in a fixed order."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for path, method in _sources(folder):
        name = path.relative_to(folder).as_posix()
        for _, message, comments, context in _extracted(path, method):
            catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    written = io.BytesIO()
    write_po(written, catalog, width=96, omit_header=True, sort_by_file=True, include_lineno=False)
    return HEADER + written.getvalue().decode("utf-8")


def _sources(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "jinja2" in path.relative_to(folder).parts:
            yield path, "jinja2.ext:babel_extract"
        elif path.suffix == ".py" and "migrations" not in path.parts:
            yield path, "python"


def _extracted(path: Path, method: str) -> list[tuple]:  # type: ignore[type-arg]
    with path.open("rb") as file:
        options = _JINJA if method != "python" else {}
        found = extract(method, file, KEYWORDS, ["Translators:"], options, strip_comment_tags=True)
        return list(found)


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201 - this speaks to a developer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
