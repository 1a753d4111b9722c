r"""The file starts with a byte order mark.

## What it does
Finds U+FEFF as the file's first character, and says what the site's generator does with it.

## Why is this bad?
The mark is invisible, means nothing in UTF-8, and stands before the `---` of the front matter.
Jekyll 4.3 skips it in a post, but copies a *page* that starts with it to the site as it is, front
matter and all. Tools that read files as plain UTF-8, python-frontmatter among them, see no front
matter.

## Example
```bytes _posts/2021-12-29-example.md
b'\xef\xbb\xbf---\nlayout: post\ntitle: Example\n---\nText.\n'
```

## Use instead
```bytes _posts/2021-12-29-example.md
b'---\nlayout: post\ntitle: Example\n---\nText.\n'
```

## Fix safety
Safe: no generator prints the mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Severity
from postlint.post import Post
from postlint.registry import Effects, rule
from postlint.text import Span

_EFFECTS = {
    "jekyll": "Jekyll skips it in a post, but publishes a page with it unread, front matter and all",
    "hugo": "Hugo skips it; tools that read the front matter beside Hugo may not",
}


@rule(Severity.WARNING, needs="odd characters", effects=Effects(start=True))
def check(post: Post) -> Iterator[Finding]:
    """Yield one finding for a mark at the start."""
    if post.source.text.startswith("\ufeff"):
        span = Span(0, 1)
        effect = _EFFECTS.get(post.context.generator, "some tools then see no front matter")
        yield Finding(
            span,
            f"byte order mark (U+FEFF) before the front matter: {effect}",
            "save the file as UTF-8 without a byte order mark",
            Fix("remove the byte order mark", (Edit(span, ""),)),
        )
