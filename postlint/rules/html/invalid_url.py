"""The URL of a link or image does not follow the URL standard.

## What it does
Parses each URL in the body's HTML (`href`, `src`, `cite`, `poster`, `action`, `srcset` and the
rest) as the URL standard does, and reports its first validation error at the characters to blame.
The message says what the error is; https://url.spec.whatwg.org/#writing has the rules.

A host, port or address that no browser can parse (`https://exa mple.com`, `http://192.168.0.257/`,
`http://host:80a/`) is an error: the link is dead. What browsers repair in silence (a space, a
backslash, a tab in the middle) is a warning; under the profile `conforming` it is an error, as in
the Nu Html Checker.

Under the profile `renders` it leaves to the rules of `link/` what they say better: a doubled or
misspelt scheme, full-width punctuation or markup in the target, an empty target.

## Why is this bad?
A browser cannot open a URL whose host it cannot parse. And what it repairs, feed readers, mail
clients and link checkers repair in other ways, or not at all.

## Example
```post
---
layout: post
title: "A"
---
See the <a href="https://exa mple.com/report">report</a>.
```

## Use instead
```post
---
layout: post
title: "A"
---
See the <a href="https://example.com/report">report</a>.
```

## Fix safety
Safe: characters are percent-encoded, and backslashes and line breaks repaired, as the URL standard tells
browsers to. Unsafe where browsers send the character as it is (`|`, `[`, a lone `%`): servers mostly, but
not always, read both alike.
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
    return findings(post, "html/invalid-url")
