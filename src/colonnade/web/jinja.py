"""Jinja2 as every page of ours uses it."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from django.utils.formats import number_format
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from colonnade.discussion import viewing
from colonnade.kit.ids import PUBLIC_ID
from colonnade.sites.reading import current_site
from colonnade.web.landmarks import landmarks_of
from colonnade.web.look import hosts_to_ask, look_of, slot
from colonnade.web.times import day_words, moment_words, weekday_words

_ANY_ID = "2" * 12
ROLE_MARKS = {
    "moderator": translation.gettext_lazy("Moderator"),
    "editor": translation.gettext_lazy("Editor"),
    "owner": translation.gettext_lazy("Owner"),
}


def environment(**options: object) -> Environment:
    """Return the environment: autoescape on, undefined names are errors, our few helpers."""
    env = Environment(**{**options, "autoescape": True, "undefined": StrictUndefined})  # type: ignore[arg-type] # noqa: S701
    env.add_extension("jinja2.ext.i18n")
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    env.policies["ext.i18n.trimmed"] = True
    env.globals.update(
        url=address,
        static=static,
        role_marks=ROLE_MARKS,
        sizes=viewing.SIZES,
        page_numbers=page_numbers,
        language=translation.get_language,
        direction=direction,
        look_of=look_of,
        landmarks_of=landmarks_of,
        slot=slot,
        hosts_to_ask=hosts_to_ask,
        mail_goes_to_files=settings.MAIL_GOES_TO_FILES,
    )
    env.filters.update(moment=moment, day=day, weekday=weekday, iso=iso, number=number)
    return env


def number(count: int) -> str:
    """Write a count as the site's language groups its digits."""
    return number_format(count, force_grouping=True)


def page_context(request: HttpRequest) -> dict[str, object]:
    """Return what the base page needs where a library renders our templates by itself."""
    return {"site": current_site(), "path": request.path, "here": request.get_full_path()}


def address(name: str, *args: object) -> str:
    """Return the path of a named page.

    A page of comments names hundreds of them: paths with one public id are made from a pattern.
    """
    if len(args) == 1 and PUBLIC_ID.fullmatch(str(args[0])):
        return _pattern(name).replace(_ANY_ID, str(args[0]))
    return reverse(name, args=args)


@lru_cache(maxsize=256)
def _pattern(name: str) -> str:
    return reverse(name, args=[_ANY_ID])


def direction() -> str:
    """Return the direction of the interface's language, for `dir`."""
    return "rtl" if translation.get_language_bidi() else "ltr"


def iso(when: datetime) -> str:
    """Return a time as machines read it, in UTC."""
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


@pass_context
def moment(context: Context, when: datetime) -> Markup:
    """Return a time as people read it in the site's zone, with the machine's form beside it."""
    return _time(when, moment_words(_local(context, when)))


@pass_context
def day(context: Context, when: datetime) -> Markup:
    """Return the date alone, in the site's zone, with the machine's form beside it."""
    return _time(when, day_words(_local(context, when)))


@pass_context
def weekday(context: Context, when: datetime) -> str:
    """Return the date with the day of the week, in the site's zone."""
    return weekday_words(_local(context, when))


def _local(context: Context, when: datetime) -> datetime:
    return when.astimezone(ZoneInfo(context["site"].time_zone))


def _time(when: datetime, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(iso(when), words)


def page_numbers(page: int, pages: int) -> list[int]:
    """Return the pages that a pager names: the ends and the neighbors; 0 stands for a gap."""
    near = [n for n in range(page - 2, page + 3) if 1 <= n <= pages]
    numbers = sorted({1, *near, pages})
    shown: list[int] = []
    for number in numbers:
        if shown and number > shown[-1] + 1:
            shown.append(0)
        shown.append(number)
    return shown
