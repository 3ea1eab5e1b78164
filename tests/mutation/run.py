"""`make mutants`: which small changes of triage, alarms, outbox and authorisation no test notices.

Each mutant is one forked child, in which the changed module takes the place of the real one and the
module's tests run until the first fails. mutmut, the maintained tool, leaves decorated functions
alone, which here are most of what decides who may do what; and would need every file of the project
copied for each run.
"""

from __future__ import annotations

import ast
import importlib.abc
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from tests.mutation.mutations import Mutant, mutants
from tests.mutation.subjects import KNOWN, SUBJECTS

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 120
GOAL = 0.9
BEFOREHAND = (
    "pytest", "httpx", "sqlalchemy", "alembic.command", "starlette.testclient", "jinja2", "uvicorn",
    "structlog", "bot.language", "knowledge.entry", "knowledge.terms",
)  # fmt: skip


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module's changed source."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """See `importlib.abc.MetaPathFinder`."""
        if name != self.name:
            return None
        spec = importlib.util.spec_from_loader(name, self, origin=str(self.path))
        assert spec is not None
        spec.has_location = True
        return spec

    def exec_module(self, module: ModuleType) -> None:
        """See `importlib.abc.Loader`."""
        module.__file__ = str(self.path)
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)


def survives(name: str, path: Path, mutant: Mutant | None, tests: Sequence[str]) -> bool:
    """Whether all tests pass with the mutant, or with the module as it is (None); file by file,
    for most mutants die in the first."""
    return all(_survives(name, path, mutant, test) for test in tests)


def _survives(name: str, path: Path, mutant: Mutant | None, test: str) -> bool:
    child = os.fork()
    if child == 0:
        os.setpgrp()
        code = 3
        try:
            code = _tested(name, path, mutant, test)
        finally:
            os._exit(code)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def _tested(name: str, path: Path, mutant: Mutant | None, test: str) -> int:
    import pytest

    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    if mutant is not None:
        sys.meta_path.insert(0, Changed(name, path, mutant.tree))
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "--no-header"]
    return int(pytest.main([*options, test]))


def prepare() -> None:
    """Load once, for all children, what is not ours, and of ours what no subject is part of."""
    from hypothesis import settings

    for module in BEFOREHAND:
        importlib.import_module(module)
    assert not set(SUBJECTS) & set(sys.modules)
    settings.register_profile("mutants", max_examples=40, deadline=None, database=None)
    settings.load_profile("mutants")


def main(only: Sequence[str]) -> int:
    """Print a table and the survivors; 1 when less than the goal was killed."""
    os.chdir(ROOT)
    prepare()
    lines, survivors, killed_all, all_all = [], [], 0, 0
    for name, tests in SUBJECTS.items():
        if only and not any(word in name for word in only):
            continue
        path = ROOT / f"{name.replace('.', '/')}.py"
        if not survives(name, path, None, tests):
            sys.exit(f"{name}: its tests fail without any change")
        killed, total = 0, 0
        for mutant in mutants(path.read_text(encoding="utf-8")):
            total += 1
            if survives(name, path, mutant, tests):
                known = KNOWN.get((name, mutant.change), "")
                survivors.append(
                    f"- {name}:{mutant.line} `{mutant.change}`{known and ': ' + known}"
                )
                print(survivors[-1], flush=True)
            else:
                killed += 1
        lines.append(f"| {name} | {killed} | {total - killed} | {killed / max(1, total):.0%} |")
        killed_all, all_all = killed_all + killed, all_all + total
    share = killed_all / max(1, all_all)
    lines.append(f"| all | {killed_all} | {all_all - killed_all} | {share:.1%} |")
    report = "\n".join(
        [
            *("# Mutants", "", "| module | killed | survived | share |", "|---|---|---|---|"),
            *lines,
            *("", "## Survivors", "", *(survivors or ["None."]), ""),
        ]
    )
    (ROOT / "var").mkdir(exist_ok=True)
    (ROOT / "var/mutants.md").write_text(report, encoding="utf-8")
    print(report)
    return 0 if share >= GOAL else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
