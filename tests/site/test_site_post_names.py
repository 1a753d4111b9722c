"""The short way to a folder's posts gives what asking for each file gives."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.context import Context
from postlint.site import generator as generators

FOLDERS = st.sampled_from(
    [
            "_posts/", "_posts/a/", "a/_posts/", "_posts/.a/", "_posts/#a/", "_site/_posts/",
            "_x/_posts/", "vendor/bundle/_posts/", "", "a/", "_drafts/", "_posts/_posts/",
            "col/_posts/", "col/x/_posts/",
        ]
)  # fmt: skip
NAMES = st.lists(
    st.sampled_from(
        [
            "2021-12-29-a.md", "2021-12-29-a.markdown", "2021-1-2-b.html", "21-1-2-b.md",
            "2021-12-29-.md", "2021-12-29-a", "2021-12-29-a.md~", "2021-12-29-a.md.",
            "2021-12-29-a.MD", "a.md", "-2021-1-1-a.md", ".2021-12-29-a.md", "_2021-12-29-a.md",
            "2021-12-29-a b.md", "2021-12-29.md", "2021-12-29-日本.md", "2021-12-29-a.txt",
            "2021-12-29-a.png", "20211-12-29-a.md", "2021-12-29-x\n.md", "2021-12-29-a.mkd",
        ]
    ),
    unique=True,
)  # fmt: skip
PATTERNS = st.lists(
    st.sampled_from(
        [
            "_posts", "_posts/a", "_posts/2021-12-29-a.md", "2021-12-29-a.md", "*.md", "_posts/*.html",
            "a", "a/", "_site", "/_posts/2021", "README.md", "_x",
        ]
    ),
    max_size=2,
)  # fmt: skip
CONFIGS = st.fixed_dictionaries(
    {},
    optional={
        "exclude": PATTERNS,
        "include": PATTERNS,
        "collections_dir": st.sampled_from(["", "col", "a"]),
        "markdown_ext": st.sampled_from(["md", "txt", "markdown,mkd"]),
        "destination": st.sampled_from(["_site", "a", "./out"]),
    },
)


@settings(max_examples=600, deadline=None)
@given(FOLDERS, NAMES, CONFIGS)
def test_the_short_way_is_the_long_one(folder: str, names: list[str], config: dict[str, object]) -> None:
    context = Context(generator="jekyll", config=config)
    asked = [
        name
        for name in names
        if generators.is_post(folder + name, context) and not generators.excluded(folder + name, context)
    ]
    assert list(generators.posts_among(folder, names, context)) == asked
