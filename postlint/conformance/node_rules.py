"""What one element asks of its children, its parent and its text, beyond the content model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from postlint.conformance import dates, image_rules, script_json, select_rules
from postlint.conformance.node_faults import at_end, place
from postlint.conformance.script_rules import script_kind
from postlint.conformance.tag_faults import BAD_VALUE
from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation


def check(body: Node) -> Iterator[Violation]:
    """All such rules on a whole body."""
    for node, held in body.everything():
        rule = _RULES.get(node.name) if node.space == "html" else None
        if rule is None or node.tag is None:
            continue
        if not held:
            yield from rule(node)
        elif rule in (_script, _time):
            yield from (violation._replace(checker_only=True) for violation in rule(node))
    yield from _autofocus(body)
    yield from _headings(body)
    yield from _properties(body)


def _media(node: Node) -> Iterator[Violation]:
    seen = False
    for track in node.inner():
        if track.name == "track" and track.tag is not None and "default" in track.attributes:
            if seen:
                message = "a second `<track>` is the default"
                yield Violation(
                    "html/attribute-not-allowed", "default", track.attributes["default"].name_span, message
                )
            seen = True


def _time(node: Node) -> Iterator[Violation]:
    if "datetime" in node.attributes:
        return
    fault = dates.time_element(node.text().strip(" \t\n\f\r"))
    if fault and not any(node.elements):
        message = f"the text of `<time>` {fault.reason}"
        found = at_end("html/invalid-datetime", "time text", node, message)
        yield found._replace(help="give it a `datetime`", error=not fault.doubtful)


def _script(node: Node) -> Iterator[Violation]:
    kind = script_kind(node.attributes)
    text = "".join(child for child in node.children if isinstance(child, str))
    if kind in ("importmap", "speculationrules"):
        reason = script_json.check(kind, text)
        if reason:
            yield at_end("html/invalid-script", kind, node, reason)
        elif strict := script_json.beyond_checker(kind, text):
            yield at_end("html/invalid-script", kind, node, strict)._replace(checker_only=True)
    elif kind in ("classic", "module") and "src" in node.attributes and script_json.not_documentation(text):
        message = "a script with `src` holds text that never runs"
        yield at_end("html/invalid-script", "script with src and text", node, message)


def _heading(node: Node) -> Iterator[Violation]:
    if not node.text().strip() and not any(n.name == "img" and n.value("alt") for n in node.inner()):
        yield Violation(
            "html/empty-heading", node.name, place(node), f"the heading `<{node.name}>` is empty", None, False
        )


def _summary(node: Node) -> Iterator[Violation]:
    if node.parent is None or node.parent.name != "details":
        return
    allowed = ("aria-haspopup", "aria-disabled")
    from postlint.conformance.facts import table

    general = {f"aria-{name}" for name in table("aria")["global"].split()} - {
        "aria-grabbed",
        "aria-dropeffect",
        "aria-description",
    }
    for name, attribute in node.attributes.items():
        if name == "role" or (name.startswith("aria-") and name not in general and name not in allowed):
            message = f"the `<summary>` of `<details>` takes no `{name}`"
            yield Violation("html/invalid-aria", f"summary {name}", attribute.name_span, message)


def _section(node: Node) -> Iterator[Violation]:
    if node.value("aria-label"):
        return
    for inner in node.inner():
        if inner.name in ("h1", "h2", "h3", "h4", "h5", "h6") and _sectioning(inner) is node:
            return
    message = f"the `<{node.name}>` has no heading"
    yield Violation("html/missing-heading", node.name, place(node), message, None, False)


def _sectioning(node: Node) -> Node | None:
    return next((n for n in node.ancestors() if n.name in ("article", "aside", "nav", "section")), None)


def _definitions(node: Node) -> Iterator[Violation]:
    seen: dict[str, Node] = {}
    for term in node.inner():
        if term.name != "dt" or next((n for n in term.ancestors() if n.name == "dl"), None) is not node:
            continue
        name = " ".join(term.text().split())
        first = seen.setdefault(name, term)
        if name and first is not term:
            message = f"the list defines `{name[:40]}` already"
            yield Violation(
                "html/duplicate-term",
                "dt",
                place(term),
                message,
                None,
                False,
                related=((place(first), "the first definition"),),
            )


def _figure(node: Node) -> Iterator[Violation]:
    names = sorted(child.name for child in node.elements)
    if names != ["figcaption", "table"]:
        return
    for table in node.elements:
        for caption in table.elements:
            if caption.name == "caption":
                message = "the table has a `<caption>` and its figure a `<figcaption>`: one is enough"
                yield Violation("html/duplicate-caption", "caption", place(caption), message, None, False)


def _item(node: Node) -> Iterator[Violation]:
    if "value" in node.attributes and (node.parent is None or node.parent.name != "ol"):
        message = "only an item of an `<ol>` has a `value`"
        yield Violation("html/attribute-not-allowed", "li value", node.attributes["value"].name_span, message)


def _autofocus(body: Node) -> Iterator[Violation]:
    seen: set[int] = set()
    for node in body.descendants():
        if node.space == "html" and "autofocus" in node.attributes:
            root = next(
                (n for n in node.ancestors() if n.name == "dialog" or "popover" in n.attributes), body
            )
            if id(root) in seen:
                yield Violation(
                    BAD_VALUE,
                    "autofocus",
                    node.attributes["autofocus"].name_span,
                    "a second element has `autofocus`",
                )
            seen.add(id(root))


_LEVELS = {f"h{n}": n for n in range(1, 7)}


def _headings(body: Node) -> Iterator[Violation]:
    """Levels that leave one out, as the reader of an outline meets them."""
    before, before_held = 0, False
    for node, held in body.everything():
        level = _level(node)
        if not level:
            continue
        if before and level > before + 1:
            missed = (
                f"level {before + 1} is" if level == before + 2 else f"levels {before + 1} to {level - 1} are"
            )
            message = f"a heading of level {level} follows one of level {before}; {missed} left out"
            # The standard asks nothing of what stands in a template.
            only = held or before_held
            yield Violation("html/skipped-heading-level", "skip", place(node), message, checker_only=only)
        before, before_held = level, held


def _level(node: Node) -> int:
    own = _LEVELS.get(node.name, 0) if node.space == "html" else 0
    if node.space != "html" or not own:
        return 0
    offset = 0
    for outer in (node, *node.ancestors()):
        text = outer.value("headingoffset") or ""
        offset += int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
        if "headingreset" in outer.attributes:
            break
    return min(9, own + offset)


def _properties(body: Node) -> Iterator[Violation]:
    """Microdata: a property belongs to an item."""
    pulled = set()
    for node in body.descendants():
        if "itemscope" in node.attributes and "itemref" in node.attributes:
            pulled |= set((node.value("itemref") or "").split())
    for node, held in body.everything():
        if node.space != "html" or "itemprop" not in node.attributes:
            continue
        owned = any("itemscope" in n.attributes for n in node.ancestors())
        if not owned and not any(n.value("id") in pulled for n in (node, *node.ancestors())):
            yield Violation(
                "html/invalid-microdata",
                "itemprop",
                node.attributes["itemprop"].name_span,
                "`itemprop` stands outside any element with `itemscope`",
                checker_only=held,
            )


Rule = Callable[[Node], Iterator[Violation]]

_RULES: Mapping[str, Rule] = {
    "article": _section,
    "audio": _media,
    "dl": _definitions,
    "figure": _figure,
    "h1": _heading,
    "h2": _heading,
    "h3": _heading,
    "h4": _heading,
    "h5": _heading,
    "h6": _heading,
    "img": image_rules.image,
    "li": _item,
    "optgroup": select_rules.optgroup,
    "option": select_rules.option,
    "picture": image_rules.picture,
    "script": _script,
    "section": _section,
    "select": select_rules.select,
    "source": image_rules.source,
    "summary": _summary,
    "time": _time,
    "video": _media,
}
