"""Articles for the index. Loaded by `project` alone, and only where there are articles."""

from collections.abc import Iterator

from colonnade.articles.events import ArticlePublished, ArticleWithdrawn
from colonnade.articles.reading import article_for, public_articles
from colonnade.articles.rows import ArticleInfo, subject_key
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import thread_at
from colonnade.kit.markup import plain
from colonnade.search.actions import forget, index
from colonnade.search.comments import keep_section
from colonnade.search.documents import Document
from colonnade.sites.reading import current_site


def index_article(event: ArticlePublished) -> None:
    """Index the article as readers see it now, and its comments where its section is another."""
    found = article_for(event.article)
    if found is None:
        forget(kind="article", subjects=[event.article])
        return
    index(documents=[_document(found)])
    thread = thread_at(current_site(), key=subject_key(event.article), actor=STAFF)
    if thread is not None:
        keep_section(thread)


def forget_article(event: ArticleWithdrawn) -> None:
    """Take an article out of the index that readers see no more."""
    if article_for(event.article) is None:
        forget(kind="article", subjects=[event.article])


def article_documents() -> Iterator[Document]:
    """Yield every public article."""
    for pk in public_articles():
        found = article_for(pk)
        if found is not None:
            yield _document(found)


def _document(article: ArticleInfo) -> Document:
    names = [byline.name for byline in article.bylines]
    words = [
        article.standfirst,
        plain(article.html),
        article.lead_caption,
        *(correction.text for correction in article.corrections),
        *names,
        *(tag.name for tag in article.tags),
    ]
    return Document(
        kind="article",
        subject=article.id,
        moment=article.published,
        head=article.headline,
        body="\n".join(words),
        section=article.section.title if article.section else "",
        names=tuple(names),
        handles=tuple(byline.slug for byline in article.bylines),
    )
