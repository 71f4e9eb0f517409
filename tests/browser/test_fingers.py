"""Where a finger acts there is room for it: 44 pixels for what is pressed, 24 for any link."""

import pytest

from tests.conftest import FULL

pytestmark = pytest.mark.browser
WIDTHS = pytest.mark.parametrize("width", [320, 390] if FULL else [320])

# How many pixels, from its middle up and down, belong to a thing: what lies over it is not its own.
# A link inside of a sentence has the height of its line, as the sentence has.
SMALL = r"""() => {
  const pressed = `button, .button, summary, select, input, textarea, header nav a, .pager a,
    .colophon a, .acts a, .tags a, .inline a`;
  const things = 'a[href], button, summary, select, textarea, input:not([type=hidden])';
  const isInSentence = (one) => {
    if (one.tagName !== 'A' || getComputedStyle(one).display !== 'inline') return false;
    let around = one.parentElement;
    while (getComputedStyle(around).display === 'inline') around = around.parentElement;
    return around.textContent.trim() !== one.textContent.trim();
  };
  const height = (one) => {
    const box = one.getClientRects()[0];
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const isOwn = (at) => {
      const found = document.elementFromPoint(x, at);
      return found !== null && (one.contains(found) || found.closest('label')?.control === one);
    };
    if (!isOwn(y)) return 0;
    let [top, bottom] = [y, y];
    while (y - top < 60 && isOwn(top - 1)) top -= 1;
    while (bottom - y < 60 && isOwn(bottom + 1)) bottom += 1;
    return bottom - top + 1;
  };
  const found = [];
  for (const one of document.querySelectorAll(things)) {
    if (!one.checkVisibility() || one.closest('.vh, .skip') || isInSentence(one)) continue;
    one.scrollIntoView({ block: 'center', behavior: 'instant' });
    const box = one.getBoundingClientRect();
    if (box.width < 2) continue;
    const label = /checkbox|radio/.test(one.type) ? one.labels[0] : undefined;
    const high = Math.max(height(one), label?.getBoundingClientRect().height ?? 0);
    const least = one.matches(pressed) ? 44 : 24;
    if (high >= least - .5) continue;
    found.push(`${Math.round(high)} of ${least}: ${one.outerHTML.slice(0, 120)}`);
  }
  return found;
}"""


def small(tab, *paths):
    found = []
    for path in paths:
        tab.page.goto(path)
        assert tab.page.evaluate("matchMedia('(pointer: coarse)').matches")
        found += [f"{path} {one}" for one in tab.page.evaluate(SMALL)]
    return found


def a_phone(open_tab, width):
    return open_tab(viewport={"width": width, "height": 700}, is_mobile=True, has_touch=True)


@WIDTHS
def test_what_readers_press_is_large_enough(open_tab, threads, width):
    tab = a_phone(open_tab, width)
    paths = [
        *("/", "/town/turning-bridge/", "/town/", "/archive/", "/rules/", "/log/"),
        *("/search/?q=bridge", "/accounts/login/", f"/t/{threads['ropewalk-willow']}/comment"),
        f"/t/{threads['turning-bridge']}/?view=flat&fold=collapsed&size=10&page=2",
    ]
    found = small(tab, *paths)
    assert not found, "\n".join(found)


@WIDTHS
def test_what_an_account_and_the_staff_press_is_large_enough(open_tab, make_account, width):
    tab = a_phone(open_tab, width)
    _, email = make_account("owner")
    tab.sign_in(email)
    paths = [
        *("/me/", "/me/settings/", "/staff/", "/staff/reports/", "/staff/appeals/"),
        *("/staff/law/", "/staff/decisions/", "/staff/people/", "/staff/settings/"),
    ]
    found = small(tab, *paths)
    assert not found, "\n".join(found)
