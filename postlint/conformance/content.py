"""Content models: which elements may stand in which (HTML, section 4, "Content model").

Each element's model is data (``data/content.json``); this walks the tree once and says, for
each child that is out of place or missing, so. What stands in a misplaced element is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from postlint.conformance import facts
from postlint.conformance.node_faults import at_end, place, text_place
from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation

RULE = "html/element-not-allowed-here"
LACKING = "html/missing-element"
UNKNOWN = "html/unknown-element"


class Slot(NamedTuple):
    """One place in an ordered content model: which children, how many at least and at most."""

    names: frozenset[str]
    least: int
    most: int


@cache
def category(name: str) -> frozenset[str]:
    """The elements of a content category; text is `#text`."""
    table = facts.table("content")["categories"]
    words = table[name].split()
    found = {word for word in words if word[0] != "@"}
    for word in words:
        if word[0] == "@":
            found |= category(word[1:])
    return frozenset(found)


@cache
def _model(name: str) -> Any:
    return facts.table("content")["models"].get(name)


@cache
def _slots(model: str, around: str) -> tuple[Slot, ...]:
    found = []
    for part in model.split(" , "):
        text = part.strip()
        least, most = {"*": (0, 10**9), "+": (1, 10**9), "?": (0, 1)}.get(text[-1], (1, 1))
        names: set[str] = set()
        for word in text.rstrip("*+?").strip("()").split("|"):
            names |= category(around if word == "@transparent" else word[1:]) if word[0] == "@" else {word}
        found.append(Slot(frozenset(names), least, most))
    return tuple(found)


def check(body: Node) -> Iterator[Violation]:
    """What stands where it may not, and what is missing, in a whole body."""
    stack: list[tuple[Node, str]] = [(body, "flow")]
    while stack:
        node, around = stack.pop()
        wrong = []
        inside = around
        if node.space == "html":
            model, inside = _model_of(node, around)
            if model is not None:
                wrong = list(_children(node, model, around))
        elif node.name in _HTML_IN_FOREIGN:
            wrong = list(_html_in_foreign(node))
        yield from wrong
        skipped = {violation.around for violation in wrong if violation.around}
        for child in reversed(node.children):
            if isinstance(child, Node) and not (child.tag and child.tag.span in skipped):
                stack.append((child, inside if child.space == "html" else "flow"))


_HTML_IN_FOREIGN: Mapping[str, str] = {
    **dict.fromkeys(("mi", "mo", "mn", "ms"), ""),
    "mtext": "phrasing",
    "foreignObject": "flow",
    **dict.fromkeys(("desc", "title"), "any"),
}
"""Elements of MathML and SVG in which the parser goes on with HTML, and what may stand there."""


def _html_in_foreign(node: Node) -> Iterator[Violation]:
    kind = _HTML_IN_FOREIGN[node.name]
    allowed = category(kind) if kind in ("flow", "phrasing") else frozenset()
    for position, child in enumerate(node.children):
        if isinstance(child, str) or (kind == "any" and (facts.known(child.name) or "-" in child.name)):
            continue
        if child.space == "html" and _name(child) not in allowed:
            yield _misplaced(node, position, "")


def _model_of(node: Node, around: str) -> tuple[str | None, str]:
    """The model of an element, and what stands for `@transparent` in it."""
    name = node.name
    model = _model(name)
    if model is None:
        if "-" in name:
            return "@transparent*", around
        return None, "flow"
    if name == "div" and node.parent is not None and node.parent.space == "html":
        special = {"dl": "div in dl", "select": "div in select", "optgroup": "div in optgroup"}.get(
            node.parent.name
        )
        if special:
            model = _model(special)
    elif name == "time" and "datetime" not in node.attributes:
        model = "#text*"
    elif name in ("video", "audio") and "src" in node.attributes:
        model = "track* , @transparent*"
    elif name == "colgroup" and "span" in node.attributes:
        model = "(@script)*"
    if "@transparent" in model:
        return model, around
    return model, "phrasing" if model == "@phrasing*" or name in _PHRASING_INSIDE else "flow"


_PHRASING_INSIDE = frozenset({"datalist", "legend", "option", "ruby", "summary"})
"""Elements in which a transparent one holds phrasing content, whatever else may stand there."""


def _children(node: Node, model: str, around: str) -> Iterator[Violation]:
    if model == "dl":
        yield from _description_list(node)
        return
    if model == "ruby":
        yield from _ruby(node)
        return
    if model == "figure":
        model = _figure(node)
    slots = _slots(model, around)
    place, count = 0, 0
    for position, child in enumerate(node.children):
        name = _name(child)
        if name is None:
            continue
        at = next(
            (
                i
                for i in range(place, len(slots))
                if name in slots[i].names and not (i == place and count >= slots[i].most)
            ),
            None,
        )
        skipped = any(slots[i].least > (count if i == place else 0) for i in range(place, at or place))
        if at is None or (skipped and isinstance(child, str)):
            yield _misplaced(node, position, model)
            continue
        for index in range(place, at):
            if slots[index].least > (count if index == place else 0):
                yield _lacking(node, slots[index].names, child)
        if at != place:
            place, count = at, 0
        count += 1
    for index in range(place, len(slots)):
        if slots[index].least > (count if index == place else 0):
            yield _lacking(node, slots[index].names)


def _name(child: Node | str) -> str | None:
    """How a model calls a child; None for what every model ignores."""
    if isinstance(child, str):
        return None if not child.strip(" \t\n\f\r") else "#text"
    if child.space != "html":
        return {"svg": "svg", "math": "math"}[child.space]
    return "custom-element" if "-" in child.name else child.name


_TEXT = "write `&lt;` for a `<` that is text"
_ADVICE = {
    "ul": "put it into an `<li>`",
    "ol": "put it into an `<li>`",
    "menu": "put it into an `<li>`",
    "dl": "put it into a `<dd>`",
    "tr": "put it into a `<td>`",
}


def _misplaced(node: Node, position: int, model: str) -> Violation:
    """The child at a position is out of place."""
    child = node.children[position]
    advice = _ADVICE.get(node.name)
    where = "here" if node.name == "body" else f"in `<{node.name}>`"
    if isinstance(child, str):
        text = f"text is not allowed {where}"
        span = text_place(node, position)
        return Violation(RULE, f"text in {node.name}", span, text, advice, breaks=False)
    tag = child.tag
    span = tag.name_span if tag else place(node)
    around = tag.span if tag else None
    if child.space == "html" and not facts.known(child.name) and "-" not in child.name:
        return Violation(
            UNKNOWN, child.name, span, f"HTML has no element `{child.name}`", _TEXT, around=around
        )
    name = tag.name if tag and child.space == "html" else child.name
    message = f"`<{name}>` is not allowed {where}"
    if node.name in ("p", "span", "a", "strong", "em") and "@" in model:
        message = f"`<{name}>` is not allowed in `<{node.name}>`, which holds only text and inline elements"
    return Violation(RULE, f"{name} in {node.name}", span, message, advice, around=around)


def _lacking(node: Node, names: frozenset[str], before: Node | str | None = None) -> Violation:
    """Something is missing in an element: before a child of it, or before its end."""
    which = " or ".join(f"`<{name}>`" for name in sorted(names)[:6])
    message = f"`<{node.name}>` has no {which}"
    return at_end(LACKING, node.name, node, message, before if isinstance(before, Node) else None)


def _description_list(node: Node) -> Iterator[Violation]:
    """Groups of terms and descriptions, bare or each in a `div`, not both."""
    kinds = [
        (position, name)
        for position, child in enumerate(node.children)
        if (name := _name(child)) not in (None, "script", "template")
    ]
    divided = any(name == "div" for _, name in kinds[:1])
    allowed = {"div"} if divided else {"dt", "dd"}
    for position, name in kinds:
        if name not in allowed:
            yield _misplaced(node, position, "dl")
    if divided:
        return
    groups = [(position, name) for position, name in kinds if name in allowed]
    if groups and groups[0][1] == "dd":
        yield _lacking(node, frozenset({"dt"}), node.children[groups[0][0]])
    elif groups and groups[-1][1] == "dt":
        yield _lacking(node, frozenset({"dd"}))


def _ruby(node: Node) -> Iterator[Violation]:
    """Base text, then annotations; parentheses only in pairs around an annotation."""
    phrasing = category("phrasing")
    names: list[str] = []
    for position, child in enumerate(node.children):
        name = _name(child)
        if name is None:
            continue
        if name not in phrasing and name not in ("rb", "rt", "rp", "rtc"):
            yield _misplaced(node, position, "@phrasing*")
        names.append(name if name in ("rt", "rp", "rtc") else "base")
    if not names or names[-1] == "base":
        yield _lacking(node, frozenset({"rt"}))
    elif _unpaired(names):
        yield _lacking(node, frozenset({"rp"}))


def _unpaired(names: Sequence[str]) -> bool:
    import re

    letters = "".join({"base": "b", "rt": "t", "rp": "p", "rtc": "c"}[name] for name in names)
    return re.fullmatch(r"(?:b*(?:p[tc]+p|[tc])+)*", letters) is None


def _figure(node: Node) -> str:
    """A caption stands first or last: the model that fits where it stands."""
    names = [name for child in node.children if (name := _name(child)) is not None]
    first = bool(names) and names[0] == "figcaption"
    return "figcaption? , @flow*" if first else "@flow* , figcaption?"
