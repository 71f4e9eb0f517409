"""The newsroom's forms: what they offer, what they refuse, and the preview."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.test.utils.form_data import streamfield

from colonnade.articles.actions import refresh_renderings
from colonnade.articles.models import ArticlePage, Byline, FrontPage, Picture, SectionPage
from colonnade.articles.places import RESERVED
from colonnade.articles.reading import article_at, byline_at, picked_articles, sections
from colonnade.articles.sizes import picture_key
from tests.articles.newsroom import (
    add_path,
    edit_path,
    errors,
    fresh,
    make_picture,
    make_section,
    publish,
    rows,
    text,
    typed,
)
from tests.shared_data import shared
from tests.staff.desk import staff
from tests.staff.desk import text as text_of

pytestmark = pytest.mark.django_db

KINDS = {"avif", "gif", "jpg", "jpeg", "png", "webp", "svg", "html"}


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def editor():
    return staff("editor")


@pytest.fixture
def section():
    return make_section("Harbor", "harbor")


def section_form(title, slug, **more):
    comments = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    values = {"title": title, "slug": slug, "standfirst": "", "place": "5"}
    return values | comments | more | {"action-publish": "1"}


def add_below_front(model):
    return f"/newsroom/pages/add/articles/{model}/{FrontPage.objects.get().pk}/"


def a_file(form="JPEG", size=(900, 600), **more):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **more)
    return out.getvalue()


def public(path):
    found = article_at(path)
    assert found is not None
    return found


def content_at(client, path):
    """Return status and content of a file's address."""
    answer = client.get(path)
    return answer, b"".join(answer.streaming_content) if answer.streaming else answer.content


def upload(client, content, name="quay.jpg", **more):
    file = SimpleUploadedFile(name, content, content_type="image/jpeg")
    values = {"title": "Quay", "file": file, "description": "A quay", "credit": "Ada", "tags": ""}
    return client.post("/newsroom/images/add/", values | more)


def test_a_section_may_be_named_in_any_script(editor):
    answer = editor.post(add_below_front("sectionpage"), section_form("港口", "港口"))
    assert answer.status_code == 302, errors(answer)
    assert ("港口", "/港口/") in [(one.title, one.path) for one in sections()]
    made = SectionPage.objects.get(slug="港口")
    publish(editor, made.pk, typed("Ниско ниво", text("<p>x</p>"), slug="ниско-ниво"))
    assert article_at("/港口/ниско-ниво/") is not None
    article = ArticlePage.objects.get()
    answer = editor.get(f"/newsroom/pages/{article.pk}/view_draft/")
    assert answer.status_code == 200, "its preview has the same address"


@pytest.mark.parametrize(
    "word", [*sorted(RESERVED - {"favicon.ico", "robots.txt", "sitemap.xml"}), "Staff"]
)
def test_the_first_words_of_other_addresses_are_refused(editor, word):
    answer = editor.post(add_below_front("sectionpage"), section_form("News", word))
    assert answer.status_code == 200
    assert "first word of other addresses" in text_of(answer)
    assert not SectionPage.objects.exists()


def test_every_first_word_of_our_addresses_is_reserved():
    from django.urls import get_resolver  # noqa: PLC0415

    first = {str(one.pattern).lstrip("^").split("/")[0] for one in get_resolver().url_patterns}
    words = {
        word.replace("\\", "") for word in first if word and "<" not in word and "(" not in word
    }
    assert words
    # What begins with a dot is no word of a section.
    words = {word for word in words if not word.endswith("$") and not word.startswith(".")}
    assert words <= RESERVED


def test_a_taken_address_is_told(editor, section):
    publish(editor, section, typed("One", slug="low-water"))
    answer = editor.post(add_path(section), typed("Two", slug="low-water"))
    assert answer.status_code == 200
    assert "is already in use" in text_of(answer)


def test_an_article_asks_for_a_headline_and_offers_the_words_of_the_house(editor, section):
    page = text_of(editor.get(add_path(section)))
    for words in ("Headline", "standfirst", "Bylines", "Lead picture", "corrections", "Discussion"):
        assert words.lower() in page.lower(), words
    answer = editor.post(add_path(section), typed(""))
    assert answer.status_code == 200
    assert "title" in answer.context["form"].errors


def test_earlier_articles_are_chosen_among_articles_alone(editor, section):
    own = FrontPage.objects.get().pk
    bad = streamfield([("article", str(own))])
    form = typed("One", earlier=bad) | {"action-publish": "1"}
    answer = editor.post(add_path(section), form)
    assert answer.status_code == 200
    assert not ArticlePage.objects.exists()


def test_a_picture_without_words_is_refused_with_a_sentence(editor):
    for empty in ("", "   "):
        answer = upload(editor, a_file(), description=empty)
        assert answer.status_code == 200
        assert "some readers have only these words" in text_of(answer)
    assert not Picture.objects.exists()


def test_many_pictures_at_once_wait_for_their_words(editor):
    file = SimpleUploadedFile("quay.jpg", a_file(), content_type="image/jpeg")
    answer = editor.post(
        "/newsroom/images/multiple/add/",
        {"title": "Quay", "files[]": file, "collection": "1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert answer.status_code == 200
    assert answer.json()["success"] is True
    assert not Picture.objects.exists(), "it is kept aside until it has its words"


def test_an_upload_keeps_its_words_and_readers_get_pixels_alone(editor, client):
    exif = Image.Exif()
    exif[0x010E] = "canary-of-a-secret-place"
    answer = upload(editor, a_file(exif=exif.tobytes()))
    assert answer.status_code == 302
    row = Picture.objects.get()
    assert (row.description, row.credit) == ("A quay", "Ada")
    with row.open_file() as file:
        assert b"canary" in file.read()
    for form in ("jpg", "webp", "avif"):
        path = f"/media/pictures/{picture_key(row.file_hash)}-640.{form}"
        copy, content = content_at(client, path)
        assert copy.status_code == 200
        assert b"canary" not in content
    assert client.get(row.file.url).status_code == 403
    assert staff("member").get(row.file.url).status_code == 404
    original, content = content_at(editor, row.file.url)
    assert original.status_code == 200
    assert b"canary" in content


@pytest.mark.parametrize("name", ["quay.svg", "quay.html", "quay.jpg", "quay.png", "quay.jpg.svg"])
@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a=1/*<script>alert(1)</script>*/",
        b"%PDF-1.4 <script>alert(1)</script>",
    ],
)
def test_what_is_no_picture_is_refused(editor, name, content):
    assert upload(editor, content, name).status_code == 200
    assert not Picture.objects.exists()


def test_a_picture_with_markup_behind_it_reaches_readers_as_pixels(editor, client):
    polyglot = a_file() + b"<script>alert('canary')</script>"
    assert upload(editor, polyglot).status_code == 302
    row = Picture.objects.get()
    copy, content = content_at(client, f"/media/pictures/{picture_key(row.file_hash)}-640.jpg")
    assert b"canary" not in content
    assert copy["Content-Type"] == "image/jpeg"
    original, _ = content_at(editor, row.file.url)
    assert "sandbox" in original["Content-Security-Policy"]
    assert original["Content-Type"] == "image/jpeg"


def test_a_byline_has_screens_of_its_own(editor):
    values = {"name": "Ada Lind", "slug": "ada-lind", "line": "", "about": "", "picture": ""}
    assert editor.post("/newsroom/snippets/articles/byline/add/", values).status_code == 302
    assert byline_at("ada-lind") is not None
    answer = editor.post("/newsroom/snippets/articles/byline/add/", values)
    assert answer.status_code == 200
    assert "Another byline has this address" in text_of(answer)
    assert '"Bylines"' in text_of(editor.get("/newsroom/"))


def test_the_front_keeps_the_editors_order(editor, section):
    first, second = (publish(editor, section, typed(word)) for word in ("One", "Two"))
    front = FrontPage.objects.get()
    order = [("article", str(second.pk)), ("article", str(first.pk))]
    values = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "action-publish": "1"}
    from wagtail.test.utils.form_data import nested_form_data  # noqa: PLC0415

    form = nested_form_data({"picks": streamfield(order)}) | values
    answer = editor.post(edit_path(front.pk), form)
    assert answer.status_code == 302, errors(answer)
    assert [one.headline for one in picked_articles()] == ["Two", "One"]


def test_new_words_of_a_picture_or_byline_reach_the_article(editor, section):
    picture = make_picture(credit="Ada Lind")
    block = ("picture", {"picture": str(picture), "caption": ""})
    article = publish(editor, section, typed("One", block, slug="one"))
    assert "Ada Lind" in public("/harbor/one/").html
    row = Picture.objects.get(pk=picture)
    row.credit = "Bo Strand"
    row.save()
    assert "Bo Strand" in public("/harbor/one/").html
    assert refresh_renderings() == 1
    assert "Bo Strand" in fresh(article).html


def preview(editor, path, form):
    answer = editor.post(path, form)
    assert answer.json() == {"is_valid": True, "is_available": True}
    return editor.get(f"{path}?in_preview_panel=true")


def test_a_preview_shows_what_is_not_saved(editor, section):
    byline = Byline.objects.create(name="Ada Lind", slug="ada")
    lead = make_picture(alt="A lock gate")
    form = typed(
        "Low water",
        text("<p>At six.</p>"),
        standfirst="Nobody sails.",
        bylines=rows([{"byline": str(byline.pk)}]),
        lead=str(lead),
        tags="Tides, Locks",
    )
    path = f"/newsroom/pages/add/articles/articlepage/{section}/preview/"
    answer = preview(editor, path, form)
    page = text_of(answer)
    for words in ("Low water", "At six.", "Nobody sails.", "Ada Lind", "A lock gate", "Tides"):
        assert words in page, words
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]
    assert not ArticlePage.objects.exists()
    key = picture_key(Picture.objects.get(pk=lead).file_hash)
    assert f"/media/pictures/{key}-" in page
    copy, _ = content_at(editor, f"/media/pictures/{key}-640.jpg")
    assert copy.status_code == 200


def test_a_preview_of_a_public_article_changes_nothing_for_readers(editor, section):
    form = typed("Low water", text("<p>At six.</p>"), slug="low-water")
    article = publish(editor, section, form)
    path = f"/newsroom/pages/{article.pk}/edit/preview/"
    page = text_of(preview(editor, path, form | {"title": "High water"}))
    assert "High water" in page
    assert public("/harbor/low-water/").headline == "Low water"


def test_sections_plain_pages_and_the_front_have_previews(editor, section):
    answer = editor.get(f"/newsroom/pages/{section}/view_draft/")
    assert "Harbor" in text_of(answer)
    front = FrontPage.objects.get().pk
    assert editor.get(f"/newsroom/pages/{front}/view_draft/").status_code == 200


def test_pictures_of_an_attack_corpus_are_refused_or_made_anew(editor, client):
    files = [path for path in sorted(shared("image").rglob("*")) if path.suffix[1:] in KINDS]
    for path in files:
        assert upload(editor, path.read_bytes(), path.name).status_code in {200, 302}, path
    shown = 0
    for row in Picture.objects.all():
        address = f"/media/pictures/{picture_key(row.file_hash)}-320.jpg"
        copy, content = content_at(client, address)
        assert copy.status_code in {200, 404, 413, 422}, row.file.name
        shown += copy.status_code == 200
        assert b"<script" not in content or copy.status_code != 200
    taken = Picture.objects.count()
    assert len(files) > taken > 0
    print(f"{len(files)} files, {taken} taken, {shown} shown")  # noqa: T201
