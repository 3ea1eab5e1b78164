"""The second opinion on red flags as a Rasa component: one learned detector for each concept."""

# No `from __future__ import annotations`: Rasa reads these hints while it builds its graph.

from pathlib import Path
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.concepts import CONCEPTS
from bot.language.reading import Reading
from bot.language.tokens import respelled
from bot.nlu.concept_model import ConceptModel
from bot.nlu.concept_training import Example, train
from bot.nlu.learned_mentions import learned_mentions
from bot.nlu.patient_language import READING, read_message
from bot.nlu.sentence_sense import KEPT, Remembering, sentence_model
from bot.nlu.symptom_model import SymptomModel, Telling
from bot.nlu.symptom_model import train as train_ordinary
from bot.nlu.told_mentions import told_mentions

ELSEWHERE = "elsewhere"
"""Output property: evidence that a message is about other matters, over 0 for much; None unknown."""


def examples(training_data: TrainingData) -> List[Example]:
    """The clauses to learn from: concept examples, and every other sentence as a negative.

    Raises `ValueError` on a concept that no table knows: it would be learned and never used.
    """
    found = []
    for message in training_data.training_examples:
        text = message.get(TEXT)
        if not text:
            continue
        mark = (message.get("metadata") or {}).get("intent") or {}
        concept = mark.get("concept", "") if mark.get("present") else ""
        if concept and concept not in CONCEPTS:
            raise ValueError(f"unknown concept {concept!r} in the training data")
        if (not mark or mark.get("symptom") and mark.get("present")) and (
            message.get("intent") == "describe_symptom"
        ):
            # Ordinary reports may hold what no label says; they neither prove nor disprove.
            continue
        found.append(Example(text, concept, message.get("intent") == "out_of_scope"))
    return found


def tellings(training_data: TrainingData) -> List[Telling]:
    """The clauses to learn ordinary symptoms from: theirs, what is like them, and questions and other
    matters. Red flags are left out: what a detector for those takes them for is not asked here."""
    found = []
    for message in training_data.training_examples:
        text, mark = message.get(TEXT), (message.get("metadata") or {}).get("intent") or {}
        if text and (
            mark.get("symptom") or not mark and message.get("intent") != "describe_symptom"
        ):
            found.append(Telling(text, mark["symptom"] if mark.get("present") else ""))
    return found


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=True)
class ConceptDetector(GraphComponent):
    """Adds learned symptom mentions to the reading of a message, clause by clause."""

    def __init__(
        self, model: Optional[ConceptModel] = None, ordinary: Optional[SymptomModel] = None
    ) -> None:
        self._model = model
        self._ordinary = ordinary
        self._embedder: Optional[Remembering] = sentence_model() if model is not None else None

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "ConceptDetector":
        """See `GraphComponent`."""
        component = cls()
        component._storage, component._resource = model_storage, resource
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fit and calibrate the detectors, and keep them with the model."""
        self._embedder = sentence_model()
        self._model = train(examples(training_data), self._embedder)
        told = tellings(training_data)
        if self._embedder is not None:
            if any(one.symptom for one in told):
                self._ordinary = train_ordinary(told, self._embedder)
            self._embedder.kept = KEPT
        with self._storage.write_to(self._resource) as directory:
            self._model.save(Path(directory))
            if self._ordinary is not None:
                self._ordinary.save(Path(directory))
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "ConceptDetector":
        """The detectors of a trained model."""
        with model_storage.read_from(resource) as directory:
            return cls(ConceptModel.load(Path(directory)), SymptomModel.load(Path(directory)))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add to training data."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add what the detectors find and the rules did not."""
        for message in messages:
            if self._model is None or not message.get(READING):
                continue
            stray = self._model.elsewhere(respelled(message.get(TEXT) or ""), self._embedder)
            message.set(ELSEWHERE, stray, add_to_output=True)
            reading = Reading.from_dict(message.get(READING))
            more = learned_mentions(reading, self._model, self._embedder, stray=stray)
            if self._ordinary is not None and self._embedder is not None:
                reading = reading.with_symptoms(*more)
                more += told_mentions(reading, self._ordinary, self._embedder, stray=stray)
            if more:
                again = read_message(message, more=more)
                message.set(READING, again.to_dict(), add_to_output=True)
        return messages
