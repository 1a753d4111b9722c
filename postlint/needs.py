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


def _markup(post: Post) -> bool:
    text = post.source.text
    start = post.body.span.start
    return text.find("<", start) >= 0 or text.find("{:", start) >= 0


NEEDS: Mapping[Need, Callable[[Post], bool]] = {
    "": lambda _post: True,
    "front matter": lambda post: post.front_matter is not None,
    "front matter faults": lambda post: post.front_matter is not None and bool(post.front_matter.faults),
    "html violations": _html_violations,
    "images": lambda post: bool(post.body.starts("img")),
    "links": lambda post: bool(post.body.links),
    "liquid": lambda post: bool(post.body.liquid),
    "markup": _markup,
    "notes": lambda post: bool(post.body.notes),
    "parse errors": lambda post: post.context.html != "off" and bool(post.body.errors),
    "schema violations": _schema_violations,
    "suppressions": lambda post: "postlint:" in post.source.text,
    "widgets": _widgets,
}
