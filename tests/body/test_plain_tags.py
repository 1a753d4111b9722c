"""Tags known by their texts are the same as those that are made one by one."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.body import proof
from postlint.body.index import MatchedTags, PlainTags

_PIECES = [
    *(
        "<p>",
        "</p>",
        "text ",
        "<a>",
        '<a href="x">',
        '<a class="y" href="x">',
        "</a>",
        "</a >",
        "<br>",
        "<br/>",
    ),
    *(
        "<img src=\"a\" alt='b'>",
        "<abbr>",
        "</abbr>",
        '<b\nid="1">',
        "</b>",
        "<hr />",
        "&amp;",
        '<p class="&lt;">',
    ),
]


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=14))
def test_they_agree_with_those_that_were_matched(pieces: list[str]) -> None:
    html = "".join(pieces)
    plain = PlainTags.of(html)
    assert plain is not None
    matched = MatchedTags(list(proof.tag_pattern().finditer(html)))
    indexes = range(len(matched.names))
    assert list(plain.names) == list(matched.names)
    assert set(plain.present) == set(matched.present)
    assert plain.carriers() == matched.carriers()
    assert list(plain.with_attributes()) == list(matched.with_attributes())
    assert [plain.tag(i) for i in indexes] == [matched.tag(i) for i in indexes]
    assert [plain.closes(i) for i in indexes] == [matched.closes(i) for i in indexes]
    linked = {tag.span.start for tag in plain.carriers() if tag.name == "a"}
    ours, theirs = (
        {start: edge for start, edge in index.link_edges().items() if start in linked}
        for index in (plain, matched)
    )
    assert ours == theirs
    for name in ("p", "a", "img", "nothing"):
        assert plain.starts(name) == matched.starts(name)
        assert plain.ends(name) == matched.ends(name)


def test_what_is_not_plain_is_not_taken() -> None:
    for html in ('<a title="x>y">', "<!-- x -->", "<A>", "a < b", "<p", '<a href="<">', "<a href=x>"):
        assert PlainTags.of(html) is None
