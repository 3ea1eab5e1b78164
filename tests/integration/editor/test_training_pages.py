"""Training is for admins: a button, how far it is, and what came of it."""

from __future__ import annotations

import pytest

from tests.integration.editor.office import CSRF, Office

REPORT = {
    "questions_added": 2,
    "new": {"red_flags": 25, "red_right": 24, "calm": 55, "calm_right": 55, "examples": 9}
    | {"reached": 9, "missed": ["a <b>sign</b>"]},
    "old": {"red_flags": 25, "red_right": 25, "calm": 55, "calm_right": 55, "examples": 9}
    | {"reached": 9, "missed": []},
}


@pytest.mark.parametrize("name", ["", "charlie", "alice", "bob"])
async def test_only_admins_train(office: Office, name: str) -> None:
    async with office.person(name) as other:
        for path in ("/editor/training", "/editor/training/progress"):
            assert (await other.get(path)).status_code == (403 if name else 303)
        answer = await other.post("/editor/training", data={"csrf": CSRF})
        assert answer.status_code == (403 if name else 303)
        page = await other.get("/editor")
        assert "/editor/training" not in page.text
    assert office.started == [] and office.trainings.latest() == []


async def test_a_training_is_started_once_and_followed(office: Office) -> None:
    async with office.person("ada") as ada:
        assert "Train a new model" in (await ada.get("/editor/training")).text
        assert (await ada.get("/editor/training/progress")).json() == {"status": "none"}
        await ada.post("/editor/training", data={"csrf": CSRF})
        await ada.post("/editor/training", data={"csrf": CSRF})
        assert len(office.started) == 1
        office.trainings.advance(office.started[0], "examining the new model", 2, 5)
        told = (await ada.get("/editor/training/progress")).json()
        assert told == {
            "status": "running",
            "step": "examining the new model",
            "done": 2,
            "total": 5,
        }
        page = (await ada.get("/editor/training")).text
        assert "examining the new model" in page and "Train a new model" not in page
    assert ("Ada", "training_started", str(office.started[0])) in office.noted


async def test_a_refused_model_says_why_and_that_the_old_one_stays(office: Office) -> None:
    number = office.trainings.begin("Ada")
    assert number is not None
    reasons = ("It misses 1 more of the 25 stored warning signs.",)
    office.trainings.end(number, "refused", reasons=reasons, report=REPORT)
    async with office.person("ada") as ada:
        page = (await ada.get("/editor/training")).text
    assert reasons[0] + " The old model stays." in page
    assert "24 of 25" in page and "25 of 25" in page
    assert "a &lt;b&gt;sign" in page
    assert "Train a new model" in page
