"""The settings of the site in one form; none is kept unless all can be."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from colonnade.kit.refusals import Refusal
from colonnade.people.reading import Actor
from colonnade.sites.actions import change_settings
from colonnade.sites.reading import current_site, settings_of
from colonnade.staff.access import for_owners
from colonnade.staff.fields import faulty, setting_faults, setting_field
from colonnade.staff.pages import see, staff_page
from colonnade.staff.words import LOOK


@for_owners
@require_http_methods(["GET", "POST"])
def edit_settings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the settings (GET); keep all of them, or none with the reasons beside them (POST).

    Those of the look have a screen of their own.
    """
    values = settings_of(current_site())
    values = {name: value for name, value in values.items() if name not in LOOK}
    if request.method == "GET":
        return _form(request, actor, values, {})
    values = {name: request.POST.get(name, value) for name, value in values.items()}
    faults = setting_faults(request, values)
    if faults:
        return _form(request, actor, values, faults)
    change_settings(values=values)
    return see(request.path, saved="1")


def _form(
    request: HttpRequest, actor: Actor, values: dict[str, str], faults: dict[str, Refusal]
) -> HttpResponse:
    context = {
        "fields": [setting_field(name, value, faults.get(name)) for name, value in values.items()],
        "saved": "saved" in request.GET and not faults,
    }
    return staff_page(request, actor, "settings.html", context, refusal=faulty(faults))
