"""Name the rule that a decision rests on, by its number and the version that holds."""

from dataclasses import replace

from django.utils.translation import gettext as _

from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.policy import Rule, rules_in
from colonnade.moderation.reading import policy
from colonnade.moderation.ruling import Ground


def cite(ground: Ground) -> Ground:
    """Return the ground with the version of the policy that holds, where it names a rule.

    Raises Refusal rule_missing where that version has no rule of this number.
    """
    if not ground.rule:
        return ground
    current = policy()
    numbers = {rule.number for rule in rules_in(current.source)} if current else set()
    if current is None or ground.rule not in numbers:
        raise Refusal("rule_missing", Kind.INVALID, number=ground.rule)
    return replace(ground, policy=current.number)


def words_of(ground: Ground) -> str:
    """Return the ground as readers are told it in a line: the rule by its title, or the law."""
    if not ground.rule:
        return ground.law
    current = policy(ground.policy or None)
    rules = rules_in(current.source) if current else []
    rule = next((rule for rule in rules if rule.number == ground.rule), None)
    return titled(rule) if rule else _("Rule %(number)s") % {"number": ground.rule}


def titled(rule: Rule) -> str:
    """Return a rule as readers are told it in a line."""
    return _("Rule %(number)s: %(title)s") % {"number": rule.number, "title": rule.title}
