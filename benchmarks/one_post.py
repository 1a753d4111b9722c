"""``python -m benchmarks.one_post``: what one imported post of 12 kB costs in a running process, by stage.

Each post is done several times, and the least of its times counts, so that a busy machine falls out; what
posts of one kind cost is the mean over the posts. Each post is read from its file.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

import click

from benchmarks import corpus
from postlint.needs import NEEDS
from postlint.ordinary import is_ordinary
from postlint.post import Post
from postlint.project import Project, Request
from postlint.registry import Need
from postlint.run.posts import Job, do, jobs

BODY: tuple[Need, ...] = (
    "html violations",
    "parse errors",
    "link faults",
    "widgets",
    "active markup",
    "notes",
)
"""The needs that the body answers."""


def least(run: Callable[[], object], rounds: int) -> float:
    """The least time in µs that a call takes."""
    times = []
    for _ in range(rounds):
        before = time.perf_counter_ns()
        run()
        times.append(time.perf_counter_ns() - before)
    return min(times) / 1000


def costs(folder: Path, recipe: corpus.Recipe, rounds: int) -> dict[str, float]:
    """The mean cost in µs of the posts of a recipe."""
    corpus.write(folder, recipe)
    now = datetime.now(UTC)
    project = Project.open(Request((str(folder / "_posts"),)), now)
    work = jobs(project)
    for job in work:
        do(project, job)

    def mean(run: Callable[[Job], object]) -> float:
        return fmean(least(lambda job=job: run(job), rounds) for job in work)  # type: ignore[misc]

    def post(job: Job) -> Post:
        context, _ = project.setup(job.path)
        made = Post(project.source(job.path), context)
        _ = made.front_matter
        return made

    def asked(job: Job) -> None:
        made = post(job)
        for need in BODY:
            NEEDS[need](made)

    read = mean(post)
    return {
        "all of it, with reading the file": mean(lambda job: do(project, job)),
        "reading the file and its front matter": read,
        "the body rendered, and asked all that rules ask": mean(asked) - read,
        "the proof that it is ordinary": mean(lambda job: is_ordinary(post(job))) - read,
    }


@click.command()
@click.option("--posts", default=100, show_default=True)
@click.option("--rounds", default=15, show_default=True)
def main(posts: int, rounds: int) -> None:
    """Measure clean posts, and such with five findings each."""
    for title, clean in (("clean", 1.0), ("with five findings", 0.0)):
        with TemporaryDirectory() as name:
            for what, cost in costs(Path(name), corpus.Recipe(posts, clean=clean), rounds).items():
                click.echo(f"{title:<20} {what:<50} {cost:>6.0f} µs")


if __name__ == "__main__":
    main()
