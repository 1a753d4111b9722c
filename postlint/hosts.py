"""The host of a URL as it is written, without a parser's cost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:)?[/\\]{2}(?:[^/?#@\\\s]*@)?([^/?#:\\\s]*)")


def host_of(url: str) -> str | None:
    """The host in lower case, or None for a URL without one (`/x`, `x.png`, `mailto:a@b`)."""
    match = _pattern().match(url)
    return match[1].lower().rstrip(".") or None if match else None


def below(host: str, domains: Iterable[str]) -> bool:
    """Whether a host is one of the domains, or below one."""
    return any(host == domain or host.endswith("." + domain) for domain in domains)
