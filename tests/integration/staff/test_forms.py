"""A change needs the session's own token: missing, wrong, another's, another site's are refused."""

from __future__ import annotations

import pytest

from tests.integration.staff.conftest import House, csrf_in
from tests.integration.staff.people import HTTPS, PAGE, PASSWORD, SCRIPT, colleague, hired

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]
BOB = {"name": "Bob", "email": "bob@clinic.example", "roles": "front_desk"}


async def test_a_form_with_its_token_is_taken(house: House) -> None:
    admin = await colleague(house.app, "admin")
    assert (await admin.post("/staff/invite", BOB)).status_code == 200


@pytest.mark.parametrize("token", ["", "0" * 64, "ü"])
async def test_a_wrong_token_changes_nothing(house: House, token: str) -> None:
    admin = await colleague(house.app, "admin")
    answer = await admin.post("/staff/invite", {**BOB, "csrf": token})
    assert answer.status_code == 403 and "Nothing was changed" in answer.text
    assert len(house.parts.staff.accounts.all()) == 1


async def test_a_form_without_a_token_changes_nothing(house: House) -> None:
    admin = await colleague(house.app, "admin")
    answer = await admin.client.post("/staff/invite", data=BOB, headers=PAGE)
    assert answer.status_code == 403
    answer = await admin.client.post("/staff/invite", json=BOB, headers=SCRIPT)
    assert answer.status_code == 403 and answer.json()["error"]["code"] == "form_expired"
    assert len(house.parts.staff.accounts.all()) == 1


async def test_another_sessions_token_changes_nothing(house: House) -> None:
    admin = await colleague(house.app, "admin")
    other = await colleague(house.app, "admin", name="Bob")
    answer = await admin.post("/staff/invite", {**BOB, "csrf": other.csrf})
    assert answer.status_code == 403
    # Nor does one from before the sign-in, which a stranger could have planted.
    stranger = house.stranger()
    before = csrf_in(await stranger.get("/signin"))
    assert (await admin.post("/staff/invite", {**BOB, "csrf": before})).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://clinic.test.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_another_sites_form_is_refused_even_with_the_token(
    house: House, headers: dict[str, str]
) -> None:
    admin = await colleague(house.app, "admin")
    answer = await admin.post("/staff/invite", BOB, headers={**PAGE, **headers})
    assert answer.status_code == 403


async def test_our_own_origin_and_a_scripts_header_are_taken(house: House) -> None:
    admin = await colleague(house.app, "admin")
    headers = {
        **PAGE,
        "Origin": HTTPS,
        "Sec-Fetch-Site": "same-origin",
        "X-CSRF-Token": admin.csrf,
    }
    answer = await admin.client.post("/staff/invite", data=BOB, headers=headers)
    assert answer.status_code == 200
    wrong = {**headers, "X-CSRF-Token": "x"}
    answer = await admin.client.post("/staff/invite", data=BOB, headers=wrong)
    assert answer.status_code == 403


async def test_a_file_beside_the_token_reaches_the_endpoint_whole(house: House) -> None:
    admin = await colleague(house.app, "admin")
    files = {"file": ("x.bin", b"\0" * 300_000)}
    data = {"csrf": admin.csrf, **BOB}
    answer = await admin.client.post("/staff/invite", data=data, files=files, headers=PAGE)
    assert answer.status_code == 200
    huge = {"file": ("x.bin", b"\0" * 9_000_000)}
    answer = await admin.client.post("/staff/invite", data=data, files=huge, headers=PAGE)
    assert answer.status_code == 413
    broken = {**PAGE, "Content-Type": "multipart/form-data; boundary=x"}
    answer = await admin.client.post("/staff/invite", content=b"--y\r\n", headers=broken)
    assert answer.status_code == 403


async def test_nobody_is_signed_in_by_another_sites_form(house: House) -> None:
    alice = await hired(house.app, "front_desk")
    stranger = house.stranger()
    data = {"email": alice.email, "password": PASSWORD}
    answer = await stranger.client.post("/signin", data=data, headers=PAGE)
    assert answer.status_code == 403 and "cookie" in answer.text
    token = csrf_in(await house.stranger().get("/signin"))
    await stranger.get("/signin")
    answer = await stranger.client.post("/signin", data={**data, "csrf": token}, headers=PAGE)
    assert answer.status_code == 403


async def test_signing_out_needs_the_token_too(house: House) -> None:
    alice = await colleague(house.app, "front_desk")
    assert (await alice.client.post("/signout", headers=PAGE)).status_code == 403
    assert (await alice.get("/account")).status_code == 200


async def test_a_page_learns_its_new_token_after_signing_in_again(house: House) -> None:
    alice = await colleague(house.app, "front_desk")
    known = (await alice.get("/api/staff/session", headers=SCRIPT)).json()
    assert known["csrf"] == alice.csrf and known["roles"] == ["front_desk"]
    assert (await house.stranger().get("/api/staff/session")).status_code == 401


async def test_a_stranger_cannot_fill_the_memory(house: House) -> None:
    await hired(house.app, "front_desk")
    stranger = house.stranger()
    token = csrf_in(await stranger.get("/signin"))
    data = {"csrf": token, "email": "x" * 20_000, "password": "x"}
    answer = await stranger.client.post("/signin", data=data, headers=PAGE)
    assert answer.status_code == 413


async def test_what_goes_wrong_is_a_page_for_people_and_json_for_scripts(house: House) -> None:
    alice = await colleague(house.app, "admin")
    page = await alice.get("/staff/nobody")
    assert page.status_code == 404 and "<h1>There is no such account.</h1>" in page.text
    page = await alice.get("/nothing/here")
    assert page.status_code == 404 and "<h1>There is nothing at this address.</h1>" in page.text
    script = await alice.get("/nothing/here", headers=SCRIPT)
    assert script.status_code == 404 and script.json()["error"]["code"] == "not_found"
    # A patient's browser gets the one shape of the public API.
    assert (await house.stranger().get("/nothing/here")).json()["error"]["code"] == "not_found"


async def test_too_many_who_sign_in_at_once_are_told_so_on_a_page(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = await hired(house.app, "front_desk")
    monkeypatch.setattr("bot.web.signin_work.MOST_WAITING", 0)
    answer = await house.sign_in(house.stranger(), alice.email)
    assert answer.status_code == 503 and "Too many people are signing in." in answer.text
