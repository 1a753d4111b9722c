"""What a microsyntax check says of one value."""

from __future__ import annotations

from typing import NamedTuple


class Fault(NamedTuple):
    """Why a value is not of its type: `reason` completes the sentence "the value ...".

    `start` and `end` are offsets in the value; an `end` of -1 is the value's end. A
    `doubtful` value is allowed, and yet most likely a mistake. `checker_only`: the Nu checker minds it,
    the standard does not.
    """

    reason: str
    start: int = 0
    end: int = -1
    doubtful: bool = False
    checker_only: bool = False
