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
from colonnade.discussion.fragment import address as address_of
from colonnade.discussion.fragment import iso, pen_of
from colonnade.discussion.phrases import ROLE_MARKS
from colonnade.discussion.render import PIECES
from colonnade.people.visitor import member_named
from colonnade.sites.reading import current_site
from colonnade.sites.times import day_words, weekday_words
from colonnade.web.kept import Kept
from colonnade.web.landmarks import landmarks_of
from colonnade.web.look import hosts_to_ask, look_of, slot
from colonnade.web.menu import in_menu
from colonnade.web.pager import page_links, page_numbers
from colonnade.web.wording import speak


def environment(**options: object) -> Environment:
    """Return the environment: autoescape on, undefined names are errors, our few helpers."""
    env = Environment(**{**options, "autoescape": True, "undefined": StrictUndefined})  # type: ignore[arg-type] # noqa: S701
    speak(env)
    env.add_extension(Kept)
    env.globals.update(
        url=address,
        static=_static,
        role_marks=ROLE_MARKS,
        sizes=viewing.SIZES,
        page_links=page_links,
        page_numbers=page_numbers,
        language=translation.get_language,
        direction=direction,
        look_of=look_of,
        landmarks_of=landmarks_of,
        in_menu=in_menu,
        slot=slot,
        hosts_to_ask=hosts_to_ask,
        mail_goes_to_files=settings.MAIL_GOES_TO_FILES,
    )
    env.globals.update(PIECES)
    env.filters.update(moment=moment, day=day, weekday=weekday, iso=iso, number=number)
    return env


def number(count: int) -> str:
    """Write a count as the site's language groups its digits."""
    return number_format(count, force_grouping=True)


def page_context(request: HttpRequest) -> dict[str, object]:
    """Return what the base page needs where a library renders our templates by itself."""
    places = {"path": request.path, "here": request.get_full_path()}
    return {"site": current_site(), "visitor": member_named(request), **places}


def address(name: str, *args: object) -> str:
    """Return the path of a named page.

    Paths are what `urls.py` says for as long as the process runs: those in use are kept.
    """
    if len(args) == 1:
        return address_of(name, str(args[0]))
    return _path(name, *args)


@lru_cache(maxsize=1024)
def _path(name: str, *args: object) -> str:
    return reverse(name, args=args)


@lru_cache(maxsize=256)
def _static(name: str) -> str:
    """Return the address of a file of ours: it stays while the process runs."""
    return static(name)


def direction() -> str:
    """Return the direction of the interface's language, for `dir`."""
    return "rtl" if translation.get_language_bidi() else "ltr"


@pass_context
def moment(context: Context, when: datetime) -> Markup:
    """Return a time as people read it in the site's zone, with the machine's form beside it."""
    return Markup(pen_of(context["site"]).moment(when))  # noqa: S704 - escaped there


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
