"""Where the desk's records are kept. Every method is one transaction and blocks its thread."""

from bot.desk.store.chats import ClientIdReused, DeskStore
from bot.desk.store.records import Records, UnknownCase, UnknownConversation

__all__ = ["ClientIdReused", "DeskStore", "Records", "UnknownCase", "UnknownConversation"]
