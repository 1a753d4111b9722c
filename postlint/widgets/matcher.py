"""Finding quote widgets in a text, and the edits that take them out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from postlint.diagnostic import Edit
from postlint.text import Span
from postlint.widgets import tokens as _tokens
from postlint.widgets.catalogue import Fields, Form, Pattern, forms, read_fields
from postlint.widgets.tokens import Token
from postlint.widgets.widget import Kind, Widget


def scan(text: str, within: Span, skip: Sequence[Span] = (), own: Iterable[Form] = ()) -> tuple[Widget, ...]:
    """The widgets in a part of a text, in order, none inside another.

    `skip` are spans that only show code. `own` are a site's own forms; they go before the
    catalogue's.
    """
    # Of a post in Chinese little is ASCII, as nearly all markers are.
    shown = text.encode("ascii", "ignore").decode("ascii")
    likely = [form for form in (*own, *forms()) if form.marker in shown or not form.marker.isascii()]
    found = [form for form in likely if form.marker in text]
    if not found:
        return ()
    names = frozenset().union(*(form.names for form in found))
    matcher = _Matcher(text, within, _tokens.read(text, within, names, skip))
    return _told_apart(text, matcher.widgets(found))


def _told_apart(text: str, found: Iterable[Widget]) -> tuple[Widget, ...]:
    """The widgets without those that stand inside another, and with the scripts of one embed joined."""
    kept: list[Widget] = []
    for widget in sorted(found, key=lambda w: (w.span.start, -w.span.end)):
        last = kept[-1] if kept else None
        if last is None or widget.span.start >= last.span.end:
            between = Span(last.span.end, widget.span.start) if last else widget.span
            if last is not None and _is_one(last, widget) and not text[slice(*between)].strip():
                kept[-1] = _joined(last, widget, between)
            else:
                kept.append(widget)
    return tuple(kept)


def _is_one(first: Widget, second: Widget) -> bool:
    """Whether two side by side are parts of one: the scripts of an embed, the comments of a slot."""
    if (first.provider, first.kind) != (second.provider, second.kind):
        return False
    return first.kind == "script" or (first.kind == "leftover" and first.form.endswith("-comment"))


def _joined(first: Widget, second: Widget, between: Span) -> Widget:
    edits = [*first.edits, Edit(between, ""), *second.edits]
    return first._replace(
        span=Span(first.span.start, second.span.end),
        edits=_merged(edit.span for edit in edits),
        market=first.market or second.market,
        symbol=first.symbol or second.symbol,
        name=first.name or second.name,
    )


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


_BETWEEN = r"(?:\s*+</(?:strong|b|em|i|u|font)\s*>)?\s*+"
_BLANK = r"(?:\s|&nbsp;|<br\s*/?>)*+"
_NUMBER = r"[-+−]?\d[\d.,]*+%?"
_PRICE = rf"\s*[(（]?\s*(?=[^)）]*[.%]){_NUMBER}(?:[\s,，/]+{_NUMBER})*\s*[)）]?\s*"


_LONGEST = 2000


def _plain(markup: str) -> str:
    """The text of some markup: tags out, references resolved, white space folded."""
    if "<" not in markup and "&" not in markup:
        return " ".join(markup.split())
    from html import unescape

    return " ".join(unescape(_pattern(r"<[^<>]*+>").sub("", markup)).split())


def _decoded(symbol: str) -> str:
    """A symbol as people write it, where it was read from a URL: ``^IXIC``, not ``%5EIXIC``."""
    if "%" not in symbol:
        return symbol
    from urllib.parse import unquote

    return unquote(symbol)


def _is_price(markup: str) -> bool:
    return len(markup) < _LONGEST and _pattern(_PRICE).fullmatch(_plain(markup)) is not None


class _Matcher:
    """One text with its tokens."""

    def __init__(self, text: str, within: Span, found: list[Token]) -> None:
        self.text = text
        self.within = within
        self.tokens = found
        self.starts = {token.span.start: index for index, token in enumerate(found)}

    def widgets(self, found: Sequence[Form]) -> Iterable[Widget]:
        by_name: dict[str, list[Form]] = {}
        for form in found:
            for name in form.elements[0].elements if form.elements else ("",):
                by_name.setdefault(name, []).append(form)
        done = 0
        for index, token in enumerate(self.tokens):
            # What stands inside a widget is part of it; to pass it over also keeps the time linear.
            if token.kind != "end" and token.span.start >= done:
                for form in by_name.get(token.name, ()):
                    widget = self.match(form, index)
                    if widget is not None:
                        yield widget
                        done = widget.span.end
                        break

    def match(self, form: Form, index: int) -> Widget | None:
        if form.comment is not None:
            token = self.tokens[index]
            if read_fields(form.comment, token.content.strip()) is None:
                return None
            return Widget(
                form.provider, form.name, "leftover", token.span, (Edit(token.span, ""),), form.title
            )
        chain = self.chain(form.elements, index)
        if chain is None:
            return None
        elements, fields = chain
        outer, inner = self.tokens[elements[0]], self.tokens[elements[-1]]
        content = self.content(inner)
        end = self.end(outer)
        if form.blank and not _pattern(_BLANK).fullmatch(self.text, outer.span.end, end.start):
            return None
        if form.holds is not None and form.holds not in content:
            return None
        if form.says is not None and read_fields(form.says, _plain(content[:_LONGEST])) is None:
            return None
        follower, filled = self.follower(form, end.end, fields.get("code"))
        if (form.price and not filled) or (form.paired and follower is None):
            return None
        kind: Kind = "frozen-price" if filled else form.kind
        if form.text is not None:
            fields |= read_fields(form.text, _plain(self.text[outer.span.end : end.start])) or {}
        if link := self.link(form, elements[0]):
            fields |= link[1]
        name = _plain(content) if form.leaves == "text" else inner.attributes.get("alt")
        span, edits = self.removal(form, elements, follower, fields.get("symbol"))
        market = fields.get("market")
        return Widget(
            form.provider,
            form.name,
            kind,
            span,
            edits,
            form.title,
            form.markets.get(market, market) if market else None,
            _decoded(fields["symbol"]) if "symbol" in fields else None,
            fields.get("name", name) or None,
        )

    def link(self, form: Form, index: int) -> tuple[Token, Fields] | None:
        """The element inside that a fix keeps, for a form that leaves a link."""
        for token in self.tokens[index : self.tokens[index].partner] if form.link else ():
            if token.kind == "start" and token.partner and form.link:
                fields = form.link.match(token)
                if fields is not None:
                    return token, fields
        return None

    def chain(self, patterns: tuple[Pattern, ...], index: int) -> tuple[list[int], Fields] | None:
        """The tokens that match nested patterns from `index` on, and the fields that they show."""
        elements: list[int] = []
        shown: Fields = {}
        for pattern in patterns:
            token = self.tokens[index] if index < len(self.tokens) else None
            fields = pattern.match(token) if token and token.kind == "start" else None
            if token is None or fields is None or self.unclosed(token):
                return None
            if elements:
                outer = self.tokens[elements[-1]]
                between = self.text[outer.span.end : token.span.start]
                if token.span.start >= self.end(outer).start or not _pattern(pattern.after).fullmatch(
                    between
                ):
                    return None
            shown = {**fields, **shown}
            elements.append(index)
            index += 1
        return elements, shown

    def unclosed(self, token: Token) -> bool:
        return token.partner is None and token.name != "img"

    def end(self, token: Token) -> Span:
        """The end tag's span; for a void element, the empty span after it."""
        if token.partner is None:
            return Span(token.span.end, token.span.end)
        return self.tokens[token.partner].span

    def content(self, token: Token) -> str:
        return self.text[token.span.end : self.end(token).start]

    def follower(self, form: Form, at: int, code: str | None) -> tuple[Span | None, bool]:
        """The span element after a widget that belongs to it, and whether it holds a price."""
        if not (form.price or (form.placeholder and code)):
            return None, False
        between = _pattern(_BETWEEN).match(self.text, at, self.within.end)
        start = between.end() if between else at
        token = self.start_at(start)
        if token is None or token.name != "span" or token.partner is None:
            return None, False
        if not form.price and token.attributes.get("id") != f"{form.placeholder}{code}":
            return None, False
        content = self.content(token)
        filled = _is_price(content)
        if filled or (not form.price and _pattern(_BLANK).fullmatch(content)):
            return Span(start, self.end(token).end), filled
        return None, False

    def start_at(self, offset: int) -> Token | None:
        """The start tag at an offset, or None."""
        index = self.starts.get(offset)
        token = None if index is None else self.tokens[index]
        return token if token is not None and token.kind == "start" else None

    def removal(
        self, form: Form, elements: list[int], follower: Span | None, symbol: str | None
    ) -> tuple[Span, tuple[Edit, ...]]:
        """The whole construct, and the edits that leave what the form says."""
        first, last = self.tokens[elements[0]], self.tokens[elements[-1]]
        span = Span(first.span.start, follower.end if follower else self.end(first).end)
        if form.leaves == "text":
            whole, gone = self.text_kept(form, elements, span)
            after = self.comment_after(form, whole.end)
            whole = Span(whole.start, after.end) if after else whole
            return whole, _merged([*gone, *(part for part in (follower, after) if part)])
        low, high = elements[0], first.partner if first.partner is not None else elements[0]
        span = self.widened(form, span, low, high)
        if form.leaves == "alt":
            alt = last.attributes.get("alt") or symbol or ""
            written = alt.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            return span, (Edit(span, written),)
        if link := self.link(form, elements[0]):
            kept = Span(link[0].span.start, self.end(link[0]).end)
            gone = [Span(span.start, kept.start), Span(kept.end, span.end)]
            return span, _merged([*gone, *self.tags(form.unwrap, first)])
        return span, (Edit(span, ""),)

    def text_kept(self, form: Form, elements: list[int], span: Span) -> tuple[Span, list[Span]]:
        """What goes when the text stays: the tags, and the parts that the form drops."""
        first = self.tokens[elements[0]]
        inner = self.content(self.tokens[elements[-1]])
        if form.label and _pattern(form.label).fullmatch(inner.strip()):
            return self.bracketed(span), [self.bracketed(span)]
        gone = [place for i in elements for place in (self.tokens[i].span, self.end(self.tokens[i]))]
        gone += self.tags(form.unwrap, first)
        if form.drop is not None:
            for token in self.tokens[elements[-1] : first.partner]:
                if token.kind == "start" and token.partner and form.drop.match(token) is not None:
                    gone.append(Span(token.span.start, self.end(token).end))
        if form.label and self.text.startswith("[微博]", span.end):
            gone.append(Span(span.end, span.end + 4))
            span = Span(span.start, span.end + 4)
        return span, gone

    def bracketed(self, span: Span) -> Span:
        """A span with the brackets around it."""
        around = self.text[span.start - 1 : span.start] + self.text[span.end : span.end + 1]
        return Span(span.start - 1, span.end + 1) if around in ("[]", "()", "（）") else span

    def tags(self, names: tuple[str, ...], inside: Token) -> list[Span]:
        """The tags of some names inside an element."""
        if not names or inside.partner is None:
            return []
        first = self.tokens[inside.partner].partner or 0
        return [token.span for token in self.tokens[first + 1 : inside.partner] if token.name in names]

    def widened(self, form: Form, span: Span, low: int, high: int) -> Span:
        """The span with the wrappers that hold nothing else, and the comments around it."""
        while low > 0 and high + 1 < len(self.tokens):
            outer = self.tokens[low - 1]
            if outer.name not in form.wrappers or outer.partner != high + 1:
                break
            if not (self.blank(outer.span.end, span.start) and self.blank(span.end, self.end(outer).start)):
                break
            low, high = low - 1, high + 1
            span = Span(outer.span.start, self.end(outer).end)
        before = form.comments[0]
        if before and low > 0 and self.says(before, low - 1):
            comment = self.tokens[low - 1].span
            if self.blank(comment.end, span.start):
                span = Span(comment.start, span.end)
        after = self.comment_after(form, span.end)
        return Span(span.start, after.end) if after else span

    def comment_after(self, form: Form, at: int) -> Span | None:
        """The comment that the form ends with, where it follows; with the blanks before it."""
        pattern = form.comments[1]
        if not pattern:
            return None
        index = bisect_left(self.tokens, at, key=lambda token: token.span.start)
        if index == len(self.tokens) or not self.says(pattern, index):
            return None
        comment = self.tokens[index].span
        return Span(at, comment.end) if self.blank(at, comment.start) else None

    def says(self, comment: str, index: int) -> bool:
        token = self.tokens[index]
        return token.kind == "comment" and read_fields(comment, token.content.strip()) is not None

    def blank(self, start: int, end: int) -> bool:
        return start <= end and not self.text[start:end].strip()


def _merged(gone: Iterable[Span]) -> tuple[Edit, ...]:
    """Deletions in order, those that touch or overlap joined."""
    joined: list[Span] = []
    for span in sorted(gone):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        elif span.start < span.end:
            joined.append(span)
    return tuple(Edit(span, "") for span in joined)
