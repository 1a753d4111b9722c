"""Files that change, come and go beside the open documents."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from lsprotocol import types as lsp

from postlint.server.conversions import text_edits, workspace_edit
from postlint.server.positions import Positions
from postlint.server.questions import Changed, Renames, Rewritten
from postlint.server.session import Session
from postlint.server.uris import path_of, uri_of

_PATTERN = lsp.FileOperationRegistrationOptions(
    [lsp.FileOperationFilter(lsp.FileOperationPattern("**/*"), "file")]
)


def register(session: Session) -> None:
    """Follow changes of files and settings, and keep links whole when the editor renames a file."""
    server = session.server

    async def watched(params: lsp.DidChangeWatchedFilesParams) -> None:
        await _changed(session, (change.uri for change in params.changes))

    async def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        await _changed(session, (params.text_document.uri,))

    async def configured(_: Any) -> None:
        await _changed(session, ())

    async def renaming(params: lsp.RenameFilesParams) -> lsp.WorkspaceEdit | None:
        return await _renamed(session, params)

    server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(watched)
    server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)(configured)
    server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(saved)
    server.feature(lsp.WORKSPACE_WILL_RENAME_FILES, _PATTERN)(renaming)


async def _changed(session: Session, uris: Iterable[str]) -> None:
    """Read again what has changed on disk; no names: anything may have."""
    paths = [Path(path_of(uri)) for uri in uris if uri.startswith("file:")]
    session.refresh_all()
    if session.asking is not None and session.roots:
        session.keep(asyncio.ensure_future(_read_again(session, paths)))


async def _read_again(session: Session, paths: list[Path]) -> None:
    assert session.asking is not None
    await session.asking.ask(Changed(paths))
    session.tell_all()


async def _renamed(session: Session, params: lsp.RenameFilesParams) -> lsp.WorkspaceEdit | None:
    """The edits that let links lead to files under their new names."""
    files = [(Path(path_of(one.old_uri)), Path(path_of(one.new_uri))) for one in params.files]
    edits: dict[str, tuple[int | None, list[lsp.TextEdit]]] = {}
    for root in session.roots:
        mine = [(old, new) for old, new in files if old.is_relative_to(root) and new.is_relative_to(root)]
        answer: list[Rewritten] = (await session.ask(Renames(root, mine), 10) if mine else None) or []
        for path, text, changes in answer:
            uri = session.uri_at(root, path) or uri_of(root / path)
            open_ = session.checked.get(uri)
            if open_ is not None and open_.text != text:
                # It was changed and not saved: places in the stored text say nothing.
                continue
            positions = Positions.of(text, session.encoding)
            edits[uri] = (open_.version if open_ else None, text_edits(positions, changes))
    return _merged(session, edits)


def _merged(
    session: Session, edits: dict[str, tuple[int | None, list[lsp.TextEdit]]]
) -> lsp.WorkspaceEdit | None:
    if not edits:
        return None
    parts = [
        workspace_edit(session.server.client_capabilities, uri, version, changes)
        for uri, (version, changes) in edits.items()
    ]
    if parts[0].changes is not None:
        return lsp.WorkspaceEdit({uri: list(c) for part in parts for uri, c in (part.changes or {}).items()})
    return lsp.WorkspaceEdit(document_changes=[d for part in parts for d in part.document_changes or ()])
