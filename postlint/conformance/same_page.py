"""Whether edits in a post leave its page: the post is rendered and parsed again, and the trees compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from postlint import body as _body
from postlint.body import Body
from postlint.body.tokenizer import WRAPPER
from postlint.diagnostic import Edit
from postlint.post import Post
from postlint.text import Source

if TYPE_CHECKING:
    from turbohtml import Document

_MOST_CHARACTERS = 120_000
"""How many characters of HTML the trials of one post may parse: what is left over, the next round mends."""


class Trials:
    """Trials of edits on one post."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._page = page_of(post.body.html)
        self._left = _MOST_CHARACTERS

    @property
    def spent(self) -> bool:
        """Whether no further trial is made."""
        return self._left < len(self._post.body.html)

    def refill(self) -> None:
        """Allow as many trials again."""
        self._left = _MOST_CHARACTERS

    def keeps(self, edits: Iterable[Edit]) -> bool:
        """Whether the page with these edits, which do not overlap, is the same; False when all is spent."""
        if self.spent:
            return False
        self._left -= len(self._post.body.html)
        return page_of(self._read(edits).html) == self._page

    def all_keep(self, edits: Iterable[Edit]) -> bool:
        """`keeps`, of all that are to be tried: however much there is, one look is allowed."""
        return page_of(self._read(edits).html) == self._page

    def mends(self, edits: Iterable[Edit], errors: int) -> bool:
        """Whether the edits mend so many parse errors."""
        if self.spent:
            return False
        # Tree construction in Python costs more than turbohtml's.
        self._left -= len(self._post.body.html) * 4
        after = self._read(edits)
        return len(after.errors) <= len(self._post.body.errors) - errors

    def _read(self, edits: Iterable[Edit]) -> Body:
        post = self._post
        text = edited(post.source.text, sorted(edits))
        source = Source.decode(post.source.path, text.encode("utf-8", "replace"))
        return _body.read(source, post.body.span.start, post.context)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with edits made that do not overlap."""
    parts: list[str] = []
    at = 0
    for span, new in edits:
        parts += (text[at : span.start], new)
        at = max(at, span.end)
    return "".join(parts) + text[at:]


def page_of(html: str) -> str:
    """The tree that browsers make of the HTML, but for what nobody sees of it."""
    return seen(parsed(html))


def parsed(html: str) -> Document:
    """The page that a body of this HTML makes."""
    from turbohtml import parse

    return parse(WRAPPER + html)


def seen(page: Document) -> str:
    """A page as text, but for what nobody sees: a format around mere blanks, and blanks at the end."""
    tree = _invisible().sub(r"\2", page.html)
    end = len(tree)
    while tree.endswith(_ENDS, 0, end):
        end -= len(_ENDS[0])
    return tree[:end].rstrip() + tree[end:]


_ENDS = ("</body>", "</html>")


@cache
def _invisible() -> re.Pattern[str]:
    return re.compile(rf"<({'|'.join(FORMATS)})(?: [^<>]*)?>(\s*)</\1>")


FORMATS = ("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
"""Elements that parsers open again in each block, and that nobody sees where they hold nothing."""
