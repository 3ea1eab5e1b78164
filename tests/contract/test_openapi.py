"""The chat API's description holds every route of it, and nothing that is not there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

from bot.web import api
from bot.web.openapi import description

METHODS = {"get", "post", "put", "patch", "delete", "head", "options"}


def described() -> set[tuple[str, str]]:
    """Path and method of every operation in the document."""
    return {
        (path, method.upper())
        for path, operations in description()["paths"].items()
        for method in operations
        if method in METHODS
    }


def operations() -> Iterator[dict[str, Any]]:
    for path in description()["paths"].values():
        yield from (one for name, one in path.items() if name in METHODS)


def test_every_route_is_described_and_every_description_is_of_a_route() -> None:
    routes = {(route.path, method) for route in api.ROUTES for method in route.methods - {"HEAD"}}
    assert described() == routes


def test_the_schemas_are_schemas() -> None:
    for schema in description()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_what_is_one_chats_own_needs_its_token() -> None:
    for path, ways in description()["paths"].items():
        for name, operation in ways.items():
            if name in METHODS:
                assert ("security" in operation) == ("{id}" in path), path
                assert ("401" in operation["responses"]) == ("{id}" in path), path


def test_every_refusal_has_the_one_shape() -> None:
    for operation in operations():
        refusals = {code: one for code, one in operation["responses"].items() if code >= "400"}
        assert {one["$ref"].rsplit("/", 1)[-1] for one in refusals.values()} <= {"Error", "Wait"}


def test_the_limits_are_those_of_the_code() -> None:
    from bot.web import contact, feedback, incoming

    sent = description()["components"]["schemas"]["Sent"]["properties"]
    assert sent["text"]["maxLength"] == incoming.MOST_CHARACTERS
    assert sent["client_id"]["maxLength"] == incoming.MOST_CLIENT_ID

    def body(path: str) -> dict[str, Any]:
        operation = description()["paths"][f"/api/conversations/{{id}}/{path}"]["post"]
        return operation["requestBody"]["content"]["application/json"]["schema"]["properties"]

    assert body("feedback")["words"]["maxLength"] == feedback.MOST_WORDS
    assert body("contact")["name"]["maxLength"] == contact.MOST_NAME
