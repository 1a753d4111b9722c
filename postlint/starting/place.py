"""The project that postlint is to be set up in: its site, and the repository around it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from postlint.context import Generator


@dataclass(frozen=True, slots=True)
class Place:
    """A site's folder, and what is known of it.

    `top` is the top of the git repository, None where there is none; `hooks` the folder of its
    hooks; `remote` where it is pushed to, empty where that is unknown.
    """

    site: Path
    generator: Generator
    top: Path | None = None
    hooks: Path | None = None
    remote: str = ""

    @classmethod
    def of(cls, site: Path, generator: Generator) -> Place:
        """What git says of a site's folder."""
        up = _git(site, "rev-parse", "--show-cdup")
        if up is None:
            return cls(site, generator)
        top = Path(os.path.normpath(site / up))
        hooks = _git(top, "rev-parse", "--git-path", "hooks")
        remote = _git(top, "remote", "get-url", "origin") or ""
        return cls(site, generator, top, top / hooks if hooks else None, remote)

    @property
    def base(self) -> Path:
        """Where files that hold for the whole repository go."""
        return self.top or self.site

    @property
    def inside(self) -> str:
        """The site's folder in the repository; empty where it is the repository."""
        name = self.site.relative_to(self.base).as_posix()
        return "" if name == "." else name

    def name(self, path: Path) -> str:
        """A path as it is shown: relative to the repository."""
        return path.relative_to(self.base).as_posix() if path.is_relative_to(self.base) else str(path)


def _git(folder: Path, *words: str) -> str | None:
    """What git answers, None where it does not."""
    call = ("git", "-C", str(folder), *words)
    try:
        done = subprocess.run(
            call, capture_output=True, check=False, encoding="utf-8", errors="surrogateescape"
        )
    except OSError:
        return None
    return done.stdout.rstrip("\n") if done.returncode == 0 else None
