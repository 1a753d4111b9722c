"""What the attributes of one start tag ask of each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from postlint.body.tags import Attribute, Tag
from postlint.conformance import datatypes, facts
from postlint.conformance.image_sizes import image_sizes
from postlint.conformance.link_rules import link, meta, style
from postlint.conformance.script_rules import script
from postlint.conformance.tag_faults import BAD_VALUE, Attributes, bad, missing, unwanted
from postlint.conformance.violation import Violation

Rule: TypeAlias = Callable[[Tag, Attributes], Iterator[Violation]]


def judge(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    """What is missing, and what must not stand together."""
    rule = _RULES.get(tag.name)
    if rule is not None:
        yield from rule(tag, seen)
    if not seen:
        return
    if "itemscope" not in seen or "itemtype" not in seen:
        yield from _microdata(seen)
    if "headingoffset" in seen and not re.fullmatch("[0-8]", seen["headingoffset"].value or ""):
        yield bad(seen["headingoffset"], "is not a number from 0 to 8")
    if tag.name in _LINKS and "rel" in seen:
        yield from _repeated_keyword(seen["rel"])


_LINKS = frozenset({"a", "area", "link"})


_XHTML = "http://www.w3.org/1999/xhtml"


def custom_element(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    """An element with a hyphen in its name: its attributes are its own business."""
    if fault := datatypes.custom_element_name(tag.name):
        yield Violation(
            "html/unknown-element", tag.name, tag.name_span, f"the name `{tag.name}` {fault.reason}"
        )
    if "is" in seen:
        yield unwanted(seen["is"], f"`<{tag.name}>` is a custom element already and takes no `is`")
    for name, attribute in seen.items():
        if name.startswith("xmlns:") or (name == "xmlns" and attribute.value != _XHTML):
            yield unwanted(attribute, f"`{name}` declares no namespace in HTML")
    from postlint.conformance import aria
    from postlint.conformance.aria_values import RULE

    role = aria.role_of(seen)
    for name in ("aria-label", "aria-labelledby", "aria-braillelabel"):
        if name in seen and (role is None or role in aria.NAMELESS_ROLES):
            yield Violation(
                RULE,
                "name not allowed",
                seen[name].name_span,
                f"`<{tag.name}>` with this role, or none, cannot be named by `{name}`",
            )
    yield from _microdata(seen)


def _number(seen: Attributes, name: str) -> float | None:
    text = (seen[name].value or "") if name in seen else ""
    return (
        float(text) if re.fullmatch(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", text) else None
    )


def _microdata(seen: Attributes) -> Iterator[Violation]:
    for name, needs in (
        ("itemid", ("itemscope", "itemtype")),
        ("itemref", ("itemscope",)),
        ("itemtype", ("itemscope",)),
    ):
        lacking = [f"`{need}`" for need in needs if need not in seen]
        if name in seen and lacking:
            yield Violation(
                "html/invalid-microdata",
                name,
                seen[name].name_span,
                f"`{name}` stands without {' and '.join(lacking)}, and so means nothing",
            )


def _repeated_keyword(attribute: Attribute) -> Iterator[Violation]:
    words = (attribute.value or "").lower().split()
    twice = (
        next((word for word in words if words.count(word) > 1), None)
        if len(set(words)) < len(words)
        else None
    )
    if twice:
        yield bad(attribute, f"names `{twice}` twice")


def _anchor(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    needing = facts.table("html")["needs href"].split()
    if "href" not in seen:
        attribute = next((seen[name] for name in needing if name in seen), None)
        if attribute is not None:
            # An anchor's name is only old; without a link it works as ever.
            yield missing(tag, "href", f"`<a>` has `{attribute.name}` but no `href`")


def _area(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    given = [
        name
        for name in ("href", "alt", "download", "hreflang", "ping", "rel", "target", "type")
        if name in seen
    ]
    for name in ("href", "alt"):
        if given and name not in seen:
            yield missing(tag, name, f"`<area>` has `{given[0]}` but no `{name}`")
    shape = (seen["shape"].value or "").lower() if "shape" in seen else "rect"
    if shape == "default" and "coords" in seen:
        yield unwanted(seen["coords"], "an `area` of shape `default` takes no `coords`")
    elif shape in ("rect", "circle", "poly"):
        if "shape" in seen and "coords" not in seen:
            yield missing(tag, "coords", f"an `area` of shape `{shape}` needs `coords`")
        elif "coords" in seen:
            check = {"rect": datatypes.rectangle, "circle": datatypes.circle, "poly": datatypes.polygon}[
                shape
            ]
            if fault := check(seen["coords"].value or ""):
                yield bad(seen["coords"], fault.reason)


def _image(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    if "src" not in seen and "srcset" not in seen:
        yield missing(tag, "src", "`<img>` has no `src`")._replace(breaks=True)
    if "controls" in seen and not (seen["alt"].value if "alt" in seen else None):
        yield unwanted(seen["controls"], "an image with `controls` needs an `alt` that says something")
    yield from image_sizes(tag, seen, "srcset", "sizes")


def _input(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    kind = (seen["type"].value or "").lower() if "type" in seen else "text"
    if kind == "button" and not (seen["value"].value if "value" in seen else None):
        yield missing(tag, "value", "an `input` of type `button` needs a `value` to show")
    if kind == "image" and "alt" not in seen:
        yield missing(tag, "alt", "an `input` of type `image` needs an `alt`")
    if kind == "hidden" and "autocomplete" in seen and seen["autocomplete"].value in ("on", "off"):
        yield bad(seen["autocomplete"], "has no meaning for an `input` of type `hidden`")
    if "name" in seen and seen["name"].value == "isindex":
        yield bad(seen["name"], "is a name that HTML keeps for itself")
    low, high = _number(seen, "minlength"), _number(seen, "maxlength")
    if low is not None and high is not None and low > high:
        yield _relation("minlength", "maxlength", seen)._replace(error=False)


def _relation(name: str, other: str, seen: Attributes) -> Violation:
    message = f"`{name}` is above `{other}`"
    return Violation(BAD_VALUE, f"{name} {other}", seen[name].value_span or seen[name].name_span, message)


def _meter(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    if "value" not in seen:
        yield missing(tag, "value", "`<meter>` has no `value`")
    numbers = {name: _number(seen, name) for name in ("min", "value", "low", "high", "optimum", "max")}
    pairs = [
        ("min", "value"),
        ("value", "max"),
        ("min", "max"),
        ("min", "low"),
        ("min", "high"),
        ("low", "high"),
    ]
    pairs += [("low", "max"), ("high", "max"), ("min", "optimum"), ("optimum", "max")]
    for less, more in pairs:
        yield from _ordered(less, more, numbers, seen)


def _ordered(
    less: str, more: str, numbers: Mapping[str, float | None], seen: Attributes
) -> Iterator[Violation]:
    # Without the attributes a meter and a progress bar go from 0 to 1.
    low = numbers[less] if less != "min" or less in seen else 0.0
    high = numbers[more] if more != "max" or more in seen else 1.0
    if low is None or high is None or low <= high or not (less in seen or more in seen):
        return
    at = seen[less] if less in seen else seen[more]
    low_name = f"`{less}`" if less in seen else "0, the least when there is no `min`,"
    high_name = f"`{more}`" if more in seen else "1, the most when there is no `max`"
    yield Violation(
        BAD_VALUE, f"{less} {more}", at.value_span or at.name_span, f"{low_name} is above {high_name}"
    )


def _progress(_: Tag, seen: Attributes) -> Iterator[Violation]:
    numbers = {name: _number(seen, name) for name in ("value", "max")}
    yield from _ordered("value", "max", numbers, seen)


def _span_limit(name: str, most: int) -> Rule:
    def rule(_: Tag, seen: Attributes) -> Iterator[Violation]:
        text = (seen[name].value or "") if name in seen else ""
        if re.fullmatch("[0-9]+", text) and (len(text) > 9 or int(text) > most):
            # The checker reads no number of more than 31 bits.
            yield bad(seen[name], f"is above {most}", error=int(text) < 2**31)

    return rule


def _cell(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    yield from _span_limit("colspan", 1000)(tag, seen)
    yield from _span_limit("rowspan", 65534)(tag, seen)


def _bidirectional(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    if "dir" not in seen:
        yield missing(tag, "dir", "`<bdo>` has no `dir`")
    elif (seen["dir"].value or "").lower() == "auto":
        yield bad(seen["dir"], "is `auto`, and `<bdo>` must say which way")


def _required(*names: str) -> Rule:
    def rule(tag: Tag, seen: Attributes) -> Iterator[Violation]:
        for name in names:
            if name not in seen:
                yield missing(tag, name, f"`<{tag.name}>` has no `{name}`")

    return rule


def _map(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    yield from _required("name")(tag, seen)
    if "id" in seen and "name" in seen and seen["id"].value != seen["name"].value:
        yield bad(seen["id"], "differs from `name`, and on a `map` the two must agree")


def _form(_: Tag, seen: Attributes) -> Iterator[Violation]:
    if "accept-charset" in seen and (seen["accept-charset"].value or "").lower() != "utf-8":
        yield bad(seen["accept-charset"], "is not `utf-8`")
    for word in (seen["rel"].value or "").split() if "rel" in seen else ():
        if not re.match(r"[^\W\d]|:", word):
            yield bad(seen["rel"], f"has `{word}`, which is neither a keyword nor a URL")


def _track(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    yield from _required("src")(tag, seen)
    if "label" in seen and not seen["label"].value:
        yield bad(seen["label"], "is empty")


def _textarea(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    if "wrap" in seen and (seen["wrap"].value or "").lower() == "hard" and "cols" not in seen:
        yield missing(tag, "cols", 'a `textarea` with `wrap="hard"` needs `cols`')


def _button(_: Tag, seen: Attributes) -> Iterator[Violation]:
    kind = (seen["type"].value or "").lower() if "type" in seen else "submit"
    if kind in ("reset", "button"):
        for name in ("formaction", "formenctype", "formmethod", "formtarget", "formnovalidate"):
            if name in seen:
                yield unwanted(seen[name], f"a `button` of type `{kind}` takes no `{name}`")


_RULES: Mapping[str, Rule] = {
    "a": _anchor,
    "area": _area,
    "bdo": _bidirectional,
    "button": _button,
    "col": _span_limit("span", 1000),
    "colgroup": _span_limit("span", 1000),
    "data": _required("value"),
    "form": _form,
    "img": _image,
    "input": _input,
    "link": link,
    "map": _map,
    "meta": meta,
    "meter": _meter,
    "object": _required("data"),
    "progress": _progress,
    "script": script,
    "style": style,
    "td": _cell,
    "textarea": _textarea,
    "th": _cell,
    "track": _track,
}
