"""A fenced code block is never closed.

## What it does
Reports a line of three or more backticks or tildes that begins a code block which no such line ends, or
which only the end of the post ends.

## Why is this bad?
CommonMark (Hugo, Zola, Eleventy, …) takes the rest of the post for code. kramdown, which Jekyll uses,
makes no code block at all, and prints the fence.

## Example
~~~post
---
layout: post
title: "A"
---
```ruby
puts 1
``

More text.
~~~

## Use instead
~~~post
---
layout: post
title: "A"
---
```ruby
puts 1
```

More text.
~~~
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="notes")
def check(post: Post) -> Iterator[Finding]:
    """Opening fences without a closing one."""
    for note in post.body.notes:
        if note.kind == "unclosed-fence":
            what = "all that follows is code" if note.text == "rest" else "it opens no code block"
            yield Finding(
                note.span, f"no line closes this fence: {what}", help="close it with the same characters"
            )
