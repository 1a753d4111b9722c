"""Safe fixes that were tried: what Markdown makes of a line may hang on a tag that the page does not show."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from postlint.conformance.same_page import Trials
from postlint.conformance.tree_mending import tree_fixes
from postlint.diagnostic import Finding, Fix, Safety
from postlint.post import Post
from postlint.text import Span


def tried(post: Post, findings: Iterable[Finding]) -> list[Finding]:
    """The findings, of which a safe fix stays safe only where the page stays the same.

    Where they are so many that not all could be tried, the others have no fix until these are made.
    """
    found = list(findings)
    safe = [f.fix for f in found if f.fix is not None and f.fix.safety is Safety.SAFE]
    if not safe:
        return found
    trials, known = post.once(Trials), post.once(_known)
    good: set[Fix] = set()
    together, alone = _apart(safe, known)
    if trials.all_keep(edit for fix in (*known, *together) for edit in fix.edits):
        good.update(together)
    else:
        _sort(trials, together, known, good)
    for fix in alone:
        _sort(trials, [fix], (), good)
    known += [fix for fix in together if fix in good]
    return [f if f.fix not in safe or f.fix in good else f._replace(fix=_other(trials, f.fix)) for f in found]


def _known(post: Post) -> list[Fix]:
    """The fixes that are made at the same time: each keeps the page, and all of them should."""
    fixes = [fix for fix in post.once(tree_fixes).values() if fix.safety is Safety.SAFE]
    return _apart(fixes, ())[0]


def _apart(fixes: Iterable[Fix], known: Iterable[Fix]) -> tuple[list[Fix], list[Fix]]:
    """Those that can be made at once and with those that are known, and those that overlap them."""
    together: list[Fix] = []
    others: list[Fix] = []
    taken = sorted(edit.span for fix in known for edit in fix.edits)
    for fix in sorted(set(fixes), key=lambda fix: fix.edits):
        spans = [edit.span for edit in fix.edits]
        if any(_meets(taken, span) for span in spans):
            others.append(fix)
        else:
            together.append(fix)
            for span in spans:
                insort(taken, span)
    return together, others


def _meets(taken: list[Span], span: Span) -> bool:
    at = bisect_left(taken, span)
    return (at < len(taken) and taken[at].start < span.end) or (at > 0 and taken[at - 1].end > span.start)


def _sort(trials: Trials, fixes: Sequence[Fix], known: Iterable[Fix], good: set[Fix]) -> None:
    """Find those that keep the page, by halves, together with those that are known to."""
    waiting, kept = [fixes], list(known)
    while waiting and not trials.spent:
        some = waiting.pop()
        if trials.keeps(edit for fix in (*kept, *some) for edit in fix.edits):
            good.update(some)
            kept += some
        elif len(some) > 1:
            waiting += (some[len(some) // 2 :], some[: len(some) // 2])


def _other(trials: Trials, fix: Fix | None) -> Fix | None:
    return fix._replace(safety=Safety.UNSAFE) if fix is not None and not trials.spent else None
