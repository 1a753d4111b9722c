"""Plugins that cannot be imported, bring rubbish, end the process, or yield what is no finding."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

LOOPS_LATER = "def rules():\n    while True:\n        pass\n"
HEAD = (
    "from postlint.diagnostic import Finding, Severity\nfrom postlint.registry import rule\n"
    "from postlint.text import Span\n\n@rule(Severity.ERROR, name='sample/odd')\ndef check(post):\n"
)


def run(folder: Path, source: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Lint one post with a plugin of this source; `before` runs in the process before postlint does."""
    info = folder / "lib" / "sample-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n")
    place = "sample_rules:rules" if source == LOOPS_LATER else "sample_rules"
    (info / "entry_points.txt").write_text(f"[postlint.rules]\nsample = {place}\n")
    (folder / "lib" / "sample_rules.py").write_text(source)
    site = folder / "site"
    (site / "_posts").mkdir(parents=True)
    (site / "_config.yml").write_text("title: x\n")
    (site / "postlint.toml").write_text("time-limit = 1\n")
    (site / "_posts" / "2021-12-29-x.md").write_text("---\nlayout: post\ntitle: T\n---\n<b>x\n")
    program = f"import sys\n{before}\nfrom postlint.cli import main\nsys.argv[0] = 'postlint'\nmain()\n"
    words = ("-c", program, "--no-cache", "--plugin", "sample", "--output-format", "concise")
    return subprocess.run(
        [sys.executable, *words],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join((str(folder / "lib"), os.environ.get("PYTHONPATH", ""))),
        },
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


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no such timer")
@pytest.mark.parametrize(
    "source",
    [
        "while True:\n    pass\n",
        "while True:\n    try:\n        sum(range(1000))\n    except Exception:\n        pass\n",
        LOOPS_LATER,
    ],
    ids=["loops", "catches every exception", "loops when it is asked for its rules"],
)
def test_a_plugin_that_loops_is_named(tmp_path: Path, source: str) -> None:
    done = run(tmp_path, source, "import postlint.plugins\npostlint.plugins.TIME_LIMIT = 1")
    assert done.returncode == 2
    told = "the plugin `sample` cannot be loaded: it was still busy after 1 seconds"
    assert (done.stdout, done.stderr.strip()) == ("", f"postlint: {told}")


def test_a_site_rule_that_fails_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    for number, body in enumerate(("raise RuntimeError('odd')", "return 42", "yield 'rubbish'")):
        head = HEAD.replace("import rule", "import site_rule as rule").replace("check(post)", "check(site)")
        done = run(tmp_path / str(number), head + f"    {body}\n")
        assert done.returncode == 2
        assert ".:1:1: error[postlint/internal-error] `sample/odd` failed" in done.stdout
        assert "[markdown/unclosed-block]" in done.stdout
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
