"""What `link`, `meta` and `style` may be in a body (HTML, 4.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postlint.body.tags import Tag
from postlint.conformance.image_sizes import image_sizes
from postlint.conformance.tag_faults import Attributes, bad, missing, unwanted
from postlint.conformance.violation import Violation
from postlint.conformance.words import words


def style(_: Tag, seen: Attributes) -> Iterator[Violation]:
    """The attributes of a `style`."""
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


def link(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    """The attributes of a `link`."""
    rel = set((seen["rel"].value or "").lower().split()) if "rel" in seen else set()
    if not {"href", "imagesrcset", "resource"} & seen.keys():
        yield missing(tag, "href", "`<link>` has no `href`")
    if not {"rel", "itemprop", "property"} & seen.keys():
        yield missing(tag, "rel", "`<link>` has no `rel`")
    rdfa = next((name for name in _NEED_PROPERTY if name in seen), None)
    if rdfa and "property" not in seen:
        yield missing(tag, "property", f"`<link>` has `{rdfa}` but no `property`")
    if "rel" in seen and "itemprop" in seen:
        yield unwanted(seen["itemprop"], "`<link>` has either `rel` or `itemprop`")
    if "preload" in rel and "as" not in seen:
        yield missing(tag, "as", "a preloading `<link>` needs `as`")
    for name, wanted in _LINK_NEEDS.items():
        if name in seen and not rel & set(wanted):
            names = " or ".join(f"`{w}`" for w in wanted)
            yield unwanted(seen[name], f"`{name}` is for a `<link>` whose `rel` has {names}")
    kind = (seen["as"].value or "").lower() if "as" in seen else None
    for name in ("imagesrcset", "imagesizes"):
        if name in seen and kind != "image":
            yield unwanted(seen[name], f'`{name}` needs `as="image"`')
    if kind is not None and "preload" in rel and kind not in _PRELOAD:
        yield bad(seen["as"], "is nothing that can be preloaded")
    if kind is not None and "modulepreload" in rel and kind not in _MODULE_PRELOAD:
        yield bad(seen["as"], "is no kind of module")
    if {"alternate", "stylesheet"} <= rel and not (seen["title"].value if "title" in seen else None):
        yield missing(tag, "title", "an alternative style sheet needs a `title`")
    if not rel & _BODY_OK and not {"itemprop", "property"} & seen.keys():
        yield Violation(
            "html/element-not-allowed-here",
            "link in body",
            tag.name_span,
            "this `<link>` belongs into the `head`",
        )
    yield from image_sizes(tag, seen, "imagesrcset", "imagesizes")


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


def meta(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    """The attributes of a `meta`."""
    if not {"itemprop", "property"} & seen.keys():
        yield Violation(
            "html/element-not-allowed-here",
            "meta in body",
            tag.name_span,
            "this `<meta>` belongs into the `head`",
        )
    if "content" not in seen:
        yield missing(tag, "content", "`<meta>` has no `content`")
