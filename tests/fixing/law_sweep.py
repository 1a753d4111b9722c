"""The laws of fixes, on real posts: what a safe fix may change, and what no fix may.

- They settle, and a second run changes nothing.
- No new error is found in what they leave.
- What stands outside their edits stands as it was, byte for byte.
- The page's text is as it was, and its elements too, but for what the rule is about.

By hand: ``python tests/fixing/law_sweep.py [--unsafe] [--show N] FOLDER...`` over all posts of the sites in
these folders; with ``--show``, a sample of the changes to read.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from postlint import engine
from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.fix import apply, fixpoint
from postlint.post import Post
from postlint.project import Project, Request, Setup
from postlint.text import Source

NOW = datetime(2024, 1, 1, tzinfo=UTC)

UNCOVERS = frozenset(
    {
        "file/byte-order-mark",
        "file/control-character",
        "front-matter/malformed-fence",
        "front-matter/syntax",
        "front-matter/unclosed-fence",
    }
)
"""The rules whose fixes let front matter be read, or begin and end elsewhere: its other faults show then."""
MOVES = UNCOVERS - {"front-matter/syntax", "file/control-character"}
"""Those after which the page begins elsewhere."""

ABOUT = {
    "markdown/accidental-table": ("|", "table thead tbody tr td th p"),
    "markdown/html-as-text": ("*", "*"),
    "file/control-character": ("*", "*"),
    "markdown/spaced-link": ("*", "a"),
    "markdown/accidental-emphasis": ("*_", "em strong"),
    "markdown/accidental-list": ("0123456789.)-+*", "ol ul li p"),
    "markdown/bare-domain": ("", "a"),
    "widget/inline-quote": ("[]()微博", "span a s b"),
    "widget/empty-placeholder": ("", "span"),
}
"""What the rules are about that change more than bytes: characters of the page's text, and elements.

``*`` stands for any: a tag that the page shows as text becomes one, and its characters vanish; none is new.
"""


class Sweep:
    """The posts of some sites, the fixes that were made by rule, and all changes."""

    def __init__(self, allowed: Safety = Safety.SAFE) -> None:
        self.allowed = allowed
        self.count: Counter[str] = Counter()
        self.files = 0
        self.changed: list[tuple[str, str, str, str]] = []

    def site(self, folder: Path, every: int = 1) -> list[str]:
        """What is broken in every nth post of a folder."""
        project = Project.open(Request((str(folder),)), NOW)
        project.setup(project.root / "x")
        return [fault for path in list(project.posts())[::every] for fault in self.post(project, path)]

    def post(self, project: Project, path: Path) -> Iterator[str]:
        """The laws that the fixes of one post break."""
        setup = project.setup(path)
        source = project.source(path)
        self.files += 1
        if source.undecodable is not None:
            return

        def lint(text: str) -> Sequence[Diagnostic]:
            changed = Source.decode(source.path, text.encode("utf-8", "surrogatepass"))
            return engine.lint_post(changed, setup.context, setup.selection).diagnostics

        before = lint(source.text)
        fixed = fixpoint(source, lint, self.allowed, before)
        self.count.update(fixed.count)
        if fixed.unsettled:
            # It is told, and a second run may do more.
            yield f"{source.path}: {', '.join(fixed.unsettled)} do not settle"
            return
        if fixed.text == source.text:
            return
        self.changed.append((source.path, ", ".join(fixed.count), source.text, fixed.text))
        after = Source.decode(source.path, fixed.text.encode())
        yield from (
            f"{source.path}: {fault}"
            for fault in self._faults(source, after, before, setup, lint, fixed.count)
        )

    def _faults(
        self,
        source: Source,
        after: Source,
        before: Sequence[Diagnostic],
        setup: Setup,
        lint: object,
        made: Iterable[str],
    ) -> Iterator[str]:
        assert callable(lint)
        remaining = lint(after.text)
        if fixpoint(after, lint, self.allowed).text != after.text:
            yield "a second run changes it again"
        rules = set(made)
        if new := self._new(remaining, before, rules):
            yield f"new errors: {dict(new)}"
        if not _stands_outside(source.text, [d.fix for d in before if d.fix], self.allowed):
            yield "something outside the edits is another"
        if self.allowed is not Safety.SAFE:
            return
        if rules & MOVES:
            return
        characters = {c for rule in rules for c in ABOUT.get(rule, ("", ""))[0]}
        elements = {e for rule in rules for e in ABOUT.get(rule, ("", ""))[1].split()}
        one, two = (_page(s, setup) for s in (source, after))
        if "*" in characters:
            rest = iter(one.text)
            if not all(character in rest for character in two.text):
                yield f"the page's text is more than what is left of it ({', '.join(sorted(rules))})"
        elif _less(one.text, characters) != _less(two.text, characters):
            yield f"the page's text is another ({', '.join(sorted(rules))})"
        changed = {name for name in one.elements | two.elements if one.elements[name] != two.elements[name]}
        if "*" not in elements and changed - elements:
            yield f"the page's elements are others: {sorted(changed - elements)} ({', '.join(sorted(rules))})"

    def _new(
        self, after: Sequence[Diagnostic], before: Sequence[Diagnostic], rules: set[str]
    ) -> Counter[str]:
        """The errors that were not there before; not those of what could not be read as such before."""
        new = _errors(after) - _errors(before)
        if "front-matter/unclosed-fence" in rules:
            return Counter()
        hidden: tuple[str, ...] = ("front-matter/", "date/") if rules & UNCOVERS else ()
        hidden += ("html/", "link/") if "markdown/html-as-text" in rules else ()
        return Counter({name: number for name, number in new.items() if not name.startswith(hidden)})


class _Page:
    """What a page holds: its text without white space, and how many elements of each name."""

    def __init__(self, text: str, elements: Counter[str]) -> None:
        self.text = text
        self.elements = elements


def _page(source: Source, setup: Setup) -> _Page:
    document = Post(source, setup.context).body.document
    shown = (element for element in document.select("body *") if not _is_idle(element))
    names = Counter(str(element.tag) for element in shown)
    return _Page("".join(str(document.text).split()), names)


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
    from postlint.diagnostic import Fix

    made = apply(text, [fix for fix in fixes if isinstance(fix, Fix)], allowed)
    at, shift = 0, 0
    for (start, stop), new in sorted(edit for fix in made.applied for edit in fix.edits):
        end = min(stop, len(text))
        if text[at:start] != made.text[at + shift : start + shift]:
            return False
        at, shift = end, shift + len(new) - (end - start)
    return text[at:] == made.text[at + shift :]


def _shown(change: tuple[str, str, str, str]) -> str:
    path, rules, before, after = change
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    start = max(0, head - 30)
    old, new = (text[start : min(start + 160, len(text) - tail + 20)] for text in (before, after))
    return f"{path} [{rules}]\n  - {old!r}\n  + {new!r}"


def _common(one: str, two: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two))
    )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    everything = Sweep(Safety.UNSAFE if "--unsafe" in arguments else Safety.SAFE)
    sample = int(arguments[arguments.index("--show") + 1]) if "--show" in arguments else 0
    folders = [a for a in arguments if not a.startswith("--") and not a.isdigit()]
    broken = [fault for name in folders for fault in everything.site(Path(name))]
    for one in random.Random(1).sample(everything.changed, min(sample, len(everything.changed))):
        print(_shown(one))
    print("\n".join(broken))
    print(f"{everything.files} files, {len(everything.changed)} changed, {len(broken)} laws broken")
    for rule, number in everything.count.most_common():
        print(f"{number:>7}  {rule}")
