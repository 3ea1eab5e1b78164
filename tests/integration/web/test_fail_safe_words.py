"""Whatever fails, no error and no log line holds what a patient wrote."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from tests.integration.web.fakes import EMERGENCY, FAULTS, Clinic

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]


async def test_an_unexpected_error_shows_and_logs_no_words(
    clinic: Clinic,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    alice = await clinic.patient()

    def broken(*_: Any) -> None:
        raise OperationalError("SELECT canary", {"text": "canary"}, Exception("canary"))

    monkeypatch.setattr(clinic.app.state.parts.store, "after", broken)
    answer = await clinic.client.get(alice.path("transcript"), headers=alice.headers)
    assert answer.status_code == 500
    assert answer.json()["error"]["code"] == "internal"
    assert "Traceback" not in answer.text and "canary" not in answer.text
    logged = "".join(capsys.readouterr()) + caplog.text
    assert "OperationalError" in logged and "canary" not in logged


async def test_no_log_line_holds_a_patients_words(
    clinic: Clinic, capsys: pytest.CaptureFixture[str]
) -> None:
    alice = await clinic.patient()
    for fault in FAULTS.values():
        clinic.engine.answer = fault
        await alice.says("canary " + EMERGENCY)
        await alice.says("canary")
    assert "canary" not in "".join(capsys.readouterr())
