"""Markup is not among what the site allows in posts.

## What it does
Compares the elements, attributes, URL schemes and frames of a post with an allow-list. What is not on
it is reported, each name once for a post.

The rule says nothing until the settings name a list. `preset` names one that comes with it, and
`elements`, `attributes`, `schemes` and `frames` add entries of your own; without a preset they are the
whole list, and what has no list is not judged.

- `imported-news`: what Markdown makes and what plain articles need. No scripts, frames, forms, embedded
  programs or event handlers.
- `github`: what GitHub leaves of a page's Markdown.

It is meant for posts that a program imports from other people's pages: `[[overrides]]` can set it for
their folder alone. What only the generator writes counts, too, as it is in the page.

## Why is this bad?
What is copied from other pages runs, loads and looks as they wanted it. A list of what is wanted is the
only one that also stops what nobody thought of.

## Example
```toml
[rules]
"html/not-allowed" = { severity = "warning", preset = "imported-news" }
```
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<form action="https://example.net/"><p>Text.</p></form>
```

## Use instead
```toml
[rules]
"html/not-allowed" = { severity = "warning", preset = "imported-news" }
```
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<p>Text.</p>
```

## Fix safety
Safe where the text of the page stays the same, which is tried by rendering the post with the fix: the
tags are removed and what is between them stays, or the attribute is removed. Unsafe where something goes
with it: a script, a frame, an image, a form's fields, the address of an image.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from postlint.conformance.allowed import PRESETS, Finder, Unlisted, lists, taken_out
from postlint.conformance.reading import reads_the_same
from postlint.diagnostic import Finding, Fix, Safety, Severity
from postlint.names import suggestion
from postlint.post import Post
from postlint.registry import Effects, rule

_TRIED = 20
"""How many fixes are tried by rendering the post; the next round tries the rest."""


@dataclass(frozen=True)
class Options:
    """What posts may hold.

    `preset` is a list that comes with the rule: ``imported-news`` or ``github``; empty for none.
    `elements` are names of elements.
    `attributes` are names, beginnings and ``*`` (``data-*``), or those of one element (``a[href]``).
    `schemes` are schemes of URLs, such as ``https``.
    `frames` are hosts whose frames the site wants, with those below them.
    """

    preset: str = ""
    elements: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()

    def problem(self) -> str | None:
        """What is wrong with the settings, in a sentence; None when nothing is."""
        if not self.preset or self.preset in PRESETS:
            return None
        near = suggestion(self.preset, PRESETS) or f"; there are {', '.join(PRESETS)}"
        return f"there is no preset `{self.preset}`{near}"


@rule(Severity.WARNING, options=Options, default=False, needs="markup", effects=Effects(elements="*"))
def check(post: Post, options: Options) -> Iterator[Finding]:
    """Yield one finding for each name that is not listed, at its first place."""
    if options == Options():
        return
    allowed = lists(options.preset, options.elements, options.attributes, options.schemes, options.frames)
    names: dict[tuple[str, str], list[Unlisted]] = {}
    for found in Finder(post.body, allowed).all():
        names.setdefault((found.what, found.name), []).append(found)
    for number, same in enumerate(names.values()):
        times = f" ({len(same)} times in this post)" if len(same) > 1 else ""
        message = _MESSAGES[same[0].what].format(same[0].name)
        yield Finding(post.body.locate(same[0].span), message + times, fix=_fix(post, same, number < _TRIED))


_MESSAGES = {
    "element": "`<{}>` is not among the elements that posts may have",
    "attribute": "`{}` is not among the attributes that posts may have",
    "scheme": "`{}:` is not among the schemes that URLs in posts may have",
    "frame": "`{}` is not among the hosts whose frames posts may show",
}


def _fix(post: Post, same: list[Unlisted], tried: bool) -> Fix | None:
    """One fix for all places of a name."""
    edits = taken_out(same)
    if not edits:
        return None
    loses = any(one.loses for one in same if one.edits)
    safe = tried and not loses and reads_the_same(post, edits)
    return Fix(same[0].title, edits, Safety.SAFE if safe else Safety.UNSAFE)
