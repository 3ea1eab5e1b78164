"""The sense of a whole message, for the intents: words it never saw, meant as in ones it did."""

# No `from __future__ import annotations`: Rasa reads these hints while it builds its graph.
from typing import Any, Dict, List, Text

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.language.tokens import respelled
from bot.nlu.sentence_sense import SIZE, sentence_model


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Adds a sentence embedding to each message; zeros, which say nothing, without the model."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`scale`: the length of the vector. The classifier penalises all weights alike, so this
        says how much the sense may count beside hundreds of letter groups."""
        return {**DenseFeaturizer.get_default_config(), "scale": 6.0}

    def __init__(self, config: Dict[Text, Any], name: Text) -> None:
        """`name`: the node in Rasa's graph."""
        super().__init__(name, config)
        self._scale = float(config["scale"])
        self._model = sentence_model()

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceFeaturizer":
        """See `GraphComponent`."""
        return cls(config, execution_context.node_name)

    @classmethod
    def validate_config(cls, config: Dict[Text, Any]) -> None:
        """See `DenseFeaturizer`; there is nothing that could be wrong together."""

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """All examples at once, and remembered for the detectors, which want them too."""
        if self._model is not None:
            self._model.kept = len(training_data.training_examples)
        self._add(
            training_data.training_examples, [m.get(TEXT) for m in training_data.training_examples]
        )
        return training_data

    def process(self, messages: List[Message]) -> List[Message]:
        """Add the embedding to each message that has a text, its spelling put right."""
        self._add(messages, [respelled(message.get(TEXT) or "") for message in messages])
        return messages

    def _add(self, messages: List[Message], texts: List[Text]) -> None:
        with_text = [(m, text) for m, text in zip(messages, texts, strict=True) if text]
        if self._model is None:
            rows = np.zeros((len(with_text), SIZE))
        else:
            rows = self._model.embed([text for _, text in with_text])
        for (message, _), row in zip(with_text, rows, strict=True):
            message.add_features(
                Features(
                    (row * self._scale).reshape(1, SIZE),
                    FEATURE_TYPE_SENTENCE,
                    TEXT,
                    self._identifier,
                )
            )
