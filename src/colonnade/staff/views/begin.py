"""The owner's first page: all that a new site needs, in one form. It stays there for later."""

from dataclasses import replace

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from colonnade.flows.begin_site import Beginning, begin_site, faults_in_beginning
from colonnade.flows.remove_sample import remove_sample, sample_there
from colonnade.kit.refusals import Refusal
from colonnade.moderation.reading import policy
from colonnade.notify.actions import send_test_mail
from colonnade.people.actions import check_email
from colonnade.people.reading import Actor, own_account
from colonnade.people.visitor import owner_from
from colonnade.sites.reading import current_site, settings_of, way_from_afar
from colonnade.staff.access import for_owners
from colonnade.staff.fields import Field, fault_words, faulty, setting_faults, setting_field
from colonnade.staff.pages import number_from, see, staff_page

_ASKED = ("title", "tagline", "public_url", "language", "time_zone", "commenting")


@for_owners
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the page (GET); send a test mail, or keep all that was typed, or none (POST)."""
    if request.method == "GET":
        return _page(request, actor, _as_it_stands(actor))
    typed = _typed(request, actor)
    if "mail" in request.POST:
        return _try_mail(request, actor, typed)
    faults = faults_in_beginning(actor=actor, beginning=typed)
    faults |= setting_faults(request, typed.settings)
    if not faults:
        settled = own_account(actor.person or 0).is_settled
        begin_site(actor=actor, beginning=typed)
        if not settled:
            _stay_signed_in(request)
        return see(request.path, saved="1")
    if "policy" in faults and faults["policy"].code == "policy_elsewhere":
        # Whoever has been told of another version may publish over it.
        typed = replace(typed, after=int(faults["policy"].data["number"]))
    return _page(request, actor, typed, faults=faults)


@for_owners
@require_http_methods(["GET", "POST"])
def confirm_removal(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say how much sample content there is (GET); remove it (POST)."""
    if request.method == "GET":
        return staff_page(request, actor, "remove_sample.html", {"sample": sample_there()})
    remove_sample(actor=actor)
    return see(request.path, done="1")


def _as_it_stands(actor: Actor) -> Beginning:
    account, current = own_account(actor.person or 0), policy()
    return Beginning(
        settings={name: settings_of(current_site())[name] for name in _ASKED},
        name=account.name,
        email=account.email,
        password="",
        policy=current.source if current else "",
        after=current.number if current else 0,
    )


def _typed(request: HttpRequest, actor: Actor) -> Beginning:
    stands, post = _as_it_stands(actor), request.POST
    return Beginning(
        settings={name: post.get(name, value) for name, value in stands.settings.items()},
        name=post.get("name", stands.name),
        email=post.get("email", stands.email).strip(),
        password=post.get("password", ""),
        policy=post.get("policy", stands.policy),
        after=number_from(post.get("after", str(stands.after))),
    )


def _try_mail(request: HttpRequest, actor: Actor, typed: Beginning) -> HttpResponse:
    """Send a mail to the address that stands in the form, and keep nothing."""
    try:
        email = own_account(actor.person or 0).email
        if not own_account(actor.person or 0).is_settled:
            email = check_email(raw=typed.email, besides=actor.person)
        send_test_mail(to=email)
    except Refusal as refusal:
        faults = {"email": refusal} if refusal.code.startswith("email_") else {}
        return _page(request, actor, typed, faults=faults, refusal=refusal)
    if settings.MAIL_GOES_TO_FILES:
        said = _("The mail was written to a file in %(folder)s. Nobody receives it.")
        return _page(request, actor, typed, mailed=said % {"folder": _mail_folder()})
    said = _("The mail server took a mail to %(email)s. Look whether it arrives.")
    return _page(request, actor, typed, mailed=said % {"email": email})


def _mail_folder() -> str:
    """Return the folder that mails are written to; set only where they are."""
    return str(getattr(settings, "EMAIL_FILE_PATH", ""))


def _stay_signed_in(request: HttpRequest) -> None:
    """Keep this session, which another password would end."""
    if request.user.is_authenticated:
        request.user.refresh_from_db()
        update_session_auth_hash(request, request.user)


def _page(
    request: HttpRequest,
    actor: Actor,
    typed: Beginning,
    *,
    faults: dict[str, Refusal] | None = None,
    refusal: Refusal | None = None,
    mailed: str = "",
) -> HttpResponse:
    faults = faults or {}
    account = own_account(actor.person or 0)
    context = {
        "actor": owner_from(request),
        "account": account,
        "fields": {
            name: setting_field(name, value, faults.get(name))
            for name, value in typed.settings.items()
        },
        "account_fields": [] if account.is_settled else _account_fields(typed, faults),
        "typed": typed,
        "policy_fault": fault_words("policy", faults.get("policy")),
        "elsewhere": _elsewhere(faults),
        "way": "" if settings.PUBLIC_URL else way_from_afar(),
        "mailed": mailed,
        "mail_folder": _mail_folder() if settings.MAIL_GOES_TO_FILES else "",
        "writes": settings.ARTICLES,
        "sample": sample_there(),
        "began": current_site().begun,
        "saved": "saved" in request.GET and request.method == "GET",
    }
    return staff_page(request, actor, "begin.html", context, refusal=refusal or faulty(faults))


def _elsewhere(faults: dict[str, Refusal]) -> str:
    """Return the policy that somebody else published in between, to be compared."""
    if "policy" not in faults or faults["policy"].code != "policy_elsewhere":
        return ""
    current = policy()
    return current.source if current else ""


def _account_fields(typed: Beginning, faults: dict[str, Refusal]) -> list[Field]:
    def words(name: str) -> str:
        return fault_words(name, faults.get(name))

    return [
        Field(
            "name", _("Your name"), _("Stands beside what you write."), typed.name, words("name")
        ),
        Field(
            "email",
            _("Your e-mail address"),
            _("You sign in with it. It is not shown."),
            typed.email,
            words("email"),
            kind="email",
        ),
        # A password is not sent back, not even to whom it came from.
        Field(
            "password",
            _("Password"),
            _("At least eight characters, and nothing that is easily guessed."),
            "",
            words("password"),
            kind="password",
        ),
    ]
