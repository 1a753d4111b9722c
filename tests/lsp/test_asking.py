"""Questions to the process that knows sites: one that hangs, one that dies, one that nobody waits for."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from postlint.project import Request
from postlint.server import asking
from postlint.server.asking import Asking
from postlint.server.questions import Names

QUESTION = Names(Path("/"), "a.md")


class Told(list[str]):
    """What was said, and how often all was told anew."""

    anew = 0

    def again(self) -> None:
        self.anew += 1


def asked(told: Told) -> Asking:
    return Asking(Request(paths=(".",)), told.append, told.again)


def test_a_process_that_dies_again_and_again_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_PROGRAM", "raise SystemExit(3)")
    told = Told()

    async def session() -> list[Any]:
        connection = asked(told)
        answers = [await connection.ask(QUESTION) for _ in range(8)]
        await connection.close()
        return answers

    assert asyncio.run(session()) == [None] * 8
    assert len(told) == asking._RESTARTS + 1
    assert all("what the whole site says is not known: its process ended" in said for said in told)
    assert told.anew == asking._RESTARTS


def test_nobody_waits_longer_than_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_PROGRAM", "import sys; sys.stdin.buffer.read()")

    async def session() -> list[Any]:
        connection = asked(Told())
        answers = [await connection.ask(QUESTION, 0.01), await connection.ask(QUESTION, 0.01)]
        await connection.close()
        return answers

    assert asyncio.run(session()) == [None, None]


def test_a_question_that_is_given_up_is_not_asked() -> None:
    asked_for: list[Names] = []

    class Slow(Asking):
        async def _answer(self, question: Any) -> Any:
            asked_for.append(question)
            await asyncio.sleep(0.05)
            return question.path

    async def session() -> list[Any]:
        connection = Slow(Request(paths=(".",)), print, lambda: None)
        first = asyncio.ensure_future(connection.ask(QUESTION))
        await asyncio.sleep(0.01)
        late = await connection.ask(Names(Path("/"), "late.md"), 0.001)
        answers = [await first, late, await connection.ask(Names(Path("/"), "last.md"))]
        await connection.close()
        return answers

    assert asyncio.run(session()) == ["a.md", None, "last.md"]
    assert [one.path for one in asked_for] == ["a.md", "last.md"]


def test_a_connection_that_was_never_used_is_closed() -> None:
    asyncio.run(asked(Told()).close())
