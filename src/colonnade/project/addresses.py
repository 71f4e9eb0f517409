"""Every address that the server answers, as people write it."""

from collections.abc import Iterator
from dataclasses import dataclass

# A door by the first words of its views' module, and its heading in the reference.
DOORS = {
    "colonnade.web": "Readers",
    "allauth": "Accounts",
    "colonnade.staff": "Staff",
    "colonnade.api": "API",
}


@dataclass(frozen=True, slots=True)
class Address:
    """One address: whose it is, its path with places in angle brackets, what it does."""

    door: str
    path: str
    words: str


def addresses() -> list[Address]:
    """Return all addresses in the order of the address table, with the API's operations."""
    from colonnade.project.urls import urlpatterns

    found = [one for one in _walk(urlpatterns, "/") if not one.path.endswith("<rest>")]
    return [*found, *_operations()]


def _walk(patterns: object, prefix: str) -> Iterator[Address]:
    from django.urls import URLPattern, URLResolver

    for pattern in patterns if isinstance(patterns, list | tuple) else ():
        path = prefix + _readable(str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and not pattern.callback.__module__.startswith(
            "ninja"
        ):
            yield Address(_door(pattern.callback.__module__), path, _words(pattern))


def _readable(route: str) -> str:
    """Return `t/<thread>/` for `t/<id:thread>/` and for the same as a regular expression."""
    import re

    from django.utils.regex_helper import normalize

    if "(?P<" not in route:
        return re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", route)
    path, names = normalize(route)[0]
    return str(path % {name: f"<{name}>" for name in names})


def _operations() -> Iterator[Address]:
    from colonnade.api.openapi import document

    for path, operations in document()["paths"].items():
        readable = path.replace("{", "<").replace("}", ">")
        for method, operation in operations.items():
            words = str(operation["description"]).partition("\n")[0]
            yield Address("colonnade.api", f"{method.upper()} /api/v1{readable}", words)


def _door(module: str) -> str:
    return next((door for door in DOORS if module.startswith(door)), module)


def _words(pattern: object) -> str:
    callback = getattr(pattern, "callback", None)
    if str(getattr(callback, "__module__", "")).startswith("allauth"):
        return f"`{getattr(pattern, 'name', '')}`"
    return (getattr(callback, "__doc__", None) or "").strip().partition("\n")[0]
