"""The moderation policy, every version, in the languages that somebody wrote it in."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from colonnade.kit.differences import Piece, differences
from colonnade.kit.keys import POLICY
from colonnade.kit.markup import Format, render
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.phrases import possible_acts, possible_states
from colonnade.moderation.policy import parts_of
from colonnade.moderation.reading import (
    Policy,
    policy,
    policy_languages,
    policy_text,
    policy_versions,
)
from colonnade.sites.reading import current_site
from colonnade.sites.times import language_words
from colonnade.web.keeping import Keeping
from colonnade.web.views.pages import public_page

_LANGUAGE = re.compile(r"[A-Za-z0-9-]{2,16}")
# Where a link of Markdown leads may be said anywhere in the text.
_LEADS = re.compile(r"^ {0,3}\[[^\]\n]+\]:.*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the policy as it is shown; `number` 0 is text that is no rule."""

    number: int
    html: str


@require_safe
def rules(request: HttpRequest, version: int | None = None) -> HttpResponse:
    """Show the policy that holds, or one of its former versions, in a language if asked for."""
    found = policy(version)
    if found is None:
        raise Refusal("policy_missing", Kind.MISSING)
    asked = request.GET.get("language", "")
    language = asked if _LANGUAGE.fullmatch(asked) else ""
    text = policy_text(found.number, language) if language else ""
    versions = policy_versions()
    context = {
        "policy": found,
        "parts": stretches(text or found.source),
        "language_of_text": language if text else current_site().language,
        "is_translation": bool(text),
        "languages": [(code, language_words(code)) for code in policy_languages(found.number)],
        "own_language": language_words(current_site().language),
        "changes": changes_in(found, versions),
        "versions": versions,
        "is_former": version is not None and version != (versions[0].number if versions else 0),
        "can": possible_acts(),
        "states": possible_states(),
    }
    return public_page(request, "web/rules.html", context, keeping=Keeping((POLICY,)))


def changes_in(found: Policy, versions: list[Policy]) -> tuple[Piece, ...]:
    """Return what a version changed in the one before it; empty for the first."""
    before = next((one for one in versions if one.number == found.number - 1), None)
    return _changes(before.source, found.source) if before else ()


# Versions are few, and never change.
@lru_cache(maxsize=16)
def stretches(source: str) -> tuple[Stretch, ...]:
    """Return the policy as HTML, rule by rule."""
    leads = "\n".join(_LEADS.findall(source))
    return tuple(
        Stretch(part.number, render(f"{part.source}\n\n{leads}", Format.MARKDOWN))
        for part in parts_of(_LEADS.sub("", source))
    )


@lru_cache(maxsize=16)
def _changes(before: str, after: str) -> tuple[Piece, ...]:
    return tuple(differences(before, after))
