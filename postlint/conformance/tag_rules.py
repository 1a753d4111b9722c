"""What the attributes of one start tag ask of each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from postlint.body.tags import Attribute, Tag
from postlint.conformance import datatypes, facts
from postlint.conformance.violation import Violation
from postlint.conformance.words import words

Attributes: TypeAlias = Mapping[str, Attribute]
Rule: TypeAlias = Callable[[Tag, Attributes], Iterator[Violation]]

MISSING = "html/missing-attribute"
NOT_ALLOWED = "html/attribute-not-allowed"
BAD_VALUE = "html/invalid-attribute-value"


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
        yield _bad(seen["headingoffset"], "is not a number from 0 to 8")
    if tag.name in _LINKS and "rel" in seen:
        yield from _repeated_keyword(seen["rel"])


_LINKS = frozenset({"a", "area", "link", "form"})


def custom_element(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    """An element with a hyphen in its name: its attributes are its own business."""
    if fault := datatypes.custom_element_name(tag.name):
        yield Violation(
            "html/unknown-element", tag.name, tag.name_span, f"the name `{tag.name}` {fault.reason}"
        )
    if "is" in seen:
        yield _unwanted(seen["is"], f"`<{tag.name}>` is a custom element already and has no `is`")
    from postlint.conformance import aria

    for name in ("aria-label", "aria-labelledby", "aria-braillelabel"):
        if name in seen and aria.role_of(seen) is None:
            yield Violation(
                aria.RULE,
                "name not allowed",
                seen[name].name_span,
                f"`<{tag.name}>` without a role cannot be named by `{name}`",
            )
    yield from _microdata(seen)


def missing(tag: Tag, name: str, message: str, help_: str | None = None, *, error: bool = True) -> Violation:
    """An attribute that a tag lacks; the place is the tag's name."""
    return Violation(MISSING, f"{tag.name} {name}", tag.name_span, message, help_, error, around=tag.span)


def _unwanted(attribute: Attribute, message: str) -> Violation:
    return Violation(NOT_ALLOWED, attribute.name, attribute.name_span, message)


def _bad(attribute: Attribute, reason: str, *, error: bool = True) -> Violation:
    span = attribute.value_span or attribute.name_span
    return Violation(
        BAD_VALUE,
        f"{attribute.name} {reason[:20]}",
        span,
        f"the value of `{attribute.name}` {reason}",
        None,
        error,
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
                f"`{name}` stands without {' and '.join(lacking)}",
            )


def _repeated_keyword(attribute: Attribute) -> Iterator[Violation]:
    words = (attribute.value or "").lower().split()
    twice = (
        next((word for word in words if words.count(word) > 1), None)
        if len(set(words)) < len(words)
        else None
    )
    if twice:
        yield _bad(attribute, f"names `{twice}` twice")


def _number(seen: Attributes, name: str) -> float | None:
    text = (seen[name].value or "") if name in seen else ""
    return (
        float(text) if re.fullmatch(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", text) else None
    )


def _anchor(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    needing = facts.table("html")["needs href"].split()
    if "href" not in seen:
        attribute = next((seen[name] for name in needing if name in seen), None)
        if attribute is not None:
            # An anchor's name is only old; without a link it works as ever.
            yield missing(tag, "href", f"`<a>` has `{attribute.name}` but no `href`")


def _area(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    link = [
        name
        for name in ("href", "alt", "download", "hreflang", "ping", "rel", "target", "type")
        if name in seen
    ]
    for name in ("href", "alt"):
        if link and name not in seen:
            yield missing(tag, name, f"`<area>` has `{link[0]}` but no `{name}`")
    shape = (seen["shape"].value or "").lower() if "shape" in seen else "rect"
    if shape == "default" and "coords" in seen:
        yield _unwanted(seen["coords"], "an `area` of shape `default` has no `coords`")
    elif shape in ("rect", "circle", "poly"):
        if "shape" in seen and "coords" not in seen:
            yield missing(tag, "coords", f"an `area` of shape `{shape}` needs `coords`")
        elif "coords" in seen:
            check = {"rect": datatypes.rectangle, "circle": datatypes.circle, "poly": datatypes.polygon}[
                shape
            ]
            if ((fault := check(seen["coords"].value or "")) and "shape" in seen) or (
                fault and datatypes.CHECKS["coordinates"](seen["coords"].value or "") is None
            ):
                yield _bad(seen["coords"], fault.reason)


def _image(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    if "src" not in seen and "srcset" not in seen:
        yield missing(tag, "src", "`<img>` has no `src`")._replace(breaks=True)
    if "controls" in seen and not (seen["alt"].value if "alt" in seen else None):
        yield _unwanted(seen["controls"], "an image with `controls` needs an `alt` that says something")
    yield from _sizes(tag, seen, "srcset", "sizes")


def _sizes(tag: Tag, seen: Attributes, images: str, sizes: str) -> Iterator[Violation]:
    lazy = "loading" in seen and (seen["loading"].value or "").lower() == "lazy"
    if sizes in seen and images not in seen:
        yield Violation(
            "html/invalid-srcset",
            "sizes alone",
            seen[sizes].name_span,
            f"`{sizes}` stands without `{images}`",
        )
    if images in seen and sizes not in seen and not (tag.name == "img" and lazy):
        from postlint.conformance import srcset

        found, _ = srcset.candidates(seen[images].value or "")
        if any(candidate.width for candidate in found):
            message = f"`{images}` gives widths, and there is no `{sizes}` to choose by"
            yield Violation(
                "html/invalid-srcset", "sizes missing", seen[images].name_span, message, f"add `{sizes}`"
            )
    if tag.name == "img" and sizes in seen and not lazy and auto_sizes(seen):
        yield Violation(
            "html/invalid-srcset",
            "sizes auto",
            seen[sizes].value_span or seen[sizes].name_span,
            '`sizes="auto"` is for images with `loading="lazy"`',
        )


def auto_sizes(seen: Attributes) -> bool:
    """Whether the `sizes` of an image begin with `auto`."""
    return (
        re.match(r"\s*auto\s*(,|\Z)", (seen["sizes"].value or "").lower()) is not None
        if "sizes" in seen
        else False
    )


def _script(_: Tag, seen: Attributes) -> Iterator[Violation]:
    kind = script_kind(seen)
    external = "src" in seen
    for name in _forbidden_on_script(kind, external):
        if name in seen:
            which = (
                _SCRIPT_NAMES[kind]
                if external or kind not in ("classic", "module")
                else f"{_SCRIPT_NAMES[kind]} without `src`"
            )
            message = f"{which} has no `{name}`"
            yield Violation("html/invalid-script", f"script {name}", seen[name].name_span, message)
    if kind == "classic" and (seen["type"].value if "type" in seen else None):
        yield Violation(
            "html/invalid-script",
            "script type",
            seen["type"].name_span,
            "the `type` of a JavaScript is needless",
            "leave it out",
            error=False,
        )
    name, semicolon, _parameters = _type_of(seen).partition(";")
    if semicolon and _is_javascript(name.strip()):
        yield _bad(seen["type"], "has parameters, with which it is no JavaScript type")._replace(breaks=True)
    if "charset" in seen and (seen["charset"].value or "").lower() != "utf-8":
        yield _bad(seen["charset"], "is not `utf-8`")
    if "charset" in seen and not external:
        yield _unwanted(seen["charset"], "a script without `src` has no `charset`")
    language = (seen["language"].value or "").lower() if "language" in seen else ""
    if language == "javascript" and _type_of(seen) not in ("", "text/javascript"):
        yield Violation(
            "html/invalid-script",
            "script language",
            seen["language"].name_span,
            "`language` contradicts `type`",
        )


_SCRIPT_NAMES = {
    "classic": "a classic script",
    "module": "a module script",
    "importmap": "an import map",
    "speculationrules": "a script of speculation rules",
    "data": "a data block",
}
_SCRIPT_ATTRIBUTES = (
    "src",
    "async",
    "nomodule",
    "defer",
    "crossorigin",
    "integrity",
    "referrerpolicy",
    "fetchpriority",
    "blocking",
)


def _type_of(seen: Attributes) -> str:
    return (seen["type"].value or "").lower() if "type" in seen else ""


def _is_javascript(mime_type: str) -> bool:
    from postlint.conformance.mime import JAVASCRIPT

    return mime_type in JAVASCRIPT


def script_kind(seen: Attributes) -> str:
    """What a script is by its type: classic, module, importmap, speculationrules, or data."""
    kind = _type_of(seen)
    if not kind or _is_javascript(kind):
        return "classic"
    return kind if kind in ("module", "importmap", "speculationrules") else "data"


def _forbidden_on_script(kind: str, external: bool) -> tuple[str, ...]:
    if kind == "classic":
        return () if external else ("defer", "async", "integrity", "fetchpriority", "blocking")
    if kind == "module":
        return (
            ("nomodule", "defer")
            if external
            else ("nomodule", "defer", "integrity", "fetchpriority", "blocking")
        )
    return _SCRIPT_ATTRIBUTES


def _style(_: Tag, seen: Attributes) -> Iterator[Violation]:
    if "type" in seen:
        css = (seen["type"].value or "").lower() == "text/css"
        yield Violation(
            "html/obsolete",
            "style type",
            seen["type"].name_span,
            "the `type` of a `<style>` is needless" if css else "a `<style>` is CSS and nothing else",
            None,
            not css,
        )


def _link(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    rel = set((seen["rel"].value or "").lower().split()) if "rel" in seen else set()
    if not {"href", "imagesrcset", "resource"} & seen.keys():
        yield missing(tag, "href", "`<link>` has no `href`")
    if not {"rel", "itemprop", "property"} & seen.keys():
        yield missing(tag, "rel", "`<link>` has no `rel`")
    rdfa = next((name for name in _NEED_PROPERTY if name in seen), None)
    if rdfa and "property" not in seen:
        yield missing(tag, "property", f"`<link>` has `{rdfa}` but no `property`")
    if "rel" in seen and "itemprop" in seen:
        yield _unwanted(seen["itemprop"], "`<link>` has either `rel` or `itemprop`")
    if "preload" in rel and "as" not in seen:
        yield missing(tag, "as", "a preloading `<link>` needs `as`")
    for name, wanted in _LINK_NEEDS.items():
        if name in seen and not rel & set(wanted):
            names = " or ".join(f"`{w}`" for w in wanted)
            yield _unwanted(seen[name], f"`{name}` is for a `<link>` whose `rel` has {names}")
    kind = (seen["as"].value or "").lower() if "as" in seen else ""
    for name in ("imagesrcset", "imagesizes"):
        if name in seen and kind != "image":
            yield _unwanted(seen[name], f'`{name}` needs `as="image"`')
    if kind and "preload" in rel and kind not in _PRELOAD:
        yield _bad(seen["as"], "is nothing that can be preloaded")
    if kind and "modulepreload" in rel and kind not in _MODULE_PRELOAD:
        yield _bad(seen["as"], "is no kind of module")
    if {"alternate", "stylesheet"} <= rel and not (seen["title"].value if "title" in seen else None):
        yield missing(tag, "title", "an alternative style sheet needs a `title`")
    if not rel & _BODY_OK and not {"itemprop", "property"} & seen.keys():
        yield Violation(
            "html/element-not-allowed-here",
            "link in body",
            tag.name_span,
            "this `<link>` belongs into the `head`",
        )
    yield from _sizes(tag, seen, "imagesrcset", "imagesizes")


_NEED_PROPERTY = ("about", "content", "datatype", "inlist", "prefix", "resource", "typeof", "vocab")
_PRELOAD = words("fetch font image json script style text track")
_MODULE_PRELOAD = words("audioworklet json paintworklet script serviceworker sharedworker style text worker")
_BODY_OK = words("dns-prefetch modulepreload pingback preconnect prefetch preload prerender stylesheet")
_LINK_NEEDS: Mapping[str, tuple[str, ...]] = {
    "as": ("preload", "modulepreload"),
    "integrity": ("stylesheet", "preload", "modulepreload"),
    "disabled": ("stylesheet",),
    "sizes": ("icon", "apple-touch-icon", "apple-touch-icon-precomposed"),
    "color": ("mask-icon",),
    "scope": ("serviceworker",),
    "updateviacache": ("serviceworker",),
    "workertype": ("serviceworker",),
    "imagesrcset": ("preload",),
    "imagesizes": ("preload",),
    "blocking": ("stylesheet",),
}


def _meta(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    if not {"itemprop", "property"} & seen.keys():
        yield Violation(
            "html/element-not-allowed-here",
            "meta in body",
            tag.name_span,
            "this `<meta>` belongs into the `head`",
        )
    if "content" not in seen:
        yield missing(tag, "content", "`<meta>` has no `content`")


def _input(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    kind = (seen["type"].value or "").lower() if "type" in seen else "text"
    if kind == "button" and not (seen["value"].value if "value" in seen else None):
        yield missing(tag, "value", "an `input` of type `button` needs a `value` to show")
    if kind == "image" and "alt" not in seen:
        yield missing(tag, "alt", "an `input` of type `image` needs an `alt`")
    if kind == "hidden" and "autocomplete" in seen and seen["autocomplete"].value in ("on", "off"):
        yield _bad(seen["autocomplete"], "has no meaning for an `input` of type `hidden`")
    if "name" in seen and seen["name"].value == "isindex":
        yield _bad(seen["name"], "is a name that HTML keeps for itself")
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
            yield _bad(seen[name], f"is above {most}")

    return rule


def _cell(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    yield from _span_limit("colspan", 1000)(tag, seen)
    yield from _span_limit("rowspan", 65534)(tag, seen)


def _bidirectional(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    if "dir" not in seen:
        yield missing(tag, "dir", "`<bdo>` has no `dir`")
    elif (seen["dir"].value or "").lower() == "auto":
        yield _bad(seen["dir"], "is `auto`, and `<bdo>` must say which way")


def _required(*names: str) -> Rule:
    def rule(tag: Tag, seen: Attributes) -> Iterator[Violation]:
        for name in names:
            if name not in seen:
                yield missing(tag, name, f"`<{tag.name}>` has no `{name}`")

    return rule


def _map(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    yield from _required("name")(tag, seen)
    if "id" in seen and "name" in seen and seen["id"].value != seen["name"].value:
        yield _bad(seen["id"], "differs from `name`, and on a `map` the two must agree")


def _form(_: Tag, seen: Attributes) -> Iterator[Violation]:
    if "accept-charset" in seen and (seen["accept-charset"].value or "").lower() != "utf-8":
        yield _bad(seen["accept-charset"], "is not `utf-8`")


def _track(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    yield from _required("src")(tag, seen)
    if "label" in seen and not seen["label"].value:
        yield _bad(seen["label"], "is empty")


def _textarea(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    if "wrap" in seen and (seen["wrap"].value or "").lower() == "hard" and "cols" not in seen:
        yield missing(tag, "cols", 'a `textarea` with `wrap="hard"` needs `cols`')


def _button(_: Tag, seen: Attributes) -> Iterator[Violation]:
    kind = (seen["type"].value or "").lower() if "type" in seen else "submit"
    if kind in ("reset", "button"):
        for name in ("formaction", "formenctype", "formmethod", "formtarget", "formnovalidate"):
            if name in seen:
                yield _unwanted(seen[name], f"a `button` of type `{kind}` has no `{name}`")


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
    "link": _link,
    "map": _map,
    "meta": _meta,
    "meter": _meter,
    "object": _required("data"),
    "progress": _progress,
    "script": _script,
    "style": _style,
    "td": _cell,
    "textarea": _textarea,
    "th": _cell,
    "track": _track,
}
