"""Connections that only sit there, and who counts as whom behind a proxy, on a real server."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.web import connections
from tests.integration.web.fakes import FakeEngine, make_app
from tests.integration.web.server import serving


@contextlib.contextmanager
def clinic(folder: Path, proxies: tuple[str, ...] = (), **limits: int) -> Iterator[str]:
    """The address of an app served with the options of `aftercare up`."""
    app = make_app(folder, FakeEngine(), trusted_proxies=proxies, **limits)
    with serving(app, **connections.server_options(proxies)) as address:
        yield address


def connected(address: str) -> socket.socket:
    host, port = address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=5)


def closed(link: socket.socket) -> bool:
    """Whether the other side has ended the connection, within the socket's time."""
    try:
        return link.recv(100) == b""
    except ConnectionResetError:
        return True


def test_headers_that_do_not_come_end_the_connection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEADER_SECONDS", 0.3)
    with clinic(tmp_path) as address, connected(address) as silent, connected(address) as slow:
        slow.sendall(b"POST /api/conversations HTTP/1.1\r\nHost: clinic")
        begun = time.monotonic()
        assert closed(silent)
        assert closed(slow)
        assert time.monotonic() - begun < 3


def test_a_kept_connection_may_rest_between_requests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEADER_SECONDS", 0.2)
    request = b"GET /healthz HTTP/1.1\r\nHost: clinic\r\n\r\n"
    with clinic(tmp_path) as address, connected(address) as link:
        for _ in range(2):
            link.sendall(request)
            assert link.recv(4000).startswith(b"HTTP/1.1 200")
            time.sleep(0.4)


def test_one_address_has_only_so_many_connections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_AT_AN_ADDRESS", 3)
    with clinic(tmp_path) as address, contextlib.ExitStack() as links:
        held = [links.enter_context(connected(address)) for _ in range(3)]
        with connected(address) as fourth:
            assert closed(fourth)
        held.pop().close()
        deadline = time.monotonic() + 5
        while True:
            try:
                assert httpx.get(f"{address}/healthz", trust_env=False).status_code == 200
                break
            except httpx.HTTPError:
                assert time.monotonic() < deadline, "a closed connection still counts"


@pytest.mark.parametrize(("proxies", "codes"), [((), [201, 429]), (("127.0.0.1",), [201, 201])])
def test_only_a_trusted_proxy_is_believed(
    tmp_path: Path, proxies: tuple[str, ...], codes: list[int]
) -> None:
    with clinic(tmp_path, proxies, rate_chats=1) as address:
        found = [
            httpx.post(
                f"{address}/api/conversations",
                headers={"X-Forwarded-For": f"203.0.113.{number}"},
                trust_env=False,
            ).status_code
            for number in range(2)
        ]
    assert found == codes
