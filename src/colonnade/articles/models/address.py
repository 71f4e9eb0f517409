"""Addresses that articles had once: they lead on to where the article is now."""

from django.db import models


class FormerAddress(models.Model):
    """A path of this site that led to an article."""

    path = models.CharField(max_length=400, unique=True)
    article = models.ForeignKey("articles.ArticlePage", on_delete=models.CASCADE, related_name="+")
