"""The first admin, invitations, roles, disabling, resetting; and one's own account."""

from __future__ import annotations

import asyncio
import html
import re
import stat
from datetime import timedelta

import httpx
import pyotp
import pytest

from bot.staff.audit import Actor
from tests.integration.staff.conftest import House, csrf_in
from tests.integration.staff.people import PAGE, PASSWORD, Browser, colleague, hired

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]
NEW = "marmalade kettle orbit"
FIRST = {
    "name": "Ann Admin",
    "email": "ann@clinic.example",
    "password": PASSWORD,
    "again": PASSWORD,
}


def link_in(answer: httpx.Response) -> str:
    """The path of the one-time link on a page."""
    return re.search(r"https://clinic\.test(/invite/[\w-]+)", html.unescape(answer.text))[1]


async def set_up(house: House, browser: Browser, code: str, **more: str) -> httpx.Response:
    """Fill in the form for the first admin."""
    form = await browser.get("/setup")
    data = {"csrf": csrf_in(form), "code": code, **FIRST, **more}
    return await browser.client.post("/setup", data=data, headers=PAGE)


def setup_code_of(house: House) -> str:
    """What is printed on the server."""
    return (house.var / "setup-code").read_text().strip()


async def test_a_fresh_install_leads_to_the_set_up_which_needs_the_servers_code(
    house: House,
) -> None:
    browser = house.stranger()
    assert (await browser.get("/signin")).headers["location"] == "/setup"
    await browser.get("/setup")
    file = house.var / "setup-code"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for wrong in ("", "AAAA-AAAA-AAAA-AAAA"):
        answer = await set_up(house, browser, wrong)
        assert answer.status_code == 422 and "not the set-up code" in answer.text
    assert house.parts.staff.accounts.nobody_yet()
    answer = await set_up(house, browser, setup_code_of(house).lower().replace("-", " "))
    assert answer.headers["location"] == "/staff?welcome=1"
    assert not file.exists()
    assert "second admin" in (await browser.get("/staff?welcome=1")).text
    (account,) = house.parts.staff.accounts.all()
    assert account.roles == {"admin"} and account.name == "Ann Admin"


async def test_nobody_sets_a_clinic_up_twice(house: House) -> None:
    first, second = house.stranger(), house.stranger()
    form = await second.get("/setup")
    code = setup_code_of(house)
    await set_up(house, first, code)
    data = {"csrf": csrf_in(form), "code": code, **FIRST, "email": "eve@clinic.example"}
    answer = await second.client.post("/setup", data=data, headers=PAGE)
    assert answer.status_code == 404
    assert (await second.get("/setup")).status_code == 404
    assert not (house.var / "setup-code").exists()


async def test_two_who_set_up_at_once_make_one_account(house: House) -> None:
    browsers = [house.stranger(), house.stranger()]
    await browsers[0].get("/setup")
    code = setup_code_of(house)
    answers = await asyncio.gather(
        *(
            set_up(house, browser, code, email=f"p{n}@clinic.example")
            for n, browser in enumerate(browsers)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [303, 404]
    assert len(house.parts.staff.accounts.all()) == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"password": "short", "again": "short"}, "at least 12"),
        ({"password": "password12345", "again": "password12345"}, "too easy to guess"),
        ({"password": "ann@clinic.example", "again": "ann@clinic.example"}, "too easy to guess"),
        ({"again": "something else"}, "not the same"),
        ({"name": "  "}, "Write your name"),
        ({"name": "x" * 101}, "Write your name"),
        ({"email": "ann"}, "Write an e-mail address"),
        ({"email": "a b@c.de"}, "Write an e-mail address"),
    ],
)
async def test_what_is_wrong_is_said_beside_the_field_and_nothing_else_is_lost(
    house: House, change: dict[str, str], says: str
) -> None:
    browser = house.stranger()
    await browser.get("/setup")
    answer = await set_up(house, browser, setup_code_of(house), **change)
    assert answer.status_code == 422 and says in answer.text
    kept = {**FIRST, **change}
    assert f'value="{html.escape(kept["email"])}"' in answer.text
    assert f'value="{kept["name"]}"' in answer.text
    assert kept["password"] not in answer.text or kept["password"] == kept["email"]
    assert house.parts.staff.accounts.nobody_yet()


async def test_an_invitation_works_once(house: House) -> None:
    admin = await colleague(house.app, "admin")
    form = {"name": "Bob", "email": "bob@clinic.example", "roles": ["editor", "approver"]}
    path = link_in(await admin.post("/staff/invite", form))
    bob = house.stranger()
    welcome = await bob.get(path)
    assert "Welcome, Bob" in welcome.text
    assert (await bob.get(path)).status_code == 200  # looking does not use it up
    data = {"csrf": csrf_in(welcome), "name": "Bob B", "password": NEW, "again": NEW}
    answer = await bob.client.post(path, data=data, headers=PAGE)
    assert answer.headers["location"] == "/editor"
    account = house.parts.staff.accounts.by_email("bob@clinic.example")
    assert account.name == "Bob B" and account.roles == {"editor", "approver"}
    assert (await bob.get("/account")).status_code == 200
    thief = house.stranger()
    assert (await thief.get(path)).status_code == 410
    data["csrf"] = csrf_in(await thief.get("/signin"))
    assert (await thief.client.post(path, data=data, headers=PAGE)).status_code == 410
    assert (await house.sign_in(house.stranger(), "bob@clinic.example", NEW)).status_code == 303


@pytest.mark.parametrize("how", ["late", "replaced", "disabled", "made up"])
async def test_a_link_that_is_late_replaced_or_made_up_opens_nothing(
    house: House, how: str
) -> None:
    admin = await colleague(house.app, "admin")
    form = {"name": "Bob", "email": "bob@clinic.example", "roles": "editor"}
    path = link_in(await admin.post("/staff/invite", form))
    bob = house.parts.staff.accounts.by_email("bob@clinic.example")
    if how == "late":
        house.clock.now += timedelta(days=3)
    elif how == "replaced":
        newer = link_in(await admin.post(f"/staff/{bob.id}/reset"))
        assert (await house.stranger().get(newer)).status_code == 200
    elif how == "disabled":
        await admin.post(f"/staff/{bob.id}/disable")
    else:
        path = "/invite/" + "x" * 43
    answer = await house.stranger().get(path)
    assert answer.status_code == 410 and "Ask an admin" in answer.text


async def test_a_bad_invitation_says_so_beside_the_field(house: House) -> None:
    admin = await colleague(house.app, "admin")
    good = {"name": "Bob", "email": "bob@clinic.example", "roles": "editor"}
    for change, says in (
        ({"email": "ALICE@clinic.example"}, "has an account with this address"),
        ({"email": "bob"}, "Write an e-mail address"),
        ({"name": ""}, "Write your name"),
        ({"roles": []}, "at least one role"),
        ({"roles": ["editor", "king"]}, "at least one role"),
    ):
        answer = await admin.post("/staff/invite", {**good, **change})
        assert answer.status_code == 422 and says in answer.text, change
    assert len(house.parts.staff.accounts.all()) == 1


async def test_a_disabled_account_is_out_at_once_and_may_come_back(house: House) -> None:
    admin = await colleague(house.app, "admin")
    bob = await colleague(house.app, "front_desk", name="Bob")
    assert (await bob.get("/account")).status_code == 200
    await admin.post(f"/staff/{bob.account.id}/disable")
    assert (await bob.get("/account")).status_code == 303
    assert (await house.sign_in(house.stranger(), bob.account.email)).status_code == 401
    await admin.post(f"/staff/{bob.account.id}/enable")
    assert (await bob.get("/account")).status_code == 303  # the old session stays dead
    assert (await house.sign_in(house.stranger(), bob.account.email)).status_code == 303


async def test_a_changed_role_counts_from_the_next_request(house: House) -> None:
    admin = await colleague(house.app, "admin")
    bob = await colleague(house.app, "admin", name="Bob")
    assert (await bob.get("/audit")).status_code == 200
    await admin.post(f"/staff/{bob.account.id}/roles", {"roles": ["front_desk"]})
    assert (await bob.get("/audit")).status_code == 403
    assert "may not do this" in (await bob.get("/audit")).text


async def test_the_last_admin_stays(house: House) -> None:
    admin = await colleague(house.app, "admin")
    me = admin.account.id
    answer = await admin.post(f"/staff/{me}/roles", {"roles": ["editor"]})
    assert answer.status_code == 409 and "Nobody would be left" in answer.text
    assert (await admin.post(f"/staff/{me}/disable")).status_code == 409
    # Somebody who was only invited cannot manage accounts yet.
    form = {"name": "Bob", "email": "bob@clinic.example", "roles": "admin"}
    await admin.post("/staff/invite", form)
    assert (await admin.post(f"/staff/{me}/roles", {"roles": ["editor"]})).status_code == 409
    await colleague(house.app, "admin", name="Carol")
    answer = await admin.post(f"/staff/{me}/roles", {"roles": ["editor"]})
    assert answer.status_code == 303


async def test_a_reset_ends_the_old_password_and_all_sessions(house: House) -> None:
    admin = await colleague(house.app, "admin")
    bob = await colleague(house.app, "front_desk", name="Bob")
    path = link_in(await admin.post(f"/staff/{bob.account.id}/reset"))
    assert (await bob.get("/account")).status_code == 303
    assert (await house.sign_in(house.stranger(), bob.account.email)).status_code == 401
    browser = house.stranger()
    form = await browser.get(path)
    assert "Choose a new password" in form.text
    data = {"csrf": csrf_in(form), "name": "Bob", "password": NEW, "again": NEW}
    assert (await browser.client.post(path, data=data, headers=PAGE)).status_code == 303
    assert (await browser.get("/account")).status_code == 200


async def test_a_link_does_not_get_around_the_second_step(house: House) -> None:
    admin = await colleague(house.app, "admin")
    bob = await hired(house.app, "front_desk", name="Bob")
    steps = house.parts.staff.second_step
    code = pyotp.TOTP(steps.begin(bob.id)).at(house.clock())
    steps.turn_on(bob.id, code, Actor("", "t"), house.clock())
    for boxes, leads_to in (({}, "/signin"), ({"second_step_off": "yes"}, "/desk")):
        path = link_in(await admin.post(f"/staff/{bob.id}/reset", boxes))
        browser = house.stranger()
        data = {"name": "Bob", "password": NEW, "again": NEW}
        data["csrf"] = csrf_in(await browser.get(path))
        answer = await browser.client.post(path, data=data, headers=PAGE)
        assert answer.headers["location"] == leads_to


async def test_changing_the_password_signs_out_everywhere_else(house: House) -> None:
    here = await colleague(house.app, "front_desk")
    account = here.account
    there = Browser(
        house.app, house.parts.staff.sessions.open(account.id, "x", house.clock()), account
    )
    wrong = {"present": "wrong", "password": NEW, "again": NEW}
    answer = await here.post("/account/password", wrong)
    assert answer.status_code == 422 and "not your present password" in answer.text
    easy = {"present": PASSWORD, "password": "alice alice alice", "again": "alice alice alice"}
    assert "too easy" in (await here.post("/account/password", easy)).text
    answer = await here.post("/account/password", {**wrong, "present": PASSWORD})
    assert answer.status_code == 303
    assert (await there.get("/account")).status_code == 303
    assert (await here.get("/account")).status_code == 200
    assert (await Browser(house.app, here.token).get("/account")).status_code == 303
    assert (await house.sign_in(house.stranger(), account.email)).status_code == 401
    assert (await house.sign_in(house.stranger(), account.email, NEW)).status_code == 303


async def test_the_present_password_is_guessed_no_more_often_than_at_the_door(
    house: House,
) -> None:
    alice = await colleague(house.app, "front_desk")
    form = {"password": NEW, "again": NEW}
    for n in range(5):
        await alice.post("/account/password", {**form, "present": f"guess {n}"})
    answer = await alice.post("/account/password", {**form, "present": PASSWORD})
    assert answer.status_code == 422 and "paused until" in answer.text


async def test_signing_out_everywhere_else_keeps_this_browser(house: House) -> None:
    here = await colleague(house.app, "front_desk")
    token = house.parts.staff.sessions.open(here.account.id, "Firefox/1 Linux", house.clock())
    page = await here.get("/account")
    assert "Firefox on Linux" in page.text and "this one" in page.text
    await here.post("/account/sessions")
    assert (await here.get("/account")).status_code == 200
    assert (await Browser(house.app, token).get("/account")).status_code == 303


async def test_the_second_step_is_set_up_with_a_picture_and_its_first_code(house: House) -> None:
    alice = await colleague(house.app, "front_desk")
    other = house.parts.staff.sessions.open(alice.account.id, "x", house.clock())
    assert (await alice.get("/account/second-step")).status_code == 404
    assert (await alice.get("/account/second-step/picture.png")).status_code == 404
    await alice.post("/account/second-step/begin", {"present": "wrong"})
    assert (await alice.get("/account/second-step")).status_code == 404
    await alice.post("/account/second-step/begin", {"present": PASSWORD})
    page = await alice.get("/account/second-step")
    secret = re.search(r'"copyable">([A-Z2-7 ]+)<', page.text)[1].replace(" ", "")
    picture = await alice.get("/account/second-step/picture.png")
    assert picture.content.startswith(b"\x89PNG") and picture.headers["cache-control"] == "no-store"
    assert secret.encode() not in picture.content
    wrong = await alice.post("/account/second-step", {"code": "123"})
    assert wrong.status_code == 422 and "does not fit" in wrong.text
    code = pyotp.TOTP(secret).at(house.clock())
    done = await alice.post("/account/second-step", {"code": f"{code[:3]} {code[3:]}"})
    codes = re.findall(r"<li>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</li>", done.text)
    assert len(set(codes)) == 10
    assert (await Browser(house.app, other).get("/account")).status_code == 303
    assert "10 recovery codes" in (await alice.get("/account")).text
    renewed = await alice.post("/account/second-step/codes", {"present": PASSWORD})
    assert codes[0] not in renewed.text and "recovery codes" in renewed.text
    await alice.post("/account/second-step/off", {"present": PASSWORD})
    page = await alice.get("/account")
    assert "Set it up" in page.text
    assert house.parts.staff.second_step.codes_left(alice.account.id) == 0
