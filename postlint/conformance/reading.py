"""Whether a fix leaves what the reader reads: by rendering the post again with its edits made."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Sequence
from functools import cache

from postlint import body as _body
from postlint.body import Body
from postlint.body.liquid import evened
from postlint.conformance.same_page import edited, parsed
from postlint.diagnostic import Edit, Fix
from postlint.post import Post
from postlint.text import Source


def reads_the_same(post: Post, edits: Iterable[Edit], but: str = "") -> bool:
    """Whether the post has the same text after edits that do not overlap, and no new parse error.

    `but` are characters that the edits are about, and that do not count; nor does white space then.
    """
    after = _after(post, edits)
    one, two = post.once(_own_words), _words(after)
    same = _without(one, but) == _without(two, but) if but else one == two
    return same and len(after.errors) <= len(post.body.errors)


def reads_shorter(post: Post, fixes: Iterable[Fix]) -> bool:
    """Whether the post has the same text after the fixes but for what is gone, and no new parse error."""
    after = _after(post, (edit for fix in fixes for edit in fix.edits))
    rest = iter("".join(post.once(_own_words)))
    shorter = all(character in rest for character in "".join(_words(after)))
    return shorter and len(after.errors) <= len(post.body.errors)


def is_the_same_page(post: Post, edits: Iterable[Edit]) -> bool:
    """Whether the page is the same after edits that do not overlap, but for comments and white space."""
    return _pieces(_after(post, edits)) == post.once(_own_pieces)


def _own_pieces(post: Post) -> Sequence[str]:
    return _pieces(post.body)


def _pieces(body: Body) -> Sequence[str]:
    """The HTML without its comments, cut at white space, and around the tags of blocks, where it is none."""
    parts: list[str] = []
    at = 0
    for start, end in body.html_comments:
        parts.append(body.html[at:start])
        at = end
    return _block().sub(r" \g<0> ", "".join((*parts, body.html[at:]))).split()


def prints_fewer(post: Post, fixes: Collection[Fix], kinds: Container[str]) -> bool:
    """Whether the renderer has fewer notes of these kinds after the fixes, by as many as they are."""
    after = _after(post, (edit for fix in fixes for edit in fix.edits))
    before, left = (sum(note.kind in kinds for note in body.notes) for body in (post.body, after))
    return left <= before - len(fixes)


def _after(post: Post, edits: Iterable[Edit]) -> Body:
    text = edited(post.source.text, sorted(edits))
    source = Source.decode(post.source.path, text.encode("utf-8", "replace"))
    return _body.read(source, post.body.span.start, post.context)


def _without(words: Sequence[str], characters: str) -> str:
    return "".join(words).translate(dict.fromkeys(map(ord, characters)))


def _own_words(post: Post) -> Sequence[str]:
    return _words(post.body)


def _words(body: Body) -> Sequence[str]:
    """What a reader reads: blocks apart from each other, tags inside a line nothing."""
    from turbohtml import Text

    page = parsed(body.html)
    for block in page.select(_BLOCKS):
        block.insert_before(Text(" "))
        block.insert_after(Text(" "))
    return (evened(page.text) if body.is_templated else page.text).split()


_BLOCKS = (
    "address,article,aside,blockquote,br,caption,center,dd,details,div,dl,dt,fieldset,figcaption,figure,footer,"
    "form,h1,h2,h3,h4,h5,h6,header,hr,legend,li,main,nav,ol,option,p,pre,section,summary,table,tbody,td,tfoot,th,"
    "thead,tr,ul"
)


@cache
def _block() -> re.Pattern[str]:
    return re.compile(rf"(?i)</?(?:{_BLOCKS.replace(',', '|')})(?=[\s/>])[^>]*>")
