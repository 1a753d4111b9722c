"""The language server protocol over postlint: what the editor asks for, and who answers.

The editor sends whole texts (not changes: pygls splits lines where postlint and editors do not).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from postlint import __version__
from postlint.project import Request
from postlint.server import actions, completions, hovers, moving, targets
from postlint.server.asking import Asking
from postlint.server.conversions import diagnostic
from postlint.server.documents import Checked
from postlint.server.notices import Notices
from postlint.server.projects import Notice
from postlint.server.reading import Lint
from postlint.server.session import Session
from postlint.server.uris import path_of
from postlint.server.warming import warm_up
from postlint.server.watching import watch

if TYPE_CHECKING:
    from pygls.server import ServerErrors

_MOST_FOLDERS = 3
FIX_ALL_COMMAND = "postlint.fixAll"


class _Server(LanguageServer):
    """A server that does not tell an editor that has gone that it has gone."""

    _telling = False

    def report_server_error(self, error: Exception, source: ServerErrors) -> None:
        # What goes wrong while an error is told is told in the same way: without end, where nobody listens.
        if self._telling:
            return
        self._telling = True
        try:
            super().report_server_error(error, source)
        finally:
            self._telling = False


def make(
    lint: Lint, request: Request | None = None, notices: Mapping[Path, Notice] | None = None
) -> LanguageServer:
    """A server with all its features; without a request it knows no sites."""
    server = _Server("postlint", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
    session = Session(server, lint)
    if request is not None:
        session.asking = Asking(request, session.say, session.start_over)
    if notices is not None:
        session.after(Notices(session, notices).show)
    _begin_and_end(session)
    _synchronize(session)
    _answer(session)
    moving.register(session)
    return server


def _begin_and_end(session: Session) -> None:
    server = session.server

    async def initialize(params: lsp.InitializeParams) -> None:
        # No author waits for the handshake, but for the first faults.
        folders = tuple(_folders(params))[:_MOST_FOLDERS]
        await session.aside(warm_up, session.lint, folders)
        if _pulls(params.capabilities):
            session.pulls = True
            options = lsp.DiagnosticOptions(True, False, "postlint")
            server.feature(lsp.TEXT_DOCUMENT_DIAGNOSTIC, options)(_pulled(session))

    async def initialized(_: lsp.InitializedParams) -> None:
        await watch(server)

    async def shutdown(_: Any) -> None:
        if session.asking is not None:
            await session.asking.close()

    server.feature(lsp.INITIALIZE)(initialize)
    server.feature(lsp.INITIALIZED)(initialized)
    server.feature(lsp.SHUTDOWN)(shutdown)


def _folders(params: lsp.InitializeParams) -> Iterator[Path]:
    """The folders that the editor works in."""
    uris = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
    for uri in uris:
        yield Path(path_of(uri)) if uri.startswith("file:") else Path.cwd()


def _pulls(client: lsp.ClientCapabilities) -> bool:
    """Whether the editor asks for diagnostics, and can be told to ask again: else they are pushed."""
    document, workspace = client.text_document, client.workspace
    refresh = workspace and workspace.diagnostics and workspace.diagnostics.refresh_support
    return bool(document and document.diagnostic and refresh)


def _pulled(session: Session) -> Callable[[lsp.DocumentDiagnosticParams], Awaitable[Any]]:
    async def pulled(params: lsp.DocumentDiagnosticParams) -> lsp.DocumentDiagnosticReport:
        uri = params.text_document.uri
        checked = await session.latest(uri)
        faults = checked.faults if checked else ()
        shown = [diagnostic(uri, checked, fault) for fault in faults if checked]
        return lsp.RelatedFullDocumentDiagnosticReport(shown)

    return pulled


def _synchronize(session: Session) -> None:
    """Follow what happens to documents."""
    server = session.server

    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        session.open.add(params.text_document.uri)
        session.refresh(params.text_document.uri)

    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        session.refresh(params.text_document.uri)

    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        session.forget(params.text_document.uri)

    server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(opened)
    server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(changed)
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(closed)


def _answer(session: Session) -> None:
    """Answer what is asked of a document."""
    server = session.server
    kinds = [lsp.CodeActionKind.QuickFix, actions.FIX_ALL]
    features: tuple[tuple[str, Any, Callable[[Session, Checked, Any], Awaitable[Any]]], ...] = (
        (lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=kinds), actions.actions),
        (lsp.TEXT_DOCUMENT_HOVER, None, hovers.hover),
        (lsp.TEXT_DOCUMENT_COMPLETION, completions.OPTIONS, completions.complete),
        (lsp.TEXT_DOCUMENT_DEFINITION, None, targets.definition),
        (lsp.TEXT_DOCUMENT_DOCUMENT_LINK, lsp.DocumentLinkOptions(), targets.document_links),
    )
    for name, options, answer in features:
        server.feature(name, options)(_answering(session, answer))

    async def fix_all(uri: str) -> bool:
        return await actions.fix_all(session, uri)

    server.command(FIX_ALL_COMMAND)(fix_all)


def _answering(
    session: Session, answer: Callable[[Session, Checked, Any], Awaitable[Any]]
) -> Callable[[Any], Awaitable[Any]]:
    """A request about a document, answered from its present text."""

    async def handle(params: Any) -> Any:
        checked = await session.latest(params.text_document.uri)
        return None if checked is None else await answer(session, checked, params)

    return handle
