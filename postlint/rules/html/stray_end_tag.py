"""An end tag closes nothing.

## What it does
Reports an end tag whose element is not open: `</a>` twice, `</img>`, a `</div>` that is left over. In
Markdown that kramdown renders, such a tag is printed as text: that is `markdown/html-as-text`.

## Why is this bad?
Browsers ignore most of them (HTML standard, 13.2.6), and make an empty paragraph of a stray `</p>`. But a
left-over `</div>`, `</section>`, `</article>` or `</main>` closes the element that the layout has put the
post into, and the rest of the page loses its place: these are errors, the others warnings.

## Example
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>One</a> two</p>
```

## Use instead
```post _posts/2021-12-29-a.html
---
layout: post
title: "A"
---
<p>One two</p>
```

## Fix safety
Safe: the tag is removed, and nothing else of the page changes. Unsafe for `</p>` and for the tags that
close the layout's elements, whose removal changes the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postlint.body import Body
from postlint.body.notes import Note
from postlint.body.parse_findings import parse_findings, replaced
from postlint.body.tags import ParseError
from postlint.conformance.tried import tried
from postlint.diagnostic import Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span

_WEIGHTS = {
    "stray-end-tag": (Severity.WARNING, None),
    "missing-end-tag-name": (Severity.WARNING, None),
}


@rule(Severity.ERROR, needs="parse errors")
def check(post: Post) -> Iterable[Finding]:
    """The parse errors of this kind; the end tag of a start tag that is printed is no fault of its own."""
    found = tried(post, parse_findings(post.body, post.context.html, _WEIGHTS, _repair))
    printed = [note for note in post.body.notes if note.kind == "unclosed-quote"] if found else []
    return _without_partners(post, found, printed) if printed else found


def _without_partners(post: Post, found: Iterable[Finding], printed: list[Note]) -> Iterator[Finding]:
    """Each printed start tag takes the next end tag of its name with it."""
    for finding in found:
        name = post.source.slice(finding.span)[2:-1].strip().lower()
        before = (n for n in printed if n.text.lower() == name and n.span.end <= finding.span.start)
        partner = next(before, None)
        if partner is None:
            yield finding
        else:
            printed.remove(partner)


_VISIBLE = frozenset({"</p>", "</br>", "</div>", "</article>", "</main>", "</section>"})


def _repair(body: Body, _error: ParseError, span: Span) -> Fix | None:
    """Remove the tag, where it stands in the post as it stands in the page."""
    written = body.source.slice(span)
    if not written.startswith("</") or not written.endswith(">"):
        return None
    safety = Safety.UNSAFE if written.lower() in _VISIBLE else Safety.SAFE
    return replaced(f"remove `{written}`", span, "", safety)
