"""Parts of pages that are the same on many: filled in once, then kept by what they are made of.

`{% kept "name", value, … %}…{% endkept %}` in a template: what stands inside may depend on the
site, the language, and these values; on nothing else.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language
from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser
from jinja2.runtime import Context
from markupsafe import Markup

# A masthead has some 2 kB: beyond this many parts all are made anew.
MOST = 256

_parts: dict[tuple[object, ...], Markup] = {}


class Kept(Extension):
    """Teaches an environment the tag."""

    tags = {"kept"}

    def parse(self, parser: Parser) -> nodes.Node:
        """Return the call that stands for the tag."""
        line = next(parser.stream).lineno
        made_of: list[nodes.Expr] = [parser.parse_expression()]
        while parser.stream.skip_if("comma"):
            made_of.append(parser.parse_expression())
        body = parser.parse_statements(("name:endkept",), drop_needle=True)
        call = self.call_method("_part", [nodes.ContextReference(), *made_of])
        return nodes.CallBlock(call, [], [], body).set_lineno(line)

    def _part(self, context: Context, *made_of: Any, caller: Callable[[], str]) -> Markup:  # noqa: ANN401 - values of any template
        key = (get_language(), context["site"], *made_of)
        part = _parts.get(key)
        if part is None:
            if len(_parts) >= MOST:
                _parts.clear()
            part = _parts[key] = Markup(caller())  # noqa: S704 - the template escaped it
        return part
