"""The desk's numbers: what happened in a period, each number leading to its chats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.desk.cases import OUTCOMES
from bot.desk.store.figures import Figures
from bot.triage.assess import rules
from bot.web.desk_common import desk_page, render
from bot.web.desk_view import KINDS, STATUSES, duration
from bot.web.parts import Parts, parts_of

LONGEST_DAYS = 366
MOST_BARS = 15


@dataclass(frozen=True)
class Bar:
    """One bar of a chart: what it is, how much, and the chats behind it."""

    label: str
    value: int
    link: str
    tone: str = ""


@desk_page
async def page(request: Request) -> Response:
    """The numbers of a period, by default the last seven days."""
    parts = parts_of(request)
    zone = parts.desk.plan.hours.zone
    first, last = _period(request, parts.clock().astimezone(zone).date())
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    figures = await parts.threads.read(parts.desk.counting.figures, begin, end, zone)
    titles = await parts.threads.read(_titles, parts)
    today = parts.clock().astimezone(zone).date()
    return render(
        request,
        "desk/numbers.html",
        figures=figures,
        first=first,
        last=last,
        tiles=_tiles(figures, first, last),
        charts=_charts(figures, first, last, titles),
        periods=[
            (words, today - timedelta(days=days - 1), today)
            for words, days in (("7 days", 7), ("30 days", 30), ("90 days", 90))
        ],
        here="numbers",
    )


def _period(request: Request, today: date) -> tuple[date, date]:
    """From and to, both included; what makes no sense becomes the last seven days."""
    try:
        first = date.fromisoformat(request.query_params.get("from", ""))
        last = date.fromisoformat(request.query_params.get("to", ""))
    except ValueError:
        return today - timedelta(days=6), today
    if not timedelta(0) <= last - first <= timedelta(days=LONGEST_DAYS):
        return today - timedelta(days=6), today
    return first, last


def _titles(parts: Parts) -> dict[str, str]:
    return {entry.id: entry.title for entry in parts.desk.library().entries.values()}


def _link(first: date, last: date, **more: str) -> str:
    return "/desk/conversations?" + urlencode({"from": str(first), "to": str(last), **more})


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.0f} %"


def _tiles(figures: Figures, first: date, last: date) -> list[dict[str, Any]]:
    """The few numbers that say how it goes."""

    def tile(words: str, value: object, detail: str, **more: str) -> dict[str, Any]:
        return {
            "words": words,
            "value": value,
            "detail": detail,
            "link": _link(first, last, **more),
        }

    up, down = figures.thumbs.get("up", 0), figures.thumbs.get("down", 0)
    median, p95 = figures.seen_median, figures.seen_p95
    return [
        tile(
            "Chats",
            figures.chats,
            f"{figures.messages} message{'s' if figures.messages != 1 else ''}",
        ),
        tile("Red flags", figures.red_flags, f"{figures.unseen} not seen yet", kind="red_flag"),
        tile(
            "Seen by a person after",
            "–" if median is None else duration(median),
            "median; 95 of 100 within " + ("–" if p95 is None else duration(p95)),
            kind="red_flag",
        ),
        tile(
            "Taken over by staff",
            figures.taken_over,
            f"{_percent(figures.share(figures.taken_over))} of the chats",
            taken_over="yes",
        ),
        tile(
            "Not answered by the bot",
            _percent(figures.share(figures.unanswered)),
            f"{figures.unanswered} of the chats",
            unanswered="yes",
        ),
        tile("Thumbs up", up, f"of {up + down} given", thumb="up"),
        tile("Thumbs down", down, f"of {up + down} given", thumb="down"),
    ]


def _charts(
    figures: Figures, first: date, last: date, titles: dict[str, str]
) -> list[tuple[str, str, list[Bar]]]:
    """Title, what it counts, and bars."""
    named = {rule.id: rule for rule in rules()}
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [
        (
            "Chats by day",
            "chats",
            [
                Bar(f"{day:%a} {day.day} {day:%b}", figures.by_day.get(day, 0), _link(day, day))
                for day in days
            ]
            if len(days) <= 31
            else _weeks(figures, days),
        ),
        (
            "Questions by topic",
            "answers given",
            [
                Bar(titles.get(entry, entry), count, _link(first, last, entry=entry))
                for entry, count in list(figures.entries.items())[:MOST_BARS]
            ],
        ),
        (
            "Answers that did not help",
            "chats with a thumb down",
            [
                Bar(titles.get(entry, entry), count, _link(first, last, entry=entry, thumb="down"))
                for entry, count in list(figures.unhelpful.items())[:MOST_BARS]
            ],
        ),
        (
            "Red flags by rule",
            "cases",
            [
                Bar(
                    f"{rule} {_rule_words(named[rule])}" if rule in named else rule,
                    count,
                    _link(first, last, rule=rule),
                    named[rule].urgency if rule in named else "",
                )
                for rule, count in list(figures.rules.items())[:MOST_BARS]
            ],
        ),
        (
            "Why a person was called",
            "cases",
            [
                Bar(KINDS.get(kind, kind), count, _link(first, last, kind=kind))
                for kind, count in figures.kinds.items()
            ],
        ),
        (
            "How the cases ended",
            "cases",
            [
                Bar(
                    OUTCOMES.get(outcome, STATUSES.get(outcome, outcome)),
                    count,
                    _link(first, last, outcome=outcome),
                )
                for outcome, count in figures.outcomes.items()
            ],
        ),
    ]


def _weeks(figures: Figures, days: list[date]) -> list[Bar]:
    bars = []
    for start in range(0, len(days), 7):
        week = days[start : start + 7]
        count = sum(figures.by_day.get(day, 0) for day in week)
        label = f"from {week[0].day} {week[0]:%b}"
        bars.append(Bar(label, count, _link(week[0], week[-1])))
    return bars


def _rule_words(rule: Any) -> str:
    return ", ".join(sorted(rule.any)).replace("_", " ").replace(":", " ")


ROUTES = [Route("/desk/numbers", page, methods=["GET"])]
