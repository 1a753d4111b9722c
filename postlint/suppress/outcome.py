"""What suppressions make of a file's faults: which stay, which are taken out, and who did nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from postlint.context import Context
from postlint.diagnostic import Diagnostic
from postlint.post import Post
from postlint.registry import Rule, known, selectors
from postlint.suppress.comments import Selector, Suppression, read
from postlint.suppress.removal import without_comment, without_selector
from postlint.text import Source

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
    source: Source, diagnostics: Sequence[Diagnostic], names: Collection[str], post: Post | None = None
) -> tuple[list[Diagnostic], int]:
    """The diagnostics of one file, in order, that are not suppressed, and how many were.

    `names` are the rules that ran. `post` is given once, when all rules that look at one post have
    spoken: a suppression of rules that ran and found nothing is then added as a diagnostic
    (`postlint/unused-suppression`, where that ran), unless one of them sees the whole site,
    and so has not spoken yet.
    """
    found = (post or Post(source, Context())).once(read)
    if not found.items:
        return list(diagnostics), 0
    result = filtered(found.items, diagnostics)
    kept = result.kept
    if post is not None and UNUSED in names:
        kept = sorted([*kept, *_unused(source, result, names)], key=lambda d: d.order)
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


def _unused(source: Source, result: Filtered, names: Collection[str]) -> Iterator[Diagnostic]:
    for item, idle in result.idle:
        judged = [s for s in idle if _judged(s.name, names)]
        whole = len(judged) == len(item.selectors)
        fix = without_comment(source, item) if whole else None
        for selector in judged:
            yield Diagnostic(
                source.path,
                UNUSED,
                known()[UNUSED].severity,
                selector.span,
                f"`{selector.name}` has nothing to suppress here",
                fix=fix or without_selector(item, selector),
            )


def _judged(selector: str, names: Collection[str]) -> bool:
    """Whether the rules that a selector means ran, and all of them have spoken."""
    meant = [name for name in names if selector in (name, name.partition("/")[0], _ALL)]
    rules = known()
    return bool(meant) and not any(n in rules and _is_late(rules[n]) for n in meant)


def _is_late(rule: Rule) -> bool:
    """Whether a rule speaks when all posts have been read: of the site, or of what the network said."""
    return rule.scope == "site" or (rule.scope == "run" and rule.group != "postlint")
