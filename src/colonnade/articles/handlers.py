"""What this room itself does when an article is published."""

from colonnade.articles.copies import make_copies
from colonnade.articles.events import ArticlePublished
from colonnade.articles.models import ArticlePage, Picture
from colonnade.articles.sizes import picture_info
from colonnade.kit.refusals import Refusal


def prepare_pictures(event: ArticlePublished) -> None:
    """Make the public copies of an article's pictures before readers ask for them.

    A picture that cannot be read is left to the page, which shows its words.
    """
    article = ArticlePage.objects.filter(pk=event.article, live=True).first()
    if article is None:
        return
    wanted = {article.lead_id, *_in_body(article)} - {None}
    for picture in Picture.objects.filter(pk__in=wanted):
        info = picture_info(picture)
        try:
            if info is not None:
                make_copies(info)
        except Refusal:
            continue


def _in_body(article: ArticlePage) -> set[int]:
    found: set[int] = set()
    for block in article.body:
        pictures = [block.value] if block.block_type == "picture" else []
        if block.block_type == "group":
            pictures = list(block.value["pictures"])
        found |= {one["picture"].pk for one in pictures if one["picture"]}
        if block.block_type == "video" and block.value["poster"]:
            found.add(block.value["poster"].pk)
    return found
