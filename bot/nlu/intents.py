"""Rasa's logistic regression, taught by sentences whose intent is sure."""

# No `from __future__ import annotations`: Rasa reads these hints while it builds its graph.

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


def sure(message: Message) -> bool:
    """Whether a training sentence teaches intents.

    Thousands of hard negatives for the red-flag detectors ("the zip sticks halfway down") stand
    under `describe_symptom` because a file of theirs must have some intent. Left out, intents are
    told apart a little better (docs/decisions/nlu-pipeline.md) and training is shorter.
    """
    mark = (message.get("metadata") or {}).get("intent") or {}
    return message.get("intent") != "describe_symptom" or mark.get("present") is not False


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """`LogisticRegressionClassifier` without the sentences whose intent is a matter of form."""

    def train(self, training_data: TrainingData) -> Resource:
        """See `LogisticRegressionClassifier`."""
        return super().train(training_data.filter_training_examples(sure))
