"""The front desk: every page and address of it, each behind `guard.staff("front_desk")`."""

from __future__ import annotations

from bot.web import (
    desk_alerts,
    desk_ask,
    desk_case,
    desk_chat,
    desk_live,
    desk_numbers,
    desk_queue,
    desk_search,
)

ROUTES = [
    *desk_queue.ROUTES,
    *desk_live.ROUTES,
    *desk_case.ROUTES,
    *desk_alerts.ROUTES,
    *desk_ask.ROUTES,
    *desk_search.ROUTES,
    *desk_numbers.ROUTES,
    *desk_chat.ROUTES,
]
