"""How addresses are asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from postlint import __version__


@dataclass(frozen=True, slots=True)
class Options:
    """How addresses are asked.

    `concurrency` is the number of requests at once in all, `per_host` for one host (more for a host with
    many addresses). `timeout` is in seconds for one request, `retries` how often a request is made
    again after a time-out, a reset, 429 or 5xx; `backoff` seconds pass before the first one,
    twice as many before each further one, and four times as many where a host throttles us and does
    not say for how long. `hops` bounds redirects. `private` are the
    names of hosts, as in the addresses, that may be asked though they are private. `credentials`
    are `Authorization` headers by host.
    """

    concurrency: int = 100
    per_host: int = 6
    timeout: float = 15.0
    retries: int = 2
    backoff: float = 0.5
    hops: int = 10
    private: frozenset[str] = frozenset()
    credentials: Mapping[str, str] = field(default_factory=dict)
    agent: str = f"postlint/{__version__} (link check; +https://postlint.readthedocs.io)"

    def authorization(self, scheme: str, host: str, port: int | None) -> str | None:
        """The credentials for a host: sent encrypted and to its usual port, or to a host that is ours."""
        if host in self.private or (scheme == "https" and port in (None, 443)):
            return self.credentials.get(host)
        return None
