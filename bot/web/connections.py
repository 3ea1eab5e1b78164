"""uvicorn's HTTP protocol with two limits that it lacks: slow headers, and connections by address.

A visitor who opens connections and sends a byte now and then would otherwise hold them for ever.
"""

from __future__ import annotations

import asyncio
import ipaddress
from collections import Counter
from collections.abc import Sequence
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.web.limits import address_key

HEADER_SECONDS = 10.0
"""From the first byte of a request, or from connecting, to the end of its headers."""
MOST_AT_AN_ADDRESS = 200
"""Open connections of one address that is no trusted proxy."""


def protocol(trusted_proxies: Sequence[str]) -> type[HttpToolsProtocol]:
    """The protocol class for `uvicorn.Config(http=…)`; proxies carry everybody's connections."""
    networks = [ipaddress.ip_network(name, strict=False) for name in trusted_proxies]
    open_at: Counter[str] = Counter()

    def counted(host: str) -> bool:
        try:
            address = ipaddress.ip_address(host)
        except ValueError:
            return False
        return not any(address in network for network in networks)

    class Guarded(HttpToolsProtocol):
        """One connection."""

        _slow: asyncio.TimerHandle | None = None
        _counts_as: str = ""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            if self.client and counted(self.client[0]):
                self._counts_as = address_key(self.client[0])
                open_at[self._counts_as] += 1
                if open_at[self._counts_as] > MOST_AT_AN_ADDRESS:
                    transport.abort()
                    return
            self._begin()

        def connection_lost(self, exc: Exception | None) -> None:
            self._end()
            if self._counts_as:
                open_at[self._counts_as] -= 1
                if not open_at[self._counts_as]:
                    del open_at[self._counts_as]
            super().connection_lost(exc)

        def on_message_begin(self) -> None:
            super().on_message_begin()
            if self._slow is None:
                self._begin()

        def on_headers_complete(self) -> None:
            self._end()
            super().on_headers_complete()

        def _begin(self) -> None:
            self._slow = self.loop.call_later(HEADER_SECONDS, self.transport.abort)

        def _end(self) -> None:
            if self._slow is not None:
                self._slow.cancel()
                self._slow = None

    return Guarded


def server_options(trusted_proxies: Sequence[str]) -> dict[str, Any]:
    """What of uvicorn's options has to do with who connects and how long they may take."""
    return {
        "http": protocol(trusted_proxies),
        # uvicorn's default WebSocket code breaks on the version that Rasa needs; we use none.
        "ws": "none",
        "forwarded_allow_ips": ",".join(trusted_proxies) or "",
        "timeout_keep_alive": 15,
        "backlog": 1024,
        "server_header": False,
    }
