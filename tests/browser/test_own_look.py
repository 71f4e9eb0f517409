"""The owner's first page and her own HTML in a real browser: with consent, nothing loads before."""

import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PASSWORD, Tab, axe, see, serving

pytestmark = pytest.mark.browser
# Another host than the page's, on this machine: the policy must name it.
AD = (
    "<p>An advertisement</p>"
    "<img src='http://localhost:{port}/static/web/icon.svg' alt='' width='9' height='9'>"
    "<script>document.body.dataset.ran = 'yes'</script>"
)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A server of which nothing has been changed yet."""
    with serving(tmp_path_factory.mktemp("fresh")) as server:
        yield server


def owner_of(server) -> str:
    return "Ada Harbor" if "Ada Harbor" in server.colonnade("people", "list", "--json") else "Owner"


def change_by_hand(server, **values):
    """Write into the site's row, which no screen can do, and wait until the edge has heard."""
    server.python(
        "from django.db import transaction\n"
        "from colonnade.kit.keys import SITE\n"
        "from colonnade.outbox.actions import spoil\n"
        "from colonnade.sites.models import Site\n"
        "with transaction.atomic():\n"
        f"    Site.objects.update(**{values!r})\n"
        "    spoil(SITE)"
    )
    # For a visitor who wrote more than it has heard of, it looks before it answers.
    asked = urllib.request.Request(server.url + "/rules/", headers={"Cookie": f"written={10**17}"})  # noqa: S310
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        assert answer.status == 200


@pytest.mark.parametrize("script", [True, False])
def test_from_the_printed_link_to_a_site_of_ones_own(chromium, fresh, script):
    change_by_hand(fresh, begun=False)
    link = fresh.owner_link
    if not script:
        link = fresh.colonnade("people", "link", owner_of(fresh)).split()[-1]
    tab = Tab(chromium, fresh, script=script, viewport={"width": 320, "height": 700})
    page = tab.page
    page.goto(link[link.index("/accounts") :])
    page.locator("main").get_by_role("button").click()
    if script:
        expect(page).to_have_url(re.compile("/staff/begin/$"))
    else:
        expect(page).to_have_url(re.compile("/staff/(begin/)?$"))
        page.goto("/staff/begin/")
    name = page.get_by_label("Your name")
    unnamed = name.count() == 1
    if unnamed:
        name.fill("Ada Harbor")
        page.get_by_label("Your e-mail address").fill("ada@example.org")
        page.get_by_label("Password").fill("short")
    page.get_by_label("Name of the site").fill("")
    page.get_by_label("Line under the name").fill("Kept as typed")
    page.get_by_role("button", name="Save all of this").click()
    expect(page.get_by_role("alert")).to_contain_text("nothing was saved")
    expect(page.get_by_label("Line under the name")).to_have_value("Kept as typed")
    page.get_by_label("Name of the site").fill("The Harbor Post")
    page.get_by_label("Time zone").select_option("Europe/Berlin")
    if script:
        assert axe(page) == []
    if unnamed:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Send a test mail").click()
        expect(page.locator(".done")).to_contain_text("Nobody receives it.")
        assert "This is the test mail" in fresh.mail_to("ada@example.org")
        page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Save all of this").click()
    expect(page.locator(".done")).to_contain_text("Your site is ready.")
    page.goto("/")
    expect(page.locator(".masthead .title")).to_contain_text("The Harbor Post")
    assert tab.complaints == []
    tab.context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_the_owners_screens_have_no_barriers(chromium, fresh, scheme, width):
    link = fresh.colonnade("people", "link", owner_of(fresh)).split()[-1]
    fresh.colonnade("site", "set", "accent", "#ffcc00")
    tab = Tab(chromium, fresh, color_scheme=scheme, viewport={"width": width, "height": 800})
    page = tab.page
    page.goto(link[link.index("/accounts") :])
    page.locator("main").get_by_role("button").click()
    for path in ("begin/", "begin/remove-sample/", "settings/", "look/", "own-html/"):
        page.goto(f"/staff/{path}")
        assert axe(page) == [], path
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} pixels too wide"
    page.goto("/staff/own-html/")
    page.get_by_label("HTML, In the footer").fill("<img src='https://pay.example/a' alt=''>")
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#hosts")).to_contain_text("pay.example")
    assert axe(page) == []
    page.goto("/")
    assert axe(page) == []
    assert tab.complaints == []
    tab.context.close()


def test_own_html_waits_for_consent_which_can_be_taken_back(chromium, fresh):
    port = fresh.url.rpartition(":")[2]
    slot = {"footer": {"html": AD.format(port=port), "consent": True}}
    change_by_hand(fresh, slots=slot)
    tab = Tab(chromium, fresh)
    page = tab.page
    line = page.locator(".consent")
    see(page, "/", line)
    expect(line).to_contain_text(f"This page would like to load: localhost:{port}.")
    expect(page.get_by_text("An advertisement")).to_have_count(0)
    assert tab.foreign == []
    assert axe(page) == []
    line.get_by_role("button", name="No, thanks").click()
    expect(line).to_be_hidden()
    page.reload()
    expect(page.get_by_role("button", name="What this page may load")).to_be_visible()
    expect(line).to_be_hidden()
    assert tab.foreign == []
    page.get_by_role("button", name="What this page may load").click()
    line.get_by_role("button", name="Allow").click()
    expect(page.get_by_text("An advertisement")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-ran", "yes")
    page.reload()
    expect(page.get_by_text("An advertisement")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-ran", "yes")
    assert {address.split("/")[2] for address in tab.foreign} == {f"localhost:{port}"}
    assert tab.context.cookies() == []
    assert tab.complaints == []
    page.get_by_role("button", name="What this page may load").click()
    line.get_by_role("button", name="No, thanks").click()
    expect(page.get_by_text("An advertisement")).to_have_count(0)
    tab.context.close()


def test_without_script_nothing_that_waits_is_loaded(chromium, fresh):
    tab = Tab(chromium, fresh, script=False)
    tab.page.goto("/")
    expect(tab.page.locator(".consent")).to_be_hidden()
    expect(tab.page.get_by_text("An advertisement")).to_have_count(0)
    assert tab.foreign == []
    tab.context.close()
