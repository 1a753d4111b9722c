"""A change as a unified diff that ``git apply`` and ``patch`` take."""

from __future__ import annotations

from collections.abc import Iterator

_NO_NEWLINE = "\\ No newline at end of file\n"
_LIMIT = 20_000
"""Lines from the first change to the last beyond which they are shown as one: `difflib` is quadratic."""


def unified_diff(path: str, before: str, after: str) -> str:
    """The change of one file, with three lines of context; empty when there is none.

    `path` is relative to where the diff is applied. Lines end at ``\\n`` alone, as git has it: a
    carriage return before it is part of the line, and stays.
    """
    old, new = _lines(before), _lines(after)
    if old == new:
        return ""
    hunks = "".join(_hunks(old, new))
    return f"--- {_quoted('a/' + path)}\n+++ {_quoted('b/' + path)}\n{hunks}"


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    ended = [line + "\n" for line in lines]
    return [*ended, last] if last else ended


def _quoted(path: str) -> str:
    """A path as git writes it in a patch: in quotes and escaped when it holds a special character."""
    if any(c < " " or c in '"\\\x7f' or "\ud800" <= c <= "\udfff" for c in path):
        data = path.encode("utf-8", "surrogateescape")
        return '"' + "".join(_escaped(byte) for byte in data) + '"'
    # A tab ends a name that has blanks in it: without it, what follows a blank may be read as a date.
    return path + "\t" if " " in path else path


def _escaped(byte: int) -> str:
    if chr(byte) in '"\\':
        return "\\" + chr(byte)
    return chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}"


def _hunks(old: list[str], new: list[str]) -> Iterator[str]:
    for group in _groups(old, new, 3):
        _, old_start, _, new_start, _ = group[0]
        _, _, old_end, _, new_end = group[-1]
        yield f"@@ -{_range(old_start, old_end)} +{_range(new_start, new_end)} @@\n"
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                yield from _marked(" ", old[i1:i2])
            else:
                yield from _marked("-", old[i1:i2])
                yield from _marked("+", new[j1:j2])


def _range(start: int, end: int) -> str:
    # An empty range is named by the line before it, and a range of one line by that line alone.
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _marked(mark: str, lines: list[str]) -> Iterator[str]:
    for line in lines:
        yield mark + line if line.endswith("\n") else f"{mark}{line}\n{_NO_NEWLINE}"


_Opcode = tuple[str, int, int, int, int]


def _groups(old: list[str], new: list[str], context: int) -> Iterator[list[_Opcode]]:
    """Runs of changes, each with so many equal lines before and after it as there are, up to `context`."""
    group: list[_Opcode] = []
    for tag, i1, i2, j1, j2 in _opcodes(old, new):
        if tag != "equal":
            group.append((tag, i1, i2, j1, j2))
            continue
        more = i2 < len(old) or j2 < len(new)
        if group and more and i2 - i1 <= 2 * context:
            group.append((tag, i1, i2, j1, j2))
            continue
        size = min(context, i2 - i1)
        if group:
            yield [*group, (tag, i1, i1 + size, j1, j1 + size)]
        group = [(tag, i2 - size, i2, j2 - size, j2)] if more else []
    if group:
        yield group


def _opcodes(old: list[str], new: list[str]) -> Iterator[_Opcode]:
    """What is equal and what is not, in order; equal ends are left out of the search, and stay equal."""
    from difflib import SequenceMatcher

    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if head:
        yield "equal", 0, head, 0, head
    if max(len(a), len(b)) > _LIMIT:
        yield "replace", head, len(old) - tail, head, len(new) - tail
    else:
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b).get_opcodes():
            yield tag, i1 + head, i2 + head, j1 + head, j2 + head
    if tail:
        yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _common(a: list[str], b: list[str]) -> int:
    """How many lines the two have in common at their start."""
    for index, (x, y) in enumerate(zip(a, b, strict=False)):
        if x != y:
            return index
    return min(len(a), len(b))
