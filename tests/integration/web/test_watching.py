"""What whoever runs the service can see: readiness by part, figures, the dashboard, the logs."""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import structlog

from bot.settings import ROOT
from bot.web import logs
from knowledge.library import Library
from tests.integration.web.conftest import Opening
from tests.integration.web.fakes import EMERGENCY, ORDINARY, Clinic

pytestmark = [pytest.mark.asyncio, pytest.mark.filterwarnings("error")]

CANARY = "zebrafinch"


async def numbers(clinic: Clinic) -> dict[str, float]:
    """The samples of /metrics by name and labels."""
    text = (await clinic.client.get("/metrics")).text
    pairs = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in pairs}


async def test_readiness_names_every_part(clinic: Clinic) -> None:
    answer = await clinic.client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ready",
        "database": "up",
        "engine": "up",
        "knowledge": "up",
        "outbox": "up",
        "outbox_age": 0,
        "dead_letters": 0,
    }


async def test_however_often_it_is_asked_rasa_parses_once(clinic: Clinic) -> None:
    asked = 0

    async def ready() -> bool:
        nonlocal asked
        asked += 1
        return True

    clinic.engine.ready = ready  # type: ignore[method-assign]
    for _ in range(20):
        assert (await clinic.client.get("/readyz")).status_code == 200
    assert asked == 1


async def test_without_entries_it_is_not_ready(opening: Opening) -> None:
    async with opening(library=lambda: Library({})) as clinic:
        answer = await clinic.client.get("/readyz")
        assert (answer.status_code, answer.json()["knowledge"]) == (503, "down")
        assert (await clinic.client.get("/healthz")).status_code == 200


async def test_a_database_that_takes_no_writes_is_down(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(clinic.app.state.parts.store, "beat", full)
    answer = await clinic.client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "down")
    assert (await clinic.client.get("/healthz")).status_code == 200


async def test_the_figures_tell_what_waits_and_how_long(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.web.readiness.KEPT_SECONDS", -1.0)
    before = await numbers(clinic)
    assert before["aftercare_escalations_unacknowledged"] == 0
    alice = await clinic.patient()
    await alice.says(f"{CANARY} {EMERGENCY}")
    await alice.says(ORDINARY)
    clinic.clock.now += timedelta(seconds=90)
    with clinic.app.state.parts.store.transaction() as connection:
        connection.exec_driver_sql("UPDATE desk_outbox SET delivered_at = NULL")
    after = await numbers(clinic)
    assert after['aftercare_escalations_waiting{urgency="emergency"}'] == 1
    assert after["aftercare_oldest_unacknowledged_seconds"] == pytest.approx(90, abs=1)
    assert after["aftercare_outbox_age_seconds"] == pytest.approx(90, abs=1)
    for layer in ("receive", "screen", "engine", "complete"):
        assert after[f'aftercare_layer_seconds_count{{layer="{layer}"}}'] >= 1
    text = (await clinic.client.get("/metrics")).text
    assert CANARY not in text and alice.id not in text


async def test_the_dashboard_shows_metrics_that_exist(clinic: Clinic) -> None:
    dashboard = json.loads((ROOT / "docs/grafana.json").read_text(encoding="utf-8"))
    known = {
        name
        for family in clinic.app.state.parts.metrics.registry.collect()
        for name in (
            family.name,
            *(
                f"{family.name}_{end}"
                for end in {"counter": ["total"], "histogram": ["bucket"]}.get(family.type, [])
            ),
        )
    }
    queries = [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]
    shown = {name for query in queries for name in re.findall(r"aftercare_[a-z_]+", query)}
    assert shown - known == set()
    assert (
        known
        - shown
        - {name for name in known if f"{name}_total" in known or f"{name}_bucket" in known}
        == set()
    )
    ids = [panel["id"] for panel in dashboard["panels"]]
    assert len(ids) == len(set(ids)) and all(panel["title"] for panel in dashboard["panels"])


async def test_logs_are_json_and_hold_no_words_of_an_exception(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, before = logging.getLogger(), (logging.getLogger().handlers, logging.getLogger().level)
    config = structlog.get_config()
    try:
        logs.configure()
        try:
            raise ValueError(CANARY)
        except ValueError:
            logging.getLogger("library").exception("it failed\n%s", CANARY)
            structlog.get_logger("ours").error("it failed", exc_info=True, part="engine")
        lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    finally:
        root.handlers, level = before[0], before[1]
        root.setLevel(level)
        structlog.configure(**config)
    assert [line["event"] for line in lines] == ["it failed", "it failed"]
    assert all(line["error"] == "ValueError" and "timestamp" in line for line in lines)
    assert lines[1]["part"] == "engine"
    assert CANARY not in json.dumps(lines)


async def test_an_error_of_the_database_quotes_no_words(tmp_path: Path) -> None:
    import sqlalchemy as sa

    from knowledge.engine import create

    database = create(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(sa.exc.SQLAlchemyError) as error, database.begin() as connection:
        connection.execute(sa.text("INSERT INTO none VALUES (:words)"), {"words": CANARY})
    database.dispose()
    assert CANARY not in str(error.value)
    assert sys.exc_info() == (None, None, None)
