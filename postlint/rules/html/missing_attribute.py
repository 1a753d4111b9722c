"""An element lacks an attribute that it cannot do without.

## What it does
Reports an image without `src` or `alt`, a `track` or `source` without `src`, a `link` or `area`
without `href`, a `map` without `name`, a `bdo` without `dir`, and others that the HTML standard
requires.

An image needs an `alt`, except when it has a `title`, an `aria-label`, or is alone in a `figure`
with a caption (HTML standard, 4.8.4.4). `alt=""` says that it is decoration. An image without `src`
shows nothing, and is an error; with a `data-` attribute (a lazy loader's) it is a warning.

## Why is this bad?
Without `alt` a screen reader reads out the file name, and where the image does not load the reader
sees nothing.

## Example
```post
---
layout: post
title: "A"
---
<p><img src="/chart.png"></p>
```

## Use instead
```post
---
layout: post
title: "A"
---
<p><img src="/chart.png" alt="SSE Composite, one year"></p>
```

## Fix safety
Unsafe: an empty `alt` is added, which says that the image is decoration. Only the author knows what it
should say.
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.conformance import findings
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule


@rule(Severity.WARNING, needs="html violations")
def check(post: Post) -> Iterable[Finding]:
    """What the conformance checks found of this kind."""
    return findings(post, "html/missing-attribute")
