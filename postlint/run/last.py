"""The last run over a project, as it is kept: what was found, and the state that each file had."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from postlint.cache import results
from postlint.cache.results import Kept
from postlint.clock import Window
from postlint.diagnostic import Diagnostic
from postlint.run.outcome import Outcome

HASHED = "#"
"""How the state of a file begins that was too young to tell: what follows is the hash of its content."""


class Last(NamedTuple):
    """What a run gave, and what tells whether it would give the same again.

    `window` says when it holds; `words` are the states of all files by their paths in the project, empty or
    `HASHED` for one that was too young to tell. `posts` are the paths of those that were linted, `digests`
    those of their bodies' words (`Facts.digest`), in the same order. `concerned` are the posts of which site
    rules had something to say, suppressed or not. `rows` are the `diagnostics` as they are kept, in the same
    order.
    """

    window: Window
    words: dict[str, str]
    suppressed: int
    posts: list[str]
    digests: list[str]
    dates: dict[str, str]
    concerned: frozenset[str]
    diagnostics: list[Diagnostic]
    rows: list[str]

    @classmethod
    def of(
        cls,
        outcome: Outcome,
        posts: Sequence[Kept],
        concerned: frozenset[str],
        window: Window,
        words: dict[str, str],
    ) -> Last:
        """The run that an outcome is of, at times in a window."""
        facts = (kept.linted.facts for kept in posts)
        return cls(
            window,
            words,
            outcome.suppressed,
            [kept.linted.path for kept in posts],
            [one.digest if one is not None else "" for one in facts],
            dict(outcome.dates),
            concerned,
            outcome.diagnostics,
            [row(one) for one in outcome.diagnostics],
        )

    @classmethod
    def loads(cls, text: str) -> Last | None:
        """The run that `dumps` wrote; None for a text that holds none."""
        try:
            head, *rows = text.split("\n")
            window, words, suppressed, posts, digests, dates, concerned = json.loads(head)
            found = [results.diagnostic(path, *fields) for path, *fields in json.loads(f"[{','.join(rows)}]")]
            if len(found) != len(rows) or len(posts) != len(digests):
                return None
            return cls(
                Window(*window),
                dict(words),
                suppressed,
                posts,
                digests,
                dict(dates),
                frozenset(concerned),
                found,
                rows,
            )
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return None

    def dumps(self) -> str:
        """The run as ASCII: a line of JSON, and one for each diagnostic."""
        window, words, suppressed, posts, digests, dates, concerned, _, rows = self
        head = (window, words, suppressed, posts, digests, dates, sorted(concerned))
        return "\n".join([json.dumps(head, separators=(",", ":")), *rows])

    def changed(self, words: Mapping[str, str]) -> list[str]:
        """The paths of the files that are new, gone, or not surely the same in a project of these states."""
        if self.words == words and "" not in words.values():
            return []
        paths = self.words.keys() | words.keys()
        return sorted(path for path in paths if not words.get(path) or self.words.get(path) != words[path])

    def outcome(self) -> Outcome:
        """What the run found."""
        return Outcome(
            self.diagnostics, files=len(self.posts), suppressed=self.suppressed, dates=dict(self.dates)
        )


def row(diagnostic: Diagnostic) -> str:
    """A diagnostic as one line."""
    return json.dumps((diagnostic.path, *results.row(diagnostic)), separators=(",", ":"))


def common(windows: Iterable[Window | None]) -> Window | None:
    """The times at which all results hold; None where one of them holds at one time only."""
    since: int | None = None
    until: int | None = None
    for window in windows:
        if window is None:
            return None
        if window.since is not None:
            since = window.since if since is None else max(since, window.since)
        if window.until is not None:
            until = window.until if until is None else min(until, window.until)
    return Window(since, until)
