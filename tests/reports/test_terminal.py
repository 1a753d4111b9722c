"""On a real terminal of 80 columns, the carets stand under the characters, wide ones too."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest

from postlint.report.visible import width

pytest.importorskip("pty", reason="no terminals to be had here")
tools = pytest.importorskip("tools.terminal")

from tools.screens import FOLDER, LONG, SCREENS, drawn, imported  # noqa: E402

FLAGGED = ("<b>", "</i>")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    imported(tmp_path)
    return tmp_path


def carets(rows: list[str]) -> list[tuple[str, str]]:
    """Each line of source, and the line of carets under it, both as they stand on the screen."""
    return [
        (above, row)
        for above, row in pairwise(rows)
        if re.fullmatch(r" *\| +\^+", row) and re.match(r"\d+ \| ", above)
    ]


def under(above: str, row: str) -> str:
    """The characters of a line of source that stand over the carets, counted in cells."""
    start, end = row.index("^"), len(row)
    cells = 0
    found = ""
    for character in above:
        if start <= cells < end:
            found += character
        cells += width(character)
    return found


def test_the_line_is_long(site: Path) -> None:
    text = (site / "_posts" / "2021-12-29-imported.md").read_text("utf-8")
    assert max(map(len, text.splitlines())) > 4000


def test_carets_in_an_emulated_terminal(site: Path) -> None:
    screen = tools.shown(LONG.words, site)
    rows = tools.lines(screen)
    found = [under(*pair) for pair in carets(rows)]
    assert len(found) == 3
    assert tuple(found[1:]) == FLAGGED
    # The empty address has no character of its own: its caret stands under what follows its quote.
    assert found[0] == '"'
    assert max(map(width, rows)) <= 80
    assert any(cell.fg == "red" for row in screen.buffer.values() for cell in row.values())


def test_carets_in_tmux(site: Path, tmp_path: Path) -> None:
    tmux = shutil.which("tmux")
    if not tmux:
        pytest.skip("tmux is not installed")
    call = [tmux, "-L", f"postlint-{tmp_path.name}", "-f", "/dev/null", "-u"]
    words = " ".join(f"'{word}'" for word in (sys.executable, "-m", "postlint", *LONG.words))
    command = f"cd '{site}'; {words}; echo done; sleep 60"
    subprocess.run([*call, "new-session", "-d", "-x", "80", "-y", "60", command], check=True)
    try:
        rows: list[str] = []
        for _ in range(300):
            seen = subprocess.run(
                [*call, "capture-pane", "-p"], capture_output=True, encoding="utf-8", check=True
            )
            rows = seen.stdout.splitlines()
            if "done" in rows:
                break
            time.sleep(0.1)
        assert tuple(under(*pair) for pair in carets(rows))[1:] == FLAGGED
    finally:
        subprocess.run([*call, "kill-server"], check=False)


def test_no_colour_where_it_is_not_wanted(site: Path) -> None:
    assert b"\x1b[" in tools.printed(LONG.words, site)
    assert b"\x1b[" not in tools.printed(LONG.words, site, NO_COLOR="1")
    assert b"\x1b[" not in tools.printed(LONG.words, site, TERM="dumb")


def test_links_only_on_terminals_that_know_them(site: Path) -> None:
    assert b"\x1b]8;;" not in tools.printed(LONG.words, site)
    assert b"\x1b]8;;https://" in tools.printed(LONG.words, site, TERM="xterm-kitty")


def test_pictures_keep_what_the_terminal_shows(site: Path) -> None:
    screen = tools.shown(LONG.words, site)
    text = re.sub(r"<[^>]*>", "", drawn(LONG, screen)).replace("\xa0", " ")
    for row in tools.lines(screen):
        for word in re.findall(r"[a-z/]{4,}", row):
            assert word in text


def test_every_picture_is_in_the_gallery() -> None:
    gallery = (FOLDER.parent / "gallery.md").read_text("utf-8")
    shown = set(re.findall(r"images/([\w-]+)\.svg", gallery))
    assert shown == {screen.name for screen in (*SCREENS, LONG)}
