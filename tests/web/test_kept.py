"""Parts of pages that are made once."""

from dataclasses import replace
from itertools import count

import pytest
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.translation import override

from colonnade.sites.reading import current_site
from colonnade.web import kept

pytestmark = pytest.mark.django_db


def _fill(source: str, **context: object) -> str:
    engine = engines["jinja2"]
    assert isinstance(engine, Jinja2)
    template = engine.env.from_string(source)
    return str(template.render({"site": current_site(), **context}))


def test_a_part_is_made_once_for_what_it_is_made_of() -> None:
    source, numbers = '{% kept "part", value %}{{ value }}{{ next() }}{% endkept %}', count()
    site = current_site()

    def part(value: str, **context: object) -> str:
        return _fill(source, next=lambda: next(numbers), value=value, **context)

    kept._parts.clear()
    assert part("<a>") == part("<a>") == "&lt;a&gt;0"
    assert part("b") == "b1"
    assert part("b", site=replace(site, title="Another")) == "b2"
    with override("de"):
        assert part("b") == part("b") == "b3"
    assert part("b") == "b1"


def test_other_parts_of_the_same_values_are_other_parts() -> None:
    kept._parts.clear()
    assert _fill('{% kept "a" %}1{% endkept %}{% kept "b" %}2{% endkept %}') == "12"


def test_parts_are_bounded() -> None:
    kept._parts.clear()
    for number in range(2 * kept.MOST):
        assert _fill('{% kept "n", number %}{{ number }}{% endkept %}', number=number) == str(
            number
        )
        assert len(kept._parts) <= kept.MOST
