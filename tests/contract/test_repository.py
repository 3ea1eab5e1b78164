"""What must never be committed: addresses of this or that machine, registries, secrets."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Written in pieces, so that this file does not find itself.
FORBIDDEN = {
    "a path of a machine": re.compile(r"(?<![\w.])/(?:work|root|home)/" + r"\w|/tmp/" + r"w/"),
    "a path beside the project": re.compile(r"\.\./" + "shared"),
    "a package registry": re.compile(
        "pypi" + r"\.org|python" + r"hosted\.org|npmjs" + r"\.|deb\." + r"debian\.org"
    ),
    "a private key": re.compile("-----BEGIN " + "[A-Z ]*PRIVATE KEY"),
}
TEXT = {
    ".py",
    ".yml",
    ".yaml",
    ".md",
    ".toml",
    ".lock",
    ".txt",
    ".html",
    ".css",
    ".js",
    ".jsonl",
    "",
}


def tracked() -> list[Path]:
    """The files git knows."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False, text=True
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listing.stdout.split("\0") if name]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_committed_file_holds(what: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in tracked()
        if path.suffix in TEXT and path.is_file()
        for match in FORBIDDEN[what].finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_the_top_level_is_the_house_of_the_design() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if path.parent != ROOT}
    assert folders <= {".ci", "actions", "bot", "data", "docs", "knowledge", "tests"}
