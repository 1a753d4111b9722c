"""What a post gave, as bytes that are kept and sent: JSON, in lists rather than objects, without defaults.

The path is not in them: it is the key that they are kept by. Bytes that do not hold a result are None:
the post is then linted again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from sys import intern
from typing import Any, NamedTuple, cast

from postlint.clock import Window
from postlint.diagnostic import Diagnostic, Edit, Fix, Related, Safety, Severity
from postlint.engine import Linted
from postlint.site import stored
from postlint.text import Span


class Link(NamedTuple):
    """A link to another site, kept for the next run that asks for it: `url`, and what is written where."""

    url: str
    place: Span
    written: str


class Kept(NamedTuple):
    """A post's result; `window` says when it holds, `links` is None where nobody asked for them."""

    linted: Linted
    window: Window | None = None
    links: tuple[Link, ...] | None = None


def plain(kept: Kept) -> tuple[Any, ...]:
    """A result as exact tuples of texts, numbers and None, which `json` and `marshal` both can write."""
    linted, window, links = kept
    return (
        window and tuple(window),
        None if links is None else tuple([(url, tuple(place), text) for url, place, text in links]),
        linted.suppressed,
        linted.facts and stored.plain(linted.facts),
        tuple([row(one) for one in linted.diagnostics]),
    )


def restored(path: str, data: Sequence[Any], *, own: bool = True) -> Kept:
    """The result of which `plain` made these, read back from wherever they were."""
    window, links, suppressed, plain_facts, rows = data
    facts = None if plain_facts is None else stored.restored(path, plain_facts)
    return Kept(
        Linted(
            path,
            [diagnostic(path, *one) for one in rows] if rows else (),
            suppressed,
            facts if own or facts is None else stored.whole(facts),
        ),
        None if window is None else Window(*window),
        None if links is None else tuple([Link(url, Span(*place), text) for url, place, text in links]),
    )


def dumps(kept: Kept) -> bytes:
    """The bytes of a result."""
    text: str = _encoder()(plain(kept))
    return text.encode("utf-8", "surrogatepass")


@cache
def _encoder() -> Any:
    return json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False).encode


@cache
def _scan() -> Any:
    # `json.loads` without what looks for another encoding, and for blanks around the text.
    return cast(Any, json.JSONDecoder()).scan_once


def loads(path: str, data: bytes, *, own: bool = False) -> Kept | None:
    """The result that `dumps` wrote for the post at a path.

    Bytes that are surely our `own` are not looked through for what `dumps` would not write.
    """
    try:
        return restored(path, _scan()(data.decode("utf-8", "surrogatepass"), 0)[0], own=own)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, StopIteration):
        return None


def row(diagnostic: Diagnostic) -> tuple[Any, ...]:
    """A diagnostic without its path, as exact tuples."""
    _, rule, severity, span, message, advice, fix, related, _, fingerprint, subject = diagnostic
    edits = fix and tuple([(tuple(place), new) for place, new in fix.edits])
    made = fix and (fix.title, fix.safety.value, edits)
    others = tuple([(tuple(place), text, where) for place, text, where in related]) if related else ()
    return rule, severity.value, tuple(span), message, advice, made, others, fingerprint, subject


_SEVERITIES = {severity.value: severity for severity in Severity}
_SAFETIES = {safety.value: safety for safety in Safety}


def diagnostic(
    path: str,
    rule: str,
    severity: str,
    span: list[int],
    message: str,
    advice: str | None,
    fix: list[Any] | None,
    related: list[Any],
    fingerprint: str,
    subject: str | None,
) -> Diagnostic:
    # Thousands of findings say the same: one copy of it is enough.
    return Diagnostic(
        path,
        intern(rule),
        _SEVERITIES[severity],
        Span(*span),
        message,
        advice and intern(advice),
        None if fix is None else _fix(*fix),
        tuple([Related(Span(*place), text, where) for place, text, where in related]) if related else (),
        "new",
        fingerprint,
        subject and intern(subject),
    )


def _fix(title: str, safety: str, edits: list[Any]) -> Fix:
    return Fix(intern(title), tuple([Edit(Span(*span), new) for span, new in edits]), _SAFETIES[safety])
