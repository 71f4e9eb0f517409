"""A page that is not public yet, as readers would see it."""

from django.http import HttpRequest, HttpResponse

from colonnade.articles.drafts import Draft
from colonnade.articles.rows import ArticleInfo, PlainPageInfo, Section


def show_draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Answer with the draft, never stored, framed by nobody but the newsroom's preview."""
    raise NotImplementedError(type(draft), ArticleInfo, PlainPageInfo, Section)
