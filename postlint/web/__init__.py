"""External links, asked for over the network: only ever with ``--online``.

`links` are what a post refers to elsewhere, `outcomes` asks for their addresses (`verify.verify` does,
without a memory), `findings` says what is wrong with a post's links. aiohttp is imported when something is
asked for, and not before.
"""

from __future__ import annotations

from postlint.web.credentials import BadCredentials, credentials
from postlint.web.findings import External, address, findings, links, spoken
from postlint.web.memory import FILE_NAME, Memory, outcomes
from postlint.web.options import Options
from postlint.web.outcome import Outcome, State

__all__ = [
    "FILE_NAME",
    "BadCredentials",
    "External",
    "Memory",
    "Options",
    "Outcome",
    "State",
    "address",
    "credentials",
    "findings",
    "links",
    "outcomes",
    "spoken",
]
