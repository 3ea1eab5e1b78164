"""What editors may cite is complete, in our own words, and never shown to patients."""

from __future__ import annotations

from knowledge import files, wording
from knowledge.references import facts, sections, with_paragraphs


def test_every_known_fact_has_its_words_and_no_other_has() -> None:
    assert set(facts()) == set(files.known_facts())


def test_the_words_are_our_own() -> None:
    article = files.article_hashes()
    assert [n for n, fact in facts().items() if wording.copied(fact.text, article)] == []


def test_every_paragraph_is_listed_in_its_section() -> None:
    titles = files.read(files.CONTENT).sections
    listed = {p.source for section in sections(titles) for p in section.paragraphs}
    assert {p for paragraphs in files.known_facts().values() for p in paragraphs} <= listed
    assert {"LABEL", "SERVICE"} <= listed


def test_a_told_fact_brings_a_paragraph_only_if_none_carries_it() -> None:
    assert with_paragraphs((), (40,)) == ("S04.P1",)
    assert with_paragraphs(("S04",), (40,)) == ("S04",)
    assert with_paragraphs(("S06.P2",), (14,)) == ("S06.P2",)
    assert with_paragraphs((), (999,)) == ()
