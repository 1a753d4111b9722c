"""The laws of fixes, on real posts: they settle, a second run changes nothing, no new error, the same text.

By hand: ``python tests/fixing/law_sweep.py FOLDER...`` over all posts of the sites in these folders.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from postlint import engine
from postlint.diagnostic import Diagnostic, Safety, Severity
from postlint.fix import fixpoint
from postlint.post import Post
from postlint.project import Project, Request, Setup
from postlint.text import Source

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def broken(project: Project, path: Path, count: Counter[str]) -> Iterator[str]:
    """The laws that the safe fixes of one post break; `count` adds up the fixes by rule."""
    setup = project.setup(path)
    source = project.source(path)

    def lint(text: str) -> Sequence[Diagnostic]:
        changed = Source.decode(source.path, text.encode("utf-8", "surrogatepass"))
        return engine.lint_post(changed, setup.context, setup.selection).diagnostics

    before = lint(source.text)
    fixed = fixpoint(source, lint, Safety.SAFE, before)
    count.update(fixed.count)
    if fixed.unsettled:
        yield f"{source.path}: {', '.join(fixed.unsettled)} do not settle"
    if fixed.text == source.text:
        return
    after = Source.decode(source.path, fixed.text.encode())
    if fixpoint(after, lint, Safety.SAFE).text != fixed.text:
        yield f"{source.path}: a second run changes it again"
    if new := _errors(fixed.remaining) - _errors(before):
        yield f"{source.path}: new errors: {dict(new)}"
    if _words(source, setup) != _words(after, setup):
        yield f"{source.path}: the page's text is another ({', '.join(fixed.count)})"


def _errors(found: Sequence[Diagnostic]) -> Counter[str]:
    return Counter(d.rule for d in found if d.severity is Severity.ERROR)


def _words(source: Source, setup: Setup) -> list[str]:
    """What a reader of the page reads, roughly: the HTML without tags and comments."""
    html = Post(source, setup.context).body.html
    return unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", html, flags=re.DOTALL)).split()


def sweep(folder: Path, every: int, count: Counter[str]) -> list[str]:
    """What is broken in every nth post of a folder."""
    project = Project.open(Request((str(folder),)), NOW)
    project.setup(project.root / "x")
    return [fault for path in list(project.posts())[::every] for fault in broken(project, path, count)]


if __name__ == "__main__":
    fixes: Counter[str] = Counter()
    for name in sys.argv[1:]:
        for line in sweep(Path(name), 1, fixes):
            print(line)
    for rule, number in fixes.most_common():
        print(f"{number:>7}  {rule}")
