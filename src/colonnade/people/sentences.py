"""What a person is told about a name that cannot be hers: on the forms of all doors."""


def _(words: str) -> str:
    """Mark words for translation; Django's own marker would want its settings at import."""
    return words


NAME_SENTENCES = {
    "name_empty": _("Please give a name."),
    "name_too_long": _("The name is too long: %(max)s characters are possible."),
    "name_unreadable": _("The name cannot be read. Please use letters."),
    "name_is_address": _("A name may not look like a web or e-mail address."),
    "name_reserved": _("This name is kept for the people who run the site. Please choose another."),
    "name_taken": _(
        "A member has this name, or one that looks the same. Please choose another,"
        " or sign in if it is yours."
    ),
}

# The accounts library's own, kept in our catalogs: its translations address people as friends,
# ours as readers of a newspaper ("Sie").
BORROWED = (
    _("You cannot remove your primary email address."),
    _("Please type your current password."),
    _("You cannot add more than %d email addresses."),
    _("Too many failed login attempts. Try again later."),
    _("Your primary email address must be verified."),
    _("Please select only one."),
    _("Be patient, you are sending too many requests."),
    _("You must type the same password each time."),
    _("You must type the same email each time."),
)
