"""A first proof, for the ordinary post under a simple schema: no engine is even imported for it.

It only ever says yes: what it cannot prove (or a schema with any keyword but `type`, `minLength` and
`allOf` of these) is for jsonschema-rs to decide.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Test: TypeAlias = Callable[[Any], bool]
_CLASSES: Mapping[str, tuple[type, ...]] = {
    "string": (str,),
    "boolean": (bool,),
    "number": (int, float),
    "integer": (int,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
_NOTES = ("title", "description", "examples", "default")
_TOP = (*_NOTES, "$schema", "$id", "required", "properties")


def compiled(document: Mapping[str, Any]) -> Callable[[Mapping[str, Any]], bool]:
    """A test that is true only for data that fulfils the schema, its top level's `required` apart."""
    simple = all(
        key in _TOP or _is_note(key) or (key, value) == ("type", "object") for key, value in document.items()
    )
    if not simple:
        return lambda data: not data and not document
    tests = {name: _tests(schema) for name, schema in document.get("properties", {}).items()}

    def prove(data: Mapping[str, Any]) -> bool:
        for name, value in data.items():
            known = tests.get(name, ())
            if known is None or not all(test(value) for test in known):
                return False
        return True

    return prove


def _is_note(key: str) -> bool:
    return key.startswith("x-postlint-") or key in _NOTES


def _tests(schema: Any) -> tuple[Test, ...] | None:
    """The tests of one property, or None where its schema says more than these can tell."""
    if schema is True:
        return ()
    if not isinstance(schema, Mapping):
        return None
    tests: list[Test] = []
    for key, wanted in schema.items():
        if key == "type":
            tests.append(_of_type([wanted] if isinstance(wanted, str) else list(wanted)))
        elif key == "minLength":
            tests.append(_at_least(wanted))
        elif key == "allOf":
            for inner in wanted:
                more = _tests(inner)
                if more is None:
                    return None
                tests += more
        elif not _is_note(key):
            return None
    return tuple(tests)


def _of_type(names: list[str]) -> Test:
    # By class, not by isinstance: a boolean is no number.
    classes = frozenset(known for name in names for known in _CLASSES.get(name, ()))
    return lambda value: value.__class__ in classes


def _at_least(length: int) -> Test:
    return lambda value: value.__class__ is not str or len(value) >= length
