"""What server and site process, which are one program, send each other: a length, then a pickle."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import Any, BinaryIO

HEAD = 8
"""The bytes that say how many follow."""


@dataclass(frozen=True)
class Failed:
    """The answer to a question that could not be answered."""

    why: str


def frame(value: Any) -> bytes:
    """An object as bytes."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    return len(data).to_bytes(HEAD, "big") + data


def size(head: bytes) -> int:
    """How many bytes follow a head."""
    return int.from_bytes(head, "big")


def loaded(data: bytes) -> Any:
    """The object in the bytes after a head."""
    return pickle.loads(data)


def read_frame(stream: BinaryIO) -> Any:
    """The next object of a stream; raises EOFError at its end."""
    data = stream.read(size(stream.read(HEAD)))
    if not data:
        raise EOFError
    return loaded(data)
