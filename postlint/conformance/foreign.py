"""SVG and MathML in HTML: SVG 1.1 and MathML 3, as the Nu Html Checker takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from postlint.body.tags import Attribute
from postlint.conformance import facts, foreign_values
from postlint.conformance.aria import known_roles
from postlint.conformance.aria_values import RULE as ARIA
from postlint.conformance.aria_values import state_value
from postlint.conformance.content import LACKING, RULE, UNKNOWN
from postlint.conformance.node_faults import at_end, place, text_place
from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation

_ARITY: Mapping[str, int] = {
    **dict.fromkeys(("mfrac", "mover", "mroot", "msub", "msup", "munder"), 2),
    **dict.fromkeys(("msubsup", "munderover"), 3),
}
_AT_LEAST: Mapping[str, int] = {"maction": 1, "mlabeledtr": 1, "mlongdiv": 3, "mmultiscripts": 1}
_NAMESPACES: Mapping[str, str] = {
    "svg": "http://www.w3.org/2000/svg",
    "math": "http://www.w3.org/1998/Math/MathML",
    "xlink": "http://www.w3.org/1999/xlink",
}
_XLINK = frozenset(
    f"xlink:{name}" for name in ("href", "type", "show", "actuate", "role", "arcrole", "title")
)
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
    if _element(child.space, child.name) is None or parent.name == "metadata":
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
    before = {"desc", "metadata", "title"}
    for names in known.get("needs", ()):
        before |= set(names)
        if not inside & set(names):
            which = " or ".join(f"`<{name}>`" for name in names)
            later = next((child for child in node.elements if child.name not in before), None)
            yield at_end(LACKING, node.name, node, f"`<{node.name}>` has no {which}", later)
    if node.space == "math":
        yield from _arity(node)
    else:
        yield from _role(node)
    if not known.get("text") and node.name not in _OPEN and (text := node.first_text) is not None:
        message = f"text is not allowed in `<{node.name}>`"
        yield Violation(RULE, f"text in {node.name}", text_place(node, text), message)


@cache
def _states(roles: str) -> frozenset[str]:
    """The states and properties of an element with these roles, beside those of all elements."""
    table = facts.table("aria")
    own = " ".join(known_roles().get(role, "") for role in roles.split())
    return frozenset((table["global"] + " " + own).split())


def _state(node: Node, attribute: Attribute) -> Iterator[Violation]:
    if node.space == "svg" and attribute.name[5:] not in _states(node.value("role") or ""):
        message = f"`<{node.name}>` with this role, or none, takes no `{attribute.name}`"
        yield Violation(ARIA, "aria not allowed", attribute.name_span, message)


def _role(node: Node) -> Iterator[Violation]:
    roles = (node.value("role") or "").split()
    needed = facts.table("aria")["required"].get(roles[0]) if roles else None
    if needed and f"aria-{needed}" not in node.attributes:
        at = node.attributes["role"]
        message = f"the role `{roles[0]}` needs `aria-{needed}`"
        yield Violation(ARIA, "role incomplete", at.value_span or at.name_span, message)


def _arity(node: Node) -> Iterator[Violation]:
    parts = list(node.elements)
    names = [child.name for child in parts]
    wanted, least = _ARITY.get(node.name), _AT_LEAST.get(node.name, 0)
    reason, culprit = None, None
    if (wanted and len(names) != wanted) or len(names) < least:
        culprit = parts[wanted] if wanted and len(names) > wanted else None
        reason = f"has {len(names)} part{'s' if len(names) != 1 else ''}, where it needs {wanted or least}"
    elif node.name == "mmultiscripts" and not _scripts_in_pairs(names):
        reason = "is not a base with pairs of scripts"
    elif node.name == "semantics" and not _annotated(names):
        reason = "is not one formula with its annotations"
        notes = (child.name.startswith("annotation") for child in parts)
        pairs = enumerate(zip(parts, notes, strict=True))
        culprit = next((part for index, (part, note) in pairs if note == (index == 0)), None)
    if reason:
        yield at_end(LACKING, node.name, node, f"`<{node.name}>` {reason}", culprit)


def _scripts_in_pairs(names: Sequence[str]) -> bool:
    before = names.index("mprescripts") if "mprescripts" in names else len(names)
    after = len(names) - before - 1
    return bool(before % 2) and names[0] != "none" and (after < 0 or after % 2 == 0)


def _annotated(names: Sequence[str]) -> bool:
    notes = [name.startswith("annotation") for name in names]
    return bool(notes) and not notes[0] and all(notes[1:])


def _attribute(node: Node, attribute: Attribute, known: Mapping[str, Any]) -> Iterator[Violation]:
    name = attribute.name
    if name == "xmlns" or name.startswith("xmlns:"):
        yield from _namespace(node, attribute)
        return
    if re.match(r"data-[^A-Z\s]", name):
        return
    if name.startswith("aria-"):
        yield from state_value(attribute, name[5:])
        yield from _state(node, attribute)
    if name not in _names(node.space, known["attributes"]) and not (node.space == "math" and name in _XLINK):
        message = f"`<{node.name}>` takes no attribute `{name}`"
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
    kind = _type(node.space, node.name, name)
    reason = None
    if kind is not None and not foreign_values.is_of(kind, text):
        words = ", ".join(f"`{word}`" for word in kind[1:].split("|")[:8])
        reason = f"is none of {words}" if kind[0] == "=" else "is not what it can be here"
    elif name == "role" and not _has_role(node, text):
        reason = "is no role that this element can have"
    elif name == "id" and not _xml_name().match(text):
        reason = "is not an XML name, as an id in SVG and MathML must be"
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
def _types(space: str) -> Mapping[str, str]:
    return {name.lower(): kind for name, kind in facts.table(space)["types"].items()}


def _type(space: str, element: str, name: str) -> str | None:
    types = _types(space)
    return types.get(f"{element.lower()} {name}") or types.get(name)


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
