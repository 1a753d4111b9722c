"""The options of every command that reads posts."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from postlint.project import Request
from postlint.selection import Choice


class Selectors(click.ParamType[tuple[str, ...]]):
    """Comma-separated names of rules and groups."""

    name = "rules"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        return tuple(part.strip() for part in value.split(",") if part.strip())


class Time(click.ParamType[datetime]):
    """An ISO 8601 time; without an offset it is in UTC."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            time = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is not an ISO 8601 time, such as 2026-11-23T14:54:33Z", param, ctx)
        return time if time.tzinfo else time.replace(tzinfo=UTC)


_OPTIONS = (
    click.argument("paths", nargs=-1),
    click.option(
        "--select",
        type=Selectors(),
        multiple=True,
        help="Rules and groups to run, instead of the default set.",
    ),
    click.option(
        "--extend-select", type=Selectors(), multiple=True, help="Rules and groups to run in addition."
    ),
    click.option("--ignore", type=Selectors(), multiple=True, help="Rules and groups to leave out."),
    click.option(
        "--config",
        multiple=True,
        metavar="FILE|KEY=VALUE",
        help="A settings file to use instead of the nearest one, or a single setting. Repeatable.",
    ),
    click.option("--isolated", is_flag=True, help="Ignore postlint's settings files."),
    click.option("--now", type=Time(), help="The time to take for now (ISO 8601)."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Paths to leave out. Repeatable."),
    click.option("--force-exclude", is_flag=True, help="Leave out excluded files even when they are named."),
    click.option(
        "--assume-files",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="LIST",
        help="A list of paths, one a line, that exist in the site though they are not there.",
    ),
    click.option(
        "--stdin-filename", metavar="PATH", help="Read one post from stdin, as if it were this file."
    ),
)


def reading_posts(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options for reading posts, as one `Request` in the place of them."""

    @functools.wraps(command)
    def wrapped(**given: Any) -> Any:
        own = {name: given.pop(name) for name in tuple(given) if name not in _request.__annotations__}
        return command(_request(**given), **own)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped


def _request(
    paths: tuple[str, ...],
    select: tuple[tuple[str, ...], ...],
    extend_select: tuple[tuple[str, ...], ...],
    ignore: tuple[tuple[str, ...], ...],
    config: tuple[str, ...],
    isolated: bool,
    now: datetime | None,
    exclude: tuple[str, ...],
    force_exclude: bool,
    assume_files: Path | None,
    stdin_filename: str | None,
) -> Request:
    file, inline = _config(config)
    stdin = None
    if stdin_filename is not None or paths == ("-",):
        name = stdin_filename or "stdin.md"
        stdin = (name, sys.stdin.buffer.read())
        paths = (str(_existing_folder(Path(name))),)
    return Request(
        paths=paths or (".",),
        choice=Choice(sum(select, ()) if select else None, sum(extend_select, ()), sum(ignore, ())),
        config=file,
        inline=inline,
        isolated=isolated,
        now=now,
        exclude=exclude,
        force_exclude=force_exclude,
        stdin=stdin,
        assumed=_lines(assume_files) if assume_files else (),
    )


def _existing_folder(path: Path) -> Path:
    return next((p for p in path.absolute().parents if p.is_dir()), Path.cwd())


def _config(given: tuple[str, ...]) -> tuple[Path | None, dict[str, str]]:
    file = None
    inline = {}
    for word in given:
        key, equals, value = word.partition("=")
        if equals and not Path(word).exists():
            inline[key.strip()] = value.strip()
        elif not Path(word).is_file():
            raise click.UsageError(f"the settings file `{word}` does not exist")
        else:
            file = Path(word).absolute()
    return file, inline


def _lines(path: Path) -> tuple[str, ...]:
    text = path.read_text("utf-8", errors="surrogateescape")
    return tuple(line.removeprefix("./") for line in text.split("\n") if line)
