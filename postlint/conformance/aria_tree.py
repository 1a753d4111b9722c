"""ARIA that depends on the elements around: owners, lists, tabs, figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postlint.conformance.aria import IMPLICIT
from postlint.conformance.aria_values import RULE
from postlint.conformance.node_faults import place
from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation
from postlint.conformance.words import words

_OWNERS: Mapping[str, frozenset[str]] = {
    name: frozenset(owners.split())
    for name, owners in {
        "option": "listbox",
        "menuitem": "menu menubar",
        "menuitemcheckbox": "menu menubar",
        "menuitemradio": "menu menubar group",
        "tab": "tablist",
        "treeitem": "tree group",
        "listitem": "list group",
        "cell": "row",
        "gridcell": "row",
        "columnheader": "row",
        "rowheader": "row",
        "row": "grid rowgroup treegrid table",
        "rowgroup": "grid treegrid table",
    }.items()
}
_IN_LISTS: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (frozenset({"tablist"}), frozenset({"tab"})),
    (frozenset({"tree"}), frozenset({"treeitem"})),
    (frozenset({"listbox", "list"}), frozenset({"group", "option"})),
    (
        frozenset({"menu", "menubar"}),
        words("group menuitem menuitemcheckbox menuitemradio separator"),
    ),
)


def check(body: Node) -> Iterator[Violation]:
    """Roles that need, or exclude, roles around them."""
    owned = _owned(body)
    mains = 0
    tabs: list[Node] = []
    panels: list[Node] = []
    for node in body.descendants():
        if node.name == "main" and node.space == "html" and "hidden" not in node.attributes:
            mains += 1
        if "role" not in node.attributes or node.tag is None:
            if node.name == "li" and node.parent is not None and node.parent.name == "menu":
                yield from _menu_item(node)
            continue
        words = _roles(node)
        if node.space == "html":
            yield from _around(node, words)
            if node.name == "li":
                yield from _list_item(node, words)
            if "main" in words and node.name != "main" and "hidden" not in node.attributes:
                mains += 1
                if mains > 1:
                    yield _at(node, "second main", "a second element has the role `main`", error=False)
            if "tab" in words and node.value("aria-selected") == "true":
                tabs.append(node)
            if "tabpanel" in words:
                panels.append(node)
        yield from _owner(node, owned)
        yield from _groups(node, words)
    yield from _tabs(tabs, panels)
    yield from _foreign(body)


def _roles(node: Node) -> list[str]:
    return (node.value("role") or "").lower().split()


def _at(node: Node, kind: str, message: str, *, error: bool = True) -> Violation:
    attribute = node.attributes.get("role")
    span = (attribute.value_span or attribute.name_span) if attribute else place(node)
    return Violation(RULE, kind, span, message, None, error)


def _around(node: Node, words: list[str]) -> Iterator[Violation]:
    parent = node.parent
    if (
        node.name == "div"
        and parent is not None
        and parent.name == "dl"
        and (node.value("role") or "").strip().lower() not in ("none", "presentation")
    ):
        yield _at(node, "div in dl", "a `<div>` in a `<dl>` takes no role but `presentation` or `none`")
    if node.name == "figure" and not set(words) & {"figure", "doc-example"}:
        captions = (n for n in node.inner() if n.name == "figcaption")
        if any(caption.text().strip() or any(caption.elements) for caption in captions):
            yield _at(node, "figure", "a `<figure>` with a caption takes no other role")
    landmark = {"header": "banner", "footer": "contentinfo"}.get(node.name)
    if (
        landmark
        and node.value("role") == landmark
        and not any(n.name in _SECTIONING for n in node.ancestors())
    ):
        yield _at(node, "role idle", f"`<{node.name}>` has the role `{landmark}` by itself", error=False)
    if node.name in ("tr", "td", "th"):
        table = next((n for n in node.ancestors() if n.name == "table"), None)
        if table is not None and (table.value("role") or "table") in ("table", "grid", "treegrid"):
            yield _at(node, "cell role", f"a `<{node.name}>` of a table has its role by itself")


_SECTIONING = frozenset({"article", "aside", "main", "nav", "section"})


def _foreign(body: Node) -> Iterator[Violation]:
    """Roles of SVG and MathML as a whole."""
    for node in body.descendants():
        role = node.value("role")
        if node.space == "math" and node.name == "math" and role == "math":
            yield _at(node, "role idle", "`<math>` has the role `math` by itself", error=False)
        if node.space == "svg" and role in ("none", "presentation"):
            others = [
                n for n in node.attributes if n.startswith("aria-") and n != "aria-hidden" and node.value(n)
            ]
            if others or "tabindex" in node.attributes:
                yield _at(node, "role without effect", f"the role `{role}` has no effect here", error=False)


def _list_item(node: Node, words: list[str]) -> Iterator[Violation]:
    around = {role for outer in node.ancestors() if "role" in outer.attributes for role in _roles(outer)}
    if (not around or "list" in around) and "listitem" not in words:
        yield _at(node, "li role", "an `<li>` of a list takes no other role than `listitem`")
    if set(words) & {"none", "presentation", "generic"}:
        return
    for owners, allowed in _IN_LISTS:
        if around & owners and not set(words) & allowed:
            names = ", ".join(f"`{name}`" for name in sorted(allowed))
            owner = min(around & owners)
            yield _at(
                node, "li role", f"an `<li>` in an element with the role `{owner}` takes no role but {names}"
            )


def _menu_item(node: Node) -> Iterator[Violation]:
    """What the Nu checker lets no item of a `menu` have; the standard takes it for a list."""
    for name, attribute in node.attributes.items():
        if name in _OF_LIST_ITEMS:
            message = f"the Nu checker allows no `{name}` on the `<li>` of a `<menu>`"
            yield Violation(RULE, f"menu {name}", attribute.name_span, message, checker_only=True)


_OF_LIST_ITEMS = words("aria-expanded aria-level aria-posinset aria-setsize")


def _owned(body: Node) -> Mapping[str, frozenset[str]]:
    """For each id, the roles of the elements that own it by `aria-owns`."""
    found: dict[str, set[str]] = {}
    for node in body.descendants():
        for name in (node.value("aria-owns") or "").split():
            found.setdefault(name, set()).update(_roles(node))
    return {name: frozenset(roles) for name, roles in found.items()}


def _owner(node: Node, owned: Mapping[str, frozenset[str]]) -> Iterator[Violation]:
    role = node.value("role") or ""
    owners = _OWNERS.get(role)
    if owners is None or node.name in ("tbody", "tfoot", "thead"):
        return
    if node.parent is not None and (node.parent.value("role") or "") == "presentation":
        return
    for outer in node.ancestors():
        given = outer.value("role")
        if given is not None and given.strip() in owners:
            return
        if given is None and IMPLICIT.get(outer.name) in owners:
            return
    if owned.get(node.value("id") or "", frozenset()) & owners:
        return
    names = " or ".join(f"`{name}`" for name in sorted(owners))
    yield _at(
        node, "role without owner", f"the role `{role}` stands outside of an element with the role {names}"
    )


def _groups(node: Node, words: list[str]) -> Iterator[Violation]:
    if set(words) & {"none", "presentation", "generic"}:
        return
    around = [outer for outer in node.ancestors() if _roles(outer)][:2]
    nearest = _roles(around[0]) if around else []
    if "rowgroup" in nearest and "row" not in words:
        yield _at(node, "rowgroup", "an element in a `rowgroup` has the role `row`")
    if "group" in nearest and len(around) > 1:
        outer = _roles(around[1])
        if {"menu", "menubar"} & set(outer) and not {"menuitem", "menuitemcheckbox", "menuitemradio"} & set(
            words
        ):
            yield _at(node, "group in menu", "a group in a menu holds only menu items")
        if "tree" in outer and "treeitem" not in words:
            yield _at(node, "group in tree", "a group in a tree holds only tree items")
    if "group" in words:
        holder = next((n for n in node.ancestors() if _roles(n) or n.name in IMPLICIT), None)
        if holder is not None and (
            "list" in _roles(holder) or (not _roles(holder) and IMPLICIT[holder.name] == "list")
        ):
            yield _at(node, "group in list", "a group is no item of a list")


def _tabs(tabs: list[Node], panels: list[Node]) -> Iterator[Violation]:
    ids = {panel.value("id") for panel in panels}
    labels = {panel.value("aria-labelledby") for panel in panels}
    for tab in tabs:
        if (tab.value("aria-controls") or "") not in ids and (tab.value("id") or "\0") not in labels:
            yield _at(tab, "tab without panel", "the selected tab has no `tabpanel`")
