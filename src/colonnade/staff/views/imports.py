"""Bring my site in: upload, what would become of it as a table, go, and how it went."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from colonnade.kit.refusals import Kind, Refusal
from colonnade.people.reading import Actor
from colonnade.staff.access import for_owners
from colonnade.staff.pages import see, staff_page
from colonnade.staff.views.import_words import FORMAT_WORDS, OUTCOME_WORDS, Told, told
from colonnade.transfer.actions import ask, go
from colonnade.transfer.formats import FORMATS
from colonnade.transfer.reading import RunInfo, open_offers, run_of, runs
from colonnade.transfer.undoing import undo

MAX_MIB = 512
_SHOWN = 20


@for_owners
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the runs (GET); take a file, of which a dry run is made first (POST)."""
    refusal = None
    if request.method == "POST":
        try:
            return see(reverse("staff_import", args=[_asked(request, actor)]))
        except Refusal as found:
            refusal = found
    context = {
        "runs": [told(run) for run in runs()[:_SHOWN]],
        "formats": [(name, FORMAT_WORDS[name]) for name in FORMATS],
        "format": request.POST.get("format", FORMATS[0]),
        "max_mib": MAX_MIB,
    }
    return staff_page(request, actor, "imports.html", context, refusal=refusal)


def _asked(request: HttpRequest, actor: Actor) -> str:
    upload = request.FILES.get("file")
    form = request.POST.get("format", "")
    if upload is None or not upload.name:
        raise Refusal("import_file_missing", Kind.INVALID)
    if form not in FORMATS:
        raise Refusal("import_format_missing", Kind.INVALID)
    if (upload.size or 0) > MAX_MIB * 2**20:
        raise Refusal("import_too_large", Kind.TOO_LARGE, max_mib=MAX_MIB)
    return ask(actor=actor, format=form, name=upload.name, content=upload.chunks())


@for_owners
@require_GET
def run(request: HttpRequest, actor: Actor, run: str) -> HttpResponse:
    """Show how far a run is, and what came of it."""
    return _page(request, actor, found_run(run))


@for_owners
@require_POST
def start(request: HttpRequest, actor: Actor, run: str) -> HttpResponse:
    """Write what the dry run has shown."""
    try:
        go(actor=actor, run=run, publish="publish" in request.POST)
    except Refusal as refusal:
        return _page(request, actor, found_run(run), refusal=refusal)
    return see(reverse("staff_import", args=[run]))


@for_owners
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, actor: Actor, run: str) -> HttpResponse:
    """Ask whether a run is to be undone (GET); undo it, or list what stands against it (POST)."""
    found = told(found_run(run))
    refusal = None
    if request.method == "POST":
        try:
            undo(actor=actor, run=run)
            return see(reverse("staff_import", args=[run]))
        except Refusal as why:
            refusal = why
    hinders = str(refusal.data.get("listed", "")).split() if refusal else []
    context = {"told": found, "hinders": hinders, "outcomes": OUTCOME_WORDS}
    return staff_page(request, actor, "import_undo.html", context, refusal=refusal)


def found_run(run: str) -> RunInfo:
    """Return the run; raises Refusal import_missing."""
    found = run_of(run)
    if found is None:
        raise Refusal("import_missing", Kind.MISSING)
    return found


def _page(
    request: HttpRequest, actor: Actor, found: RunInfo, refusal: Refusal | None = None
) -> HttpResponse:
    shown: Told = told(found)
    context = {
        "told": shown,
        "outcomes": OUTCOME_WORDS,
        "waiting": open_offers(found.id) if shown.is_done else 0,
    }
    return staff_page(request, actor, "import.html", context, refusal=refusal)
