r"""An invisible character changes the order in which text is shown.

## What it does
Finds the characters that override the direction of text (U+202D, U+202E), and those that embed or
isolate text of another direction (U+202A, U+202B, U+2066 to U+2068) and are not closed on their
line. Pairs that close, as Arabic and Hebrew texts have them, are right.

## Why is this bad?
What the reader sees is not what the file says: a link or a line of code can look like another one
(CVE-2021-42574). Left over from a copy, the character turns the rest of the paragraph around.

## Example
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Example\n---\nSave \xe2\x80\xaefdp.exe now.\n'
```

## Use instead
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Example\n---\nSave exe.pdf now.\n'
```

## Fix safety
Unsafe: the text is shown in another order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_NAMES = {
    "\u202a": "left-to-right embedding", "\u202b": "right-to-left embedding",
    "\u202d": "left-to-right override", "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate", "\u2067": "right-to-left isolate", "\u2068": "first strong isolate",
}  # fmt: skip
_CLOSES = {"\u2069": "\u2066\u2067\u2068", "\u202c": "\u202a\u202b\u202d\u202e"}


@rule(Severity.WARNING, needs="odd characters")
def check(post: Post) -> Iterator[Finding]:
    """Yield one finding for each override, and for each opening control that stays open."""
    text = post.source.text
    if text.isascii() or not any(char in text for char in _NAMES):
        return
    for span in sorted(_wrong(text)):
        char = text[span.start]
        override = char in "\u202d\u202e"
        yield Finding(
            span,
            f"U+{ord(char):04X} ({_NAMES[char]}) "
            + ("turns the text around" if override else "stays open to the end of the line"),
            "it is invisible: what the reader sees is not what the file says",
            Fix("remove the character", (Edit(span, ""),), Safety.UNSAFE),
        )


def _wrong(text: str) -> Iterator[Span]:
    opened: list[re.Match[str]] = []
    for match in re.finditer("[\u202a-\u202e\u2066-\u2069\n]", text):
        char = match[0]
        if char in "\u202d\u202e":
            yield Span(*match.span())
        if char == "\n":
            yield from (Span(*left.span()) for left in opened if left[0] not in "\u202d\u202e")
            opened.clear()
        elif char in _NAMES:
            opened.append(match)
        elif opened and opened[-1][0] in _CLOSES[char]:
            opened.pop()
    yield from (Span(*left.span()) for left in opened if left[0] not in "\u202d\u202e")
