"""An article is published several times, slightly changed.

## What it does
Reports, once for each group, posts whose words are nearly the same: the likeness of their sets of five
words in a row (for Chinese and Japanese: five characters), estimated by MinHash. `threshold` is the least
likeness that counts, in percent, from 50 to 100 (80 by default). Off by default: it needs the extra
`postlint[near]`, and costs about a millisecond and 1 kB for each post, each time. The
group `site` has it only where the extra is installed.

## Why is this bad?
Importers fetch a corrected article again under another name, or from two agencies. Readers meet it twice in
lists and feeds, and search engines show one of the two, perhaps not the one that others link to.

## Example
```post _posts/2021-12-29-first.md
---
title: Export controls
---
The office published a paper on export controls today and answered questions of the press about its aims.
It says that the rules are to be simpler and that licences will be given faster than before, within a month.
The paper lists the goods that are concerned, and names the offices that firms may ask about them.
```
```post _posts/2021-12-30-second.md
---
title: Export controls, corrected
---
The office published a paper on export controls today and answered questions of the press about its aims.
It says that the rules are to be simpler and that licences will be given faster than before, within a month.
The paper lists the goods that are concerned, and names the offices that firms may ask about all of them.
```
## Use instead
```post _posts/2021-12-29-first.md
---
title: Export controls
---
The office published a paper on export controls today and answered questions of the press about its aims.
It says that the rules are to be simpler and that licences will be given faster than before, within a month.
```
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postlint.diagnostic import Finding, Related, Severity
from postlint.registry import site_rule
from postlint.site.model import Site
from postlint.site.near import clusters

_SHOWN = 10


@dataclass(frozen=True)
class Options:
    """How alike is too alike.

    `threshold` is the least likeness that counts, in percent, from 50 to 100.
    """

    threshold: int = 80

    def problem(self) -> str | None:
        """What is wrong with the settings, in a sentence; None when nothing is."""
        fits = 50 <= self.threshold <= 100
        return None if fits else f"`threshold` is {self.threshold}, and not from 50 to 100"


@site_rule(Severity.WARNING, options=Options, default=False)
def check(site: Site, options: Options) -> Iterator[Finding]:
    """One finding for each group of posts, at the latest of them."""
    for posts, likeness in clusters(site, options.threshold / 100):
        *others, last = posts
        count = "" if len(others) == 1 else f" and {len(others) - 1} more"
        yield Finding(
            last.title_place,
            f"the article is nearly the same as `{others[0].path}`{count}: {likeness:.0%} alike",
            help="keep one of them, and redirect the others' addresses to it",
            related=tuple(Related(one.title_place, "also here", one.path) for one in others[:_SHOWN]),
            path=last.path,
        )
