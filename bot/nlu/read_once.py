"""Rasa's importer of our files, reading the sentences once.

Rasa asks its importer twice in a training (once to check responses, once to learn), and reads
128 files anew each time.
"""

from typing import Dict, Optional, Text

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData


class ReadOnce(RasaFileImporter):
    """As `RasaFileImporter`; Rasa merges, and so copies, what it gets before it changes it."""

    _read: Optional[Dict[Optional[Text], TrainingData]] = None

    def get_nlu_data(self, language: Optional[Text] = "en") -> TrainingData:
        """The sentences of all files, from memory after the first time."""
        self._read = self._read or {}
        if language not in self._read:
            self._read[language] = super().get_nlu_data(language)
        return self._read[language]
