"""The images that a tag names: `srcset` and `sizes` of `img` and `link`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.body.tags import Tag
from postlint.conformance.tag_faults import Attributes
from postlint.conformance.violation import Violation


def image_sizes(tag: Tag, seen: Attributes, images: str, sizes: str) -> Iterator[Violation]:
    """What the two attributes, given by their names, ask of each other."""
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
