"""What suppressions make of a file's faults: which stay, which are taken out, and who did nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from postlint.context import Context
from postlint.diagnostic import Diagnostic, Severity
from postlint.post import Post
from postlint.registry import known, selectors
from postlint.suppress.comments import Selector, Suppression, read
from postlint.suppress.removal import without_comments, without_selector

UNUSED = "postlint/unused-suppression"
UNEXPLAINED = "postlint/unexplained-suppression"
_ALL = "all"
# An error of postlint itself must be seen, whatever a post says.
_LOUD = frozenset({"postlint/internal-error", "postlint/out-of-time", "postlint/unreadable-file"})


class Filtered(NamedTuple):
    """Faults that stay, faults that a comment suppresses, and the selectors that suppressed none."""

    kept: list[Diagnostic]
    suppressed: list[Diagnostic]
    idle: list[tuple[Suppression, tuple[Selector, ...]]]


def apply(
    post: Post,
    diagnostics: Sequence[Diagnostic],
    names: Collection[str],
    spoken: Collection[str] = (),
    severity: Severity | None = None,
) -> tuple[list[Diagnostic], int]:
    """The diagnostics of one file, in order, that are not suppressed, and how many were.

    `names` are the rules that ran. `spoken` are those of them that have said here all that they have to
    say of the post: a suppression of these alone that suppresses nothing is added as a diagnostic
    (`postlint/unused-suppression`, where that ran), of the given severity or the rule's own.
    """
    found = post.once(read)
    if not found.items:
        return list(diagnostics), 0
    result = filtered(found.items, diagnostics)
    kept = result.kept
    if spoken and UNUSED in names:
        level = severity or known()[UNUSED].severity
        unused = _unused(post, result, names, frozenset(spoken))
        kept = sorted([*kept, *(d._replace(severity=level) for d in unused)], key=lambda d: d.order)
    return kept, len(result.suppressed)


def filtered(items: Iterable[Suppression], diagnostics: Iterable[Diagnostic]) -> Filtered:
    """Sort the diagnostics of one file (in order) into kept and suppressed.

    A fault is laid to one suppression only, the last that starts before it, so that a second one
    that says the same is told to be idle.
    """
    waiting = sorted(items, key=lambda item: item.region.start, reverse=True)
    active: defaultdict[str, list[tuple[Suppression, Selector]]] = defaultdict(list)
    used: set[Selector] = set()
    kept: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    for diagnostic in diagnostics:
        at = diagnostic.span.start
        while waiting and waiting[-1].region.start <= at:
            item = waiting.pop()
            for selector in item.selectors:
                active[selector.name].append((item, selector))
        selector_used = _answering(active, diagnostic.rule, at)
        if selector_used is None or diagnostic.rule in _LOUD:
            kept.append(diagnostic)
        else:
            used.add(selector_used)
            suppressed.append(diagnostic)
    idle = [(item, tuple(s for s in item.selectors if s not in used)) for item in items]
    return Filtered(kept, suppressed, [(item, selectors) for item, selectors in idle if selectors])


def _answering(
    active: Mapping[str, list[tuple[Suppression, Selector]]], rule: str, at: int
) -> Selector | None:
    """The selector that suppresses a rule at an offset: one of the rule, of its group, or of all."""
    # A comment without a reason must not hide that it has none.
    names = (rule,) if rule == UNEXPLAINED else (rule, rule.partition("/")[0], _ALL)
    for name in names:
        stack = active.get(name, [])
        while stack and stack[-1][0].region.end <= at:
            stack.pop()
        if stack:
            return stack[-1][1]
    return None


def selectable(context: Context) -> frozenset[str]:
    """All names that a suppression may give: of rules, of groups, and ``all``."""
    return selectors() | {_ALL, *context.own_rules}


def _unused(
    post: Post, result: Filtered, names: Collection[str], spoken: frozenset[str]
) -> Iterator[Diagnostic]:
    judged = [(i, [s for s in idle if _judged(s.name, names, spoken)]) for i, idle in result.idle]
    whole = [item for item, told in judged if len(told) == len(item.selectors)]
    fixes = dict(zip((item.span for item in whole), without_comments(post, whole), strict=True))
    for item, told in judged:
        fix = fixes.get(item.span)
        for selector in told:
            yield Diagnostic(
                post.path,
                UNUSED,
                Severity.WARNING,
                selector.span,
                f"`{selector.name}` has nothing to suppress here",
                fix=fix or without_selector(item, selector),
            )


def _judged(selector: str, names: Collection[str], spoken: frozenset[str]) -> bool:
    """Whether the rules that a selector means ran, and all of them have spoken."""
    meant = [name for name in names if selector in (name, name.partition("/")[0], _ALL)]
    return bool(meant) and spoken.issuperset(meant)
