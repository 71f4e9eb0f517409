"""The owner chooses what the gates do: one by one, or a set of choices at once."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from colonnade.kit import ids
from colonnade.kit.refusals import Kind, Refusal
from colonnade.moderation.actions import keep_choices
from colonnade.moderation.gates.choices import (
    PRESET_SETTINGS,
    PRESETS,
    Choices,
    accept_choices,
    typed_choices,
    with_preset,
)
from colonnade.moderation.reading import choices_now
from colonnade.people.policy import may_own
from colonnade.people.reading import Actor
from colonnade.sites.actions import change_settings
from colonnade.sites.reading import current_site, settings_of


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
def choose_preset(*, actor: Actor, name: str) -> dict[str, str]:
    """Keep a set of choices, and the site's settings that go with it.

    Return what was before of all that it changed, as `put_back` takes it. Raises Refusal
    owners_only or preset_unknown.
    """
    _insist_owner(actor)
    preset = PRESETS.get(name)
    if preset is None:
        raise Refusal("preset_unknown", Kind.INVALID)
    before = choices_now()
    after = with_preset(before, preset)
    was, shall = typed_choices(before), typed_choices(after)
    now = {name: settings_of(current_site())[name] for name in preset.settings}
    keep_choices(choices=after)
    change_settings(values=preset.settings)
    changed = {name: word for name, word in was.items() if shall[name] != word}
    return changed | {name: word for name, word in now.items() if preset.settings[name] != word}


@transaction.atomic
def put_back(*, actor: Actor, typed: Mapping[str, str]) -> None:
    """Put back what `choose_preset` said was before; what else is typed changes nothing.

    Raises Refusal owners_only, gate_choice_invalid, setting_invalid.
    """
    _insist_owner(actor)
    known = typed_choices(Choices())
    choices = {name: word for name, word in typed.items() if name in known}
    keep_choices(choices=accept_choices(choices, choices_now()))
    change_settings(values={name: typed[name] for name in PRESET_SETTINGS if name in typed})


def _insist_owner(actor: Actor) -> None:
    if not may_own(actor):
        raise Refusal("owners_only", Kind.DENIED)
