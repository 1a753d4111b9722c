"""A post that is proved ordinary has none of the needs that nobody asks for then, and its facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

from postlint.context import Context
from postlint.needs import NEEDS
from postlint.ordinary import DISPROVED, is_ordinary
from postlint.post import Post
from postlint.registry import builtin
from postlint.selection import BEYOND
from postlint.site.facts import facts, facts_of_ordinary
from postlint.text import Source

NOW = datetime(2022, 3, 1, 12, 0, tzinfo=UTC)
CONTEXTS = [
    Context("jekyll", now=NOW),
    Context("jekyll", config={"url": "https://own.example"}, now=NOW),
    Context("jekyll", config={"kramdown": {"hard_wrap": True}}, now=NOW),
    Context("jekyll", config={"defaults": [{"values": {"permalink": "/x/:title"}}]}, now=NOW),
    Context("jekyll", config={"permalink": "/:title/:slug/"}, html="conforming", now=NOW),
    Context("jekyll", yaml="psych", now=NOW),
]
FRONT = [
    '---\nlayout: post\ntitle: "标题"\ndate: 2021-12-29 10:14:10 +0800\ncategories: a\ntags: 新闻\n---\n',
    "---\nlayout: post\ntitle: B\ndate: 2021-12-29 10:14:10 +0800\n---\n",
    '---\ntitle: "标题 a/b"\ndate: 2022-12-29 10:14:10 +0800\ntags: "x"\n---\n',
    "---\nlayout: post\ntitle: B\ndate: 2021-12-29\npermalink: /x/\n---\n",
]
LINES = [
    "> 摘要\n\n",
    "文字\n\n",
    '<p>一</p><p class="em_media">（二）</p>\n\n',
    "<p>一<strong>二<em>三</em></strong></p>  <p>四<br>五<br /></p>\n\n",
    "<https://finance.example.com/news/1350,1.html>\n\n",
    "[返回](https://news.example/a/)｜[首页](https://own.example/)\n\n",
]
ODD = [
    *(
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "&",
        '"',
        "'",
        "|",
        "*",
        "_",
        "]",
        "] ",
        "[",
        "<>",
        "<",
        ">",
        "{%",
        "\r\n",
    ),
    *(
        "\n",
        "\n\n",
        "    <p>",
        '<p id="a">',
        '<a href="x">',
        "</a>",
        "<img>",
        "<div>",
        "http://a.b",
        "\u200b",
    ),
    *("https://quote.eastmoney.com/x", "<!-- x -->", "postlint: ignore", "- ", "1. ", "# ", "\x07", "</br>"),
    *(
        "](http://a.b> c)",
        "(/x)",
        "<www.a.b>",
        "锟",
        ' class="quote_"',
        ' style="x"',
        '<p class="a" class="b">',
    ),
]


def _posts(chance: Random, count: int) -> Iterator[tuple[Source, Context]]:
    for _ in range(count):
        text = chance.choice(FRONT) + "".join(chance.choices(LINES, k=chance.randint(1, 5)))
        for odd in chance.choices(ODD, k=chance.randint(0, 2)):
            at = chance.randint(0, len(text))
            text = text[:at] + odd + text[at:]
        yield Source.decode("_posts/2021-12-29-a.md", text.encode()), chance.choice(CONTEXTS)


def test_what_is_proved_holds() -> None:
    proved = 0
    for source, context in _posts(Random(3), 12_000):
        if is_ordinary(Post(source, context)):
            proved += 1
            post = Post(source, context)
            assert [need for need in DISPROVED if NEEDS[need](post)] == [], source.text
            assert facts_of_ordinary(Post(source, context)) == facts(post), source.text
    assert proved > 1000


def test_the_news_is_ordinary() -> None:
    ordinary = Post(
        Source.decode("_posts/2021-12-29-a.md", (FRONT[0] + "".join(LINES)).encode()), CONTEXTS[0]
    )
    assert is_ordinary(ordinary)
    own = Post(ordinary.source, CONTEXTS[1])
    assert not is_ordinary(own)


def test_default_rules_need_nothing_else() -> None:
    needs = {rule.needs for rule in builtin().values() if rule.scope == "post" and rule.default}
    # Whether a post has too many links is asked of ordinary ones too.
    assert needs <= {*DISPROVED, BEYOND}
