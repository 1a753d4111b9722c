"""The connection to the process that knows whole sites: one question at a time, a waiting user's first."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from postlint import plugins
from postlint.project import Request
from postlint.server.frames import HEAD, Failed, frame, loaded, size
from postlint.server.questions import Question, Update

_RESTARTS = 3
_PROGRAM = """
import sys
if sys.argv[1] not in sys.path:
    sys.path.insert(0, sys.argv[1])
from postlint.server.site_process import main
main()
"""
"""Runs the postlint that runs here, be it installed or a checkout."""


class Asking:
    """Asks a process of its own, which is started with the first question, and again when it dies.

    `say` is told in words what goes wrong; `anew` is called when a process was lost, with all it knew.
    """

    def __init__(self, request: Request, say: Callable[[str], None], anew: Callable[[], None]) -> None:
        self._request = request
        self._say = say
        self._anew = anew
        self._waiting: asyncio.PriorityQueue[tuple[int, int, Question, asyncio.Future[Any]]] = (
            asyncio.PriorityQueue()
        )
        self._numbers = count()
        self._process: asyncio.subprocess.Process | None = None
        self._pump: asyncio.Task[None] | None = None
        self._lost = 0

    async def ask(self, question: Question, patience: float | None = None) -> Any:
        """The answer to a question; None when there is none, or none within `patience` seconds."""
        if self._lost > _RESTARTS:
            return None
        if self._pump is None:
            self._pump = asyncio.ensure_future(self._answer_all())
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        # Behind what a user waits for comes what shows by itself.
        rank = 1 if isinstance(question, Update) else 0
        self._waiting.put_nowait((rank, next(self._numbers), question, future))
        done, _ = await asyncio.wait((future,), timeout=patience)
        if not done:
            # Nobody waits for it any more, and it need not be asked.
            future.cancel()
        return future.result() if done else None

    async def _answer_all(self) -> None:
        while True:
            _, _, question, future = await self._waiting.get()
            if future.cancelled():
                continue
            answer = await self._answer(question)
            if isinstance(answer, Failed):
                self._say(f"what the whole site says is not known: {answer.why}")
            if not future.cancelled():
                future.set_result(None if isinstance(answer, Failed) else answer)
            if self._process is None and self._lost <= _RESTARTS:
                self._anew()

    async def _answer(self, question: Question) -> Any:
        try:
            return await self._exchange(question)
        except Exception as error:
            # Whatever went wrong, what comes next in the stream is not to be trusted.
            if self._process is not None:
                await _ended(self._process)
            self._process = None
            self._lost += 1
            return Failed(f"its process ended: {error}")

    async def _exchange(self, question: Question) -> Any:
        process = self._process or await self._start()
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(frame(question))
        await process.stdin.drain()
        head = await process.stdout.readexactly(HEAD)
        return loaded(await process.stdout.readexactly(size(head)))

    async def _start(self) -> asyncio.subprocess.Process:
        # -P: nothing in the folder that the editor works in is taken for a module.
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            "-c",
            _PROGRAM,
            str(Path(__file__).parents[2]),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdin is not None
        process.stdin.write(frame((self._request, plugins.enabled())))
        self._process = process
        return process

    async def close(self) -> None:
        """End the process."""
        if self._pump is not None:
            self._pump.cancel()
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
            try:
                await asyncio.wait_for(self._process.wait(), 2)
            except TimeoutError:
                await _ended(self._process)


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
