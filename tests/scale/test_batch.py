"""`lint_batch`: posts that are no files."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import postlint
from postlint.errors import UserError
from postlint.settings import ConfigError

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CONFIG = {"_config.yml": b"timezone: Asia/Shanghai\n"}
POST = b'---\nlayout: post\ntitle: "x"\ndate: 2021-12-29 23:30:00\n---\n<p id="a">x</p><p id="a">y</p>\n'
SITES = Path(__file__).parents[2] / "fixtures/posts"


def test_findings_come_with_their_places() -> None:
    rows = list(postlint.lint_batch([("_posts/2021-12-29-x.md", POST)], files=CONFIG, now=NOW))
    assert [(row.rule, row.line, row.column) for row in rows] == [
        ("date/moved-day", 4, 7),
        ("html/duplicate-id", 6, 23),
    ]
    text = POST.decode()
    assert text[rows[1].start : rows[1].end] == "a"
    assert rows[0].fix_safety == "unsafe"


def test_settings_and_files_count() -> None:
    posts = [("_posts/2021-12-29-x.md", POST)]
    files = {**CONFIG, "postlint.toml": b'ignore = ["date"]\n'}
    assert [row.rule for row in postlint.lint_batch(posts, files=files, now=NOW)] == ["html/duplicate-id"]
    rows = postlint.lint_batch(posts, files=CONFIG, settings={"select": '["date"]'}, now=NOW)
    assert [row.rule for row in rows] == ["date/moved-day"]


def test_the_same_as_the_command_finds_in_files() -> None:
    command = [sys.executable, "-m", "postlint", "check", "--no-cache", "--output-format", "json"]
    command += [
        "--now",
        "2026-01-01",
        "--config",
        'ignore=["site", "link/broken-target", "link/broken-anchor"]',
    ]
    done = subprocess.run([*command, str(SITES)], capture_output=True, text=True, check=False)
    expected = [
        (d["path"], d["rule"], d["start"]["line"], d["start"]["column"])
        for d in json.loads(done.stdout)["diagnostics"]
        if not d["rule"].startswith("postlint/")
    ]
    config = {p.name: p.read_bytes() for p in SITES.glob("_config.yml")}
    seen = {path for path, *_ in expected}
    posts = [(path, (SITES / path).read_bytes()) for path in sorted(seen)]
    rows = [(r.path, r.rule, r.line, r.column) for r in postlint.lint_batch(posts, files=config, now=NOW)]
    of_one_post = [row for row in expected if not row[1].startswith(("site/", "link/"))]
    assert [row for row in rows if not row[1].startswith("link/")] == of_one_post != []


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    rows = postlint.lint_batch([("_posts/2021-12-29-x.md", POST)] * 2, files=CONFIG, now=NOW)
    next(rows)
    rows.close()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x.md", "a/../../x.md", "a\0.md"])
def test_a_path_out_of_the_site_is_refused(path: str) -> None:
    with pytest.raises(UserError, match="no path inside the site"):
        list(postlint.lint_batch([(path, POST)]))


def test_text_is_no_bytes() -> None:
    with pytest.raises(UserError, match="str and str"):
        list(postlint.lint_batch([("a.md", "text")]))


def test_settings_that_cannot_be_read_are_told() -> None:
    with pytest.raises(ConfigError, match="selct"):
        list(postlint.lint_batch([("a.md", POST)], files={"postlint.toml": b'selct = ["date"]\n'}))


def test_the_public_names() -> None:
    assert sorted(postlint.__all__) == ["Row", "__version__", "lint_batch"]
    with pytest.raises(AttributeError, match="lint_bach"):
        _ = postlint.lint_bach
