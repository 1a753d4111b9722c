"""The language server protocol over postlint: diagnostics pushed, fixes offered, rules explained.

The editor sends whole texts (not changes: pygls splits lines where postlint and editors do not). One
thread lints, the newest text first, so that typing never waits for a stale version.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import PurePath
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from postlint import __version__
from postlint.diagnostic import Diagnostic, Edit, Safety, Severity
from postlint.files import POST_SUFFIXES
from postlint.registry import Rule, known
from postlint.server.documents import Checked, Lint, applicable, check, fix_all
from postlint.server.ignoring import ways
from postlint.text import Span

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
FIX_ALL = "source.fixAll.postlint"
T = TypeVar("T")


class Server(LanguageServer):
    """The server of one editor, with the documents that are open in it."""

    def __init__(self, lint: Lint) -> None:
        super().__init__("postlint", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.lint = lint
        # By the names that the editor uses: the workspace of pygls spells some of them differently.
        self.open: set[str] = set()
        self.checked: dict[str, Checked] = {}
        self.fixed: dict[str, tuple[Checked, Edit | None]] = {}
        self.stale: set[str] = set()
        self.working: dict[str, asyncio.Task[None]] = {}
        # One thread: rules are not written for several, and one post takes a few milliseconds.
        self.worker = ThreadPoolExecutor(1, "postlint")

    @property
    def encoding(self) -> str:
        """What columns count, as agreed with the editor."""
        return str(getattr(self.workspace.position_encoding, "value", self.workspace.position_encoding))

    def is_post(self, uri: str) -> bool:
        """Whether a document is a file that may be a post."""
        return uri.startswith("file:") and PurePath(_path(uri)).suffix.lower() in POST_SUFFIXES

    def refresh(self, uri: str) -> None:
        """Lint a document's present text, at once or when the version that is being linted is done."""
        self.checked.pop(uri, None)
        self.stale.add(uri)
        if uri not in self.working:
            self.working[uri] = asyncio.ensure_future(self._work(uri))

    async def _work(self, uri: str) -> None:
        try:
            while uri in self.stale:
                self.stale.discard(uri)
                await self.latest(uri)
        finally:
            self.working.pop(uri, None)

    async def latest(self, uri: str) -> Checked | None:
        """What is found in a document's present text, which is published; None when that is not possible."""
        if uri not in self.open or not self.is_post(uri):
            return None
        document = self.workspace.get_text_document(uri)
        known = self.checked.get(uri)
        if known is not None and (known.version, known.text) == (document.version, document.source):
            return known
        checked = await self.aside(
            check, self.lint, _path(uri), document.version, document.source, self.encoding
        )
        if checked is not None and uri in self.open:
            self.checked[uri] = checked
            self.publish(uri, checked)
        return checked

    async def all_fixed(self, uri: str, checked: Checked) -> Edit | None:
        """The edit that makes all safe fixes of a document, worked out once for each version."""
        known = self.fixed.get(uri)
        if known is None or known[0] is not checked:
            known = (checked, await self.aside(fix_all, self.lint, checked))
            self.fixed[uri] = known
        return known[1]

    async def aside(self, work: Callable[..., T], *arguments: Any) -> T | None:
        """The result of some work in the linting thread; None, and a word in the log, when it fails."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self.worker, work, *arguments)
        except Exception as error:
            # An editor must not lose its server to one document.
            text = f"postlint failed: {type(error).__name__}: {error}"
            self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Error, text))
            return None

    def publish(self, uri: str, checked: Checked) -> None:
        """Show a document's faults."""
        shown = [_diagnostic(uri, checked, fault) for fault in checked.faults]
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, shown, checked.version))

    def forget(self, uri: str) -> None:
        """Take a closed document's faults away."""
        self.open.discard(uri)
        self.checked.pop(uri, None)
        self.fixed.pop(uri, None)
        if self.is_post(uri):
            self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


def make(lint: Lint) -> Server:
    """A server with all its features."""
    server = Server(lint)
    _synchronize(server)
    kinds = [lsp.CodeActionKind.QuickFix, FIX_ALL]
    actions = server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, lsp.CodeActionOptions(code_action_kinds=kinds))
    actions(_answering(server, _actions))
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(_answering(server, _hover))
    return server


def _synchronize(server: Server) -> None:
    """Follow what happens to documents and settings."""

    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.open.add(params.text_document.uri)
        server.refresh(params.text_document.uri)

    def refresh(params: Any) -> None:
        server.refresh(params.text_document.uri)

    def refresh_all(_: Any) -> None:
        for uri in server.open:
            server.refresh(uri)

    def close(params: lsp.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)

    server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(opened)
    for event in (lsp.TEXT_DOCUMENT_DID_CHANGE, lsp.TEXT_DOCUMENT_DID_SAVE):
        server.feature(event)(refresh)
    for event in (lsp.WORKSPACE_DID_CHANGE_CONFIGURATION, lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES):
        server.feature(event)(refresh_all)
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(close)


def _answering(
    server: Server, answer: Callable[[Server, Checked, Any], Awaitable[Any]]
) -> Callable[[Any], Awaitable[Any]]:
    """A request about a document, answered from its present text."""

    async def handle(params: Any) -> Any:
        checked = await server.latest(params.text_document.uri)
        return None if checked is None else await answer(server, checked, params)

    return handle


async def _actions(server: Server, checked: Checked, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    wanted = params.context.only
    uri = params.text_document.uri
    actions = []
    if _wants(wanted, lsp.CodeActionKind.QuickFix.value):
        start, end = ((place.line, place.character) for place in (params.range.start, params.range.end))
        for fault in checked.touching(checked.positions.span(start, end)):
            if applicable(fault.fix):
                actions.append(_quick_fix(server, uri, checked, fault))
            actions += _ignore(server, uri, checked, fault)
    if _wants(wanted, FIX_ALL) and (edit := await server.all_fixed(uri, checked)):
        change = _workspace_edit(server, uri, checked, (edit,))
        actions.append(lsp.CodeAction("Fix all safe problems (postlint)", kind=FIX_ALL, edit=change))
    return actions


def _wants(only: Any, kind: str) -> bool:
    """Whether a client that asks for some kinds (or for none in particular) asks for this one."""
    asked = [str(getattr(wanted, "value", wanted)) for wanted in only or ()]
    return not asked or any(kind == wanted or kind.startswith(wanted + ".") for wanted in asked)


def _quick_fix(server: Server, uri: str, checked: Checked, fault: Diagnostic) -> lsp.CodeAction:
    assert fault.fix is not None
    title = fault.fix.title[:1].upper() + fault.fix.title[1:]
    safe = fault.fix.safety is Safety.SAFE
    return lsp.CodeAction(
        title if safe else f"{title} (may change the page)",
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[_diagnostic(uri, checked, fault)],
        edit=_workspace_edit(server, uri, checked, fault.fix.edits),
        is_preferred=safe or None,
    )


def _ignore(server: Server, uri: str, checked: Checked, fault: Diagnostic) -> Iterator[lsp.CodeAction]:
    for title, edit in ways(checked.path, checked.text, fault):
        yield lsp.CodeAction(
            title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[_diagnostic(uri, checked, fault)],
            edit=_workspace_edit(server, uri, checked, (edit,)),
        )


async def _hover(_server: Server, checked: Checked, params: lsp.HoverParams) -> lsp.Hover | None:
    at = checked.positions.offset(params.position.line, params.position.character)
    found = checked.touching(Span(at, at))
    if not found:
        return None
    rules = {fault.rule: known().get(fault.rule) for fault in found}
    text = "\n\n---\n\n".join(_explained(name, rule) for name, rule in rules.items())
    shown = min((fault.span for fault in found), key=lambda span: span.end - span.start)
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), _range(checked, shown))


def _explained(name: str, rule: Rule | None) -> str:
    return f"# {name}\n\n{rule.doc.strip()}" if rule else f"# {name}"


def _diagnostic(uri: str, checked: Checked, fault: Diagnostic) -> lsp.Diagnostic:
    message = f"{fault.message}\n{fault.help}" if fault.help else fault.message
    related = [
        lsp.DiagnosticRelatedInformation(lsp.Location(uri, _range(checked, other.span)), other.message)
        for other in fault.related
        if other.path is None
    ]
    return lsp.Diagnostic(
        _range(checked, fault.span),
        message,
        severity=_SEVERITIES[fault.severity],
        code=fault.rule,
        source="postlint",
        related_information=related or None,
    )


def _workspace_edit(server: Server, uri: str, checked: Checked, edits: Sequence[Edit]) -> lsp.WorkspaceEdit:
    """Edits of the version that was linted: an editor that can refuses them once the text is another."""
    changes = [lsp.TextEdit(_range(checked, edit.span), edit.replacement) for edit in edits]
    workspace = server.client_capabilities.workspace
    if not (workspace and workspace.workspace_edit and workspace.workspace_edit.document_changes):
        return lsp.WorkspaceEdit(changes={uri: changes})
    document = lsp.OptionalVersionedTextDocumentIdentifier(uri, checked.version)
    return lsp.WorkspaceEdit(document_changes=[lsp.TextDocumentEdit(document, list(changes))])


def _range(checked: Checked, span: Span) -> lsp.Range:
    start, end = (checked.positions.line_and_column(offset) for offset in span)
    return lsp.Range(lsp.Position(*start), lsp.Position(*end))


def _path(uri: str) -> str:
    path = unquote(urlsplit(uri).path)
    # file:///c:/x is the Windows path c:/x
    return path[1:] if path[2:3] == ":" else path
