r"""The file has line breaks of two kinds.

## What it does
Reports a file with both CRLF (`\r\n`) and LF (`\n`) line breaks, at the first one of the rarer
kind. A lone CR counts as a kind of its own.

## Why is this bad?
Generators accept all kinds, but tools that join, split or compare lines do not: a diff shows lines
as changed that look alike, and git may convert half of a file. Imported text often brings its own
line breaks along.

## Example
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Example\n---\nOne line.\r\nAnother line.\n'
```

## Use instead
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Example\n---\nOne line.\nAnother line.\n'
```

## Fix safety
Unsafe: the page stays the same, but lines change that no other finding is about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.registry import file_rule
from postlint.text import Source, Span

_NAMES = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}


@file_rule(Severity.INFO)
def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for a file whose line breaks differ."""
    text = source.text
    if "\r" not in text or source.undecodable is not None:
        return
    if text.count("\r\n") == text.count("\n") == text.count("\r"):
        return
    breaks = [(match[0], Span(*match.span())) for match in re.finditer(r"\r\n|\r|\n", text)]
    counts = Counter(kind for kind, _ in breaks)
    usual = counts.most_common(1)[0][0]
    odd = [span for kind, span in breaks if kind != usual]
    if not odd:
        return
    first = source.slice(odd[0])
    summary = ", ".join(f"{n} {_NAMES[kind]}" for kind, n in counts.most_common())
    yield Finding(
        odd[0],
        f"line break is {_NAMES[first]} where the file's usual one is {_NAMES[usual]} ({summary})",
        None,
        Fix(f"end every line with {_NAMES[usual]}", tuple(Edit(s, usual) for s in odd), Safety.UNSAFE),
    )
