"""Which fixes must not be made: the post is rendered and linted with them, and compared with what it was.

A rule may try the fix that it offers, but each on its own. Here those that are made at once are judged
together: safe ones by the page, which is to change in nothing but what their rules say (`Effects`), all by
the errors, of which there are to be no new ones. Where they fail, those to blame are looked for, so that the
others are made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence

from postlint.diagnostic import Diagnostic, Fix, Safety, Severity
from postlint.fix.edits import apply
from postlint.fix.page import Page
from postlint.post import Post
from postlint.registry import NOTHING, builtin

_RENDERED = 400_000
_LINTED = 100_000
"""How many characters may be rendered, or linted, to find those to blame; what is not cleared is not made."""
_TIMES = 8
"""How often that may be done, however long the text is."""

Keeps = Callable[[Sequence[Fix]], bool]


class Guard:
    """Judges the fixes of a post: `read` gives what a text of it makes, `lint` what is found in that."""

    def __init__(
        self, read: Callable[[str], Post], lint: Callable[[str], Sequence[Diagnostic]], allowed: Safety
    ) -> None:
        self._read = read
        self._lint = lint
        self._allowed = allowed

    def harmful(self, text: str, fixes: Mapping[Fix, str]) -> frozenset[Fix]:
        """Those of the fixes, given with their rules, that must not be made; all of them go together."""
        before, after = self._read(text), self._read(self._with(text, fixes))
        if before.body_left_out or after.body_left_out:
            return frozenset()
        start = _start(before, after, fixes)
        above = {fix for fix in fixes if all(edit.span.start < start for edit in fix.edits)}
        return self._by_page(text, fixes, above) or self._by_errors(text, fixes, above)

    def _by_page(self, text: str, fixes: Mapping[Fix, str], above: Container[Fix]) -> frozenset[Fix]:
        """Those that do to the page what their rules do not say.

        Not judged are those of rules that are not postlint's own, which may mean to change it; nor those
        after which it begins elsewhere.
        """
        if self._allowed is not Safety.SAFE:
            return frozenset()
        rules = builtin()
        judged = [
            fix
            for fix, rule in fixes.items()
            if fix not in above and rule in rules and not rules[rule].effects.start
        ]
        if not judged:
            return frozenset()
        others = _without(fixes, judged)
        page = Page(self._read(self._with(text, others)).body)

        def keeps(chosen: Sequence[Fix]) -> bool:
            effects = {rules[fixes[fix]].effects for fix in chosen}
            return page.becomes(Page(self._read(self._with(text, [*others, *chosen])).body), effects)

        return _to_blame(judged, keeps, max(_TIMES, _RENDERED // len(text)))

    def _by_errors(self, text: str, fixes: Mapping[Fix, str], above: Container[Fix]) -> frozenset[Fix]:
        """Those that bring an error; not those that let front matter or tags be read, and it be found."""
        known = _errors(self._lint(text))
        if not _errors(self._lint(self._with(text, fixes))) - known:
            return frozenset()
        judged = [fix for fix, rule in fixes.items() if not _reveals(rule, fix in above)]
        others = _without(fixes, judged)
        known |= _errors(self._lint(self._with(text, others)))

        def keeps(chosen: Sequence[Fix]) -> bool:
            return not _errors(self._lint(self._with(text, [*others, *chosen]))) - known

        return _to_blame(judged, keeps, max(_TIMES, _LINTED // len(text)))

    def _with(self, text: str, fixes: Iterable[Fix]) -> str:
        return apply(text, fixes, self._allowed).text


def _without(fixes: Iterable[Fix], some: Sequence[Fix]) -> list[Fix]:
    left_out = frozenset(some)
    return [fix for fix in fixes if fix not in left_out]


def _to_blame(judged: Sequence[Fix], keeps: Keeps, trials: int) -> frozenset[Fix]:
    """Those of the fixes without which the others may be made, found in so many trials."""
    if not judged or keeps(judged):
        return frozenset()
    left = trials

    def cleared(made: Sequence[Fix], suspects: Sequence[Fix]) -> list[Fix]:
        nonlocal left
        if len(suspects) == 1:
            return []
        found: list[Fix] = []
        half = len(suspects) // 2
        for part in (suspects[:half], suspects[half:]):
            if not left:
                break
            left -= 1
            known = [*made, *found]
            found += part if keeps([*known, *part]) else cleared(known, part)
        return found

    return frozenset(judged).difference(cleared([], judged))


def _start(before: Post, after: Post, fixes: Iterable[Fix]) -> int:
    """Where the body starts that both texts have, in the one before."""
    at = after.body.span.start
    for (start, end), new in sorted(edit for fix in fixes for edit in fix.edits):
        if start >= at:
            break
        at += end - start - len(new)
    return max(before.body.span.start, at)


def _reveals(rule: str, above: bool) -> bool:
    """Whether a fix of the rule lets something be read, and so be found wrong, that was not."""
    known = builtin().get(rule)
    effects = known.effects if known else NOTHING
    return effects.start or effects.reveals == "tags" or (effects.reveals == "front matter" and above)


def _errors(found: Iterable[Diagnostic]) -> Counter[str]:
    return Counter(one.rule for one in found if one.severity is Severity.ERROR)
