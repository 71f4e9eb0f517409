"""CommonMark's own cases: the same HTML, or a difference that is meant.

What the specification's HTML would be on a page of ours (headings demoted, hosts shown) is made
by the same filter, arranger and sanitizer; so what is compared here is the reading of Markdown.
"""

import json
import re
from collections import Counter
from html import unescape
from urllib.parse import unquote

from colonnade.kit.markup import Format, plain, render, sanitize
from colonnade.kit.markup.arrange import arrange
from colonnade.kit.markup.clean import filter_foreign, pieces
from tests.shared_data import shared

# Why a case differs, and in how many of the 375 that is the reason.
MEANT = {
    "same": 207,
    "a typed line break shows": 37,
    "a text that would show nothing is shown as typed": 3,
    "raw HTML is shown as text": 49,
    "only absolute http, https and mailto addresses link": 74,
    "addresses stay as typed, not percent-encoded": 4,
    "a typed address links": 1,
}
# Examples that keep a relative address, or another scheme, where it is not found to be replaced.
STILL_RELATIVE = {204, 518, 544, 571, 574, 575}
ABSOLUTE = re.compile(r"https?://[^/]|mailto:[^/]", re.IGNORECASE)
RAW = re.compile(r"<[a-zA-Z/!?]")
DEFINITION = re.compile(r"\[[^\]]+\]:\s*(?!https?:|<https?:)\S")


def cases():
    return json.loads(shared("markdown/commonmark.json").read_text())


def arranged(html):
    return sanitize(arrange(pieces(filter_foreign(html))))


def settled(html):
    html = re.sub(r"<br>\n|\s+", " ", html).replace("> <", "><")
    return re.sub(r' (?=</)|(?<=">) ', "", html).strip()


def bare(html):
    return settled(re.sub(r' <span class="host".*?</span>', "", html))


def addresses(html):
    return [unescape(url) for url in re.findall(r'(?:href|src)="([^"]*)"', html)]


def shows_nothing(html):
    return not plain(html).strip()


def reason(case):
    ours = render(case["markdown"], Format.MARKDOWN)
    theirs = arranged(case["html"])
    links = addresses(case["html"])
    reasons = {
        "same": ours.strip() == theirs.strip(),
        "a typed line break shows": settled(ours) == settled(theirs),
        "addresses stay as typed, not percent-encoded": unquote(bare(ours))
        == unquote(bare(theirs)),
        "raw HTML is shown as text": RAW.search(case["markdown"]) and "&lt;" in ours,
        "only absolute http, https and mailto addresses link": (
            not all(map(ABSOLUTE.match, links)) or DEFINITION.search(case["markdown"])
        ),
        "a text that would show nothing is shown as typed": shows_nothing(theirs)
        and not shows_nothing(ours),
        "a typed address links": len(addresses(ours)) > len(links),
    }
    return next((why for why, true in reasons.items() if true), "unexplained")


def made_absolute(case):
    """The case with its relative addresses, where they stand as they are read, made absolute."""
    urls = {url for url in addresses(case["html"]) if url and not ABSOLUTE.match(url)}
    if not urls or not all(re.search(written(url), case["markdown"]) for url in urls):
        return None
    made = dict(case)
    for url in urls:
        for key in ("markdown", "html"):
            made[key] = re.sub(written(url), f"http://e.example/{url.lstrip('/')}", made[key])
    return made


def written(url):
    return rf'(?<=[(<"\s:]){re.escape(url)}(?=[)>"\s])'


def test_every_difference_is_meant():
    found = Counter(reason(case) for case in cases())
    assert dict(found) == MEANT


def test_cases_with_relative_addresses_agree_once_these_are_absolute():
    relative = (case for case in cases() if reason(case).startswith("only absolute"))
    made = [case for case in map(made_absolute, relative) if case]
    agree = [case for case in made if reason(case) in {"same", "a typed line break shows"}]
    differ = {case["example"] for case in made if case not in agree}
    assert (len(agree), differ) == (47, STILL_RELATIVE)
