"""Name the rule that a decision rests on, by its number and the version that holds."""

from dataclasses import replace

from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.policy import rules_in
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
