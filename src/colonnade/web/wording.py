"""The words of templates: translated once for each language, then only filled in.

Jinja2's own way translates anew for each word of each page. As there, a translation is HTML, and
what is filled into it is escaped.
"""

from collections.abc import Callable
from functools import lru_cache

from django.utils.translation import get_language, gettext, ngettext, override
from jinja2 import Environment
from markupsafe import Markup


def speak(environment: Environment) -> None:
    """Let the templates of an environment be translated."""
    environment.add_extension("jinja2.ext.i18n")
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals.update(_=said, gettext=said, ngettext=counted)


def spoken_now() -> dict[str, Callable[..., Markup]]:
    """Return the same three for one page: they need not ask what language is spoken."""
    return _speakers(get_language())


def said(message: str, /, **values: object) -> Markup:
    """Return a sentence in the language that is spoken."""
    return spoken_now()["gettext"](message, **values)


def counted(singular: str, plural: str, number: int, /, **values: object) -> Markup:
    """Return a sentence with a number, in the language that is spoken."""
    words = Markup(ngettext(singular, plural, number))  # noqa: S704 - a translation
    return words % {"num": number, **values}


@lru_cache(maxsize=32)
def _speakers(language: str | None) -> dict[str, Callable[..., Markup]]:
    """Return what says sentences in a language, and keeps them: ours are few."""
    known: dict[str, Markup] = {}

    def say(message: str, /, **values: object) -> Markup:
        words = known.get(message)
        if words is None:
            words = known[message] = _said(message, language)
        return words % values if values else words

    return {"_": say, "gettext": say, "ngettext": counted}


def _said(message: str, language: str | None) -> Markup:
    with override(language):
        words = gettext(message)
    # A sentence without gaps is a format too: its percent signs are doubled.
    return Markup(words if "%(" in words else words % ())  # noqa: S704 - a translation
