"""Addresses of this site, told from all others."""

from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme


def local_path(raw: str, default: str = "/") -> str:
    """Return `raw` as a path on this site (query and fragment dropped), else `default`."""
    if not raw.startswith("/") or not url_has_allowed_host_and_scheme(raw, allowed_hosts=None):
        return default
    path = urlsplit(raw).path
    return path if path.startswith("/") and not path.startswith("//") else default
