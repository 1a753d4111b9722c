"""A word in the editor's status line about work that takes long."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import TypeVar
from uuid import uuid4

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer

DELAY = 0.5
"""Seconds that work may take before anybody is told."""
T = TypeVar("T")


async def shown(server: LanguageServer, title: str, work: Awaitable[T]) -> T:
    """The result of some work, which is shown under a title while it lasts, where the editor can."""
    task = asyncio.ensure_future(work)
    done, _ = await asyncio.wait((task,), timeout=DELAY)
    window = server.client_capabilities.window
    if done or not (window and window.work_done_progress):
        return await task
    token, progress = str(uuid4()), server.work_done_progress
    await progress.create_async(token)
    progress.begin(token, lsp.WorkDoneProgressBegin(title))
    try:
        return await task
    finally:
        progress.end(token, lsp.WorkDoneProgressEnd())
