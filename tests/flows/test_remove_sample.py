"""The sample goes as a whole; what is real stays."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from colonnade.articles.models import FrontPage
from colonnade.cli.loading import load_generated, load_newspaper
from colonnade.flows.remove_sample import remove_sample, sample_there
from colonnade.kit.refusals import Refusal
from colonnade.sites.reading import current_site
from tests.factories import deliver_all, make_actor, make_comment, make_thread
from tests.staff.desk import form, staff, text

pytestmark = pytest.mark.django_db
REMOVE = "/staff/begin/remove-sample/"


def rows() -> dict[str, int]:
    """Return how many rows each table holds but the outbox, the words of the search too."""
    counts = {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label != "outbox"
    }
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_words")
        return counts | {"words": cursor.fetchone()[0]}


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    FrontPage.objects.get().save()  # known to the newsroom's own search, as after any change


def test_the_sample_removed_leaves_nothing(settings, django_capture_on_commit_callbacks):
    current_site()
    owner = make_actor(role="owner")
    real = make_thread(comments=5)
    make_comment(real, author=owner)
    deliver_all()
    before = rows()
    load_newspaper()
    loaded = rows()
    assert loaded["discussion.Comment"] > before["discussion.Comment"] + 50
    assert loaded["moderation.Decision"] > before["moderation.Decision"]
    assert loaded["words"] > before["words"]
    with django_capture_on_commit_callbacks(execute=True):  # files go when the rows are gone
        was = remove_sample(actor=owner)
    assert was.articles > 10
    assert was.comments == loaded["discussion.Comment"] - before["discussion.Comment"]
    assert rows() == before
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert not sample_there().is_there
    assert Client().get(f"/t/{real.public_id}/").status_code == 200


@pytest.mark.full
def test_it_can_be_loaded_again():
    owner = make_actor(role="owner")
    load_newspaper()
    first = sample_there()
    remove_sample(actor=owner)
    load_newspaper()
    assert sample_there() == first


def test_only_an_owner_removes_it():
    with pytest.raises(Refusal) as caught:
        remove_sample(actor=make_actor(role="editor"))
    assert caught.value.code == "owners_only"


def test_the_screen_counts_then_removes():
    load_generated(comments=30, seed=1, key="some", say=print)
    client, there = staff("owner"), sample_there()
    page = text(client.get(REMOVE))
    assert f"{there.comments} comments" in page
    assert f"{there.people} invented people" in page
    assert text(client.get("/staff/begin/")).count(REMOVE) == 1
    answer = client.post(REMOVE, form(page, REMOVE))
    assert "No sample content is there." in text(client.get(answer.headers["Location"]))
    assert REMOVE not in text(client.get("/staff/begin/"))
    assert Client().get("/").status_code == 200
