"""The site's look: logo, color, menu, footer, own CSS."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.kit.contrast import DARK, LIGHT, Shade, is_color, shade_for
from colonnade.kit.logo import LogoFile, make_logo
from colonnade.kit.pictures import MAX_MIB
from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor
from colonnade.sites.actions import change_settings, keep_logo
from colonnade.sites.look import logo_size
from colonnade.sites.reading import current_site, settings_of
from colonnade.staff.access import for_owners
from colonnade.staff.fields import faulty, setting_faults, setting_field
from colonnade.staff.pages import see, staff_page
from colonnade.staff.words import LOOK


@dataclass(frozen=True, slots=True)
class Tried:
    """The accent color on one paper: the paper's own color and ink, and the shade used there."""

    paper: str
    dark: bool
    shade: Shade


@for_owners
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the look (GET); keep the logo, or all of the rest (POST)."""
    if "logo" in request.POST:
        return _change_logo(request, actor)
    values = {name: settings_of(current_site())[name] for name in LOOK}
    if request.method == "GET":
        return _form(request, actor, values, {})
    values = {name: request.POST.get(name, value) for name, value in values.items()}
    faults = setting_faults(request, values)
    if faults:
        return _form(request, actor, values, faults)
    change_settings(values=values)
    return see(request.path, saved="1")


def _change_logo(request: HttpRequest, actor: Actor) -> HttpResponse:
    try:
        keep_logo(logo=None if request.POST["logo"] == "remove" else _uploaded(request))
    except Refusal as refusal:
        values = {name: settings_of(current_site())[name] for name in LOOK}
        return _form(request, actor, values, {}, refusal=refusal)
    return see(request.path, saved="1")


def _uploaded(request: HttpRequest) -> LogoFile:
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("picture_unreadable", Kind.INVALID)
    if (upload.size or 0) > MAX_MIB * 2**20:
        raise Refusal("picture_too_large", Kind.TOO_LARGE, max_mib=MAX_MIB)
    return make_logo(upload.read())


def _form(
    request: HttpRequest,
    actor: Actor,
    values: dict[str, str],
    faults: dict[str, Refusal],
    refusal: Refusal | None = None,
) -> HttpResponse:
    site = current_site()
    said = refusal or faulty(faults)
    context = {
        "fields": [setting_field(name, value, faults.get(name)) for name, value in values.items()],
        "logo": site.logo,
        "logo_size": logo_size(site.logo),
        "tried": _tried(values["accent"].strip().lower()),
        "max_mib": MAX_MIB,
        "saved": "saved" in request.GET and said is None,
    }
    return staff_page(request, actor, "look.html", context, refusal=said)


def _tried(color: str) -> list[Tried]:
    if not is_color(color):
        return []
    return [Tried(papers[0], papers is DARK, shade_for(color, papers)) for papers in (LIGHT, DARK)]
