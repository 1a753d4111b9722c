"""Plugins that cannot be imported, bring rubbish, end the process, or yield what is no finding."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAD = (
    "from postlint.diagnostic import Finding, Severity\nfrom postlint.registry import rule\n"
    "from postlint.text import Span\n\n@rule(Severity.ERROR, name='sample/odd')\ndef check(post):\n"
)


def run(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    """Lint one post with a plugin of this source."""
    info = folder / "lib" / "sample-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[postlint.rules]\nsample = sample_rules\n")
    (folder / "lib" / "sample_rules.py").write_text(source)
    site = folder / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: x\n")
    (site / "postlint.toml").write_text("time-limit = 1\n")
    (site / "_posts" / "2021-12-29-x.md").write_text("---\nlayout: post\ntitle: T\n---\n<b>x\n")
    words = ("-m", "postlint", "--no-cache", "--plugin", "sample", "--output-format", "concise")
    return subprocess.run(
        [sys.executable, *words],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(folder / "lib")},
    )


@pytest.mark.parametrize(
    "source",
    [
        "import nowhere_at_all\n",
        "1 / 0\n",
        "def (\n",
        "raise SystemExit(0)\n",
        "x = 1\n",
        "import sys; sys.exit()\n",
    ],
    ids=["import", "raises", "syntax", "SystemExit", "no rules", "sys.exit"],
)
def test_a_plugin_that_cannot_be_loaded_stops_the_run(tmp_path: Path, source: str) -> None:
    done = run(tmp_path, source)
    assert done.returncode == 2
    assert "the plugin `sample` cannot be" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "body",
    [
        "raise RuntimeError('odd')",
        "raise SystemExit(0)",
        "return None",
        "return 42",
        "yield 'rubbish'",
        "yield Finding('rubbish', 'x')",
        "yield None",
        "raise RecursionError",
        "raise MemoryError",
        "post.nothing",
    ],
)
def test_a_rule_that_fails_is_named_and_the_others_go_on(tmp_path: Path, body: str) -> None:
    done = run(tmp_path, HEAD + f"    {body}\n")
    assert done.returncode == 2
    assert "[postlint/internal-error] `sample/odd` failed" in done.stdout
    assert "[markdown/unclosed-block]" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_rule_that_loops_is_interrupted(tmp_path: Path) -> None:
    done = run(tmp_path, HEAD + "    while True:\n        pass\n    yield\n")
    assert done.returncode == 2
    assert "[postlint/out-of-time] `sample/odd` was still busy" in done.stdout
    assert "[markdown/unclosed-block]" in done.stdout
