"""What is taken from a post of the same kind is what the post itself would have given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint import alike
from postlint.cache.results import Kept
from postlint.clock import Clock
from postlint.context import Context
from postlint.project import Setup
from postlint.registry import builtin
from postlint.run.posts import lint_under
from postlint.selection import select
from postlint.text import Source

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PATH = "_posts/2021-12-29-202112292229560217.md"
HEAD = """---
layout: post
title: {title}
date: {date}
categories: emnews
tags: 新闻
---
"""
BODY = "> 引言\n\n<p>第一段，第一段，第一段，第一段，第一段。</p><p>第二段 <b>text</b></p>\n\n[back](https://news.example/x)\n"
DATE = "2021-12-29 22:29:56 +0800"


def post(title: str = '"许可用途答记者问"', date: str = DATE, body: str = BODY, head: str = HEAD) -> str:
    return head.format(title=title, date=date) + body


def setup(zone: str = "Asia/Shanghai", config: Mapping[str, Any] | None = None, **more: Any) -> Setup:
    context = Context(
        "jekyll", config=config or {"timezone": zone}, timezone=ZoneInfo(zone), now=Clock.at(NOW), **more
    )
    return Setup(context, select(builtin(), []))


def linted(under: Setup, text: str, path: str = PATH) -> Kept:
    return lint_under(under, Source.decode(path, text.encode("utf-8", "surrogatepass")), with_links=False)


def alone(under: Setup, text: str, path: str, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """What a post gives where no other was seen before it."""
    with monkeypatch.context() as context:
        context.setattr(alike, "facts", lambda _post: None)
        return linted(under, text, path)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What `alike.facts` said of each post."""
    said: list[object] = []
    facts = alike.facts

    def noted(post: Any) -> object:
        said.append(facts(post))
        return said[-1]

    monkeypatch.setattr(alike, "facts", noted)
    return said


def test_the_second_post_of_a_kind_is_taken_from_the_first(
    taken: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    under = setup()
    linted(under, post())
    path = "_posts/2020-02-28-another_one.md"
    text = post(
        '"Another, and a longer title: 第二"', "2020-02-28 10:00:00 +0800", BODY + "\n更多，更多，更多。\n"
    )
    found = linted(under, text, path)
    assert taken == [None, found.linted.facts]
    assert found.linted.facts is not None
    assert found.linted.facts.url == "/emnews/2020/02/28/another_one.html"
    assert found == alone(under, text, path, monkeypatch)


def _day(path: str) -> str:
    """The day of a name, at ten."""
    return f"{path.rpartition('/')[2][:10]} 10:00:00 +0800"


TITLES = (
    "'single'",
    '"double"',
    "plain title",
    "plain",
    "true",
    "2021",
    '"a # b"',
    "a # b",
    "a: b",
    '"a: b"',
    '"<b>x</b>"',
    "x <b>",
    '"{{ x }}"',
    '"\\u4e00"',
    '"back\\\\slash"',
    '""',
    "''",
    '" "',
    "~",
    "null",
    '"\u3000x"',
    '"x\u00a0y"',
    '"x\u200by"',
    '"x\ufeff"',
    '"ï¼\x8cx"',
    '"\ufffd"',
    "'it''s'",
    "!x",
    "&a x",
    "[a, b]",
    '"x" y',
    '"x',
    "title\n  goes on",
    "|\n  block",
    "_x",
    "É",
    "Élan vital",
    "x" * 300,
    "- x",
    '"](x"',
    '"a]\u3000(b)"',
    "12:30",
    "1_000",
    "postlint: ignore",
    '"www.example.com"',
    "x \t",
    '"x" # y',
    '"\U0001f600"',
    '"\u202ex"',
    "{a: b}",
    "*x",
    "@x",
    "`x`",
    "%x",
    "title: title",
)
DATES = (
    DATE,
    "2021-12-29 22:29:56 +0000",
    "2021-12-29 00:29:56 +0800",
    "2021-12-29 22:29:56",
    "2021-12-29",
    "2021-12-29 22:29:56 -0800",
    "2021-12-29T22:29:56+08:00",
    "2021-12-29 22:29:56 +08:00",
    "2021-13-29 22:29:56 +0800",
    "2021-12-30 22:29:56 +0800",
    "2021-12-29 24:00:00 +0800",
    "2021-12-29 22:29:60 +0800",
    "2021-12-29 2:29:56 +0800",
    "2021-12-29 22:29:56 CST",
    "2021-12-29 22:29:56 +1400",
    "2021-12-29 22:29:56 +1500",
    "2021-12-29 22:29:56 +0860",
    '"2021-12-29 22:29:56 +0800"',
    "2021-12-29 22:29:56 +0800 x",
    "2021-12-29 22:29:56 +0800 # x",
    "２021-12-29 22:29:56 +0800",
    "2026-01-01 07:59:59 +0800",
    "2026-01-01 08:00:00 +0800",
    "2026-01-01 08:00:01 +0800",
    "2027-01-01 08:00:01 +0800",
    "0999-12-29 22:29:56 +0800",
    "9999-12-29 22:29:56 +0800",
    "2021-02-29 22:29:56 +0800",
    "2021-11-31 22:29:56 +0800",
)
PATHS = (
    PATH,
    "_posts/2021-12-30-x.md",
    "_posts/2021-12-29-x y.md",
    "_posts/2021-12-29-标题.md",
    "_posts/2021-12-29-x.markdown",
    "_posts/2021-12-29-x.MD",
    "_posts/2021-12-29-x.md.md",
    "_posts/2021-12-29-.md",
    "_posts/sub/2021-12-29-x.md",
    "_posts/_sub/2021-12-29-x.md",
    "news/_posts/2021-12-29-x.md",
    "_drafts/2021-12-29-x.md",
    "_posts/2021-12-29-x",
    "_posts/2021-1-2-x.md",
    "_posts/x.md",
    "2021-12-29-x.md",
    "_posts/2021-12-29-x.html",
    "_posts/2021-12-29-X_y-.md",
    "_posts/2026-01-01-x.md",
    "_posts/2027-01-01-x.md",
    "_posts/2021-02-29-x.md",
    "_posts/2021-11-31-x.md",
)
BODIES = (
    BODY,
    "",
    "\n\n" + BODY,
    "  indented\n",
    "\t" + BODY,
    "\u3000" + BODY,
    "---\n" + BODY,
    "<p>open",
    "# heading\n",
    "[x](/inside)\n",
    "[x](https://news.example)\n",
    "{% raw %}\n",
    "text\r\n",
    "<!-- postlint: ignore -->\n",
    "x" * 100,
    "<script>x</script>\n",
    "text] (x)\n",
    "![x](y.png)\n",
    "* list\n",
    "&nbsp",
    "\x00",
    "ç\x8e°",
    "<p>a</p><p>b</p>",
    "no line break at the end",
    "short",
    '<span id="stock_1.600160"><a href="http://quote.eastmoney.com/unify/r/1.600160">x</a></span>\n',
)
HEADS = (
    HEAD,
    HEAD.replace("---\nlayout", "---\ntitle: first\nlayout"),
    HEAD.replace("tags:", "date: 2020-01-01\ntags:"),
    HEAD.replace("tags: 新闻", "tags: a b"),
    HEAD.replace("tags: 新闻", "tag: x"),
    HEAD.replace("tags: 新闻", "slug: x"),
    HEAD.replace("tags: 新闻", "permalink: /x/"),
    HEAD.replace("tags: 新闻", "published: false"),
    HEAD.replace("layout: post\n", ""),
    HEAD.replace("title: {title}\ndate: {date}", "date: {date}\ntitle: {title}"),
    HEAD.replace("---\n", "--- \n"),
    HEAD.replace("tags: 新闻\n---\n", "tags: 新闻\n...\n"),
    HEAD.replace("tags: 新闻\n---\n", "tags: 新闻\n--- \n"),
    HEAD.replace("tags: 新闻\n", "tags: 新闻\n\n"),
    "\ufeff" + HEAD,
    HEAD.replace("\n", "\r\n"),
    HEAD.replace("tags", "tagz"),
    HEAD.replace("tags: 新闻", "schema: news"),
    HEAD.replace("tags: 新闻", "$schema: x.json"),
    HEAD.replace("layout: post", "layout: none"),
)
ONES = {
    **{f"title {n}": (post(title), PATH) for n, title in enumerate(TITLES)},
    **{f"date {n}": (post(date=date), PATH) for n, date in enumerate(DATES)},
    **{f"name {n}": (post(date=DATE if path == PATH else _day(path)), path) for n, path in enumerate(PATHS)},
    **{f"body {n}": (post(body=body), PATH) for n, body in enumerate(BODIES)},
    **{f"head {n}": (post(head=head), PATH) for n, head in enumerate(HEADS)},
}


@pytest.mark.parametrize("template", ["date", "/:categories/:title/", "/:slug/", "/:y_day/:title"])
@pytest.mark.parametrize(("text", "path"), ONES.values(), ids=ONES.keys())
def test_one_thing_that_is_out_of_the_ordinary(
    text: str, path: str, template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    under = setup("UTC", {"permalink": template})
    linted(under, post())
    assert linted(under, text, path) == alone(under, text, path, monkeypatch)


PLAIN = st.text("abz 许可，。《》:#'\"\\<>{}[]()!?-_/.é\u3000\u00a0\u200b\n\t0", min_size=1, max_size=12)
titles = st.sampled_from(TITLES) | PLAIN.map(lambda text: f'"{text}"') | PLAIN
stamps = st.datetimes(datetime(998, 1, 1), datetime(9999, 1, 1)).map(lambda t: t.isoformat(" ", "seconds"))
dates = st.sampled_from(DATES) | st.tuples(stamps, st.sampled_from([" +0800", " -0330", " +0000", ""])).map(
    "".join
)
configs = st.sampled_from(
    [
        ("Asia/Shanghai", None, {}),
        ("America/New_York", None, {}),
        ("UTC", {"permalink": "/:categories/:title/"}, {}),
        ("UTC", {"permalink": "/:year/:month/:day/:slug:output_ext"}, {}),
        ("UTC", {"exclude": ["_posts/2021-12-29-x.md"]}, {}),
        ("UTC", {"include": ["_posts"]}, {}),
        ("UTC", {"defaults": [{"scope": {"path": ""}, "values": {"permalink": "/x/"}}]}, {}),
        ("UTC", {"kramdown": {"hard_wrap": True}}, {}),
        ("UTC", {"url": "https://news.example"}, {}),
        ("UTC", {}, {"yaml": "psych"}),
        ("UTC", {}, {"schemas": {"_posts/2021-*": "jekyll-post", "**": "news-post"}}),
        ("UTC", {}, {"schema": "news-post"}),
        ("UTC", {}, {"schema": '{"properties": {"title": {"maxLength": 6}}}'}),
        ("UTC", {}, {"schema": '{"properties": {"title": {"minLength": 6}}}'}),
    ]
)


@settings(max_examples=400, deadline=None)
@given(
    configs, titles, dates, st.sampled_from(PATHS), st.sampled_from(BODIES), st.sampled_from(HEADS), st.data()
)
def test_it_makes_no_difference(
    config: tuple[str, Mapping[str, Any] | None, Mapping[str, Any]],
    title: str,
    date: str,
    path: str,
    body: str,
    head: str,
    data: st.DataObject,
) -> None:
    """Whatever differs from an ordinary post: what it gives is the same, its window of time too."""
    zone, given_config, more = config
    under = setup(zone, given_config, **more)
    # Most things stay as they are: else there is always something that is not ordinary.
    kept = data.draw(st.sets(st.sampled_from("tdpbh"), min_size=2))
    if "t" in kept:
        title = '"许可用途"'
    if "d" in kept:
        date = (
            f"{name} 10:00:00 +0800" if (name := path.rpartition("/")[2][:10]) and "p" not in kept else DATE
        )
    linted(under, post(head=HEAD if "h" in kept else head))
    text = post(title, date, BODY if "b" in kept else body, HEAD if "h" in kept else head)
    place = PATH if "p" in kept else path
    found = linted(under, text, place)
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert found == alone(under, text, place, monkeypatch)


def test_only_so_many_kinds_are_remembered(taken: list[object]) -> None:
    under = setup()
    for number in range(alike._MOST + 5):
        linted(under, post(head=HEAD.replace("emnews", f"kind{number}")))
    assert len(alike._kinds(under.context) or ()) == alike._MOST
    assert taken == [None] * len(taken)
