"""Time against the number of posts, drawn as SVG: both axes logarithmic, one line for each tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import floor, log10
from typing import NamedTuple

_WIDTH, _HEIGHT = 820, 470
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 200, 20, 48
_COLOURS = (
    "#0969da",
    "#54aeff",
    "#218bff",
    "#9a6700",
    "#8250df",
    "#cf222e",
    "#a40e26",
    "#1a7f37",
    "#bc4c00",
    "#57606a",
)

Lines = Mapping[str, Sequence[tuple[int, float]]]
"""By tool: numbers of posts and seconds."""


class _Axis(NamedTuple):
    """Where a value stands between two pixels, by its logarithm."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def over(cls, values: Sequence[float], start: float, end: float) -> _Axis:
        low, high = log10(min(values)), log10(max(values))
        return cls(low - 0.08, max(high, low + 0.3) + 0.08, start, end)

    def at(self, value: float) -> float:
        return self.start + (log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> Iterator[float]:
        for power in range(floor(self.low), floor(self.high) + 1):
            for step in (1, 2, 5):
                value = step * 10.0**power
                if self.low <= log10(value) <= self.high:
                    yield value


def svg(lines: Lines) -> str:
    """The picture, readable on light and dark pages."""
    points = [point for line in lines.values() for point in line]
    across = _Axis.over([float(posts) for posts, _ in points], _LEFT, _WIDTH - _RIGHT)
    up = _Axis.over([seconds for _, seconds in points], _HEIGHT - _BOTTOM, _TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        'aria-label="Seconds of wall time against the number of posts" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        *_grid(across, up),
        *(
            part
            for index, (name, line) in enumerate(lines.items())
            for part in _line(index, name, line, across, up)
        ),
        *_names(lines, up),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _grid(across: _Axis, up: _Axis) -> Iterator[str]:
    for value in up.ticks():
        y = up.at(value)
        yield f'<path d="M{across.start:.0f} {y:.1f}H{across.end:.0f}" stroke="#d0d7de"/>'
        yield _text(across.start - 8, y + 4, f"{value:g} s", anchor="end")
    for value in across.ticks():
        x = across.at(value)
        yield f'<path d="M{x:.1f} {up.start:.0f}V{up.end:.0f}" stroke="#eaeef2"/>'
        yield _text(x, up.start + 18, f"{value:,.0f}")
    middle = (across.start + across.end) / 2
    yield _text(middle, _HEIGHT - 10, "posts of 12 kB")


def _text(x: float, y: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#57606a">{text}</text>'


def _line(
    index: int, name: str, line: Sequence[tuple[int, float]], across: _Axis, up: _Axis
) -> Iterator[str]:
    colour = _COLOURS[index % len(_COLOURS)]
    places = [(across.at(posts), up.at(seconds)) for posts, seconds in line]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    width = 3 if name.startswith("postlint") else 1.5
    yield f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>'
    for x, y in places:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{width}" fill="{colour}"/>'


def _names(lines: Lines, up: _Axis) -> Iterator[str]:
    """The names beside the ends of the lines, moved apart where they would touch."""
    ends = sorted((up.at(line[-1][1]), index, name) for index, (name, line) in enumerate(lines.items()))
    last = -100.0
    for y, index, name in ends:
        last = max(y, last + 15)
        colour = _COLOURS[index % len(_COLOURS)]
        seconds = lines[name][-1][1]
        label = f"{escape(name)}, {seconds:.{0 if seconds >= 10 else 2}f} s"
        yield f'<text x="{_WIDTH - _RIGHT + 10}" y="{last + 4:.1f}" fill="{colour}">{label}</text>'
