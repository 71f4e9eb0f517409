"""The links between the pages of a discussion: above its comments and below them the same."""

from functools import lru_cache

from django.utils.translation import get_language
from markupsafe import Markup

from colonnade.discussion.fragment import escaped
from colonnade.discussion.reading import Page
from colonnade.discussion.viewing import Viewing
from colonnade.web.wording import said as _


def page_links(page: Page, viewing: Viewing, path: str) -> Markup:
    """Return the links from a page of the discussion at `path` to the others."""
    return _links(get_language(), page.page, page.pages, viewing, path)


def page_numbers(page: int, pages: int) -> list[int]:
    """Return the pages that a pager names: the ends and the neighbors; 0 stands for a gap."""
    near = [n for n in range(page - 2, page + 3) if 1 <= n <= pages]
    numbers = sorted({1, *near, pages})
    shown: list[int] = []
    for number in numbers:
        if shown and number > shown[-1] + 1:
            shown.append(0)
        shown.append(number)
    return shown


@lru_cache(maxsize=64)
def _links(_language: str, page: int, pages: int, viewing: Viewing, path: str) -> Markup:
    def leads(number: int) -> str:
        return f'href="{escaped(path + viewing.query(number))}"'

    word = f'<span class="vh">{_("Page")} </span>'
    items = {
        number: f"<a {leads(number)}>{word}{number}</a>" for number in page_numbers(page, pages)
    }
    items[0] = "<span>…</span>"
    items[page] = f'<strong aria-current="page">{word}{page}</strong>'
    rows = "".join(f"\n<li>{items[number]}</li>" for number in page_numbers(page, pages))
    before = f'<a rel="prev" {leads(page - 1)}>← {_("Previous page")}</a>' if page > 1 else ""
    after = f'<a rel="next" {leads(page + 1)}>{_("Next page")} →</a>' if page < pages else ""
    return Markup(f"{before}\n<ol>{rows}\n</ol>{after}")  # noqa: S704 - escaped above
