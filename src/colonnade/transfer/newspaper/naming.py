"""What people, categories and tags of a source are called here."""

from colonnade.transfer.newspaper import words
from colonnade.transfer.records import SourceArticle, SourceAuthor, SourceTerm

# Where articles lie that have no category; WordPress calls it so too.
DEFAULT_SECTION = "uncategorized"
# Before the number of a tag in `Known.target`: a category becomes a section or a tag.
TAG = "tag:"


def section_title(record: SourceTerm) -> str:
    """Return what a category is called as a section."""
    return words.cut(words.title_from(record.name) or record.slug, words.SECTION)


def tag_name(record: SourceTerm) -> str:
    """Return what a category or tag is called as a tag."""
    return words.cut(words.title_from(record.name) or record.slug, words.TAG)


def tag_slug(record: SourceTerm) -> str:
    """Return how a tag stands in addresses."""
    return words.slug_from(record.slug, record.name, f"tag-{record.source}")[: words.TAG]


def author_name(record: SourceAuthor) -> str:
    """Return the name of a byline."""
    name = words.title_from(record.name) or words.title_from(record.login)
    return words.cut(name or record.source, words.NAME)


def first_category(article: SourceArticle) -> str:
    """Return the category that an article's section follows from."""
    return next(iter(article.categories), DEFAULT_SECTION)
