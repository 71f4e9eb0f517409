"""A page that is not public yet, as readers would see it."""

from django.http import HttpRequest, HttpResponse

from colonnade.articles.drafts import Draft
from colonnade.articles.rows import ArticleInfo, PlainPageInfo, Section
from colonnade.sites.reading import current_site
from colonnade.web.csp import policy_with
from colonnade.web.views.newspaper.article import article_context, page_context, video_hosts
from colonnade.web.views.newspaper.front import front_context
from colonnade.web.views.newspaper.lists import section_context
from colonnade.web.views.newspaper.showing import HELPERS
from colonnade.web.views.pages import passing_page


def show_draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Answer with the draft, never stored, framed by nobody but the newsroom's preview.

    None stands for the front page. There is no discussion, and nothing of the owner's own HTML.
    """
    template, context = _template(request, draft)
    whole = {**HELPERS, **context, "preview": True, "visitor": ""}
    response = passing_page(request, f"web/newspaper/{template}.html", whole, status=200)
    hosts = video_hosts(draft) if isinstance(draft, ArticleInfo | PlainPageInfo) else ()
    response.headers["Content-Security-Policy"] = policy_with(frames=hosts, framed_by="'self'")
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response


def _template(request: HttpRequest, draft: Draft) -> tuple[str, dict[str, object]]:
    site = current_site()
    if isinstance(draft, ArticleInfo):
        return "article", article_context(request, site, draft, None)
    if isinstance(draft, PlainPageInfo):
        return "page", page_context(draft)
    if isinstance(draft, Section):
        return "section", section_context(draft, 1)
    return "front", front_context(site)
