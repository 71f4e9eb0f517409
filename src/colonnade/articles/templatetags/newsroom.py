"""The site's own name on the newsroom's screens."""

from django import template

from colonnade.sites.reading import current_site

register = template.Library()


@register.simple_tag
def newsroom_title() -> str:
    """Return the site's name."""
    return current_site().title
