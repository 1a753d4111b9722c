"""The first look: whether a post may hold a widget at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from re import Pattern, escape
from re import compile as compiled

from postlint.post import Post

ADDRESSES = (
    "eastmoney.com", "dfcfw.com", "finance.sina.com.cn", "weibo.com", "xueqiu.com/S/", "10jqka.com",
    "hexun.com", "benzinga.com/", "finance.yahoo.com/", "stocktwits.com/", "tradingview", "finviz.com/",
    "coinmarketcap", "google.com/finance", "google.cn/finance", "google.com.hk/finance",
    "google.co.uk/finance", "nasdaq.com/market", "sinajs.cn/newchart", "d33t3vvu2t2yu5.cloudfront.net",
)  # fmt: skip
"""What the link targets of a post without any widget lack.

These stand here, not in the data, so that a clean post never opens the catalogue.
"""

NAMES = (
    "em_stock_key", "infokey", "EmImageRemark", "quote_", "height:1px;overflow:hidden", "StockImg_", "IMG#",
    "Link#", "news_keyword_pub", "wt_article_link", "WeiboCard", "QuoteInBody", "ticker-hover", "aqlink",
    "aqPopup", "xq_stock",
    "fin-streamer", "/zigman2/", "twitter-cashtag", "tradingview", "TradingView", "tv-", "coinmarketcap",
    "elm:context_link",
)  # fmt: skip
"""What its classes, ids, styles, channels and comments lack."""


_SIGNS = (*ADDRESSES, *NAMES)


@cache
def _sign() -> Pattern[str]:
    return compiled("|".join(map(escape, _SIGNS)))


def suspicious(post: Post) -> bool:
    """Whether there may be a widget at all; the indexes of the body tell, so that no text is searched."""
    body = post.body
    calm = body.tag_texts is not None and not body.is_templated and all(map(is_calm, body.different_tags))
    if not calm and _shows_signs(post):
        return True
    # kramdown prints a tag that it does not like (an unquoted address, a block in a line) as text.
    html = body.html
    # One character is found ten times as fast as four.
    printed = post.context.generator == "jekyll" and "&" in html and "&lt;" in html
    return printed and any(sign in post.source.text for sign in _SIGNS)


_calm: set[str] = set()
_MEMO_SIZE = 4096
_SHARED = 200
"""Longer texts are not met again."""


def is_calm(text: str) -> bool:
    """Whether no widget shows itself by a tag with that text between its brackets."""
    if text in _calm:
        return True
    if "&" in text or _sign().search(text):
        return False
    if len(_calm) >= _MEMO_SIZE:
        _calm.clear()
    if len(text) < _SHARED:
        _calm.add(text)
    return True


def _shows_signs(post: Post) -> bool:
    """Whether a link's target, or an attribute that widgets show themselves by, holds a sign of one."""
    body = post.body
    targets = "\n".join([link.target for link in body.links])
    if targets and any(address in targets for address in ADDRESSES):
        return True
    names = "\n".join(_names(post))
    return bool(names) and any(name in names for name in NAMES)


def _names(post: Post) -> Iterator[str]:
    """The attributes and comments that widgets show themselves by."""
    body = post.body
    if body.starts("fin-streamer"):
        yield "fin-streamer"
    for name in ("class", "id", "style", "channel", "onmouseover", "data-ylk"):
        for _, attribute in body.carrying(name):
            yield attribute.value or ""
    if post.source.holds("<!--"):
        yield from (post.source.slice(comment) for comment in body.comments)
