"""Lists to choose from: `select`, `optgroup`, `option` (HTML, 4.10.7 to 4.10.10)."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.conformance.node_faults import at_end, at_value, place
from postlint.conformance.tag_faults import BAD_VALUE, missing
from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation

SRCSET = "html/invalid-srcset"


def option(node: Node) -> Iterator[Violation]:
    """What a `option` asks of its surroundings and its content."""
    listed = node.parent is not None and node.parent.name == "datalist"
    if "label" not in node.attributes and not node.text().strip(" \t\n\f\r") and not listed:
        message = "the `<option>` says nothing: it has neither text nor `label`"
        yield at_end("html/missing-element", "option", node, message)


def optgroup(node: Node) -> Iterator[Violation]:
    """What a `optgroup` asks of its surroundings and its content."""
    assert node.tag is not None
    if "label" not in node.attributes and not any(n.name == "legend" for n in node.elements):
        lacking = missing(node.tag, "label", "`<optgroup>` has no `label`")
        # A `<legend>` could have come until its end.
        until = at_end(lacking.rule, lacking.kind, node, lacking.message)
        yield lacking._replace(span=until.span, related=until.related)


def _is_chosen(first: Node) -> bool:
    """Whether the first option of a required list is an answer already, and no invitation to choose."""
    if first.parent is not None and first.parent.name == "optgroup":
        return True
    return bool(first.value("value")) if "value" in first.attributes else first.says_something


def select(node: Node) -> Iterator[Violation]:
    """What a `select` asks of its surroundings and its content."""
    assert node.tag is not None
    has = node.attributes
    size = (node.value("size") or "").strip()
    tall = size.isdigit() and len(size) < 9 and int(size) > 1
    options = [n for n in node.inner() if n.name == "option"]
    if "multiple" not in has:
        for extra in [o for o in options if "selected" in o.attributes][1:]:
            message = "a second `<option>` is selected, and the list is not `multiple`"
            yield Violation(BAD_VALUE, "selected", extra.attributes["selected"].name_span, message)
    if "required" in has and "multiple" not in has and not (size and size != "1"):
        first = options[0] if options else None
        if first is None:
            message = "a required `<select>` needs an `<option>`"
            yield at_end("html/missing-element", "select option", node, message)
        elif _is_chosen(first):
            yield Violation(
                BAD_VALUE,
                "placeholder option",
                place(first),
                "the first `<option>` of a required `<select>` must be an empty one",
            )
    role = node.value("role")
    if role in ("listbox", "combobox", "menu", "directory"):
        if tall or "multiple" in has:
            if role != "listbox":
                yield at_value(
                    node,
                    "role",
                    "html/invalid-aria",
                    "select role",
                    "a `<select>` that shows several lines takes no other role",
                )
        elif role in ("listbox", "directory"):
            yield at_value(
                node, "role", "html/invalid-aria", "select role", f"a `<select>` of one line is no `{role}`"
            )
    if role == ("listbox" if tall or "multiple" in has else "combobox"):
        yield at_value(
            node,
            "role",
            "html/invalid-aria",
            "role idle",
            f"`<select>` has the role `{role}` by itself",
            error=False,
        )
    yield from _select_button(node, tall or ("multiple" in has and not size))


def _select_button(node: Node, listed: bool) -> Iterator[Violation]:
    for button in node.elements:
        if button.name != "button" or button.tag is None:
            continue
        if listed:
            yield Violation(
                "html/element-not-allowed-here",
                "button in select",
                button.tag.name_span,
                "a `<button>` is for a `<select>` that drops down",
            )
        for name, attribute in button.attributes.items():
            if not listed and (name == "role" or name.startswith("aria-")):
                yield Violation(
                    "html/invalid-aria",
                    f"select button {name}",
                    attribute.name_span,
                    f"the `<button>` of a `<select>` takes no `{name}`",
                )
        for inner in button.inner():
            if inner.name == "selectedcontent":
                for name, attribute in inner.attributes.items():
                    if name == "role" or name.startswith("aria-") or name in ("tabindex", "popover"):
                        message = f"`<selectedcontent>` in the button of a `<select>` takes no `{name}`"
                        yield Violation(
                            "html/invalid-aria", f"selectedcontent {name}", attribute.name_span, message
                        )
