"""The locks: every file has its hash, none says where it came from, all fit the project."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

try:
    import tomllib
except ModuleNotFoundError:  # Python 3.10
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ["requirements.lock", "requirements-test.lock", "models.lock"]
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^ ;\\]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Versions by name."""
    return {canonicalize_name(name): version for name, version in PIN.findall(read(lock))}


def read(name: str) -> str:
    """A file of the project's root."""
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_address(lock: str) -> None:
    found = re.findall(r"^.*(?:://|--index|--extra-index|--find-links| @ ).*$", read(lock), re.M)
    assert found == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_hash(lock: str) -> None:
    blocks = re.split(r"\n(?=[a-z0-9])", read(lock).strip())
    assert blocks
    assert [b.splitlines()[0] for b in blocks if "--hash=sha256:" not in b] == []


def test_the_test_lock_holds_all_that_running_needs_in_the_same_versions() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-test.lock").items()


@pytest.mark.parametrize(
    ("lock", "groups"), [("requirements.lock", []), ("requirements-test.lock", ["test"])]
)
def test_the_lock_fits_the_project(lock: str, groups: list[str]) -> None:
    project = tomllib.loads(read("pyproject.toml"))["project"]
    wanted = list(project["dependencies"])
    for group in groups:
        wanted += project["optional-dependencies"][group]
    locked, unmet = pins(lock), []
    for requirement in map(Requirement, wanted):
        version = locked.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            unmet.append(str(requirement))
    assert unmet == [], f"{unmet} not in {lock}: run `make lock`"
