"""What stands around a comment, in one language: translated once, and then only filled in."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from markupsafe import escape

ROLE_MARKS = {
    "moderator": gettext_lazy("Moderator"),
    "editor": gettext_lazy("Editor"),
    "owner": gettext_lazy("Owner"),
}


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """Pieces of HTML. Those with names like %(link)s are filled in with `%`, from safe HTML."""

    language: str
    roles: dict[str, str]
    nobody: str
    unverified: str
    unknown_author: str
    pingback: str
    untitled: str
    undated: str
    to_unknown: str
    to_named: str
    to_hidden: str
    held: str
    absent_named: str
    absent: str
    deleted: str
    erased: str
    removed: str
    answers: str
    level: str
    edited: str
    fold: str
    reply: str
    report: str
    edit: str
    delete: str


def phrases() -> Phrases:
    """Return the phrases of the language that is spoken now."""
    return _phrases(get_language())


@lru_cache(maxsize=16)
def _phrases(language: str | None) -> Phrases:
    return Phrases(
        language=language or "",
        roles={role: str(escape(words)) for role, words in ROLE_MARKS.items()},
        nobody=_("Nobody"),
        unverified=_("(not verified)"),
        unknown_author=_("Author unknown"),
        pingback=_("Pingback"),
        untitled=_("A page without a title"),
        undated=_("time unknown"),
        to_unknown=_('in reply to <a href="%(link)s">a comment by an unknown author</a>'),
        to_named=_('in reply to <a href="%(link)s"><bdi>%(name)s</bdi></a>'),
        to_hidden=_('in reply to <a href="%(link)s">a comment that is not shown</a>'),
        held=_("This comment is held and waits for a moderator."),
        absent_named=_(
            "A comment by <bdi>%(name)s</bdi> was answered here. It did not come with the import."
        ),
        absent=_("This comment was answered. It did not come with the import."),
        deleted=_("This comment was deleted by its writer."),
        erased=_("This comment was erased at its writer's wish."),
        removed=_("This comment was removed by a moderator."),
        answers=_(", reply to %(name)s, level %(level)s"),
        level=_(", level %(level)s"),
        edited=_('edited<span class="vh">: every wording of comment %(number)s</span>'),
        fold=_("Fold up"),
        reply=_('Reply<span class="vh"> to %(name)s (comment %(number)s)</span>'),
        report=_('Report<span class="vh"> comment %(number)s</span>'),
        edit=_('Edit<span class="vh"> your comment %(number)s</span>'),
        delete=_('Delete<span class="vh"> your comment %(number)s</span>'),
    )
