"""Posts that are no files: from a table, an archive or a queue, in any process.

`lint_batch` is what Spark's ``mapInPandas``, Ray's ``map_batches``, Dask's partitions and pyarrow's
record batches call; see docs/scale.md. It runs the rules that look at one post. Rules that look at a site
as a whole (broken internal links, duplicate addresses) need all posts at once: ``postlint check`` has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postlint import patience
from postlint.errors import UserError

if TYPE_CHECKING:
    from postlint.diagnostic import Diagnostic
    from postlint.project import Project
    from postlint.text import Source


class Row(NamedTuple):
    """One finding, flat: what a table of findings holds.

    `line` and `column` count from 1, columns in characters (code points); `end_line` and `end_column`
    stand behind the last character. `start` and `end` are offsets in characters of the decoded text.
    `fix` is the title of the fix, `fix_safety` its safety (``safe``, ``unsafe``, ``display``); both are
    None without one.
    """

    path: str
    rule: str
    severity: str
    message: str
    help: str | None
    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    end: int
    fix: str | None
    fix_safety: str | None
    fingerprint: str


def lint_batch(
    posts: Iterable[tuple[str, bytes]],
    *,
    files: Mapping[str, bytes] | None = None,
    settings: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> Iterator[Row]:
    """What the rules find in posts given as (path, bytes), in their order, one at a time.

    A path is relative to the site, with ``/``: it decides what the generator makes of the post. `files`
    are the site's own files that say how posts are read, by path: ``_config.yml``, ``hugo.toml``,
    ``postlint.toml``, a schema. `settings` are settings given one by one, as with ``--config KEY=VALUE``.
    `now` is the clock that dates are compared with (default: the time of the call).

    Raises:
        ConfigError: settings that cannot be read.
        UserError: a path that leads out of the site, or a post that is not bytes.
    """
    from postlint.run.posts import lint

    with _project(files or {}, settings or {}, now or datetime.now(UTC)) as project:
        for path, data in posts:
            _check(path, data)
            source = project.source(project.root / path, bytes(data))
            for diagnostic in lint(project, project.root / path, source).linted.diagnostics:
                yield _row(diagnostic, source)


def _check(path: object, data: object) -> None:
    if not isinstance(path, str) or not isinstance(data, bytes | bytearray | memoryview):
        raise UserError(f"a post is a path and bytes, not {type(path).__name__} and {type(data).__name__}")
    if not _inside(path):
        raise UserError(f"`{path}` is no path inside the site")


def _inside(path: str) -> bool:
    parts = path.split("/")
    return bool(path) and not path.startswith("/") and ".." not in parts and "\0" not in path


@contextmanager
def _project(files: Mapping[str, bytes], settings: Mapping[str, str], now: datetime) -> Iterator[Project]:
    """A project that holds only the files that were given; its posts are nowhere."""
    from tempfile import TemporaryDirectory

    from postlint.project import Project, Request

    with TemporaryDirectory(prefix="postlint-") as name:
        # The marker keeps settings in the folders above it out.
        root = Path(name).resolve()
        (root / ".git").mkdir()
        for path, data in files.items():
            _check(path, data)
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(data)
        try:
            yield Project.open(Request((str(root),), inline=settings), now)
        finally:
            patience.forget()


def _row(diagnostic: Diagnostic, source: Source) -> Row:
    start, end = source.position(diagnostic.span.start), source.position(diagnostic.span.end)
    fix = diagnostic.fix
    return Row(
        diagnostic.path,
        diagnostic.rule,
        diagnostic.severity.value,
        diagnostic.message,
        diagnostic.help,
        start.line,
        start.column,
        end.line,
        end.column,
        diagnostic.span.start,
        diagnostic.span.end,
        fix and fix.title,
        fix and fix.safety.value,
        diagnostic.fingerprint,
    )
