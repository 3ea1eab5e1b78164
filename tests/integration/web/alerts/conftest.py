"""H04, an escalation that nobody sees: a clinic at night, with a fake carrier of alerts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timezone

import pytest
import pytest_asyncio

from tests.integration.web.conftest import Opening
from tests.integration.web.duty import DUTY, HEAD, Carrier, plan
from tests.integration.web.fakes import Clinic

MONDAY_NIGHT = datetime(2026, 11, 24, 2, 0, tzinfo=timezone.utc)


@pytest.fixture
def carrier() -> Carrier:
    """Who carries the alerts."""
    return Carrier()


@pytest_asyncio.fixture
async def clinic(opening: Opening, carrier: Carrier) -> AsyncIterator[Clinic]:
    """A clinic at night, nobody signed in, two contacts."""
    async with opening(rasa_timeout=1.0, plan=plan(DUTY, HEAD), sender=carrier) as one:
        one.clock.now = MONDAY_NIGHT
        yield one
