"""``python -m benchmarks.server``: how long an editor waits for the language server.

A site of generated posts is opened in `postlint server` by a client over stdio, which knows nothing of
postlint: it writes a post of about 12 kB, types into it, and takes the time until the faults of that very
version come. Both are told: the first list, which comes from the text alone, and the one in which the
whole site has its say.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import click

from benchmarks import corpus

_CARE = {"textDocument": {"publishDiagnostics": {"versionSupport": True}}, "workspace": {}}


class Client:
    """A client of one server: it notes when each message came."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "postlint", "server", "--now", "2026-01-01"]
        self.process = subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.messages: Queue[tuple[float, dict[str, Any]]] = Queue()
        self._number = 0
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while head := stream.readline():
            length = int(head.split(b":")[1])
            while stream.readline().strip():
                pass
            data = stream.read(length)
            self.messages.put((time.perf_counter(), json.loads(data)))

    def send(self, method: str, params: Any, number: int | None = None) -> float:
        """Send a notification, or a request with a number; the moment when it was sent."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        data = json.dumps(message if number is None else {**message, "id": number}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()
        return time.perf_counter()

    def ask(self, method: str, params: Any) -> Any:
        """Send a request, and wait for its answer."""
        self._number += 1
        self.send(method, params, self._number)
        while True:
            _, message = self.messages.get(timeout=60)
            if message.get("id") == self._number and "method" not in message:
                return message["result"]

    def published(self, uri: str, version: int, patience: float) -> Iterator[tuple[float, list[Any]]]:
        """The lists of faults of one version as they come, until none has come for so many seconds."""
        while True:
            try:
                when, message = self.messages.get(timeout=patience)
            except Empty:
                return
            params = message.get("params", {})
            if params.get("uri") == uri and params.get("version") == version:
                yield when, params["diagnostics"]

    def close(self) -> None:
        """End the session."""
        self.ask("shutdown", None)
        self.send("exit", None)
        self.process.wait(10)
        self._reader.join()
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()


def opened(folder: Path) -> tuple[Client, float]:
    """A server that is up, and the seconds that this took."""
    started = time.perf_counter()
    client = Client(folder)
    client.ask("initialize", {"processId": os.getpid(), "rootUri": folder.as_uri(), "capabilities": _CARE})
    up = time.perf_counter() - started
    client.send("initialized", {})
    return client, up


def _first(client: Client, uri: str, text: str) -> float:
    item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
    sent = client.send("textDocument/didOpen", {"textDocument": item})
    return next(client.published(uri, 1, 60))[0] - sent


def _settled(client: Client, uri: str) -> float:
    """Seconds until the whole site has been read: what is asked of it is answered then."""
    started = time.perf_counter()
    while True:
        links = client.ask("textDocument/documentLink", {"textDocument": {"uri": uri}})
        if any(link["target"].startswith("file:") for link in links or ()):
            return time.perf_counter() - started
        time.sleep(0.1)


class Typing:
    """Somebody who types into one document; `waits` are the seconds until the faults of each version came.

    `busy` are the seconds of CPU that the server spent on each, where the system tells.
    """

    def __init__(self, client: Client, uri: str, text: str) -> None:
        self.client, self.uri, self.text = client, uri, text
        self.version = 1
        self._random = Random(1)

    def type(self, edits: int) -> tuple[list[float], list[float]]:
        """Make some edits, each a character anywhere in the second half; their waits, and the CPU time."""
        waits, busy = [], []
        for _ in range(edits):
            self.version += 1
            at = self._random.randrange(len(self.text) // 2, len(self.text))
            self.text = self.text[:at] + self._random.choice("股a 😀b") + self.text[at:]
            document = {"uri": self.uri, "version": self.version}
            changes = [{"text": self.text}]
            before = _cpu(self.client.process.pid)
            sent = self.client.send(
                "textDocument/didChange", {"textDocument": document, "contentChanges": changes}
            )
            waits.append(next(self.client.published(self.uri, self.version, 60))[0] - sent)
            busy.append(_cpu(self.client.process.pid) - before)
            time.sleep(0.1)
        return waits, busy


def _cpu(pid: int) -> float:
    """The seconds that a process ran so far; 0 where the system does not tell."""
    tasks = Path(f"/proc/{pid}/task")
    if not tasks.is_dir():
        return 0.0
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9


def _show(name: str, waits: list[float], limit: float, busy: list[float] | None = None) -> None:
    ordered = sorted(waits)
    middle, most = median(ordered) * 1000, ordered[int(len(ordered) * 0.95)] * 1000
    late = sum(wait > limit for wait in waits)
    cpu = f"   CPU {median(busy) * 1000:5.1f} ms" if busy else ""
    click.echo(
        f"  {name:<34} median {middle:6.1f} ms   95 % {most:6.1f} ms"
        f"   over {limit * 1000:.0f} ms: {late} of {len(waits)}{cpu}"
    )


@click.command()
@click.option("--posts", default=(100, 17_000), multiple=True, show_default=True)
@click.option("--edits", default=50, show_default=True)
@click.option("--rounds", default=3, show_default=True, help="How many servers are started on each site.")
def main(posts: tuple[int, ...], edits: int, rounds: int) -> None:
    """Measure the waits of an editor on sites of generated posts of about 12 kB."""
    for count in posts:
        with TemporaryDirectory() as name:
            _measure(Path(name).resolve(), count, edits, rounds)


def _measure(folder: Path, count: int, edits: int, rounds: int) -> None:
    corpus.write(folder, corpus.Recipe(count))
    path = min((folder / "_posts").iterdir())
    other = max((folder / "_posts").iterdir()).stem
    text = path.read_text("utf-8") + f"\n[other]({{% post_url {other} %}})\n"
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    click.echo(f"{count} posts, a post of {len(text.encode()) / 1000:.1f} kB, load {load:.1f}:")
    ups: list[float] = []
    firsts: list[float] = []
    early: list[float] = []
    settled: list[float] = []
    typed: list[float] = []
    busy: list[float] = []
    for _ in range(rounds):
        client, up = opened(folder)
        ups.append(up)
        # An editor has some work of its own between the handshake and the first text.
        time.sleep(0.3)
        firsts.append(_first(client, path.as_uri(), text))
        typing = Typing(client, path.as_uri(), text)
        early += typing.type(10)[0]
        settled.append(_settled(client, path.as_uri()))
        waits, cpu = typing.type(edits)
        typed += waits
        busy += cpu
        client.close()
    _show("start, until the handshake is done", ups, 1.0)
    _show("first faults", firsts, 0.1)
    _show("edit while the site is read", early, 0.05)
    _show("edit", typed, 0.05, busy)
    click.echo(f"  the whole site is known after {', '.join(f'{s:.1f}' for s in settled)} s")


if __name__ == "__main__":
    main()
