"""An attribute runs a script.

## What it does
Finds event handler attributes (`onclick`, `onerror`, `onmouseover`, ...) on the elements of a
post.

## Why is this bad?
Like a script it has the rights of the site, and it is the usual way in which a hostile page hides
one (`<img src=x onerror=...>`). In copied articles it calls functions that this site does not
have: each event prints an error to the console.

## Example
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<p>Ask <a href="/people/" onmouseover="Card.show(1, this)">Jia</a>.</p>
```

## Use instead
```post
---
layout: post
title: Example
date: 2021-12-29 10:14:10 +0800
---
<p>Ask <a href="/people/">Jia</a>.</p>
```

## Fix safety
Unsafe: the page loses what the handler does.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.post import Post
from postlint.registry import rule
from postlint.text import Span
from postlint.widgets import inside_widget

# Of the handlers of the HTML standard (section 8.1.8.2), those that pages and attacks use.
_HANDLERS = (
    "onclick", "onload", "onerror", "onmouseover", "onmouseout", "onmouseenter", "onmouseleave",
    "onmousedown", "onmouseup", "onmousemove", "onmousewheel", "onwheel", "onfocus", "onfocusin", "onblur",
    "onchange", "oninput", "onsubmit", "onreset", "onselect", "onkeydown", "onkeypress", "onkeyup",
    "ondblclick", "oncontextmenu", "oncopy", "onpaste", "ondragstart", "ondrop", "onscroll", "onresize",
    "ontoggle", "ontouchstart", "ontouchend", "onpointerdown", "onpointerover", "onanimationstart",
    "onanimationend", "ontransitionend", "onplay", "oncanplay", "onloadstart", "onbeforetoggle",
)  # fmt: skip


@rule(Severity.WARNING, needs="active markup")
def check(post: Post) -> Iterator[Finding]:
    """Yield one finding for each event handler attribute."""
    there = post.body.attribute_names
    for name in _HANDLERS:
        for tag, attribute in post.body.carrying(name) if name in there else ():
            place = post.body.locate(attribute.name_span)
            if inside_widget(post, place):
                continue
            whole = post.body.locate(attribute.span)
            while post.source.text[whole.start - 1 : whole.start].isspace():
                whole = Span(whole.start - 1, whole.end)
            yield Finding(
                place,
                f"`{name}` on `<{tag.name}>` runs a script",
                "remove it: feeds drop it, and a copied one calls functions that this site lacks",
                Fix(f"remove `{name}`", (Edit(whole, ""),), Safety.UNSAFE),
            )
