"""What is scheduled goes public and ends by itself, once, also after a stopped server."""

from datetime import UTC, datetime, timedelta
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from wagtail.models import Page

from colonnade.articles.actions import publish_due
from colonnade.articles.reading import article_at
from colonnade.articles.rows import subject_key
from colonnade.cli.worker import Chores
from colonnade.discussion.policy import STAFF
from colonnade.discussion.reading import thread_at
from colonnade.sites.actions import change_settings
from colonnade.sites.reading import current_site
from tests.articles.newsroom import change, fresh, make_section, moment, publish, text, typed
from tests.factories import deliver_all, told
from tests.staff.desk import staff

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
WORDS = "<p>Low water at six.</p>"
PATH = "/harbor/low-water/"


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as moving:
        yield moving


@pytest.fixture
def section(db, clock):
    return make_section("Harbor", "harbor")


def form(**more):
    return typed("Low water", text(WORDS), slug="low-water", **more)


def test_what_is_scheduled_goes_public_at_its_time_in_the_sites_zone(section, clock):
    change_settings(values={"time_zone": "Europe/Berlin"})
    go_live = START + timedelta(hours=2)
    editor = staff("editor")
    article = publish(editor, section, form(go_live_at=moment(go_live.astimezone(BERLIN))))
    assert fresh(article).go_live_at == go_live
    assert not fresh(article).live
    clock.move_to(go_live - timedelta(seconds=1))
    assert publish_due() == 0
    assert article_at(PATH) is None
    assert "Scheduled" in editor.get("/newsroom/").content.decode()
    clock.move_to(go_live)
    assert publish_due() == 1
    found = article_at(PATH)
    assert found is not None
    assert found.published == go_live
    assert told() == ["ArticlePublished"]
    deliver_all()
    thread = thread_at(current_site(), key=subject_key(article.pk), actor=STAFF)
    assert thread is not None
    assert thread.path == PATH
    assert publish_due() == 0, "once is enough"


def test_what_was_missed_while_the_server_stood_still_is_made_up_for(section, clock):
    publish(staff("editor"), section, form(go_live_at=moment(START + timedelta(hours=2))))
    clock.move_to(START + timedelta(days=3))
    Chores().look()
    assert article_at(PATH) is not None


def test_an_article_ends_at_its_time(section, clock):
    article = publish(staff("editor"), section, form(expire_at=moment(START + timedelta(hours=1))))
    assert article_at(PATH) is not None
    deliver_all()
    clock.move_to(START + timedelta(hours=1))
    assert publish_due() == 1
    assert article_at(PATH) is None
    assert fresh(article).expired
    assert told() == ["ArticlePublished", "ArticleWithdrawn"]
    deliver_all()
    thread = thread_at(current_site(), key=subject_key(article.pk), actor=STAFF)
    assert thread is not None
    assert thread.hidden


def test_a_new_wording_may_wait_while_readers_see_the_old_one(section, clock):
    editor, typed_once = staff("editor"), form()
    article = publish(editor, section, typed_once)
    later = {"title": "High water", "go_live_at": moment(START + timedelta(hours=1))}
    change(editor, article, typed_once | later)
    found = article_at(PATH)
    assert found is not None
    assert found.headline == "Low water"
    clock.move_to(START + timedelta(hours=1))
    assert publish_due() == 1
    found = article_at(PATH)
    assert found is not None
    assert found.headline == "High water"
    assert found.published == START


def test_one_that_cannot_go_public_stops_no_other(section, clock, caplog):
    editor = staff("editor")
    go_live = moment(START + timedelta(hours=1))
    broken = publish(editor, section, typed("A", text(WORDS), slug="taken", go_live_at=go_live))
    publish(editor, section, form(go_live_at=go_live))
    other = publish(editor, section, typed("B", text(WORDS), slug="taken-too"))
    Page.objects.filter(pk=other.pk).update(slug="taken")
    clock.move_to(START + timedelta(hours=2))
    assert publish_due() == 1
    assert article_at(PATH) is not None
    assert not fresh(broken).live
    assert "cannot be carried out" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_two_workers_publish_once():
    with time_machine.travel(START, tick=True) as clock:
        section = make_section("Harbor", "harbor")
        publish(staff("editor"), section, form(go_live_at=moment(START + timedelta(hours=1))))
        clock.move_to(START + timedelta(hours=2))
        done = []

        def work():
            try:
                done.append(publish_due())
            finally:
                connection.close()

        workers = [Thread(target=work) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert sorted(done) == [0, 0, 0, 1]
    assert told() == ["ArticlePublished"]
