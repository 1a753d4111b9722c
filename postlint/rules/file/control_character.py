r"""The file holds a control character.

## What it does
Finds the characters U+0000 to U+001F but for tab, line feed and carriage return: one finding for
each one that occurs, at its first place; and U+007F to U+009F: one finding for all of them.

## Why is this bad?
They are invisible, and come from copies out of terminals and word processors. XML 1.0 (section
2.2) forbids the first 32, so that one U+0008 in a post makes the whole feed malformed; HTML calls
all of them parse errors, and in front matter they stop the YAML parser. U+0080 to U+009F are
mostly text of Windows-1252 that was read as Latin-1: U+0092 was an apostrophe.

## Example
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Example\n---\nA word\x08 and another.\n'
```

## Use instead
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Example\n---\nA word and another.\n'
```

## Fix safety
Safe for U+0001 to U+001F in a file without scripts: browsers show nothing for them. Unsafe in
one with scripts, for the form feed, which becomes a space, and for U+0080 to U+009F, which become
what Windows-1252 has in their place. U+0000 gets no fix: the file may be UTF-16.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import Effects, rule
from postlint.text import Span

_NAMES = {
    0x00: "null", 0x07: "bell", 0x08: "backspace", 0x0B: "vertical tab", 0x0C: "form feed",
    0x1A: "end of a DOS file", 0x1B: "escape", 0x7F: "delete", 0x85: "next line",
}  # fmt: skip
_C0 = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r")
_EFFECTS = Effects("".join(map(chr, _C0)), reveals="front matter")


@rule(Severity.WARNING, needs="odd characters", effects=_EFFECTS)
def check(post: Post) -> Iterator[Finding]:
    """Yield one finding for each control character that occurs, and one for all beyond U+007E."""
    source, data = post.source, post.source.data
    if len(data.translate(None, _C0)) != len(data):
        places: dict[str, list[Span]] = {}
        for match in re.finditer("[\x00-\x08\x0b\x0c\x0e-\x1f]", source.text):
            places.setdefault(match[0], []).append(Span(*match.span()))
        for char, spans in places.items():
            if _breaks_front_matter(post, spans):
                continue
            yield Finding(
                spans[0],
                f"{_named(char, spans)}: it makes the site's feed malformed",
                "the file may be UTF-16: save it as UTF-8" if char == "\0" else None,
                _removed(source.text, char, spans),
            )
    # U+0080 to U+009F are the bytes C2 80 to C2 9F; most files have no C2 at all.
    if b"\xc2" in data or b"\x7f" in data:
        found = [(match[0], Span(*match.span())) for match in re.finditer("[\x7f-\x9f]", source.text)]
        if found:
            yield _beyond(found)


def _breaks_front_matter(post: Post, spans: list[Span]) -> bool:
    """Whether the front matter does not even load for one of them: the graver fault is told."""
    faults = post.front_matter.faults if post.front_matter else ()
    return any(fault.cause == "control-character" and fault.span in spans for fault in faults)


def _removed(text: str, char: str, spans: list[Span]) -> Fix | None:
    if char == "\0":
        return None
    # A form feed is white space in HTML, and a script may mean any character.
    space = " " if char == "\f" else ""
    safety = Safety.UNSAFE if space or "<script" in text else Safety.SAFE
    return Fix("remove the control character", tuple(Edit(span, space) for span in spans), safety)


def _beyond(found: list[tuple[str, Span]]) -> Finding:
    edits = tuple(Edit(span, _meant(char)) for char, span in found)
    first = found[0][0]
    kinds = len({char for char, _ in found})
    more = f", and {kinds - 1} others like it" if kinds > 1 else ""
    return Finding(
        found[0][1],
        f"{_named(first, [span for char, span in found if char == first])}{more}: it shows nothing",
        f"in Windows-1252 it is `{meant}`" if (meant := _meant(first)) else None,
        Fix("write what Windows-1252 has in its place", edits, Safety.UNSAFE),
    )


def _meant(char: str) -> str:
    return char.encode("latin-1").decode("cp1252", "ignore").replace("\x7f", "")


def _named(char: str, spans: list[Span]) -> str:
    name = _NAMES.get(ord(char))
    often = f", {len(spans)} times" if len(spans) > 1 else ""
    return f"control character U+{ord(char):04X}{f' ({name})' if name else ''}{often}"
