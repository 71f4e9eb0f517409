"""Addresses that articles and plain pages had once: they lead on to where those are now."""

from django.db import models
from django.db.models import Q


class FormerAddress(models.Model):
    """A path that led to an article or a plain page, here or on the site that it came from.

    It ends with a slash, also where the old one did not; "/?p=12" is one too.
    """

    path = models.CharField(max_length=400, unique=True)
    article = models.ForeignKey(
        "articles.ArticlePage", null=True, on_delete=models.CASCADE, related_name="+"
    )
    plain = models.ForeignKey(
        "articles.PlainPage", null=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(article__isnull=False, plain__isnull=True)
                | Q(article__isnull=True, plain__isnull=False),
                name="former_of_one",
            )
        ]
