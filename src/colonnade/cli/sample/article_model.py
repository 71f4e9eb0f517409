"""The shapes of the sample newspaper's articles: plain frozen data, no database."""

from dataclasses import dataclass
from typing import Literal

from colonnade.cli.sample.model import Commenting

Discussion = Literal["open", "read-only", "hidden"]


@dataclass(frozen=True, slots=True)
class SamplePicture:
    """A picture: `file` is its name in data/pictures; `alt` says what one sees."""

    name: str
    file: str
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class SampleByline:
    """Who wrote: `picture` is a picture's name, or empty for a desk of the house."""

    slug: str
    name: str
    line: str
    about: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class SampleSection:
    """A section, in the order of the menu."""

    slug: str
    title: str
    standfirst: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Rich text: p, h2, h3, em, strong, a, ul, ol, li and nothing else."""

    html: str


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture by name, and the words below it."""

    picture: str
    caption: str


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """Several pictures, and the words that lead in."""

    lead_in: str
    pictures: tuple[PictureBlock, ...]


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Somebody's words; `url` says where they stand, or is empty."""

    text: str
    by: str
    url: str


@dataclass(frozen=True, slots=True)
class VideoBlock:
    """A video elsewhere; `poster` is a picture's name."""

    url: str
    title: str
    credit: str
    credit_url: str
    poster: str


@dataclass(frozen=True, slots=True)
class SampleSource:
    """A page the article rests on; `days` before the day of loading."""

    url: str
    title: str
    outlet: str
    days: int


@dataclass(frozen=True, slots=True)
class SourcesBlock:
    """The list of sources."""

    sources: tuple[SampleSource, ...]


SampleBlock = TextBlock | PictureBlock | GroupBlock | QuoteBlock | VideoBlock | SourcesBlock


@dataclass(frozen=True, slots=True)
class SampleCorrection:
    """A mistake that was mended, `minutes` before now."""

    minutes: int
    text: str


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """One article. `minutes`: published so long before now; `thread`: the key of its discussion.

    `section`, `bylines` and `earlier` (older articles on the matter) are slugs; `lead` is a
    picture's name; `closes` is the number of days after which nobody may comment any more.
    """

    slug: str
    section: str
    headline: str
    standfirst: str
    bylines: tuple[str, ...]
    minutes: int
    lead: str
    caption: str
    body: tuple[SampleBlock, ...]
    tags: tuple[str, ...]
    earlier: tuple[str, ...]
    corrections: tuple[SampleCorrection, ...]
    thread: str
    discussion: Discussion
    commenting: Commenting
    closes: int | None

    @property
    def path(self) -> str:
        """The address within the site."""
        return f"/{self.section}/{self.slug}/"


@dataclass(frozen=True, slots=True)
class SamplePage:
    """A plain page, such as "About us"."""

    slug: str
    title: str
    body: tuple[SampleBlock, ...]
