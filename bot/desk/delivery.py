"""Sends alerts by Apprise: e-mail, text messages, chat services, webhooks, each by its address."""

from __future__ import annotations

import logging
from typing import Protocol

import apprise


class NotDelivered(Exception):
    """The address did not take the alert; the message names its kind, never the address."""


class Sender(Protocol):
    """Whatever carries an alert to one address; blocks its thread."""

    def send(self, url: str, title: str, body: str) -> None:
        """Deliver, or raise `NotDelivered`."""


class AppriseSender:
    """See `Sender`. Apprise gives up by itself on an address that does not answer."""

    def __init__(self) -> None:
        # Apprise logs addresses, which hold passwords.
        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)

    def send(self, url: str, title: str, body: str) -> None:
        """See `Sender`."""
        kind = url.partition(":")[0][:20]
        carrier = apprise.Apprise()
        if not carrier.add(url):
            raise NotDelivered(f"{kind}: the address is not of a form that Apprise knows")
        try:
            delivered = carrier.notify(title=title, body=body)
        except Exception as error:
            # Its plug-ins are many hands' work: whatever one raises is a failed delivery.
            raise NotDelivered(f"{kind}: {type(error).__name__}") from None
        if not delivered:
            raise NotDelivered(f"{kind}: not accepted, or no answer in time")
