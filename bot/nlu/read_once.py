"""Rasa's importer of our files, reading the sentences once and copying none.

Rasa asks its importer twice in a training (once to check responses, once to learn), reads 128 files
anew each time, and copies every sentence each time it merges what importers gave it: five seconds
of a minute for sentences nobody changes.
"""

from __future__ import annotations

from typing import Any, Dict, Optional, Text

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


class Sentence(Message):
    """A sentence as it was read, one and the same in every merge.

    Our components learn from sentences and write nothing into them; one that did would have to do
    it on a copy of its own.
    """

    @classmethod
    def of(cls, message: Message) -> Sentence:
        """The message, from now on not copied."""
        return cls(message.data, message.output_properties, message.time, message.features)

    def __deepcopy__(self, memo: Dict[int, Any]) -> Sentence:
        return self


class ReadOnce(RasaFileImporter):
    """As `RasaFileImporter`, for a language's files once."""

    _read: Optional[Dict[Optional[Text], TrainingData]] = None

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """The sentences of all files, from memory after the first time."""
        self._read = self._read or {}
        if language not in self._read:
            files = [load_data(path, language) for path in self._nlu_files]
            for one in files:
                one.training_examples = [Sentence.of(message) for message in one.training_examples]
            self._read[language] = TrainingData().merge(*files)
        return self._read[language]
