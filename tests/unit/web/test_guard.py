"""The guard of staff pages: who is let in, and what everybody else is told."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from types import SimpleNamespace
from typing import Any

import jinja2
import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.staff.model import Account
from bot.web import guard
from bot.web.errors import Refusal

pytestmark = pytest.mark.asyncio
AT = datetime(2025, 3, 10, 8, 5, tzinfo=timezone.utc)
PAGE = {"accept": "text/html"}
TEMPLATE = "{{ request.url.path }}|{{ account.name if account }}|{{ refusal.code }}|{{ moment(none) }}|{{ browser('Firefox/1') }}"  # fmt: skip


def account(*roles: str) -> Account:
    return Account("a", "Anna", "anna@clinic.test", frozenset(roles), AT)


class Threads:
    """Reads at once."""

    async def read(self, work: Any) -> Any:
        return work()


def request(
    method: str = "GET",
    path: str = "/desk",
    who: Account | None = None,
    headers: dict[str, str] | None = None,
    *,
    nobody_yet: bool = False,
    query: str = "",
    **state: Any,
) -> Request:
    pages = jinja2.Environment(loader=jinja2.DictLoader({"staff/refused.html": TEMPLATE}), autoescape=True)  # fmt: skip
    parts = SimpleNamespace(
        pages=pages,
        threads=Threads(),
        staff=SimpleNamespace(accounts=SimpleNamespace(nobody_yet=lambda: nobody_yet)),
    )
    return Request(
        {
            "type": "http", "method": method, "path": path, "query_string": query.encode(),
            "headers": [(k.encode(), v.encode()) for k, v in (headers or {}).items()],
            "server": ("clinic.test", 80), "scheme": "http",
            "app": SimpleNamespace(state=SimpleNamespace(parts=parts)),
            "state": {"account": who, "session": None, **state},
        }
    )  # fmt: skip


@guard.staff("editor", "approver")
async def entries(request: Request) -> Response:
    """A page."""
    return PlainTextResponse("entries")


def code(response: Response) -> str:
    return json.loads(bytes(response.body))["error"]["code"]


@pytest.mark.parametrize("role", ["editor", "approver", "admin"])
async def test_those_who_may_are_let_in(role: str) -> None:
    answer = await entries(request(who=account(role)))
    assert (answer.status_code, answer.body) == (200, b"entries")


async def test_the_wrong_role_is_refused_as_page_and_as_json() -> None:
    answer = await entries(request(who=account("front_desk"), headers=PAGE))
    assert (answer.status_code, bytes(answer.body)) == (403, b"/desk|Anna|wrong_role|never|Firefox")
    answer = await entries(request(path="/api/editor", who=account("front_desk")))
    assert (answer.status_code, code(answer)) == (403, "wrong_role")


@pytest.mark.parametrize(
    ("method", "checked", "status"),
    [("POST", False, 403), ("POST", True, 200), ("DELETE", False, 403)]
    + [(safe, False, 200) for safe in ("GET", "HEAD", "OPTIONS")],
)
async def test_a_change_needs_a_checked_form(method: str, checked: bool, status: int) -> None:
    one = request(method, "/api/editor", account("editor"), csrf_checked=checked)
    answer = await entries(one)
    assert answer.status_code == status
    unknown = request("POST", "/api/editor", account("editor"))
    assert code(await entries(unknown)) == "form_expired"


async def test_what_a_page_declares_can_be_read_and_must_exist() -> None:
    assert entries.staff_roles == {"editor", "approver"}  # type: ignore[attr-defined]
    assert entries.__name__ == "entries"
    with pytest.raises(ValueError, match="boss, janitor"):
        guard.staff("editor", "janitor", "boss")
    assert guard.staff()(entries).staff_roles == frozenset()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("one", "leads_to"),
    [
        (request(headers=PAGE), "/signin?next=%2Fdesk"),
        (request(headers=PAGE, query="q=1"), "/signin?next=%2Fdesk%3Fq%3D1"),
        (request(headers=PAGE, nobody_yet=True), "/setup"),
        (request("POST", "/desk/x", headers=PAGE, query="q=1"), "/signin?next=%2Faccount"),
        (
            request("POST", "/x", headers={**PAGE, "host": "clinic.test", "referer": "http://clinic.test/desk/cases"}),
            "/signin?next=%2Fdesk%2Fcases",
        ),
        (
            request("POST", "/x", headers={**PAGE, "host": "clinic.test", "referer": "http://evil.test/desk"}),
            "/signin?next=%2Faccount",
        ),
    ],
)  # fmt: skip
async def test_a_stranger_is_led_to_the_sign_in_and_back(one: Request, leads_to: str) -> None:
    answer = await entries(one)
    assert (answer.status_code, answer.headers["location"]) == (303, leads_to)


@pytest.mark.parametrize(
    ("path", "headers", "fetch"),
    [
        ("/desk", {"accept": "text/html"}, False),
        ("/desk", {}, False),
        ("/api/desk", {"accept": "text/html"}, True),
        ("/api/desk", {}, True),
        ("/desk", {"accept": "application/json"}, True),
        ("/desk", {"accept": "text/event-stream"}, True),
        ("/desk", {"sec-fetch-dest": "empty"}, True),
        ("/desk", {"sec-fetch-dest": "document"}, False),
        ("/desk", {"x-csrf-token": "t"}, True),
        ("/desk", {"accept": "text/html", "x-csrf-token": "t"}, False),
    ],
)
async def test_a_script_is_told_in_json(path: str, headers: dict[str, str], fetch: bool) -> None:
    one = request(path=path, headers=headers)
    assert guard.is_fetch(one) is fetch
    answer = await entries(one)
    assert answer.status_code == (401 if fetch else 303)
    assert not fetch or code(answer) == "signed_out"


@pytest.mark.parametrize(
    ("roles", "page"),
    [
        (["front_desk"], "/desk"), (["front_desk", "editor"], "/desk"), (["editor"], "/editor"),
        (["approver"], "/editor"), (["admin"], "/staff"), ([], "/staff"),
    ],
)  # fmt: skip
async def test_where_work_begins(roles: list[str], page: str) -> None:
    assert guard.home(account(*roles)) == page


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla (iPhone) Safari/1", "Safari on iPhone"),
        ("Mozilla (Linux; Android 14) Chrome/1 Safari/1", "Chrome on Android"),
        ("Mozilla (Windows NT) Chrome/1 Safari/1 Edg/1", "Edge on Windows"),
        ("Mozilla (Mac OS X) Firefox/1", "Firefox on Mac"),
        ("Mozilla (iPad) Safari/1", "Safari on iPad"),
        ("Mozilla (X11; Linux) Firefox/1", "Firefox on Linux"),
        ("curl", "A browser"),
    ],
)
async def test_a_browser_in_words(agent: str, words: str) -> None:
    assert guard.browser(agent) == words


async def test_a_moment_on_the_clinics_clock() -> None:
    at = datetime(2025, 3, 9, 18, 5).astimezone()
    assert guard.moment(at) == "9 March 2025, 18:05"
    assert guard.moment(None) == "never"


async def test_paths_are_compared_by_their_parts() -> None:
    assert guard.is_under("/desk", ("/desk",)) and guard.is_under("/desk/x", ("/audit", "/desk"))
    assert not guard.is_under("/desktop", ("/desk",))


@pytest.mark.parametrize(
    ("path", "who", "headers", "page"),
    [
        ("/desk", account("front_desk"), PAGE, True),
        ("/desk", None, PAGE, False),
        ("/signin", None, PAGE, True),
        ("/invite/x", None, PAGE, True),
        ("/setup", None, PAGE, True),
        ("/desk", account("front_desk"), {"accept": "application/json"}, False),
    ],
)
async def test_a_refusal_is_a_page_for_staff_who_browse(
    path: str, who: Account | None, headers: dict[str, str], page: bool
) -> None:
    refusal = Refusal(429, "slow_down", "Too fast.", "Wait.", headers={"Retry-After": "3"})
    answer = await guard.refused(request(path=path, who=who, headers=headers), refusal)
    assert answer.status_code == 429 and answer.headers["retry-after"] == "3"
    assert answer.headers["content-type"].startswith("text/html" if page else "application/json")
    urgent = Refusal(503, "busy", "Busy.", "Wait.", replies=[{"card": {}}])
    answer = await guard.refused(request(path=path, who=who, headers=headers), urgent)
    assert json.loads(bytes(answer.body))["replies"] == [{"card": {}}]
    answer = await guard.http_refused(request(path=path, headers={}), HTTPException(404))
    assert (answer.status_code, code(answer)) == (404, "not_found")
