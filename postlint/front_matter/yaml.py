"""YAML into the value tree, from libyaml's events.

Events, not nodes: composing with the C loader kills the process on deep nesting, and hides where
an alias stands. Depth and size have caps, so that hostile text costs little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from postlint.context import YamlFlavour
from postlint.front_matter import plain_yaml
from postlint.front_matter.resolve import RESOLVERS
from postlint.front_matter.tree import Alias, Entry, Mapping, Node, Scalar, Sequence, Style, Value, resolved
from postlint.text import Span

MAX_DEPTH = 100
"""Levels of nesting, where nobody says otherwise; real front matter has five."""

_STYLES: dict[str | None, Style] = {"'": "single", '"': "double", "|": "literal", ">": "folded"}


class YamlError(NamedTuple):
    """Where and why the parser stopped: its own words, as a key to ours. `at` is an offset in the file."""

    problem: str
    at: int
    context: str = ""
    context_at: int = 0


class Composed(NamedTuple):
    """What was read: the first document's root, or an error; `second` is the offset of another document."""

    root: Node | None
    error: YamlError | None = None
    second: int | None = None


def compose(text: str, start: int, end: int, flavour: YamlFlavour, most_depth: int = MAX_DEPTH) -> Composed:
    """The value tree of the YAML in ``text[start:end]``, of at most so many levels."""
    # The parser takes a byte order mark for none of its characters.
    while text.startswith("\ufeff", start, end):
        start += 1
    block = text[start:end]
    ordinary = plain_yaml.compose(block, start, RESOLVERS[flavour])
    if ordinary is not None:
        return Composed(ordinary)
    try:
        return _compose(text, start, _parser(block), flavour, most_depth)
    except _Stopped as error:
        return Composed(None, error.reason)
    except UnicodeEncodeError as error:
        return Composed(None, YamlError("lone surrogate", start + error.start))
    except _yaml_error() as error:
        return Composed(None, _located(error, block, start))


@cache
def _yaml_error() -> type[Exception]:
    from yaml import YAMLError

    return YAMLError


class _Stopped(Exception):
    """We stop where the parser would go on."""

    def __init__(self, reason: YamlError) -> None:
        super().__init__(reason.problem)
        self.reason = reason


class _Open(NamedTuple):
    """A collection whose end has not come yet: its first event, and what is read of it so far."""

    event: Any
    nodes: list[Node]


@cache
def _events() -> tuple[type, ...]:
    from yaml import events as e

    return (
        e.ScalarEvent,
        e.AliasEvent,
        e.MappingStartEvent,
        e.MappingEndEvent,
        e.SequenceStartEvent,
        e.SequenceEndEvent,
        e.DocumentEndEvent,
    )


def _compose(text: str, shift: int, parser: Any, flavour: YamlFlavour, most_depth: int) -> Composed:
    scalar, alias, map_start, map_end, list_start, list_end, document_end = _events()
    next_event, resolve, new = parser.get_event, RESOLVERS[flavour], tuple.__new__
    anchors: dict[str, Node] = {}
    stack: list[_Open] = []
    nodes: list[Node] = []
    while (event := next_event()) is not None:
        kind = event.__class__
        node: Node
        if kind is scalar:
            style, content = event.style, event.value
            if content and (not style or style in "'\"") and event.anchor is None and event.tag is None:
                # Nearly all scalars; tuples are made directly, since this loop is what a clean post costs.
                start, end = event.start_mark.index + shift, event.end_mark.index + shift
                span = new(Span, (start, end))
                if style:
                    nodes.append(new(Scalar, (span, content, content, _STYLES[style], None, None)))
                    continue
                value = plain_yaml.resolved(content, resolve)
                nodes.append(new(Scalar, (span, content, value, "plain", None, None)))
                continue
            node = _scalar(event, text, shift, resolve)
        elif kind is map_start or kind is list_start:
            if len(stack) >= most_depth:
                raise _Stopped(YamlError("too deep", shift + event.start_mark.index))
            stack.append(_Open(event, nodes))
            nodes = []
            continue
        elif kind is map_end or kind is list_end:
            opened = stack.pop()
            node = _collection(opened.event, event, nodes, text, shift, kind is map_end)
            event, nodes = opened
        elif kind is alias:
            node = _alias(event, anchors, shift)
            nodes.append(node)
            continue
        elif kind is document_end:
            return Composed(nodes[0], None, _second_document(next_event, shift))
        else:
            continue
        if event.anchor:
            anchors[event.anchor] = node
        nodes.append(node)
    return Composed(None)


def _scalar(event: Any, text: str, shift: int, resolve: Callable[[str], Value]) -> Scalar:
    start, end = event.start_mark.index + shift, event.end_mark.index + shift
    anchor = None
    content, tag, style = event.value, event.tag, event.style
    if event.anchor or tag:
        start, anchor = _past_properties(text, start, end)
    if not style:
        if start == end:
            while text.startswith((" ", "\t"), end):
                end += 1
            start = end
        value = resolve(content) if tag is None else _tagged(content, tag, resolve)
        return Scalar(Span(start, end), content, value, "plain", tag, anchor)
    if style in "|>":
        end = _block_end(text, start, end)
    return Scalar(Span(start, end), content, content, _STYLES[style], tag, anchor)


def _tagged(content: str, tag: str, resolve: Callable[[str], Value]) -> Value:
    """SafeYAML reads ``!!str 12`` as a number; every other resolver as text."""
    if tag.endswith(":str") and resolve is not RESOLVERS["safe_yaml"]:
        return content
    return resolve(content)


def _block_end(text: str, start: int, end: int) -> int:
    """The end of a block scalar's last line that is not blank: its own mark stands on a later line."""
    while end > start and text[end - 1] in " \t\r\n":
        end -= 1
    return end


def _past_properties(text: str, at: int, end: int) -> tuple[int, Span | None]:
    """Where a node begins after its ``&anchor`` and ``!tag``, and the anchor's place."""
    anchor = None
    while at < end:
        char = text[at]
        if char in "&!":
            stop = at
            while stop < end and text[stop] not in " \t\r\n,[]{}":
                stop += 1
            if char == "&":
                anchor = Span(at, stop)
            at = max(stop, at + 1)
        elif char in " \t\r\n":
            at += 1
        elif char == "#":
            at = max(text.find("\n", at, end), 0) or end
        else:
            break
    return at, anchor


def _collection(
    opening: Any, closing: Any, nodes: list[Node], text: str, shift: int, is_map: bool
) -> Mapping | Sequence:
    start, anchor = opening.start_mark.index + shift, None
    flow = opening.flow_style
    end = closing.end_mark.index + shift if flow or not nodes else nodes[-1].span.end
    if opening.anchor or opening.tag:
        start, anchor = _past_properties(text, start, end)
    span = Span(start, end)
    if is_map:
        pairs = zip(nodes[::2], nodes[1::2], strict=True)
        entries = [Entry(k if k.__class__ is Scalar else _key(k, text), value) for k, value in pairs]
        return Mapping(span, tuple(entries), flow, opening.tag, anchor)
    return Sequence(span, tuple(nodes), flow, opening.tag, anchor)


def _key(node: Node, text: str) -> Scalar:
    """The name of a key that is an alias or a collection: the latter is named by its text."""
    target = resolved(node)
    name = target.text if isinstance(target, Scalar) else text[node.span.start : node.span.end]
    return Scalar(node.span, name, name)


def _alias(event: Any, anchors: dict[str, Node], shift: int) -> Alias:
    span = Span(event.start_mark.index + shift, event.end_mark.index + shift)
    target = anchors.get(event.anchor)
    if target is None:
        raise _Stopped(YamlError("undefined alias", span.start))
    return Alias(span, event.anchor, target)


def _second_document(next_event: Callable[[], Any], shift: int) -> int | None:
    """The offset of what follows the first document; what is wrong there stops no Ruby or Go parser."""
    try:
        event = next_event()
    except Exception as error:  # a YAMLError, whose module the happy path does not import
        mark = getattr(error, "problem_mark", None)
        return shift + mark.index if mark else None
    return None if event.__class__.__name__ == "StreamEndEvent" else shift + int(event.start_mark.index)


def _parser(block: str) -> Any:
    return _parser_class()(block)


@cache
def _parser_class() -> Any:
    try:
        from yaml._yaml import CParser
    except ImportError:
        return _pure_parser
    return CParser


def _pure_parser(block: str) -> Any:
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PureParser(Reader, Scanner, Parser):
        """PyYAML's own parser, for a Python without libyaml: the same marks, ten times slower."""

        def __init__(self) -> None:
            Reader.__init__(self, block)
            Scanner.__init__(self)
            Parser.__init__(self)

    return PureParser()


def _located(error: Any, block: str, start: int) -> YamlError:
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # a ReaderError: its position is in bytes or characters, so look for ourselves
        return YamlError("control character", start + next(_unprintable(block), 0))
    context = getattr(error, "context_mark", None)
    return YamlError(
        str(error.problem or ""),
        start + mark.index,
        str(error.context or ""),
        start + (context.index if context else mark.index),
    )


def _unprintable(block: str) -> Iterator[int]:
    """Offsets of the characters that YAML 1.1 does not allow in a stream."""
    for at, char in enumerate(block):
        control = (char < " " and char not in "\t\n\r") or ("\x7f" <= char <= "\x9f" and char != "\x85")
        if control or char in "\ufffe\uffff" or "\ud800" <= char <= "\udfff":
            yield at
