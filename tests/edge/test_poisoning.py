"""Whatever a visitor sends, she cannot change what the next one gets."""

import re
from pathlib import Path

import pytest

from colonnade.edge.shapes import Answer, Ask
from tests.edge.standing_in import Site, visit

TARGETS = ("/", "/t/a/", "/t/a/?page=2", "/t/a/?view=flat&size=10", "/feed.xml", "/b%20c/")
ODD = {
    "host": "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "6.6.6.6",
    "x-forwarded-port": "1337",
    "x-forwarded-scheme": "nothttps",
    "x-original-url": "/staff/",
    "x-rewrite-url": "/staff/",
    "x-http-method-override": "POST",
    "forwarded": "host=evil.example",
    "accept": "application/json",
    "accept-language": "de",
    "accept-encoding": "evil, br;q=0",
    "authorization": "Basic ZXZpbDpldmls",
    "content-length": "0",
    "cookie": "sessionid=evil; csrf=evil; viewing=evil; written=77; canary=Mallory",
    "origin": "null",
    "range": "bytes=0-10",
    "if-none-match": '"evil"',
    "if-modified-since": "Sat, 29 Oct 1994 19:43:31 GMT",
    "if-range": '"evil"',
    "referer": "https://evil.example/",
    "user-agent": "Mallory",
    "x-colonnade-keys": "evil",
    "x-colonnade-site": "evil",
    "x_forwarded_host": "evil.example",
    "connection": "close, cookie, accept-encoding",
    "te": "trailers",
    "upgrade": "h2c",
    "cache-control": "no-cache",
    "pragma": "no-cache",
    "x-requested-with": "XMLHttpRequest",
    "sec-fetch-dest": "iframe",
}


@pytest.mark.parametrize("odd", sorted(ODD))
def test_an_odd_header_reaches_no_page_that_is_kept(tmp_path: Path, odd: str) -> None:
    async def errand(site: Site) -> None:
        site.press.repeats = True
        for target in TARGETS:
            await site.edge.answer(Ask("GET", target, [(odd, ODD[odd])], peer="6.6.6.6"))
        kept = {target: (await site.ask(target)).body for target in TARGETS}
        clean = Site(tmp_path / "clean")
        clean.press.repeats = True
        clean.edge.watch.look()
        for target in TARGETS:
            assert (await clean.ask(target)).body == kept[target]
            assert not {b"evil", b"Mallory"} & set(re.findall(rb"\w+", kept[target]))

    visit(errand, tmp_path)


@pytest.mark.parametrize(
    "spelled",
    [
        "/t/a/?utm_source=evil",
        "/t/a/?evil",
        "/t/a/?&&",
        "/t/%61/",
        "/%74/a/?fbclid=evil#evil",
        "/t/a/?%65vil=1",
    ],
)
def test_other_spellings_share_one_copy_made_from_the_one_spelling(
    tmp_path: Path, spelled: str
) -> None:
    async def errand(site: Site) -> None:
        site.press.repeats = True
        first = await site.ask(spelled)
        assert b"evil" not in first.body
        assert (await site.ask("/t/a/")).body == first.body
        assert site.press.times == {"/t/a/": 1}

    visit(errand, tmp_path)


def test_an_answer_for_all_who_wait_holds_nothing_of_one_of_them(tmp_path: Path) -> None:
    async def errand(site: Site) -> None:
        site.press.answers["/gone/"] = Answer(404, [("cache-control", "private")], b"gone")
        assert (await site.ask("/gone/", user_agent="Mallory")).status == 404
        assert [ask.header("user-agent") for ask in site.press.asked] == ["colonnade"]

    visit(errand, tmp_path)
