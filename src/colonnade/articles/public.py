"""What readers may see: the one question behind page, list, feed, sitemap and search."""

from django.db.models import QuerySet

from colonnade.articles.models import ArticlePage


def public_rows() -> "QuerySet[ArticlePage]":
    """Return the public articles, the newest first: live, in a section that is live too."""
    rows = ArticlePage.objects.filter(live=True, section__live=True, published__isnull=False)
    return rows.order_by("-published", "-pk")
