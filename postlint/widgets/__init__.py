"""Quote widgets that importers bring along: the catalogue, and what of it stands in a post."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from postlint.post import Post
from postlint.spans import touched
from postlint.text import Span
from postlint.widgets.signs import suspicious
from postlint.widgets.widget import Widget

__all__ = ["Options", "Widget", "chosen", "find", "inside_widget", "shown"]


@dataclass(frozen=True)
class Options:
    """What the rules about widgets can be told.

    `allow` names providers whose widgets the site wants: ``["tradingview"]``.
    `forms` adds the site's own forms by name, in the shape of the catalogue, each with its ``provider``.
    """

    allow: tuple[str, ...] = ()
    forms: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def problem(self) -> str | None:
        """What is wrong with the settings, in a sentence; None when nothing is."""
        from postlint.widgets.catalogue import own_forms

        try:
            own_forms(self.forms)
        except ValueError as error:
            return str(error)
        return None


def find(post: Post) -> tuple[Widget, ...]:
    """The widgets of the catalogue in a post's body, in the order of the text."""
    return post.once(_find)


def _find(post: Post) -> tuple[Widget, ...]:
    text = post.source.text
    if "<" not in text or not suspicious(post):
        return ()
    from postlint.widgets.matcher import scan

    return scan(text, post.body.span, post.body.code)


def chosen(post: Post, kind: str, options: Options) -> tuple[Widget, ...]:
    """The widgets of one kind that the site does not allow, its own forms included."""
    if options.forms:
        from postlint.widgets.catalogue import own_forms
        from postlint.widgets.matcher import scan

        own = own_forms(options.forms)
        found = scan(post.source.text, post.body.span, post.body.code, own)
    else:
        found = find(post)
    return tuple(w for w in found if w.kind == kind and w.provider not in options.allow) if found else ()


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
