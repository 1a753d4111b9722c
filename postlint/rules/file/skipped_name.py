"""The file lies among the posts, and its name makes the generator skip it.

## What it does
Reports a file in `_posts` whose name is not a date, a hyphen, a title and an extension
(`2021-12-29-title.md`): an error where the name holds a date, a warning where it holds none. Names that
start with `_`, `.`, `#` or `~`, templates and read-mes are left alone: they are skipped on purpose.

## Why is this bad?
Jekyll 4.3 reads only such names, and passes over all others without a word: the build succeeds, and
the post is not on the site.

## Example
```post _posts/20211229-example.md
---
title: A day
---
Text.
```
## Use instead
```post _posts/2021-12-29-example.md
---
title: A day
---
Text.
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.site.jekyll_names import right_name, skipped
from postlint.text import Span


@rule(Severity.ERROR, needs="odd name")
def check(post: Post) -> Iterator[Finding]:
    """Posts that Jekyll does not see."""
    if post.context.generator != "jekyll" or not skipped(post):
        return
    better = right_name(post)
    advice = f"name it `{better}`" if better else "begin the name with the date: `2021-12-29-title.md`"
    yield Finding(
        Span(0, 0),
        f"Jekyll skips this file without a word: `{post.name}` is not named like a post",
        help=advice,
        severity=None if any(char.isdigit() for char in post.name) else Severity.WARNING,
    )
