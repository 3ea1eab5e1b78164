"""Configuration from the environment; documented in docs/operations.md.

The clinic's own numbers have United States defaults for a first look on one's own machine and must
be set for real use (hazard H12).
"""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from pathlib import Path

from environs import Env, ValidationError, validate

CONSENT = ("none", "notice", "ask")
MODES = ("demo", "clinic")
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """Everything the processes need to know from outside. Durations are in seconds."""

    clinic_name: str
    clinic_phone: str
    emergency_number: str
    crisis_line: str
    opening_hours: str
    retention_days: int
    database_url: str
    var: Path
    models: Path
    web_host: str
    web_port: int
    rasa_port: int
    actions_port: int
    rasa_timeout: float
    screen_timeout: float
    desk_plan: Path | None = None
    public_url: str = "http://127.0.0.1:8000"
    allowed_origins: tuple[str, ...] = ()
    consent: str = "notice"
    keep_questions: bool = False
    session_idle_minutes: int = 60
    session_hours: int = 12
    mode: str = "demo"
    redis_url: str = ""
    rasa_host: str = "127.0.0.1"
    rasa_bind: str = "127.0.0.1"
    trusted_proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    rate_chats: int = 30
    rate_messages: int = 20
    rate_address: int = 300
    rate_sign_in: int = 20
    most_turns: int = 64
    most_streams: int = 1000


def _origins(origins: list[str]) -> None:
    """Only whole origins, as browsers send them: a path or a * would not match, or match too much."""
    for origin in origins:
        if not re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?", origin):
            raise ValidationError(f"{origin!r} is no origin like https://www.clinic.example")


def _networks(names: list[str]) -> None:
    for name in names:
        try:
            ipaddress.ip_network(name, strict=False)
        except ValueError:
            raise ValidationError(f"{name!r} is no address or network like 10.0.0.0/8") from None


def _not_negative(number: int) -> None:
    if number < 0:
        raise ValidationError("must be 0 (no limit) or more")


def load(environment: dict[str, str] | None = None) -> Settings:
    """Settings from `environment`, or from the process's own.

    Raises `environs.EnvError` naming the variable that is missing or not of its form.
    """
    env = Env()
    if environment is not None:
        os.environ.update(environment)
    with env.prefixed("AFTERCARE_"):
        var = Path(env.str("VAR", str(ROOT / "var")))
        return Settings(
            clinic_name=env.str("CLINIC_NAME", "the clinic"),
            clinic_phone=env.str("CLINIC_PHONE", "555-0100"),
            emergency_number=env.str("EMERGENCY_NUMBER", "911"),
            crisis_line=env.str("CRISIS_LINE", "988"),
            opening_hours=env.str("OPENING_HOURS", "Monday to Friday, 9:00 to 17:00"),
            retention_days=env.int("RETENTION_DAYS", 30),
            keep_questions=env.bool("KEEP_QUESTIONS", False),
            database_url=env.str("DATABASE_URL", f"sqlite:///{var / 'aftercare.db'}"),
            var=var,
            models=Path(env.str("MODELS", str(ROOT / "models"))),
            web_host=env.str("WEB_HOST", "127.0.0.1"),
            web_port=env.int("WEB_PORT", 8000),
            rasa_port=env.int("RASA_PORT", 5005),
            actions_port=env.int("ACTIONS_PORT", 5055),
            rasa_timeout=env.float("RASA_TIMEOUT", 5.0),
            screen_timeout=env.float("SCREEN_TIMEOUT", 0.7),
            session_idle_minutes=env.int("SESSION_IDLE_MINUTES", 60),
            session_hours=env.int("SESSION_HOURS", 12),
            desk_plan=Path(plan) if (plan := env.str("DESK_PLAN", "")) else None,
            public_url=env.str(
                "PUBLIC_URL",
                f"http://{env.str('WEB_HOST', '127.0.0.1')}:{env.int('WEB_PORT', 8000)}",
            ),
            allowed_origins=tuple(env.list("ALLOWED_ORIGINS", [], validate=_origins)),
            mode=env.str("MODE", "demo", validate=validate.OneOf(MODES)),
            redis_url=env.str("REDIS_URL", ""),
            rasa_host=env.str("RASA_HOST", "127.0.0.1"),
            rasa_bind=env.str("RASA_BIND", "127.0.0.1"),
            trusted_proxies=tuple(
                env.list("TRUSTED_PROXIES", ["127.0.0.1", "::1"], validate=_networks)
            ),
            rate_chats=env.int("RATE_CHATS", 30, validate=_not_negative),
            rate_messages=env.int("RATE_MESSAGES", 20, validate=_not_negative),
            rate_address=env.int("RATE_ADDRESS", 300, validate=_not_negative),
            rate_sign_in=env.int("RATE_SIGN_IN", 20, validate=_not_negative),
            most_turns=env.int("MOST_TURNS", 64, validate=_not_negative),
            most_streams=env.int("MOST_STREAMS", 1000, validate=_not_negative),
            consent=env.str("CONSENT", "notice", validate=validate.OneOf(CONSENT)),
        )
