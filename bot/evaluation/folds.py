"""`python -m bot.evaluation.folds`: five-fold figures on our own training data.

Intents go through `rasa test nlu`. The red-flag detectors are trained on four fifths and asked
about the last, five times; beside them stand the deterministic rules on the same sentences (they
learn nothing from the data, but were written beside it) and both together.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.evaluation.concept_folds import concept_lines, judge_concepts
from bot.evaluation.intent_folds import cross_validate, intent_lines
from bot.settings import ROOT
from bot.training_sentences import sentences


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both tables and write them to `folds.md`."""
    parser = argparse.ArgumentParser(prog="python -m bot.evaluation.folds", description=__doc__)
    parser.add_argument("--only", choices=["intents", "concepts"])
    parser.add_argument("--out", type=Path, default=Path("var/evaluation"))
    chosen = parser.parse_args(arguments)
    page = ["# Five-fold figures on our own data", ""]
    if chosen.only != "concepts":
        page += ["## Intents", "", *intent_lines(cross_validate()), ""]
    if chosen.only != "intents":
        judged = judge_concepts(sentences(ROOT / "data" / "nlu"))
        page += ["## Red-flag concepts: share raised", "", *concept_lines(judged), ""]
    chosen.out.mkdir(parents=True, exist_ok=True)
    (chosen.out / "folds.md").write_text("\n".join(page), encoding="utf-8")
    print("\n".join(page))
    return 0


if __name__ == "__main__":
    sys.exit(main())
