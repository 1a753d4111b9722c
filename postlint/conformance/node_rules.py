"""What one element asks of its children, its parent and its text, beyond the content model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from postlint.conformance import dates, script_json, srcset, tag_rules
from postlint.conformance.exclusions import place
from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation

MISSING = "html/missing-attribute"
BAD_VALUE = "html/invalid-attribute-value"
SRCSET = "html/invalid-srcset"


def check(body: Node) -> Iterator[Violation]:
    """All such rules on a whole body."""
    for node in body.descendants():
        rule = _RULES.get(node.name) if node.space == "html" else None
        if rule is not None and node.tag is not None:
            yield from rule(node)
    yield from _autofocus(body)
    yield from _headings(body)
    yield from _properties(body)


def _at(node: Node, name: str, rule: str, kind: str, message: str, *, error: bool = True) -> Violation:
    attribute = node.attributes[name]
    return Violation(rule, kind, attribute.value_span or attribute.name_span, message, None, error)


def _image(node: Node) -> Iterator[Violation]:
    has = node.attributes
    assert node.tag is not None
    if "ismap" in has and not any(n.name == "a" and "href" in n.attributes for n in node.ancestors()):
        yield Violation(
            "html/attribute-not-allowed", "ismap", has["ismap"].name_span, "`ismap` is for an image in a link"
        )
    named = {"alt", "aria-label", "aria-labelledby"} & has.keys() or node.value("title")
    others = [n for n in has if n.startswith("aria-") and n != "aria-hidden" and node.value(n)]
    if not named and "role" not in has and not others and not _captioned(node):
        yield tag_rules.missing(
            node.tag, "alt", "the image has no `alt`", 'say what it shows, or `alt=""` when it is decoration'
        )


def _captioned(image: Node) -> bool:
    """Whether a `figcaption` tells what the image shows: it is the only content of its figure."""
    figure = next((n for n in image.ancestors() if n.space == "html" and n.name == "figure"), None)
    if figure is None or figure.says_something:
        return False
    caption = next((n for n in figure.descendants() if n.name == "figcaption"), None)
    if caption is None or not caption.text().strip():
        return False
    embedded = ("img", "audio", "canvas", "embed", "iframe", "math", "object", "svg", "video")
    if sum(n.name in embedded for n in figure.descendants()) > 1:
        return False
    return not any(n.says_something for n in image.ancestors() if figure in n.ancestors())


def _picture(node: Node) -> Iterator[Violation]:
    sources: list[Node] = []
    for child in node.elements:
        if child.name == "source" and child.tag is not None:
            sources.append(child)
            if "srcset" not in child.attributes:
                yield tag_rules.missing(child.tag, "srcset", "a `<source>` of a picture has no `srcset`")
            if "src" in child.attributes:
                message = "a `<source>` of a picture has no `src`"
                yield Violation(
                    "html/attribute-not-allowed", "source src", child.attributes["src"].name_span, message
                )
            yield from _reached(child, sources[:-1])
        elif child.name == "img":
            yield from _reached(child, sources)
            yield from _source_sizes(child)
            sources = []


def _reached(follower: Node, sources: list[Node]) -> Iterator[Violation]:
    """A source is passed over only when it has a condition."""
    if "srcset" not in follower.attributes:
        return
    for source in sources:
        media = source.value("media")
        if source.tag is None:
            continue
        if media is None and "type" not in source.attributes:
            message = "nothing after this `<source>` is ever reached: it has neither `media` nor `type`"
            yield Violation(SRCSET, "source without condition", source.tag.name_span, message)
        elif media is not None and media.strip().lower() in ("", "all"):
            yield _at(
                source,
                "media",
                SRCSET,
                "source media",
                "nothing after this `<source>` is ever reached: its `media` holds always",
            )
    sources.clear()


def _source_sizes(image: Node) -> Iterator[Violation]:
    lazy = (image.value("loading") or "").lower() == "lazy"
    if image.parent is None or lazy:
        return
    for source in image.parent.elements:
        if source is image:
            return
        if source.name != "source":
            continue
        if tag_rules.auto_sizes(source.attributes):
            yield _at(
                source, "sizes", SRCSET, "sizes auto", '`sizes="auto"` is for images with `loading="lazy"`'
            )
        elif "srcset" in source.attributes and "sizes" not in source.attributes:
            found, _ = srcset.candidates(source.value("srcset") or "")
            if any(c.width for c in found):
                yield _at(
                    source,
                    "srcset",
                    SRCSET,
                    "sizes missing",
                    "`srcset` gives widths, and there is no `sizes` to choose by",
                )


def _source(node: Node) -> Iterator[Violation]:
    assert node.tag is not None
    if node.parent is None or node.parent.name == "picture":
        if "sizes" in node.attributes and "srcset" not in node.attributes:
            yield _at(node, "sizes", SRCSET, "sizes alone", "`sizes` stands without `srcset`")
        return
    if "src" not in node.attributes:
        yield tag_rules.missing(node.tag, "src", "`<source>` has no `src`")
    for name in ("srcset", "sizes", "width", "height"):
        if name in node.attributes:
            message = f"only a `<source>` of a picture has `{name}`"
            yield Violation(
                "html/attribute-not-allowed", f"source {name}", node.attributes[name].name_span, message
            )


def _media(node: Node) -> Iterator[Violation]:
    seen = False
    for track in node.descendants():
        if track.name == "track" and track.tag is not None and "default" in track.attributes:
            if seen:
                message = "a second `<track>` is the default"
                yield Violation(
                    "html/attribute-not-allowed", "default", track.attributes["default"].name_span, message
                )
            seen = True


def _option(node: Node) -> Iterator[Violation]:
    listed = node.parent is not None and node.parent.name == "datalist"
    if "label" not in node.attributes and not node.text().strip() and not listed:
        message = "the `<option>` says nothing: it has neither text nor `label`"
        yield Violation("html/missing-element", "option", place(node), message)


def _optgroup(node: Node) -> Iterator[Violation]:
    assert node.tag is not None
    if "label" not in node.attributes and not any(n.name == "legend" for n in node.elements):
        yield tag_rules.missing(node.tag, "label", "`<optgroup>` has no `label`")


def _select(node: Node) -> Iterator[Violation]:
    assert node.tag is not None
    has = node.attributes
    size = (node.value("size") or "").strip()
    tall = size.isdigit() and len(size) < 9 and int(size) > 1
    options = [n for n in node.descendants() if n.name == "option"]
    if "multiple" not in has:
        for extra in [o for o in options if "selected" in o.attributes][1:]:
            message = "a second `<option>` is selected, and the list is not `multiple`"
            yield Violation(BAD_VALUE, "selected", extra.attributes["selected"].name_span, message)
    if "required" in has and "multiple" not in has and not (size and size != "1"):
        first = options[0] if options else None
        if first is None:
            yield Violation(
                "html/missing-element",
                "select option",
                node.tag.name_span,
                "a required `<select>` needs an `<option>`",
            )
        elif (
            first.value("value") if "value" in first.attributes else first.text().strip()
        ) and first.parent is node:
            yield Violation(
                BAD_VALUE,
                "placeholder option",
                place(first),
                "the first `<option>` of a required `<select>` must be an empty one",
            )
    role = node.value("role")
    if role is not None and role in ("listbox", "combobox", "menu"):
        if tall or "multiple" in has:
            if role != "listbox":
                yield _at(
                    node,
                    "role",
                    "html/invalid-aria",
                    "select role",
                    "a `<select>` that shows several lines has no role of its own",
                )
        elif role == "listbox":
            yield _at(
                node, "role", "html/invalid-aria", "select role", "a `<select>` of one line is no `listbox`"
            )
    if role == ("listbox" if tall or "multiple" in has else "combobox"):
        yield _at(
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
                    f"the `<button>` of a `<select>` has no `{name}`",
                )
        for inner in button.descendants():
            if inner.name == "selectedcontent":
                for name, attribute in inner.attributes.items():
                    if name == "role" or name.startswith("aria-") or name in ("tabindex", "popover"):
                        message = f"`<selectedcontent>` in the button of a `<select>` has no `{name}`"
                        yield Violation(
                            "html/invalid-aria", f"selectedcontent {name}", attribute.name_span, message
                        )


def _time(node: Node) -> Iterator[Violation]:
    if "datetime" in node.attributes:
        return
    fault = dates.time_element(node.text().strip(" \t\n\f\r"))
    if fault and not any(node.elements):
        message = f"the text of `<time>` {fault.reason}"
        yield Violation(
            "html/invalid-datetime",
            "time text",
            place(node),
            message,
            "give it a `datetime`",
            not fault.doubtful,
        )


def _script(node: Node) -> Iterator[Violation]:
    kind = tag_rules.script_kind(node.attributes)
    text = "".join(child for child in node.children if isinstance(child, str))
    if kind in ("importmap", "speculationrules"):
        reason = script_json.check(kind, text)
        if reason:
            yield Violation("html/invalid-script", kind, place(node), reason)
        elif strict := script_json.beyond_checker(kind, text):
            yield Violation("html/invalid-script", kind, place(node), strict, checker_only=True)
    elif kind in ("classic", "module") and "src" in node.attributes and script_json.not_documentation(text):
        yield Violation(
            "html/invalid-script",
            "script with src and text",
            place(node),
            "a script with `src` holds text that never runs",
        )


def _heading(node: Node) -> Iterator[Violation]:
    if not node.text().strip() and not any(n.name == "img" and n.value("alt") for n in node.descendants()):
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
            message = f"the `<summary>` of `<details>` has no `{name}`"
            yield Violation("html/invalid-aria", f"summary {name}", attribute.name_span, message)


def _section(node: Node) -> Iterator[Violation]:
    if node.value("aria-label"):
        return
    for inner in node.descendants():
        if inner.name in ("h1", "h2", "h3", "h4", "h5", "h6") and _sectioning(inner) is node:
            return
    message = f"the `<{node.name}>` has no heading"
    yield Violation("html/missing-heading", node.name, place(node), message, None, False)


def _sectioning(node: Node) -> Node | None:
    return next((n for n in node.ancestors() if n.name in ("article", "aside", "nav", "section")), None)


def _definitions(node: Node) -> Iterator[Violation]:
    seen: dict[str, Node] = {}
    for term in node.descendants():
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
                related=((place(first), "the first time"),),
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
    before = 0
    for node in body.descendants():
        level = _level(node)
        if not level:
            continue
        if before and level > before + 1:
            missed = level - before - 1
            left_out = f"{missed} level{'s' if missed > 1 else ''} left out"
            message = f"a heading of level {level} follows one of level {before}: {left_out}"
            yield Violation("html/skipped-heading-level", "skip", place(node), message)
        before = level


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
    for node in body.descendants():
        if node.space != "html" or "itemprop" not in node.attributes:
            continue
        owned = any("itemscope" in n.attributes for n in node.ancestors())
        if not owned and not any(n.value("id") in pulled for n in (node, *node.ancestors())):
            yield Violation(
                "html/invalid-microdata",
                "itemprop",
                node.attributes["itemprop"].name_span,
                "`itemprop` stands outside of every item",
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
    "img": _image,
    "li": _item,
    "optgroup": _optgroup,
    "option": _option,
    "picture": _picture,
    "script": _script,
    "section": _section,
    "select": _select,
    "source": _source,
    "summary": _summary,
    "time": _time,
    "video": _media,
}
