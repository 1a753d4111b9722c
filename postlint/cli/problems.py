"""What a user gets to read when something is wrong with the call or the settings."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

from postlint.errors import UserError
from postlint.report.frame import excerpt
from postlint.report.visible import visible
from postlint.settings import ConfigError


def explained(command: Callable[..., Any]) -> Callable[..., Any]:
    """Turn the errors of a user's words into one sentence with the place; exit code 2."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except ConfigError as error:
            raise click.UsageError(_framed(error)) from None
        except UserError as error:
            raise click.UsageError(visible(str(error))) from None
        except BrokenPipeError:
            raise
        except OSError as error:
            name = f"`{visible(str(error.filename))}`: " if error.filename else ""
            raise click.UsageError(f"{name}{error.strerror or error}") from None

    return wrapped


def _framed(error: ConfigError) -> str:
    place = error.source.position(error.span.start)
    shown = excerpt(error.source, error.span, 74)
    gutter = " " * len(str(place.line))
    return (
        f"{visible(error.message)}\n"
        f"{gutter}--> {error.source.path}:{place.line}:{place.column}\n"
        f"{gutter} |\n"
        f"{place.line} | {shown.text}\n"
        f"{gutter} | {' ' * shown.indent}{'^' * shown.carets}"
    )
