"""Articles that come in whole stand as if an editor had published them, and can go again."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.apps import apps
from PIL import Image

from colonnade.articles import actions, copies, loading, reading, removing
from colonnade.articles.models import Byline, FrontPage, Picture, SectionPage
from colonnade.kit import clock
from colonnade.sites.reading import current_site
from tests.factories import deliver_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def a_picture(name: str = "quay.png", **more) -> int:
    out = BytesIO()
    Image.new("RGB", (700, 400), "teal").save(out, "PNG")
    picture = loading.LoadedPicture(
        name=name, content=out.getvalue(), alt="A quay", created=clock.now(), **more
    )
    return loading.load_picture(picture=picture)


def a_section(*, sample: bool = False) -> int:
    return loading.load_section(
        title="Harbor", slug="harbor", standfirst="", place=1, sample=sample, moment=clock.now()
    )


def an_article(slug: str = "a-bridge", **more) -> int:
    article = loading.LoadedArticle(
        section=a_section(sample=more.get("sample", False)),
        slug=slug,
        headline="A bridge",
        published=clock.now() - timedelta(days=2),
        **more,
    )
    return loading.load_article(article=article)


def test_an_article_is_read_as_it_was_loaded():
    picture = a_picture(credit="The Desk")
    byline = loading.load_byline(byline=loading.LoadedByline(name="The Desk", slug="desk"))
    earlier = an_article("earlier")
    today = clock.now().date()
    an_article(
        lead=picture,
        lead_caption="At dawn",
        bylines=[byline],
        tags=["Bridges", "Tides"],
        earlier=[earlier],
        corrections=[(today, "It has two spans, not three.")],
        body=[
            {"type": "text", "value": "<p>It <b>turns</b>.</p>"},
            {"type": "picture", "value": {"picture": picture, "caption": "From below"}},
        ],
    )
    found = reading.article_at("/harbor/a-bridge/")
    assert found is not None
    assert "It <b>turns</b>." in found.html
    assert 'alt="A quay"' in found.html
    assert [one.name for one in found.bylines] == ["The Desk"]
    assert [tag.slug for tag in found.tags] == ["bridges", "tides"]
    assert [one.path for one in found.earlier] == ["/harbor/earlier/"]
    assert [one.text for one in found.corrections] == ["It has two spans, not three."]
    assert found.lead is not None
    assert found.lead.credit == "The Desk"
    assert [teaser.path for teaser in reading.articles_tagged(found.tags[0], limit=5)] == [
        "/harbor/a-bridge/"
    ]


def rows_of_all_tables() -> dict[str, int]:
    # Events and their receipts tell of what was done, and are swept by themselves.
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label != "outbox"
    }


def test_the_sample_goes_without_a_trace(tmp_path, django_capture_on_commit_callbacks):
    current_site()
    FrontPage.objects.get().save()  # known to the newsroom's own search, as after any change
    before = rows_of_all_tables()
    picture = a_picture(sample=True)
    portrait = a_picture("face.png", sample=True)
    byline = loading.load_byline(
        byline=loading.LoadedByline(name="The Desk", slug="desk", picture=portrait, sample=True)
    )
    article = an_article(
        sample=True,
        lead=picture,
        bylines=[byline],
        tags=["Bridges"],
        body=[{"type": "picture", "value": {"picture": picture, "caption": ""}}],
    )
    loading.order_front(articles=[article])
    loading.load_plain_page(title="About", slug="about", body=[], sample=True, moment=clock.now())
    deliver_all()
    assert copies.make_missing_copy()
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) > 2
    with django_capture_on_commit_callbacks(execute=True):  # files go when the rows are gone
        counted = removing.remove_sample()
    assert (counted.articles, counted.sections, counted.pages) == (1, 1, 1)
    assert (counted.bylines, counted.pictures) == (1, 2)
    after = rows_of_all_tables() | {"discussion.Thread": before["discussion.Thread"]}
    assert {name: count for name, count in after.items() if count != before[name]} == {}
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_what_ones_own_article_rests_on_stays():
    picture = a_picture(sample=True)
    byline = loading.load_byline(
        byline=loading.LoadedByline(name="The Desk", slug="desk", sample=True)
    )
    an_article("sample-one", sample=True, lead=picture, bylines=[byline])
    own = an_article("own", lead=picture, bylines=[byline])
    removing.remove_sample()
    assert [teaser.id for teaser in reading.latest_articles(limit=9)] == [own]
    assert SectionPage.objects.get().sample is False
    assert Byline.objects.get().sample is False
    assert Picture.objects.get().sample is False


def test_a_plain_page_shows_the_credit_that_its_picture_has_now():
    picture = a_picture(credit="The Desk")
    body = [{"type": "picture", "value": {"picture": picture, "caption": ""}}]
    loading.load_plain_page(
        title="About", slug="about", body=body, sample=False, moment=clock.now()
    )
    row = Picture.objects.get(pk=picture)
    row.credit = "Somebody Else"
    row.save()
    found = reading.plain_page("about")
    assert found is not None
    assert "Somebody Else" in found.html
    assert actions.refresh_renderings() == 1
    assert actions.refresh_renderings() == 0
