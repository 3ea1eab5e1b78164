"""Small changes of a module's source, each of which some test should notice.

Left alone are docstrings, annotations, and the words of logs and refusals.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

OPPOSITES: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Pow: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any", "True": "False"}
WORDS = frozenset({"Refusal", "ValueError", "getLogger"})
"""Calls whose texts are for people."""


@dataclass(frozen=True)
class Mutant:
    """A module with one change."""

    line: int
    change: str
    tree: ast.Module


def mutants(source: str) -> Iterator[Mutant]:
    """All of them, in the order of the source."""
    original = ast.parse(source)
    places = len(list(_nodes(original)))
    for place in range(places):
        for way in range(2):
            tree = copy.deepcopy(original)
            node = list(_nodes(tree))[place]
            before = ast.unparse(node)
            changed = _changed(node, way)
            if changed is None:
                break
            yield Mutant(getattr(node, "lineno", 0), f"{before}  ->  {changed}", tree)


def _nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """What may be changed, without docstrings, annotations and words for people."""
    for name, value in ast.iter_fields(tree):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        if isinstance(tree, ast.Call) and getattr(tree.func, "id", "") in WORDS:
            continue
        for one in value if isinstance(value, list) else [value]:
            if not isinstance(one, ast.AST) or _is_docstring(one):
                continue
            if isinstance(one, (ast.Compare, ast.BoolOp, ast.BinOp, ast.UnaryOp, ast.Constant, ast.Return, ast.If, ast.IfExp, ast.Name, ast.Expr)):  # fmt: skip
                yield one
            yield from _nodes(one)


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _changed(node: ast.AST, way: int) -> str | None:
    """Change the node in place; None when there is no such way."""
    if isinstance(node, (ast.If, ast.IfExp)):
        return _decided(node, way)
    if way:
        return None
    return _flipped(node) or _moved(node)


def _decided(node: ast.If | ast.IfExp, way: int) -> str:
    node.test = ast.copy_location(ast.Constant(value=bool(way)), node.test)
    ast.fix_missing_locations(node)
    return f"if {bool(way)}"


def _flipped(node: ast.AST) -> str | None:
    """An operator for its neighbour."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in OPPOSITES:
        node.ops[0] = OPPOSITES[type(node.ops[0])]()  # type: ignore[call-overload]
    elif isinstance(node, (ast.BoolOp, ast.BinOp)) and type(node.op) in OPPOSITES:
        node.op = OPPOSITES[type(node.op)]()  # type: ignore[assignment]
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in NAMES:
        node.id = NAMES[node.id]
    else:
        return None
    return ast.unparse(node)


def _moved(node: ast.AST) -> str | None:
    """A constant by one, an answer to None, a statement away."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            node.value = not node.value
        elif isinstance(node.value, int):
            node.value += 1
        elif isinstance(node.value, str) and node.value:
            node.value = f"XX{node.value}"
        else:
            return None
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        node.value = ast.copy_location(ast.Constant(value=None), node.value)
    elif isinstance(node, ast.Expr):
        node.value = ast.copy_location(ast.Constant(value=...), node.value)
    else:
        return None
    return ast.unparse(node)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
