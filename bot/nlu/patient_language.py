"""The language layer as a Rasa component: rules and spelling read the facts out of a message."""

# No `from __future__ import annotations`: Rasa reads these hints while it builds its graph.

from datetime import date
from typing import Any, Dict, List, Text, Tuple

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.language import Reading, read
from bot.language.reading import SymptomMention

READING = "reading"


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class PatientLanguage(GraphComponent):
    """Sets the `reading` of a message (`Reading.to_dict`) and its entities area, symptom, timing."""

    @classmethod
    def create(
        cls,
        config: Dict[Text, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "PatientLanguage":
        """See `GraphComponent`."""
        return cls()

    def process(self, messages: List[Message]) -> List[Message]:
        """Read each message as of the `today` in its metadata, else as of today."""
        for message in messages:
            reading = read_message(message)
            message.set(READING, reading.to_dict(), add_to_output=True)
            message.set(ENTITIES, message.get(ENTITIES, []) + entities(reading), add_to_output=True)
        return messages


def read_message(message: Message, *, more: Tuple[SymptomMention, ...] = ()) -> Reading:
    """A message read as of its day and with what was asked before it; `more`: see `read`."""
    metadata = message.get("metadata") or {}
    asked = metadata.get("asked") or None
    return read(message.get(TEXT) or "", _today(metadata), asked=asked, more=more)


def _today(metadata: Dict[Text, Any]) -> date:
    """The day of the message; the machine's own when it is missing or malformed, as a wrong day is
    better than no answer."""
    try:
        return date.fromisoformat(metadata["today"])
    except (KeyError, TypeError, ValueError):
        return date.today()


def entities(reading: Reading) -> List[Dict[Text, Any]]:
    """The reading's mentions in Rasa's form for entities."""
    found: List[Tuple[str, Any, int, int, str]] = [
        ("area", area.name, area.start, area.end, "treated" if area.treated else "felt")
        for area in reading.areas
    ]
    found += [("symptom", s.name, s.start, s.end, s.status) for s in reading.symptoms]
    found += [("timing", list(t.days), t.start, t.end, t.kind) for t in reading.timings]
    return [
        {
            "entity": entity,
            "value": value,
            "start": start,
            "end": end,
            "role": role,
            "extractor": "PatientLanguage",
        }
        for entity, value, start, end, role in found
    ]
