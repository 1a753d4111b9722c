"""The laws of fixes, on real posts: what a safe fix may change, and what no fix may.

- They settle, and a second run changes nothing.
- No new error is found in what they leave.
- What stands outside their edits stands as it was, byte for byte.
- The page's text is as it was, and its elements too, but for what the rule is about.

``python -m tests.fuzz laws FOLDER...`` tries them on all posts of the sites in these folders.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, NamedTuple, TypeAlias

from postlint import engine
from postlint.diagnostic import Diagnostic, Fix, Safety, Severity
from postlint.fix import Fixed, apply, fixpoint
from postlint.post import Post
from postlint.project import Project, Request
from postlint.registry import builtin
from postlint.text import Position, Source

UNSETTLED = "do not settle"
"""What is said of rules whose fixes come to no end."""
NOW = datetime(2024, 1, 1, tzinfo=UTC)

Lint: TypeAlias = Callable[[str], Sequence[Diagnostic]]
Read: TypeAlias = Callable[[str], Post]

STARTS = frozenset(name for name, one in builtin().items() if one.effects.start)
"""The rules whose fixes let the page begin elsewhere."""
UNCOVERS = STARTS | {name for name, one in builtin().items() if one.effects.reveals == "front matter"}
"""Those, and the rules whose fixes above the body let front matter be read.

What is found then, and the page that begins there, are what the other fixes are measured by.
"""
REVEALS = frozenset(name for name, one in builtin().items() if one.effects.reveals == "tags")
"""The rule whose fixes make tags of text: what is wrong with them is found then."""


class Swept(NamedTuple):
    """What came of one post: the laws that its fixes break, how many of each rule there were, its texts.

    `change` is the text before and after, None where nothing was fixed. Nothing in it but plain values: it
    comes from other processes.
    """

    path: str
    faults: tuple[str, ...] = ()
    fixes: Mapping[str, int] = {}
    change: tuple[str, str] | None = None
    seconds: float = 0.0


def opened(folder: Path) -> Project:
    """The sites in a folder, as a run that fixes would see them."""
    project = Project.open(Request((str(folder),)), NOW)
    project.setup(project.root / "x")
    return project


class Sweep:
    """The laws for the fixes of some safety."""

    def __init__(self, allowed: Safety = Safety.SAFE) -> None:
        self.allowed = allowed

    def site(self, folder: Path, every: int = 1) -> list[Swept]:
        """What comes of every nth post of a folder."""
        project = opened(folder)
        return [self.post(project, path) for path in list(project.posts())[::every]]

    def post(self, project: Project, path: Path) -> Swept:
        """Fix one post, and try the laws on it."""
        began = perf_counter()
        setup = project.setup(path)
        source = project.source(path)
        if source.undecodable is not None:
            return Swept(source.path)

        def lint(text: str) -> Sequence[Diagnostic]:
            changed = Source.decode(source.path, text.encode("utf-8", "surrogatepass"))
            return engine.lint_post(changed, setup.context, setup.selection).diagnostics

        def read(text: str) -> Post:
            return Post(Source.decode(source.path, text.encode("utf-8", "surrogatepass")), setup.context)

        before = lint(source.text)
        fixed = fixpoint(source, lint, self.allowed, before, read)
        faults: tuple[str, ...] = ()
        if fixed.unsettled:
            # It is told, and a second run may do more.
            faults = (f"{', '.join(fixed.unsettled)} {UNSETTLED}",)
        elif fixed.text != source.text:
            faults = tuple(self._faults(source, fixed, before, lint, read))
        change = (source.text, fixed.text) if fixed.text != source.text else None
        return Swept(source.path, faults, dict(fixed.count), change, perf_counter() - began)

    def _faults(
        self, source: Source, fixed: Fixed, before: Sequence[Diagnostic], lint: Lint, read: Read
    ) -> Iterator[str]:
        after = read(fixed.text)
        if fixpoint(after.source, lint, self.allowed, None, read).text != fixed.text:
            yield "a second run changes it again"
        if not _stands_outside(source.text, [d.fix for d in before if d.fix], self.allowed):
            yield "something outside the edits is another"
        left, made = _errors(lint(fixed.text)), set(fixed.count)
        # The page, and what is found, are as they were, or as they are once front matter is read.
        bases = [source.text]
        if not UNCOVERS.isdisjoint(made):
            bases.append(self._only(UNCOVERS, source, before, lint, _last_line(after)))
        if left - _errors(before):
            revealed = _errors(lint(self._only(REVEALS, source, before, lint)))
            if new := left - (_errors(lint(bases[-1])) | revealed):
                yield f"new errors: {dict(new)}"
        if self.allowed is Safety.SAFE:
            changes = [list(_changes(read(base), after, made)) for base in bases]
            if all(changes):
                yield from (f"{change} ({', '.join(sorted(made))})" for change in changes[-1])

    def _only(
        self,
        rules: frozenset[str],
        source: Source,
        before: Sequence[Diagnostic],
        lint: Lint,
        last: int | None = None,
    ) -> str:
        """The text with the fixes of some rules only; of those that may stand anywhere, up to a line."""

        def chosen(text: str) -> Sequence[Diagnostic]:
            found = [d for d in lint(text) if d.rule in rules]
            if last is None:
                return found
            place = Source.decode(source.path, text.encode()).position
            return [
                d if d.rule in STARTS or d.fix is None else d._replace(fix=_above(d.fix, place, last))
                for d in found
            ]

        if rules.isdisjoint(d.rule for d in before):
            return source.text
        return fixpoint(source, chosen, self.allowed).text


def _above(fix: Fix, place: Callable[[int], Position], last: int) -> Fix:
    return fix._replace(edits=tuple(edit for edit in fix.edits if place(edit.span.start).line <= last))


def _last_line(post: Post) -> int:
    """The line on which what stands above the body ends; 0 where there is nothing."""
    start = post.body.span.start
    return post.source.position(start - 1).line if start else 0


def _changes(before: Post, after: Post, rules: Iterable[str]) -> Iterator[str]:
    """What the page has become that the rules do not say."""
    effects = [builtin()[rule].effects for rule in rules]
    elements = {name for one in effects for name in one.elements.split()}
    about = {character for one in effects for character in one.text}
    one, two = _page(before), _page(after)
    first, second = _less(one.text, about), _less(two.text, about)
    if any(rule.shrinks for rule in effects):
        rest = iter(first)
        if not all(character in rest for character in second):
            yield "the page's text is more than what is left of it"
    elif first != second:
        yield "the page's text is another"
    changed = {name for name in one.elements | two.elements if one.elements[name] != two.elements[name]}
    if "*" not in elements and changed - elements:
        yield f"the page's elements are others: {sorted(changed - elements)}"


class _Page:
    """What a page holds: its text without white space, and how many elements of each name."""

    def __init__(self, text: str, elements: Counter[str]) -> None:
        self.text = text
        self.elements = elements


def _page(post: Post) -> _Page:
    document = post.body.document
    shown = (element for element in document.select("body *") if not _is_idle(element))
    names = Counter(str(element.tag) for element in shown)
    text = "".join(str(document.text).split())
    # What a template prints is not known: it stands there as a number, and as many letters as it is long.
    return _Page(re.sub("x[0-9]{3,}x*", "x", text) if post.body.is_templated else text, names)


def _is_idle(element: Any) -> bool:
    """Whether an element is a format around nothing: parsers open one again in each block; nobody sees it."""
    return element.tag in _FORMATS and not str(element.text).strip() and not list(element.select("*"))


_FORMATS = frozenset(
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)


def _less(text: str, characters: Iterable[str]) -> str:
    return text.translate(dict.fromkeys(map(ord, characters)))


def _errors(found: Sequence[Diagnostic]) -> Counter[str]:
    return Counter(d.rule for d in found if d.severity is Severity.ERROR)


def _stands_outside(text: str, fixes: Sequence[object], allowed: Safety) -> bool:
    """Whether one round of fixes leaves all that is between its edits, in order."""
    made = apply(text, [fix for fix in fixes if isinstance(fix, Fix)], allowed)
    at, shift = 0, 0
    for (start, stop), new in sorted(edit for fix in made.applied for edit in fix.edits):
        end = min(stop, len(text))
        if text[at:start] != made.text[at + shift : start + shift]:
            return False
        at, shift = end, shift + len(new) - (end - start)
    return text[at:] == made.text[at + shift :]


def shown(path: str, before: str, after: str) -> str:
    """A change, to be read: where the two texts differ, and a little around it."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    start = max(0, head - 30)
    old, new = (text[start : min(start + 160, len(text) - tail + 20)] for text in (before, after))
    return f"{path!r}\n  - {old!r}\n  + {new!r}"


def _common(one: str, two: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )
