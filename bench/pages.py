"""What a page of the newspaper costs: CPU of one request through Django, uncached.

Ratios against the cheapest page, of one run.
"""

import sys
from datetime import timedelta
from http import HTTPStatus

from _site import cpu_ms, set_up

ARTICLES, COMMENTS = 300, 50


def main() -> int:
    set_up()
    path = _publish()
    from django.test import Client  # noqa: PLC0415

    client = Client()
    pages = {
        "plain page": "/pages/about/",
        "section": "/harbor/",
        "byline": "/bylines/ada/",
        "month": f"/archive/{path[1]}/",
        "front": "/",
        f"article, {COMMENTS} comments": path[0],
        "feed of articles": "/feeds/articles.xml",
        "sitemap": "/sitemap.xml",
    }
    first = 0.0
    print(f"{ARTICLES} articles\n{'page':<22} {'CPU ms':>7} {'ratio':>6} {'bytes':>8}")
    for name, address in pages.items():
        answer = client.get(address)
        assert answer.status_code == HTTPStatus.OK, (address, answer.status_code)
        cost = cpu_ms(lambda address=address: client.get(address))
        first = first or cost
        print(f"{name:<22} {cost:>7.2f} {cost / first:>6.2f} {len(answer.content):>8}")
    return 0


def _publish() -> tuple[str, str]:
    """Publish the articles; return the newest one's path, and its month in addresses."""
    from colonnade.articles.actions import settle  # noqa: PLC0415
    from colonnade.articles.loading import (  # noqa: PLC0415
        LoadedArticle,
        LoadedByline,
        load_article,
        load_byline,
        load_plain_page,
        load_section,
    )
    from colonnade.kit import clock  # noqa: PLC0415

    now = clock.now()
    body = [{"type": "text", "value": "<p>" + "A sentence of some length. " * 20 + "</p>"}] * 6
    sections = [
        load_section(title=s.title(), slug=s, standfirst="", place=1, sample=False, moment=now)
        for s in ("harbor", "city", "tides", "letters")
    ]
    ada = load_byline(byline=LoadedByline(name="Ada Lind", slug="ada"))
    load_plain_page(title="About", slug="about", body=body[:1], sample=False, moment=now)
    newest = 0
    for number in reversed(range(ARTICLES)):
        article = LoadedArticle(
            section=sections[number % len(sections)],
            slug=f"article-{number}",
            headline=f"The bridge, the ferry and the quay: part {number}",
            standfirst="What was said, and by whom, and what becomes of it.",
            bylines=[ada],
            tags=["bridges"],
            body=body,
            published=now - timedelta(hours=number),
        )
        newest = load_article(article=article)
    settle(articles=[newest])
    _discuss(newest)
    return "/harbor/article-0/", f"{now:%Y/%m}"


def _discuss(article: int) -> None:
    """Write the comments below an article."""
    from uuid import uuid4  # noqa: PLC0415

    from colonnade.cli.sample.generated import generate  # noqa: PLC0415
    from colonnade.discussion.actions import Posting, post  # noqa: PLC0415
    from colonnade.discussion.reading import thread_at  # noqa: PLC0415
    from colonnade.outbox.worker import deliver  # noqa: PLC0415
    from colonnade.people.actions import ensure_guest  # noqa: PLC0415
    from colonnade.people.reading import Actor  # noqa: PLC0415
    from colonnade.project.wiring import WIRING  # noqa: PLC0415
    from colonnade.sites.reading import current_site  # noqa: PLC0415

    while deliver(WIRING):
        pass
    thread = thread_at(current_site(), key=f"article:{article}")
    assert thread is not None
    guest, made = Actor(guest=ensure_guest(token="b" * 43)), []
    for row in generate(COMMENTS, 1):
        posting = Posting(
            thread=thread.id,
            parent="" if row.parent is None else made[row.parent],
            author=guest,
            guest_name=f"Guest {row.author}",
            source=row.body,
            key=uuid4(),
            held=False,
        )
        made.append(post(posting))


if __name__ == "__main__":
    sys.exit(main())
