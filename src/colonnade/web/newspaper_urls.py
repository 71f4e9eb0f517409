"""The addresses of the newspaper. `project` loads them where there are articles."""

import re

from django.urls import URLPattern, path, re_path, register_converter

from colonnade.articles.listing import landmarks
from colonnade.articles.places import RESERVED
from colonnade.web.landmarks import LandmarkSlot
from colonnade.web.views.newspaper import article, feeds, front, lists, pictures, search, sitemap

_SLUG = r"[-\w]+"
_TAKEN = "|".join(re.escape(word) for word in sorted(RESERVED))
_SECTION = rf"(?!(?:{_TAKEN})(?:/|\Z)){_SLUG}"


class SlugConverter:
    """The name of something in addresses, in any script."""

    regex = _SLUG

    def to_python(self, value: str) -> str:
        """Return the name."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name."""
        return value


class SectionConverter(SlugConverter):
    """The name of a section: no word that other addresses begin with."""

    regex = _SECTION


register_converter(SlugConverter, "name")
register_converter(SectionConverter, "section")

# Every page leads to the sections.
LandmarkSlot.find = landmarks

# Before all other addresses of the readers.
FIRST: list[URLPattern] = [
    path("", front.front, name="front"),
    path("search/", search.search, name="search"),
    path("bylines/<name:slug>/", lists.byline, name="byline"),
    path("tags/<name:slug>/", lists.tag, name="tag"),
    path("archive/", lists.archive, name="archive"),
    re_path(
        r"^archive/(?P<year>\d{4})/(?P<month>\d{2})/$",
        lists.month,
        name="month",
    ),
    path("pages/<name:slug>/", article.plain, name="plain_page"),
    re_path(r"^feeds/articles\.(?P<form>xml|json)$", feeds.articles, name="articles_feed"),
    re_path(
        rf"^feeds/sections/(?P<section>{_SLUG})\.(?P<form>xml|json)$",
        feeds.section_articles,
        name="section_feed",
    ),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("robots.txt", sitemap.robots, name="robots"),
    re_path(
        r"^media/pictures/(?P<key>[0-9a-f]{16})-(?P<width>\d{3,4})\.(?P<form>avif|webp|jpg)$",
        pictures.picture,
        name="picture",
    ),
    re_path(
        r"^media/(?P<folder>original_images|images)/(?P<name>[^/]+)$",
        pictures.newsroom_picture,
        name="newsroom_picture",
    ),
]

# After them: a section may have any name that no other address begins with.
LAST: list[URLPattern] = [
    path("<section:section>/", lists.section, name="section"),
    path("<section:section>/<name:slug>/", article.article, name="article"),
    re_path(rf"^(?P<rest>{_SECTION}(?:/{_SLUG})?)$", article.add_slash, name="add_slash"),
]
