"""Only plain YAML of one entry gets in; anything clever is refused in words."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from knowledge_samples import VALID

from knowledge import files
from knowledge.yaml_entry import MAX_BYTES, BadYaml, dump, parse

LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nid: *c\n"
MINIMAL = "id: one\ntitle: One\nanswer: It fades.\nurgency: info\n"


@pytest.mark.parametrize("entry", files.read(files.CONTENT).entries[:40], ids=lambda e: e.id)
def test_the_round_trip_loses_nothing(entry) -> None:
    assert parse(dump(entry).encode()) == entry


def test_a_sample_with_everything_survives() -> None:
    assert parse(dump(VALID).encode()) == VALID


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "does not describe"),
        ("just words", "does not describe"),
        ("- a\n- b\n", "does not describe"),
        ("id: [", "no YAML"),
        ("\tid: x", "no YAML"),
        ("a: b: c", "no YAML"),
        (LAUGHS, "anchors and aliases"),
        ("id: &x one\n", "anchors and aliases"),
        ("id: !!python/object/apply:os.system ['true']\n", "tags"),
        ("id: !!binary aGk=\n", "tags"),
        ("!!set {a, b}\n", "tags"),
        ("id: !custom x\n", "tags"),
        (MINIMAL + "---\n" + MINIMAL, "several documents"),
        (MINIMAL + "x: " + "[" * 9 + "]" * 9, "nested deeper"),
        (MINIMAL + "x: [" + "a, " * 3000 + "a]", "more parts"),
        (MINIMAL + "onclick: x\n", "Not parts of an entry: onclick"),
        (MINIMAL + "applies: {wizard: x}\n", "applies.wizard"),
        (MINIMAL + "applies: neck\n", "applies"),
        (MINIMAL + "questions: one\n", "questions"),
        (MINIMAL + "questions: [1, 2]\n", "questions"),
        (MINIMAL + "facts: [many]\n", "not of its form"),
        (MINIMAL + "applies: {days: [1]}\n", "not of its form"),
        (MINIMAL + "reviewed_on: soon\n", "not of its form"),
        (MINIMAL + "safety_net: [a]\n", "safety_net"),
        ("title: One\n", "id"),
        ("id: 7\ntitle: x\nanswer: y\nurgency: info\n", "id"),
        ("id: a\x00b\n", "no text"),
        ("x: " + "y" * MAX_BYTES, "bytes"),
    ],
)
def test_what_is_no_plain_entry_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(BadYaml, match=says):
        parse(text.encode())


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(BadYaml, match="no text"):
        parse(b"\xff\xfe\x00\x01")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400) | st.text(alphabet="ab:-[]{}&*!#|>\n '\"0", max_size=200))
def test_nothing_else_can_happen(data: bytes | str) -> None:
    with contextlib.suppress(BadYaml):
        parse(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
