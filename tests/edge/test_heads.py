"""What of a request's head reaches Django, and what of an answer's head reaches a client."""

from pathlib import Path

import pytest

from colonnade.edge.heads import COUNT, HEADERS, TARGET, cleaned, client, shown
from colonnade.edge.plain import Refused
from colonnade.edge.shapes import Answer, Ask, Header, Settings
from tests.edge.standing import settings_in

HERE = settings_in(Path("/nowhere"))


def ask(*headers: Header, target: str = "/", peer: str = "192.0.2.7", method: str = "GET") -> Ask:
    return Ask(method, target, [("host", "news.example"), *headers], peer)


def behind(*proxies: str) -> Settings:
    return settings_in(Path("/nowhere"), proxies=proxies)


@pytest.mark.parametrize(
    "name",
    [
        "x_forwarded_for",
        "x-forwarded_for",
        "content_length",
        "x-colonnade-site",
        "x-colonnade-written",
        "x-colonnade-",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-forwarded-port",
        "x-forwarded-prefix",
        "x-forwarded-anything",
        "forwarded",
        "x-real-ip",
        "x-http-method-override",
        "x-original-url",
        "x-rewrite-url",
        "proxy",
        "connection",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "upgrade",
        "http2-settings",
        "expect",
    ],
)
def test_headers_that_claim_or_are_for_the_next_hop_do_not_go_on(name: str) -> None:
    seen = cleaned(ask((name, "evil"), ("accept", "*/*")), HERE)
    assert seen.headers == [
        ("host", "news.example"),
        ("accept", "*/*"),
        ("x-forwarded-for", "192.0.2.7"),
    ]


def test_headers_named_by_connection_do_not_go_on_but_ours_do() -> None:
    given = ask(
        ("connection", "close, X-Secret, cookie, host"), ("x-secret", "1"), ("cookie", "a=b")
    )
    names = [name for name, _value in cleaned(given, HERE).headers]
    assert names == ["host", "cookie", "x-forwarded-for"]


def test_cookies_that_came_apart_are_one() -> None:
    seen = cleaned(ask(("cookie", "a=b"), ("cookie", "c=d")), HERE)
    assert seen.header("cookie") == "a=b; c=d"


@pytest.mark.parametrize(
    ("peer", "proxies", "chain", "expected"),
    [
        ("192.0.2.7", (), ["203.0.113.1"], "192.0.2.7"),
        ("192.0.2.7", ("10.0.0.0/8",), ["203.0.113.1"], "192.0.2.7"),
        ("10.0.0.1", ("10.0.0.0/8",), ["203.0.113.1"], "203.0.113.1"),
        ("10.0.0.1", ("10.0.0.0/8",), ["1.1.1.1, 203.0.113.1"], "203.0.113.1"),
        ("10.0.0.1", ("10.0.0.0/8",), ["1.1.1.1", "203.0.113.1, 10.0.0.9"], "203.0.113.1"),
        ("10.0.0.1", ("10.0.0.0/8",), ["10.0.0.8"], "10.0.0.8"),
        ("10.0.0.1", ("10.0.0.0/8",), [], "10.0.0.1"),
        ("10.0.0.1", ("10.0.0.0/8",), [""], "10.0.0.1"),
        ("10.0.0.1", ("10.0.0.0/8",), ["nonsense"], "10.0.0.1"),
        ("10.0.0.1", ("10.0.0.0/8",), ["203.0.113.1:4711"], "203.0.113.1"),
        ("10.0.0.1", ("10.0.0.0/8",), ['"[2001:db8::1]:4711"'], "2001:db8::1"),
        ("10.0.0.1", ("10.0.0.0/8",), ["2001:db8::1"], "2001:db8::1"),
        ("unix", ("unix",), ["203.0.113.1"], "203.0.113.1"),
        ("unix", (), ["203.0.113.1"], "unix"),
        ("::1", ("::1", "127.0.0.1"), ["203.0.113.1"], "203.0.113.1"),
    ],
)
def test_exactly_one_address_goes_on(
    peer: str, proxies: tuple[str, ...], chain: list[str], expected: str
) -> None:
    given = ask(*(("x-forwarded-for", value) for value in chain), peer=peer)
    settings = behind(*proxies)
    seen = [value for name, value in cleaned(given, settings).headers if name == "x-forwarded-for"]
    assert seen == [expected]
    assert client(given, settings) == expected


@pytest.mark.parametrize(
    "given",
    [
        ask(("host", "other.example")),
        ask(("content-length", "1"), ("content-length", "1")),
        ask(("content-length", "1"), ("transfer-encoding", "chunked")),
        ask(("authorization", "a"), ("authorization", "b")),
        ask(("x y", "1")),
        ask(("", "1")),
        ask(("x:y", "1")),
        ask(("x\r\ny", "1")),
        ask(("x", "a\r\nset-cookie: b")),
        ask(("x", "a\0b")),
        ask(("x", "a\x1bb")),
        ask(target="/a b"),
        ask(target="/a\r\nx: y"),
        ask(target="http://elsewhere.example/"),
        ask(target="*"),
        ask(target=""),
        ask(target="/é\x00"),
        ask(method="get it"),
        ask(method=""),
        ask(method="A" * 30),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(given: Ask) -> None:
    with pytest.raises(Refused) as refused:
        cleaned(given, HERE)
    answer = refused.value.answer
    assert answer.status == 400
    assert answer.header("connection") == "close"


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (ask(target="/" + "a" * TARGET), 414),
        (ask(("cookie", "a" * HEADERS)), 431),
        (ask(*((f"x-{place}", "a") for place in range(COUNT))), 431),
    ],
)
def test_heads_have_bounds(given: Ask, status: int) -> None:
    with pytest.raises(Refused) as refused:
        cleaned(given, HERE)
    assert refused.value.answer.status == status


def test_an_address_in_plain_letters_of_another_alphabet_is_spelled_for_http() -> None:
    assert cleaned(ask(target="/é?a=%41"), HERE).target == "/%C3%A9?a=%41"


def test_refusals_speak_json_to_who_asks_for_it() -> None:
    for given in (
        ask(("x", "a\0"), target="/api/v1/x"),
        ask(("accept", "application/json"), ("x", "\0")),
    ):
        with pytest.raises(Refused) as refused:
            cleaned(given, HERE)
        answer = refused.value.answer
        assert answer.header("content-type") == "application/problem+json"
        assert b'"code": "request_malformed"' in answer.body


def test_what_django_tells_the_edge_is_not_shown() -> None:
    answer = Answer(
        200,
        [
            ("x-colonnade-keys", "site"),
            ("x-colonnade-refused", "full"),
            ("transfer-encoding", "chunked"),
            ("keep-alive", "timeout=5"),
            ("connection", "keep-alive"),
            ("server", "granian"),
            ("content-type", "text/html"),
            ("set-cookie", "a=b"),
            ("set-cookie", "c=d"),
        ],
    )
    assert shown(answer).headers == [
        ("content-type", "text/html"),
        ("set-cookie", "a=b"),
        ("set-cookie", "c=d"),
    ]
    assert shown(Answer(400, [("connection", "close")])).headers == [("connection", "close")]
