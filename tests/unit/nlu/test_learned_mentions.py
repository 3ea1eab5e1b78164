"""What the learned opinion may add to the rules' reading."""

from __future__ import annotations

import pytest

from bot.language.reading import Clause, Reading, Status, SymptomMention
from bot.nlu.learned_mentions import learned_mentions

TEXT = "the air just runs out when I climb the stairs"


class Fixed:
    """A model that always finds the same."""

    def __init__(self, **margins: float) -> None:
        self._margins = margins

    def found(self, clauses: list[str], embedder: object = None) -> list[dict[str, float]]:
        return [dict(self._margins) for _ in clauses]


def reading(status: Status = "present", *symptoms: SymptomMention) -> Reading:
    return Reading(TEXT, clauses=(Clause(0, len(TEXT), TEXT, status),), symptoms=symptoms)


def mention(name: str, status: Status = "present", *signs: str) -> SymptomMention:
    return SymptomMention(name, status, 0, 10, frozenset(signs))


def names(found: tuple[SymptomMention, ...]) -> list[str]:
    return [one.name for one in found]


def test_a_concept_becomes_its_symptom_with_its_sign() -> None:
    (found,) = learned_mentions(reading(), Fixed(airway_swelling=1.5, fever=0.5))
    assert (found.name, found.signs, found.source) == ("swelling", {"airway"}, "learned")
    assert (found.start, found.end, found.status) == (0, len(TEXT), "present")


def test_a_faint_likeness_raises_nothing() -> None:
    assert learned_mentions(reading(), Fixed(breathing_difficulty=1.2)) == ()


def test_somebody_elses_stays_somebody_elses() -> None:
    (found,) = learned_mentions(reading("other"), Fixed(breathing_difficulty=1.5))
    assert found.status == "other"


@pytest.mark.parametrize("status", ["hypothetical", "past"])
def test_what_is_not_so_now_is_left_to_the_rules(status: Status) -> None:
    assert learned_mentions(reading(status), Fixed(breathing_difficulty=9.0)) == ()


@pytest.mark.parametrize("status", ["present", "denied", "hypothetical"])
def test_the_rules_opinion_of_the_same_concept_stands(status: Status) -> None:
    known = reading("present", mention("breathing_difficulty", status))
    assert learned_mentions(known, Fixed(breathing_difficulty=9.0)) == ()


def test_a_red_flag_of_the_rules_gets_no_second_name() -> None:
    known = reading("present", mention("head_heaviness"))
    assert learned_mentions(known, Fixed(eyelid_droop=9.0)) == ()


def test_an_ordinary_explanation_asks_for_more_certainty() -> None:
    known = reading("present", mention("chewing_difficulty"))
    assert learned_mentions(known, Fixed(swallowing_difficulty=1.0)) == ()
    assert names(learned_mentions(known, Fixed(swallowing_difficulty=9.0)))


def test_a_denial_elsewhere_asks_for_more_certainty_but_does_not_silence() -> None:
    denied = SymptomMention("breathing_difficulty", "denied", 100, 110)
    known = reading("present", denied)
    assert learned_mentions(known, Fixed(breathing_difficulty=1.0)) == ()
    assert names(learned_mentions(known, Fixed(breathing_difficulty=9.0)))


def test_a_local_swelling_does_not_hide_a_swollen_throat() -> None:
    known = reading("present", mention("swelling"))
    (found,) = learned_mentions(known, Fixed(airway_swelling=9.0))
    assert found.signs == {"airway"}


def test_a_denial_is_believed_unless_the_detectors_are_sure() -> None:
    assert learned_mentions(reading("denied"), Fixed(breathing_difficulty=1.9)) == ()
    (found,) = learned_mentions(reading("denied"), Fixed(breathing_difficulty=2.1))
    assert (found.name, found.status) == ("breathing_difficulty", "present")


def test_sense_that_lies_in_no_single_clause_is_found_in_the_sentence() -> None:
    text = "the tablets are counted out, the letters are all posted"
    clauses = (Clause(0, 27, text[:27]), Clause(29, len(text), text[29:]))

    class Sentence(Fixed):
        def found(self, clauses: list[str], embedder: object = None) -> list[dict[str, float]]:
            return [self._margins if clause == text else {} for clause in clauses]

    whole = Reading(text=text, clauses=clauses)
    (found,) = learned_mentions(whole, Sentence(suicidal_thoughts=1.5))
    assert (found.start, found.end) == (0, len(text))
