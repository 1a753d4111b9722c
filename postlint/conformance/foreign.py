"""SVG and MathML in HTML: SVG 1.1 and MathML 3, as the Nu Html Checker takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from postlint.body.tags import Attribute
from postlint.conformance import facts
from postlint.conformance.aria import known_roles
from postlint.conformance.aria_values import state_value
from postlint.conformance.content import LACKING, RULE, UNKNOWN
from postlint.conformance.exclusions import place
from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation

_ARITY: Mapping[str, int] = {
    **dict.fromkeys(("mfrac", "mover", "mroot", "msub", "msup", "munder"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_NAMESPACES: Mapping[str, str] = {
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
    "xlink": "http://www.w3.org/1999/xlink",
}
_OPEN = frozenset({"foreignObject", "desc", "title", "metadata", "annotation-xml", "annotation"})


@cache
def _element(space: str, name: str) -> Mapping[str, Any] | None:
    found: Mapping[str, Any] | None = facts.table(space)["elements"].get(name)
    return found


@cache
def _list(space: str, key: str, index: int) -> frozenset[str]:
    return frozenset(facts.table(space)[key][index].split())


@cache
def _names(space: str, index: int) -> frozenset[str]:
    return frozenset(name.lower() for name in _list(space, "attributes", index))


def check(body: Node) -> Iterator[Violation]:
    """What is wrong in the SVG and MathML of a body; what stands in a misplaced element is not judged."""
    stack: list[tuple[Node, bool]] = [(body, False)]
    while stack:
        node, misplaced = stack.pop()
        if node.space != "html" and node.tag is not None and not misplaced:
            yield from _judge(node)
        for child in node.children:
            if isinstance(child, Node):
                wrong = misplaced or (
                    node.space != "html" and node.space == child.space and _misplaced(node, child)
                )
                if wrong and not misplaced:
                    yield _out_of_place(node, child)
                stack.append((child, wrong))


def _misplaced(parent: Node, child: Node) -> bool:
    if _element(child.space, child.name) is None:
        return True
    known = _element(parent.space, parent.name)
    if known is None or parent.name in _OPEN:
        return False
    return child.name not in _list(parent.space, "children", known["children"])


def _out_of_place(parent: Node, child: Node) -> Violation:
    language = "SVG" if child.space == "svg" else "MathML"
    if _element(child.space, child.name) is None:
        return Violation(UNKNOWN, child.name, place(child), f"{language} has no element `{child.name}`")
    message = f"`<{child.name}>` is not allowed in `<{parent.name}>`"
    return Violation(RULE, f"{child.name} in {parent.name}", place(child), message)


def _judge(node: Node) -> Iterator[Violation]:
    known = _element(node.space, node.name)
    if known is None:
        return
    for attribute in node.attributes.values():
        yield from _attribute(node, attribute, known)
    for name in known.get("required", ()):
        if name.lower() not in node.attributes:
            message = f"`<{node.name}>` has no `{name}`"
            yield Violation("html/missing-attribute", f"{node.name} {name}", place(node), message)
    inside = {child.name for child in node.elements}
    for names in known.get("needs", ()):
        if not inside & set(names):
            which = " or ".join(f"`<{name}>`" for name in names)
            yield Violation(LACKING, node.name, place(node), f"`<{node.name}>` has no {which}")
    if node.space == "math":
        yield from _arity(node)
    if not known.get("text") and node.name not in _OPEN and node.says_something:
        yield Violation(RULE, f"text in {node.name}", place(node), f"text is not allowed in `<{node.name}>`")


def _arity(node: Node) -> Iterator[Violation]:
    wanted = _ARITY.get(node.name)
    count = sum(1 for _ in node.elements)
    if wanted and count != wanted:
        message = f"`<{node.name}>` has {count} part{'s' if count != 1 else ''}, where it needs {wanted}"
        yield Violation(LACKING, node.name, place(node), message)


def _attribute(node: Node, attribute: Attribute, known: Mapping[str, Any]) -> Iterator[Violation]:
    name = attribute.name
    if name == "xmlns" or name.startswith("xmlns:"):
        yield from _namespace(node, attribute)
        return
    if re.match(r"data-[^A-Z\s]", name):
        return
    if name.startswith("aria-"):
        yield from state_value(attribute, name[5:])
    if name not in _names(node.space, known["attributes"]):
        message = f"`<{node.name}>` has no attribute `{name}`"
        yield Violation("html/attribute-not-allowed", name, attribute.name_span, message)
        return
    yield from _value(node, attribute)


def _namespace(node: Node, attribute: Attribute) -> Iterator[Violation]:
    prefix = attribute.name.partition(":")[2]
    wanted = _NAMESPACES["xlink"] if prefix == "xlink" else None if prefix else _NAMESPACES[node.space]
    if wanted is None:
        message = f"a namespace prefix means nothing in HTML: `{attribute.name}`"
        yield Violation("html/attribute-not-allowed", "xmlns", attribute.name_span, message)
    elif attribute.value != wanted:
        message = f"the value of `{attribute.name}` is not `{wanted}`"
        span = attribute.value_span or attribute.name_span
        yield Violation("html/invalid-attribute-value", attribute.name, span, message)


@cache
def _xml_name() -> re.Pattern[str]:
    return re.compile(r"[^\W\d][\w.\-\xb7]*\Z")


def _value(node: Node, attribute: Attribute) -> Iterator[Violation]:
    name, text = attribute.name, attribute.value or ""
    words = _keywords(node.space).get(name)
    reason = None
    if words is not None and text not in words:
        reason = "is none of " + ", ".join(f"`{word}`" for word in sorted(words)[:8])
    elif name == "role" and not _has_role(node, text):
        reason = "is no role that this element can have"
    elif name == "id" and node.space == "svg" and not _xml_name().match(text):
        reason = "is not an XML name, as an id in SVG must be"
    elif name == "d" and node.name == "path" and (bad := path_fault(text)) is not None:
        reason = f"cannot be drawn beyond `{text[max(0, bad - 8) : bad + 1]}`"
    if reason:
        span = attribute.value_span or attribute.name_span
        yield Violation("html/invalid-attribute-value", f"{name}", span, f"the value of `{name}` {reason}")
    if name == "version" and node.name == "svg" and text != "1.1":
        yield Violation(
            "html/obsolete",
            "svg version",
            attribute.name_span,
            "browsers do not read the `version` of an `<svg>`",
            None,
            False,
        )


def _has_role(node: Node, text: str) -> bool:
    if node.space == "math":
        return text == "math"
    return bool(text.split()) and all(word in known_roles() and word != "directory" for word in text.split())


@cache
def _keywords(space: str) -> Mapping[str, frozenset[str]]:
    return {name.lower(): frozenset(words.split()) for name, words in facts.table(space)["keywords"].items()}


_NUMBERS: Mapping[str, str] = {
    **dict.fromkeys("ML", "nn"),
    "T": "nn",
    "H": "n",
    "V": "n",
    "C": "nnnnnn",
    "S": "nnnn",
    "Q": "nnnn",
    "A": "nnnffnn",
    "Z": "",
}


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


@cache
def _comma() -> re.Pattern[str]:
    return re.compile(r"[ \t\n\r\f]*,?[ \t\n\r\f]*")


def path_fault(text: str) -> int | None:
    """Where path data (SVG 1.1, 8.3) stops to be readable; None when all of it can be read."""
    blank = re.compile(r"[ \t\n\r\f]*")
    at = blank.match(text, 0).end()  # type: ignore[union-attr]
    first = True
    while at < len(text):
        command = text[at].upper()
        if command not in _NUMBERS or (first and command != "M"):
            return at
        first = False
        at = blank.match(text, at + 1).end()  # type: ignore[union-attr]
        shape = _NUMBERS[command]
        rounds = 0
        while shape:
            end = _arguments(text, at, shape)
            if end is None:
                break
            rounds += 1
            at = _comma().match(text, end).end()  # type: ignore[union-attr]
        if shape and not rounds:
            return min(at, len(text))
        at = blank.match(text, at).end()  # type: ignore[union-attr]
    return None


def _arguments(text: str, at: int, shape: str) -> int | None:
    for index, kind in enumerate(shape):
        if index:
            at = _comma().match(text, at).end()  # type: ignore[union-attr]
        if kind == "f":
            if text[at : at + 1] not in ("0", "1"):
                return None
            at += 1
            continue
        match = _number().match(text, at)
        if match is None:
            return None
        at = match.end()
    return at
