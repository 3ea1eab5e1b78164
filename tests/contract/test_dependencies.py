"""Known weaknesses and licences of what runs: nothing unknown counts as fine."""

from __future__ import annotations

import json
import re
import stat
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from bot.operations import audit, exceptions, licences
from bot.settings import ROOT

LOCK = ROOT / "requirements.lock"
TODAY = date(2026, 1, 1)
ROW = exceptions.Tolerated("sanic", None, "rasa", "loopback", "why", date(2026, 6, 1))


def told(*packages: dict[str, object]) -> str:
    return json.dumps({"dependencies": list(packages)})


SANIC = {
    "name": "Sanic",
    "version": "21.12.2",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["22.6"]}],
}


def test_an_advisory_is_found_under_all_its_names() -> None:
    (found,) = audit.answers(told(SANIC), {"sanic": "21.12.2"})
    assert (found.package, found.ids) == ("sanic", {"PYSEC-1", "CVE-1"})
    assert audit.judge([found], [], TODAY) == (
        ["sanic 21.12.2: CVE-1 PYSEC-1, fixed in 22.6"],
        [],
    )


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "<html>proxy</html>",
        "[]",
        told(),
        told({"name": "sanic", "version": "20.1", "vulns": []}),
        told({"name": "sanic", "skip_reason": "not found"}),
        told({"name": "sanic", "version": "21.12.2", "skip_reason": "not found", "vulns": []}),
    ],
)
def test_an_answer_that_is_missing_is_no_good_news(answer: str) -> None:
    with pytest.raises(audit.CouldNotLook):
        audit.answers(answer, {"sanic": "21.12.2"})


def test_a_row_covers_until_its_day_and_only_its_package() -> None:
    (found,) = audit.answers(told(SANIC), {"sanic": "21.12.2"})
    wrong, covered = audit.judge([found], [ROW], TODAY)
    assert wrong == [] and "loopback, until 2026-06-01" in covered[0]
    wrong, covered = audit.judge([found], [ROW], date(2026, 6, 2))
    assert len(wrong) == 2 and covered == []
    other = exceptions.Tolerated(
        "aiohttp", frozenset({"CVE-1"}), "rasa", "loopback", "why", ROW.expires
    )
    wrong, _ = audit.judge([found], [other], TODAY)
    assert wrong[0].startswith("sanic") and "not needed any more" in wrong[1]


def _tool(folder: Path, body: str) -> str:
    tool = folder / "pip-audit"
    tool.write_text(f"#!/bin/sh\n{body}\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    return str(tool)


def test_the_command_ends_as_it_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text("sanic==21.12.2 \\\n    --hash=sha256:00\n")
    monkeypatch.setattr(audit, "load", lambda: [ROW])
    monkeypatch.setattr(audit, "date", type("D", (), {"today": staticmethod(lambda: TODAY)}))
    good = _tool(tmp_path, f"cat <<'X'\n{told(SANIC)}\nX\nexit 1")
    assert audit.main([good, str(lock)]) == 0
    assert "1 advisories, 0 not covered" in capsys.readouterr().out
    monkeypatch.setattr(audit, "load", list)
    assert audit.main([good, str(lock)]) == 1
    offline = _tool(tmp_path, "echo 'no route to host' >&2; exit 1")
    assert audit.main([offline, str(lock)]) == 2
    assert "nothing is known: pip-audit got no answer: no route to host" in capsys.readouterr().err
    assert audit.main([str(tmp_path / "none"), str(lock)]) == 2


def test_every_exception_has_reason_exposure_and_a_day_and_is_in_the_lock() -> None:
    rows = exceptions.load()
    pinned = audit.pins(LOCK.read_text(encoding="utf-8"))
    assert rows
    assert [row.package for row in rows if row.package not in pinned] == []
    assert [row.package for row in rows if len(row.reason) < 20] == []


def test_a_whole_package_is_excepted_only_while_somebody_pins_it() -> None:
    for row in exceptions.load():
        if row.advisories is not None:
            continue
        bounds = [
            one
            for one in map(_requirement, metadata.requires(row.pinned_by) or [])
            if one and one.name.lower() == row.package and re.search("<|==|~=", str(one.specifier))
        ]
        assert bounds, f"{row.pinned_by} does not hold {row.package} back: name its advisories"


def _requirement(text: str) -> Requirement | None:
    one = Requirement(text)
    return one if one.marker is None or one.marker.evaluate({"extra": ""}) else None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("{package: a}", "has no pinned_by"),
        (
            "{package: a, pinned_by: b, exposure: moon, reason: c, expires: 2027-01-01, advisories: any}",
            "exposure must be",
        ),
        (
            "{package: a, pinned_by: b, exposure: unused, reason: c, expires: soon, advisories: any}",
            "expires must be a day",
        ),
    ],
)
def test_a_row_that_says_too_little_is_refused(row: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "e.yml"
    file.write_text(f"advisories: [{row}]")
    with pytest.raises(exceptions.BadExceptions, match=words):
        exceptions.load(file)


def test_nothing_that_runs_is_under_a_forbidden_licence() -> None:
    known = list(licences.listed(licences.running()))
    assert len(known) > 150, "the lock's packages are not installed here"
    excepted = exceptions.licences()
    assert [one for one in known if one.forbidden and one.package not in excepted] == []
    assert [one.package for one in known if not one.licences] == []


@pytest.mark.parametrize(
    ("licence", "forbidden"),
    [
        ("GPL-3.0-or-later", True),
        ("GNU Affero General Public License v3", True),
        ("AGPLv3+", True),
        ("GNU General Public License v2 (GPLv2)", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("GNU Library or Lesser General Public License (LGPL)", False),
        ("LGPL with exceptions", False),
        ("MIT OR GPL-2.0-only", False),
        ("Apache-2.0", False),
        ("MPL-2.0", False),
    ],
)
def test_which_licences_are_forbidden(licence: str, forbidden: bool) -> None:
    assert licences.Licensed("a", "1", (licence,)).forbidden is forbidden


def test_the_tools_have_hashes_and_no_addresses() -> None:
    text = (ROOT / ".ci/tools.lock").read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert [b.splitlines()[0] for b in blocks if "--hash=sha256:" not in b] == []
    assert "://" not in text
    named = (ROOT / ".ci/tools.in").read_text(encoding="utf-8").split()
    assert set(named) <= set(audit.pins(text))
