"""``postlint check [PATHS]``: the main job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.cli.help import Sectioned
from postlint.cli.options import reading_posts
from postlint.cli.outputs import Output, outputs
from postlint.cli.problems import explained
from postlint.cli.progress import watching
from postlint.cli.showing import Showing, show_changes, showing_findings
from postlint.diagnostic import Safety
from postlint.project import Elsewhere, Project, Request
from postlint.run import run
from postlint.shard import Shard
from postlint.workers import available

if TYPE_CHECKING:
    from postlint.run.profile import Profile


def _shard(_ctx: click.Context, _param: click.Parameter, value: str | None) -> Shard | None:
    try:
        return None if value is None else Shard.parse(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command("check", cls=Sectioned)
@reading_posts
@showing_findings
@click.option("--fix", is_flag=True, help="Make the safe fixes.")
@click.option("--unsafe-fixes", is_flag=True, help="Make (or, without --fix, show) unsafe fixes as well.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), help="How many processes; found by itself.")
@click.option("--dask", metavar="ADDRESS", help="Have posts linted by the Dask cluster there (tcp://...).")
@click.option(
    "--shard",
    metavar="I/N",
    callback=_shard,
    help="Lint one of N parts of the posts only; site rules run in `postlint merge`.",
)
@click.option(
    "--save",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write all results into a file, for `postlint merge`.",
)
@click.option(
    "--profile", is_flag=True, help="Show where the time went, by rule, on stderr; in one process, uncached."
)
@click.option("--no-cache", is_flag=True, help="Neither read nor write the result cache.")
@click.option("--online", is_flag=True, help="Ask for external links over the network.")
@click.option(
    "--allow-private",
    multiple=True,
    metavar="HOST",
    help="A host that --online may ask although it is a private one. Repeatable.",
)
@click.option("--watch", is_flag=True, help="Lint again whenever something changes, until Ctrl-C.")
@explained
def command(
    request: Request,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    showing: Showing,
    jobs: int | None,
    dask: str | None,
    shard: Shard | None,
    save: Path | None,
    profile: bool,
    no_cache: bool,
    online: bool,
    allow_private: tuple[str, ...],
    watch: bool,
) -> int:
    """Lint the posts in PATHS (default: the current folder).

    Exit code 0: nothing found. 1: findings, from warning upward (see --fail-on). 2: postlint could
    not do its job.
    """
    allowed = Safety.UNSAFE if unsafe_fixes else Safety.SAFE
    if allow_private and not online:
        raise click.UsageError("`--allow-private` says which hosts `--online` may ask, and goes with it only")
    if shard is not None and (fix or diff or online):
        other = "--fix" if fix else "--diff" if diff else "--online"
        raise click.UsageError(f"`{other}` needs all posts, and `--shard` has a part of them")
    if fix and request.staged:
        raise click.UsageError(
            "`--fix` writes files, and `--staged` reads git's index: "
            "run `postlint --fix`, look at what it did, and `git add` it"
        )
    timer = _timer() if profile else None
    request = request._replace(
        fix=allowed if fix or diff else None,
        write=not diff,
        jobs=1 if profile else jobs,
        cache=not (no_cache or profile),
        online=online,
        private=allow_private,
        elsewhere=_elsewhere(dask),
        shard=shard,
        save=save,
        lint=None if timer is None else timer.lint,
    )

    def once() -> int:
        now = request.now or datetime.now(UTC)
        project, outcome = run(request, now, watching(showing.quiet))
        if timer is not None:
            _show_costs(timer, outcome.files)
        if diff:
            show_changes(outcome)
            return showing.exit_code(project, outcome, told=True)
        return showing.finish(project, outcome, now, jobs or available())

    return _watched(request, once, outputs(showing.output_format)) if watch else once()


def _watched(request: Request, once: Callable[[], int], wanted: Sequence[Output]) -> int:
    if request.fix is not None and request.write:
        raise click.UsageError("`--watch` looks at files, and `--fix` writes them: leave out one of the two")
    if request.stdin is not None or request.staged:
        raise click.UsageError("`--watch` looks at files, neither at stdin nor at git's index")
    from postlint.cli import watch

    watch.require()
    root = Project.open(request, datetime.now(UTC)).root
    written = [file.absolute() for file in (request.save, *(o.file for o in wanted)) if file is not None]
    return watch.forever(once, root, written)


def _timer() -> Profile:
    from postlint.run.profile import Profile

    return Profile()


def _show_costs(timer: Profile, posts: int) -> None:
    """A table on stderr: CPU seconds in all, microseconds for each post of the run, and how often."""
    click.echo(f"{'CPU s':>9}  {'us a post':>9}  {'times':>8}  part", err=True)
    for part, seconds, times in timer.costs():
        click.echo(f"{seconds:>9.3f}  {seconds / max(posts, 1) * 1e6:>9.1f}  {times:>8}  {part}", err=True)


def _elsewhere(dask: str | None) -> Elsewhere | None:
    if dask is None:
        return None
    from postlint.run.dask import spread

    return lambda errands: spread(errands, dask)
