"""The pictures of the terminal in the documentation: ``python -m tools.screens`` writes them.

Each is an SVG of what the real command shows on a terminal of 80 columns.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pyte

from postlint.report.visible import width
from tools.terminal import lines, shown

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs/images"

_CELL, _ROW, _EDGE, _TOP = 8.4, 19, 18, 40
_COLOURS = {
    "default": "#d7dde6",
    "red": "#ff7b79",
    "green": "#7fd6a0",
    "brown": "#f2b253",
    "blue": "#82aaff",
    "magenta": "#d6a0ff",
    "cyan": "#6bc7d8",
}
_FONTS = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono','Noto Sans Mono CJK SC',monospace"


class Screen(NamedTuple):
    """A picture: its file's name, what is typed, and the folder (of the checkout) where."""

    name: str
    typed: str
    folder: str = "."

    @property
    def words(self) -> list[str]:
        """The words after ``postlint``, on a day that does not change."""
        return ["--now", "2024-01-01", "--no-cache", *self.typed.split()[1:]]


SCREENS = (
    Screen(
        "check", "postlint 2021-12-08-naive-date.md 2022-01-01-inner-quote.md", "fixtures/posts/bad/_posts"
    ),
    Screen("grouped", "postlint --output-format grouped 2022-03-03-links.md", "fixtures/posts/bad/_posts"),
    Screen("typo", "postlint --select html/duplicte-id"),
    Screen("diff", "postlint --diff 2022-01-01-inner-quote.md", "fixtures/posts/bad/_posts"),
    Screen("statistics", "postlint --statistics --quiet .", "fixtures/posts/bad/_posts"),
)
LONG = Screen("long-line", "postlint _posts/2021-12-29-imported.md")


def pictures() -> Iterator[tuple[Path, str]]:
    """Each picture's file and its content."""
    for screen in SCREENS:
        yield FOLDER / f"{screen.name}.svg", drawn(screen, shown(screen.words, ROOT / screen.folder))
    with TemporaryDirectory() as folder:
        imported(Path(folder))
        yield FOLDER / f"{LONG.name}.svg", drawn(LONG, shown(LONG.words, Path(folder)))


def imported(site: Path) -> None:
    """A site with one post of one line of 4,000 characters, as importers write them, with two slips in it."""
    (site / "_config.yml").write_text("title: News\n")
    (site / "_posts").mkdir()
    text = "沪深两市今日震荡上行，成交额较上一交易日放大。"
    line = text * 80 + '<a href="">贵州茅台</a>' + text * 80 + "<b>涨停</i>" + text * 15
    head = "---\nlayout: post\ntitle: 收评\ndate: 2021-12-29 15:00:00 +0800\n---\n"
    (site / "_posts" / "2021-12-29-imported.md").write_text(f"{head}<p>{line}</p>\n", "utf-8")


def drawn(screen: Screen, seen: pyte.Screen) -> str:
    """A screen as SVG: a window with its title, and a row of text for each row of the terminal."""
    rows = len(lines(seen))
    wide = seen.columns * _CELL + 2 * _EDGE
    high = (rows + 2) * _ROW + _TOP + _EDGE
    body = "\n".join(part for row in range(rows) for part in _row(seen, row))
    prompt = f'<tspan fill="{_COLOURS["green"]}">$</tspan> {escape(screen.typed)}'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high}" width="{wide:g}" '
        f'role="img" aria-label="{escape(screen.typed)}">\n'
        f'<rect width="{wide:g}" height="{high}" rx="10" fill="#14181f"/>\n'
        '<circle cx="22" cy="20" r="6" fill="#f06a68"/><circle cx="42" cy="20" r="6" fill="#d99a3a"/>'
        '<circle cx="62" cy="20" r="6" fill="#5aa55e"/>\n'
        f'<g font-family="{escape(_FONTS)}" font-size="14" fill="{_COLOURS["default"]}" '
        ">\n"
        f'<text x="{_EDGE}" y="{_TOP + 14}">{prompt}</text>\n{body}\n</g>\n</svg>\n'
    )


def _row(seen: pyte.Screen, row: int) -> Iterator[str]:
    """A text for each run of one look, set as wide as its cells: no font can move the carets."""
    cells = [(x, seen.buffer[row][x]) for x in range(seen.columns)]
    at = _TOP + 14 + (row + 2) * _ROW - _ROW // 2
    for (colour, bold, _), run in groupby(cells, lambda item: _look(item[1])):
        part = list(run)
        text = "".join(cell.data for _, cell in part)
        if not text.strip():
            continue
        start = part[0][0] + len(text) - len(text.lstrip())
        text = text.strip()
        weight = ' font-weight="700"' if bold else ""
        fill = f' fill="{_COLOURS[colour]}"' if colour != "default" else ""
        place = f'x="{_EDGE + start * _CELL:g}" y="{at}" textLength="{width(text) * _CELL:g}"'
        # Blanks that no viewer takes together.
        said = escape(text, quote=False).replace(" ", "\u00a0")
        yield f"<text {place}{fill}{weight}>{said}</text>"


def _look(cell: pyte.screens.Char) -> tuple[str, bool, bool]:
    """Colour, weight, and whether the character is a wide one (or its second cell, which is empty)."""
    return cell.fg, cell.bold, not cell.data or width(cell.data) > 1


def main() -> int:
    """Write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path, text in pictures():
        path.write_text(text, "utf-8")
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
