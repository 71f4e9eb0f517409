"""The site's own look on its pages: colors and CSS, logo, menu, footer, own HTML."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from colonnade.kit.contrast import DARK, LIGHT, shade_for
from colonnade.kit.markup.own import render_own
from colonnade.sites.look import MenuItem, Slot, logo_size, menu_items
from colonnade.sites.reading import SiteInfo
from colonnade.web.csp import hosts_of


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo's address and its size in pixels; `alone`: it stands instead of the name."""

    address: str
    width: int
    height: int
    alone: bool


@dataclass(frozen=True, slots=True)
class Look:
    """What the base page places; empty where the owner has set nothing."""

    css: str
    logo: Logo | None
    menu: tuple[MenuItem, ...]
    footer: Markup


@lru_cache(maxsize=8)
def look_of(site: SiteInfo) -> Look:
    """Return the look of a site."""
    name, _ = stylesheet_of(site)
    return Look(
        css=reverse("look", args=[name]) if name else "",
        logo=_logo(site),
        menu=menu_items(site.menu),
        footer=Markup(render_own(site.footer)) if site.footer else Markup(),  # noqa: S704 - clean
    )


def stylesheet_of(site: SiteInfo) -> tuple[str, str]:
    """Return the name (a digest of the text) and the text of the site's stylesheet, or empty."""
    text = _accent(site.accent) + site.css
    if not text:
        return "", ""
    return hashlib.sha256(text.encode()).hexdigest()[:16], text


def _accent(color: str) -> str:
    if not color:
        return ""
    light, dark = shade_for(color, LIGHT).color, shade_for(color, DARK).color
    return f":root {{ --accent: light-dark({light}, {dark}) }}\n"


def _logo(site: SiteInfo) -> Logo | None:
    if not site.logo:
        return None
    width, height = logo_size(site.logo)
    return Logo(reverse("logo", args=[site.logo]), width, height, site.logo_alone)


@pass_context
def slot(context: Context, place: str) -> Markup:
    """Return the owner's own HTML for a place; nothing on a page that carries none.

    Where readers are asked first it lies in a template, which loads nothing.
    """
    html = next((slot for slot in _slots(context) if slot.place == place), None)
    if html is None:
        return Markup()
    inside = f"<template data-consent>{html.html}</template>" if html.consent else html.html
    return Markup(f'<div class="slot" data-slot="{place}">{inside}</div>')  # noqa: S704 - hers


@pass_context
def hosts_to_ask(context: Context) -> list[str]:
    """Return the hosts that this page loads from only if the reader agrees.

    Where own HTML waits for her that names no host, the site itself stands for it.
    """
    asking = [slot for slot in _slots(context) if slot.consent]
    return hosts_of(asking) or [context["site"].title] if asking else []


def _slots(context: Context) -> Iterable[Slot]:
    slots: tuple[Slot, ...] = context.get("slots") or ()
    return slots
