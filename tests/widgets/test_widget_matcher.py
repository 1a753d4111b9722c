"""What is a widget and what is not, where it is looked for, and what its edits leave."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.context import Context, WidgetChoice
from postlint.diagnostic import Edit
from postlint.patience import within
from postlint.post import Post
from postlint.text import Source, Span
from postlint.widgets import Options, chosen, find
from postlint.widgets.catalogue import forms
from postlint.widgets.matcher import scan
from postlint.widgets.own import own_forms, problem
from postlint.widgets.widget import Widget

STOCK = (
    '<span id="stock_1.600160"><a href="http://quote.eastmoney.com/unify/r/1.600160" class="keytip" '
    'data-code="1,600160">巨化股份</a></span><span id="quote_1.600160"></span>'
)
AGAIN = (
    '<span web="1" href="http://quote.eastmoney.com/unify/r/106.NIO" class="em_stock_key_common" '
    'data-code="106,NIO">蔚来</span>'
)
CHART = (
    '<!-- EM_StockImg_Start --><p style="text-align:center;">'
    '<a href="http://quote.eastmoney.com/unify/r/106.NIO" '
    'class="EmImageRemark"><img src="https://webquoteklinepic.eastmoney.com/GetPic.aspx?nid=106.NIO" '
    'alt="K图 NIO_0" /></a></p><!-- EM_StockImg_End -->'
)
SINA = (
    "<span id=hkstock_hk00700><a href=http://stock.finance.sina.com.cn/hkstock/quotes/00700.html "
    'class="keyword">腾讯</a></span><span id=quote_hk00700></span>'
)


def found(text: str) -> tuple[Widget, ...]:
    return scan(text, Span(0, len(text)))


def without(text: str) -> str:
    edits: list[Edit] = sorted((e for w in found(text) for e in w.edits), reverse=True)
    for span, replacement in edits:
        text = text[: span.start] + replacement + text[span.end :]
    return text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<",
        "plain text with eastmoney.com and quote_1.600160 in it",
        '<span id="stock_show"><a href="http://quote.eastmoney.com/" class="keytip">x</a></span>',
        '<span id="Info.381"><a href="http://data.eastmoney.com/" class="infoKey">x</a></span>',
        '<span id="stock_1.600160"><a href="http://eastmoney.com.example.net/" class="keytip">x</a></span>',
        '<span id="stock_1.600160"><a href="http://noteastmoney.com/" class="keytip">x</a></span>',
        '<span id="Stock_1.600160"><a href="http://quote.eastmoney.com/" class="keytip">x</a></span>',
        '<span id="stock_1.600160"><a href="http://quote.eastmoney.com/" class="Keytip">x</a></span>',
        '<span id="stock_1.600160">text <a href="http://quote.eastmoney.com/" class="keytip">x</a></span>',
        '<span class="em_stock_key_common">x</span> eastmoney.com',
        '<span id="quote_text"></span><span id="quote_1.600160">full</span>',
        '<a class="ticker" href="https://example.org/quote/CHRS">CHRS</a>',
        '<a href="https://xueqiu.com/u/1">x</a><a href="https://finance.yahoo.com/quote/A">y</a>',
        '<img src="https://www.google.com/finances/chart"><iframe src="https://www.google.com/maps"></iframe>',
        '<p style="display:none;height:1px;overflow:hidden;">text</p>',
        "<!-- StockImg --><!--IMG #0-->",
        '<div class="tradingview-widget-container">never closed',
        f"<!-- {STOCK} -->",
        f"<script>{STOCK}</script>",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert found(text) == ()


def test_a_widget_and_its_placeholder_are_one() -> None:
    widget, *others = found(f"x{STOCK}y")
    assert not others
    assert widget.span == Span(1, 1 + len(STOCK))
    assert (widget.market, widget.symbol, widget.name) == ("SH", "600160", "巨化股份")


@pytest.mark.parametrize("between", ["", " ", "\n", "</strong>", " </b> "])
def test_the_placeholder_may_stand_a_little_apart(between: str) -> None:
    text = STOCK.replace("</a></span>", f"</a></span>{between}")
    assert [w.kind for w in found(text)] == ["inline"]
    assert without(text) == f"巨化股份{between}"


def test_another_widgets_placeholder_is_not_taken() -> None:
    text = STOCK.replace("quote_1.600160", "quote_0.000001")
    assert [w.kind for w in found(text)] == ["inline", "placeholder"]


def test_widgets_join_and_nest() -> None:
    text = f"<p>上海{STOCK}{AGAIN}<strong>{SINA}</strong>报</p>"
    assert without(text) == "<p>上海巨化股份蔚来<strong>腾讯</strong>报</p>"


def test_markup_inside_the_name_stays() -> None:
    assert without(STOCK.replace("巨化股份", "<em>巨化</em>股份")) == "<em>巨化</em>股份"


def test_a_chart_takes_its_comments_and_wrappers_along_and_no_text() -> None:
    assert without(f"a{CHART}b") == "ab"
    spaced = CHART.replace("><", "> \r\n <")
    assert without(f"a{spaced}b") == "ab"
    assert without(CHART.replace("</a></p>", "</a>图</p>")) == '<p style="text-align:center;">图</p>'


def test_two_charts_are_two() -> None:
    assert [w.kind for w in found(CHART + CHART)] == ["chart", "chart"]
    assert without(CHART + "x" + CHART) == "x"


def test_weibo_labels_mean_nothing_alone() -> None:
    card = '<a class="wt_article_link" onmouseover="WeiboCard.show(1,\'x\',this)" href="?zw=tech">{}</a>'
    assert without(card.format("贾跃亭")) == "贾跃亭"
    assert without("贾跃亭" + card.format("[微博]")) == "贾跃亭"
    assert without("贾跃亭[" + card.format("微博") + "]") == "贾跃亭"
    assert without(card.format("贾跃亭") + "[微博]说") == "贾跃亭说"


def test_a_cashtag_keeps_its_text() -> None:
    text = (
        '<a href="https://twitter.com/search?q=%24AAPL&amp;src=ctag" class="twitter-cashtag pretty-link">'
        "<s>$</s><b>AAPL</b></a>"
    )
    assert without(text) == "$AAPL"
    assert found(text)[0].symbol == "AAPL"


def test_tradingview_scripts_and_frames() -> None:
    frame = '<iframe src="https://s.tradingview.com/widgetembed/?symbol=NASDAQ%3AAAPL"></iframe>'
    other = '<iframe src="https://www.tradingview-widget.com/embed-widget/ticker-tape/?locale=en"></iframe>'
    script = '<script src="https://s3.tradingview.com/external-embedding/x.js">{"symbol": 1}</script>'
    assert [(w.provider, w.kind) for w in found(f"{frame}a{other}b{script}")] == [
        ("tradingview", "script")
    ] * 3
    assert (found(frame)[0].market, found(frame)[0].symbol) == ("NASDAQ", "AAPL")
    assert without(f"a{script}b{other}c") == "abc"


def test_the_scripts_of_one_embed_are_one() -> None:
    text = (
        "<!-- TradingView Widget BEGIN -->\n"
        '<script src="https://s3.tradingview.com/tv.js"></script>\n'
        '<script>new TradingView.widget({"symbol": "NASDAQ:AAPL"});</script>\n'
        "<!-- TradingView Widget END -->"
    )
    assert len(found(text)) == 1
    assert without(f"a{text}b") == "ab"
    ticker = '<div class="coinmarketcap-currency-widget" data-currencyid="1" data-base="USD"></div>'
    script = '<script src="//files.coinmarketcap.com/static/widget/currency.js"></script>'
    (widget,) = found(f"{script}\n{ticker}")
    assert widget.symbol == "1"
    assert without(f"{script}\n{ticker}") == ""


def test_sinas_comment_goes_with_the_widget_before_it() -> None:
    text = f"{SINA} <!-- news_keyword_pub,hkstock,hk00700 -->"
    assert [w.kind for w in found(text)] == ["inline"]
    assert without(text) == "腾讯"


@pytest.mark.parametrize(
    ("markup", "market", "symbol", "name"),
    [
        (
            '<span id="stock_3001042"><a class="keytip" href="http://quote.eastmoney.com/SZ300104.html">'
            '乐视网</a></span><span id="quote_3001042"></span>',
            "SZ",
            "300104",
            "乐视网",
        ),
        (
            '<a href="https://finance.yahoo.com/quote/%5EIXIC" data-ylk="elm:context_link;itc:0">x</a>',
            None,
            "^IXIC",
            "x",
        ),
        (
            '<span class="aqPopupWrapper js-hover-me-wrapper"><a class="aqlink js-hover-me" data-pairid="1" '
            'href="/equities/x">MCX:SNGS</a></span>',
            "MCX",
            "SNGS",
            "MCX:SNGS",
        ),
        (
            '<span class="EmImageRemark" href="http://quote.eastmoney.com/us/aapl.html">'
            '<img alt="K图 aapl_31" src="https://example.org/x.png"></span>',
            None,
            "aapl",
            "K图 aapl_31",
        ),
    ],
)
def test_what_a_widget_shows(markup: str, market: str | None, symbol: str, name: str) -> None:
    (widget,) = found(f"前{markup}后")
    assert (widget.market, widget.symbol, widget.name) == (market, symbol, name)


def test_an_image_leaves_its_alternative_text() -> None:
    text = '<img src="https://charts2-node.finviz.com/chart.ashx?t=TSLA&ty=c" alt="Tesla &lt; 1">'
    assert without(text) == "Tesla &lt; 1"
    assert without('<img src="https://finviz.com/chart.ashx?t=TSLA">') == "TSLA"


@pytest.mark.parametrize(
    ("numbers", "frozen"),
    [
        ("(18.550, 0.56, 3.11%)", True),
        ("18.55 -0.5%", True),
        ("（18.550，-0.56，-3.11%）", True),
        ("(600660)", False),
        ("(SH)", False),
        ("2021, 12.", True),
        ("up 3.11%", False),
    ],
)
def test_prices(numbers: str, frozen: bool) -> None:
    text = (
        '<span><a href="http://finance.sina.com.cn/realstock/company/sh600660/nc.shtml">福耀</a></span>'
        f"<span>{numbers}</span>"
    )
    assert [w.kind for w in found(text)] == (["frozen-price"] if frozen else [])


def test_code_is_skipped_and_the_front_matter_too() -> None:
    text = f"---\ntitle: '{AGAIN}'\n---\n`{AGAIN}`\n\n    {STOCK}\n\n```\n{STOCK}\n```\n\n{AGAIN}\n"
    post = Post(Source.decode("_posts/2021-12-29-x.md", text.encode()), Context(generator="jekyll"))
    widget, *others = find(post)
    assert not others
    assert widget.span.start == text.rindex("<span")


def test_html_posts_and_windows_line_breaks() -> None:
    text = f"---\r\ntitle: x\r\n---\r\n<p>a{STOCK}</p>\r\n<p>b{AGAIN}</p>\r\n"
    for name in ("2021-12-29-x.html", "2021-12-29-x.md"):
        post = Post(Source.decode(f"_posts/{name}", text.encode()), Context(generator="jekyll"))
        assert [text[w.span.start : w.span.end] for w in find(post)] == [STOCK, AGAIN]


def test_allowed_providers_and_own_forms() -> None:
    text = f'---\ntitle: x\n---\n{AGAIN} <b class="tag" data-c="NIO">Nio</b>\n'
    own = {
        "tag": {
            "provider": "acme",
            "kind": "inline",
            "marker": 'class="tag"',
            "leaves": "text",
            "elements": [
                {"element": ["b"], "class": ["tag"], "attributes": {"data-c": "(?P<symbol>[A-Z]+)"}}
            ],
        }
    }

    def seen(choice: WidgetChoice, options: Options = ALL) -> list[str]:
        context = Context(generator="jekyll", widgets=choice)
        post = Post(Source.decode("_posts/2021-12-29-x.md", text.encode()), context)
        return [w.provider for w in chosen(post, "inline", options)]

    assert seen(WidgetChoice()) == ["eastmoney"]
    assert seen(WidgetChoice(), Options(allow=("eastmoney",))) == []
    assert seen(WidgetChoice(allow=("eastmoney",))) == []
    assert seen(WidgetChoice(forms=own)) == ["eastmoney", "acme"]
    assert seen(WidgetChoice(("eastmoney",), own)) == ["acme"]


def test_own_forms_are_looked_for_where_the_catalogue_knows_nothing() -> None:
    text = '---\ntitle: x\n---\n<u class="acme-q">A</u>\n'
    form = {**BASE, "elements": [{"element": ["u"], "class": ["acme-q"]}], "leaves": "text"}
    context = Context(generator="jekyll", widgets=WidgetChoice(forms={"q": form}))
    post = Post(Source.decode("_posts/2021-12-29-x.md", text.encode()), context)
    assert [w.form for w in find(post)] == ["q"]


ALL = Options()
BASE = {"provider": "acme", "kind": "inline", "marker": "acme", "elements": [{"element": ["b"]}]}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "the form `x` lacks the key `provider`"),
        ({**BASE, "kind": "inlin"}, "has the unknown kind `inlin`; did you mean `inline`?"),
        ({**BASE, "leave": "text"}, "has no key `leave`; did you mean `leaves`?"),
        ({**BASE, "elements": [{"element": ["b"], "attributes": {"id": "("}}]}, "does not compile, `\\(`"),
        ({**BASE, "elements": [{}]}, "has a fault in `elements`, which lacks the key `element`"),
        ({**BASE, "elements": 1}, "has a fault in `elements`, which is no list"),
        (
            {**BASE, "elements": [{"element": ["b"], "clas": ["x"]}]},
            "has no key `clas`; did you mean `class`?",
        ),
        ({**BASE, "elements": [{"element": "b"}]}, "has a fault in `element`, which is no list"),
        ({**BASE, "leaves": "txt"}, "has the unknown value of `leaves`: `txt`; did you mean `text`?"),
        ({**BASE, "marker": "a"}, "has a fault in `marker`, which is no text of at least 3 characters"),
        ({**BASE, "comment": "x"}, "has both `elements` and `comment`"),
        ({**BASE, "comments": ["x"]}, "has a fault in `comments`, which is no list of two patterns"),
        ({**BASE, "blank": 1}, "has a fault in `blank`, which is neither `true` nor `false`"),
        (
            {**BASE, "elements": [{"element": ["b"], "url": {"host": ["x"]}}]},
            "has a fault in `url`, which lacks the key `attribute`",
        ),
        (1, "is no table"),
    ],
)
def test_a_form_of_the_sites_own_that_is_wrong(form: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("?", "[?]")):
        own_forms({"x": form})
    assert problem(form)
    assert problem(BASE) is None


PIECES = st.sampled_from(
    [
        STOCK,
        AGAIN,
        CHART,
        SINA,
        "<p>",
        "</p>",
        "<strong>",
        "</strong>",
        "<span>",
        "</span>",
        "<a>",
        "</a>",
        "文字",
        "text ",
        "\n",
        '<span id="',
        '<a href="',
        '"',
        "'",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "`",
        "&amp;",
        '<span id="quote_1.600160"></span>',
        "<img>",
        "<div class=tradingview-widget-container>",
        "</div>",
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_whatever_the_text_edits_stay_inside_and_converge(text: str) -> None:
    widgets = found(text)
    spans = [w.span for w in widgets]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for widget in widgets:
        assert widget.edits
        assert all(widget.span.covers(edit.span) for edit in widget.edits)
    for _ in range(4):
        text, before = without(text), text
        if text == before:
            break
    assert found(text) == ()


def east_money(name: str, code: str, kind: str) -> str:
    """The markup of one mention, as the provider's pages have it."""
    market = code.partition(".")[0]
    link = f'<a href="http://quote.eastmoney.com/unify/r/{code}" class="keytip" data-code="{code}">{name}</a>'
    if kind == "again":
        href = f"http://quote.eastmoney.com/unify/r/{code}"
        return f'<span web="1" href="{href}" class="em_stock_key_common" data-code="{code}">{name}</span>'
    if kind == "info":
        link = f'<a href="http://data.eastmoney.com/{market}/" class="infokey">{name}</a>'
        return f'<span id="Info.33">{link}</span>'
    if kind == "hk":
        return f'<span id="Info.{code}">{link}</span>'
    first, second = ("bk_", "bkquote_") if kind == "bk" else ("stock_", "quote_")
    return f'<span id="{first}{code}">{link}</span><span id="{second}{code}"></span>'


NAMES = st.sampled_from(["巨化股份", "*ST天润", "A&amp;B", "T 3", "（元）", "<em>蔚来</em>", "ＡＢ"])
CODES = st.sampled_from(["1.600160", "0.000625", "90.BK0493", "106.NIO", "116.06030", "105.BRK_B"])
KINDS = st.sampled_from(["stock", "bk", "hk", "info", "again"])
MENTIONS = st.builds(lambda n, c, k: (east_money(n, c, k), n), NAMES, CODES, KINDS)
PROSE = st.sampled_from(
    ["上海", "、", "报", " text ", "</p><p>", "<strong>", "</strong>", "</p>\r\n <p>", "\n", CHART]
)


@given(st.lists(st.one_of(MENTIONS, PROSE.map(lambda t: (t, t))), max_size=20))
def test_an_article_without_its_mentions_is_its_twin(parts: list[tuple[str, str]]) -> None:
    text = "<p>" + "".join(markup for markup, _ in parts) + "</p>"
    twin = "<p>" + "".join(left for _, left in parts) + "</p>"
    edits = sorted((e for w in found(text) if w.kind == "inline" for e in w.edits), reverse=True)
    for span, replacement in edits:
        text = text[: span.start] + replacement + text[span.end :]
    assert text == twin


@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<span ",
        '<a href="',
        "<a href='",
        "<a b=\"<a c='",
        "<!--",
        "<!-- -->",
        "<script>",
        "</span>",
        "<script",
        '<span id="stock_1.1">',
        "<span><a>",
        '<a class="keytip" href="http://eastmoney.com/">',
        "<img ",
        '<span id="stock_1.6"><a href="//quote.eastmoney.com/" class="keytip">',
        "<p>",
        "<a x=1 ",
        "<a       ",
        "<style>",
        '<div class="tradingview-widget-container">',
        "<span>1.0%",
        "<span></span>",
        "(1.0, ",
        '<div class="tradingview-widget-container"></div>',
        "<br>&nbsp;",
        "<center><p><a>",
        '<a class="twitter-cashtag" href="/search?q=%24A"><s>$</s><b>A</b></a>',
        STOCK,
        '<p style="display:none;height:1px;overflow:hidden;">',
    ],
)
def test_time_is_linear(piece: str) -> None:
    markers = "".join(form.marker for form in forms())
    half = 100_000 // len(piece)
    closing = "".join(f"</{name}>" for name in reversed(re.findall("<([a-z]+)[^<]*>", piece)))
    # Where the cost went with the square of the length, it would be minutes.
    with within(30):
        found(markers + piece * (2 * half))
        found(markers + piece * half + closing * half)
