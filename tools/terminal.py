"""A terminal, emulated: what a command shows on it, cell by cell."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from collections.abc import Sequence
from pathlib import Path

import pyte

ROOT = Path(__file__).parents[1]
ROWS = 200
"""Rows of the terminal: as many as any screen needs."""


def shown(words: Sequence[str], folder: Path, columns: int = 80, **env: str) -> pyte.Screen:
    """The screen after ``postlint WORDS`` has run on a terminal of so many columns."""
    screen = pyte.Screen(columns, ROWS)
    screen.set_mode(pyte.modes.LNM)
    pyte.ByteStream(screen).feed(printed(words, folder, columns, **env))
    return screen


def printed(words: Sequence[str], folder: Path, columns: int = 80, **env: str) -> bytes:
    """What ``postlint WORDS`` writes to a terminal: its stdout and stderr."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, columns, 0, 0))
    place = {"PATH": os.environ.get("PATH", ""), "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **env}
    call = [sys.executable, "-m", "postlint", *words]
    with subprocess.Popen(call, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs, env=place):
        os.close(theirs)
        data = b""
        try:
            while piece := os.read(ours, 1 << 16):
                data += piece
        except OSError:
            # Linux says so when nobody holds the other end any more.
            pass
        os.close(ours)
    return data


def lines(screen: pyte.Screen) -> list[str]:
    """The rows of a screen as text, without what is empty at the end."""
    rows = [row.rstrip() for row in screen.display]
    while rows and not rows[-1]:
        rows.pop()
    return rows
