"""Progress on a terminal, and none in a pipe."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")
pytest.importorskip("tqdm")

HEAD = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\n"
# Linting takes as long as the test wants.
SLOW = """
import sys, time
from postlint.run import posts
lint = posts.lint
def slow(*given):
    time.sleep(0.05)
    return lint(*given)
posts.lint = slow
from postlint.cli import main
main()
"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        time.sleep(0.3)
        self.send_response(int(self.path[1:4]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def site(folder: Path, posts: int, body: str = "text\n") -> Path:
    (folder / "_posts").mkdir()
    (folder / "_config.yml").write_text("title: x\n", "utf-8")
    for number in range(posts):
        (folder / "_posts" / f"2021-12-29-{number}.md").write_text(
            HEAD.replace("T", f"T{number}", 1) + body, "utf-8"
        )
    return folder


def on_a_terminal(*command: str, cwd: Path, sized: bool = True) -> tuple[str, str]:
    """What a command says on stdout, which is a pipe, and on stderr, which is a terminal of 60 columns."""
    main, side = pty.openpty()
    if sized:
        fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    with subprocess.Popen(command, cwd=cwd, stdout=subprocess.PIPE, stderr=side, text=True) as process:
        os.close(side)
        said = bytearray()
        reader = threading.Thread(target=_read, args=(main, said), daemon=True)
        reader.start()
        out, _ = process.communicate(timeout=60)
        reader.join(10)
    os.close(main)
    return out, said.decode()


def _read(terminal: int, into: bytearray) -> None:
    try:
        while data := os.read(terminal, 4096):
            into += data
    except OSError:
        # Linux says so when the other end is closed.
        return


COMMAND = (sys.executable, "-c", SLOW, "check", "--jobs", "1", "--no-cache")


@pytest.mark.parametrize("sized", [True, False])
def test_a_bar_for_posts(tmp_path: Path, sized: bool) -> None:
    out, said = on_a_terminal(*COMMAND, cwd=site(tmp_path, 40), sized=sized)
    assert "/40 [00:0" in said
    assert " posts/s]" in said
    # It leaves nothing behind.
    assert said.rstrip("\r").endswith(" " * 10)
    assert max(map(len, said.split("\r"))) <= (60 if sized else 80)
    assert out == "All clear: 40 posts.\n"


@pytest.mark.parametrize("quiet", [True, False])
def test_no_bar_for_what_is_quick_or_quiet(tmp_path: Path, quiet: bool) -> None:
    folder = site(tmp_path, 40 if quiet else 3)
    _, said = on_a_terminal(*COMMAND, *(("--quiet",) if quiet else ()), cwd=folder)
    assert said == ""


def test_no_bar_in_a_pipe(tmp_path: Path) -> None:
    done = subprocess.run(COMMAND, cwd=site(tmp_path, 40), capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_dead_links_are_told_as_they_are_found(tmp_path: Path, base: str) -> None:
    pytest.importorskip("aiohttp")
    links = " ".join(f"[a]({base}/{404 if n == 0 else 200}/{n})" for n in range(60))
    command = (sys.executable, "-m", "postlint", "check", "--online", "--allow-private", "127.0.0.1")
    out, said = on_a_terminal(*command, "--select", "link", cwd=site(tmp_path, 1, links + "\n"))
    dead = f"_posts/2021-12-29-0.md: `{base}/404/0` is dead: the server answers 404 Not Found"
    assert dead in said.replace("\r\n", "\n")
    assert " links/s]" in said
    assert said.index(dead) < said.rindex(" links/s]")
    assert out.count("is dead") == 1
