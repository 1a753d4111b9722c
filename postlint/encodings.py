"""Text in the wrong encoding: which one bytes were probably written in, and which one misread them.

Both are guesses that a person reads, so both prefer silence: they know the encodings that Chinese
and western sites really had (GBK, Big5, Windows-1252, UTF-16).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from postlint.text import Source, Span

_SAMPLE = 4096


class Guess(NamedTuple):
    """An encoding's usual name, and the first words that are not ASCII as it reads them."""

    encoding: str
    sample: str


def guess(data: bytes) -> Guess:
    """The likely encoding of bytes that are not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Guess("UTF-16", "")
    at = _first_undecodable(data)
    window = data[at : at + _SAMPLE]
    for name, codec in (("GBK", "gb2312"), ("Big5", "big5"), ("GBK", "gb18030")):
        text = _decoded(window, codec)
        if text is not None and _is_chinese(text):
            run = re.match(r"[^\x00-\x7f]{1,12}", text)
            return Guess(name, run[0] if run else "")
    line = data[data.rfind(b"\n", 0, at) + 1 : at + 40].decode("cp1252", "replace")
    return Guess("Latin-1 (Windows-1252)", line.partition("\n")[0].strip()[-60:])


def _first_undecodable(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return len(data)


def _decoded(window: bytes, codec: str) -> str | None:
    """The window's text; its last character may be cut in two."""
    try:
        return window.decode(codec)
    except UnicodeDecodeError as error:
        whole = error.start >= len(window) - 4 and len(window) == _SAMPLE
        return window[: error.start].decode(codec) if whole else None


def _is_chinese(text: str) -> bool:
    """Whether the characters beyond ASCII are Chinese ones, most of them side by side."""
    beyond = re.findall(r"[^\x00-\x7f]+", text)
    count = sum(map(len, beyond))
    chinese = sum(len(re.sub(r"[^一-龥　-〟！-～]", "", run)) for run in beyond)
    # Latin-1 read as GBK gives single characters between ASCII letters.
    return count > 1 and chinese * 10 >= count * 9 and len(beyond) * 2 <= count


class Misread(NamedTuple):
    """A run of characters that are UTF-8 read in `encoding`; `meant` is None where it was lost."""

    span: Span
    encoding: str
    meant: str | None


def may_be_misread(source: Source) -> bool:
    """Whether `misread` may find something: few texts hold what it looks for, and bytes tell it soonest."""
    if source.text.isascii():
        return False
    # U+00C0 to U+00FF begin with the byte C3.
    text = source.text
    return b"\xc3" in source.data or "锟" in text or "鈥" in text or "涓" in text or "鐨" in text


def misread(text: str) -> Iterator[Misread]:
    """The runs of UTF-8 that was read as Windows-1252 or GBK and saved as what it then looked like."""
    if text.isascii():
        return
    if any(lead in text for lead in "ÃÂâïãåæð"):
        yield from _misread_western(text)
    if "锟" in text:
        for match in re.finditer("(?:锟斤拷)+", text):
            yield Misread(Span(*match.span()), "GBK", None)
    if "鈥" in text or "涓" in text or "鐨" in text:
        yield from _misread_gbk(text)


# What Windows-1252 makes of the bytes 80 to 9F, in order; the five that it leaves out stay controls.
_HIGH = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"
_BYTES = {**{chr(i): i for i in range(0xA0, 0x100)}, **{c: 0x80 + i for i, c in enumerate(_HIGH)}}
# Marks that may follow an accented letter in honest text: „Ä“, « été », très…
_HONEST = "‘’‚“”„…–—‹›«»\xa0\xad"


@cache
def _western() -> re.Pattern[str]:
    tail = re.escape(_HIGH) + "\xa0-\xbf"
    return re.compile(f"(?:[Â-ß][{tail}]|[à-ï][{tail}]{{2}}|[ð-ô][{tail}]{{3}})+")


def _misread_western(text: str) -> Iterator[Misread]:
    for match in _western().finditer(text):
        tail = [char for char in match[0] if not "Â" <= char <= "ô"]
        if all(char in _HONEST for char in tail):
            continue
        try:
            meant = bytes(_BYTES[char] for char in match[0]).decode("utf-8")
        except UnicodeDecodeError:
            continue
        if meant.isprintable() or meant.strip().isprintable():
            yield Misread(Span(*match.span()), "Windows-1252", meant)


_CONTINUATION = bytes(range(0x80, 0xC0))


def _misread_gbk(text: str) -> Iterator[Misread]:
    """Runs of at least six hanzi whose GBK bytes are UTF-8 for Chinese again: chance does not do that."""
    for match in re.finditer("[一-龥]{6,}", text):
        data = match[0].encode("gbk", "ignore")
        whole = data.lstrip(_CONTINUATION)
        meant = whole.decode("utf-8", "ignore")
        cut = len(data) - len(meant.encode())
        if cut <= 4 and re.fullmatch("[一-龥　-〟！-～]{3,}", meant):
            yield Misread(Span(*match.span()), "GBK", None if cut else meant)
