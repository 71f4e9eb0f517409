"""The tables of the newsroom.

The live row of an ArticlePage is the article that readers see; wordings that are not public stay
in Wagtail's revisions.
"""

from colonnade.articles.models.address import FormerAddress
from colonnade.articles.models.article import ArticleByline, ArticlePage, ArticleTag
from colonnade.articles.models.byline import Byline
from colonnade.articles.models.pages import FrontPage, PlainPage, SectionPage
from colonnade.articles.models.picture import Picture, PictureRendition
from colonnade.articles.models.rendered import RENDERED

__all__ = [
    "RENDERED",
    "ArticleByline",
    "ArticlePage",
    "ArticleTag",
    "Byline",
    "FormerAddress",
    "FrontPage",
    "Picture",
    "PictureRendition",
    "PlainPage",
    "SectionPage",
]
