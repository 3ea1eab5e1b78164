"""Answers held to the chat API's own description."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from bot.web.openapi import description


@lru_cache
def validator(schema: str) -> Draft202012Validator:
    """For one of the description's schemas."""
    components = {"components": description()["components"]}
    return Draft202012Validator({"$ref": f"#/components/schemas/{schema}", **components})


def fits(schema: str, value: Any) -> bool:
    """True, or an AssertionError that says what does not fit."""
    problems = [
        f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}"
        for one in validator(schema).iter_errors(value)
    ]
    assert not problems, problems
    return True


def is_error(answer: httpx.Response) -> bool:
    """Whether an answer is an error in the one shape, or no error at all."""
    return answer.status_code < 400 or fits("Error", answer.json())
