"""What the worker does by itself, and how often; the worker knows of nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.core.management import call_command

from colonnade.flows.alarm_desk import alarm_desk
from colonnade.flows.close_old_threads import close_old_threads
from colonnade.flows.earn_standing import Assessor
from colonnade.flows.end_silence import keep_law_desk
from colonnade.flows.erase import drop_lost_pictures, erase_due
from colonnade.flows.fade_log import fade_log
from colonnade.flows.hold_on_record import hold_on_record
from colonnade.flows.mail_log import mail_log
from colonnade.flows.mail_the_staff import mail_the_staff
from colonnade.flows.remember_texts import forget_texts
from colonnade.flows.score import score_waiting
from colonnade.flows.settle_refused import settle_refused
from colonnade.moderation.actions import fade_reports, sweep_desk, sweep_keys, sweep_traces
from colonnade.moderation.actions.outside import sweep_judge_links
from colonnade.outbox.worker import sweep
from colonnade.people.actions import let_in_due
from colonnade.project.learning import ask_nightly, take_up_learning
from colonnade.sites.reading import current_site
from colonnade.sites.speech import site_speech
from colonnade.transfer.background import take_up_runs

MINUTE = 60.0
HOUR = 60 * MINUTE


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to be done again and again, with this many seconds between."""

    seconds: float
    act: Callable[[], object]


def keep_house() -> None:
    """Forget what need not be kept: settled events, traces of postings, ended sessions."""
    sweep()
    sweep_traces()
    sweep_desk()
    sweep_keys()
    sweep_judge_links()
    fade_reports(address_days=current_site().address_days)
    forget_texts()
    settle_refused()
    drop_lost_pictures()
    call_command("clearsessions")


def chores() -> list[Chore]:
    """Return all chores of this site."""
    found = [
        Chore(HOUR, keep_house),
        Chore(HOUR, close_old_threads),
        Chore(HOUR, fade_log),
        Chore(HOUR, spoken(mail_log)),
        Chore(HOUR, spoken(mail_the_staff)),
        Chore(10 * MINUTE, spoken(hold_on_record)),
        Chore(10 * MINUTE, spoken(keep_law_desk)),
        Chore(2.0, take_up_runs),
        Chore(HOUR, spoken(ask_nightly)),
        Chore(5.0, take_up_learning),
        # What readers reported is no event of its own.
        Chore(MINUTE, score_waiting),
        Chore(MINUTE, Assessor()),
        Chore(MINUTE, let_in_due),
        Chore(MINUTE, erase_due),
        Chore(MINUTE, alarm_desk),
    ]
    if settings.CONFIG.articles:
        from colonnade.articles.actions import publish_due, refresh_renderings
        from colonnade.articles.copies import make_missing_copy

        found += [
            Chore(MINUTE / 4, spoken(publish_due)),
            Chore(HOUR, spoken(refresh_renderings)),
            # One at a time: a comment that was just posted does not wait for a whole album.
            Chore(4.0, make_missing_copy),
        ]
    return found


def spoken(act: Callable[[], object]) -> Callable[[], object]:
    """Return the act in the site's language and zone."""

    @wraps(act)
    def speaking() -> object:
        with site_speech():
            return act()

    return speaking
