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
    # No mail when comments begin to wait: the one a day is enough.
    daily_mail = models.BooleanField(default=False, db_default=False)
    # Where readers come, unless the operator's configuration says it.
    public_url = models.CharField(max_length=200, blank=True)
    # Where readers, and authorities, reach those who answer for the site.
    contact = models.CharField(max_length=200, blank=True, default="", db_default="")
    contact_authorities = models.CharField(max_length=200, blank=True, default="", db_default="")
    # For how long the public log keeps the detail of its entries.
    log_days = models.PositiveIntegerField(default=365, db_default=365)
    # Who decides appeals that nobody of the staff may: her name, and where links reach her.
    outside_name = models.CharField(max_length=60, blank=True, default="", db_default="")
    outside_mail = models.CharField(max_length=200, blank=True, default="", db_default="")
    # The owner fulfills the duties of large platforms: six months to object, for one.
    large_duties = models.BooleanField(default=False, db_default=False)
    # After so many hours a comment that is held is decided on record; 0: never.
    hold_hours = models.PositiveIntegerField(default=24, db_default=24)
    # For how many days addresses of visitors are kept, and sealed copies of the law desk.
    address_days = models.PositiveIntegerField(default=7, db_default=7)
    sealed_days = models.PositiveIntegerField(default=184, db_default=184)
    accent = models.CharField(max_length=7, blank=True)
    menu = models.TextField(blank=True)
    footer = models.TextField(blank=True)
    css = models.TextField(blank=True)
    # The name of its file; the name tells its size.
    logo = models.CharField(max_length=40, blank=True)
    # The logo stands instead of the name, not beside it.
    logo_alone = models.BooleanField(default=False)
    # Own HTML: {place: {"html": ..., "consent": ...}}.
    slots = models.JSONField(default=dict, blank=True)
    # The owner has been through her first page.
    begun = models.BooleanField(default=False)
