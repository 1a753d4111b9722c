"""The language server: postlint in an editor. It needs the extra ``[lsp]``; only its command imports it."""

from __future__ import annotations

from pathlib import Path

from postlint.server.documents import Lint

__all__ = ["Lint", "serve"]


_WARM_UP = """---
layout: post
title: Warm up
date: 2000-01-01 00:00:00 +0800
categories: [a]
tags: a b
---
# Heading

<p id="a">One <a href="//example.com/a">link</a>, <b>bold</p> [x](http://example.com) ![i](i.png) {{ x }}

| a | b |
"""


def serve(lint: Lint) -> None:
    """Serve one editor on stdin and stdout until it says goodbye; `lint` finds the faults of one text."""
    from postlint.server.protocol import make

    server = make(lint)
    # What rules import and compile at their first post is done while the editor shakes hands.
    server.worker.submit(lint, str(Path.cwd() / "_posts" / "2000-01-01-warm-up.md"), _WARM_UP)
    server.start_io()
