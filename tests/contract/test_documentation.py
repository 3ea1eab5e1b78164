"""What the documentation promises is there, and what is there is documented."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
HAS_CLI = (ROOT / "bot/cli.py").exists()


def settings() -> set[str]:
    """Every AFTERCARE_ name the product reads: those of Settings, and those spelled out in full."""
    tree = ast.parse((ROOT / "bot/settings.py").read_text(encoding="utf-8"))
    names = {
        f"AFTERCARE_{node.args[0].value}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.func.attr not in {"prefixed", "read_env"}
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    for folder in ("bot", "actions", "knowledge"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in {".py", ".yml"}:
                names |= set(re.findall(r"AFTERCARE_[A-Z]+(?:_[A-Z]+)*", file.read_text("utf-8")))
    return names


def make_targets() -> set[str]:
    """The targets a person may ask for."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):(?!=)", makefile, re.MULTILINE))


def test_every_setting_is_documented() -> None:
    assert {name for name in settings() if f"`{name}`" not in OPERATIONS} == set()


def test_every_documented_setting_is_read_by_something() -> None:
    known = settings() | set(
        re.findall(r"AFTERCARE_[A-Z_]+", (ROOT / ".ci/run").read_text(encoding="utf-8"))
    )
    documented = set(re.findall(r"AFTERCARE_[A-Z_]+", OPERATIONS + README))
    assert documented - known == set()


def test_every_make_target_is_documented() -> None:
    assert {name for name in make_targets() if f"`make {name}" not in OPERATIONS} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_command_in_the_documentation_exists(page: Path) -> None:
    named = re.findall(r"(?:`|^)make ([a-z][a-z-]*)", page.read_text("utf-8"), re.MULTILINE)
    assert set(named) - make_targets() == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def commands() -> Iterator[str]:
    """Every command of `aftercare`, with its group: "kb check"."""
    from bot.cli import main

    def walk(command: click.Command, path: str) -> Iterator[str]:
        if isinstance(command, click.Group):
            for name, one in command.commands.items():
                yield from walk(one, f"{path} {name}".strip())
        elif not command.hidden:
            yield path

    return walk(main, "")


@pytest.mark.skipif(not HAS_CLI, reason="the command line is not there yet")
def test_every_command_is_documented() -> None:
    assert {name for name in commands() if f"`aftercare {name}" not in OPERATIONS} == set()


@pytest.mark.skipif(not HAS_CLI, reason="the command line is not there yet")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_in_the_documentation_exists_and_explains_itself(page: Path) -> None:
    from bot.cli import main

    quoted = re.findall(
        r"(?:`|^\.venv/bin/)aftercare ([a-z][^`\n]*)", page.read_text("utf-8"), re.M
    )
    known = sorted(commands(), key=len, reverse=True)
    for line in quoted:
        name = next((one for one in known if re.match(rf"{one}(?:\s|$)", line)), None)
        assert name, f"`aftercare {line}` is no command"
        answer = CliRunner().invoke(main, [*name.split(), "--help"])
        assert answer.exit_code == 0, answer.output
        for option in re.findall(r"--[a-z-]+", line):
            assert option in answer.output, f"`aftercare {name}` has no {option}"


def test_every_address_is_documented() -> None:
    from bot.web import accounts, accounts_own, api, audit, desk, signin, signin_first, status

    pages = (api, desk, status, signin, signin_first, accounts, accounts_own, audit)
    routes = [route for page in pages for route in page.ROUTES]
    assert {route.path for route in routes if route.path not in ARCHITECTURE} == set()
