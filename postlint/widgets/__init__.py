"""Quote widgets that importers bring along: the catalogue, and what of it stands in a post."""

from __future__ import annotations

from dataclasses import dataclass

from postlint.post import Post
from postlint.spans import touched
from postlint.text import Span
from postlint.widgets.signs import suspicious
from postlint.widgets.widget import Widget

__all__ = ["Options", "Widget", "chosen", "find", "inside_widget", "shown", "subject"]


@dataclass(frozen=True)
class Options:
    """What the rules about widgets can be told.

    `allow` names providers whose widgets the rule leaves alone: ``["tradingview"]``. The setting
    ``widgets.allow`` does the same for all of these rules.
    """

    allow: tuple[str, ...] = ()


def find(post: Post) -> tuple[Widget, ...]:
    """The widgets in a post's body, of the catalogue and the site's own forms, in the order of the text."""
    return post.once(_find)


def _find(post: Post) -> tuple[Widget, ...]:
    text = post.source.text
    own = post.context.widgets.forms
    if "<" not in text or not (suspicious(post) or any(form["marker"] in text for form in own.values())):
        return ()
    from postlint.widgets.matcher import scan
    from postlint.widgets.own import own_forms

    return scan(text, post.body.span, post.body.code, own_forms(own) if own else ())


def chosen(post: Post, kind: str, options: Options) -> tuple[Widget, ...]:
    """The widgets of one kind that the site does not allow."""
    allowed = (*options.allow, *post.context.widgets.allow)
    return tuple(w for w in find(post) if w.kind == kind and w.provider not in allowed)


def subject(widget: Widget) -> str:
    """What statistics count a widget by: ``East Money SH 600160``; the name where no symbol is known."""
    code = " ".join(part for part in (widget.market, widget.symbol) if part) if widget.symbol else widget.name
    return f"{widget.title} {code}" if code else widget.title


def shown(widget: Widget) -> str:
    """What a widget shows, for a message: `` `教育` (`BK0740`, board)``, as far as it is known."""
    code = f"`{widget.symbol}`" if widget.symbol else ""
    code = f"{code}, {widget.market}" if code and widget.market else code
    if widget.name and widget.name != widget.symbol:
        return f" `{widget.name}` ({code})" if code else f" `{widget.name}`"
    return f" {code}" if code else ""


def inside_widget(post: Post, span: Span) -> bool:
    """Whether a span stands in a widget of the catalogue, whose own rule then speaks of it."""
    return touched(post.once(_spans), span)


def _spans(post: Post) -> tuple[Span, ...]:
    return tuple(widget.span for widget in find(post))
