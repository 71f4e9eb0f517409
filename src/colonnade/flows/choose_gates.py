"""The owner chooses what the gates do: one by one, or a set of choices at once."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from colonnade.kit import ids
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import keep_choices
from colonnade.moderation.gates.choices import PRESETS, Choices, accept_choices, with_preset
from colonnade.moderation.reading import choices_now
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor
from colonnade.sites.actions import change_settings


@transaction.atomic
def choose_gates(*, actor: Actor, typed: Mapping[str, str]) -> Choices:
    """Keep the choices of a form; what it does not name stays.

    An outside check gets a secret with its first address; `new_secret` gives it another one.
    Raises Refusal owners_only or gate_choice_invalid.
    """
    _insist_owner(actor)
    chosen = accept_choices(typed, choices_now())
    if chosen.check_url and (not chosen.check_secret or "new_secret" in typed):
        chosen = replace(chosen, check_secret=ids.new_token())
    keep_choices(choices=chosen)
    return chosen


@transaction.atomic
def choose_preset(*, actor: Actor, name: str) -> None:
    """Keep a set of choices, and the site's rule of who may comment that goes with it.

    Raises Refusal owners_only or preset_unknown.
    """
    _insist_owner(actor)
    preset = PRESETS.get(name)
    if preset is None:
        raise Refusal("preset_unknown", Kind.INVALID)
    keep_choices(choices=with_preset(choices_now(), preset))
    change_settings(values={"commenting": preset.commenting})


def _insist_owner(actor: Actor) -> None:
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
