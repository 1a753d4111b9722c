"""Which files the editor is asked to watch."""

from __future__ import annotations

from uuid import uuid4

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

from postlint.files import POST_SUFFIXES
from postlint.server.projects import WATCHED

_FOLDERS = ("_layouts", "_includes", "layouts", "assets", "static", "images", "img")
"""Folders whose files links lead to, besides posts and pages."""


async def watch(server: LanguageServer) -> None:
    """Ask the editor to tell of changed settings, schemas, posts and files that links lead to."""
    workspace = server.client_capabilities.workspace
    watched = workspace.did_change_watched_files if workspace else None
    if watched is None or not watched.dynamic_registration:
        return
    globs = [
        f"**/{{{','.join(WATCHED)}}}",
        "**/*.schema.json",
        "**/config/_default/*",
        f"**/*.{{{','.join(suffix[1:] for suffix in POST_SUFFIXES)}}}",
        f"**/{{{','.join(_FOLDERS)}}}/**",
    ]
    options = lsp.DidChangeWatchedFilesRegistrationOptions([lsp.FileSystemWatcher(glob) for glob in globs])
    wanted = lsp.Registration(str(uuid4()), lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    await server.client_register_capability_async(lsp.RegistrationParams([wanted]))
