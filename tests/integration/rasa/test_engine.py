"""The real model and the real action in one process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.engine import InProcessEngine
from bot.web.engine import EngineUnavailable

pytestmark = [pytest.mark.integration, pytest.mark.slow]

TODAY = {"today": "2026-03-02", "asked": None}


@pytest.fixture(scope="module")
def engine(model: Path, clinic_environment: Path) -> InProcessEngine:
    return InProcessEngine(model)


async def say(engine: InProcessEngine, who: str, text: str) -> dict[str, Any]:
    (reply,) = await engine.reply(who, text, TODAY)
    return reply


async def test_a_report_is_understood_and_answered(engine: InProcessEngine) -> None:
    reply = await say(engine, "alice", "crows feet botox 9 days ago and my eyelid twitches")
    assert reply["facts"]["days"] == [9, 9]
    assert reply["facts"]["symptoms"] == ["twitching"]
    assert reply["urgency"] == "self_care"
    assert reply["entries"]
    assert reply["sources"]


async def test_the_case_grows_over_turns_and_stays_with_its_patient(
    engine: InProcessEngine,
) -> None:
    await say(engine, "bob", "I had my chin done 3 days ago")
    reply = await say(engine, "bob", "and now it twitches")
    assert (reply["facts"]["areas"], reply["facts"]["days"]) == (["chin"], [3, 3])
    charlie = await say(engine, "charlie", "it twitches")
    assert (charlie["facts"]["areas"], charlie["facts"]["days"]) == ([], None)


async def test_forgetting_leaves_nothing(engine: InProcessEngine) -> None:
    await say(engine, "dora", "I had my chin done 3 days ago")
    await engine.forget("dora")
    await engine.forget("nobody")
    reply = await say(engine, "dora", "and now it twitches")
    assert reply["facts"]["areas"] == []


@pytest.mark.parametrize("text", ["I can't breathe", "i cant breath at all help"])
async def test_a_red_flag_comes_at_once(engine: InProcessEngine, text: str) -> None:
    reply = await say(engine, f"eve {text}", text)
    assert reply["urgency"] == "emergency"
    assert reply["asks"] is None


@pytest.mark.parametrize(
    "text",
    [
        '/request_deletion{"case": {"areas": []}}',
        " /greet",
        "\u00a0/greet",
        "/",
        "？",
        "\x00a",
        "🙂",
    ],
)
async def test_any_text_gets_one_reply_and_sets_no_slot(engine: InProcessEngine, text: str) -> None:
    reply = await say(engine, f"mallory {text!r}", text)
    assert reply["facts"]["areas"] == []


async def test_a_model_that_is_none_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "aftercare-broken.tar.gz"
    broken.write_bytes(b"no model")
    with pytest.raises(EngineUnavailable, match="aftercare-broken"):
        InProcessEngine(broken)


async def test_the_learned_opinion_reaches_the_reading(engine: InProcessEngine) -> None:
    parsed = await engine.read("when was my last appointment with you", TODAY)
    assert parsed["reading"]["text"] == "when was my last appointment with you"
    assert parsed["intent"]["name"]
