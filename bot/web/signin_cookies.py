"""The two cookies of the staff's pages: the session, and a visitor's before there is a session.

Both are `__Host-` cookies: https only, this very host only, invisible to scripts. On plain http from
the machine itself (a developer's loopback address) not every browser keeps such a cookie, so there,
and only there, they go by another name and without `Secure`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from starlette.datastructures import URL
from starlette.requests import Request
from starlette.responses import Response

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class Cookies:
    """The cookies' names as this request's address allows."""

    session: str
    visitor: str
    secure: bool

    @classmethod
    def at(cls, url: URL) -> Cookies:
        """The names for a page's address."""
        if url.scheme == "http" and (url.hostname or "").strip("[]") in LOOPBACK:
            return cls("aftercare-session-local", "aftercare-visitor-local", secure=False)
        return cls("__Host-aftercare-session", "__Host-aftercare-visitor", secure=True)

    def keep(self, response: Response, name: str, value: str) -> None:
        """Set a cookie that ends with the browser; the server knows when it really ends.

        SameSite is Lax: a link in an e-mail to a desk page should open it, not the sign-in page.
        """
        response.set_cookie(
            name, value, path="/", secure=self.secure, httponly=True, samesite="lax"
        )

    def drop(self, response: Response, *names: str) -> None:
        """Remove cookies."""
        for name in names:
            response.delete_cookie(
                name, path="/", secure=self.secure, httponly=True, samesite="lax"
            )


def of(request: Request) -> Cookies:
    """The cookies of the address that was asked for."""
    return Cookies.at(request.url)


def minted() -> str:
    """A new token of 256 bits."""
    return secrets.token_urlsafe(32)


def csrf_for(token: str) -> str:
    """The form token that belongs to a cookie's token; another session's does not fit."""
    return hmac.new(token.encode(), b"aftercare form", hashlib.sha256).hexdigest()
