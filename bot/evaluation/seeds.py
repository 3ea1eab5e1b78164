"""`python -m bot.evaluation.seeds FILE… --seeds 1 2 3`: do other seeds raise other red flags?

A seed decides how examples are misspelt, which quarter is kept back for the threshold, and how the
n-gram heads' solver walks. The kernel over sentence embeddings draws nothing by lot, and neither do
the intents (a convex problem, solved without a seed). Everything from the words to the triage table
is asked, in this process and without Rasa; a conversation is one case through all of its turns.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.case import CaseFacts, merge
from bot.evaluation.gold import RED, Conversation, Message, load
from bot.language import read
from bot.nlu.concept_model import ConceptModel, Embedder
from bot.nlu.concept_training import Example, train
from bot.nlu.learned_mentions import learned_mentions
from bot.settings import ROOT
from bot.training_sentences import Sentence, sentences
from bot.triage import assess

SEEDS = (1, 2, 3)
Rows = Sequence[Message | Conversation]
Alarms = dict[str, str]
"""By message, or by turn as `id.number`: "emergency", "urgent", or "none"."""


@dataclass(frozen=True)
class Difference:
    """One message that not all seeds alarm for alike."""

    id: str
    text: str
    found: tuple[tuple[int, str], ...]


def examples(rows: Iterable[Sentence]) -> list[Example]:
    """What the detectors learn from, as `bot.nlu.concept_detector` picks it out of Rasa's data."""
    return [
        Example(row.text, row.concept if row.present else "")
        for row in rows
        if row.concept or row.intent != "describe_symptom"
    ]


def turns(rows: Rows) -> list[tuple[str, list[str], str | None]]:
    """Id, what is said turn by turn, and the day."""
    return [
        (row.id, [row.text] if isinstance(row, Message) else [t for t, _ in row.turns], row.today)
        for row in rows
    ]


def alarms(rows: Rows, model: ConceptModel, embedder: Embedder | None = None) -> Alarms:
    """What language, detectors and triage make of every message and turn."""
    found: Alarms = {}
    for identity, said, today in turns(rows):
        day = date.fromisoformat(today) if today else date.today()
        case = CaseFacts()
        for number, text in enumerate(said, 1):
            reading = read(text, day)
            reading = reading.with_symptoms(*learned_mentions(reading, model, embedder))
            case = merge(case, reading)
            urgency = assess(case).urgency
            key = identity if len(said) == 1 else f"{identity}.{number}"
            found[key] = urgency if urgency in RED else "none"
    return found


def differences(rows: Rows, by_seed: Mapping[int, Alarms]) -> list[Difference]:
    """The messages and turns for which the seeds do not agree."""
    texts: dict[str, str] = {}
    for identity, said, _ in turns(rows):
        for number, text in enumerate(said, 1):
            texts[identity if len(said) == 1 else f"{identity}.{number}"] = text
    different = []
    for key, text in texts.items():
        found = tuple((seed, raised[key]) for seed, raised in by_seed.items())
        if len({alarm for _, alarm in found}) > 1:
            different.append(Difference(key, text, found))
    return different


def lines(rows: Rows, by_seed: Mapping[int, Alarms]) -> list[str]:
    """The result in Markdown: how many of each alarm by seed, then every difference."""
    page = ["| seed | emergency | urgent | none |", "| --- | --- | --- | --- |"]
    for seed, found in by_seed.items():
        counts = [
            sum(one == level for one in found.values()) for level in ("emergency", "urgent", "none")
        ]
        page.append(f"| {seed} | " + " | ".join(map(str, counts)) + " |")
    different = differences(rows, by_seed)
    total = len(next(iter(by_seed.values()), {}))
    page += ["", f"{len(different)} of {total} messages and turns differ between the seeds."]
    for one in different:
        told = ", ".join(f"seed {seed} {alarm}" for seed, alarm in one.found)
        page.append(f"- {one.id}: {told}: {' '.join(one.text.split())}")
    return page


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 0 when all seeds raise the same alarms, else 1."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.seeds", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="labelled rows, JSON lines")
    parser.add_argument("--seeds", nargs="+", type=int, default=list(SEEDS))
    parser.add_argument("--data", type=Path, default=ROOT / "data" / "nlu")
    chosen = parser.parse_args(arguments)
    from bot.nlu.sentence_sense import sentence_model

    rows = [row for file in chosen.files for row in load(file)]
    learned = examples(sentences(chosen.data))
    embedder = sentence_model()
    if embedder is not None:
        # The sentences are the same for every seed: worked out once.
        embedder.kept = 2 * len(learned)
    by_seed = {}
    for seed in chosen.seeds:
        print(f"  seed {seed}: training on {len(learned)} sentences", file=sys.stderr, flush=True)
        by_seed[seed] = alarms(rows, train(learned, embedder, seed=seed), embedder)
    print("\n".join(lines(rows, by_seed)))
    return 1 if differences(rows, by_seed) else 0


if __name__ == "__main__":
    sys.exit(main())
