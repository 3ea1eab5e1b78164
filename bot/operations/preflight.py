"""Whether it is safe to start: each problem is one line that says what to do about it.

Two modes: a clinic's, in which a number that nobody set could send a patient to the wrong place, so
nothing starts without it; and the demo, which starts with sample numbers and says so.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.desk.plan import BadPlan, Plan
from bot.desk.plan import load as load_plan
from bot.settings import Settings

NUMBERS = {
    "AFTERCARE_EMERGENCY_NUMBER": ("emergency_number", "the number of the emergency services"),
    "AFTERCARE_CLINIC_PHONE": ("clinic_phone", "the number where the clinic answers"),
    "AFTERCARE_CRISIS_LINE": ("crisis_line", "the line for thoughts of suicide"),
}
SAMPLE_PHONE = "555-0100"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
GUESSED = frozenset(
    "aftercare admin changeme default example letmein password postgres rasa secret test token".split()
)
LEAST_SECRET = 16
_NUMBER = re.compile(r"(?=(?:\D*\d){3})\+?[\d\s().\-/*#]+")


class Unsafe(Exception):
    """Why nothing may start: `problems`, each one line with what to do."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def check(settings: Settings, environment: Mapping[str, str] | None = None) -> list[str]:
    """What should be said loudly at start. Raises `Unsafe` when nothing may start.

    Makes the folder `settings.var`, and opens the database once.
    """
    environment = os.environ if environment is None else environment
    clinic = settings.mode == "clinic"
    plan, problems = _plan(settings)
    problems += _empty_numbers(settings)
    problems += _guessed_secrets(settings, environment)
    problems += _unknown_zone(environment)
    if clinic:
        problems += _samples(settings, environment)
        problems += _address(settings)
        problems += _other_zone(plan) if plan else []
    problems += _folder(settings.var)
    # Opening a SQLite database makes its file: not before all else is in order.
    problems = problems or _database(settings.database_url)
    if problems:
        raise Unsafe(problems)
    return _warnings(settings, plan)


def _warnings(settings: Settings, plan: Plan | None) -> list[str]:
    said = []
    if settings.mode == "demo":
        said.append(
            f"DEMO: the numbers that patients are told are samples (emergency "
            f"{settings.emergency_number}, clinic {settings.clinic_phone}, crisis line "
            f"{settings.crisis_line}). Never show this to patients. For real use set "
            "AFTERCARE_MODE=clinic and the clinic's own numbers."
        )
    elif plan is not None and not plan.contacts:
        said.append(
            "No contact is set up in the desk's plan: an escalation rings on the desk's page only, "
            "and nobody is alerted elsewhere. Add contacts to the file in AFTERCARE_DESK_PLAN."
        )
    return said


def _plan(settings: Settings) -> tuple[Plan | None, list[str]]:
    try:
        return load_plan(settings.desk_plan), []
    except BadPlan as error:
        return None, [f"AFTERCARE_DESK_PLAN: {error}. Put it right in that file."]


def _empty_numbers(settings: Settings) -> list[str]:
    return [
        f"{name} is {getattr(settings, field)!r}, which is no telephone number: set it to {what}."
        for name, (field, what) in NUMBERS.items()
        if not _NUMBER.fullmatch(getattr(settings, field))
    ]


def _samples(settings: Settings, environment: Mapping[str, str]) -> Iterator[str]:
    for name, (field, what) in NUMBERS.items():
        if not environment.get(name):
            yield f"{name} is not set: in clinic mode set it to {what}, as patients dial it."
        elif getattr(settings, field) == SAMPLE_PHONE:
            yield f"{name} is still the sample {SAMPLE_PHONE}, which is nobody's: set it to {what}."
    if not environment.get("AFTERCARE_CLINIC_NAME"):
        yield "AFTERCARE_CLINIC_NAME is not set: in clinic mode set it to the clinic's name."
    if settings.desk_plan is None:
        yield (
            "AFTERCARE_DESK_PLAN is not set: copy bot/desk/plan.yml, put in the clinic's own time "
            "zone, hours and contacts, and name the copy there."
        )


def _address(settings: Settings) -> list[str]:
    parts = urlsplit(settings.public_url)
    if parts.scheme == "https" or parts.hostname in LOOPBACK:
        return []
    return [
        f"AFTERCARE_PUBLIC_URL is {settings.public_url!r}: set it to the https:// address that the "
        "proxy gives to patients and staff; browsers keep no sign-in over plain http."
    ]


def _guessed_secrets(settings: Settings, environment: Mapping[str, str]) -> Iterator[str]:
    token = environment.get("AFTERCARE_RASA_TOKEN", "")
    if token and (len(token) < LEAST_SECRET or token.lower() in GUESSED):
        yield (
            "AFTERCARE_RASA_TOKEN is a default or too short: set 16 random characters or more, "
            "for example from `openssl rand -hex 24`."
        )
    url = _url(settings.database_url)
    if url is not None and url.password is not None and settings.mode == "clinic":
        password = str(url.password)
        if password.lower() in GUESSED or password == url.username:
            yield (
                "AFTERCARE_DATABASE_URL holds a default password: give the database's user a "
                "random one."
            )


def _unknown_zone(environment: Mapping[str, str]) -> list[str]:
    name = environment.get("TZ", "").lstrip(":")
    if not name or name.startswith("/"):
        return []
    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        # The C library takes such a name for UTC without a word.
        return [f"TZ is {name!r}, which is no time zone: set one such as Europe/London."]
    return []


def _other_zone(plan: Plan) -> list[str]:
    """Days since treatment and opening hours are told by both clocks, so they must agree."""
    now = datetime.now(plan.hours.zone)
    for day in (now, now + timedelta(days=182)):
        here = day.replace(tzinfo=None).astimezone().utcoffset()
        if here != day.replace(tzinfo=plan.hours.zone).utcoffset():
            return [
                f"This machine's time zone is not {plan.hours.zone.key}, the desk plan's: set "
                f"TZ={plan.hours.zone.key}, or put time_zone right in the plan."
            ]
    return []


def _folder(var: Path) -> list[str]:
    try:
        var.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=var):
            return []
    except OSError as error:
        return [
            f"AFTERCARE_VAR is {str(var)!r}, where nothing can be written ({error.strerror}): "
            "choose a folder that this user owns."
        ]


def _database(address: str) -> list[str]:
    from knowledge.engine import create

    url = _url(address)
    if url is None:
        return [
            "AFTERCARE_DATABASE_URL is no database address: write sqlite:////path/aftercare.db or "
            "postgresql+psycopg2://user:password@host/name."
        ]
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        return [f"AFTERCARE_DATABASE_URL names {url.get_backend_name()}: use SQLite or PostgreSQL."]
    shown = url.render_as_string(hide_password=True)
    try:
        database = create(address)
    except ImportError as error:
        return [f"AFTERCARE_DATABASE_URL needs the driver {error.name!r}: install psycopg2-binary."]
    except (SQLAlchemyError, OSError) as error:
        return [_unreachable(shown, error)]
    try:
        with database.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except SQLAlchemyError as error:
        return [_unreachable(shown, error)]
    finally:
        database.dispose()
    return []


def _unreachable(shown: str, error: Exception) -> str:
    why = str(getattr(error, "orig", None) or error).strip().splitlines() or [type(error).__name__]
    return f"the database {shown} can't be opened ({why[0]}): is the address right, does it run?"


def _url(address: str) -> URL | None:
    try:
        return make_url(address)
    except (ArgumentError, ValueError):
        return None
