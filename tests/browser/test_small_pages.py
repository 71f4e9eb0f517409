"""What the edge says by itself looks like a page of this site, in any light, and bars nobody."""

import pytest
from playwright.sync_api import expect

from colonnade.edge.plain import missing, refusal
from colonnade.edge.shapes import Ask
from tests.browser.conftest import axe

pytestmark = pytest.mark.browser


def an_ask(method: str) -> Ask:
    return Ask(method, "/t/x/", [("accept", "text/html")], peer="127.0.0.1", scheme="http")


@pytest.fixture
def show(chromium, request):
    """Show an answer as if it came from a server, with its policy."""
    scheme, width = request.param
    options = {"color_scheme": scheme, "viewport": {"width": width, "height": 700}}
    context = chromium.new_context(base_url="http://away.example", **options)
    page, told = context.new_page(), []
    page.on("console", lambda message: told.append(message.text))

    def shown(answer):
        def fulfill(route):
            route.fulfill(status=answer.status, headers=dict(answer.headers), body=answer.body)

        page.unroute_all()
        page.route("**/*", fulfill)
        page.goto("/t/x/")
        return page

    yield shown
    context.close()
    assert [words for words in told if "Content Security Policy" in words] == []


@pytest.mark.parametrize(
    "show", [("light", 320), ("dark", 1280)], ids=["light", "dark"], indirect=True
)
def test_each_of_them_is_calm_and_readable(show):
    full = [refusal("full", an_ask(method)) for method in ("GET", "POST")]
    for answer in [*full, refusal("request_too_large", an_ask("POST")), missing()]:
        page = show(answer)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        expect(page.get_by_role("main").get_by_role("heading", level=1)).to_have_count(1)
        expect(page.get_by_role("main").get_by_role("link")).to_have_count(1)
        paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert paper in {"rgb(255, 253, 249)", "rgb(22, 21, 15)"}, "the policy lets the style in"
    # They differ by nothing but their words.
    assert axe(show(full[0])) == []
