"""Intents as a Rasa component, by likeness; without the sentence model, nothing is likelier."""

# No `from __future__ import annotations`: Rasa reads these hints while it builds its graph.

from pathlib import Path
from typing import Any, Dict, List, Optional, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.tokens import respelled
from bot.nlu.intent_model import IntentModel, train
from bot.nlu.sentence_sense import Remembering, sentence_model

INTENT_RANKING = "intent_ranking"


def sure(message: Message) -> bool:
    """Whether a training sentence teaches intents.

    Thousands of hard negatives for the red-flag detectors ("the zip sticks halfway down") stand
    under `describe_symptom` because a file of theirs must have some intent.
    """
    mark = (message.get("metadata") or {}).get("intent") or {}
    return message.get("intent") != "describe_symptom" or mark.get("present") is not False


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(GraphComponent):
    """Sets `intent` and `intent_ranking` of a message."""

    def __init__(self, model: Optional[IntentModel] = None) -> None:
        self._model = model
        self._embedder: Optional[Remembering] = sentence_model() if model is not None else None

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "IntentClassifier":
        """See `GraphComponent`."""
        component = cls()
        component._storage, component._resource = model_storage, resource
        return component

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the sentences whose intent is sure. Raises `RuntimeError` without the model."""
        embedder = sentence_model()
        if embedder is None:
            raise RuntimeError(
                "the sentence model is missing or not the one that was measured: run `make run`"
            )
        # The detectors want the same thousands of sentences next.
        embedder.kept = len(training_data.training_examples)
        taught = [
            (message.get(TEXT), message.get(INTENT))
            for message in training_data.intent_examples
            if message.get(TEXT) and sure(message)
        ]
        model = train(taught, embedder)
        with self._storage.write_to(self._resource) as directory:
            model.save(Path(directory))
        return self._resource

    @classmethod
    def load(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "IntentClassifier":
        """The classifier of a trained model."""
        with model_storage.read_from(resource) as directory:
            return cls(IntentModel.load(Path(directory)))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add to training data."""
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the ranking; without the sentence model the message stays without an intent, which
        the dialogue's fallback answers."""
        for message in messages:
            if self._model is None or self._embedder is None:
                continue
            ranking = [
                {INTENT_NAME_KEY: intent, PREDICTED_CONFIDENCE_KEY: chance}
                for intent, chance in self._model.ranking(
                    respelled(message.get(TEXT) or ""), self._embedder
                )
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING, ranking[:10], add_to_output=True)
        return messages
