"""The file is too large for a post.

## What it does
Reports a file of more bytes than the option `most-bytes` allows, ten million by default, and leaves it at
that: no other rule looks into the file. Without this rule, a file of any size is linted.

## Why is this bad?
Nobody writes a post of ten million bytes: it is a data file under a wrong name, or made to keep a
program busy.

## Example
```toml
[rules."file/too-large"]
most-bytes = 20
```
```post
---
title: A day
---
A long report.
```
## Use instead
```toml
[rules."file/too-large"]
most-bytes = 20_000_000
```
```post
---
layout: post
title: A day
---
A long report.
```

## Options
- `most-bytes`: how many bytes a post may have (10000000).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postlint.diagnostic import Finding, Severity
from postlint.registry import file_rule
from postlint.text import Source, Span


@dataclass(frozen=True, slots=True)
class Options:
    """`most_bytes` is the size up to which a file is linted."""

    most_bytes: int = 10_000_000


@file_rule(Severity.ERROR, options=Options)
def check(source: Source, options: Options) -> Iterator[Finding]:
    """A file that is too large to be looked into."""
    if len(source.data) > options.most_bytes:
        yield Finding(
            Span(0, 0),
            f"the file has {len(source.data)} bytes, more than the {options.most_bytes} that a post may have",
            help="it was not linted; raise `most-bytes` of this rule if it is a post",
        )
