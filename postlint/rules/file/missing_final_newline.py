r"""The last line has no line break.

## What it does
Reports a file whose last character is not a line break.

## Why is this bad?
POSIX defines a line as ended by a line break (section 3.206): tools that join files run the last
line into the next one, and git marks it in every diff.

## Example
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Example\n---\nThe end.'
```

## Use instead
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Example\n---\nThe end.\n'
```

## Fix safety
Display: the page stays the same, and most importers write no final line break; the edit is shown,
and an editor can make it, but `--fix` does not touch a file for it alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.registry import file_rule
from postlint.text import Source, Span


@file_rule(Severity.INFO)
def check(source: Source) -> Iterator[Finding]:
    """Yield one finding for a last line that does not end."""
    if source.text and source.text[-1] not in "\r\n" and source.undecodable is None:
        end = len(source.text)
        edit = Edit(Span(end, end), source.newline)
        yield Finding(
            Span(end, end),
            "no line break at the end of the file",
            None,
            Fix("end the last line", (edit,), Safety.DISPLAY),
        )
