"""A small editor, which talks to a language server over stdio by pygls' own client."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest

lsp = pytest.importorskip("lsprotocol.types")
client = pytest.importorskip("pygls.lsp.client")

SAMPLE = Path(__file__).with_name("sample_server.py")
POSTLINT = (sys.executable, "-m", "postlint", "server", "--now", "2026-01-01")
T = TypeVar("T")


class Editor:
    """A small editor: it knows the texts that it opened, and what the server said of them."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.published: asyncio.Queue[Any] = asyncio.Queue()
        self.log: list[str] = []
        self.capabilities: Any = None
        self.versions: dict[str, int] = {}
        self.shown: dict[str, list[Any]] = {}
        self.refreshed = 0
        self.registered: list[Any] = []
        self.applied: list[Any] = []
        self.progress: dict[Any, list[Any]] = {}

    def open(self, uri: str, text: str) -> None:
        self.versions[uri] = 1
        item = lsp.TextDocumentItem(uri, "markdown", 1, text)
        self.connection.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def change(self, uri: str, text: str) -> None:
        self.versions[uri] += 1
        identifier = lsp.VersionedTextDocumentIdentifier(self.versions[uri], uri)
        changes = [lsp.TextDocumentContentChangeWholeDocument(text)]
        self.connection.text_document_did_change(lsp.DidChangeTextDocumentParams(identifier, changes))

    async def diagnostics(self, uri: str) -> list[Any]:
        """The next diagnostics of the present version of a document."""
        while True:
            params = await asyncio.wait_for(self.published.get(), 10)
            if params.uri == uri and params.version in (None, self.versions.get(uri)):
                return list(params.diagnostics)

    async def actions(self, uri: str, span: Any, only: list[str] | None = None) -> list[Any]:
        context = lsp.CodeActionContext(diagnostics=[], only=only)
        params = lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), span, context)
        return list(await self.connection.text_document_code_action_async(params) or [])

    def close(self, uri: str) -> None:
        identifier = lsp.TextDocumentIdentifier(uri)
        self.connection.text_document_did_close(lsp.DidCloseTextDocumentParams(identifier))

    def changed_on_disk(self, *paths: Path) -> None:
        events = [lsp.FileEvent(path.as_uri(), lsp.FileChangeType.Changed) for path in paths]
        params = lsp.DidChangeWatchedFilesParams(events)
        self.connection.workspace_did_change_watched_files(params)

    async def until(self, holds: Callable[[], Any], seconds: float = 20) -> None:
        """Wait until something holds of what was published."""
        limit = asyncio.get_running_loop().time() + seconds
        while not holds() and asyncio.get_running_loop().time() < limit:
            await asyncio.sleep(0.02)

    async def rules(self, uri: str, wanted: list[str]) -> list[str]:
        """The rules that a document is said to break, once they are the wanted ones, else in the end."""
        await self.until(lambda: uri in self.shown and self.codes(uri) == wanted)
        return self.codes(uri)

    def codes(self, uri: str) -> list[str]:
        return [one.code for one in self.shown.get(uri, ())]

    async def complete(self, uri: str, line: int, character: int) -> list[Any]:
        params = lsp.CompletionParams(lsp.TextDocumentIdentifier(uri), lsp.Position(line, character))
        answer = await self.connection.text_document_completion_async(params)
        return list(answer.items) if answer else []

    async def definition(self, uri: str, line: int, character: int) -> Any:
        params = lsp.DefinitionParams(lsp.TextDocumentIdentifier(uri), lsp.Position(line, character))
        return await self.connection.text_document_definition_async(params)

    async def links(self, uri: str) -> list[Any]:
        params = lsp.DocumentLinkParams(lsp.TextDocumentIdentifier(uri))
        return list(await self.connection.text_document_document_link_async(params) or [])

    async def renames(self, old: Path, new: Path) -> Any:
        params = lsp.RenameFilesParams([lsp.FileRename(old.as_uri(), new.as_uri())])
        return await self.connection.workspace_will_rename_files_async(params)

    async def pull(self, uri: str) -> list[Any]:
        params = lsp.DocumentDiagnosticParams(lsp.TextDocumentIdentifier(uri))
        return list((await self.connection.text_document_diagnostic_async(params)).items)

    async def hover(self, uri: str, line: int, character: int) -> Any:
        params = lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(line, character))
        return await self.connection.text_document_hover_async(params)


@asynccontextmanager
async def editor(
    *command: str, encodings: list[str] | None = None, document_changes: bool = True, pulls: bool = False
) -> AsyncIterator[Editor]:
    connection = client.LanguageClient("test", "1")
    me = Editor(connection)

    @connection.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    def published(params: Any) -> None:
        me.published.put_nowait(params)
        me.shown[params.uri] = list(params.diagnostics)

    @connection.feature(lsp.WORKSPACE_DIAGNOSTIC_REFRESH)  # type: ignore[untyped-decorator]
    def refresh(_params: Any) -> None:
        me.refreshed += 1

    @connection.feature(lsp.WINDOW_WORK_DONE_PROGRESS_CREATE)  # type: ignore[untyped-decorator]
    def create(params: Any) -> None:
        me.progress[params.token] = []

    @connection.feature(lsp.PROGRESS)  # type: ignore[untyped-decorator]
    def progress(params: Any) -> None:
        me.progress[params.token].append(params.value)

    @connection.feature(lsp.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def register(params: Any) -> None:
        me.registered += params.registrations

    @connection.feature(lsp.WORKSPACE_APPLY_EDIT)  # type: ignore[untyped-decorator]
    def apply(params: Any) -> Any:
        me.applied.append(params.edit)
        return lsp.ApplyWorkspaceEditResult(True)

    @connection.feature(lsp.WINDOW_LOG_MESSAGE)  # type: ignore[untyped-decorator]
    def log(params: Any) -> None:
        me.log.append(params.message)

    await connection.start_io(*(command or (sys.executable, str(SAMPLE))))
    try:
        capabilities = lsp.ClientCapabilities(
            general=lsp.GeneralClientCapabilities(position_encodings=encodings),
            workspace=lsp.WorkspaceClientCapabilities(
                workspace_edit=lsp.WorkspaceEditClientCapabilities(document_changes=document_changes),
                did_change_watched_files=lsp.DidChangeWatchedFilesClientCapabilities(True),
                file_operations=lsp.FileOperationClientCapabilities(will_rename=True),
                diagnostics=lsp.DiagnosticWorkspaceClientCapabilities(True) if pulls else None,
            ),
            window=lsp.WindowClientCapabilities(work_done_progress=True),
            text_document=lsp.TextDocumentClientCapabilities(
                diagnostic=lsp.DiagnosticClientCapabilities() if pulls else None
            ),
        )
        answer = await connection.initialize_async(lsp.InitializeParams(capabilities=capabilities))
        me.capabilities = answer.capabilities
        connection.initialized(lsp.InitializedParams())
        yield me
        await connection.shutdown_async(None)
        connection.exit(None)
    finally:
        await connection.stop()


class Talk:
    """Sessions with servers: one for each way to start it, since that takes longer than all it does."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.editors: dict[tuple[object, ...], tuple[Any, Editor]] = {}

    def __call__(
        self,
        session: Callable[[Editor], Awaitable[T]],
        *command: str,
        encoding: str = "utf-16",
        document_changes: bool = True,
        pulls: bool = False,
    ) -> T:
        """Hold a session; documents of different tests have different names."""
        key = (command, encoding, document_changes, pulls)
        if key not in self.editors:
            opening = editor(*command, encodings=[encoding], document_changes=document_changes, pulls=pulls)
            self.editors[key] = (opening, self.runner.run(opening.__aenter__()))
        me = self.editors[key][1]

        async def limited() -> T:
            return await asyncio.wait_for(session(me), 240)

        return self.runner.run(limited())

    def close(self) -> None:
        """End all sessions."""
        for opening, _ in self.editors.values():
            self.runner.run(opening.__aexit__(None, None, None))
        self.runner.close()
