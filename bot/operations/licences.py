"""`make licences`: what every package that runs is licensed under, from its own metadata."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from bot.operations.audit import pins
from bot.settings import ROOT

# Lesser GPL is fine for a library that is only imported; these are not.
FORBIDDEN = re.compile(
    r"(?<![A-Z])A?GPL(?!-compatible)|(?<!Lesser )General Public License|Affero", re.IGNORECASE
)
_LESSER = re.compile(r"(?:Library or )?Lesser General Public License|\bLGPL\w*", re.IGNORECASE)


@dataclass(frozen=True)
class Licensed:
    """A package and what its metadata says; no `licences` when it says nothing."""

    package: str
    version: str
    licences: tuple[str, ...]

    @property
    def forbidden(self) -> bool:
        """Whether all that it may be used under is the GPL or AGPL."""
        if not self.licences:
            return False
        return all(_forbidden(one) for one in self.licences)


def listed(names: Iterable[str]) -> Iterator[Licensed]:
    """What is known of installed packages; one that is not installed is left out."""
    for name in names:
        try:
            told = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        yield Licensed(name, told["Version"], tuple(_licences(told)))


def running() -> list[str]:
    """The packages of the run-time lock."""
    return sorted(pins((ROOT / "requirements.lock").read_text(encoding="utf-8")))


def _licences(told: metadata.PackageMetadata) -> Iterator[str]:
    if expression := told.get("License-Expression"):
        yield expression
        return
    classified = [
        line.rsplit("::", 1)[-1].strip()
        for line in told.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    yield from classified
    words = (told.get("License") or "").strip().splitlines()
    if not classified and words and words[0] != "UNKNOWN":
        yield words[0][:80]


def _forbidden(licence: str) -> bool:
    alternatives = re.split(r"\bOR\b|/", licence)
    return all(
        FORBIDDEN.search(_LESSER.sub("", one)) is not None for one in alternatives if one.strip()
    )


def main(target: str | None = None) -> None:
    """Write the list as tab-separated lines to a file, or to the screen."""
    lines = [
        f"{one.package}\t{one.version}\t{' / '.join(one.licences) or 'not said'}\n"
        for one in listed(running())
    ]
    if target is None:
        sys.stdout.writelines(lines)
    else:
        Path(target).write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:2])
