"""What an editor is writing, as the values that readers' pages are made from."""

from colonnade.articles.models import ArticlePage, PlainPage, SectionPage
from colonnade.articles.places import page_path, section_path
from colonnade.articles.rendering import stored_html
from colonnade.articles.rows import ArticleInfo, PlainPageInfo, Section
from colonnade.articles.whole import drafted_info

Draft = ArticleInfo | PlainPageInfo | Section | None


def draft_of(page: object) -> Draft:
    """Return the values of a page that may not be saved; None stands for the front page."""
    if isinstance(page, ArticlePage):
        return drafted_info(page)
    if isinstance(page, PlainPage):
        html, line = stored_html(page.body), page.search_description
        return PlainPageInfo(page.title, page.slug, page_path(page.slug), html, line)
    if isinstance(page, SectionPage):
        return Section(page.title, page.slug, section_path(page.slug), page.standfirst)
    return None
