"""Images, pictures and their sources in the tree (HTML, 4.8.1 to 4.8.4)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from postlint.conformance import srcset
from postlint.conformance.image_sizes import auto_sizes
from postlint.conformance.node_faults import at_value
from postlint.conformance.tag_faults import missing
from postlint.conformance.tree import Node
from postlint.conformance.violation import Violation
from postlint.conformance.words import words

SRCSET = "html/invalid-srcset"


def image(node: Node) -> Iterator[Violation]:
    """What a `image` asks of its surroundings and its content."""
    has = node.attributes
    assert node.tag is not None
    if "ismap" in has and not any(n.name == "a" and "href" in n.attributes for n in node.ancestors()):
        yield Violation(
            "html/attribute-not-allowed", "ismap", has["ismap"].name_span, "`ismap` is for an image in a link"
        )
    named = {"alt", "aria-label", "aria-labelledby"} & has.keys() or node.value("title")
    others = [n for n in has if n.startswith("aria-") and n != "aria-hidden" and node.value(n)]
    if not named and "role" not in has and not others and not _captioned(node):
        yield missing(
            node.tag, "alt", "the image has no `alt`", 'say what it shows, or `alt=""` when it is decoration'
        )


_EMBEDDED = words("img audio canvas embed iframe math object svg video")


def _captioned(image: Node) -> bool:
    """Whether a `figcaption` tells what the image shows: it is the only content of its figure."""
    figure = next((n for n in image.ancestors() if n.space == "html" and n.name == "figure"), None)
    if figure is None or figure.says_something:
        return False
    shown = (n for n in figure.inner() if n.name in _EMBEDDED)
    if next(shown, None) is not None and next(shown, None) is not None:
        return False
    caption = next((n for n in figure.inner() if n.name == "figcaption"), None)
    if caption is None or not caption.text().strip():
        return False
    return not any(n.says_something for n in image.ancestors() if figure in n.ancestors())


def picture(node: Node) -> Iterator[Violation]:
    """What a `picture` asks of its surroundings and its content."""
    sources: list[Node] = []
    for child in node.elements:
        if child.name == "source" and child.tag is not None:
            sources.append(child)
            if "srcset" not in child.attributes:
                yield missing(child.tag, "srcset", "a `<source>` of a picture has no `srcset`")
            if "src" in child.attributes:
                message = "a `<source>` of a picture takes no `src`, but `srcset`"
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
            yield at_value(
                source,
                "media",
                SRCSET,
                "source media",
                "nothing after this `<source>` is ever reached: its `media` holds always",
            )
    sources.clear()


def _source_sizes(image: Node) -> Iterator[Violation]:
    if image.parent is None:
        return
    before = takewhile(lambda node: node is not image, image.parent.elements)
    sources = [node for node in before if node.name == "source"]
    lazy = (image.value("loading") or "").lower() == "lazy"
    # A lazy image finds its size out itself; the checker grants it to the last source only.
    for source in sources[:-1] if lazy else sources:
        if auto_sizes(source.attributes) and not lazy:
            yield at_value(
                source, "sizes", SRCSET, "sizes auto", '`sizes="auto"` is for images with `loading="lazy"`'
            )
        elif "srcset" in source.attributes and "sizes" not in source.attributes:
            found, _ = srcset.candidates(source.value("srcset") or "")
            if any(c.width for c in found):
                yield at_value(
                    source,
                    "srcset",
                    SRCSET,
                    "sizes missing",
                    "`srcset` gives widths, and there is no `sizes` to choose by",
                )


def source(node: Node) -> Iterator[Violation]:
    """What a `source` asks of its surroundings and its content."""
    assert node.tag is not None
    if node.parent is None or node.parent.name == "picture":
        if "sizes" in node.attributes and "srcset" not in node.attributes:
            yield at_value(node, "sizes", SRCSET, "sizes alone", "`sizes` stands without `srcset`")
        return
    if "src" not in node.attributes:
        yield missing(node.tag, "src", "`<source>` has no `src`")
    for name in ("srcset", "sizes", "width", "height"):
        if name in node.attributes:
            message = f"only a `<source>` of a picture has `{name}`"
            yield Violation(
                "html/attribute-not-allowed", f"source {name}", node.attributes[name].name_span, message
            )
