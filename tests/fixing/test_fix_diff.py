"""`postlint.fix.unified_diff`: real git takes it, and makes of the old file the new one."""

from __future__ import annotations

import difflib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlint.fix import unified_diff

GIT = shutil.which("git")
needs_git = pytest.mark.skipif(GIT is None, reason="git is not installed")


def git_apply(folder: Path, path: str, before: str, after: str) -> None:
    """Assert that `git apply` turns `before` into `after`, byte for byte."""
    assert GIT
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(before.encode())
    patch = unified_diff(path, before, after).encode()
    run = subprocess.run(
        [GIT, "apply", "--whitespace=nowarn", "-"], cwd=folder, input=patch, capture_output=True, check=False
    )
    assert run.returncode == 0, (run.stderr, patch)
    assert file.read_bytes() == after.encode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("a\nb\nc\n", "a\nB\nc\n", id="one line"),
        pytest.param("a\nb", "a\nB", id="no final newline"),
        pytest.param("a\nb", "a\nb\n", id="a final newline added"),
        pytest.param("a\nb\n", "a\nb", id="a final newline taken"),
        pytest.param("a", "", id="all taken"),
        pytest.param("", "a\n", id="all new"),
        pytest.param("a\r\nb\r\n", "a\r\nB\r\n", id="CRLF"),
        pytest.param("a\r\nb\r\n", "a\nb\n", id="CRLF to LF"),
        pytest.param("\ufeffa\nb\n", "a\nb\n", id="BOM"),
        pytest.param(
            "a\u2028b\x0cc\x85d\n", "a\u2028B\x0cc\x85d\n", id="what only Python takes for a line break"
        ),
        pytest.param("a\rb\n", "a\rB\n", id="a lone carriage return"),
        pytest.param("\n" * 30 + "x\n" + "\n" * 30, "\n" * 30 + "y\n" + "\n" * 30, id="among blank lines"),
        pytest.param(
            "".join(f"{i}\n" for i in range(90)), "".join(f"{i % 40}\n" for i in range(90)), id="hunks"
        ),
        pytest.param("a\n" * 30_000, "b\n" + "a\n" * 29_998 + "b\n", id="long"),
    ],
)
@needs_git
def test_git_takes_it(tmp_path: Path, before: str, after: str) -> None:
    git_apply(tmp_path, "_posts/a.md", before, after)


@pytest.mark.parametrize(
    "path",
    [
        "a.md",
        "two words.md",
        "日本語.md",
        'a"b.md',
        "back\\slash.md",
        "tab\there.md",
        "new\nline.md",
        "a/b c/d.md",
    ],
)
@needs_git
def test_any_path(tmp_path: Path, path: str) -> None:
    git_apply(tmp_path, path, "a\n", "b\n")


LINES = st.lists(st.sampled_from(["a", "b", "", "\r", "é"]), max_size=12)


@given(before=LINES, after=LINES, ends=st.tuples(st.booleans(), st.booleans()))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@needs_git
def test_any_change(tmp_path: Path, before: list[str], after: list[str], ends: tuple[bool, bool]) -> None:
    old, new = ("\n".join(part) + "\n" * end for part, end in zip((before, after), ends, strict=True))
    if old != new:
        git_apply(tmp_path, "a.md", old, new)


@given(
    size=st.integers(0, 30),
    changes=st.lists(st.tuples(st.integers(0, 30), st.sampled_from(["-", "+", "-+"])), max_size=5),
)
@settings(max_examples=200, deadline=None)
def test_hunks_are_those_of_difflib(size: int, changes: list[tuple[int, str]]) -> None:
    """Where no line is twice, both find the same change; three lines around it are shown."""
    old = [f"{number}\n" for number in range(size)]
    new = [[line] for line in [*old, ""]]
    for number, (at, change) in enumerate(changes):
        if at < size and "-" in change:
            new[at] = []
        if at <= size and "+" in change:
            new[at].insert(0, f"new {number}\n")
    after = [line for lines in new for line in lines if line]
    expected = "".join(difflib.unified_diff(old, after, "a/a.md", "b/a.md"))
    assert unified_diff("a.md", "".join(old), "".join(after)) == expected


@pytest.mark.parametrize(
    ("gap", "hunks"), [(6, ["@@ -1,8 +1,8 @@"]), (7, ["@@ -1,4 +1,4 @@", "@@ -6,4 +6,4 @@"])]
)
def test_changes_with_more_than_six_lines_between_them_stand_apart(gap: int, hunks: list[str]) -> None:
    between = "".join(f"{number}\n" for number in range(gap))
    diff = unified_diff("a.md", f"a\n{between}b\n", f"A\n{between}B\n")
    assert [line for line in diff.split("\n") if line.startswith("@@")] == hunks


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("a.md", "a/a.md"),
        ("日本語.md", "a/日本語.md"),
        ("two words.md", "a/two words.md\t"),
        ('a "~é\x7f.md', r'"a/a \"~\303\251\177.md"'),
        ("back\\slash.md", r'"a/back\\slash.md"'),
        ("a\x1f.md", r'"a/a\037.md"'),
        (os.fsdecode(b"\x80\xff.md"), r'"a/\200\377.md"'),
    ],
)
def test_names_are_written_as_git_writes_them(path: str, written: str) -> None:
    assert unified_diff(path, "", "a\n").split("\n")[0] == f"--- {written}"


def test_no_change_is_no_diff() -> None:
    assert unified_diff("a.md", "a\n", "a\n") == ""


def test_form() -> None:
    assert unified_diff("_posts/a.md", "a\nb\nc", "a\nB\nc") == (
        "--- a/_posts/a.md\n+++ b/_posts/a.md\n"
        "@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n\\ No newline at end of file\n"
    )


@needs_git
def test_a_line_moved_to_the_front_keeps_the_context_after_it(tmp_path: Path) -> None:
    before, after = "a\na\na\na\nb", "b\na\na\na\nb"
    assert unified_diff("a.md", before, after).endswith("@@ -1,4 +1,4 @@\n-a\n+b\n a\n a\n a\n")
    git_apply(tmp_path, "a.md", before, after)
