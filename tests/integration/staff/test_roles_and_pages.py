"""Role × page: every route of the app, taken from the app itself, against every kind of person.

A route without a declared role fails here until somebody decides who may see it.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

from bot.staff.model import ROLES
from bot.web.guard import is_under
from bot.web.signin_state import STAFF_PATHS
from tests.integration.staff.conftest import House
from tests.integration.staff.people import PAGE, SCRIPT, Browser, colleague
from tests.integration.web.fakes import FakeEngine, make_app

# Everybody's, decided one by one: patients, those who watch the service, and the way in.
PUBLIC = {
    "/",
    "/api/conversations",
    "/api/conversations/{id}/*",
    "/api/contact",
    "/api/openapi.json",
    "/healthz",
    "/readyz",
    "/metrics",
    "/chat",
    "/static",
    "/static/editor",
    "/widget*",
    "/demo*",
    "/signin",
    "/signin/code",
    "/signout",
    "/setup",
    "/invite/{token}",
}
EDITORS = frozenset({"editor", "approver"})


@dataclass(frozen=True)
class Door:
    """One route and method; `roles` is None where the route declares none."""

    method: str
    path: str
    roles: frozenset[str] | None

    @property
    def address(self) -> str:
        """The path with something in place of its parameters."""
        return re.sub(r"\{[^}]*:int\}", "0", re.sub(r"\{\w+\}", "x" * 22, self.path))


def doors(routes: list[BaseRoute], above: str = "") -> Iterator[Door]:
    """Every route below `routes`."""
    for route in routes:
        if isinstance(route, Mount) and route.routes:
            yield from doors(list(route.routes), above + route.path)
        elif isinstance(route, Route):
            declared = getattr(route.endpoint, "staff_roles", None)
            if declared is None and is_under(above + route.path, ("/editor", "/api/editor")):
                # knowledge must not import bot: it has a check of its own, tried out below.
                declared = EDITORS
            for method in sorted((route.methods or {"GET"}) - {"HEAD"}):
                yield Door(method, above + route.path, declared)
        elif isinstance(route, Mount):
            yield Door("GET", above + route.path, None)
        else:
            yield Door("GET", repr(route), None)


def is_public(path: str) -> bool:
    """Whether a path is meant for everybody."""
    return any(path == one or (one.endswith("*") and path.startswith(one[:-1])) for one in PUBLIC)


def all_doors(folder: Path) -> list[Door]:
    """The app's doors."""
    return list(doors(make_app(folder, FakeEngine()).routes))


async def tried(browser: Browser, door: Door, headers: dict[str, str]) -> httpx.Response | None:
    """The answer, or None for a stream that goes on, which is let in, too."""
    try:
        if door.method == "GET":
            request = browser.get(door.address, headers=headers)
        else:
            sent = {"headers": {**headers, "X-CSRF-Token": browser.csrf}}
            request = browser.client.request(door.method, door.address, data={}, **sent)
        return await asyncio.wait_for(request, 3)
    except asyncio.TimeoutError:
        return None


def staff_doors(app: Starlette) -> list[Door]:
    """The doors that are not everybody's."""
    return [door for door in doors(app.routes) if not is_public(door.path)]


def test_every_route_says_who_may_use_it(tmp_path: Path) -> None:
    undeclared = {
        door.path for door in all_doors(tmp_path) if door.roles is None and not is_public(door.path)
    }
    assert undeclared == set()


def test_nothing_public_is_below_a_staff_path(tmp_path: Path) -> None:
    ways_in = {"/signin", "/signin/code", "/signout", "/setup", "/invite/{token}"}
    for door in all_doors(tmp_path):
        if is_public(door.path) and door.path not in ways_in:
            assert not is_under(door.path, STAFF_PATHS), door.path


def test_every_staff_page_that_changes_something_is_under_the_form_tokens_paths(
    tmp_path: Path,
) -> None:
    for door in all_doors(tmp_path):
        if door.roles is not None and door.method != "GET":
            assert is_under(door.path, STAFF_PATHS), door.path


async def test_the_outsider_gets_nowhere(house: House) -> None:
    await colleague(house.app, "admin")
    for door in staff_doors(house.app):
        answer = await tried(house.stranger(), door, PAGE)
        assert answer is not None, door
        if door.path.startswith("/api/"):
            assert answer.status_code == 401, door
        else:
            assert answer.status_code == 303, door
            assert answer.headers["location"].startswith("/signin?next="), door
        answer = await tried(house.stranger(), door, SCRIPT)
        assert answer is not None and answer.status_code == 401, door
        error = answer.json()["error"]
        assert error["code"] and error["what_to_do"], door


async def test_a_made_up_session_gets_nowhere(house: House) -> None:
    await colleague(house.app, "admin")
    for door in staff_doors(house.app):
        answer = await tried(Browser(house.app, "made-up"), door, SCRIPT)
        assert answer is not None and answer.status_code == 401, door


async def test_before_anybody_has_an_account_staff_pages_lead_to_the_set_up(house: House) -> None:
    for door in staff_doors(house.app):
        if not door.path.startswith("/api/"):
            answer = await tried(house.stranger(), door, PAGE)
            assert answer is not None and answer.headers.get("location") == "/setup", door


@pytest.mark.parametrize("role", sorted(ROLES))
async def test_each_role_gets_where_it_may_and_nowhere_else(house: House, role: str) -> None:
    await colleague(house.app, "admin", name="Somebody else")
    for door in staff_doors(house.app):
        person = await colleague(house.app, role, name=f"P{abs(hash((door, role)))}")
        answer = await tried(person, door, SCRIPT)
        allowed = not door.roles or role == "admin" or role in door.roles
        status = answer.status_code if answer is not None else 200
        if not allowed:
            assert status == 403, (role, door)
            assert answer is not None and answer.json()["error"]["code"], (role, door)
        else:
            assert status not in (401, 403, 500), (role, door, answer and answer.text)
            if door.method != "GET":
                forged = await person.client.request(
                    door.method, door.address, data={}, headers=SCRIPT
                )
                # Signing out or disabling may just have ended the session: that is fine, too.
                assert forged.status_code in (403, 401), (role, door)
