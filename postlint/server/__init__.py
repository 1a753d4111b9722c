"""The language server: postlint in an editor. It needs the extra ``[lsp]``; only its command imports it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.project import Request
from postlint.server.reading import Lint, Reading

if TYPE_CHECKING:
    from postlint.server.projects import Notice

__all__ = ["Lint", "Reading", "run", "serve"]


def run(request: Request) -> None:
    """Serve one editor, under settings that `request` may add to; its paths do not count."""
    from postlint.server.projects import Projects

    projects = Projects(request)
    serve(projects.read, request, projects.notices)


def serve(lint: Lint, request: Request | None = None, notices: Mapping[Path, Notice] | None = None) -> None:
    """Serve one editor on stdin and stdout until it says goodbye; `lint` reads one text.

    Without a request nothing is said of whole sites.
    """
    import gc

    from postlint.server.protocol import make

    gc.set_threshold(20_000, 20, 20)
    make(lint, request, notices).start_io()
