"""A tag or category is spelt in two ways.

## What it does
Reports a tag or category that differs from a more frequent one of the same site only by case, by
full-width letters and digits (`ＡＩ`), or by hyphens, underscores and blanks between its words.

## Why is this bad?
Generators take them for two names: each gets a page with half of the posts. Where names become addresses
in lower case, the second page overwrites the first.

## Example
```post _posts/2021-12-28-one.md
---
title: One
tags: [Economy]
---
```
```post _posts/2021-12-29-two.md
---
title: Two
tags: [Economy]
---
```
```post _posts/2021-12-30-three.md
---
title: Three
tags: [economy]
---
```
## Use instead
```post _posts/2021-12-28-one.md
---
title: One
tags: [Economy]
---
```
```post _posts/2021-12-30-three.md
---
title: Three
tags: [Economy]
---
```
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.registry import site_rule
from postlint.site.model import Site
from postlint.site.names import drifting


@site_rule(Severity.WARNING)
def check(site: Site) -> Iterator[Finding]:
    """Names that drift."""
    for kind in ("tag", "category"):
        for one, name, usual, times in drifting(site.posts, kind):
            posts = "post" if times == 1 else "posts"
            yield Finding(
                name.span,
                f"the {kind} `{name.name}` is `{usual}` in {times} {posts} of this site",
                help=f"write `{usual}`",
                path=one.path,
            )
