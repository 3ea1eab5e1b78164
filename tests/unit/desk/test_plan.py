"""The file that says how a clinic's desk works."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bot.desk.alarms import Schedule
from bot.desk.hours import in_words
from bot.desk.plan import BadPlan, load, parse

LEAST: dict[str, Any] = {"time_zone": "Europe/Berlin", "hours": {"monday": ["9:00-17:00"]}}


def test_the_one_that_comes_with_the_product_holds_and_alerts_nobody() -> None:
    plan = load()
    assert in_words(plan.hours) == "Monday to Friday, 9:00 to 17:00"
    assert plan.contacts == ()
    assert plan.targets["emergency"] == 60
    assert plan.alarms["emergency"] == Schedule((0, 60, 180), 120, 900)


def test_spans_holidays_exceptions_and_contacts() -> None:
    plan = parse(
        {
            **LEAST,
            "hours": {"monday": ["9:00-12:30", "13-24:00"]},
            "holidays": {"2026-12-25": "Christmas Day"},
            "exceptions": {date(2026, 12, 24): []},
            "contacts": [{"name": "Duty", "urls": ["json://${HOST}/x", "mailto://a:b@c.org"]}],
        },
        {"HOST": "relay"},
    )
    assert plan.hours.week[0] == ((time(9), time(12, 30)), (time(13), time.max))
    assert plan.hours.spans(date(2026, 12, 24)) == ()
    assert plan.contacts[0].urls[0] == "json://relay/x"
    assert "relay" not in repr(plan), "an address holds a password"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"time_zone": "Mars/Olympus"}, "time zone"),
        ({"time_zone": None}, "time zone"),
        ({"time_zone": "../../etc/passwd"}, "time zone"),
        ({"hours": {"moonday": []}}, "weekday"),
        ({"hours": {"monday": ["9-5"]}}, "end after"),
        ({"hours": {"monday": ["nine to five"]}}, "no span"),
        ({"hours": {"monday": ["9:00"]}}, "no span"),
        ({"hours": {"monday": ["9-12", "11-14"]}}, "next one later"),
        ({"hours": ["monday"]}, "mapping"),
        ({"holidays": {"Christmas": "x"}}, "no day"),
        ({"targets": {"urgent": "soon"}}, "seconds"),
        ({"targets": {"urgent": True}}, "seconds"),
        ({"alarms": {"info": {}}}, "none of"),
        ({"alarms": {"urgent": {"offsets": [60]}}}, "begin with 0"),
        ({"alarms": {"urgent": {"again": 1}}}, "seconds"),
        ({"contacts": [{"urls": ["json://x"]}]}, "needs a name"),
        ({"contacts": [{"name": "Duty", "urls": []}]}, "at least one"),
        ({"contacts": [{"name": "Duty", "urls": ["json://${NOT_SET}"]}]}, "NOT_SET"),
    ],
)
def test_a_mistake_is_named(more: dict[str, Any], words: str) -> None:
    with pytest.raises(BadPlan, match=words):
        parse({**LEAST, **more}, {})


@pytest.mark.parametrize("content", [None, "[1, 2", "just words"])
def test_a_file_that_is_none_is_named(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "plan.yml"
    if content is not None:
        path.write_text(content)
    with pytest.raises(BadPlan):
        load(path, {})
