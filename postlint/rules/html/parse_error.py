"""The page breaks a rule of HTML's syntax that no other rule names.

## What it does
Reports the rare parse errors of the HTML standard: a missing or old doctype of a post that is a whole
document, and frames and `<noscript>` where they may not be.

## Why is this bad?
Without a doctype, browsers use their quirks mode, with other sizes and styles (HTML standard, 13.2.6.4.1).

## Example
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">
<html><head><title>A</title></head><body><p>One</p></body></html>
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<!DOCTYPE html>
<html><head><title>A</title></head><body><p>One</p></body></html>
```
"""

from __future__ import annotations

from collections.abc import Iterable

from postlint.body.parse_findings import parse_findings
from postlint.diagnostic import Finding, Severity
from postlint.post import Post
from postlint.registry import rule

_WEIGHTS = {
    "missing-doctype": (Severity.WARNING, "begin the document with `<!DOCTYPE html>`"),
    "obsolete-doctype": (Severity.WARNING, "begin the document with `<!DOCTYPE html>`"),
    "misplaced-in-noscript": (Severity.WARNING, None),
    "text-in-frameset": (Severity.WARNING, None),
    "eof-in-cdata": (Severity.WARNING, None),
    "missing-doctype-name": (Severity.WARNING, None),
    "missing-whitespace-before-doctype-name": (Severity.WARNING, None),
    "invalid-character-sequence-after-doctype-name": (Severity.WARNING, None),
    "abrupt-doctype-public-identifier": (Severity.WARNING, None),
    "abrupt-doctype-system-identifier": (Severity.WARNING, None),
    "eof-in-doctype": (Severity.WARNING, None),
    "missing-doctype-public-identifier": (Severity.WARNING, None),
    "missing-doctype-system-identifier": (Severity.WARNING, None),
    "missing-quote-before-doctype-public-identifier": (Severity.WARNING, None),
    "missing-quote-before-doctype-system-identifier": (Severity.WARNING, None),
    "missing-whitespace-after-doctype-public-keyword": (Severity.WARNING, None),
    "missing-whitespace-after-doctype-system-keyword": (Severity.WARNING, None),
    "missing-whitespace-between-doctype-public-and-system-identifiers": (Severity.WARNING, None),
    "unexpected-character-after-doctype-system-identifier": (Severity.WARNING, None),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind."""
    return parse_findings(post.body, post.context.html, _WEIGHTS)
