"""Case files: how rules, shipped ones and those of plugins, are tested.

A case file is Markdown: prose, and under each second-level heading one case made of fences:

- ``post [PATH]``: a post (default path ``_posts/2021-12-29-example.md``); several make a site;
- ``bytes PATH``: a file written as a Python bytes literal: line ends, a byte order mark, bad UTF-8;
- ``file PATH``: any other file of the site (``file _config.yml``);
- ``toml``: postlint's settings;
- ``diagnostics``: the findings in full; without this fence there must be none;
- ``fixed``: the first post after all safe fixes (``unsafe-fixed``: and unsafe ones), as a bytes
  literal where the post is one.

A fence closes with as many backticks or tildes as it opened with. The runner asserts what must
hold of every fix: applying them converges, the result has nothing left to fix, and nothing outside
the edits changes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from postlint.diagnostic import Diagnostic, Safety
from postlint.project import Project, Request
from postlint.registry import known
from postlint.report import Report, renderer
from postlint.run import Outcome, run, source_of
from postlint.selection import Choice

NOW = datetime(2024, 1, 1, tzinfo=UTC)
"""The clock of every case."""
DEFAULT_PATH = "_posts/2021-12-29-example.md"
_OPEN = re.compile(r"^(`{3,}|~{3,})([^`\n]*)$")
_GENERATOR_FILES = ("_config.", "hugo.", "config.", "zola.", ".eleventy", "eleventy.", "astro.")


@dataclass(frozen=True, slots=True)
class Fence:
    """One fence: `kind` and `argument` are its info string; `line` is the index of its opening line."""

    kind: str
    argument: str
    text: str
    line: int
    end: int


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a case file."""

    rule: str
    title: str
    fences: tuple[Fence, ...]

    def first(self, kind: str) -> Fence | None:
        """The first fence of a kind, or None."""
        return next((f for f in self.fences if f.kind == kind), None)


def fences(text: str) -> Iterator[Fence]:
    """All fences of a Markdown text that stand at the start of a line."""
    lines = text.split("\n")
    index = 0
    while index < len(lines):
        match = _OPEN.match(lines[index])
        if match:
            marker = match[1]
            start = index
            index += 1
            while index < len(lines) and not _closes(lines[index], marker):
                index += 1
            kind, _, argument = match[2].strip().partition(" ")
            content = "".join(line + "\n" for line in lines[start + 1 : index])
            yield Fence(kind, argument.strip(), content, start, index)
        index += 1


def _closes(line: str, marker: str) -> bool:
    stripped = line.rstrip()
    return len(stripped) >= len(marker) and set(stripped) == {marker[0]}


def cases(text: str, rule: str) -> Iterator[Case]:
    """The cases of a case file."""
    lines = text.split("\n")
    inside = {n for fence in fences(text) for n in range(fence.line, fence.end + 1)}
    heads = [n for n, line in enumerate(lines) if line.startswith("## ") and n not in inside]
    for start, stop in zip(heads, [*heads[1:], len(lines)], strict=True):
        own = tuple(f for f in fences(text) if start < f.line < stop)
        yield Case(rule, lines[start][3:].strip(), own)


def write_site(folder: Path, case_fences: Sequence[Fence]) -> list[Path]:
    """Write the files of a case into a folder; the paths of its posts, in order.

    A Jekyll configuration is added where no file speaks for a generator.
    """
    posts = []
    names = []
    for fence in case_fences:
        if fence.kind not in ("post", "bytes", "file", "toml"):
            continue
        name = "postlint.toml" if fence.kind == "toml" else fence.argument or DEFAULT_PATH
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            ast.literal_eval(fence.text.strip()) if fence.kind == "bytes" else fence.text.encode()
        )
        names.append(name)
        if fence.kind in ("post", "bytes"):
            posts.append(path)
    if not any(name.startswith(_GENERATOR_FILES) for name in names):
        (folder / "_config.yml").write_text("title: Example\n", "utf-8")
    return posts


def lint(folder: Path, choice: Choice, **request: object) -> tuple[Project, Outcome]:
    """Lint a case's folder with the clock of all cases."""
    asked = Request(paths=(str(folder),), choice=choice, now=NOW, jobs=1)
    return run(asked._replace(**request), NOW)  # type: ignore[arg-type]


def rendered(project: Project, diagnostics: Sequence[Diagnostic]) -> str:
    """The findings as a case file shows them."""
    report = Report(diagnostics, lambda path: source_of(project, path), 1, quiet=True)
    return "".join(renderer("full")(report)).rstrip() + "\n" if diagnostics else ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a case gave: its findings in full, and its first post after safe and after all fixes."""

    diagnostics: str
    fixed: str | None
    unsafe_fixed: str | None


def check(case: Case) -> Checked:
    """Run a case; raises AssertionError where a law that holds for every rule is broken."""
    choice = Choice(select=(case.rule,))
    with TemporaryDirectory() as name:
        folder = Path(name)
        posts = write_site(folder, case.fences)
        project, outcome = lint(folder, choice)
        assert not outcome.failed, f"{case.title}: {[d.message for d in outcome.diagnostics]}"
        shown = rendered(project, outcome.diagnostics)
        fixes = [d.fix.safety for d in outcome.diagnostics if d.fix]
    safe = _fixed(case, choice, Safety.SAFE) if Safety.SAFE in fixes else None
    unsafe = _fixed(case, choice, Safety.UNSAFE) if Safety.UNSAFE in fixes else None
    assert posts, f"{case.title}: the case has no post"
    return Checked(shown, safe, unsafe)


def _fixed(case: Case, choice: Choice, allowed: Safety) -> str:
    """The first post after its fixes, which must converge and leave nothing to fix."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        posts = write_site(folder, case.fences)
        lint(folder, choice, fix=allowed)
        once = posts[0].read_bytes()
        _, after = lint(folder, choice, fix=allowed)
        assert posts[0].read_bytes() == once, f"{case.title}: a second --fix changes the post again"
        left = [d for d in after.diagnostics if d.fix and d.fix.safety in (Safety.SAFE, allowed)]
        assert not left, f"{case.title}: something is left to fix: {left}"
    as_bytes = next(f.kind for f in case.fences if f.kind in ("post", "bytes")) == "bytes"
    return f"{once!r}\n" if as_bytes else once.decode("utf-8")


def updated(text: str, rule: str) -> str:
    """A case file with its `diagnostics` and `fixed` fences as they come out now."""
    lines = text.split("\n")
    for case in reversed(list(cases(text, rule))):
        result = check(case)
        wanted = {
            "diagnostics": result.diagnostics,
            "fixed": result.fixed,
            "unsafe-fixed": result.unsafe_fixed,
        }
        for fence in reversed(case.fences):
            if fence.kind in wanted:
                lines[fence.line + 1 : fence.end] = (wanted[fence.kind] or "").split("\n")[:-1]
    return "\n".join(lines)


def check_file(file: Path, rule: str, *, update: bool = False) -> None:
    """Run all cases of a case file; raises AssertionError where one gives something else than it says.

    With `update` the file is rewritten first, with what comes out now.
    """
    text = file.read_text("utf-8")
    if update:
        text = updated(text, rule)
        file.write_text(text, "utf-8")
    found = list(cases(text, rule))
    assert found, "a case file has at least one case"
    for case in found:
        result = check(case)
        expected = case.first("diagnostics")
        assert result.diagnostics == (expected.text if expected else ""), case.title
        for kind, actual in (("fixed", result.fixed), ("unsafe-fixed", result.unsafe_fixed)):
            fence = case.first(kind)
            assert fence is None or actual == fence.text, case.title


def examples(doc: str) -> tuple[tuple[Fence, ...], tuple[Fence, ...]]:
    """The fences of the sections `Example` and `Use instead` of a rule's documentation."""
    sections: dict[str, list[Fence]] = {"Example": [], "Use instead": []}
    lines = doc.split("\n")
    for fence in fences(doc):
        head = next((line for line in reversed(lines[: fence.line]) if line.startswith("## ")), "")
        if head[3:].strip() in sections:
            sections[head[3:].strip()].append(fence)
    return tuple(sections["Example"]), tuple(sections["Use instead"])


def check_examples(rule_name: str) -> None:
    """Assert that the bad example of a rule's documentation gives a finding of it, and the good one none."""
    rule = known()[rule_name]
    bad, good = examples(rule.doc)
    for shown, expected in ((bad, True), (good, False)):
        assert shown, f"{rule_name}: the documentation lacks an example"
        with TemporaryDirectory() as name:
            write_site(Path(name), shown)
            _, outcome = lint(Path(name), Choice(extend_select=(rule_name,)))
        found = [d for d in outcome.diagnostics if d.rule == rule_name]
        assert bool(found) is expected, f"{rule_name}: {'no finding' if expected else found}"
