import socket

import pytest

from colonnade.cli.failure import CannotDo
from colonnade.cli.ports import take_place


def test_any_free_port_is_ours_alone():
    first, second = take_place("127.0.0.1", 0), take_place("127.0.0.1", 0)
    assert first.port != second.port
    with pytest.raises(CannotDo, match=f"Port {first.port} of 127.0.0.1 is taken"):
        take_place("127.0.0.1", first.port)
    first.listener.close()
    second.listener.close()


def test_a_listener_that_shares_its_port_is_seen():
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        with pytest.raises(CannotDo, match="is taken"):
            take_place("127.0.0.1", listener.getsockname()[1])


@pytest.mark.parametrize(
    ("host", "url", "local"),
    [
        ("localhost", "http://127.0.0.1:", True),
        ("0.0.0.0", "http://127.0.0.1:", False),  # noqa: S104 - what an operator asks for
        ("::1", "http://[::1]:", True),
    ],
)
def test_the_printed_address_opens_in_a_browser_here(host, url, local):
    if ":" in host and not socket.has_ipv6:
        pytest.skip("no IPv6 on this machine")
    place = take_place(host, 0)
    assert place.url == f"{url}{place.port}"
    assert place.is_local is local
    place.listener.close()


def test_a_name_that_is_no_address_is_refused():
    with pytest.raises(CannotDo, match="no address of this machine"):
        take_place("no such host", 0)
