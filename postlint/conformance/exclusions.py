"""Which elements may not stand in which, at any depth, and what a whole page may have once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation
from postlint.conformance.words import words

RULE = "html/element-not-allowed-here"

_HEADINGS = words("h1 h2 h3 h4 h5 h6")
_H = " ".join(sorted(_HEADINGS))
_EXCLUDED: Mapping[str, str] = {
    "address": f"address section nav article header footer {_H} hgroup",
    "caption": "table",
    "dfn": "dfn",
    "dt": f"header footer article nav section hgroup {_H}",
    "footer": "header footer",
    "form": "form",
    "header": "header footer",
    "label": "label",
    "meter": "meter",
    "noscript": "noscript",
    "progress": "progress",
    "th": f"header footer article nav section hgroup {_H}",
}
_IN: Mapping[str, frozenset[str]] = {
    inner: frozenset(outer for outer, names in _EXCLUDED.items() if inner in names.split())
    for names in _EXCLUDED.values()
    for inner in names.split()
}
INTERACTIVE = words("a button details dialog embed iframe label select textarea")
_NO_MAIN = words(
    "a address article aside audio blockquote canvas caption dd del details dialog dt fieldset figure footer "
    "header ins li main map nav noscript object section slot td th video"
)
_INTERACTIVE_ROLES = words(
    "button checkbox combobox grid gridcell listbox menu menubar "
    "menuitem menuitemcheckbox menuitemradio option "
    "radio scrollbar searchbox slider spinbutton switch tab textbox treeitem"
)
_CLOSED_ROLES = words(
    "button checkbox img link math menuitem menuitemcheckbox "
    "menuitemradio option progressbar radio separator "
    "slider switch tab"
)
_FLAT_ROLES = words("button img progressbar separator slider")
_LABELABLE = words("button input meter output progress select textarea")
_NO_HEADING_ROLES = words(
    "alert alertdialog dialog document feed listbox marquee math timer toolbar log note status "
    "application directory tabpanel"
)


def check(body: Node) -> Iterator[Violation]:
    """What stands in an element that excludes it."""
    mains = 0
    for node in body.descendants():
        if node.tag is None:
            continue
        if node.space == "svg":
            if node.name == "a" and any(n.space == "svg" and n.name == "a" for n in node.ancestors()):
                yield _inside(node, "the SVG `<a>`", "`<a>`")
            continue
        if node.space != "html":
            continue
        if (
            node.name in _IN
            or node.name in INTERACTIVE
            or node.name in ("img", "input", "video", "audio", "object", "menu")
            or node.tag.attributes
        ):
            yield from _excluded(node)
        if node.name == "main":
            outer = next((n for n in node.ancestors() if n.name in _NO_MAIN), None)
            if outer is not None:
                yield _inside(node, "`<main>`", f"`<{outer.name}>`")
            if "hidden" not in node.attributes:
                mains += 1
                if mains > 1:
                    yield Violation(
                        RULE, "second main", node.tag.name_span, "the body has a second visible `<main>`"
                    )
        elif node.name == "area" and not any(n.name == "map" for n in node.ancestors()):
            yield Violation(RULE, "area alone", node.tag.name_span, "`<area>` stands outside of a `<map>`")
        elif node.name == "style":
            yield from _style(node)
        elif node.name == "label":
            yield from _label(node)


def _inside(node: Node, what: str, where: str, *, error: bool = True) -> Violation:
    assert node.tag is not None
    verb = "must not" if error else "should not"
    return Violation(
        RULE,
        f"{what} in {where}",
        node.tag.name_span,
        f"{what} {verb} stand in {where}, however deep",
        None,
        error,
    )


def _excluded(node: Node) -> Iterator[Violation]:
    what, roles_matter = _interactive(node)
    outer_names = _IN.get(node.name, frozenset())
    attributes = node.attributes
    roles = (node.value("role") or "").lower().split() if "role" in attributes else []
    heading = node.name in _HEADINGS
    own = f"`<{node.name}>`"
    with_role = f'an element with `role="{roles[0]}"`' if roles else ""
    unnamed = bool(_NO_HEADING_ROLES & set(roles))
    for outer in node.ancestors():
        where = f"`<{outer.name}>`"
        if outer.space == "html" and outer.name in outer_names:
            yield _inside(node, own, where)
            return
        if what and outer.space == "html" and outer.name in ("a", "button"):
            yield _inside(node, what, where)
            return
        if unnamed and outer.name in _HEADINGS:
            yield _inside(node, with_role, where)
            return
        role = (outer.value("role") or "").strip().lower()
        around = f'an element with `role="{role}"`'
        if (heading or "heading" in roles) and role in _FLAT_ROLES:
            yield _inside(node, own if heading else with_role, around)
            return
        if roles_matter and role in _CLOSED_ROLES:
            yield _inside(node, what or own, around, error=False)
            roles_matter = False


def _interactive(node: Node) -> tuple[str, bool]:
    """How to call an element that the reader can work with; empty when it is none."""
    has = node.attributes
    name = node.name
    if name == "a":
        return ("a link", True) if "href" in has else ("`<a>`", True)
    if name in INTERACTIVE:
        return f"`<{name}>`", True
    if name in ("video", "audio") and "controls" in has:
        return f"`<{name} controls>`", True
    if name in ("img", "object") and "usemap" in has:
        return f"`<{name} usemap>`", True
    if name == "input" and (node.value("type") or "").lower() != "hidden":
        return "`<input>`", True
    if name in _IN:
        return "", False
    if "tabindex" in has:
        return "an element with `tabindex`", True
    role = node.value("role")
    if role in _INTERACTIVE_ROLES:
        return f'an element with `role="{role}"`', True
    return "", False


def _style(node: Node) -> Iterator[Violation]:
    """A style sheet in the body comes first in what it stands in."""
    assert node.tag is not None and node.parent is not None
    for sibling in node.parent.children:
        if sibling is node:
            return
        if not isinstance(sibling, str) or sibling.strip():
            yield Violation(
                RULE,
                "style later",
                node.tag.name_span,
                "a `<style>` in the body must be the first child of its parent",
            )
            return


def _label(node: Node) -> Iterator[Violation]:
    inner = [
        n
        for n in node.inner()
        if n.space == "html" and n.name in _LABELABLE and (n.value("type") or "").lower() != "hidden"
    ]
    assert node.tag is not None
    for extra in inner[1:]:
        if extra.tag is not None:
            yield Violation(
                RULE,
                "second control in label",
                extra.tag.name_span,
                "a `<label>` holds at most one control",
                related=((node.tag.name_span, "the label"),),
            )
    target = node.value("for")
    if target is not None:
        for control in inner:
            if control.tag is not None and control.value("id") != target:
                message = f"the control in a `<label for>` does not have the id `{target}`"
                yield Violation("html/dangling-reference", "label for", control.tag.name_span, message)
    for name, attribute in node.attributes.items():
        if inner and (name == "role" or name.startswith("aria-")):
            yield Violation(
                "html/invalid-aria",
                f"label {name}",
                attribute.name_span,
                f"a `<label>` with a control in it takes no `{name}`",
            )


def labelable(node: Node) -> bool:
    """Whether a `label` can be for the element."""
    return (
        node.space == "html"
        and (node.name in _LABELABLE or "-" in node.name)
        and (node.value("type") or "").lower() != "hidden"
    )
