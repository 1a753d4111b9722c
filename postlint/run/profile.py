"""Where the time of a run goes: by rule, and by what posts are asked for before their rules run.

What a post is asked for first (its front matter, its HTML, its links) is computed then, once, and counts for
the question that asked, not for the rules that use it afterwards. Times are of this process's CPU.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from time import process_time
from typing import Any, NamedTuple

from postlint import engine
from postlint.diagnostic import Finding
from postlint.engine import Linted
from postlint.needs import NEEDS
from postlint.post import Post
from postlint.registry import Definition, Need
from postlint.selection import Selected, Selection


class Cost(NamedTuple):
    """CPU seconds that a part of the work took in all, and how often it was done."""

    part: str
    seconds: float
    times: int


@dataclass
class Profile:
    """Counts the seconds of each part, over all posts that are linted through it, in this process alone."""

    _seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _times: Counter[str] = field(default_factory=Counter)
    _selections: dict[int, tuple[Selection, Selection]] = field(default_factory=dict)

    def lint(self, post: Post, selection: Selection) -> Linted:
        """`engine.lint`, with an eye on the clock."""
        before, known = process_time(), sum(self._seconds.values())
        needs = {need: self._asking(need) for need in NEEDS}
        linted = engine.lint(post, self._timed(selection), needs)
        inside = sum(self._seconds.values()) - known
        self._count("facts, order, suppressions", process_time() - before - inside)
        return linted

    def costs(self) -> Iterator[Cost]:
        """The parts, the dearest first."""
        for part, seconds in sorted(self._seconds.items(), key=lambda item: -item[1]):
            yield Cost(part, seconds, self._times[part])

    def _count(self, part: str, seconds: float) -> None:
        self._seconds[part] += seconds
        self._times[part] += 1

    def _asking(self, need: Need) -> Callable[[Post], bool]:
        def ask(post: Post) -> bool:
            before = process_time()
            try:
                return NEEDS[need](post)
            finally:
                self._count(f"question: {need or 'none'}", process_time() - before)

        return ask

    def _timed(self, selection: Selection) -> Selection:
        known = self._selections.get(id(selection))
        if known is None:
            timed = Selection(tuple(self._timed_rule(one) for one in selection.rules))
            known = self._selections[id(selection)] = (selection, timed)
        return known[1]

    def _timed_rule(self, one: Selected) -> Selected:
        rule = one.rule

        def define() -> Definition:
            def check(*subject: Any) -> Iterable[Finding]:
                before = process_time()
                try:
                    return list(rule.check(*subject))
                finally:
                    self._count(rule.name, process_time() - before)

            return Definition(check, rule.options, rule.doc)

        return replace(one, rule=replace(rule, define=define))
