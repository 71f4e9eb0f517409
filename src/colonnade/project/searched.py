"""All that belongs into the index of words."""

from collections.abc import Iterator

from django.conf import settings

from colonnade.search.comments import comment_documents
from colonnade.search.documents import Document


def all_documents() -> Iterator[Document]:
    """Yield every visible comment and, where there are articles, every public one."""
    yield from comment_documents()
    if settings.CONFIG.articles:
        from colonnade.search.articles import article_documents

        yield from article_documents()
