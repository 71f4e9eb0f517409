"""A site: the name, the rules and the limits of one publication."""

from django.db import models


class Site(models.Model):
    """One publication that this server speaks for."""

    key = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    tagline = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=16, default="en")
    time_zone = models.CharField(max_length=64, default="UTC")
    commenting = models.CharField(max_length=16, default="guests-held")
    edit_minutes = models.PositiveIntegerField(default=0)
    limit_address = models.PositiveIntegerField(default=30)
    limit_account = models.PositiveIntegerField(default=20)
    limit_thread = models.PositiveIntegerField(default=240)
    staff_mail = models.BooleanField(default=True)
