"""How a clinic's desk works: hours, targets, alarms, contacts; read from a file like `plan.yml`."""

from __future__ import annotations

import os
import string
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from bot.desk.alarms import Schedule
from bot.desk.hours import DAYS, Hours, Span

DEFAULT = Path(__file__).parent / "plan.yml"
_ALARMING = ("emergency", "urgent", "review")


class BadPlan(Exception):
    """The file does not say what it must; the message names the place and what it should be."""


@dataclass(frozen=True)
class Reach:
    """Somebody to be alerted, by all of their addresses. These hold secrets: never show them."""

    name: str
    urls: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Plan:
    """What `plan.yml` says. Targets are in seconds."""

    hours: Hours
    targets: Mapping[str, int]
    alarms: Mapping[str, Schedule]
    contacts: tuple[Reach, ...]


def load(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Plan:
    """The plan in `path`, by default the one that comes with the product. Raises `BadPlan`."""
    path = path or DEFAULT
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadPlan(f"{path.name} can't be read: {type(error).__name__}") from None
    return parse(data, environment if environment is not None else os.environ)


def parse(data: Any, environment: Mapping[str, str]) -> Plan:
    """The plan in a file's content. Raises `BadPlan`."""
    top = _mapping(data, "the file")
    return Plan(
        hours=Hours(
            zone=_zone(top.get("time_zone")),
            week=_week(top.get("hours")),
            holidays={
                _day(day, "holidays"): str(name)
                for day, name in _mapping(top.get("holidays"), "holidays").items()
            },
            exceptions={
                _day(day, "exceptions"): _spans(spans, f"exceptions, {day}")
                for day, spans in _mapping(top.get("exceptions"), "exceptions").items()
            },
        ),
        targets={
            name: _seconds(value, f"targets, {name}", least=1)
            for name, value in _mapping(top.get("targets"), "targets").items()
        },
        alarms={
            _urgency(name): _schedule(value, f"alarms, {name}")
            for name, value in _mapping(top.get("alarms"), "alarms").items()
        },
        contacts=tuple(_reach(one, environment) for one in _list(top.get("contacts"), "contacts")),
    )


def _zone(name: Any) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (OSError, ValueError, LookupError):
        raise BadPlan(f"time_zone: {name!r} is no time zone, such as America/New_York") from None


def _week(data: Any) -> dict[int, tuple[Span, ...]]:
    week = {}
    for day, spans in _mapping(data, "hours").items():
        if day not in DAYS:
            raise BadPlan(f"hours: {day!r} is no weekday, such as monday")
        week[DAYS.index(day)] = _spans(spans, f"hours, {day}")
    return week


def _spans(data: Any, where: str) -> tuple[Span, ...]:
    spans = []
    for text in _list(data, where):
        start, dash, end = str(text).partition("-")
        try:
            span = (_clock(start), time.max if end.strip() == "24:00" else _clock(end))
        except ValueError:
            raise BadPlan(f'{where}: {text!r} is no span, such as "9:00-17:00"') from None
        if not dash or span[0] >= span[1] or (spans and spans[-1][1] > span[0]):
            raise BadPlan(f"{where}: {text!r} must end after it begins, and the next one later")
        spans.append(span)
    return tuple(spans)


def _clock(text: str) -> time:
    hours, _, minutes = text.strip().partition(":")
    return time(int(hours), int(minutes or 0))


def _day(value: Any, where: str) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise BadPlan(f"{where}: {value!r} is no day, such as 2026-12-25") from None


def _urgency(name: Any) -> str:
    if name not in _ALARMING:
        raise BadPlan(f"alarms: {name!r} is none of {', '.join(_ALARMING)}")
    return str(name)


def _schedule(data: Any, where: str) -> Schedule:
    given = _mapping(data, where)
    offsets = tuple(
        _seconds(one, where) for one in _list(given.get("offsets", [0, 60, 180]), where)
    )
    if not offsets or offsets[0] != 0 or list(offsets) != sorted(set(offsets)):
        raise BadPlan(f"{where}: offsets must begin with 0 and grow")
    return Schedule(
        offsets,
        _seconds(given.get("hand_on", 120), where, least=1),
        _seconds(given.get("again", 900), where, least=60),
    )


def _reach(data: Any, environment: Mapping[str, str]) -> Reach:
    given = _mapping(data, "contacts")
    name = str(given.get("name") or "").strip()
    if not name:
        raise BadPlan("contacts: each needs a name")
    urls = []
    for url in _list(given.get("urls"), f"contacts, {name}"):
        try:
            urls.append(string.Template(str(url)).substitute(environment))
        except (KeyError, ValueError) as error:
            raise BadPlan(f"contacts, {name}: {error} is not in the environment") from None
    if not urls:
        raise BadPlan(f"contacts, {name}: needs at least one address in urls")
    return Reach(name, tuple(urls))


def _seconds(value: Any, where: str, *, least: int = 0) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise BadPlan(f"{where}: {value!r} is no number of seconds from {least}")
    return value


def _mapping(value: Any, where: str) -> dict[Any, Any]:
    return _checked(value if value is not None else {}, dict, where)


def _list(value: Any, where: str) -> list[Any]:
    return _checked(value if value is not None else [], list, where)


def _checked(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind):
        raise BadPlan(f"{where}: should be a {'list' if kind is list else 'mapping'}")
    return value
