"""Reports of comments."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from colonnade.api import shapes
from colonnade.api.answers import own_json
from colonnade.api.guard import asking
from colonnade.api.typed import NewReport
from colonnade.flows.report import Notice, report
from colonnade.sites.reading import public_address

router = Router(tags=["comments"])


@router.post(
    "/comments/{comment}/reports", operation_id="report_comment", response={201: shapes.Report}
)
def report_comment(request: HttpRequest, comment: str, given: NewReport) -> HttpResponse:
    """Report a comment that everybody can read; reports alone hide nothing.

    The same report by the same person gives the same answer again.
    """
    notice = Notice(
        comment,
        given.kind,
        rule=given.rule or 0,
        words=given.words or "",
        name=given.name or "",
        email=given.email or "",
        good_faith=given.good_faith,
        by_mail=given.by_mail,
    )
    kept = report(actor=asking(request), notice=notice)
    status = public_address(reverse("report_status", args=[kept.secret]))
    return own_json(shapes.Report(kind=given.kind, state=kept.state, status=status), status=201)
