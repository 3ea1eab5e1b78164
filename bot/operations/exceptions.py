"""docs/dependencies/exceptions.yml: what is known to be weak, why it stays, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.settings import ROOT

FILE = ROOT / "docs/dependencies/exceptions.yml"
EXPOSURES = ("loopback", "training", "unused", "network")
ANY = "any"


class BadExceptions(Exception):
    """The file does not say what it must; the message names the row."""


@dataclass(frozen=True)
class Tolerated:
    """One row. `advisories` are ids, or None for all of a package that somebody else pins."""

    package: str
    advisories: frozenset[str] | None
    pinned_by: str
    exposure: str
    reason: str
    expires: date

    def covers(self, package: str, ids: frozenset[str], today: date) -> bool:
        """Whether an advisory (by any of its ids) for a package is lived with today."""
        if package != self.package or today > self.expires:
            return False
        return self.advisories is None or bool(self.advisories & ids)


def load(file: Path = FILE) -> list[Tolerated]:
    """The rows about advisories. Raises `BadExceptions` and `OSError`."""
    return list(_rows(_content(file)))


def licences(file: Path = FILE) -> dict[str, str]:
    """The packages whose licence is lived with, and why. Raises `BadExceptions` and `OSError`."""
    found = {}
    for row in _content(file).get("licences") or []:
        if not isinstance(row, dict) or not row.get("package") or not row.get("reason"):
            raise BadExceptions(f"licences: {row!r} needs package and reason")
        found[str(row["package"])] = str(row["reason"])
    return found


def _content(file: Path) -> dict[str, Any]:
    try:
        content = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise BadExceptions(f"{file.name} is no YAML: {type(error).__name__}") from None
    if not isinstance(content, dict):
        raise BadExceptions(f"{file.name} holds no rows")
    return content


def _rows(content: dict[str, Any]) -> Iterator[Tolerated]:
    for number, row in enumerate(content.get("advisories") or [], 1):
        where = f"advisories, row {number}"
        if not isinstance(row, dict):
            raise BadExceptions(f"{where} is no row")
        for key in ("package", "pinned_by", "exposure", "reason", "expires", "advisories"):
            if not row.get(key):
                raise BadExceptions(f"{where} ({row.get('package')}) has no {key}")
        if row["exposure"] not in EXPOSURES:
            raise BadExceptions(f"{where}: exposure must be one of {', '.join(EXPOSURES)}")
        if not isinstance(row["expires"], date):
            raise BadExceptions(f"{where}: expires must be a day, as 2027-05-31")
        ids = row["advisories"]
        if ids != ANY and not isinstance(ids, list):
            raise BadExceptions(f"{where}: advisories must be a list of ids, or {ANY}")
        yield Tolerated(
            package=str(row["package"]),
            advisories=None if ids == ANY else frozenset(map(str, ids)),
            pinned_by=str(row["pinned_by"]),
            exposure=str(row["exposure"]),
            reason=str(row["reason"]),
            expires=row["expires"],
        )
