"""Source frames: the carets stand under the flagged characters, whatever their width."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from wcwidth import wcwidth

from postlint.report.frame import excerpt
from postlint.report.visible import _SURE, folded, visible, width
from postlint.text import Source, Span

CHARACTERS = st.sampled_from([*'ab <>"=，。管制😀é\t\x1b\u202e', "e\u0301"])


@settings(deadline=None)
@given(
    before=st.lists(CHARACTERS, max_size=120).map("".join),
    flagged=st.lists(CHARACTERS, min_size=1, max_size=120).map("".join),
    after=st.lists(CHARACTERS, max_size=120).map("".join),
    cells=st.integers(20, 100),
)
def test_the_carets_stand_under_the_flagged_text(before: str, flagged: str, after: str, cells: int) -> None:
    text = f"first line\n{before}{flagged}{after}\nlast line\n"
    source = Source.decode("a.md", text.encode())
    start = len("first line\n") + len(before)
    shown = excerpt(source, Span(start, start + len(flagged)), cells)
    assert width(shown.text) <= cells
    assert "\n" not in shown.text
    at = next(i for i in range(len(shown.text) + 1) if width(shown.text[:i]) == shown.indent)
    under = shown.text[at:].lstrip("\u0301")
    wanted = visible(flagged).lstrip("\u0301")
    assert not wanted or under[0] in (wanted[0], "…")


def test_a_long_line_is_cut_around_the_flagged_text() -> None:
    line = "<p>" + "管制" * 2000 + "</p>"
    source = Source.decode("a.md", line.encode())
    shown = excerpt(source, Span(2001, 2005), 76)
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert shown.carets == 8
    assert width(shown.text[: len(shown.text)]) <= 76


def test_a_span_at_the_end_of_the_file() -> None:
    source = Source.decode("a.md", b"one\ntwo")
    assert excerpt(source, Span(7, 7), 76) == ("two", 3, 1)


def test_control_characters_are_shown_as_pictures() -> None:
    source = Source.decode("a.md", b"a\x1b[31mb\x08")
    assert excerpt(source, Span(1, 2), 76).text == "a\u241b[31mb\u2408"


@given(
    words=st.lists(st.lists(CHARACTERS, max_size=30).map("".join), max_size=20),
    start=st.integers(0, 30),
    cells=st.integers(40, 100),
)
@settings(deadline=None)
def test_folded_text_fits_and_loses_nothing(words: list[str], start: int, cells: int) -> None:
    text = visible(" ".join(words))
    lines = folded(text, start, cells, 4).split("\n")
    assert [word for line in lines for word in line.split()] == text.split()
    assert all(len(line.split()) < 2 or width(line) <= cells for line in lines[1:])
    assert len(lines[0].split()) < 2 or start + width(lines[0]) <= cells


def test_characters_of_a_sure_width_have_the_width_of_the_tables() -> None:
    for first, last, cells in _SURE:
        assert {wcwidth(chr(code)) for code in range(first, last + 1)} == {cells}
