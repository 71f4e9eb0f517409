"""Keep a version of the policy in another language."""

import re

from django.db import transaction

from colonnade.kit import clock
from colonnade.kit.keys import POLICY
from colonnade.kit.refusals import Kind, Refusal
from colonnade.kit.text import accept_text
from colonnade.moderation.actions.policies import POLICY_LIMIT
from colonnade.moderation.models import PolicyText
from colonnade.moderation.policy import rules_in
from colonnade.moderation.reading import policy
from colonnade.outbox.actions import spoil

# A language as the web names it (BCP 47), shortened: de, pt-BR, zh-Hant.
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2}")
_LONGEST = 16


def language_or_refuse(raw: str) -> str:
    """Return the code of a language, or raise Refusal language_unknown."""
    code = raw.strip()
    if not _LANGUAGE.fullmatch(code) or len(code) > _LONGEST:
        raise Refusal("language_unknown", Kind.INVALID, value=raw[:40])
    return code


@transaction.atomic
def keep_policy_text(*, version: int, language: str, source: str, author: str) -> None:
    """Keep a version in another language, in place of what stood there.

    What holds is the version itself. Raises Refusal language_unknown, policy_missing, or
    policy_rules_differ where its rules have other numbers.
    """
    code = language_or_refuse(language)
    text = accept_text(source, field="policy", limit=POLICY_LIMIT)
    original = policy(version)
    if original is None:
        raise Refusal("policy_missing", Kind.MISSING)
    wanted = [rule.number for rule in rules_in(original.source)]
    if [rule.number for rule in rules_in(text)] != wanted:
        numbers = ", ".join(map(str, wanted))
        raise Refusal("policy_rules_differ", Kind.INVALID, numbers=numbers)
    PolicyText.objects.update_or_create(
        version=version,
        language=code,
        defaults={"source": text, "author": author, "created": clock.now()},
    )
    spoil(POLICY)
