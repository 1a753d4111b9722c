"""Mutants of a module: its functions, each with one node changed by one of mutmut's operators.

mutmut itself copies the tree, starts pytest for each mutant and leaves decorated functions alone (its
trampolines cannot stand in for them); here the operators alone are used. What runs at import, tables and
signatures, is no part of a function's code and is not mutated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType
from typing import Any, NamedTuple

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

# As in mutmut: what is asked of these shows in what is done with the answer.
_CALLS = {"len", "isinstance"}
_SKIPPED = (cst.Annotation, cst.Decorator, cst.Parameters, cst.Import, cst.ImportFrom)


class Function(NamedTuple):
    """Where a function's code is, as its code object says."""

    path: str
    name: str
    line: int


class Mutant(NamedTuple):
    """One change: the place, the text of the node before and after, and the whole module with it."""

    function: Function
    line: int
    column: int
    operator: str
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        before, after = (" ".join(text.split()) for text in (self.before, self.after))
        place = f"{self.function.path}:{self.line}:{self.column + 1} {self.function.name}"
        return f"{place} {self.operator}: `{before}` -> `{after}`"


class Module:
    """A module's mutants, made when they are asked for by number."""

    def __init__(self, path: str, text: str) -> None:
        wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
        self._module = wrapper.module
        self._places: Any = wrapper.resolve(PositionProvider)
        self._path = path
        self._changes = list(self._functions(self._module, ""))

    def __len__(self) -> int:
        return len(self._changes)

    def __getitem__(self, number: int) -> Mutant:
        function, operator, node, changed = self._changes[number]
        start = self._places[node].start
        return Mutant(
            function,
            start.line,
            start.column,
            operator,
            self._module.code_for_node(node),
            self._module.code_for_node(changed),
            self._module.deep_replace(node, changed).code,
        )

    def _functions(self, node: Any, within: str) -> Iterator[tuple[Function, str, Any, Any]]:
        for child in node.children:
            if isinstance(child, cst.FunctionDef):
                first = child.decorators[0] if child.decorators else child
                line = self._places[first].start.line
                place = Function(self._path, within + child.name.value, line)
                yield from ((place, *change) for change in _changes(child.body))
            elif isinstance(child, cst.ClassDef):
                yield from self._functions(child, f"{within}{child.name.value}.")
            else:
                yield from self._functions(child, within)


def _changes(node: Any) -> Iterator[tuple[str, Any, Any]]:
    if isinstance(node, _SKIPPED):
        return
    name = node.func.value if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) else ""
    if name in _CALLS:
        return
    if name == "cast":
        yield from _changes(node.args[1])
        return
    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            for changed in operator(node):
                yield operator.__name__.removeprefix("operator_"), node, changed
    for child in node.children:
        yield from _changes(child)


def code_of(function: Function, source: str, path: Path) -> CodeType | None:
    """The code of a function in a changed module; `None` where the change is no Python."""
    try:
        codes: Sequence[CodeType] = [compile(source, str(path), "exec", dont_inherit=True)]
    except (SyntaxError, ValueError):
        return None
    while codes:
        inner = [const for code in codes for const in code.co_consts if isinstance(const, CodeType)]
        for code in inner:
            if (code.co_qualname, code.co_firstlineno) == (function.name, function.line):
                return code
        codes = inner
    return None
