"""Fixes of what is found when all posts are known, and the writing of all that was fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from postlint import fix
from postlint.cache.results import Kept
from postlint.diagnostic import Diagnostic, Fix, Safety
from postlint.fix.edits import permitted
from postlint.project import Project
from postlint.run.outcome import Failure, Outcome
from postlint.run.posts import Done, Job, fixed, lint
from postlint.run.sites import Found, Texts, source_of
from postlint.text import Source

ROUNDS = 5
"""How often the fixes of a whole site are made and the site is judged again."""

Judge = Callable[[Sequence[Kept], Texts], Found]
"""What is found in posts when all of them are known."""


@dataclass(frozen=True)
class Draft:
    """A post as it will be written: `before` is its file's text, None where no fix has touched it."""

    job: Job
    kept: Kept
    before: str | None = None
    after: str = ""
    fixes: Mapping[str, int] | None = None

    @property
    def path(self) -> str:
        """The post's path, as outputs show it."""
        return self.kept.linted.path


def drafts(jobs: Sequence[Job], done: Sequence[Done]) -> list[Draft]:
    """The posts that could be read, with the fixes that each of them got by itself."""
    made = []
    for job, result in zip(jobs, done, strict=True):
        if result.kept is not None and result.change is not None:
            made.append(Draft(job, result.kept, *result.change))
        elif result.kept is not None:
            made.append(Draft(job, result.kept))
    return made


def finished(
    project: Project, posts: Sequence[Draft], judge: Judge, outcome: Outcome
) -> tuple[list[Kept], Found]:
    """Make the fixes of a whole site as well, and write all; what the posts give now, and what is found."""
    allowed = project.request.fix
    assert allowed is not None
    posts, found, unsettled = _settled(project, posts, judge, allowed)
    for path, rules in unsettled.items():
        outcome.unsettled[path] = tuple(sorted({*outcome.unsettled.get(path, ()), *rules}))
    written = [_written(project, draft, outcome) for draft in posts]
    kept = [draft.kept for draft in written]
    if written != list(posts):
        found = judge(kept, _texts(project, written))
    return kept, found


def _settled(
    project: Project, posts: Sequence[Draft], judge: Judge, allowed: Safety
) -> tuple[list[Draft], Found, dict[str, set[str]]]:
    """The posts with the permitted fixes of what is found in all of them; the rules that do not settle."""
    first = list(posts)
    at_first = found = judge([draft.kept for draft in first], _texts(project, first))
    current = first
    for _ in range(ROUNDS):
        wanted = _by_path(found.diagnostics, allowed)
        following = [
            _mended(project, draft, wanted[draft.path], allowed) if draft.path in wanted else draft
            for draft in current
        ]
        if all(one is other for one, other in zip(following, current, strict=True)):
            return current, found, {}
        current = following
        found = judge([draft.kept for draft in current], _texts(project, current))
    wanted = _by_path(found.diagnostics, allowed)
    return first, at_first, {path: set(fixes.values()) for path, fixes in wanted.items()}


def _by_path(diagnostics: Sequence[Diagnostic], allowed: Safety) -> dict[str, dict[Fix, str]]:
    """The permitted fixes with their rules, by the path of the post that they mend."""
    wanted: dict[str, dict[Fix, str]] = {}
    for diagnostic in diagnostics:
        if diagnostic.fix is not None and permitted(diagnostic.fix, allowed):
            wanted.setdefault(diagnostic.path, {}).setdefault(diagnostic.fix, diagnostic.rule)
    return wanted


def _mended(project: Project, draft: Draft, fixes: Mapping[Fix, str], allowed: Safety) -> Draft:
    """A post with some fixes more, and those that they call for; the same where none can be made."""
    source = _texts(project, [draft])(draft.path)
    result = fix.apply(source.text, fixes, allowed)
    if source.undecodable is not None or not result.applied:
        return draft
    made = Source.decode(source.path, result.text.encode("utf-8"))
    done = fixed(project, draft.job.path, made, lint(project, draft.job.path, made), allowed)
    assert done.kept is not None
    count = Counter(draft.fixes or {}) + Counter(fixes[one] for one in result.applied)
    after = made.text
    if done.change is not None:
        after = done.change.after
        count += Counter(done.change.fixes)
    before = source.text if draft.before is None else draft.before
    return replace(draft, kept=done.kept, before=before, after=after, fixes=count)


def _texts(project: Project, posts: Sequence[Draft]) -> Texts:
    """The texts as they will be written; those that no fix has touched, from their files."""
    changed = {draft.path: draft.after for draft in posts if draft.before is not None}

    def text(path: str) -> Source:
        if path in changed:
            return Source.decode(path, changed[path].encode("utf-8"))
        return source_of(project, path)

    return text


def _written(project: Project, draft: Draft, outcome: Outcome) -> Draft:
    """Write a post; as it was, with a failure told, where that cannot be done."""
    if draft.before is None or draft.before == draft.after:
        return draft
    before, after = draft.before.encode("utf-8"), draft.after.encode("utf-8")
    if project.request.write and draft.job.data is None:
        try:
            fix.write(draft.job.path, before, after, root=project.root)
        except fix.WriteError as error:
            outcome.failures.append(Failure(draft.path, str(error)))
            kept = lint(project, draft.job.path, Source.decode(draft.path, before))
            return Draft(draft.job, kept)
    outcome.fixed.update(draft.fixes or {})
    outcome.changes.append((draft.path, draft.before, draft.after))
    return draft
