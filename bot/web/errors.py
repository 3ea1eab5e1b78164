"""The one shape of an error that the API gives: a code, what happened, what to do."""

from __future__ import annotations

from typing import Any

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger(__name__)


class Refusal(Exception):
    """A request that can't be served, in words for whoever sent it.

    `replies` carries an urgent card that must be shown even though the request failed.
    """

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        what_to_do: str,
        *,
        headers: dict[str, str] | None = None,
        replies: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.what_to_do = what_to_do
        self.headers = headers
        self.replies = replies

    def response(self) -> JSONResponse:
        """This refusal as an HTTP answer."""
        body: dict[str, Any] = {
            "error": {"code": self.code, "message": self.message, "what_to_do": self.what_to_do}
        }
        if self.replies is not None:
            body["replies"] = self.replies
        return JSONResponse(body, self.status, self.headers)


_PLAIN = {
    404: ("not_found", "There is nothing at this address.", "Check the address."),
    405: (
        "wrong_method",
        "This address does not take that kind of request.",
        "See the Allow header for the methods it takes.",
    ),
}


async def refused(request: Request, error: Exception) -> JSONResponse:
    """Starlette's handler for `Refusal`."""
    assert isinstance(error, Refusal)
    return error.response()


def plain(error: HTTPException) -> Refusal:
    """One of Starlette's own errors (no such address, wrong method) in our words."""
    code, message, what_to_do = _PLAIN.get(
        error.status_code, ("refused", "The request was refused.", "Check the request.")
    )
    headers = dict(error.headers or {})
    return Refusal(error.status_code, code, message, what_to_do, headers=headers)


class NoTrace:
    """Answers an unexpected error with a plain 500 and logs where it arose, never its words.

    Error messages of a database hold the values of the failed statement, which are patients'
    words; so Starlette's and uvicorn's own handlers, which print them, must not see the error.
    """

    def __init__(self, app: ASGIApp, what_to_do: str) -> None:
        self.app = app
        self.what_to_do = what_to_do

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except Exception as error:
            log.error("request failed", path=scope["path"], **whereabouts(error))
            if not started:
                refusal = Refusal(
                    500, "internal", "Something went wrong on our side.", self.what_to_do
                )
                await refusal.response()(scope, receive, send)


def whereabouts(error: BaseException) -> dict[str, str]:
    """What may be logged of an error: its kind and its place in the code."""
    trace = error.__traceback__
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next
    return {"error": type(error).__name__, "place": place}
