"""docs/hazards.md names every hazard, and no test that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/hazards.md").read_text(encoding="utf-8")
HAZARDS = [f"H{number:02}" for number in range(1, 13)]
SECTIONS = {section[:3]: section for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]}
NAMED = re.compile(r"\btests/[\w/.-]+\.py(?:::\w+)*")


def test_every_hazard_is_there_in_order() -> None:
    assert list(SECTIONS) == HAZARDS


@pytest.mark.parametrize("named", sorted(set(NAMED.findall(PAGE))))
def test_a_named_test_exists(named: str) -> None:
    path, *names = named.split("::")
    file = ROOT / path
    assert file.is_file(), f"{path} is not there"
    for name in names:
        assert re.search(
            rf"^\s*(?:async def|def|class) {name}\b", file.read_text(), re.MULTILINE
        ), f"{path} has no {name}"


def faults() -> list[tuple[str, str]]:
    """Every test of a fault, and the hazard it is marked with."""
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for mark in re.finditer(r"mark\.fault\(\s*\"(H\d\d)\"", path.read_text(encoding="utf-8")):
            after = path.read_text(encoding="utf-8")[mark.end() :]
            name = re.search(r"^(?:async )?def (test_\w+)", after, re.MULTILINE)
            assert name, f"{path} marks no test"
            found.append((mark[1], f"{path.relative_to(ROOT)}::{name[1]}"))
    return found


@pytest.mark.parametrize(("hazard", "test"), sorted(set(faults())))
def test_a_test_of_a_fault_is_named_at_its_hazard(hazard: str, test: str) -> None:
    named = NAMED.findall(SECTIONS[hazard])
    assert test in named or test.split("::")[0] in named


@pytest.mark.parametrize("hazard", HAZARDS)
def test_a_hazard_has_a_test_or_says_that_it_has_none(hazard: str) -> None:
    section = SECTIONS[hazard]
    assert NAMED.search(section) or "**No test yet**" in section
