"""JSON as it comes in: strictly UTF-8, strictly JSON, no name twice, no impossible text."""

import json
from typing import NoReturn

from django.http import HttpRequest
from ninja.parser import Parser

from colonnade.api.problems import ApiProblem
from colonnade.kit.text import check_characters


class StrictParser(Parser):
    """Reads a body; raises ApiProblem json_malformed or json_duplicate_name, and Refusals."""

    def parse_body(self, request: HttpRequest) -> dict[str, object]:
        """Return the body's value, whatever it is: its shape is checked by the caller."""
        return read_json(request.body)  # type: ignore[return-value]


def read_json(raw: bytes) -> object:
    """Return the value; raises ApiProblem json_malformed, json_duplicate_name, or a Refusal.

    The Refusal is text_has_nul or text_has_surrogate, for any string at any place.
    """
    try:
        value = json.loads(raw.decode(), object_pairs_hook=_once_each, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ApiProblem("json_malformed") from error
    _check_strings(value)
    return value


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ApiProblem("json_duplicate_name")
    return found


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _check_strings(value: object) -> None:
    waiting = [("", value)]
    while waiting:
        name, found = waiting.pop()
        if isinstance(found, str):
            check_characters(found, field=name)
        elif isinstance(found, list):
            waiting.extend((name, item) for item in found)
        elif isinstance(found, dict):
            for key, item in found.items():
                check_characters(key, field="")
                waiting.append((key[:60], item))
