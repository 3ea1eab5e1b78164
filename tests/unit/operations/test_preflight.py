"""Hazard H12 and its like: nothing starts with a configuration that could hurt somebody."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.operations import exposure, preflight
from bot.settings import ROOT, Settings, load
from tests.unit.test_supervisor import free_port

PLAN = """
time_zone: Europe/London
hours: {monday: ["9:00-17:00"]}
contacts: [{name: Reception, urls: ["json://desk.example"]}]
"""
CLINIC = {
    "AFTERCARE_CLINIC_NAME": "Harley",
    "AFTERCARE_CLINIC_PHONE": "020 7946 0000",
    "AFTERCARE_EMERGENCY_NUMBER": "999",
    "AFTERCARE_CRISIS_LINE": "116 123",
}


@pytest.fixture(autouse=True)
def _in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def clinic(folder: Path, **more: Any) -> Settings:
    """A clinic with everything in order."""
    plan = folder / "plan.yml"
    plan.write_text(PLAN)
    return replace(
        load(),
        mode="clinic",
        clinic_name="Harley",
        clinic_phone="020 7946 0000",
        emergency_number="999",
        crisis_line="116 123",
        desk_plan=plan,
        public_url="https://chat.harley.example",
        var=folder / "var",
        database_url=f"sqlite:///{folder / 'var/aftercare.db'}",
        **more,
    )


def problems(settings: Settings, environment: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(preflight.Unsafe) as refused:
        preflight.check(settings, CLINIC if environment is None else environment)
    assert all("\n" not in line for line in refused.value.problems)
    return refused.value.problems


def test_a_clinic_with_everything_in_order_starts_without_a_word(tmp_path: Path) -> None:
    assert preflight.check(clinic(tmp_path), CLINIC) == []


def test_the_demo_starts_and_says_loudly_that_its_numbers_are_samples(tmp_path: Path) -> None:
    settings = replace(load(), var=tmp_path, database_url=f"sqlite:///{tmp_path / 'a.db'}")
    (said,) = preflight.check(settings, {})
    assert said.startswith("DEMO: the numbers that patients are told are samples")
    assert "911" in said and "AFTERCARE_MODE=clinic" in said


@pytest.mark.parametrize("name", sorted(CLINIC))
def test_a_clinic_must_say_its_own(name: str, tmp_path: Path) -> None:
    without = {key: value for key, value in CLINIC.items() if key != name}
    (line,) = problems(clinic(tmp_path), without)
    assert line.startswith(f"{name} is not set")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"emergency_number": ""}, "AFTERCARE_EMERGENCY_NUMBER is '', which is no telephone"),
        ({"crisis_line": "see website"}, "AFTERCARE_CRISIS_LINE is 'see website'"),
        ({"clinic_phone": "555-0100"}, "AFTERCARE_CLINIC_PHONE is still the sample"),
        ({"desk_plan": None}, "AFTERCARE_DESK_PLAN is not set: copy bot/desk/plan.yml"),
        ({"desk_plan": Path("/none.yml")}, "AFTERCARE_DESK_PLAN: none.yml can't be read"),
        ({"public_url": "http://chat.harley.example"}, "AFTERCARE_PUBLIC_URL is"),
        ({"var": Path("/proc/none")}, "AFTERCARE_VAR is '/proc/none', where nothing can be"),
        ({"database_url": "aftercare.db"}, "AFTERCARE_DATABASE_URL is no database address"),
        ({"database_url": "mysql://a@b/c"}, "AFTERCARE_DATABASE_URL names mysql"),
        (
            {"database_url": "postgresql+psycopg2://a:s3cret-s3cret@127.0.0.1:1/c"},
            "the database postgresql+psycopg2://a:***@127.0.0.1:1/c can't be opened",
        ),
        (
            {"database_url": "postgresql+psycopg2://a:postgres@127.0.0.1:1/c"},
            "AFTERCARE_DATABASE_URL holds a default password",
        ),
        ({"database_url": "sqlite:////proc/none/a.db"}, "the database sqlite:////proc/none/a.db"),
    ],
)
def test_what_is_unsafe_is_named_with_what_to_do(
    changes: dict[str, Any], words: str, tmp_path: Path
) -> None:
    found = problems(replace(clinic(tmp_path), **changes))
    assert any(line.startswith(words) for line in found), found
    assert not any("s3cret" in line for line in found)


@pytest.mark.parametrize("token", ["secret", "CHANGEME", "short-one"])
def test_a_default_secret_is_refused_in_every_mode(token: str, tmp_path: Path) -> None:
    environment = {**CLINIC, "AFTERCARE_RASA_TOKEN": token}
    (line,) = problems(replace(clinic(tmp_path), mode="demo"), environment)
    assert line.startswith("AFTERCARE_RASA_TOKEN is a default or too short")
    good = {**CLINIC, "AFTERCARE_RASA_TOKEN": "5f2b8c1e9d7a4036"}
    assert preflight.check(clinic(tmp_path), good) == []


def test_a_time_zone_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    (line,) = problems(clinic(tmp_path), {**CLINIC, "TZ": "Europe/Lundon"})
    assert line.startswith("TZ is 'Europe/Lundon', which is no time zone")


@pytest.mark.parametrize("zone", ["America/New_York", "UTC"])
def test_a_machine_in_another_time_zone_is_refused(
    zone: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    (line,) = problems(clinic(tmp_path))
    assert "set TZ=Europe/London" in line


def test_a_clinic_without_contacts_is_warned(tmp_path: Path) -> None:
    settings = clinic(tmp_path)
    (tmp_path / "plan.yml").write_text(PLAN.split("contacts")[0])
    (said,) = preflight.check(settings, CLINIC)
    assert said.startswith("No contact is set up")


@pytest.mark.parametrize("command", [["bot.web.serve"], ["bot.cli", "up"]])
def test_the_processes_refuse_with_the_same_lines(command: list[str], tmp_path: Path) -> None:
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("AFTERCARE_")},
        "AFTERCARE_MODE": "clinic",
        "AFTERCARE_VAR": str(tmp_path),
        "AFTERCARE_WEB_PORT": str(free_port()),
    }
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "not safe to start" in done.stderr
    assert "AFTERCARE_EMERGENCY_NUMBER is not set" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "aftercare.db").exists()


def test_a_port_on_another_address_than_loopback_is_found() -> None:
    import http.server
    import threading

    server = http.server.HTTPServer(("0.0.0.0", 0), http.server.BaseHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    private = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    threading.Thread(target=private.serve_forever, daemon=True).start()
    try:
        if not list(exposure._addresses()):
            pytest.skip("this machine has no address but loopback")
        found = exposure.exposed([server.server_port, private.server_port])
        assert found and all(one.endswith(f":{server.server_port}") for one in found)
    finally:
        for one in (server, private):
            one.shutdown()
            one.server_close()
