"""Where a need says no, the rules that have it find nothing: asked of generated posts, rule by rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.context import Context
from postlint.needs import NEEDS
from postlint.post import Post
from postlint.registry import Rule, builtin
from postlint.selection import built_options
from postlint.text import Source

SHARED = Path(__file__).parents[2].parent / "shared" / "vectors"
NOW = datetime(2022, 3, 1, 12, 0, tzinfo=UTC)
NEEDY = [rule for rule in builtin().values() if rule.scope == "post" and rule.needs]
CONTEXTS = [
    Context("jekyll", now=NOW),
    Context("jekyll", config={"timezone": "Asia/Shanghai"}, timezone=ZoneInfo("Asia/Shanghai"), now=NOW),
    Context(
        "jekyll", config={"timezone": "America/New_York"}, timezone=ZoneInfo("America/New_York"), now=NOW
    ),
    Context("jekyll", yaml="psych", now=NOW),
    Context("hugo", yaml="go", now=NOW),
    Context("hexo", yaml="js", now=NOW),
    Context("folder", now=NOW),
]


def hidden(source: Source, context: Context) -> Iterator[tuple[str, str]]:
    """What rules find in a post though it has not what they need."""
    post = Post(source, context)
    lacking = {need for need in {rule.needs for rule in NEEDY} if not NEEDS[need](post)}
    for rule in NEEDY:
        if rule.needs in lacking:
            yield from ((rule.name, finding.message) for finding in rule.check(post, *_options(rule)))


def _options(rule: Rule) -> tuple[object, ...]:
    options = built_options(rule, {})
    return () if options is None else (options,)


_DATES = st.one_of(
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["2021-12-29", "2021-12-30", "2021-02-30", "2022-03-01", "2022-03-02", "21-12-29"]),
        st.sampled_from([" 10:14:10", " 00:30:00", "T23:59:59", " 24:00:00", " 25:00", " 10:14:60", ""]),
        st.sampled_from([" +0800", "+08:00", " -0500", "Z", " CST", " UTC", "", " +08", " +2500", " EST"]),
    ),
    st.sampled_from(
        ["", "12/29/2021", "29.12.2021", "1640744050", "Dec 29", "null", "no", "[a]", "2021", "2021-13-01"]
    ),
)
_QUOTES = st.sampled_from(["{}", '"{}"', "'{}'"])
_NAMES = st.sampled_from(["2021-12-29-a.md", "2021-12-30-a.md", "21-12-29-a.md", "2021-02-30-a.md", "a.md"])


@settings(max_examples=400, deadline=None)
@given(_DATES, _QUOTES, _NAMES, st.sampled_from(CONTEXTS))
def test_dates(date: str, quotes: str, name: str, context: Context) -> None:
    text = f"---\ntitle: x\ndate: {quotes.format(date)}\n---\nText.\n"
    assert list(hidden(Source.decode(f"_posts/{name}", text.encode()), context)) == []


_KEYS = st.sampled_from(
    [
        "title",
        "tags",
        "categories",
        "category",
        "permalink",
        "slug",
        "layout",
        "description",
        "schema",
        "$schema",
        "tag",
    ]
)
_VALUES = st.sampled_from(
    [
        *(
            "word",
            "two words",
            "Two Words",
            "a, b",
            "a，b",
            "a/b",
            "yes",
            "no",
            "~",
            "",
            "12",
            "1.50",
            "2021-12-29",
        ),
        *(
            "&a x",
            "!t x",
            "x #y",
            "#y",
            '"a\\tb"',
            "'x'",
            "[a, b]",
            "[yes]",
            "{a: b}",
            "{{ x }}",
            "*a",
            ":smile:",
        ),
        *("\n  - a\n  - tags: b", "\n  title: x", "jekyll-post", "x.json", ":year/:nope", "中文", "100%"),
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(_KEYS, _VALUES), max_size=5),
    st.sampled_from(CONTEXTS),
    st.sampled_from(["---", "--", ""]),
)
def test_front_matter(entries: list[tuple[str, str]], context: Context, fence: str) -> None:
    block = "".join(f"{key}: {value}\n" for key, value in entries)
    source = Source.decode("_posts/2021-12-29-a.md", f"---\n{block}{fence}\nText.\n".encode())
    assert list(hidden(source, context)) == []


_BODY = st.sampled_from(
    [
        *(
            "text ",
            "\n\n",
            "<>",
            "\n<>\n",
            "[a] (http://x.y/)",
            "[a]（http://x.y/）",
            "<www.x.y>",
            "[a](http://x y)",
        ),
        *("[a](http://x.y/> z)", "<a target=_blank href='http://x.y'>", "</a>", "<p onclick='x'>", "</p>"),
        *(
            "<script>x</script>",
            "<iframe src='//x.y/'></iframe>",
            "<img src='http://x.y/'>",
            "- 1.5%\n",
            "1999. x\n",
        ),
        *(
            "\x07",
            "\x85",
            "\xa0",
            "\u202e",
            "\u2066x",
            "\ufffd",
            "é",
            "Ã©",
            "锟斤拷",
            "\u3000",
            "\ufeff",
            "😀",
        ),
        *(
            "\n<<<<<<< a\n",
            "\n=======\n",
            "\n>>>>>>> b\n",
            "](https://a.b/<a href='c'>",
            "[返回](//x.y/)",
            "[](  )",
        ),
        *(
            "[a](htp://x.y)",
            "[a](http://http://x.y)",
            "[a](javascript:x)",
            "[a](http://localhost/)",
            "| x\n",
            "{{ x }}",
        ),
        *(
            "\r\n",
            "\r",
            "*ST",
            "{% raw %}",
            "<b",
            "&lt;",
            "[a][b]",
            "```\n",
            "<center>",
            "<p id='a'>x</p>" * 2,
        ),
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    st.lists(_BODY, max_size=8),
    st.sampled_from(CONTEXTS),
    st.sampled_from(["2021-12-29-a.md", "a.md", "2021-1-1-b.html"]),
)
def test_bodies(pieces: list[str], context: Context, name: str) -> None:
    text = f"---\ntitle: x\n---\n{''.join(pieces)}\n"
    assert list(hidden(Source.decode(f"_posts/{name}", text.encode()), context)) == []


def test_the_posts_of_the_vectors() -> None:
    if not SHARED.exists():
        pytest.skip("the vectors of ../shared are not here")
    records = [json.loads(line) for line in (SHARED / "jekyll-posts.jsonl").read_text("utf-8").splitlines()]
    assert records
    found = []
    for record in records:
        source = Source.decode(record["post_path"], record["text"].encode())
        for context in CONTEXTS[:2]:
            found += [(record["case"], *what) for what in hidden(source, context)]
    assert found == []


def test_an_ordinary_post_has_hardly_anything_to_look_at() -> None:
    text = (
        '---\nlayout: post\ntitle: "标题"\ndate: 2021-12-29 10:14:10 +0800\ncategories: a\ntags: 新闻\n---\n'
        "> 引文\n\n<p>正文。</p><p>正文。</p>\n\n[返回](https://x.example/a)\n"
    )
    post = Post(Source.decode("_posts/2021-12-29-a.md", text.encode()), CONTEXTS[1])
    assert {need for need, has in NEEDS.items() if has(post)} == {"", "front matter", "links", "markup"}
