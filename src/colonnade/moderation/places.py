"""Where a rule stands that a decision cites."""

from django.urls import reverse


def rule_path(number: int, version: int) -> str:
    """Return the path of a rule in the version of the policy that was cited.

    Version 0 is the text that a new site starts with; without a number, the version's page.
    """
    page = reverse("rules_version", args=[version])
    return f"{page}#rule-{number}" if number else page
