"""Where the YAML of one generator is not that of libyaml.

js-yaml and npm's ``yaml`` (Hexo, Eleventy, Astro) take NEL and the Unicode line and paragraph
separators for text; Hexo also lets control characters pass, and turns leading tabs into blanks.
libyaml is therefore given stand-ins of the same length, which the data does not keep.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingABC
from functools import cache
from typing import Any

from postlint.context import Context
from postlint.diagnostic import Edit, Fix
from postlint.front_matter.block import SyntaxFault
from postlint.front_matter.consequence import unreadable
from postlint.front_matter.quoting import quoted
from postlint.front_matter.tree import Entry, Mapping, Node, Scalar, Symbol, walk
from postlint.text import Span

_BREAKS = "\x85\u2028\u2029"
_CONTROLS = "".join(chr(c) for c in (*range(9), 11, 12, *range(14, 32), 127))
_PRIVATE = 0xF0000
_STAND_IN = {ord(char): chr(_PRIVATE + ord(char)) for char in _BREAKS + _CONTROLS}
_ORIGINAL = {ord(stand_in): chr(char) for char, stand_in in _STAND_IN.items()}


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def prepared(text: str, content: Span, context: Context) -> str:
    """The text as libyaml must be given it, so that it reads what the generator reads: as long as before."""
    if context.yaml != "js" or (context.generator != "hexo" and text.isascii()):
        return text
    block = text[content.start : content.end]
    changed = block
    if context.generator == "hexo":
        changed = _pattern(r"(?<=\n)\t+").sub(lambda m: " " * len(m[0]), changed)
        changed = changed.translate(_STAND_IN)
    elif any(char in block for char in _BREAKS):
        changed = changed.translate({ord(char): _STAND_IN[ord(char)] for char in _BREAKS})
    return text if changed is block else text[: content.start] + changed + text[content.end :]


def restored(data: MappingABC[str, Any], context: Context) -> MappingABC[str, Any]:
    """The data with the characters that stand-ins stood for."""
    if context.yaml != "js":
        return data
    return {_restored_text(key): _restored(value) for key, value in data.items()}


def _restored_text(text: str) -> str:
    return text if text.isascii() else text.translate(_ORIGINAL)


def _restored(value: Any) -> Any:
    if isinstance(value, str):
        return _restored_text(value)
    if isinstance(value, list):
        return [_restored(item) for item in value]
    if isinstance(value, dict):
        return {_restored_text(key): _restored(item) for key, item in value.items()}
    return value


def stumbles(text: str, root: Mapping, second: int | None, context: Context) -> tuple[SyntaxFault, ...]:
    """What is good YAML to libyaml, and stops this generator's reader all the same."""
    flavour = context.yaml
    if flavour == "safe_yaml":
        return ()
    if flavour == "psych":
        return _symbols(text, root, context)
    if flavour == "go":
        return _keys_of_braces(text, root, context)
    if second is not None:
        at = Span(second, min(second + 3, len(text)))
        message = f"a second YAML document begins here; {unreadable(context)}"
        return (SyntaxFault("second-document", at, message, "take the line away"),)
    return _repeated(root, context)


def _repeated(root: Mapping, context: Context) -> tuple[SyntaxFault, ...]:
    """js-yaml stops at a key that stands twice in one mapping."""
    found = []
    for node in walk(root):
        if isinstance(node, Mapping) and len(node.entries) > 1:
            seen: set[str] = set()
            for entry in node.entries:
                if entry.key.text in seen and entry.key.text != "<<":
                    found.append(_duplicate(entry, context))
                seen.add(entry.key.text)
    return tuple(found)


def _duplicate(entry: Entry, context: Context) -> SyntaxFault:
    message = f"`{entry.key.text}` stands twice; {unreadable(context)}"
    return SyntaxFault("duplicate-key", entry.key.span, message, "keep one of the two")


def _symbols(text: str, root: Mapping, context: Context) -> tuple[SyntaxFault, ...]:
    """Debian's Jekyll lets no symbol into front matter: ``title: :smile:`` is an error."""
    if ":" not in text[root.span.start : root.span.end]:
        return ()
    return tuple(
        SyntaxFault(
            "symbol",
            node.span,
            f"`{node.text[:40]}` is a symbol, which Psych does not allow; {unreadable(context)}",
            "put the value in quotes",
        )
        for node in walk(root)
        if isinstance(node, Scalar) and isinstance(node.value, Symbol)
    )


def _keys_of_braces(text: str, root: Node, context: Context) -> tuple[SyntaxFault, ...]:
    """``image: {{ x }}`` is a mapping whose key is a mapping: yaml.v2 refuses it."""
    if "{{" not in text[root.span.start : root.span.end]:
        return ()
    return tuple(
        SyntaxFault(
            "unquoted-liquid",
            node.span,
            f"`{{{{` begins a mapping in YAML; {unreadable(context)}",
            "put the value in quotes",
            Fix("quote the value", (Edit(node.span, quoted(text[node.span.start : node.span.end])),)),
        )
        for node in walk(root)
        if isinstance(node, Mapping) and node.flow and text.startswith("{{", node.span.start)
    )
