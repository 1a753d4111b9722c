"""One start tag: which attributes it may have, and what their values may be.

A verdict depends on the tag's text alone, so equal tags are judged once (`judge` is memoized
by the caller).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.body.tags import Attribute, Tag
from postlint.conformance import facts, tag_rules
from postlint.conformance.datatypes import CHECKS
from postlint.conformance.fault import Fault
from postlint.conformance.violation import Violation
from postlint.text import Span

_URL_TYPES = frozenset(
    {"url", "url-nonempty", "url-absolute", "url-absolute-or-empty", "url-list-http", "url-list-absolute"}
)
_TIME_TYPES = frozenset({"edit-date", "time-element"})
_RULES = {"srcset": "html/invalid-srcset", "sizes": "html/invalid-srcset"}
_XML_NAME = re.compile(r"[^\W\d][\w.-]*\Z")


def judge(tag: Tag) -> tuple[Violation, ...]:
    """What is wrong with a start tag of HTML, whatever stands around it."""
    found: list[Violation] = []
    seen: dict[str, Attribute] = {}
    for attribute in tag.attributes:
        seen.setdefault(attribute.name, attribute)
    if tag.name in facts.table("html")["obsolete elements"]:
        found.append(_obsolete_element(tag))
    elif "-" in tag.name:
        return tuple(tag_rules.custom_element(tag, seen))
    elif facts.known(tag.name) and seen:
        for attribute in seen.values():
            found += _attribute(tag, attribute, seen)
        if "role" in seen or any(name.startswith("aria-") for name in seen):
            from postlint.conformance import aria

            found += aria.judge(tag, seen)
    found += tag_rules.judge(tag, seen)
    return tuple(found)


def _attribute(tag: Tag, attribute: Attribute, seen: dict[str, Attribute]) -> Iterator[Violation]:
    name = attribute.name
    kind = facts.types(tag.name).get(name)
    if tag.name == "input":
        yield from _input_attribute(tag, attribute, kind, seen)
    elif tag.name == "source" and name in ("srcset", "sizes", "width", "height"):
        # Only a picture's source has these: the tree knows which one it is.
        kind = facts.types("source@picture")[name]
        yield from value(attribute, "srcset-widths" if kind == "srcset" and "sizes" in seen else kind)
    elif name == "srcset" and kind == "srcset" and "sizes" in seen:
        yield from value(attribute, "srcset-widths")
    elif kind is not None:
        yield from value(attribute, kind)
    elif (
        tag.name == "meta"
        and "property" in seen
        and name not in ("rel", "rev")
        and name in facts.table("html")["groups"]["rdfa"]
    ):
        yield from value(attribute, facts.table("html")["groups"]["rdfa"][name])
    else:
        yield from _unknown(tag, attribute, seen)


def _input_attribute(
    tag: Tag, attribute: Attribute, kind: str | None, seen: dict[str, Attribute]
) -> Iterator[Violation]:
    inputs = facts.table("html")["inputs"]
    name = attribute.name
    type_ = (seen["type"].value or "").lower() if "type" in seen else "text"
    own = inputs.get(type_)
    if own is None or name in ("type", "rel") or kind is None or name in facts.table("html")["global"]:
        yield from value(attribute, kind) if kind else _unknown(tag, attribute, seen)
    elif name in own:
        own_kind = own[name]
        yield from value(attribute, f"autocomplete:{type_}" if own_kind == "autocomplete" else own_kind)
    elif any(name in attributes for attributes in inputs.values()):
        types = ", ".join(f"`{t}`" for t in sorted(inputs) if name in inputs[t])
        message = f"an `input` of type `{type_}` takes no `{name}`"
        yield Violation(
            "html/attribute-not-allowed",
            f"input {name}",
            attribute.name_span,
            message,
            f"`{name}` is for the types {types}",
        )
    else:
        yield from value(attribute, kind)


def _unknown(tag: Tag, attribute: Attribute, seen: dict[str, Attribute]) -> Iterator[Violation]:
    name = attribute.name
    if name.startswith("aria-") or name == "role" or name in facts.events() or name.startswith("its-"):
        return
    if name in facts.obsolete(tag.name):
        yield _obsolete_attribute(tag, attribute)
        return
    everywhere = name in facts.table("html")["obsolete everywhere"]
    if facts.is_open(tag.name) and _XML_NAME.match(name) and not everywhere and name not in ("href", "xmlns"):
        return
    if name.startswith("data-") and len(name) > 5 and re.match(r"[^\s\"'<>/=\x00]+\Z", name):
        return
    if (
        name == "xml:lang"
        and "lang" in seen
        and (seen["lang"].value or "").lower() == (attribute.value or "").lower()
    ):
        return
    if name == "xmlns" and attribute.value == "http://www.w3.org/1999/xhtml":
        return
    if everywhere:
        message = f"the attribute `{name}` is obsolete, and no browser reads it"
        yield Violation("html/obsolete", name, attribute.name_span, message)
        return
    message = f"HTML has no attribute `{name}` on `<{tag.name}>`"
    yield Violation("html/attribute-not-allowed", name, attribute.name_span, message, _advice(name))


def _advice(name: str) -> str | None:
    if name.startswith("on"):
        return "no event of that name exists for elements"
    owners = sorted(e for e, entry in facts.table("html")["elements"].items() if name in entry["attributes"])
    if owners:
        return "it is an attribute of " + ", ".join(f"`{o.partition('@')[0]}`" for o in owners[:4])
    if name.isascii() and name.replace("-", "").isalnum():
        return f"for data of your own, name it `data-{name}`"
    return None


def value(attribute: Attribute, kind: str) -> Iterator[Violation]:
    """What is wrong with the value of an attribute of a type."""
    text = attribute.value or ""
    if kind.startswith("="):
        allowed = kind[1:].split("|")
        if text.lower() in allowed or text in allowed:
            return
        fault: Fault | None = Fault(
            "is none of " + ", ".join(f"`{w}`" if w else "the empty value" for w in allowed)
        )
        if len(allowed) == 2 and allowed == ["", attribute.name]:
            fault = Fault(f"says more than that it is there: a boolean attribute is just `{attribute.name}`")
    else:
        fault = _check(kind, text)
    if fault is None:
        return
    rule = rule_of(kind)
    subject = "URL" if rule == "html/invalid-url" else "value"
    message = f"the {subject} of `{attribute.name}` {fault.reason}"
    yield Violation(
        rule,
        f"{attribute.name} {fault.reason.partition('`')[0]}",
        _place(attribute, fault),
        message,
        error=not fault.doubtful,
        breaks=rule == "html/invalid-url" and _dead(text),
        around=attribute.span,
        checker_only=fault.checker_only,
    )


def _check(kind: str, text: str) -> Fault | None:
    if kind.startswith("autocomplete"):
        from postlint.conformance import autocomplete

        return autocomplete.check(text, kind.partition(":")[2] or "any")
    return CHECKS[kind](text)


def rule_of(kind: str) -> str:
    """The rule that a wrong value of an attribute of a type belongs to."""
    if kind in _URL_TYPES:
        return "html/invalid-url"
    if kind.startswith("srcset") or kind == "sizes":
        return "html/invalid-srcset"
    if kind in _TIME_TYPES or kind.split("-", maxsplit=1)[0] in ("date", "month", "week", "time", "datetime"):
        return "html/invalid-datetime"
    return "html/invalid-attribute-value"


def _dead(text: str) -> bool:
    from postlint.conformance.url import problems

    return any(problem.fatal for problem in problems(text))


def _place(attribute: Attribute, fault: Fault) -> Span:
    span = attribute.value_span
    if span is None:
        return attribute.name_span
    if len(attribute.value or "") != span.end - span.start:
        return span
    end = len(attribute.value or "") if fault.end < 0 else fault.end
    if fault.start >= end:
        return span
    return Span(span.start + fault.start, span.start + end)


def _obsolete_element(tag: Tag) -> Violation:
    use = facts.table("html")["obsolete elements"][tag.name]
    advice = {"css": "style it with CSS", "": None}.get(use, f"use `<{use}>`")
    return Violation(
        "html/obsolete", f"<{tag.name}>", tag.name_span, f"the element `{tag.name}` is obsolete", advice
    )


def _obsolete_attribute(tag: Tag, attribute: Attribute) -> Violation:
    name = attribute.name
    message = f"the attribute `{name}` of `<{tag.name}>` is obsolete"
    advice = _INSTEAD.get(name, "style it with CSS")
    return Violation("html/obsolete", name, attribute.name_span, message, advice, error=False)


_INSTEAD = {
    **dict.fromkeys(
        ("datafld", "dataformatas", "datasrc", "datapagesize"), "leave it out: no browser reads it"
    ),
    **dict.fromkeys(
        ("archive", "classid", "code", "codebase", "codetype"), "name the resource by `data` and `type`"
    ),
    **dict.fromkeys(
        ("declare", "ismap", "methods", "standby", "typemustmatch", "urn", "version"), "leave it out"
    ),
    "abbr": "begin the cell with the short form",
    "axis": "give the header cell a `scope`",
    "charset": "leave it out: the server says which encoding it is",
    "coords": "make an image map of `<area>`",
    "event": "listen for the event in the script",
    "for": "listen for the event in the script",
    "language": "leave it out: scripts are JavaScript",
    "longdesc": "link to the description",
    "lowsrc": "leave it out",
    "name": "give an element an `id`",
    "scope": "make the cell a `<th>`",
    "shape": "make an image map of `<area>`",
    "summary": "describe the table in its `<caption>`",
    "usemap": "put the map on an `<img>`",
}
