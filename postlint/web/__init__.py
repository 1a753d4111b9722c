"""External links, asked for over the network: only ever with ``--online``.

`links` are what a post refers to elsewhere, `outcomes` asks for their addresses (`verify` does, without a
memory), `findings` says what is wrong with a post's links. aiohttp is imported when something is asked
for, and not before.
"""

from __future__ import annotations

from postlint.web.findings import External, address, findings, links
from postlint.web.memory import FILE_NAME, Memory
from postlint.web.outcome import Outcome, State
from postlint.web.verify import Options, outcomes, verify

__all__ = [
    "FILE_NAME",
    "External",
    "Memory",
    "Options",
    "Outcome",
    "State",
    "address",
    "findings",
    "links",
    "outcomes",
    "verify",
]
