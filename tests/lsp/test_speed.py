"""What an edit costs the server, in CPU time: wall time says little on a busy machine."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import corpus
from benchmarks.server import Typing, opened

pytest.importorskip("pygls")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="takes the CPU time from /proc")
def test_an_edit_of_a_long_post_is_cheap(tmp_path: Path) -> None:
    """A 12 kB post: the faults of an edited version within 50 ms, had the server a core to itself."""
    corpus.write(tmp_path, corpus.Recipe(50))
    path = min((tmp_path / "_posts").iterdir())
    client, _ = opened(tmp_path)
    try:
        text = path.read_text("utf-8")
        item = {"uri": path.as_uri(), "languageId": "markdown", "version": 1, "text": text}
        client.send("textDocument/didOpen", {"textDocument": item})
        _, first = next(client.published(path.as_uri(), 1, 60))
        assert first
        waits, busy = Typing(client, path.as_uri(), text).type(10)
    finally:
        client.close()
    assert sorted(busy)[5] < 0.05
    assert min(waits) < 0.05
