"""``python -m postlint`` in this process, in the place of one of its own: there the code is as it was."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

_COMMAND = [sys.executable, "-m", "postlint"]
_KNOWN = {"cwd", "capture_output", "text", "encoding", "check"}


def replace() -> None:
    """From now on `subprocess.run` runs postlint here, where it is asked for nothing out of the ordinary."""
    elsewhere = subprocess.run

    def run(command: Any, **options: Any) -> subprocess.CompletedProcess[Any]:
        ordinary = options.get("capture_output") and options.keys() <= _KNOWN
        if not ordinary or not isinstance(command, list) or command[:3] != _COMMAND:
            return elsewhere(command, **options)
        return _here(command, options)

    subprocess.run = run  # type: ignore[assignment]


def _here(command: Sequence[str], options: Mapping[str, Any]) -> subprocess.CompletedProcess[Any]:
    words, folder, streams = sys.argv, Path.cwd(), (sys.stdout, sys.stderr)
    kept = os.dup(1), os.dup(2)
    with TemporaryFile() as out, TemporaryFile() as err:
        try:
            os.chdir(options.get("cwd") or folder)
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            sys.argv = ["postlint", *command[3:]]
            with open(1, "w", closefd=False) as sys.stdout, open(2, "w", closefd=False) as sys.stderr:
                code = _main()
        finally:
            for descriptor, number in zip(kept, (1, 2), strict=True):
                os.dup2(descriptor, number)
                os.close(descriptor)
            os.chdir(folder)
            sys.argv, (sys.stdout, sys.stderr) = words, streams
        said: list[Any] = []
        for file in (out, err):
            file.seek(0)
            data = file.read()
            plain = not options.get("text") and not options.get("encoding")
            said.append(data if plain else data.decode(options.get("encoding") or "utf-8"))
    done = subprocess.CompletedProcess(command, code, *said)
    if options.get("check"):
        done.check_returncode()
    return done


def _main() -> int:
    from postlint.cli import main

    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else 0
    except Exception:
        traceback.print_exc()
        return 1
    return 0
