"""Red-flag detectors on sentences they have not seen, beside the deterministic rules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.evaluation.intervals import Share
from bot.evaluation.own_data import FOLDS, UNMARKED, folds
from bot.training_sentences import Sentence

Raised = frozenset[str]
Detector = Callable[[str], Raised]
Train = Callable[[Sequence[Sentence]], Detector]


@dataclass(frozen=True)
class Judged:
    """One unseen sentence and who raised what."""

    sentence: Sentence
    learned: Raised
    rules: bool


def train_detectors(rows: Sequence[Sentence]) -> Detector:
    """The product's detectors, trained on `rows`."""
    from bot.nlu.concept_training import Example, train

    model = train([Example(row.text, row.concept if row.present else "") for row in rows])
    return lambda text: frozenset(model.found([text])[0])


def screened(text: str) -> bool:
    """Whether the deterministic screen calls a text emergency or urgent."""
    from bot.triage import screen

    return screen(text, date(2026, 6, 15)).urgency in ("emergency", "urgent")


def judge_concepts(
    rows: Iterable[Sentence],
    train: Train = train_detectors,
    rules: Callable[[str], bool] = screened,
) -> list[Judged]:
    """Every red-flag and ordinary sentence, judged by detectors that had not seen it."""
    rows = [row for row in rows if row.concept or row.intent not in UNMARKED]
    dealt = folds(rows)
    judged: list[Judged] = []
    for fold in range(FOLDS):
        print(f"  detectors: fold {fold + 1} of {FOLDS}", file=sys.stderr, flush=True)
        raised = train([row for row, its in zip(rows, dealt, strict=True) if its != fold])
        judged += [
            Judged(row, raised(row.text), rules(row.text))
            for row, its in zip(rows, dealt, strict=True)
            if its == fold
        ]
    return judged


def concept_lines(judged: Sequence[Judged]) -> list[str]:
    """A Markdown table, a line for each concept, and the false alarms."""
    lines = [
        "| concept | own detector | any detector | rules | either |",
        "| --- | --- | --- | --- | --- |",
    ]
    flags = [j for j in judged if j.sentence.present]
    names = sorted({j.sentence.concept for j in flags})
    for name in (*names, "all"):
        own = [j for j in flags if name in ("all", j.sentence.concept)]
        shares = (
            Share.of(j.sentence.concept in j.learned for j in own),
            Share.of(bool(j.learned) for j in own),
            Share.of(j.rules for j in own),
            Share.of(j.rules or bool(j.learned) for j in own),
        )
        lines.append(f"| {name} | " + " | ".join(str(share) for share in shares) + " |")
    hard = [j for j in judged if j.sentence.concept and not j.sentence.present]
    ordinary = [j for j in judged if not j.sentence.concept]
    for title, group in (("hard negatives", hard), ("ordinary sentences", ordinary)):
        any_learned = Share.of(bool(j.learned) for j in group)
        ruled = Share.of(j.rules for j in group)
        either = Share.of(j.rules or bool(j.learned) for j in group)
        lines.append(f"| raised on {title} | | {any_learned} | {ruled} | {either} |")
    return lines
