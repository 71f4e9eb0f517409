import re
import unicodedata
from io import BytesIO
from itertools import pairwise

import pytest
from PIL import Image

from colonnade.cli.sample import threads
from colonnade.cli.sample.article_model import (
    GroupBlock,
    PictureBlock,
    QuoteBlock,
    SampleArticle,
    SampleBlock,
    SamplePage,
    SamplePicture,
    SourcesBlock,
    TextBlock,
    VideoBlock,
)
from colonnade.cli.sample.article_text import read
from colonnade.cli.sample.articles import (
    articles,
    bylines,
    pages,
    picture_bytes,
    pictures,
    sections,
)

HOSTS = {"example.org", "www.youtube.com"}
TAGS = {"p", "h2", "h3", "em", "strong", "a", "ul", "ol", "li"}
BUDGET = 2_000_000

every_article = pytest.mark.parametrize("article", articles(), ids=lambda article: article.slug)
every_picture = pytest.mark.parametrize("picture", pictures(), ids=lambda picture: picture.name)


def html(page: SampleArticle | SamplePage) -> str:
    return "".join(block.html for block in page.body if isinstance(block, TextBlock))


def shown(blocks: tuple[SampleBlock, ...]) -> list[PictureBlock]:
    found: list[PictureBlock] = []
    for block in blocks:
        if isinstance(block, PictureBlock):
            found.append(block)
        elif isinstance(block, GroupBlock):
            found.extend(block.pictures)
    return found


def posters() -> set[str]:
    blocks = (block for article in articles() for block in article.body)
    return {block.poster for block in blocks if isinstance(block, VideoBlock)}


@every_article
def test_an_article_refers_to_what_exists(article: SampleArticle):
    older = {other.slug: other.minutes for other in articles()}
    assert article.section in {section.slug for section in sections()}
    assert article.bylines
    assert set(article.bylines) <= {byline.slug for byline in bylines()}
    names = {picture.name for picture in pictures()}
    assert {article.lead, *(one.picture for one in shown(article.body))} <= names
    for slug in article.earlier:
        assert older[slug] > article.minutes
    assert all(0 < correction.minutes < article.minutes for correction in article.corrections)


@every_article
def test_an_article_has_a_readable_length_and_all_its_parts(article: SampleArticle):
    words = re.sub(r"<[^>]+>", " ", html(article)).split()
    assert 300 <= len(words) <= 1100
    assert article.headline
    assert 60 <= len(article.standfirst) <= 220
    assert article.caption
    assert article.tags
    assert all(one.caption for one in shown(article.body))
    assert "lorem" not in html(article).casefold()


@pytest.mark.parametrize("page", [*articles(), *pages()], ids=lambda page: page.slug)
def test_rich_text_is_simple_and_closed(page: SampleArticle | SamplePage):
    text = html(page)
    assert set(re.findall(r"</?(\w+)", text)) <= TAGS
    for tag in TAGS:
        assert len(re.findall(rf"<{tag}[ >]", text)) == text.count(f"</{tag}>")
    assert not re.search(r"\*|\]\(|^#|:::", re.sub(r"<[^>]+>", "\n", text), re.MULTILINE)


def test_slugs_are_unique_and_plain():
    for slugs in (
        [article.slug for article in articles()],
        [byline.slug for byline in bylines()],
        [*(section.slug for section in sections()), *(page.slug for page in pages())],
    ):
        assert len(set(slugs)) == len(slugs)
        assert all(re.fullmatch(r"[a-z0-9-]+", slug) for slug in slugs)


def test_each_discussion_stands_below_its_article():
    by_thread = {article.thread: article for article in articles() if article.thread}
    assert set(by_thread) == {thread.key for thread in threads()}
    titles = {section.slug: section.title for section in sections()}
    for thread in threads():
        article = by_thread[thread.key]
        assert (thread.title, thread.url) == (article.headline, article.path)
        assert thread.section == titles[article.section]
        assert thread.commenting == article.commenting
        assert thread.closed == (article.discussion == "read-only")
        assert article.minutes > max((c.minutes for c in thread.comments), default=0)


def test_links_lead_to_older_articles_to_pages_or_nowhere_real():
    paths = {article.path: article.minutes for article in articles()}
    for article in articles():
        for link in re.findall(r'href="([^"]+)"', html(article)):
            assert paths[link] > article.minutes
    pages_there = {f"/pages/{page.slug}/" for page in pages()}
    for page in pages():
        assert set(re.findall(r'href="([^"]+)"', html(page))) <= pages_there
    addresses = [
        address
        for article in articles()
        for block in article.body
        for address in _addresses(block)
        if address
    ]
    assert {re.sub(r"https://([^/]+)/.*", r"\1", address) for address in addresses} == HOSTS


def _addresses(block: SampleBlock) -> list[str]:
    if isinstance(block, QuoteBlock):
        return [block.url]
    if isinstance(block, VideoBlock):
        return [block.url, block.credit_url]
    if isinstance(block, SourcesBlock):
        return [source.url for source in block.sources]
    return []


def test_every_kind_of_block_and_of_discussion_occurs():
    kinds = {type(block) for article in articles() for block in article.body}
    assert kinds == {TextBlock, PictureBlock, GroupBlock, QuoteBlock, VideoBlock, SourcesBlock}
    assert {article.discussion for article in articles()} == {"open", "read-only"}
    assert {article.commenting for article in articles()} == {"guests", "guests-held", "members"}
    assert [article.closes for article in articles() if article.closes] == [14]
    assert sum(1 for article in articles() if article.corrections) >= 2
    assert all(quote.text and quote.by for quote in _quotes())


def _quotes() -> list[QuoteBlock]:
    blocks = (block for article in articles() for block in article.body)
    return [block for block in blocks if isinstance(block, QuoteBlock)]


def test_one_article_is_written_in_arabic_with_an_english_paragraph():
    (article,) = [one for one in articles() if one.section == "al-mina"]
    letters = [char for char in re.sub(r"<[^>]+>", "", html(article)) if char.isalpha()]
    arabic = sum(1 for char in letters if unicodedata.name(char).startswith("ARABIC"))
    assert 0.6 < arabic / len(letters) < 0.95


@every_picture
def test_a_picture_is_there_said_in_words_and_used(picture: SamplePicture):
    with Image.open(BytesIO(picture_bytes(picture))) as image:
        assert image.format == "WEBP"
        assert min(image.size) >= 512
    assert 30 <= len(picture.alt) <= 250
    assert picture.credit
    used = {byline.picture for byline in bylines()} | posters()
    for article in articles():
        used |= {article.lead, *(one.picture for one in shown(article.body))}
    assert picture.name in used


def test_all_pictures_together_are_small_and_posters_are_among_them():
    assert sum(len(picture_bytes(picture)) for picture in pictures()) < BUDGET
    assert posters() <= {picture.name for picture in pictures()}


def test_a_text_becomes_blocks():
    text = read(
        "slug: a\nname: b: c\n\n## Head & *more*\n\nOne\ntwo **three** [four](/x/).\n\n- a\n- b\n\n"
        ":::quote She | https://example.org/\nWords\n\n1. first\n\n:::correction 40\nWas wrong."
    )
    assert text.heading == {"slug": "a", "name": "b: c"}
    first, quote, last = text.body
    assert first == TextBlock(
        "<h2>Head &amp; <em>more</em></h2>"
        '<p>One two <strong>three</strong> <a href="/x/">four</a>.</p>'
        "<ul><li>a</li><li>b</li></ul>"
    )
    assert quote == QuoteBlock("Words", "She", "https://example.org/")
    assert last == TextBlock("<ol><li>first</li></ol>")
    assert [(one.minutes, one.text) for one in text.corrections] == [(40, "Was wrong.")]


def test_a_block_that_nobody_knows_is_refused():
    with pytest.raises(ValueError, match="Not a block: 'film x'"):
        read("slug: a\n\n:::film x\n")


def test_the_front_page_opens_with_the_bridge_and_times_differ():
    assert articles()[0].slug == "turning-bridge"
    times = sorted(article.minutes for article in articles())
    assert all(before < after for before, after in pairwise(times))
