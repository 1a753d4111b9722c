r"""The file is not UTF-8.

## What it does
Reports the first byte that is not part of a UTF-8 character, and guesses which encoding the file
has. No other rule but those of this group runs on such a file.

## Why is this bad?
Jekyll 4.3 stops the whole build (`invalid byte sequence in UTF-8`), and no page is written. Other
generators print U+FFFD for each byte that they cannot read.

## Example
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Caf\xe9\n---\nOpen all day.\n'
```

## Use instead
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Caf\xc3\xa9\n---\nOpen all day.\n'
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.encodings import guess
from postlint.registry import file_rule
from postlint.text import Source


@file_rule(Severity.ERROR)
def check(source: Source) -> Iterator[Finding]:
    """Yield one finding at the first character that does not decode."""
    if source.undecodable is not None:
        encoding, sample = guess(source.data)
        yield Finding(
            source.undecodable,
            "not UTF-8: Jekyll stops the build here, other generators lose the character",
            f"it reads as {encoding}{f': `{sample}`' if sample else ''}; save the file as UTF-8",
        )
