"""A post: what rules see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from postlint import body as _body
from postlint import front_matter as _front_matter
from postlint.body import Body
from postlint.context import Context
from postlint.front_matter import FrontMatter, SyntaxFault
from postlint.lazy import lazy
from postlint.text import Source

T = TypeVar("T")


class Post:
    """One post file in its site.

    Everything below is computed when first asked for, and once: a rule that looks at the name
    alone costs no parse. Rules treat a post as read-only.
    """

    def __init__(self, source: Source, context: Context) -> None:
        self.source = source
        self.context = context
        self.path = source.path
        """The file's path, relative to the project, with ``/``."""
        self.body_left_out = False
        """Whether the body is not looked at, since it is beyond a bound."""
        self._memo: dict[Callable[[Post], Any], Any] = {}

    @property
    def site_path(self) -> str:
        """The file's path relative to its site's folder."""
        return self.path.removeprefix(self.context.base)

    @property
    def name(self) -> str:
        """The file's name, without folders."""
        return self.path.rpartition("/")[2]

    @lazy
    def _read(self) -> tuple[FrontMatter | None, tuple[SyntaxFault, ...]]:
        return _front_matter.read(self.source.text, self.context)

    @lazy
    def front_matter(self) -> FrontMatter | None:
        """The front matter, or None where the generator sees none."""
        return self._read[0]

    @property
    def fence_faults(self) -> tuple[SyntaxFault, ...]:
        """Near-misses of a fence: why there is no front matter, or more of it than was meant."""
        return self._read[1]

    @lazy
    def body(self) -> Body:
        """The body, from where the generator starts it to the end of the file."""
        start = self.front_matter.body_start if self.front_matter else 0
        return _body.read(self.source, start, self.context)

    def leave_body_out(self) -> None:
        """Forget the body: to all that look from now on there is none. It was too much to look at."""
        self.body = _body.read(self.source, len(self.source.text), self.context)
        self.body_left_out = True
        self._memo.clear()

    @property
    def partly_read(self) -> bool:
        """Whether a bound was reached, so that rules have not seen all of it."""
        return self.body_left_out or bool(self.front_matter and self.front_matter.unread)

    def once(self, make: Callable[[Post], T]) -> T:
        """The value of `make(self)`, computed once for this post: for what several rules share."""
        memo: dict[Callable[[Post], T], T] = self._memo
        if make not in memo:
            memo[make] = make(self)
        return memo[make]
