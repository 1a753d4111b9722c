"""Several Pythons and libraries over the same sites: `python -m tests.dev versions`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.dev import versions
from tests.dev.__main__ import main
from tests.dev.ecosystem import Failed
from tests.dev.versions import Environment, Place, differences, places, table

NEW = Environment("3.11.7", "newest", "one/python")
OLD = Environment("3.11.7", "oldest", "two/python")


def test_all_the_same() -> None:
    found = {"site": Counter(["a.md:1:1: twice"] * 2), "cases": Counter(["x: one"])}
    said, same = table([(NEW, found), (OLD, dict(found))])
    assert same
    assert said.splitlines()[2:] == ["| 3.11.7 | newest | 2 | 1 | 0 |", "| 3.11.7 | oldest | 2 | 1 | 0 |"]


def test_what_differs_is_shown_with_its_place() -> None:
    one = {"site": Counter(["a.md:1:1: x", "b.md:1:1: y"]), "cases": Counter()}
    two = {"site": Counter(["a.md:1:1: x", "b.md:1:1: z"]), "other": Counter(["c.md:1:1: w"])}
    assert list(differences(one, two)) == [
        "+ other: c.md:1:1: w",
        "- site: b.md:1:1: y",
        "+ site: b.md:1:1: z",
    ]


def test_how_often_a_line_comes_counts() -> None:
    assert list(differences({"site": Counter(["x", "x"])}, {"site": Counter(["x"])})) == ["- site: x"]


def test_only_the_first_differences_are_shown() -> None:
    many = Counter(f"a.md:{number}:1: x" for number in range(versions.SHOWN + 3))
    said, same = table(
        [(NEW, {"site": Counter(), "cases": Counter()}), (OLD, {"site": many, "cases": Counter()})]
    )
    assert not same
    assert "\nPython 3.11.7 with the oldest libraries:\n+ site: a.md:0:1: x\n" in said
    assert said.endswith("\n... and 3 more")


def test_a_corpus_comes_with_the_files_it_would_have(tmp_path: Path) -> None:
    (tmp_path / "blog").mkdir()
    (tmp_path / "alone").mkdir()
    (tmp_path / "blog.tree").touch()
    first, second, *fixtures = places(tmp_path)
    assert first == Place("alone", tmp_path / "alone")
    assert second == Place("blog", tmp_path / "blog", tmp_path / "blog.tree")
    assert {one.name for one in fixtures} == {"posts", "hugo-blog", "jekyll-blog"}


@pytest.mark.parametrize("same", [True, False])
def test_the_exit_code(
    same: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(versions, "compare", lambda pythons: (" ".join(pythons), same))
    assert main(["versions", "--python", "a", "--python", "b"]) == int(not same)
    assert capsys.readouterr().out == "a b\n"


def test_a_python_that_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(versions, "_wheel", lambda folder: folder / "postlint.whl")
    assert main(["versions", "--python", str(tmp_path / "python")]) == 2
    assert "tests.dev: " in capsys.readouterr().err


def test_a_program_that_fails_says_why() -> None:
    with pytest.raises(Failed, match="one: out of order"):
        versions._run("one", sys.executable, "-c", "raise SystemExit('out of order')")
