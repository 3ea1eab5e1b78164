"""All of the staff's records, wired once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bot.staff.accounts import Accounts
from bot.staff.attempts import Attempts
from bot.staff.invitations import Invitations
from bot.staff.records import Database
from bot.staff.second_step import SecondStep
from bot.staff.sessions import Sessions
from bot.staff.trail import AuditTrail


@dataclass(frozen=True)
class StaffRecords:
    """The stores; every method of theirs is one transaction and blocks its thread."""

    accounts: Accounts
    invitations: Invitations
    second_step: SecondStep
    sessions: Sessions
    attempts: Attempts
    audit: AuditTrail

    @classmethod
    def of(cls, database: Database, *, idle: timedelta, longest: timedelta) -> StaffRecords:
        """The stores on one database; a session ends after `idle` unused, or `longest` at all."""
        return cls(
            Accounts(database),
            Invitations(database),
            SecondStep(database),
            Sessions(database, idle=idle, longest=longest),
            Attempts(database),
            AuditTrail(database),
        )
