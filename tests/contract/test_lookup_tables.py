"""Rasa's look-up tables and synonyms say what the vocabulary says, and in Rasa's form."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bot.language import read
from bot.language.vocabulary import load
from bot.nlu import lookup_tables

BLOCKS = {name: yaml.safe_load(text)["nlu"] for name, text in lookup_tables.tables(load()).items()}

TODAY = date(2026, 11, 23)
NOT_READ_ALONE = {"11's", "v line"}
"""The tokens of a message never look like these, so no rule finds them."""


def lines(block: dict[str, str]) -> list[str]:
    return [line.removeprefix("- ") for line in block["examples"].splitlines()]


def test_the_files_are_fresh() -> None:
    assert lookup_tables.stale() == [], "run: python -m bot.nlu.lookup_tables --write"


def test_a_changed_or_missing_file_is_stale_until_written(tmp_path: Path) -> None:
    assert len(lookup_tables.write(tmp_path)) == 3
    assert lookup_tables.stale(tmp_path) == []
    (tmp_path / "lookups/area.yml").write_text("nlu: []\n", encoding="utf-8")
    (tmp_path / "synonyms/area.yml").unlink()
    assert lookup_tables.stale(tmp_path) == ["lookups/area.yml", "synonyms/area.yml"]
    assert lookup_tables.write(tmp_path) == ["lookups/area.yml", "synonyms/area.yml"]
    assert lookup_tables.stale(tmp_path) == []


def test_the_command_fails_on_stale_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup_tables, "stale", lambda: ["lookups/area.yml"])
    result = CliRunner().invoke(lookup_tables.main, ["--check"])
    assert (result.exit_code, result.output) == (1, "stale: data/nlu/lookups/area.yml\n")


@pytest.mark.parametrize(
    ("pattern", "spoken"),
    [
        ("frown lines|line", ["frown lines", "frown line"]),
        ("smoker is? lines", ["smoker is lines", "smoker lines"]),
        ("twitch*", ["twitch*"]),
        ("between _3 eyebrows|brows", []),
        ("<cannot> chew*", []),
        ("red|pink spot|mark", []),
        ("one|two|three|four jabs", []),
        ("one|two|three|four", ["one", "two", "three", "four"]),
    ],
)
def test_only_what_can_be_said_word_for_word(pattern: str, spoken: list[str]) -> None:
    assert lookup_tables.phrases(pattern) == spoken


def test_a_phrase_is_a_synonym_of_one_area_only() -> None:
    owned = [phrase for block in BLOCKS["synonyms/area.yml"] for phrase in lines(block)]
    assert len(owned) == len(set(owned))


def test_every_area_synonym_is_read_as_that_area() -> None:
    for block in BLOCKS["synonyms/area.yml"]:
        for phrase in set(lines(block)) - NOT_READ_ALONE:
            found = {area.name for area in read(phrase, TODAY).areas}
            assert block["synonym"] in found, phrase


def test_stems_are_sound_expressions_that_find_their_words() -> None:
    regexes = [block for blocks in BLOCKS.values() for block in blocks if "regex" in block]
    symptom = next(block for block in regexes if block["regex"] == "symptom")
    assert any(re.search(line, "my eyelid is twitching") for line in lines(symptom))
    for block in regexes:
        assert all(re.compile(line) for line in lines(block))
