"""An editor at work: the forms of the newsroom, sent as a browser sends them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from itertools import count

from django.test import Client
from PIL import Image
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from colonnade.articles.blocks import TEXT_FEATURES
from colonnade.articles.loading import LoadedPicture, load_picture, load_section
from colonnade.articles.models import ArticlePage
from colonnade.kit import clock

_numbers = count(1)
Values = Mapping[str, object]


def make_section(title: str = "", slug: str = "") -> int:
    """Make a public section and return its primary key."""
    word = f"section-{next(_numbers)}"
    return load_section(
        title=title or word.title(),
        slug=slug or word,
        standfirst="",
        place=1,
        sample=False,
        moment=clock.now(),
    )


def make_picture(*, alt: str = "A harbor", credit: str = "Ada Lind") -> int:
    """Keep a small picture and return its primary key."""
    shade = next(_numbers) % 255
    content = BytesIO()
    Image.new("RGB", (700, 400), (shade, 90, 160)).save(content, "JPEG")
    picture = LoadedPicture(
        name=f"picture-{shade}.jpg",
        content=content.getvalue(),
        alt=alt,
        credit=credit,
        created=clock.now(),
    )
    return load_picture(picture=picture)


def typed(headline: str, *blocks: tuple[str, object], **more: object) -> dict[str, str]:
    """Return what the form of an article sends; `more` holds fields or lists of blocks."""
    values: dict[str, object] = {
        "title": headline,
        "slug": f"article-{next(_numbers)}",
        "standfirst": "",
        "lead": "",
        "lead_caption": "",
        "body": streamfield(blocks),
        "earlier": streamfield([]),
        "corrections": streamfield([]),
        "bylines": rows([]),
        "comments": rows([]),
        "tags": "",
        "search_description": "",
        "discussion": "open",
        "commenting": "",
        "close_after": "",
        "go_live_at": "",
        "expire_at": "",
    }
    found: dict[str, str] = nested_form_data(values | more)
    return found


def text(html: str) -> tuple[str, object]:
    """Return a block of text as the editor sends it."""
    return "text", rich_text(html, features=TEXT_FEATURES)


def rows(values: Sequence[Values], known: Sequence[int] = ()) -> dict[str, object]:
    """Return the rows of an inline list; `known` are the keys of those that stand there."""
    listed: dict[str, object] = {
        str(number): {"id": known[number] if number < len(known) else "", "ORDER": number + 1}
        | dict(value)
        for number, value in enumerate(values)
    }
    numbers: dict[str, object] = {"TOTAL_FORMS": len(values), "INITIAL_FORMS": len(known)}
    return {**listed, **numbers, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}


def add_path(section: int) -> str:
    """Return where the form of a new article is sent."""
    return f"/newsroom/pages/add/articles/articlepage/{section}/"


def edit_path(page: int) -> str:
    """Return where the form of a page is sent."""
    return f"/newsroom/pages/{page}/edit/"


def write(client: Client, section: int, form: dict[str, str], *, act: str = "") -> ArticlePage:
    """Send the form of a new article and return its row; `act` is a button's name."""
    answer = client.post(add_path(section), form | ({act: "1"} if act else {}))
    assert answer.status_code == 302, errors(answer)
    found = ArticlePage.objects.order_by("pk").last()
    assert found is not None
    return found


def publish(client: Client, section: int, form: dict[str, str]) -> ArticlePage:
    """Send the form of a new article with the button that publishes."""
    return write(client, section, form, act="action-publish")


def change(
    client: Client, page: ArticlePage, form: dict[str, str], *, act: str = "action-publish"
) -> ArticlePage:
    """Send the form of an article again and return its row."""
    answer = client.post(edit_path(page.pk), form | ({act: "1"} if act else {}))
    assert answer.status_code == 302, errors(answer)
    return fresh(page)


def fresh(page: ArticlePage) -> ArticlePage:
    """Return the row as it stands."""
    return ArticlePage.objects.get(pk=page.pk)


def errors(answer: object) -> object:
    """Return what a form says that is wrong."""
    context = getattr(answer, "context", None)
    form = context.get("form") if context else None
    if form is None:
        return getattr(answer, "content", b"")[:2000]
    nested = {name: formset.errors for name, formset in getattr(form, "formsets", {}).items()}
    return form.errors, nested


def moment(value: datetime) -> str:
    """Return a moment as the form's field takes it, in the zone that holds."""
    return value.strftime("%Y-%m-%d %H:%M")
