"""Ids, and the attributes that refer to them."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.conformance.exclusions import labelable
from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation
from postlint.conformance.words import words

RULE = "html/dangling-reference"

_FORM_OWNED = words("button fieldset input object output select textarea")


def check(body: Node) -> Iterator[Violation]:
    """References to ids that no element has, or the wrong element."""
    headers: dict[Node, set[str | None]] = {}
    nodes = [node for node in body.descendants() if node.tag is not None]
    ids: dict[str, Node] = {}
    maps: set[str] = set()
    for node in nodes:
        if node.value("id"):
            ids.setdefault(node.value("id") or "", node)
        if node.name == "map":
            maps.add(node.value("name") or "")
    for node in nodes:
        if node.space == "html" and node.tag is not None and node.tag.attributes:
            yield from _references(node, ids, maps)
            if node.name in ("td", "th") and "headers" in node.attributes:
                yield from _headers(node, headers)
        if "aria-activedescendant" in node.attributes:
            yield from _active(node, ids)
    for node, held in body.everything():
        # The standard asks nothing of what stands in a template.
        if held and node.space == "html":
            yield from (fault._replace(checker_only=True) for fault in _map(node, maps))


def _dangling(node: Node, name: str, wanted: str, given: str | None = None, by: str = "id") -> Violation:
    named = node.value(name) if given is None else given
    return _fault(node, name, f"`{name}` names `{named}`, which is the {by} of no {wanted}")


def _fault(node: Node, name: str, message: str) -> Violation:
    attribute = node.attributes[name]
    return Violation(RULE, f"{node.name} {name}", attribute.value_span or attribute.name_span, message)


def _references(node: Node, ids: dict[str, Node], maps: set[str]) -> Iterator[Violation]:
    has = node.attributes
    if node.name == "label" and "for" in has:
        target = ids.get(node.value("for") or "")
        if target is None or not labelable(target):
            yield _dangling(node, "for", "form control")
        elif "-" not in target.name:
            yield from _named_twice(node)
    if (
        "form" in has
        and node.name in _FORM_OWNED
        and not (node.name == "input" and node.value("type") == "hidden")
    ):
        target = ids.get(node.value("form") or "")
        if target is None or target.name != "form":
            yield _dangling(node, "form", "`<form>`")
    if "list" in has and node.name == "input":
        target = ids.get(node.value("list") or "")
        if target is None or target.name != "datalist":
            yield _dangling(node, "list", "`<datalist>`")
    for name in ("commandfor",):
        if name in has and node.name == "button" and node.value(name) not in ids:
            yield _dangling(node, name, "element")
    yield from _map(node, maps)
    if "itemref" in has:
        named = (node.value("itemref") or "").split()
        if len(set(named)) < len(named):
            yield _fault(node, "itemref", "`itemref` names an element twice")
        for name in named:
            if name not in ids or ids[name].space != "html":
                yield _dangling(node, "itemref", "element", name)


def _map(node: Node, maps: set[str]) -> Iterator[Violation]:
    usemap = node.value("usemap") or ""
    if node.name in ("img", "object") and usemap[:1] == "#" and len(usemap) > 1 and usemap[1:] not in maps:
        yield _dangling(node, "usemap", "`<map>`", usemap[1:], "name")


def _named_twice(label: Node) -> Iterator[Violation]:
    """Another name for a label of a control elsewhere; one with a control in it is minded for that."""
    if any(labelable(inner) and "-" not in inner.name for inner in label.inner()):
        return
    for name, attribute in label.attributes.items():
        if name == "role" or name.startswith("aria-"):
            message = f"a `<label>` of a control takes no `{name}`"
            yield Violation("html/invalid-aria", f"label {name}", attribute.name_span, message)


def _headers(node: Node, headers: dict[Node, set[str | None]]) -> Iterator[Violation]:
    table = next((outer for outer in node.ancestors() if outer.name == "table"), None)
    if table is None:
        return
    if table not in headers:
        headers[table] = {n.value("id") for n in table.inner() if n.name == "th"}
    known = headers[table]
    for name in (node.value("headers") or "").split():
        if name not in known:
            yield _dangling(node, "headers", "`<th>` of this table", name)


def _active(node: Node, ids: dict[str, Node]) -> Iterator[Violation]:
    name = node.value("aria-activedescendant")
    if not name:
        return
    target = ids.get(name)
    if target is None:
        yield _dangling(node, "aria-activedescendant", "element", name)
    if not node.value("aria-owns") and (target is None or node not in target.ancestors()):
        message = "the active descendant does not stand in the element, and no `aria-owns` names it"
        attribute = node.attributes["aria-activedescendant"]
        yield Violation(
            "html/invalid-aria",
            "activedescendant",
            attribute.value_span or attribute.name_span,
            message,
            None,
            False,
        )
