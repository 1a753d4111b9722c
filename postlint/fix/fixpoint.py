"""Fix, lint again, fix again: until nothing is left to fix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from postlint.diagnostic import Diagnostic, Fix, Safety
from postlint.fix.edits import Applied, apply, permitted
from postlint.fix.guard import Guard
from postlint.post import Post
from postlint.text import Source

ROUNDS = 10
"""How often a text is fixed and linted again before its rules are held to be at odds."""
_LINTED = 300_000
"""Characters that may be linted all the same, as long as each round leaves less to be found."""

_ATTEMPTS = 3
RECENT = 8
"""How many texts are not linted or read again: those that a round of fixes is judged by."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A text with its fixes made.

    `count` is the number of fixes made by rule, `remaining` what the last text still gives.
    `unsettled` names rules whose fixes never came to an end, undoing or repeating each other:
    they were left out, or, where the text was still getting better, cut short. It is a fault
    of the rules, to be told to the user; empty otherwise.
    """

    text: str
    count: Mapping[str, int]
    remaining: Sequence[Diagnostic]
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pass:
    fixed: Fixed
    settled: bool
    improving: bool = False


def fixpoint(
    source: Source,
    lint: Callable[[str], Sequence[Diagnostic]],
    allowed: Safety,
    found: Sequence[Diagnostic] | None = None,
    read: Callable[[str], Post] | None = None,
) -> Fixed:
    """Apply the allowed fixes of what `lint` finds until it finds nothing more to fix.

    `found` is what it finds in the source, where that is known already. With `read`, which gives the post
    that a text makes, fixes are judged (`postlint.fix.guard`): those that do harm are not made, and are no
    longer of the allowed kind in what remains.

    A text that was not UTF-8 is left alone: what did not decode would be lost. Rules that do not
    settle in `ROUNDS` rounds are left out and the others tried again from the start, so that a
    second run has nothing to change.
    """
    if found is None:
        found = lint(source.text)
    if source.undecodable is not None:
        return Fixed(source.text, {}, found)
    guard = None
    if read is not None:
        lint = lru_cache(RECENT)(lint)
        guard = Guard(lru_cache(RECENT)(read), lint, allowed)
    left_out: frozenset[str] = frozenset()
    for _ in range(_ATTEMPTS):
        done = _fix(source.text, found, lint, allowed, left_out, guard)
        if done.settled or done.improving:
            fixed = done.fixed
            return Fixed(fixed.text, fixed.count, fixed.remaining, (*sorted(left_out), *fixed.unsettled))
        left_out |= frozenset(done.fixed.unsettled)
    return Fixed(source.text, {}, found, tuple(sorted(left_out)))


def _fix(
    text: str,
    found: Sequence[Diagnostic],
    lint: Callable[[str], Sequence[Diagnostic]],
    allowed: Safety,
    left_out: frozenset[str],
    guard: Guard | None,
) -> _Pass:
    seen = {text: 0}
    made: list[set[str]] = []
    least = len(found)
    rounds = ROUNDS
    count: Counter[str] = Counter()
    first = wanted = _fixes(found, allowed, left_out)
    since = None
    while len(made) < rounds and since is None:
        result, held_back = _applied(text, wanted, allowed, guard)
        if not result.applied:
            return _Pass(Fixed(text, dict(count), _demoted(found, held_back, allowed)), settled=True)
        rules = [wanted[fix] for fix in result.applied]
        made.append(set(rules))
        count.update(rules)
        text = result.text
        found = lint(text)
        wanted = _fixes(found, allowed, left_out)
        if len(found) < least and len(made) * len(text) < _LINTED:
            least, rounds = len(found), max(rounds, len(made) + ROUNDS)
        since = seen.get(text)
        seen.setdefault(text, len(made))
    if since is None:
        result, held_back = _applied(text, wanted, allowed, guard)
        if not result.applied:
            return _Pass(Fixed(text, dict(count), _demoted(found, held_back, allowed)), settled=True)
    # To blame are the rules of the circle, or of the last round where the text never came back.
    unsettled = set().union(*made[-1 if since is None else since :])
    # A text that never came back, with fewer fixes left than at first, was on its way.
    improving = since is None and len(wanted) < len(first)
    return _Pass(Fixed(text, dict(count), found, tuple(sorted(unsettled))), False, improving)


def _applied(
    text: str, wanted: Mapping[Fix, str], allowed: Safety, guard: Guard | None
) -> tuple[Applied, frozenset[Fix]]:
    """One round of fixes, and those that the guard held back."""
    held_back: frozenset[Fix] = frozenset()
    while True:
        chosen = {fix: rule for fix, rule in wanted.items() if fix not in held_back}
        result = apply(text, chosen, allowed)
        if guard is None or not result.applied:
            return result, held_back
        harmful = guard.harmful(text, {fix: chosen[fix] for fix in result.applied})
        if not harmful:
            return result, held_back
        # What they kept from being made has its turn now.
        held_back |= harmful


def _demoted(found: Sequence[Diagnostic], held_back: frozenset[Fix], allowed: Safety) -> Sequence[Diagnostic]:
    """What was found, with the fixes that were held back as ones that are not allowed."""
    if not held_back:
        return found
    safety = Safety.UNSAFE if allowed is Safety.SAFE else Safety.DISPLAY
    return [
        one._replace(fix=one.fix._replace(safety=safety)) if one.fix and one.fix in held_back else one
        for one in found
    ]


def _fixes(found: Sequence[Diagnostic], allowed: Safety, left_out: frozenset[str]) -> dict[Fix, str]:
    """Each allowed fix once, with its rule; a fix that two findings share belongs to the first."""
    fixes: dict[Fix, str] = {}
    for diagnostic in found:
        fix = diagnostic.fix
        if fix is not None and permitted(fix, allowed) and diagnostic.rule not in left_out:
            fixes.setdefault(fix, diagnostic.rule)
    return fixes
