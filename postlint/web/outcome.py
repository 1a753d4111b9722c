"""What asking for an address came to."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class State(StrEnum):
    """Three states: only what is surely dead is broken.

    *Broken*: 404, 410, an unknown host, a refused connection, a failed TLS handshake, redirects in a
    circle. *Unverified*: the server answers, but not to us (401, 403, 429, 999), or not now
    (5xx, a time-out, a reset connection), or postlint does not ask it (a private address).
    """

    OK = "ok"
    BROKEN = "broken"
    UNVERIFIED = "unverified"


class Outcome(NamedTuple):
    """The state of one address.

    `reason` says in plain words why it is not ok. `status` is the last HTTP status, if there was an
    answer. `final` is where redirects led, if there were any; `moved` is the last address that
    permanent ones (301, 308) alone led to. `lasting` says for how many seconds the outcome may be
    remembered: 0 for what the next run is to ask again in any case.
    """

    state: State
    reason: str = ""
    status: int | None = None
    final: str | None = None
    moved: str | None = None
    lasting: int = 0


SHORT = 600
"""For what may be over in a moment: a run right after another need not wait for it again."""
HOUR = 3600
DAY = 24 * HOUR
WEEK = 7 * DAY

_WORDS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    407: "Proxy Authentication Required",
    408: "Request Timeout",
    410: "Gone",
    429: "Too Many Requests",
    451: "Unavailable For Legal Reasons",
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


def judged(status: int) -> Outcome:
    """The outcome of an answer that is no redirect."""
    words = f"the server answers {status} {_WORDS.get(status, '')}".rstrip()
    if 200 <= status < 400:
        return Outcome(State.OK, "", status, lasting=WEEK)
    if status in (404, 410):
        return Outcome(State.BROKEN, words, status, lasting=HOUR)
    # 999 is LinkedIn's word for "not to a program".
    lasting = SHORT if status in (408, 425, 429) or 500 <= status < 600 else DAY
    return Outcome(State.UNVERIFIED, words, status, lasting=lasting)
