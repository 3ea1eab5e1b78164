"""Hazard H10: schemathesis asks the real web process whatever its own description allows, and forbids."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.web.openapi import description
from tests.faults import Figure
from tests.integration.operations.test_stopping import web
from tests.integration.topology.town import NO_LIMITS

CASES = 300
OPERATIONS = [
    (path, method.upper())
    for path, ways in description()["paths"].items()
    for method in ways
    if method in ("get", "post")
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The real web process beside a stand-in for Rasa, without rates."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in NO_LIMITS.items():
            patch.setenv(f"AFTERCARE_{name}", value)
        with web(tmp_path_factory.mktemp("web"), delay=0) as (_, place, _):
            yield place


@pytest.mark.slow
@pytest.mark.integration
@pytest.mark.fault("H10", "schemathesis: whatever the API's description allows or forbids")
@pytest.mark.parametrize(("path", "method"), OPERATIONS, ids=lambda part: part)
def test_what_is_described_is_answered_as_described(
    address: str, path: str, method: str, figure: Figure
) -> None:
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_headers_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    operation = schemathesis.openapi.from_url(f"{address}/api/openapi.json")[path][method]
    # A stream that is open has no end to wait for: its refusals are tried.
    streams = path.endswith("/events")
    took: list[float] = []

    @settings(
        max_examples=CASES, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    @given(
        case=st.one_of(
            operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
            *([] if streams else [operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)]),
        ),
        own=st.just(False) if streams else st.booleans(),
    )
    def ask(case: schemathesis.Case, own: bool) -> None:
        if own and "{id}" in path:
            chat = httpx.post(f"{address}/api/conversations", trust_env=False).json()
            case.path_parameters = {"id": chat["id"]}
            case.headers = {**dict(case.headers or {}), "Authorization": f"Bearer {chat['token']}"}
        begun = time.monotonic()
        case.call_and_validate(
            base_url=address,
            checks=[
                not_a_server_error, status_code_conformance, content_type_conformance,
                response_headers_conformance, response_schema_conformance,
            ],
        )  # fmt: skip
        took.append(time.monotonic() - begun)

    ask()
    figure("server errors and answers unlike the description", 0, most=0)
    figure("requests to one address of the API", len(took))
    figure("slowest answer", max(took) * 1000, "ms", most=2000)
