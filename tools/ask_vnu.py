"""Ask the Nu Html Checker about fragments of HTML.

The checker is an oracle for tests and for the generators of data in this folder; the product
neither ships nor runs it. Set ``VNU_JAR`` to the path of ``vnu.jar`` (``npm install vnu-jar``
puts it into ``node_modules/vnu-jar/build/dist``), and have ``java`` on the path.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

Message = dict[str, Any]

HEAD = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>t</title>\n</head>\n<body>\n'
)
"""What stands before a fragment: the wrapper of shared/vectors, seven lines."""

DEAD = "dead"
"""The type of the message on a fragment that kills the checker."""

_HEAD_LINES = HEAD.count("\n")
_FILES_A_RUN = 3000


def by_line(fragments: Sequence[str], per_file: int = 400) -> list[list[Message]]:
    """The messages on each one-line fragment; many fragments share a document.

    Only for questions whose answer does not depend on the neighbours.
    """
    pages = ["\n".join(fragments[i : i + per_file]) + "\n" for i in range(0, len(fragments), per_file)]
    answers: list[list[Message]] = [[] for _ in fragments]
    for page, message in _run(pages):
        line = message.get("lastLine", 0) - _HEAD_LINES - 1
        if 0 <= line < per_file and page * per_file + line < len(fragments):
            answers[page * per_file + line].append(message)
    return answers


def each(fragments: Sequence[str]) -> list[list[Message]]:
    """The messages on each fragment, every one as the body of a document of its own."""
    answers: list[list[Message]] = [[] for _ in fragments]
    for page, message in _run(fragments):
        answers[page].append(message)
    return answers


def _run(pages: Sequence[str]) -> Iterator[tuple[int, Message]]:
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, page in enumerate(pages):
            file = Path(folder, f"{number:06}.html")
            file.write_bytes((HEAD + page).encode("utf-8", "surrogatepass"))
            files.append(str(file))
        for start in range(0, len(files), _FILES_A_RUN):
            for message in _messages(files[start : start + _FILES_A_RUN]):
                yield int(Path(message["url"]).stem), message


def _messages(files: Sequence[str]) -> Iterator[Message]:
    """What the checker says of files; where it dies, of each half of them."""
    command = ["java", "-Xss16m", "-jar", os.environ["VNU_JAR"], "--no-langdetect"]
    command += ["--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, *files], capture_output=True, check=False)
    if done.returncode == 0:
        yield from json.loads(done.stdout)["messages"]
    elif len(files) > 1:
        middle = len(files) // 2
        yield from _messages(files[:middle])
        yield from _messages(files[middle:])
    else:
        yield {"url": files[0], "type": DEAD, "message": "the checker died"}
