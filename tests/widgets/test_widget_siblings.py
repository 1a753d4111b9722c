# ruff: noqa: E501
"""Other spellings of the providers' widgets, as pages in the wild have them; and what only looks alike."""

from __future__ import annotations

import pytest

from postlint.context import Context
from postlint.post import Post
from postlint.text import Source
from postlint.widgets import find
from postlint.widgets.widget import Widget


def found(body: str) -> tuple[Widget, ...]:
    text = f"---\ntitle: x\n---\n<p>{body}</p>\n"
    return find(Post(Source.decode("content/x.md", text.encode()), Context(generator="hugo")))


def left(body: str) -> str:
    text = f"---\ntitle: x\n---\n<p>{body}</p>\n"
    for span, new in sorted((e for w in found(body) for e in w.edits), reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text.removeprefix("---\ntitle: x\n---\n<p>").removesuffix("</p>\n")


EM = "http://quote.eastmoney.com"
SIBLINGS = [
    # East Money
    (
        "eastmoney",
        '<SPAN ID="stock_1.600160"><A CLASS="keytip"\nDATA-CODE="1,600160" HREF="http://quote.eastmoney.com/unify/r/1.600160"'
        '>巨化股份</A></SPAN><SPAN ID="quote_1.600160"></SPAN>',
        "巨化股份",
    ),
    (
        "eastmoney",
        f"<span id=stock_1.600160><a href={EM}/unify/r/1.600160 class=keytip data-code=1,600160>巨化</a></span>"
        "<span id=quote_1.600160></span>",
        "巨化",
    ),
    (
        "eastmoney",
        f"<span id = 'stock_0.300343' ><a  target='_blank'  href = '{EM}/unify/r/0.300343'  class = 'keytip' "
        "data-code='0,300343' >联创股份</a ></span ><span  id='quote_0.300343' ></span >",
        "联创股份",
    ),
    (
        "eastmoney",
        '<span id="stock_013855" style="color:red;"><a class="keytip" href="http://quote.eastmoney.com/hk/01385.html" '
        'style="color:#3074C2;">上海复旦</a></span><span id="quote_013855" style="box-sizing:border-box;"></span>',
        "上海复旦",
    ),
    (
        "eastmoney",
        f'<span id="Info.225.rbm"><a href="{EM}/unify/r/225.rbm" class="keytip" data-code="225,rbm">螺纹钢</a></span>',
        "螺纹钢",
    ),
    (
        "eastmoney",
        '<span id="Info.3324"><a href="http://fund.eastmoney.com/" class="infokey" target="_blank">基金</a></span>',
        "基金",
    ),
    (
        "eastmoney",
        f'<span id="Info.3120"><a class="infokey" href="{EM}/unify/r/0.399006">创业板指</a></span>',
        "创业板指",
    ),
    (
        "eastmoney",
        f'<span web="1" target="_blank" href="{EM}/unify/r/1.600030" class="em_stock_key_common" '
        'data-code="1,600030">中信证券</span>',
        "中信证券",
    ),
    ("eastmoney", '<span id="stock_1.600160">巨化股份</span><span id="quote_1.600160"></span>', "巨化股份"),
    ("eastmoney", '<span id="bk_90.BK0740">教育</span><span id="bkquote_90.BK0740"></span>', "教育"),
    (
        "eastmoney",
        f'<span id="stock_106.NIO"><a href="{EM}/unify/r/106.NIO" class="keytip" data-code="106,NIO">'
        'A&amp;B <em>蔚来</em></a></span> <span id="quote_106.NIO">&nbsp;</span>',
        "A&amp;B <em>蔚来</em> ",
    ),
    ("eastmoney", "<!-- EM_StockImg_Start --><!--IMG#0--><!-- EM_StockImg_End -->", ""),
    (
        "eastmoney",
        '<!-- EM_StockImg_Start -->\n<center><a class="EmImageRemark" href="http://quote.eastmoney.com/unify/r/0.000625">\n'
        '<img alt="K图 000625_0" src="https://webquoteklinepic.eastmoney.com/GetPic.aspx?nid=0.000625&amp;token=1"/>'
        "</a></center>\n<!-- EM_StockImg_End -->",
        "",
    ),
    # Sina
    ("sina", '<span id="stock_sh601595">上海电影</span><span id="quote_sh601595"></span>', "上海电影"),
    (
        "sina",
        '<span id="hkstock_hk00700"><a href="http://stock.finance.sina.com.cn/hkstock/quotes/00700.html" '
        'class="keyword" target="_blank">腾讯</a></span><span id="quote_hk00700"></span>',
        "腾讯",
    ),
    (
        "sina",
        "<span id=overseas_futures_hf_CL><a href=http://finance.sina.com.cn/futures/quotes/CL.shtml "
        'class="keyword" target=_blank>原油</a></span><span id=quote_hf_CL></span>',
        "原油",
    ),
    (
        "sina",
        '<span id="stock_sh600663"><a href="http://finance.sina.com.cn/realstock/company/sh600663/nc.shtml" '
        'class="keyword" target="_blank">陆家嘴</a></span><span id="quote_sh600663">(<span style="color:black">'
        '38.610</span>,&nbsp;<span style="color:black">0.00</span>,&nbsp;<span>0.00%</span>)</span>',
        "陆家嘴",
    ),
    (
        "sina",
        "广州恒大<a onmouseover=\"WeiboCard.show(1894798092, 'sports' , this)\" "
        'href="http://weibo.com/gzevergrandefc?zw=sports" target="_blank">(微博)</a>在',
        "广州恒大在",
    ),
    (
        "sina",
        '孙红雷<a class="wt_article_link" href="http://weibo.com/1650450024?zw=ent" '
        'onmouseover="WeiboCard.show(1650450024, \'ent\' , this)" target="_blank">[微博]</a>的',
        "孙红雷的",
    ),
    (
        "sina",
        '朱立伦(<a class="wt_article_link" href="http://weibo.com/1?zw=news" target="_blank">微博</a>)说',
        "朱立伦说",
    ),
    ("sina", '<img src="http://image.sinajs.cn/newchart/daily/n/sh600519.gif" alt="日K">', ""),
    # Xueqiu and others of China
    ("xueqiu", '<a class="xq_stock" href="/S/SZ000858">$五粮液(SZ000858)$</a>', "$五粮液(SZ000858)$"),
    (
        "xueqiu",
        '<a href="https://xueqiu.com/S/BABA?from=x" target="_blank">$阿里巴巴(BABA)$</a>',
        "$阿里巴巴(BABA)$",
    ),
    ("10jqka", '<a href="https://stockpage.10jqka.com.cn/HK0700/" target="_blank">腾讯控股</a>', "腾讯控股"),
    ("hexun", '<a href="http://stockdata.stock.hexun.com/000001.shtml">平安银行</a>', "平安银行"),
    # America
    (
        "cnbc",
        '<span class="QuoteInBody-quoteNameContainer" data-test="QuoteInBody" id="RegularArticle-QuoteInBody-2">'
        '<a href="https://www.cnbc.com/quotes/.DJI/">Dow</a><span class="QuoteInBody-inlineButton"></span></span>',
        "Dow",
    ),
    (
        "seekingalpha",
        '(<span class="ticker-hover-wrapper"><a href="https://seekingalpha.com/symbol/TRU" title="TransUnion">TRU</a>'
        "</span>)",
        "(TRU)",
    ),
    (
        "seekingalpha",
        '<span class="ticker-hover-wrapper">(NASDAQ: <a href="/symbol/AAPL">AAPL</a>)</span>',
        "(NASDAQ: AAPL)",
    ),
    (
        "investing",
        '<span class="aqPopupWrapper js-hover-me-wrapper"><a href="/commodities/crude-oil" id="57bdc2e81516f" '
        'class="aqlink js-hover-me" hoverme="aql" data-pairid="8849">oil</a></span>',
        "oil",
    ),
    ("investing", '<a href="/equities/x" class="aqlink js-hover-me" data-pairid="7">X</a>', "X"),
    ("benzinga", '<a class="ticker" href="https://www.benzinga.com/stock/SGMO#NASDAQ">SGMO</a>', "SGMO"),
    (
        "yahoo",
        '<a data-i13n="cpos:7;pos:1" href="https://finance.yahoo.com/quote/%5EIXIC" '
        'data-ylk="slk:^IXIC;cpos:7;pos:1;elm:context_link;itc:0;sec:content-canvas" class="link ">^IXIC</a>',
        "^IXIC",
    ),
    ("yahoo", '<a href="/quote/TSLA/" data-ylk="slk:TSLA;elm:context_link;itc:0">TSLA</a>', "TSLA"),
    ("yahoo", '<a href="http://finance.yahoo.com/q?s=ibm" data-ylk="elm:context_link;itc:0">IBM</a>', "IBM"),
    (
        "yahoo",
        '<fin-streamer class="Fw(b)" data-symbol="^GSPC" data-field="regularMarketPrice" value="4204.31">'
        "4,204.31</fin-streamer>",
        "",
    ),
    (
        "marketwatch",
        '<bg-quote channel="/zigman2/quotes/202934861/composite" class="intraday__change"><i></i> <span><bg-quote '
        'field="change" channel="/zigman2/quotes/202934861/lastsale">1.2</bg-quote></span></bg-quote>',
        "",
    ),
    ("stocktwits", '<a href="http://stocktwits.com/symbol/AAPL" rel="nofollow">$AAPL</a>', "$AAPL"),
    (
        "tradingview",
        '<div class="tradingview-widget-container" style="height: 46px;"><div class="tradingview-widget-container__widget">'
        '</div><script type="text/javascript" src="https://s3.tradingview.com/external-embedding/'
        'embed-widget-ticker-tape.js" async>{"symbols": [{"proName": "FOREXCOM:SPXUSD"}]}</script></div>',
        "",
    ),
    (
        "tradingview",
        '<!-- TradingView Widget BEGIN --><div id="tv-medium-widget-f0442"></div><script '
        'src="https://d33t3vvu2t2yu5.cloudfront.net/tv.js"></script><script>new TradingView.MediumWidget({})</script>'
        "<!-- TradingView Widget END -->",
        "",
    ),
    ("finviz", '<img src="http://charts2.finviz.com/chart.ashx?t=spy&ty=c" alt="SPY">', "SPY"),
    ("google", '<img src="http://www.google.com/finance/chart?cht=c&amp;q=NASDAQ:GOOG">', ""),
    ("nasdaq", '<a href="https://www.nasdaq.com/market-activity/stocks/aapl">AAPL</a>', "AAPL"),
    (
        "coinmarketcap",
        '<script type="text/javascript" src="https://files.coinmarketcap.com/static/widget/currency.js"></script>'
        '<div class="coinmarketcap-currency-widget" data-currency="bitcoin" data-base="USD"></div>',
        "",
    ),
]


@pytest.mark.parametrize(("provider", "markup", "leaves"), SIBLINGS)
def test_other_spellings(provider: str, markup: str, leaves: str) -> None:
    assert {w.provider for w in found(markup)} == {provider}
    assert len(found(markup)) == 1, "one widget is one finding"
    assert left(markup) == leaves


@pytest.mark.parametrize(
    "markup",
    [
        '<span id="stock_show">12</span><span id="quote_show"></span>',
        '<span id="stock_5">12</span><span id="quote_5"></span>',
        '<span id="stock_nominal"></span> ( <span id="stock_sheet"></span> )',
        '<span id="bk_90">x</span><span id="bkquote_91"></span>',
        '<span class="keytip">Ctrl+1</span><div class="keytip">C4</div>',
        '<a class="infoKey" href="http://data.eastmoney.com/">key</a><span class="infokey">key</span>',
        '<a href="http://quote.eastmoney.com/unify/r/1.600160">巨化股份</a>',
        '<a href="http://finance.sina.com.cn/realstock/company/sh600660/nc.shtml" target="_blank">福耀玻璃</a>',
        '<a href="https://finance.yahoo.com/quote/AMZN">Amazon</a>',
        '<a href="https://example.org/x" data-ylk="slk:x;elm:context_link;itc:0">more</a>',
        '<a href="https://tw.news.yahoo.com/tag/x" data-ylk="slk:x;elm:context_link;itc:0">more</a>',
        '<a href="https://www.benzinga.com/quote/CHRS">CHRS</a><a class="ticker" href="/quote/CHRS">CHRS</a>',
        '<a href="https://seekingalpha.com/symbol/RIG">RIG</a><a href="https://www.cnbc.com/quotes/NVDA/">Nvidia</a>',
        '<a href="https://www.investing.com/equities/goosehead">GSHD</a>',
        '<a href="https://www.tradingview.com/symbols/NASDAQ-AAPL/">the chart of Apple</a>',
        '<a href="https://weibo.com/u/1">微博</a>[微博]',
        '<a href="https://twitter.com/search?q=%24AAPL">$AAPL</a>',
        '<a href="https://xueqiu.com/1955602780/1">my post</a><a href="https://xueqiu.com/S">stocks</a>',
        '<a href="https://www.nasdaq.com/articles/a-story">a story</a>',
        '<img src="https://finviz.com/img/logo.png"><img src="https://www.google.com/finance.png">',
        '<iframe src="https://www.google.com/financed"></iframe><div id="tradingview_notes"></div>',
        '<a href="https://www.nasdaq.com/market-activity/stocks/aapl">see how the shares of Apple did that day</a>',
        '<p style="display:none">a</p><bg-quote>1</bg-quote><span class="ticker-hover">x</span>',
    ],
)
def test_what_only_looks_alike(markup: str) -> None:
    assert found(markup) == ()
