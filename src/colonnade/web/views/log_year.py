"""A year of the public log in numbers."""

import csv
from datetime import UTC, datetime
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from colonnade.kit.keys import LOG, POLICY
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.figures import figures_of, table_of
from colonnade.moderation.log.phrases import done
from colonnade.moderation.log.reading import months_of_log
from colonnade.moderation.places import rule_path
from colonnade.moderation.policy import rules_in
from colonnade.moderation.reading import policy_held_at
from colonnade.web.keeping import Keeping
from colonnade.web.views.log import unlisted
from colonnade.web.views.pages import public_answer, public_page

NOTICES = {
    "rule": _("Breaks a rule"),
    "illegal": _("Illegal content"),
    "about_me": _("About the person who reports"),
}
_KEEPING = Keeping((LOG, POLICY))


@require_safe
def year_page(request: HttpRequest, year: int) -> HttpResponse:
    """Show what was reported and decided in a year, in numbers."""
    years = _years_with(year)
    held = policy_held_at(datetime(year + 1, 1, 1, tzinfo=UTC))
    figures = figures_of(year)
    context = {
        "figures": figures,
        "share": _percent(figures.automated, figures.decisions),
        "hours": round(figures.median.total_seconds() / 3600, 1) if figures.median else None,
        "titles": {str(rule.number): rule.title for rule in rules_in(held.source)},
        "version": held.number,
        "years": years,
        "notices": NOTICES,
        "done": done,
        "percent": _percent,
        "rule_path": rule_path,
    }
    return unlisted(public_page(request, "web/log_year.html", context, keeping=_KEEPING))


@require_safe
def year_csv(request: HttpRequest, year: int) -> HttpResponse:
    """Answer the same numbers as a table for programs."""
    _years_with(year)
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(("figure", "part", "value"))
    rows.writerows(table_of(figures_of(year)))
    body = text.getvalue().encode()
    answer = public_answer(request, body, "text/csv; charset=utf-8", keeping=Keeping((LOG,)))
    answer.headers["Content-Disposition"] = f'attachment; filename="log-{year}.csv"'
    return unlisted(answer)


def _years_with(year: int) -> list[int]:
    """Return the years of the log, newest first, or raise Refusal log_year_missing."""
    years = sorted({month.year for month in months_of_log()}, reverse=True)
    if year not in years:
        raise Refusal("log_year_missing", Kind.MISSING)
    return years


def _percent(part: int, whole: int) -> str:
    """Return a share in whole percent."""
    return f"{round(100 * part / whole) if whole else 0} %"
