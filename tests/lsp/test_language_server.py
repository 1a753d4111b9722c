"""The language server, spoken to by a real client over stdin and stdout."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.context import Context
from postlint.diagnostic import Diagnostic, Edit, Severity
from postlint.post import Post
from postlint.server.documents import difference
from postlint.server.ignoring import ways
from postlint.server.positions import Positions
from postlint.suppress import filtered, read
from postlint.text import Source, Span

from .editing import Editor, Talk

lsp = pytest.importorskip("lsprotocol.types")


def text_of(text: str, span: Any, encoding: str = "utf-16") -> str:
    """The text that a range of the protocol covers, worked out the slow way."""
    lines = text.split("\n")
    codec, width = {"utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1), "utf-32": ("utf-32-le", 4)}[encoding]
    assert span.start.line == span.end.line
    line = lines[span.start.line].encode(codec)
    part: bytes = line[span.start.character * width : span.end.character * width]
    return part.decode(codec)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8", "utf-32"])
def test_places_in_every_encoding(talk: Talk, uri: str, encoding: str) -> None:
    text = "---\r\ntitle: 股票 😀 BAD\r\n---\r\n😀😀 ODD\u2028 BAD\r\n"

    async def session(me: Editor) -> list[Any]:
        agreed = me.capabilities.position_encoding
        assert getattr(agreed, "value", agreed) == encoding
        me.open(uri, text)
        return await me.diagnostics(uri)

    found = talk(session, encoding=encoding)
    assert [text_of(text, d.range, encoding) for d in found] == ["BAD", "ODD", "BAD"]


def test_an_editing_session(talk: Talk, uri: str) -> None:
    """Open, edit with emoji and CJK before the fault, close; each version's faults are published."""

    async def session(me: Editor) -> None:
        me.open(uri, "BAD\n")
        (found,) = await me.diagnostics(uri)
        assert (found.code, found.source) == ("html/duplicate-id", "postlint")
        assert found.message == "`BAD` is bad\ndo better"
        assert found.severity == lsp.DiagnosticSeverity.Error
        assert [r.message for r in found.related_information] == ["because of this"]
        me.change(uri, "😀 股票 BAD ODD\n")
        assert [d.range.start.character for d in await me.diagnostics(uri)] == [6, 10]
        me.change(uri, "well\n")
        assert await me.diagnostics(uri) == []
        me.change(uri, "ODD\n")
        assert len(await me.diagnostics(uri)) == 1
        me.connection.text_document_did_close(lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(uri)))
        assert await me.diagnostics(uri) == []

    talk(session)


def test_many_edits_end_with_the_last(talk: Talk, uri: str) -> None:
    async def session(me: Editor) -> list[Any]:
        me.open(uri, "BAD\n")
        for number in range(50):
            me.change(uri, "x\n" * number + "BAD\n")
        return await me.diagnostics(uri)

    (found,) = talk(session)
    assert found.range.start.line == 49


def test_quick_fixes(talk: Talk, uri: str) -> None:
    async def session(me: Editor) -> tuple[list[Any], list[Any]]:
        me.open(uri, "😀 BAD ODD SHOW\n")
        found = await me.diagnostics(uri)
        return found, [await me.actions(uri, d.range, ["quickfix"]) for d in found]

    found, (bad, odd, show) = talk(session)
    ignoring = ["Ignore `html/duplicate-id` here", "Ignore `html/duplicate-id` in this file"]
    assert [action.title for action in bad] == ["Write `bad`", *ignoring]
    assert (bad[0].kind, bad[0].is_preferred, list(bad[0].diagnostics)) == ("quickfix", True, [found[0]])
    (change,) = bad[0].edit.document_changes
    assert (change.text_document.uri, change.text_document.version) == (uri, 1)
    assert [(edit.range, edit.new_text) for edit in change.edits] == [(found[0].range, "bad")]
    assert (odd[0].title, odd[0].is_preferred) == ("Write `odd` (may change the page)", None)
    assert [action.title for action in show] == ignoring


@pytest.mark.parametrize("only", [None, ["source"], ["source.fixAll"], ["source.fixAll.postlint"]])
def test_fix_all(talk: Talk, uri: str, only: list[str] | None) -> None:
    text = "<i id=BAD>one</i>\r\ntwo ODD\r\n<i id=BAD>three</i> \r\n"

    async def session(me: Editor) -> list[Any]:
        me.open(uri, text)
        await me.diagnostics(uri)
        nowhere = lsp.Range(lsp.Position(1, 0), lsp.Position(1, 0))
        return await me.actions(uri, nowhere, only)

    (action,) = talk(session, document_changes=False)
    assert action.kind == "source.fixAll.postlint"
    (edit,) = action.edit.changes[uri]
    start, end = ((place.line, place.character) for place in (edit.range.start, edit.range.end))
    span = Positions.of(text, "utf-16").span(start, end)
    after = text[: span.start] + edit.new_text + text[span.end :]
    assert after == "<i id=bad>one</i>\r\ntwo ODD\r\n<i id=bad>three</i> \r\n"


@pytest.mark.parametrize(
    ("text", "here"),
    [
        ("---\na: BAD\n---\n", "---\n# postlint: ignore[html/duplicate-id]\na: BAD\n---\n"),
        ("---\r\na:\r\n  b: BAD\r\n---\r\n",
         "---\r\na:\r\n  # postlint: ignore[html/duplicate-id]\r\n  b: BAD\r\n---\r\n"),
        ("---\na: |\n  x\n  BAD\n---\n", None),
        ("---\na: b\n---\nBAD\n", "---\na: b\n---\n<!-- postlint: ignore[html/duplicate-id] -->\nBAD\n"),
        ("x\n\nBAD\n", "x\n\n<!-- postlint: ignore[html/duplicate-id] -->\nBAD\n"),
        ("x\nBAD\n", None),
        ("x\n\n- BAD\n", None),
        ("x\n\n    BAD", None),
    ],
)  # fmt: skip
def test_suppressing_in_the_editor(text: str, here: str | None) -> None:
    """The comment stands where it changes nothing else, and does what it says."""
    span = Span(text.index("BAD"), text.index("BAD") + 3)
    fault = Diagnostic("a.md", "html/duplicate-id", Severity.ERROR, span, "is bad")
    written = Post(Source.decode("a.md", text.encode()), Context())
    after = {way.title: _edited(text, way.edit) for way in ways(written, fault)}
    assert after.get("Ignore `html/duplicate-id` here") == here
    for edited in after.values():
        post = Post(Source.decode("a.md", edited.encode()), Context())
        at = edited.rindex("BAD")
        moved = fault._replace(span=Span(at, at + 3))
        assert filtered(post.once(read).items, [moved]).kept == []


def _edited(text: str, edit: Edit) -> str:
    return text[: edit.span.start] + edit.replacement + text[edit.span.end :]


def test_hover_explains_the_rule(talk: Talk, uri: str) -> None:
    async def session(me: Editor) -> tuple[Any, Any]:
        me.open(uri, "well BAD\n")
        await me.diagnostics(uri)
        return await me.hover(uri, 0, 6), await me.hover(uri, 0, 1)

    there, nowhere = talk(session)
    assert there.contents.kind == "markdown"
    assert there.contents.value.startswith("# html/duplicate-id")
    assert (there.range.start.character, there.range.end.character) == (5, 8)
    assert nowhere is None


def test_saved_settings_are_read_again(talk: Talk, uri: str) -> None:
    async def session(me: Editor) -> list[Any]:
        me.open(uri, "BAD\n")
        await me.diagnostics(uri)
        change = lsp.FileEvent("file:///site/postlint.toml", lsp.FileChangeType.Changed)
        me.connection.workspace_did_change_watched_files(lsp.DidChangeWatchedFilesParams([change]))
        return await me.diagnostics(uri)

    assert len(talk(session)) == 1


def test_other_files_are_left_alone(talk: Talk, uri: str) -> None:
    others = ["file:///site/_config.yml", "untitled:Untitled-1", "file:///site/x.py"]

    async def session(me: Editor) -> None:
        for other in others:
            me.open(other, "BAD\n")
            assert await me.actions(other, lsp.Range(lsp.Position(0, 0), lsp.Position(0, 3))) == []
        me.open(uri, "BAD\n")
        while (params := await asyncio.wait_for(me.published.get(), 10)).uri != uri:
            assert params.uri not in others

    talk(session)


def test_a_name_that_is_percent_encoded(talk: Talk) -> None:
    """Editors spell such names in different ways; the answer goes by the editor's own spelling."""

    async def session(me: Editor) -> None:
        for name in ("%E6%97%A5%E6%9C%AC.md", "日本.md", "a%20b%2Bc.MD", "c%3A/x.md"):
            me.open(f"file:///site/{name}", "BAD\n")
            assert len(await me.diagnostics(f"file:///site/{name}")) == 1

    talk(session)


def test_a_linter_that_fails_does_not_end_the_session(talk: Talk, uri: str) -> None:
    async def session(me: Editor) -> None:
        me.open(uri, "CRASH\n")
        assert await me.hover(uri, 0, 0) is None
        assert "as the test wants it" in me.log[-1]
        me.change(uri, "BAD\n")
        assert len(await me.diagnostics(uri)) == 1

    talk(session)


def test_the_command(talk: Talk, tmp_path: Path) -> None:
    """`postlint server` itself, over a real site: faults come within the time an author notices."""
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    (tmp_path / "_posts").mkdir()
    uri = (tmp_path / "_posts" / "2021-12-29-日本.md").as_uri()
    body = "Shares rose, 股票 😀 fell.\n\n" * 400
    text = f"---\nlayout: post\ntitle: x\ndate: 2021-12-29 22:29:56 +0800\n---\n{body}[x]()\n"

    async def session(me: Editor) -> tuple[list[Any], float]:
        me.open(uri, text)
        await me.diagnostics(uri)
        started = time.monotonic()
        me.change(uri, text + "\n[y]()\n")
        return await me.diagnostics(uri), time.monotonic() - started

    found, seconds = talk(session, sys.executable, "-m", "postlint", "server")
    assert [d.code for d in found].count("link/empty-link") == 2, [d.code for d in found]
    assert seconds < 1


TEXTS = st.text("ab\r\n😀股\u2028\x85", max_size=20)


@given(text=TEXTS, encoding=st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_places_lead_there_and_back(text: str, encoding: str) -> None:
    positions = Positions.of(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            line, column = positions.line_and_column(offset)
            assert positions.offset(line, column) == offset
    assert positions.offset(10**6, 0) == len(text)


@given(before=TEXTS, after=TEXTS)
def test_difference(before: str, after: str) -> None:
    (start, end), new = difference(before, after)
    assert before[:start] + new + before[end:] == after
    for offset in (start, end):
        assert before[offset - 1 : offset + 1] != "\r\n" or offset == 0


def test_an_editor_that_has_gone_is_told_nothing() -> None:
    from lsprotocol import types as lsp

    from postlint.server.protocol import make

    server = make(lambda _path, _text: None)  # type: ignore[arg-type, return-value]
    written: list[bytes] = []

    class Gone:
        """What the editor's end of the pipe is once it is closed."""

        def write(self, data: bytes) -> None:
            written.append(data)
            raise ValueError("I/O operation on closed file")

        def close(self) -> None:
            pass

    server.protocol.set_writer(Gone())
    server.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, "hello"))
    assert len(written) == 2, "the message, and once that it could not be sent"
