"""From a post's text to its body: what is Markdown and what HTML, line breaks, Liquid, and who renders it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from postlint.body import liquid as _liquid
from postlint.body.body import Body
from postlint.body.notes import Note
from postlint.body.writer import Writer
from postlint.context import Context
from postlint.text import Source, Span

if TYPE_CHECKING:
    from postlint.body.kramdown.outline import Outline


def _lines_broken(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with ``\\n`` alone as line break, and where in it a carriage return was dropped."""
    parts = text.split("\r\n")
    returns: list[int] = []
    at = 0
    for part in parts[:-1]:
        at += len(part)
        returns.append(at)
        at += 1
    return "\n".join(parts).replace("\r", "\n"), tuple(returns)


def read(source: Source, start: int, context: Context) -> Body:
    """The body of a post that starts at offset `start`.

    Jekyll renders the extensions of `markdown_ext` as Markdown, and no others; elsewhere `.html`,
    `.htm` and `.xhtml` files are HTML, and all others Markdown.
    """
    text = source.text[start:] if start else source.text
    span = Span(start, len(source.text))
    returns: tuple[int, ...] = ()
    if "\r" in text:
        text, returns = _lines_broken(text)
    masked = _liquid.mask(text, source.path, context.generator, _renders_liquid(source, start))
    if not _is_markdown(source.path.lower(), context):
        return Body(source, span, "html", masked, None, returns)
    render = partial(_render, masked.text, context)
    outline = partial(_outline, masked.text, context) if context.generator == "jekyll" else None
    return Body(source, span, "markdown", masked, render, returns, outline)


def _outline(text: str, context: Context) -> Outline | None:
    from postlint.body import kramdown
    from postlint.body.kramdown import outline

    return outline.read(text, kramdown.Options.of(context.config))


def _is_markdown(path: str, context: Context) -> bool:
    if path.endswith(".md"):
        known = context.config.get("markdown_ext") if context.generator == "jekyll" else None
        return not isinstance(known, str) or "md" in known.lower().split(",")
    if context.generator != "jekyll":
        return not path.endswith((".html", ".htm", ".xhtml"))
    known = context.config.get("markdown_ext")
    names = known if isinstance(known, str) else "markdown,mkdown,mkdn,mkd,md"
    return path.rpartition(".")[2] in names.lower().split(",")


def _render(text: str, context: Context) -> tuple[Writer, tuple[Note, ...]]:
    if context.generator == "jekyll":
        from postlint.body import kramdown

        return kramdown.render(text, kramdown.options(context.config))
    from postlint.body import commonmark

    if context.generator == "hugo" and "<!--more-->" in text:
        # Hugo sets the divider of the summary apart: it ends the paragraph, even the list.
        text = text.replace("<!--more-->", "\n\n<!---->\n\n")
    return commonmark.render(text, commonmark.dialect(context.generator))


def _renders_liquid(source: Source, start: int) -> bool:
    """Whether the post does not say `render_with_liquid: false` (Jekyll 4.0)."""
    at = source.text.find("render_with_liquid:", 0, start)
    return at < 0 or source.text[at + 19 : at + 40].split("\n")[0].strip() != "false"
