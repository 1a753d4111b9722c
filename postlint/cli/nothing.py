"""Why a run has no posts to look at: what was looked for, and what the files are that might be posts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from postlint.context import Generator
from postlint.files import POST_SUFFIXES
from postlint.project import Project

_PLACES: Mapping[Generator, str] = {
    "jekyll": "in `_posts`, `_drafts` and the folders of collections",
    "hugo": "in `content`, or where `contentDir` says",
    "hexo": "in `source`, or where `source_dir` says",
    "zola": "in `content`",
    "eleventy": "in its input folder",
    "astro": "in `src/content` and `src/pages`",
}
"""Where the posts of a generator are."""


def no_posts(project: Project) -> str:
    """A sentence for a run over paths that hold no posts."""
    paths = ", ".join(f"`{path}`" for path in project.request.paths)
    if project.index is not None:
        return f"no staged posts in {paths}"
    found = Counter(_kinds(project))
    if not found:
        first, last = ", ".join(f"`{suffix}`" for suffix in POST_SUFFIXES[:-1]), POST_SUFFIXES[-1]
        return f"no posts in {paths}: no file there ends in {first} or `{last}`"
    if found.total() == 1:
        return f"no posts in {paths}: the one Markdown or HTML file there is {next(iter(found))}"
    rest = ", ".join(f"{number} {'is' if number == 1 else 'are'} {kind}" for kind, number in found.items())
    return f"no posts in {paths}: of {found.total()} Markdown and HTML files there, {rest}"


def _kinds(project: Project) -> Iterator[str]:
    """What each file that might be a post is instead."""
    for path in sorted({*_files(project)}):
        if not project.tree.reaches(path):
            yield "ignored by `.gitignore`"
        elif project.excluded(path):
            yield "excluded by `exclude`"
        else:
            context = project.setup(path).context
            where = _PLACES.get(context.generator)
            yield f"not among the posts of {context.generator_title}" + (
                f" (these are {where})" if where else ""
            )


def _files(project: Project) -> Iterator[Path]:
    yield from (path for path in project.arguments.files if path.name.lower().endswith(POST_SUFFIXES))
    for start in project.arguments.folders:
        for base, names in project.tree.everything(start):
            yield from (start / base / name for name in names if name.lower().endswith(POST_SUFFIXES))
