"""Every reason and note of the ledger in plain words."""

from typing import Protocol

from django.utils.translation import gettext


def _(words: str) -> str:
    """Mark words for translation."""
    return words


REASONS = {
    "text_unstorable": _(
        "It holds a character that no text may hold (U+0000 or half a character)."
    ),
    "source_unusable": _("It has no id of its own at its source, or one that is too long."),
    "subject_missing": _("What it was written under is not in the file."),
    "no_newspaper": _("This site has no articles, so there is no place for it."),
    "no_newspaper_text": _(
        "This site has no articles: the discussion is brought in with the old address, the text is"
        " left out."
    ),
    "twice": _("The file holds it twice; the first one counts."),
    "cycle_cut": _("It answers itself by way of its replies; it stands at the top instead."),
    "parent_absent": _("What it answers is not there: an empty place stands for it."),
    "name_cut": _("The name is longer than a name may be; the whole of it is kept aside."),
    "kind_not_kept": _("Records of this kind are not brought in."),
    "subject_refused": _("What it was written under is not brought in."),
    "text_empty": _("It has no text."),
    "text_too_large": _("One of its texts is longer than 10 MiB."),
    "markup_in_text": _(
        "One of its fields holds elements of the XML itself, so its text cannot be told apart."
    ),
    "record_empty": _("There is nothing in it."),
    "address_missing": _("The file that it stands for has no address."),
    "name_missing": _("It has no name."),
    "joined": _("This site has one of the same name: it has joined that one."),
    "category_tag": _("It stands first in no article, so it is a tag here and no section."),
    "slug_changed": _(
        "Its name in addresses was taken, or cannot stand there: it has another. The old address"
        " leads on."
    ),
    "title_cut": _("The title is longer than a headline may be; the whole of it is kept aside."),
    "standfirst_cut": _(
        "The excerpt is longer than a standfirst may be; the whole of it is kept aside."
    ),
    "untitled": _("It has no title: the headline is how the text begins."),
    "undated": _(
        "It bears no date: it stands here as of its first comment or, without one, of the import."
    ),
    "draft": _("It was not public there: here it is a draft."),
    "from_trash": _("It was in the trash there: here it is a draft that only editors see."),
    "edited_here": _("It has changed there, and was edited here too: our wording stays."),
    "erased_here": _("Whoever wrote it was erased here at her wish: it is not brought in again."),
    "gone_here": _("It was deleted here, and stays so."),
}


class Reasoned(Protocol):
    """A line of the ledger."""

    @property
    def reason(self) -> str:
        """Return the code."""

    @property
    def detail(self) -> str:
        """Return what belongs to it."""


def reason_words(line: Reasoned) -> str:
    """Return what a line's reason means; the code itself where nothing is written for it."""
    return gettext(REASONS[line.reason]) if line.reason in REASONS else line.reason
