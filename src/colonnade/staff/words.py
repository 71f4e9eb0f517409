"""The words of the owner's form: a label and a hint for every setting, a word for every choice."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

LABELS = {
    "title": (_("Name of the site"), _("Stands at the top of every page and in every mail.")),
    "tagline": (_("Line under the name"), _("May be empty.")),
    "language": (_("Language"), _("In which the site speaks.")),
    "time_zone": (_("Time zone"), _("In which times are shown, like Europe/Berlin.")),
    "commenting": (
        _("Who may comment"),
        _("Holds for every discussion that has no rule of its own."),
    ),
    "edit_minutes": (
        _("Minutes for editing"),
        _("How long a comment may be edited by its writer. 0: always."),
    ),
    "limit_address": (
        _("Comments a minute from one address"),
        _("More are refused for a while. 0: no limit."),
    ),
    "limit_account": (
        _("Comments a minute by one member"),
        _("More are refused for a while. 0: no limit."),
    ),
    "limit_thread": (
        _("Comments a minute in one discussion"),
        _("More are refused for a while. 0: no limit."),
    ),
    "staff_mail": (
        _("Mail when comments wait"),
        _("One mail to all moderators; the next one comes after the queue was empty."),
    ),
    "daily_mail": (
        _("One mail a day"),
        _("Yes: nothing in between, only the daily mail with a link for each comment."),
    ),
    "public_url": (
        _("Public address"),
        _("Where readers come, like https://example.org. Printed and mailed links begin with it."),
    ),
    "contact": (
        _("Contact for readers"),
        _("An address of mail or of a page. Stands at the foot of every page."),
    ),
    "contact_authorities": (
        _("Contact for authorities"),
        _("The same for courts and authorities. Empty: the contact for readers."),
    ),
    "outside_name": (
        _("Who decides appeals from outside"),
        _(
            "The name of somebody outside who decides what nobody of the staff may: you alone"
            " made the first decision. Empty: your contact is shown instead."
        ),
    ),
    "outside_mail": (
        _("Her address of mail"),
        _("A link for each such case goes there: good for two weeks, once, without an account."),
    ),
    "log_days": (
        _("Days of detail in the public log"),
        _("Then only numbers are left of an entry. 0: detail stays for ever."),
    ),
    "large_duties": (
        _("Duties of large platforms"),
        _("Yes: people may object to a decision for six months. No: for 14 days."),
    ),
    "hold_hours": (
        _("Hours until a held comment is decided on record"),
        _("Then its writer gets a statement of reasons and may object. 0: never."),
    ),
    "address_days": (
        _("Days for which addresses of visitors are kept"),
        _("As digests, in reports and against floods. 0: for an hour."),
    ),
    "sealed_days": (
        _("Days for which sealed copies are kept"),
        _("What an authority ordered to be removed or kept: six months are 184 days."),
    ),
    "accent": (
        _("Accent color"),
        _("Like #8c1d18. Where it could not be read, a shade of it is used. Empty: ours."),
    ),
    "menu": (
        _("Menu"),
        _("One line for each place: Words | /address or https://address. Empty: ours."),
    ),
    "footer": (_("Footer"), _("Markdown. Stands at the foot of each page.")),
    "logo_alone": (
        _("The logo stands instead of the name"),
        _("No: the name stands below it."),
    ),
    "css": (
        _("Own CSS"),
        _("Comes after ours and may override all of it. It loads nothing from other hosts."),
    ),
}
# What has a screen of its own; all others stand under Settings.
LOOK = ("accent", "menu", "footer", "logo_alone", "css")

CHOICES = {
    "members": _("Members only"),
    "guests-held": _("Members freely; guests after a moderator has seen the comment"),
    "guests": _("Everybody"),
    # By their own names, so that everybody finds hers.
    **dict(settings.LANGUAGES),
    "on": _("Yes"),
    "off": _("No"),
}

_LIMIT = _("Please give a whole number from 0 to 100000.")
_CONTACT = _("Please give an address like desk@example.org or /pages/contact/.")
EXPECTED = {
    "title": _("Please give one line."),
    "tagline": _("Please give one line."),
    "language": _("Please choose one of these."),
    "time_zone": _("There is no such time zone. Please give one like Europe/Berlin."),
    "commenting": _("Please choose one of these."),
    "edit_minutes": _("Please give a whole number from 0 to 525600."),
    "limit_address": _LIMIT,
    "limit_account": _LIMIT,
    "limit_thread": _LIMIT,
    "staff_mail": _("Please choose one of these."),
    "daily_mail": _("Please choose one of these."),
    "public_url": _("Please give an address like https://example.org, without a path."),
    "contact": _CONTACT,
    "contact_authorities": _CONTACT,
    "outside_name": _("Please give one line."),
    "outside_mail": _("Please give an address like ida@example.org."),
    "log_days": _("Please give a whole number from 0 to 36500."),
    "large_duties": _("Please choose one of these."),
    "hold_hours": _("Please give a whole number from 0 to 8760."),
    "address_days": _("Please give a whole number from 0 to 3650."),
    "sealed_days": _("Please give a whole number from 0 to 36500."),
    "accent": _("Please give a color like #8c1d18."),
    "menu": _("Please give lines like: About | /about/"),
    "footer": _("Please give a text."),
    "logo_alone": _("Please choose one of these."),
    "css": _("Please give a stylesheet."),
}

PLACES = {
    "above-article": (_("Above each article"), _("Between the menu and the text.")),
    "below-article": (_("Below each article"), _("Between the text and its discussion.")),
    "side": (_("At the side"), _("Beside the lists of the front page; below them on a phone.")),
    "footer": (_("In the footer"), _("At the foot of each page.")),
    "statistics": (_("Statistics"), _("At the end of each page, for what is not seen.")),
}
# What cannot work on our pages, whatever hosts are allowed.
FAULTS = {
    "inline_style": _(
        "Styles in the HTML (style=…, <style>) have no effect: put them into your CSS."
    ),
    "inline_handler": _("Handlers in the HTML (onclick=…) do not run."),
    "forbidden_tag": _("Tags like meta, base, object and embed have no effect."),
    "script_comment": _("A script that holds <!-- may not run."),
    "strange_address": _("An address has no host that could be allowed."),
}
