"""A link leads to a page or file that the site does not have.

## What it does
Reports relative links, links from the site's root and links to the site's own host whose page or file
is not made from any of the site's sources. The address of each page is computed as the generator does
it: permalinks, folders, slugs, dates and the site's zone. Where the sources cannot tell (a plugin or a
theme may make the page, Liquid decides), nothing is reported.

A target that differs only by case is broken on the hosts that most sites are on, where file names are
case-sensitive; it works on the author's own machine, if that runs macOS or Windows.

## Why is this bad?
The reader gets a 404. No generator warns of it: Jekyll 4.3 builds the site without a word.

## Example
```post
---
title: A day
---
[the day before](/2021/12/28/the-day-befor.html)
```
```post _posts/2021-12-28-the-day-before.md
---
title: The day before
---
Text.
```
## Use instead
```post
---
title: A day
---
[the day before](/2021/12/28/the-day-before.html)
```
```post _posts/2021-12-28-the-day-before.md
---
title: The day before
---
Text.
```
## Fix safety
Unsafe: the nearest page that exists need not be the one that was meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Finding, Severity
from postlint.registry import site_rule
from postlint.site.mending import retargeted
from postlint.site.model import Judged, Site


@site_rule(Severity.ERROR)
def check(site: Site) -> Iterator[Finding]:
    """Links to pages and files that are not there."""
    for cause in ("absent", "case", "base"):
        for judged in site.judged.get(cause, ()):
            if judged.link.kind in ("a[href]", "area[href]", "link[href]", "form[action]", "iframe[src]"):
                yield Finding(
                    judged.link.span,
                    _message(judged, site),
                    help=_advice(judged),
                    fix=retargeted(judged),
                    path=judged.page.path,
                )


def _message(judged: Judged, site: Site) -> str:
    target, near = judged.link.target[:100], judged.verdict.near
    match judged.verdict.cause:
        case "case":
            return f"`{target}` differs by case from `{near}`: hosts on Linux do not find it"
        case "base":
            return f"`{target}` lacks the site's base URL `{site.base}`: nothing is served there"
    return f"the site has no page or file at `{target}`"


def _advice(judged: Judged) -> str | None:
    label = judged.link.target
    if label.startswith(("{post_url ", "{link ")):
        return f"was the tag `{{% {label[1:-1].strip('% ')} %}}` meant?"
    if judged.verdict.near is None and label.isalnum() and len(label) < 20:
        return f"was the reference `[text][{label}]` meant? In round brackets `{label}` is a file's name"
    if judged.verdict.cause == "absent" and judged.verdict.near is None and judged.page.url:
        return _from_here(judged.page.url, label)
    return None


def _from_here(url: str, target: str) -> str | None:
    """Where a relative link leads: an author thinks of the source's folder, a browser of the page's."""
    from urllib.parse import urljoin

    path = target.partition("#")[0].partition("?")[0]
    if not path or path[0] in "/{" or ":" in path:
        return None
    return f"from the page `{url}` it leads to `{urljoin(url, path)}`"
