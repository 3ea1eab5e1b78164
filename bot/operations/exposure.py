"""Whether what must stay on this machine can be reached from another one."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Iterator

import psutil

PATIENCE = 0.3


def exposed(ports: Iterable[int]) -> list[str]:
    """Those of `ports` that answer at an address other than loopback, as "address:port"."""
    return [
        f"{address}:{port}" for address in _addresses() for port in ports if _answers(address, port)
    ]


def _addresses() -> Iterator[str]:
    for cards in psutil.net_if_addrs().values():
        for card in cards:
            if card.family == socket.AF_INET and not ipaddress.ip_address(card.address).is_loopback:
                yield card.address


def _answers(address: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(PATIENCE)
        return probe.connect_ex((address, port)) == 0
