"""Images by width and density: `srcset` and `sizes` (HTML, 4.8.4.2)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from postlint.conformance import media, url
from postlint.conformance.fault import Fault
from postlint.conformance.words import words

_SPACE = " \t\n\f\r"
_LENGTH_UNITS = words(
    "em ex ch rem cap ic vw svw lvw dvw vh svh lvh dvh vi svi lvi dvi vb svb lvb dvb vmin svmin lvmin dvmin "
    "vmax svmax lvmax dvmax cm mm q in pc pt px"
)


class Candidate(NamedTuple):
    """One image of a `srcset`: its URL with the URL's place, and its descriptors."""

    url: str
    start: int
    descriptors: tuple[str, ...]

    @property
    def width(self) -> bool:
        """Whether it has a width descriptor (``640w``)."""
        return any(d.endswith("w") for d in self.descriptors)

    @property
    def end(self) -> int:
        """The end of the URL in the value."""
        return self.start + len(self.url)


def candidates(value: str) -> tuple[list[Candidate], Fault | None]:
    """The images of a `srcset`, split as the standard's parser does, and a fault of the list itself."""
    found: list[Candidate] = []
    at, size = 0, len(value)
    while True:
        while at < size and value[at] in _SPACE:
            at += 1
        if at < size and value[at] == ",":
            return found, Fault("has an empty item before a comma", at, at + 1)
        if at >= size:
            return found, None if found else Fault("names no image")
        start = at
        while at < size and value[at] not in _SPACE:
            at += 1
        address = value[start:at]
        if address.endswith(","):
            bare = address.rstrip(",")
            found.append(Candidate(bare, start, ()))
            if len(address) - len(bare) > 1:
                return found, Fault("has an empty item between commas", start + len(bare), at)
            if not value[at:].strip(_SPACE):
                return found, Fault("ends with a comma", at - 1, at)
            continue
        stop, depth = at, 0
        while stop < size and (depth or value[stop] != ","):
            depth += {"(": 1, ")": -1 if depth else 0}.get(value[stop], 0)
            stop += 1
        found.append(Candidate(address, start, tuple(re.findall(r"[^ \t\n\f\r]+", value[at:stop]))))
        if depth:
            return found, Fault("has an unclosed parenthesis", at, size)
        at = stop + 1
        if stop < size and not value[at:].strip(_SPACE):
            return found, Fault("ends with a comma", stop, at)


@cache
def _float() -> re.Pattern[str]:
    return re.compile(r"-?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\Z")


def _descriptor(text: str) -> str | None:
    """What is wrong with one descriptor, or None."""
    kind, number = text[-1], text[:-1]
    if kind in "wh":
        if not re.fullmatch(r"[0-9]+", number):
            return f"has `{text}`, whose number is not a whole one"
        return None if number.strip("0") else f"has `{text}`: an image has at least one pixel"
    if kind == "x":
        if not _float().match(number):
            return f"has `{text}`, whose number cannot be read"
        return None if float(number) > 0 else f"has `{text}`: a density is more than 0"
    return f"has `{text}`, which is neither a width (`640w`) nor a density (`2x`)"


def srcset(value: str, *, widths: bool = False) -> Fault | None:
    """A list of images; with `widths` (a `sizes` attribute stands beside it) each needs a width."""
    found, broken = candidates(value)
    return next((fault for c in found if (fault := _candidate(c, widths))), None) or _mixed(found) or broken


def _candidate(item: Candidate, widths: bool) -> Fault | None:
    span = (item.start, item.end)
    if wrong := url.problems(item.url):
        return Fault(f"has a URL that is not valid (`{wrong[0].code}`)", *span)
    if "#" in item.url and item.url[:5].lower() == "data:":
        unread = "has a `data:` URL with a `#`, which the Nu checker does not allow"
        return Fault(unread, *span, checker_only=True)
    reason = next((reason for d in item.descriptors if (reason := _descriptor(d))), None)
    if reason:
        return Fault(reason, *span)
    kinds = "".join(sorted(d[-1] for d in item.descriptors))
    if kinds not in ("", "w", "x"):
        return Fault("has an image with descriptors that exclude each other", *span)
    if widths and not item.width:
        return Fault("has an image without a width (`640w`), which `sizes` asks for", *span)
    return None


def _mixed(found: list[Candidate]) -> Fault | None:
    if any(c.width for c in found) and not all(c.width for c in found):
        odd = next(c for c in found if not c.width)
        return Fault("mixes widths (`640w`) and densities (`2x`)", odd.start, odd.end)
    seen: dict[float, Candidate] = {}
    for item in found:
        key = _size(item)
        if key in seen:
            return Fault("gives two images the same width or density", item.start, item.end)
        seen[key] = item
    return None


def _size(item: Candidate) -> float:
    for text in item.descriptors:
        if text[-1] == "w":
            return float(int(text[:-1]))
        if text[-1] == "x":
            return float(text[:-1])
    return 1.0


def srcset_of_widths(value: str) -> Fault | None:
    """A list of images beside a `sizes`."""
    return srcset(value, widths=True)


def sizes(value: str) -> Fault | None:
    """A source size list: lengths, each but the last behind a media condition, or `auto`."""
    auto = re.match(r"\s*auto\s*(?:(,)|\Z)", value, re.IGNORECASE)
    if auto:
        rest = sizes(value[auto.end() :]) if auto[1] else None
        return rest._replace(start=rest.start + auto.end(), end=rest.end + auto.end()) if rest else None
    at = 0
    either: Fault | None = None
    parts = media.split(value)
    for index, part in enumerate(parts):
        text = part.strip(_SPACE)
        start = at + (part.find(text) if text else 0)
        at += len(part) + 1
        if not text:
            return Fault("has an empty item" if value.strip(_SPACE) else "is empty", start, start + len(part))
        reason = _size_item(text, last=index == len(parts) - 1)
        if reason:
            return Fault(reason, start, start + len(text))
        condition = _divided(text)[0]
        if condition and media.condition(condition, alternatives=False) is not None:
            reason = f"has `{condition}`, where the Nu checker wants parentheses around `or`"
            either = either or Fault(reason, start, start + len(condition), checker_only=True)
    if either is not None:
        return either
    unit = re.search(rf"(?i)[0-9.]({'|'.join(sorted(_LENGTH_UNITS))})\s*(?:,|\Z)", value)
    if unit and unit[1] != unit[1].lower():
        return Fault(
            f"has the unit `{unit[1]}`, which the Nu checker wants in small letters",
            *unit.span(1),
            False,
            True,
        )
    return None


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"([+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(.*)\Z", re.DOTALL)


def _divided(text: str) -> tuple[str, str, bool]:
    """The media condition of a source size, the size, and whether that is a mathematical function."""
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.DOTALL).strip(_SPACE)
    function = re.search(r"(?:calc|min|max|clamp)\(.*\)\Z", text, re.DOTALL | re.IGNORECASE)
    if function:
        return text[: function.start()].strip(_SPACE), function[0], True
    *before, size = text.split() or [""]
    return text[: len(text) - len(size)].strip(_SPACE) if before else "", size, False


def _size_item(text: str, *, last: bool) -> str | None:
    condition, size, function = _divided(text)
    if not condition and not last:
        return "has a size without a media condition before the last one"
    if condition and media.condition(condition) is not None:
        return f"has `{condition}`, which is not a media condition"
    return None if function else _length(size)


def _length(size: str) -> str | None:
    match = _number().match(size)
    if match is None:
        return f"has `{size}`, where a length (`50vw`) is due"
    number, unit = float(match[1]), match[2].lower()
    if number < 0:
        return f"has `{size}`: a size is not negative"
    if unit not in _LENGTH_UNITS and not (unit == "" and number == 0):
        return (
            f"has `{size}`, which has no unit of length"
            if not unit
            else f"has the unit `{unit}`, which is not one of length"
        )
    return None
