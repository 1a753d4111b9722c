"""What a post must have for a rule to look at it: cheap questions, each asked once for many rules.

A rule names its need where it is declared (``@rule(Severity.ERROR, needs="links")``). Where the answer
is no, the rule would find nothing: it is not run, and its module not even imported.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from postlint.post import Post
from postlint.registry import Need


def _html_violations(post: Post) -> bool:
    from postlint.conformance import check

    return bool(post.once(check._judged))


def _schema_violations(post: Post) -> bool:
    from postlint.schema import post_violations

    return bool(post.once(post_violations))


def _widgets(post: Post) -> bool:
    from postlint.widgets import find

    return bool(find(post))


def _odd_schema(post: Post) -> bool:
    from postlint.schema import choose, chosen

    return not post.once(choose).found or post.once(chosen) is None


def _unusual_front_matter(post: Post) -> bool:
    from postlint.front_matter.ordinary import is_unusual_post

    return post.once(is_unusual_post)


def _doubtful_date(post: Post) -> bool:
    from postlint.front_matter.dates.doubt import is_doubtful

    return is_doubtful(post)


def _link_faults(post: Post) -> bool:
    from postlint.site.targets import faults, is_torn

    return bool(post.once(faults)) or post.source.holds("<>") or is_torn(post)


def _odd_brackets(post: Post) -> bool:
    """Brackets that are nearly a link: `[text] (address)`, `<www.example.com>`."""
    text = post.source.text
    at = text.find("]")
    while at >= 0:
        if text[at + 1 : at + 2] in _AFTER_BRACKET:
            return True
        at = text.find("]", at + 1)
    return post.source.holds("<www.")


_AFTER_BRACKET = frozenset(" \t（")


def _odd_characters(post: Post) -> bool:
    from postlint.encodings import may_be_misread

    source = post.source
    return not source.is_printable or "\ufffd" in source.text or may_be_misread(source)


def _conflict_marks(post: Post) -> bool:
    block = post.front_matter
    return post.source.holds("<<<<<<<") or (block is not None and bool(block.faults))


def _odd_name(post: Post) -> bool:
    from postlint.site.jekyll_paths import dated

    return post.context.generator == "jekyll" and dated(post.name) is None


def _active_markup(post: Post) -> bool:
    """Scripts, frames, event handlers, and links that open a window."""
    body = post.body
    if body.starts("script") or body.starts("iframe"):
        return True
    return any(name.startswith("on") or name == "target" for name in body.attribute_names)


def _markup(post: Post) -> bool:
    text = post.source.text
    start = post.body.span.start
    return text.find("<", start) >= 0 or text.find("{:", start) >= 0


def _beyond_a_bound(post: Post) -> bool:
    from postlint.bounds import beyond

    return bool(post.once(beyond))


NEEDS: Mapping[Need, Callable[[Post], bool]] = {
    "": lambda _post: True,
    "active markup": _active_markup,
    "beyond a bound": _beyond_a_bound,
    "conflict marks": _conflict_marks,
    "doubtful date": _doubtful_date,
    "fence faults": lambda post: bool(post.fence_faults),
    "front matter": lambda post: post.front_matter is not None,
    "front matter faults": lambda post: post.front_matter is not None and bool(post.front_matter.faults),
    "html violations": _html_violations,
    "images": lambda post: bool(post.body.starts("img")),
    "link faults": _link_faults,
    "links": lambda post: bool(post.body.links),
    "liquid": lambda post: bool(post.body.liquid),
    "list items": lambda post: bool(post.body.starts("li")),
    "markup": _markup,
    "no front matter": lambda post: post.front_matter is None,
    "notes": lambda post: bool(post.body.notes),
    "odd brackets": _odd_brackets,
    "odd characters": _odd_characters,
    "odd name": _odd_name,
    "odd schema": _odd_schema,
    "parse errors": lambda post: post.context.html != "off" and bool(post.body.errors),
    "schema violations": _schema_violations,
    "suppressions": lambda post: post.source.holds("postlint:"),
    "unusual front matter": _unusual_front_matter,
    "widgets": _widgets,
}
