"""Collects every translatable sentence into locale/colonnade.pot, and keeps translations up.

`python -m colonnade.project.messages` writes the template, brings every translation up to date
and compiles it; `--check` fails if one of them is not up to date or not whole. No line numbers
and no dates: a file changes when a sentence does. `--folder` names an operator's own folder of
translations, `--language` begins one.
"""

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

from colonnade.project.catalogs import catalogs, compiled, faults, renewed

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
_JINJA = {
    "extensions": "jinja2.ext.i18n,colonnade.web.kept.Kept",
    "trimmed": "true",
    "newstyle_gettext": "true",
}


def main(arguments: Sequence[str]) -> int:
    """Write template and translations, or tell whether all is up to date and complete."""
    parser = argparse.ArgumentParser(prog="python -m colonnade.project.messages")
    parser.add_argument("--check", action="store_true", help="fail if something is to do")
    parser.add_argument("--folder", type=Path, default=TEMPLATE.parent, help="with translations")
    parser.add_argument("--language", help="begin a translation, like fr or pt_BR")
    options = parser.parse_args(arguments)
    fresh = template(HOUSE)
    ours = options.folder == TEMPLATE.parent
    files: dict[Path, bytes] = {TEMPLATE: fresh.encode()} if ours else {}
    wrong = []
    begun = options.folder / str(options.language) / "LC_MESSAGES" / "django.po"
    known = dict(catalogs(options.folder)) | ({options.language: begun} if options.language else {})
    for language, path in known.items():
        text = renewed(path, language, fresh)
        files |= {path: text.encode(), path.with_suffix(".mo"): compiled(text, language)}
        wrong += [f"{language}: {fault}" for fault in faults(text, language)]
    old = {path: data for path, data in files.items() if not _holds(path, data)}
    if options.check:
        wrong = [f"{path.name} is not up to date" for path in old] + wrong
    else:
        _write(old)
    for line in wrong:
        _say(line)
    if options.check and old:
        _say("Run: python -m colonnade.project.messages")
    return 1 if options.check and wrong else 0


def _holds(path: Path, data: bytes) -> bool:
    return path.exists() and path.read_bytes() == data


def _write(files: dict[Path, bytes]) -> None:
    for path, data in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        _say(f"{path.name} is written.")


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
        elif path.suffix == ".html" and "templates" in path.relative_to(folder).parts:
            yield path, "django"
        elif path.suffix == ".py" and "migrations" not in path.parts:
            yield path, "python"


def _extracted(path: Path, method: str) -> list[tuple]:  # type: ignore[type-arg]
    text = path.read_bytes()
    if method == "django":
        # The newsroom's templates are Django's, which gives their sentences as Python's.
        text, method = templatize(text.decode()).encode(), "python"
    options = _JINJA if method != "python" else {}
    keywords = (KEYWORDS, ["Translators:"])
    return list(extract(method, io.BytesIO(text), *keywords, options, strip_comment_tags=True))


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201 - this speaks to a developer


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
