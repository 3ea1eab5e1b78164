"""What is mutated, and the tests that should notice."""

from __future__ import annotations

SUBJECTS: dict[str, tuple[str, ...]] = {
    "bot.triage.assess": ("tests/unit/triage/test_rows.py", "tests/unit/triage/test_laws.py"),
    "bot.triage.screen": ("tests/unit/triage/test_screen.py",),
    "bot.desk.alarms": ("tests/unit/desk/test_alarms.py",),
    "bot.desk.store.outbox": ("tests/integration/web/test_outbox.py",),
    "bot.staff.model": ("tests/unit/staff/test_who_may.py",),
    "bot.web.guard": ("tests/unit/web/test_guard.py", "tests/unit/staff/test_next_address.py"),
}
KNOWN: dict[tuple[str, str], str] = {
    ("bot.desk.alarms", "10  ->  11"): "the wait is bounded at five minutes long before",
    ("bot.desk.store.outbox", "1  ->  2"): "the first of them is taken",
    ("bot.desk.store.outbox", "True  ->  False"): "PostgreSQL only: a second sender waits instead",
    ("bot.triage.assess", "return False  ->  return None"): "as good as False",
    ("bot.triage.assess", "0  ->  1"): "no row asks for one day",
}
"""Survivors that change nothing anybody could see, and why."""
