"""The language server: postlint in an editor. It needs the extra ``[lsp]``; only its command imports it."""

from __future__ import annotations

from postlint.server.documents import Lint

__all__ = ["Lint", "serve"]


def serve(lint: Lint) -> None:
    """Serve one editor on stdin and stdout until it says goodbye; `lint` finds the faults of one text."""
    from postlint.server.protocol import make

    make(lint).start_io()
