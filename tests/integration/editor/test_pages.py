"""Each page as each person meets it: the list, one entry, its form, its review, its history."""

from __future__ import annotations

import pytest

from tests.integration.editor.office import CSRF, Office

READ = [
    "/editor",
    "/editor?q=sleep&status=published&area=neck&symptom=twitching&section=S04&due=yes&sort=due",
    "/editor?page=99&status=nonsense&sort=nonsense",
    "/editor/due",
    "/editor/new",
    "/editor/entries/sleeping",
    "/editor/entries/sleeping/edit",
    "/editor/entries/sleeping/review",
    "/editor/entries/sleeping/history",
]


@pytest.mark.parametrize("path", READ)
@pytest.mark.parametrize("name", ["alice", "bob", "ada"])
async def test_those_who_may_read(office: Office, name: str, path: str) -> None:
    async with office.person(name) as browser:
        answer = await browser.get(path)
    assert answer.status_code == 200, answer.text
    assert "<h1>" in answer.text


@pytest.mark.parametrize("path", READ)
async def test_the_outsider_is_sent_to_sign_in_and_others_are_refused(
    office: Office, path: str
) -> None:
    async with office.person("") as nobody:
        answer = await nobody.get(path)
        assert answer.status_code == 303 and answer.headers["location"].startswith("/signin")
    async with office.person("charlie") as charlie:
        assert (await charlie.get(path)).status_code == 403


@pytest.mark.parametrize("rest", ["", "/edit", "/review", "/history"])
async def test_an_entry_that_is_not_there(office: Office, rest: str) -> None:
    async with office.person("alice") as alice:
        assert (await alice.get(f"/editor/entries/nobody{rest}")).status_code == 404


async def test_the_list_finds_by_words_filters_and_sorts(office: Office) -> None:
    async with office.person("alice") as alice:
        found = (await alice.get("/editor?q=pillow+best")).text
        assert "How to sleep" in found and "A small twitch" not in found
        found = (await alice.get("/editor?symptom=swallowing_difficulty")).text
        assert "If swallowing gets hard" in found and "How to sleep" not in found
        assert "How to sleep" not in (await alice.get("/editor?section=S06")).text
        assert "No entry fits" in (await alice.get("/editor?q=unheard+of")).text
        rows = (await alice.get("/editor?sort=title")).text
        assert rows.index("A small twitch") < rows.index("How to sleep") < rows.index("If swallow")


async def test_a_page_of_a_long_list_keeps_its_filters(office: Office) -> None:
    from tests.integration.editor.office import made

    for number in range(55):
        questions = tuple(f"question {number} {letter}" for letter in "abcde")
        one = made(f"more-{number:02}", f"More {number:02}", "It fades.", questions)
        office.repository.save_revision(one, author="up")
    async with office.person("alice") as alice:
        page = (await alice.get("/editor?q=more&sort=title")).text
        assert "Page 1 of 2" in page and "q=more" in page and "page=2" in page
        assert "More 54" in (await alice.get("/editor?q=more&sort=title&page=2")).text


async def test_what_is_due_comes_up_a_month_before(office: Office) -> None:
    async with office.person("alice") as alice:
        assert "Nothing is due" in (await alice.get("/editor/due")).text
        office.clock.pass_by(days=340)
        assert "How to sleep" in (await alice.get("/editor/due")).text
        assert "overdue" not in (await alice.get("/editor/due")).text
        office.clock.pass_by(days=40)
        assert "overdue" in (await alice.get("/editor/due")).text
        assert "How to sleep" in (await alice.get("/editor?due=yes")).text


async def test_what_people_type_is_text_everywhere(office: Office) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    async with office.person("alice") as alice:
        fields = {
            "csrf": CSRF,
            "title": evil,
            "id": "evil",
            "answer": evil,
            "questions": evil,
            "topic": '"><script>',
            "urgency": "info",
            "safety_net": "general",
            "review_by": evil,
        }
        wrong = await alice.post("/editor/new", data=fields)
        assert wrong.status_code == 422
        kept = await alice.post("/editor/new", data={**fields, "review_by": ""})
        assert kept.status_code == 303
        pages = [wrong.text]
        for rest in ("", "/edit", "/review", "/history"):
            pages.append((await alice.get(f"/editor/entries/evil{rest}")).text)
        pages.append((await alice.get("/editor", params={"q": evil})).text)
        preview = await alice.post("/editor/preview", data=fields)
        pages.append(preview.json()["html"])
    for page in pages:
        assert "<script>alert" not in page and "<img" not in page and '"><script>' not in page


async def test_no_page_holds_inline_script_or_style(office: Office) -> None:
    async with office.person("ada") as ada:
        for path in READ:
            text = (await ada.get(path)).text
            assert "style=" not in text and "<style" not in text and " onclick" not in text
            assert "<script>" not in text
