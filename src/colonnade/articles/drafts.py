"""What an editor is writing, as the values that readers' pages are made from."""

from colonnade.articles.models import ArticlePage, PlainPage, SectionPage
from colonnade.articles.places import section_path
from colonnade.articles.rows import ArticleInfo, PlainPageInfo, Section
from colonnade.articles.whole import drafted_info, drafted_plain

Draft = ArticleInfo | PlainPageInfo | Section | None


def draft_of(page: object) -> Draft:
    """Return the values of a page that may not be saved; None stands for the front page."""
    if isinstance(page, ArticlePage):
        return drafted_info(page)
    if isinstance(page, PlainPage):
        return drafted_plain(page)
    if isinstance(page, SectionPage):
        return Section(page.title, page.slug, section_path(page.slug), page.standfirst)
    return None
