"""Whether a page of another site has the anchor that a link names."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from urllib.parse import unquote

from postlint.web.outcome import DAY, HOUR, WEEK, Outcome, State

MOST = 1_000_000
"""Bytes of a page that are read for its anchors."""


def named(fragment: str) -> bool:
    """Whether a fragment names an anchor: not the top, a text fragment or the route of a script."""
    return bool(fragment) and fragment.lower() != "top" and not re.search(r"^[!/]|:~:|=", fragment)


def anchor(fragment: str, page: str, whole: bool) -> Outcome:
    """The outcome of a link to an anchor of a page that is there; `whole` when all of it was read."""
    # GitHub's pages prefix the ids of what users write, and a script strips the prefix.
    names = {fragment, unquote(fragment)}
    if not names.isdisjoint(ids := _ids(page)) or any(f"user-content-{name}" in ids for name in names):
        return Outcome(State.OK, status=200, lasting=WEEK)
    if not whole:
        return Outcome(State.UNVERIFIED, f"the page is too long to look for `{fragment}`", 200, lasting=DAY)
    if re.search(r"<script\b", page, re.IGNORECASE):
        reason = f"the page has no anchor `{fragment}`, unless a script makes it"
        return Outcome(State.UNVERIFIED, reason, 200, lasting=DAY)
    return Outcome(State.BROKEN, f"the page has no anchor `{fragment}`", 200, lasting=HOUR)


def _ids(page: str) -> frozenset[str]:
    """What looks like an anchor: more rather than less, since a comment's id is nobody's fault here."""
    found = (m[1] or m[2] or m[3] for m in _attribute().finditer(page))
    return frozenset(unescape(value) for value in found if value)


@cache
def _attribute() -> re.Pattern[str]:
    return re.compile(r"""[\s"'/](?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
