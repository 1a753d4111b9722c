"""What the settings of a project say, once they are read; `config` reads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from postlint.context import NOTHING, TIME_LIMIT, Bounds, Generator, HtmlProfile, WidgetChoice
from postlint.diagnostic import Severity
from postlint.registry import Rule
from postlint.selection import Choice
from postlint.shapes import Table, Whole
from postlint.text import Source, Span

BASELINE_NAME = "postlint-baseline.json"
FAIL_ON = (*(severity.value for severity in Severity), "never")

BOUNDS = Table(
    {
        "front-matter-size": Whole(1, 10_000_000, "Characters of front matter; 500000 by default."),
        "front-matter-depth": Whole(2, 200, "Levels that its values nest; 100 by default."),
        "front-matter-values": Whole(
            2, 1_000_000, "Values in it, with its aliases expanded; 20000 by default."
        ),
        "tag-depth": Whole(2, 100_000, "Levels that elements nest; 512 by default, as in browsers."),
        "links": Whole(2, 10_000_000, "Links of one post; 20000 by default."),
        "attributes": Whole(2, 1_000_000, "Attributes of one tag; 500 by default."),
    },
    "How much of one post is looked at; a finding says what is left out.",
)


class ConfigError(Exception):
    """Settings that cannot be read: what is wrong, and where."""

    def __init__(self, source: Source, span: Span, message: str) -> None:
        super().__init__(message)
        self.source = source
        self.span = span
        self.message = message


class Override(NamedTuple):
    """Settings for the posts whose path (relative to the settings' folder) one of `files` matches."""

    files: tuple[str, ...]
    choice: Choice = Choice()
    html: HtmlProfile | None = None
    schema: str | None = None


class Settings(NamedTuple):
    """What one settings file says; `source` is None where there is none.

    `folder` is where its globs start. `own_rules` are those that its patterns
    make. `unknown_ignores` are names in `ignore` that name no
    rule, with their places: findings, since the run still does all that it was asked. `given`
    are the keys that were set at all.
    """

    folder: Path
    source: Source | None = None
    generator: Generator | None = None
    html: HtmlProfile = "renders"
    schema: str | None = None
    schemas: Mapping[str, str] = NOTHING
    jekyll: Mapping[str, str] = NOTHING
    online: Mapping[str, Any] = NOTHING
    widgets: WidgetChoice = WidgetChoice()
    exclude: tuple[str, ...] = ()
    fail_on: str = "warning"
    time_limit: int = TIME_LIMIT
    bounds: Bounds = Bounds()
    choice: Choice = Choice()
    overrides: tuple[Override, ...] = ()
    own_rules: Mapping[str, Rule] = NOTHING
    unknown_ignores: tuple[tuple[str, Span], ...] = ()
    given: frozenset[str] = frozenset()
