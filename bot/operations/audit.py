"""`make audit`: are there known weaknesses in what we run? Fails when it can't look.

`python -m bot.operations.audit PIP_AUDIT LOCK…` asks pip-audit about every pin. Ends with 0 when all of
them were looked at and every advisory is covered by docs/dependencies/exceptions.yml; with 1 when one is
not, or a row there is out of date or not needed; with 2 when an answer is missing.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bot.operations.exceptions import BadExceptions, Tolerated, load

PATIENCE_SECONDS = 900
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", re.MULTILINE)


class CouldNotLook(Exception):
    """The source of advisories did not answer for every package; the message says why."""


@dataclass(frozen=True)
class Advisory:
    """One known weakness of one pinned package, under all its names."""

    package: str
    version: str
    ids: frozenset[str]
    fixed_in: tuple[str, ...]

    @property
    def name(self) -> str:
        """How it is called in a line of text."""
        fixed = f", fixed in {', '.join(self.fixed_in)}" if self.fixed_in else ", no fix"
        return f"{self.package} {self.version}: {' '.join(sorted(self.ids))}{fixed}"


def pins(lock: str) -> dict[str, str]:
    """The versions in a lock's text, by normalised name."""
    return {_normal(name): version for name, version in _PIN.findall(lock)}


def ask(pip_audit: str, lock: Path) -> str:
    """What pip-audit says about a lock, as JSON. Raises `CouldNotLook`.

    It asks the Python index's own service; or, when AFTERCARE_OSV_URL is set, an OSV server there.
    """
    command = [pip_audit, "--strict", "--disable-pip", "--require-hashes", "-r", str(lock)]
    command += ["--format", "json", "--progress-spinner", "off", "--aliases", "on"]
    if address := os.environ.get("AFTERCARE_OSV_URL"):
        command += ["--vulnerability-service", "osv", "--osv-url", address]
    try:
        done = subprocess.run(  # noqa: S603, our own command line
            command, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CouldNotLook(f"pip-audit did not run ({type(error).__name__})") from None
    if done.returncode not in (0, 1) or not done.stdout.strip():
        lines = done.stderr.strip().splitlines() or ["it said nothing"]
        raise CouldNotLook(f"pip-audit got no answer: {lines[-1][:300]}")
    return done.stdout


def answers(told: str, wanted: dict[str, str]) -> list[Advisory]:
    """The advisories in pip-audit's answer, which must be about every pin. Raises `CouldNotLook`."""
    try:
        packages: list[dict[str, Any]] = json.loads(told)["dependencies"]
        looked = {
            _normal(one["name"]): one["version"] for one in packages if "skip_reason" not in one
        }
        found = [
            Advisory(
                _normal(one["name"]),
                one["version"],
                frozenset([weak["id"], *weak.get("aliases", [])]),
                tuple(weak.get("fix_versions", [])),
            )
            for one in packages
            for weak in one.get("vulns", [])
        ]
    except (ValueError, LookupError, TypeError, AttributeError):
        raise CouldNotLook("pip-audit's answer is not of the form that it should be") from None
    missed = sorted(name for name, version in wanted.items() if looked.get(name) != version)
    if missed:
        raise CouldNotLook(f"no answer about {len(missed)} packages, such as {missed[0]}")
    return found


def judge(
    found: Iterable[Advisory], tolerated: Sequence[Tolerated], today: date
) -> tuple[list[str], list[str]]:
    """What is wrong, and what is covered: lines of text."""
    wrong, covered, needed = [], [], set()
    for advisory in found:
        rows = [row for row in tolerated if row.covers(advisory.package, advisory.ids, today)]
        needed.update(rows)
        if rows:
            covered.append(f"{advisory.name}; {rows[0].exposure}, until {rows[0].expires}")
        else:
            wrong.append(advisory.name)
    for row in tolerated:
        if today > row.expires:
            wrong.append(f"{row.package}: its exception has run out on {row.expires}")
        elif row not in needed and row.advisories is not None:
            wrong.append(f"{row.package}: its exception is not needed any more, remove it")
    return wrong, covered


def main(arguments: Sequence[str]) -> int:
    """The command; see above for what it ends with."""
    pip_audit, *locks = arguments
    try:
        tolerated = load()
        found: set[Advisory] = set()
        for lock in map(Path, locks):
            found.update(answers(ask(pip_audit, lock), pins(lock.read_text(encoding="utf-8"))))
    except (CouldNotLook, BadExceptions, OSError) as error:
        sys.stderr.write(f"The audit could not look, so nothing is known: {error}\n")
        return 2
    order = sorted(found, key=lambda one: one.name)
    wrong, covered = judge(order, tolerated, date.today())
    for line in covered:
        sys.stdout.write(f"covered: {line}\n")
    for line in wrong:
        sys.stdout.write(f"NOT COVERED: {line}\n")
    sys.stdout.write(f"{len(found)} advisories, {len(wrong)} not covered\n")
    return 1 if wrong else 0


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
