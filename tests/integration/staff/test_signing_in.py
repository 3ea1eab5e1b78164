"""The door: who gets in, who does not, and what the browser keeps."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from http.cookies import SimpleCookie

import httpx
import pyotp
import pytest

from bot.staff.audit import Actor
from tests.integration.staff.conftest import House, csrf_in
from tests.integration.staff.people import (
    COOKIE,
    HTTPS,
    PAGE,
    PASSWORD,
    SCRIPT,
    Browser,
    colleague,
    hired,
)

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]
ALICE = "alice@clinic.example"


async def test_the_right_password_opens_the_page_somebody_wanted(house: House) -> None:
    await hired(house.app, "admin")
    browser = house.stranger()
    sent_away = await browser.get("/audit?what=signed+out")
    assert sent_away.status_code == 303
    door = sent_away.headers["location"]
    assert door == "/signin?next=%2Faudit%3Fwhat%3Dsigned%2Bout"
    form = await browser.get(door)
    assert 'value="/audit?what=signed+out"' in form.text
    answer = await house.sign_in(browser, " Alice@Clinic.Example ", next="/audit?what=signed+out")
    assert answer.headers["location"] == "/audit?what=signed+out"
    assert (await browser.get("/audit")).status_code == 200
    assert "signed_in" in house.actions()


@pytest.mark.parametrize(
    ("roles", "page"),
    [
        (["front_desk"], "/desk"),
        (["editor"], "/editor"),
        (["approver"], "/editor"),
        (["admin"], "/staff"),
        (["front_desk", "admin"], "/desk"),
    ],
)
async def test_without_a_wish_it_leads_to_the_page_of_the_role(
    house: House, roles: list[str], page: str
) -> None:
    await hired(house.app, *roles)
    answer = await house.sign_in(house.stranger(), ALICE)
    assert answer.headers["location"] == page


@pytest.mark.parametrize("wish", ["https://evil.example/", "//evil.example", "/\\evil.example"])
async def test_no_wish_leads_to_another_site(house: House, wish: str) -> None:
    await hired(house.app, "front_desk")
    answer = await house.sign_in(house.stranger(), ALICE, next=wish)
    assert answer.headers["location"] == "/desk"


async def test_the_session_cookie_is_for_this_host_https_and_no_script(house: House) -> None:
    await hired(house.app, "front_desk")
    answer = await house.sign_in(house.stranger(), ALICE)
    cookies = SimpleCookie()
    for line in answer.headers.get_list("set-cookie"):
        cookies.load(line)
    session = cookies[COOKIE]
    assert session["secure"] and session["httponly"] and session["path"] == "/"
    assert session["samesite"].lower() == "lax" and not session["domain"] and not session["expires"]


@pytest.mark.parametrize(
    ("address", "name", "secure"),
    [
        ("http://127.0.0.1:8000", "aftercare-session-local", False),
        ("http://localhost:8000", "aftercare-session-local", False),
        ("http://[::1]:8000", "aftercare-session-local", False),
        ("https://localhost", COOKIE, True),
        ("http://clinic.test", COOKIE, True),
        ("http://127.0.0.1.evil.example", COOKIE, True),
    ],
)
async def test_only_plain_http_on_the_machine_itself_gets_another_cookie(
    house: House, address: str, name: str, secure: bool
) -> None:
    await hired(house.app, "front_desk")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(house.app), base_url=address
    ) as client:
        form = await client.get("/signin", headers=PAGE)
        visitor = form.headers["set-cookie"]
        assert ("Secure" in visitor) is secure
        data = {"csrf": csrf_in(form), "email": ALICE, "password": PASSWORD}
        sent = {**PAGE, "Cookie": visitor.partition(";")[0]}
        answer = await client.post("/signin", data=data, headers=sent)
        kept = [line for line in answer.headers.get_list("set-cookie") if line.startswith(name)]
        assert len(kept) == 1 and ("Secure" in kept[0]) is secure


async def test_a_secure_clinic_does_not_take_the_loopback_cookie(house: House) -> None:
    alice = await colleague(house.app, "admin")
    browser = house.stranger()
    browser.client.cookies.set("aftercare-session-local", alice.token)
    assert (await browser.get("/staff")).status_code == 303


async def test_the_token_changes_with_every_sign_in_and_the_old_one_is_worthless(
    house: House,
) -> None:
    alice = await colleague(house.app, "admin")
    mallory = await hired(house.app, "front_desk", name="Mallory")
    browser = Browser(house.app, "planted-by-somebody")
    form = await browser.get("/signin")
    data = {"csrf": csrf_in(form), "email": mallory.email, "password": PASSWORD}
    await browser.client.post("/signin", data=data, headers=PAGE)
    assert browser.client.cookies[COOKIE] != "planted-by-somebody"
    # Signing in where somebody else is signed in ends their session.
    shared = Browser(house.app, alice.token, alice.account)
    answer = await shared.post("/signin", {"email": mallory.email, "password": PASSWORD})
    assert answer.status_code == 303
    assert (await Browser(house.app, alice.token).get("/account")).status_code == 303


async def test_five_failures_bring_a_pause_that_says_when_it_ends(house: House) -> None:
    await hired(house.app, "front_desk")
    browser = house.stranger()
    for left in (4, 3, 2):
        answer = await house.sign_in(browser, ALICE, "wrong")
        assert answer.status_code == 401 and f"{left} more tries" in answer.text
    assert "1 more try" in (await house.sign_in(browser, ALICE, "wrong")).text
    assert "pause of 15 minutes" in (await house.sign_in(browser, ALICE, "wrong")).text
    house.clock.now += timedelta(minutes=5)
    ends = (house.clock.now + timedelta(minutes=10)).astimezone()
    answer = await house.sign_in(browser, ALICE)  # even the right password
    assert answer.status_code == 429
    assert f"{ends:%H:%M}" in answer.text and "10 more minutes" in answer.text
    house.clock.now += timedelta(minutes=10)
    assert (await house.sign_in(browser, ALICE)).status_code == 303


async def test_an_address_nobody_has_is_answered_word_for_word_alike(house: House) -> None:
    await hired(house.app, "front_desk")
    disabled = await hired(house.app, "front_desk", name="Gone")
    await house.parts.threads.write(
        house.parts.staff.accounts.disable, disabled.id, Actor("", "t"), house.clock()
    )
    addresses = (ALICE, "nemo@clinic.example", disabled.email)
    for _ in range(7):
        answers = [
            await house.sign_in(house.stranger(), email, "wrong password") for email in addresses
        ]
        texts = {
            answer.text.replace(csrf_in(answer), "").replace(email, "")
            for answer, email in zip(answers, addresses, strict=True)
        }
        assert len(texts) == 1
        assert len({answer.status_code for answer in answers}) == 1


async def test_an_address_nobody_has_costs_the_same_hashing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await hired(house.app, "front_desk")
    checked: list[str | None] = []
    fits = house.parts.passwords.fits

    async def counting(password_hash: str | None, password: str) -> bool:
        checked.append(password_hash)
        return await fits(password_hash, password)

    monkeypatch.setattr(house.parts.passwords, "fits", counting)
    await house.sign_in(house.stranger(), "nobody@clinic.example")
    await house.sign_in(house.stranger(), ALICE, "wrong")
    assert [bool(one) for one in checked] == [False, True]


async def test_many_tries_at_once_are_no_more_than_five(house: House) -> None:
    await hired(house.app, "front_desk")
    browsers = [house.stranger() for _ in range(12)]
    answers = await asyncio.gather(
        *(house.sign_in(browser, ALICE, f"guess {n}") for n, browser in enumerate(browsers))
    )
    assert [answer.status_code for answer in answers].count(401) == 5


async def test_a_session_ends_unused_or_in_any_case(house: House) -> None:
    alice = await colleague(house.app, "front_desk")
    for _ in range(11):
        house.clock.now += timedelta(minutes=59)
        assert (await alice.get("/account")).status_code == 200
    house.clock.now += timedelta(minutes=59)
    assert (await alice.get("/account")).status_code == 200
    house.clock.now += timedelta(minutes=13)  # more than twelve hours in all
    assert (await alice.get("/account")).status_code == 303
    bob = await colleague(house.app, "front_desk", name="Bob")
    house.clock.now += timedelta(minutes=61)
    assert (await bob.get("/account")).status_code == 303


async def test_a_script_on_a_page_whose_session_ended_hears_what_to_do(house: House) -> None:
    alice = await colleague(house.app, "front_desk")
    house.clock.now += timedelta(hours=2)
    answer = await alice.get("/account", headers=SCRIPT)
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "signed_out"
    assert "Sign in in another tab" in answer.json()["error"]["what_to_do"]


async def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(house: House) -> None:
    admin = await colleague(house.app, "admin")
    house.clock.now += timedelta(hours=2)
    headers = {**PAGE, "Referer": f"{HTTPS}/staff"}
    answer = await admin.post("/staff/invite", {"name": "Bob"}, headers=headers)
    assert answer.headers["location"] == "/signin?next=%2Fstaff"
    elsewhere = {**PAGE, "Referer": "https://evil.example/staff"}
    answer = await admin.post("/staff/invite", {"name": "Bob"}, headers=elsewhere)
    assert answer.headers["location"] == "/signin?next=%2Faccount"


async def test_signing_out_ends_the_session_itself(house: House) -> None:
    alice = await colleague(house.app, "front_desk")
    answer = await alice.post("/signout")
    assert answer.status_code == 303
    assert (await Browser(house.app, alice.token).get("/account")).status_code == 303
    assert house.actions()[-1] == "signed_out"


async def test_a_second_step_needs_its_code_once_each(house: House) -> None:
    account = await hired(house.app, "admin")
    staff, me = house.parts.staff, Actor(account.id, account.name)
    secret = staff.second_step.begin(account.id)
    codes = staff.second_step.turn_on(
        account.id, pyotp.TOTP(secret).at(house.clock()), me, house.clock()
    )
    house.clock.now += timedelta(minutes=1)
    browser = house.stranger()
    answer = await house.sign_in(browser, ALICE, next="/audit")
    assert answer.headers["location"] == "/signin/code?next=%2Faudit"
    # Half-way is not in.
    assert (await browser.get("/audit")).status_code == 303
    form = await browser.get("/signin/code?next=/audit")
    wrong = {"csrf": csrf_in(form), "code": "000000", "next": "/audit"}
    answer = await browser.client.post("/signin/code", data=wrong, headers=PAGE)
    assert answer.status_code == 401 and "does not fit" in answer.text
    right = {**wrong, "code": pyotp.TOTP(secret).at(house.clock())}
    answer = await browser.client.post("/signin/code", data=right, headers=PAGE)
    assert answer.headers["location"] == "/audit"
    # The same code again, in another browser.
    second = house.stranger()
    await house.sign_in(second, ALICE)
    again = {**right, "csrf": csrf_in(await second.get("/signin/code"))}
    answer = await second.client.post("/signin/code", data=again, headers=PAGE)
    assert answer.status_code == 401
    # A recovery code, once.
    lost = {**again, "code": codes[0].upper().replace("-", " ")}
    answer = await second.client.post("/signin/code", data=lost, headers=PAGE)
    assert answer.status_code == 303
    third = house.stranger()
    await house.sign_in(third, ALICE)
    lost = {**lost, "csrf": csrf_in(await third.get("/signin/code"))}
    assert (await third.client.post("/signin/code", data=lost, headers=PAGE)).status_code == 401


async def test_the_second_step_is_not_open_for_long(house: House) -> None:
    account = await hired(house.app, "admin")
    staff = house.parts.staff
    secret = staff.second_step.begin(account.id)
    now = pyotp.TOTP(secret).at(house.clock())
    staff.second_step.turn_on(account.id, now, Actor("", "t"), house.clock())
    browser = house.stranger()
    await house.sign_in(browser, ALICE)
    house.clock.now += timedelta(minutes=6)
    assert (await browser.get("/signin/code")).headers["location"].startswith("/signin?")


async def test_codes_are_guessed_no_more_often_than_passwords(house: House) -> None:
    account = await hired(house.app, "admin")
    staff = house.parts.staff
    secret = staff.second_step.begin(account.id)
    now = pyotp.TOTP(secret).at(house.clock())
    staff.second_step.turn_on(account.id, now, Actor("", "t"), house.clock())
    house.clock.now += timedelta(minutes=2)
    browser = house.stranger()
    await house.sign_in(browser, ALICE)
    csrf = csrf_in(await browser.get("/signin/code"))
    answers = [
        await browser.client.post(
            "/signin/code", data={"csrf": csrf, "code": f"00000{n}"}, headers=PAGE
        )
        for n in range(5)
    ]
    assert answers[-1].status_code == 429
    right = {"csrf": csrf, "code": pyotp.TOTP(secret).at(house.clock())}
    answer = await browser.client.post("/signin/code", data=right, headers=PAGE)
    assert answer.status_code == 429
