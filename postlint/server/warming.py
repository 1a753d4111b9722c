"""What rules import and compile at their first post is done while the editor shakes hands."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from pathlib import Path

from postlint.server.reading import Lint

_FOLDERS = ("_posts", "source/_posts", "content/posts", "content/post", "content", "src/content/blog", ".")
_NAME = "2000-01-01-warm-up.md"

_POST = """---
layout: post
title: Warm up
date: 2000-01-01 00:00:00 +0800
categories: [a]
tags: a b
---
# Heading

<p id="a">One <a href="//example.com/a">link</a>, <b>bold</p> [x](http://example.com) ![i](i.png) {{ x }}
<span id="stock_1.600519"><a href="http://quote.eastmoney.com/unify/r/1.600519" class="keytip"
data-code="1,600519">x</a></span><span id="quote_1.600519"></span>

| a | b |
"""
_INVALID = """---
layout: [post]
titel: Warm up
date: 2000-01-01 00:00
tags: {a: 1}
---
<table><tr><td><b></table> [x](y z) ![](/x.png)
"""
_BROKEN = """---
title: "Warm" up
	tags: [a
---
"""


def warm_up(lint: Lint, folders: Iterable[Path]) -> None:
    """Lint some texts as posts of the folders."""
    for folder in folders:
        for text in (_POST, _INVALID, _BROKEN):
            lint(str(_place(folder)), text)
    # What was made so far stays: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()


def _place(folder: Path) -> Path:
    return next(folder / name for name in _FOLDERS if (folder / name).is_dir() or name == ".") / _NAME
