"""A file's text to its front matter, as the site's generator reads it."""

from __future__ import annotations

from collections.abc import Mapping as MappingABC
from typing import Any, NamedTuple

from postlint.context import Context
from postlint.front_matter import dialect, yaml
from postlint.front_matter.block import BOUNDS, TOO_LARGE, TOO_MANY, FrontMatter, SyntaxFault
from postlint.front_matter.consequence import unreadable
from postlint.front_matter.data import TooMany, plain
from postlint.front_matter.fences import SPLITTERS, Fences
from postlint.front_matter.near_miss import AFTER_FENCE, near_misses
from postlint.front_matter.tree import Entry, Mapping, Node, Scalar
from postlint.text import Span

_JS_LANGUAGES = ("js", "javascript", "node", "coffee")


class _Read(NamedTuple):
    """What is between the fences."""

    root: Node | None = None
    faults: tuple[SyntaxFault, ...] = ()
    partial: tuple[Entry, ...] = ()


def read(text: str, context: Context) -> tuple[FrontMatter | None, tuple[SyntaxFault, ...]]:
    """The front matter that the context's generator sees in a file's text, and near-misses of its fences."""
    fences = SPLITTERS[context.generator](text)
    near = near_misses(text, fences, context)
    if fences is None:
        return None, tuple(_tried(fault, text, context) for fault in near)
    content = _content(text, fences, context)
    # Hexo takes text between dashes for front matter only when it holds keys (or a list).
    if context.generator == "hexo" and (isinstance(content.root, Scalar) or content == _Read()):
        return None, near
    if any(fault.cause == "unclosed" for fault in near):
        # All that follows is one consequence of it.
        content = _Read(faults=near)
    elif any(fault.cause == AFTER_FENCE for fault in near):
        # The keys are looked at as if it were not there.
        content = _content(text, fences._replace(parsed=fences.content.start), context)
        entries = content.root.entries if isinstance(content.root, Mapping) else content.partial
        content = _Read(None, (*near, *content.faults), entries)
    elif fences.opening.start == fences.opening.end:
        # Without an opening fence it may be no front matter at all: one fault says enough.
        content = content._replace(faults=content.faults[:1])
    return _block(fences, content, context), near


def _tried(fault: SyntaxFault, text: str, context: Context) -> SyntaxFault:
    """The near-miss of a fence, without its fix where that leads to no front matter, nor nearly to one."""
    if fault.fix is None:
        return fault
    mended = text
    for (start, end), new in sorted(fault.fix.edits, reverse=True):
        mended = mended[:start] + new + mended[end:]
    fences = SPLITTERS[context.generator](mended)
    if fences is not None:
        helps = read(mended, context)[0] is not None
    else:
        helps = any(other.fix for other in near_misses(mended, None, context))
    return fault if helps else fault._replace(fix=None)


def _content(text: str, fences: Fences, context: Context) -> _Read:
    size = fences.content.end - fences.content.start
    if size > context.bounds.front_matter_size:
        most = context.bounds.front_matter_size
        message = f"the front matter has {size} characters, more than the {most} that are looked at"
        return _Read(faults=(SyntaxFault(TOO_LARGE, fences.opening, message),))
    if fences.format == "toml":
        return _toml(text, fences.content, context)
    if fences.format == "json":
        return _json(text, fences, context)
    if fences.language not in ("", "yaml", "yml"):
        return _Read(faults=_unknown_language(fences, context))
    return _yaml(text, fences, context)


def _yaml(text: str, fences: Fences, context: Context) -> _Read:
    text = dialect.prepared(text, fences.content, context)
    most_depth = context.bounds.front_matter_depth
    composed = yaml.compose(text, fences.parsed, fences.content.end, context.yaml, most_depth)
    root = composed.root
    if isinstance(root, Mapping):
        # What follows is rare; most front matter is a plain mapping, and done.
        faults = dialect.stumbles(text, root, composed.second, context)
        if not text.isascii() and _holds_odd_blank(text, fences.content):
            from postlint.front_matter import syntax

            faults += syntax.odd_items(text, root, context)
        return _Read(root, faults)
    from postlint.front_matter import syntax

    error = composed.error
    if isinstance(root, Scalar) and composed.second is not None:
        # A line that is no key, then keys: libyaml sees a text, and another document.
        error = yaml.YamlError("did not find expected <document start>", composed.second)
    if error:
        faults, partial = syntax.salvage(text, fences.content, error, context)
        return _Read(None, faults, partial)
    return _Read(root, syntax.not_a_mapping(text, root, context) if root else ())


def _holds_odd_blank(text: str, content: Span) -> bool:
    """Whether a no-break or a full-width space stands in the block."""
    return text.find("\u00a0", *content) >= 0 or text.find("\u3000", *content) >= 0


def _toml(text: str, content: Span, context: Context) -> _Read:
    from postlint.front_matter import toml

    composed = toml.compose(text, *content, context.bounds.front_matter_depth)
    if composed.error:
        from postlint.front_matter import toml_syntax

        faults, partial = toml_syntax.salvage(text, content, composed.error, context)
        return _Read(None, faults, partial)
    return _Read(composed.root)


def _json(text: str, fences: Fences, context: Context) -> _Read:
    from postlint.front_matter import json

    compose = json.compose_members if context.generator == "hexo" else json.compose
    composed = compose(text, *fences.content, context.bounds.front_matter_depth)
    error = composed.error
    if error and error.cause in BOUNDS:
        return _Read(faults=(SyntaxFault(error.cause, error.span, error.fact),))
    if error:
        message = f"{error.fact}; {unreadable(context)}"
        return _Read(faults=(SyntaxFault(error.cause, error.span, message, error.help),))
    if not isinstance(composed.root, Mapping):
        message = f"the front matter is no object; {unreadable(context)}"
        return _Read(composed.root, (SyntaxFault("no-mapping", fences.opening, message),))
    return _Read(composed.root)


def _unknown_language(fences: Fences, context: Context) -> tuple[SyntaxFault, ...]:
    if fences.language in _JS_LANGUAGES:
        return ()
    start = fences.opening.end - len(fences.language)
    message = f"`{fences.language}` is no language of front matter; {unreadable(context)}"
    return (
        SyntaxFault(
            "unknown-language", Span(start, fences.opening.end), message, "leave nothing after the dashes"
        ),
    )


def _block(fences: Fences, content: _Read, context: Context) -> FrontMatter:
    faults = content.faults
    data: MappingABC[str, Any] = {}
    # A symbol is a value all the same, though Debian's Jekyll refuses the front matter for it.
    if content.root is not None and not any(fault.fatal and fault.cause != "symbol" for fault in faults):
        try:
            read_data = plain(content.root, context.bounds.front_matter_values)
            data = dialect.restored(read_data, context) if isinstance(read_data, dict) else {}
        except TooMany:
            most = context.bounds.front_matter_values
            message = (
                f"the front matter has more than the {most} values that are looked at, its aliases expanded"
            )
            faults = (*faults, SyntaxFault(TOO_MANY, fences.opening, message))
    language = fences.language if fences.language in _JS_LANGUAGES else ""
    return FrontMatter(
        fences.format,
        fences.opening,
        fences.content,
        fences.closing,
        fences.body_start,
        content.root,
        faults,
        content.partial,
        data,
        language,
    )
