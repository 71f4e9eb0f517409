"""Where articles stand on the site: their paths, and the words that no section may take."""

# The first words of all other addresses (see the address table of the guide).
RESERVED = frozenset(
    (  # noqa: SIM905 - words read better as words
        "accounts api archive bylines c decisions embed favicon.ico feeds guest healthz"
        " live log look me media metrics newsroom pages people personal readyz reports robots.txt"
        " rules search sitemap.xml staff static t tags viewing"
    ).split()
)


def section_path(slug: str) -> str:
    """Return the path of a section."""
    return f"/{slug}/"


def article_path(section: str, slug: str) -> str:
    """Return the path of an article in the section of this slug."""
    return f"/{section}/{slug}/"


def byline_path(slug: str) -> str:
    """Return the path of a byline."""
    return f"/bylines/{slug}/"


def tag_path(slug: str) -> str:
    """Return the path of a tag."""
    return f"/tags/{slug}/"


def page_path(slug: str) -> str:
    """Return the path of a plain page."""
    return f"/pages/{slug}/"
