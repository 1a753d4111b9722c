"""External links, asked for over the network: only ever with ``--online``.

`links` are what a post refers to elsewhere, `verify` asks for their addresses, `findings` says what is
wrong with a post's links. aiohttp is imported when `verify` is called, and not before.
"""

from __future__ import annotations

from postlint.web.findings import External, address, findings, links
from postlint.web.memory import FILE_NAME, Memory
from postlint.web.outcome import Outcome, State
from postlint.web.verify import Options, verify

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
    "verify",
]
