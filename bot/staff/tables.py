"""The staff's tables. `migrations/` makes them; a test holds the two together."""

from __future__ import annotations

import sqlalchemy as sa

from bot.desk.tables import Utc

metadata = sa.MetaData()

accounts = sa.Table(
    "staff_accounts",
    metadata,
    sa.Column("id", sa.String(22), primary_key=True),
    sa.Column("name", sa.String(100), nullable=False),
    sa.Column("email", sa.String(254), nullable=False, unique=True),
    sa.Column("roles", sa.JSON, nullable=False),
    sa.Column("password_hash", sa.String(200)),
    sa.Column("totp_secret", sa.String(64)),
    sa.Column("totp_pending", sa.String(64)),
    # The last 30-second step a code was taken for: a code works once.
    sa.Column("totp_step", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("signed_in_at", Utc),
    sa.Column("disabled_at", Utc),
)

recovery_codes = sa.Table(
    "staff_recovery_codes",
    metadata,
    sa.Column("account_id", sa.String(22), sa.ForeignKey("staff_accounts.id"), primary_key=True),
    sa.Column("code_hash", sa.String(64), primary_key=True),
)

sessions = sa.Table(
    "staff_sessions",
    metadata,
    sa.Column("id", sa.String(22), primary_key=True),
    sa.Column("token_hash", sa.String(64), nullable=False, unique=True),
    sa.Column("account_id", sa.String(22), sa.ForeignKey("staff_accounts.id"), nullable=False),
    sa.Column("complete", sa.Boolean, nullable=False),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("seen_at", Utc, nullable=False),
    sa.Column("expires_at", Utc, nullable=False),
    sa.Column("browser", sa.String(200), nullable=False),
    sa.Index("staff_sessions_by_account", "account_id"),
)

invitations = sa.Table(
    "staff_invitations",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("account_id", sa.String(22), sa.ForeignKey("staff_accounts.id"), nullable=False),
    sa.Column("created_at", Utc, nullable=False),
    sa.Column("expires_at", Utc, nullable=False),
    sa.Column("used_at", Utc),
    sa.Index("staff_invitations_by_account", "account_id"),
)

# Kept by the hash of what was typed, whether or not an account is behind it.
attempts = sa.Table(
    "staff_attempts",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last_at", Utc, nullable=False),
    sa.Column("locked_until", Utc),
    sa.Index("staff_attempts_by_time", "last_at"),
)

audit = sa.Table(
    "staff_audit",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Utc, nullable=False),
    sa.Column("actor_id", sa.String(22), nullable=False),
    sa.Column("actor", sa.String(100), nullable=False),
    sa.Column("action", sa.String(64), nullable=False),
    sa.Column("subject", sa.String(200), nullable=False),
    # The canonical JSON itself, since the hash is over these very characters.
    sa.Column("details", sa.Text, nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Index("staff_audit_by_time", "at"),
)
