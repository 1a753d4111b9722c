"""Regular expressions that run in linear time, whatever post they meet: RE2's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

from postlint.errors import UserError
from postlint.text import Span

MOST = 2000
"""The longest expression, in characters."""


class NotInstalled(UserError):
    """Expressions need the extra ``patterns``, which is not there."""


class ExpressionError(ValueError):
    """An expression, or a replacement, that cannot be read; `span` is the culprit in it."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.message = message
        self.span = span


class Match(NamedTuple):
    """One place that an expression matches, and what its groups hold (the whole match is the first)."""

    span: Span
    groups: tuple[str, ...]


class Expression(NamedTuple):
    """A regular expression in the syntax of RE2; `^` and `$` stand for the ends of lines."""

    text: str

    def finds(self, text: str) -> Iterator[Match]:
        """The matches in a text, in order; those of nothing are left out."""
        for match in compiled(self.text).finditer(text):
            start, end = match.span()
            if end > start:
                yield Match(Span(start, end), tuple(g or "" for g in (match.group(), *match.groups())))

    def occurs(self, text: str) -> bool:
        """Whether it matches somewhere in a text."""
        return compiled(self.text).search(text) is not None

    @property
    def groups(self) -> int:
        """How many groups it has."""
        return int(compiled(self.text).groups)


@cache
def compiled(text: str) -> Any:
    """The compiled expression; raises `ExpressionError`, and `NotInstalled`."""
    if find_spec("re2") is None:
        raise NotInstalled(
            "a pattern with `regex` needs RE2, which is not installed: install `postlint[patterns]`"
        )
    import re2

    if len(text) > MOST:
        message = f"the expression has {len(text)} characters, and {MOST} are the most"
        raise ExpressionError(message, Span(0, len(text)))
    options = re2.Options()
    options.log_errors = False
    try:
        # RE2 knows no re.MULTILINE as an option, only as a flag in the text.
        return re2.compile(f"(?m){text}", options)
    except re2.error as error:
        said = error.args[0].decode("utf-8", "replace") if error.args else "it cannot be read"
        raise _explained(text, said) from None


def _explained(text: str, said: str) -> ExpressionError:
    problem, colon, culprit = said.partition(": ")
    culprit = culprit.removeprefix("(?m)")
    at = text.find(culprit) if colon and culprit else -1
    span = Span(at, at + len(culprit)) if at >= 0 else Span(0, len(text))
    shown = f"the expression is not one of RE2: {problem}"
    if culprit[:3] in ("(?=", "(?!", "(?<") or re.match(r"\\[1-9]", culprit):
        shown += "; it has no look-around and no back references, so that no post can make it slow"
    return ExpressionError(shown, span)


@cache
def _reference() -> re.Pattern[str]:
    return re.compile(r"\\(\d|\\)")


def expanded(template: str, groups: tuple[str, ...]) -> str:
    """A replacement with ``\\1`` as the first group, ``\\0`` as the whole, and ``\\\\`` as a backslash."""

    def value(match: re.Match[str]) -> str:
        return "\\" if match[1] == "\\" else groups[int(match[1])]

    return _reference().sub(value, template)


def check_references(template: str, groups: int) -> None:
    """Raise `ExpressionError` where a replacement names a group that there is not."""
    for match in _reference().finditer(template):
        if match[1] != "\\" and int(match[1]) > groups:
            have = f"{groups} group{'' if groups == 1 else 's'}"
            raise ExpressionError(f"there is no group `{match[0]}`: {have}", Span(*match.span()))
