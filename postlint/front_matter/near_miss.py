"""Lines that are nearly a fence: why a generator sees no front matter, or more of it than was meant.

A fault here is fatal when the front matter is lost or printed as text, or the build stops.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from postlint.context import Context, Generator
from postlint.diagnostic import Edit, Fix
from postlint.front_matter.block import SyntaxFault
from postlint.front_matter.chunks import key_value
from postlint.front_matter.consequence import PRINTED, unreadable
from postlint.front_matter.fences import BOM, RUBY_SPACE, SPLITTERS, Fences, line_end
from postlint.text import Span

AFTER_FENCE = "fence-space"
"""The cause of what stands after the opening dashes, and is read as the first text of the front matter."""

_SOUGHT = 100
"""How many lines of a front matter without its end are looked at."""


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def near_misses(text: str, fences: Fences | None, context: Context) -> tuple[SyntaxFault, ...]:
    """The near-misses of fences in a file, of which the generator sees `fences`."""
    if fences:
        fault = _around(text, fences, context)
    else:
        at = _first_text(text)
        fault = None
        for look in _LOOKS if at < len(text) else ():
            fault = look(text, at, context)
            if fault:
                break
    return (fault,) if fault else ()


def _first_text(text: str) -> int:
    at = 1 if text.startswith(BOM) else 0
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _lost(
    cause: str, span: Span, fact: str, context: Context, help_text: str, fix: Fix | None = None
) -> SyntaxFault:
    return SyntaxFault(cause, span, f"{fact}, so {PRINTED[context.generator]}", help_text, fix)


def _fix(title: str, *edits: Edit) -> Fix:
    return Fix(title, edits)


def _blank_before(text: str, at: int, context: Context) -> SyntaxFault | None:
    start = 1 if text.startswith(BOM) else 0
    if at == start or not text.startswith("---", at):
        return None
    rest = text[at:]
    if SPLITTERS[context.generator](rest) is None:
        return None
    what = "a blank line" if "\n" in text[start:at] else "a blank"
    span = Span(start, at)
    help_text = f"let the file begin with `{rest[: line_end(rest, 0)]}`"
    fix = _fix("delete what stands before the fence", Edit(span, ""))
    return _lost(
        "blank-before-fence", span, f"{what} stands before the opening fence", context, help_text, fix
    )


def _carriage_returns(text: str, at: int, context: Context) -> SyntaxFault | None:
    """Lines that end with a carriage return alone, as on the Macintosh of 1999."""
    if not text.startswith("---\r", at) or text.startswith("---\r\n", at):
        return None
    span = Span(at, at + 3)
    fact = "the fence's line ends with a carriage return alone, which ends no line"
    help_text = "save the file with line feeds as its line ends"
    return _lost("carriage-return", span, fact, context, help_text, _lined(text, at))


def _lined(text: str, at: int) -> Fix | None:
    """Line feeds for the carriage returns of the block, when that makes one."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    edits = [Edit(Span(m.start(), m.end()), "\n") for m in _pattern(r"\r(?!\n)").finditer(text, at, end)]
    return _fix("end the lines with line feeds", *edits) if len(edits) <= _SOUGHT else None


def _long_fence(text: str, at: int, context: Context) -> SyntaxFault | None:
    """``----``: a rule across the page to every generator but Hexo."""
    match = _pattern(r"-{4,}(?=[ \t]*\r?\n)").match(text, at)
    if match is None or not _keys_follow(text, match.end()):
        return None
    edits = [Edit(Span(*match.span()), "---")]
    close = _pattern(r"\n(-{3,})[ \t]*(?:\r?\n|\Z)").search(text, match.end())
    if close is None:
        return None
    if len(close[1]) > 3:
        edits.append(Edit(Span(*close.span(1)), "---"))
    fact = f"a fence has three dashes, this line has {len(match[0])}"
    return _lost(
        "long-fence", Span(*match.span()), fact, context, "write `---`", _fix("write three dashes", *edits)
    )


def _keys_follow(text: str, at: int) -> bool:
    """Whether the first text after `at` is a key (or a comment of YAML's)."""
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return key_value(text, at) >= 0 or _pattern(r"[\w-]+ *[:：]\S").match(text, at) is not None


def _text_after_opening(text: str, at: int, context: Context) -> SyntaxFault | None:
    """``--- # comment``, ``---js``, or a no-break space that nobody sees."""
    if not text.startswith("---", at) or text.startswith("-", at + 3):
        return None
    end = line_end(text, at)
    rest = text[at + 3 : end]
    if not rest.strip(RUBY_SPACE) or not (_keys_follow(text, end) or _closes(text, end)):
        return None
    span = Span(at + 3, end)
    if not rest.strip():
        odd = next(char for char in rest if char not in RUBY_SPACE)
        fact = f"an invisible U+{ord(odd):04X} stands after the opening dashes"
        fix = _fix("delete the invisible character", Edit(span, ""))
        return _lost("odd-space", span, fact, context, "leave nothing after the dashes", fix)
    start = at + 3 + len(rest) - len(rest.lstrip())
    fact = "text stands after the opening dashes, on their line"
    return _lost("text-after-fence", Span(start, end), fact, context, "leave nothing after the dashes")


def _closes(text: str, at: int) -> bool:
    return _pattern(r"\n---[ \t]*(?:\r?\n|\Z)").search(text, at) is not None


def _unclosed(text: str, at: int, context: Context) -> SyntaxFault | None:
    """An opening fence, and no line that closes it."""
    delimiter = text[at : at + 3]
    end = line_end(text, at)
    if delimiter not in ("---", "+++") or text[at + 3 : end].strip(RUBY_SPACE):
        return None
    stops = context.generator in ("hugo", "zola")
    if delimiter == "+++" and not stops:
        return None
    if not (stops or _keys_follow(text, end)):
        return None
    near = _near_close(text, end, delimiter)
    fact = "the front matter that this line opens is never closed"
    help_text, fix = f"close it with a line of `{delimiter}`", None
    if near:
        line = text[near.start : near.end]
        fact += f": `{line if len(line) < 20 else line[:19] + '…'}` is no fence"
        if len(line.strip()) < 8 and (line.strip() + delimiter).strip(delimiter[0]) == "":
            fix = _fix("write the closing fence", Edit(near, delimiter))
    if stops:
        return SyntaxFault(
            "unclosed", Span(at, end), f"{fact}, so {_name(context)} stops the build", help_text, fix
        )
    return _lost("unclosed", Span(at, end), fact, context, help_text, fix)


def _open_object(text: str, at: int, context: Context) -> SyntaxFault | None:
    """``{`` at the start of a Hugo page opens JSON, whatever it was meant for."""
    if context.generator != "hugo" or not text.startswith("{", at):
        return None
    fact = "Hugo reads JSON front matter from this brace on, and no brace closes it, so it stops the build"
    return SyntaxFault("unclosed", Span(at, at + 1), fact, "put a text before the brace, or close it")


def _name(context: Context) -> str:
    return context.generator.capitalize()


def _near_close(text: str, at: int, delimiter: str) -> Span | None:
    """The first line after the keys that looks like a fence and is none."""
    near = _pattern(rf"[ \t\u00a0\u3000]*(?:{re.escape(delimiter[0])}{{2,}}|[—–]+)[^\n]{{0,200}}")
    for _ in range(_SOUGHT):
        at = text.find("\n", at) + 1
        if not at:
            return None
        match = near.match(text, at)
        if match:
            return Span(at, line_end(text, at))
    return None


def _missing_opening(text: str, at: int, context: Context) -> SyntaxFault | None:
    """Keys from the first line on, and a closing fence, but no opening one."""
    line = text[at : line_end(text, at)]
    if not _pattern(r"(?:layout|title|date|tags?|categor(?:y|ies)|author|permalink|slug) *:(?: |$)").match(
        line
    ):
        return None
    close = at
    for _ in range(_SOUGHT):
        close = text.find("\n", close) + 1
        if not close:
            return None
        if text.startswith("---", close) and not text[close + 3 : line_end(text, close)].strip(RUBY_SPACE):
            break
        blank = not text[close : line_end(text, close)].strip()
        if blank or not (key_value(text, close) >= 0 or text[close] in " -"):
            return None
    else:
        return None
    fix = _fix("open the front matter", Edit(Span(at, at), "---\n"))
    key = Span(at, at + line.find(":"))
    fact = "no fence opens the front matter before its first key"
    return _lost("missing-opening", key, fact, context, "let the file begin with a line of `---`", fix)


def _foreign(text: str, at: int, context: Context) -> SyntaxFault | None:
    """Front matter in a format that this generator does not read."""
    if context.generator == "folder":
        return None
    kinds: tuple[tuple[str, str, Generator], ...] = (
        ("+++", "TOML", "hugo"),
        (";;;", "JSON", "hexo"),
        ("{\n", "JSON", "hugo"),
    )
    for mark, kind, reader in kinds:
        if text.startswith(mark, at) and SPLITTERS[reader](text[at:]):
            fact = f"this is {kind}, which {_name(context)} does not read as front matter"
            return _lost(
                "foreign-format",
                Span(at, at + len(mark.rstrip())),
                fact,
                context,
                "write the front matter in YAML, between lines of `---`",
            )
    return None


def _dashes_of_other_kind(text: str, at: int, context: Context) -> SyntaxFault | None:
    """``———``, which an editor made of ``---``."""
    match = _pattern(r"[—–-]{1,6}(?=[ \t]*\r?\n)").match(text, at)
    if match is None or not match[0].strip("-") or not _keys_follow(text, match.end()):
        return None
    close = _pattern(r"\n([—–-]{1,6})[ \t]*(?:\r?\n|\Z)").search(text, match.end())
    if close is None:
        return None
    edits = (Edit(Span(*match.span()), "---"), Edit(Span(*close.span(1)), "---"))
    fact = f"`{match[0]}` is no row of hyphens, and opens no front matter"
    return _lost("odd-dash", Span(*match.span()), fact, context, "write `---`", _fix("write hyphens", *edits))


Look = Callable[[str, int, Context], SyntaxFault | None]

_LOOKS: tuple[Look, ...] = (
    _blank_before,
    _carriage_returns,
    _long_fence,
    _text_after_opening,
    _unclosed,
    _open_object,
    _missing_opening,
    _dashes_of_other_kind,
    _foreign,
)


def _around(text: str, fences: Fences, context: Context) -> SyntaxFault | None:
    """What is odd about fences that the generator does see."""
    if context.generator in ("eleventy", "astro") and fences.closing.start == len(text):
        fact = "the front matter that this line opens is never closed, so all of the file is front matter"
        return SyntaxFault("unclosed", fences.opening, fact, "close it with a line of `---`")
    odd = text[fences.parsed : fences.content.start].strip(" \t\r\n\ufeff")
    if odd and context.generator in ("eleventy", "astro") and _keys_follow(text, fences.content.start):
        span = Span(fences.opening.start + 3, fences.opening.end)
        fact = (
            f"an invisible U+{ord(odd[0]):04X} stands after the opening dashes, where YAML takes it for text"
        )
        fix = _fix("delete the invisible character", Edit(span, ""))
        message = f"{fact}; {unreadable(context)}"
        return SyntaxFault(AFTER_FENCE, span, message, "leave nothing after the dashes", fix)
    rest = text[fences.closing.end : line_end(text, fences.closing.end)]
    if (
        fences.format != "json"
        and rest.strip()
        and fences.closing.end <= fences.body_start <= fences.closing.end
    ):
        span = Span(fences.closing.end, fences.closing.end + len(rest.rstrip()))
        fact = f"text stands after the closing fence, on its line; {_name(context)} begins the body with it"
        return SyntaxFault("text-after-fence", span, fact, "leave nothing after the fence", fatal=False)
    return _swallowed(text, fences)


def _swallowed(text: str, fences: Fences) -> SyntaxFault | None:
    """``--- x``, or a fence with a no-break space: the generator reads on to a later line of dashes."""
    if fences.format != "yaml":
        return None
    start = text.find("\n---", fences.content.start - 1, fences.content.end) + 1
    if not start:
        return None
    span = Span(start, line_end(text, start))
    line = text[span.start : span.end]
    shown = line if len(line) < 20 else line[:19] + "…"
    fix = None
    if not line[3:].strip():
        fix = _fix("delete the invisible character", Edit(Span(span.start + 3, span.end), ""))
    message = f"`{shown}` is no fence, so the front matter goes on to a later one"
    help_text = "leave nothing after the dashes of the closing fence"
    return SyntaxFault("broken-closing", span, message, help_text, fix)
