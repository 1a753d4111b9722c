"""A rule that is busy without end is interrupted and named; its post is finished without it."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from postlint import engine
from postlint.context import Context
from postlint.patience import Stuck, forget, within
from postlint.registry import builtin
from postlint.selection import Choice, select
from postlint.site.facts import Facts
from postlint.site.model import Site

pytestmark = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no such timer")

LOOP = """
from postlint.registry import builtin
rule = builtin()["link/empty-link"]
def loop(post):
    while True:
        try:
            sum(range(1000))
        except Exception:
            pass
    yield
object.__setattr__(rule, "define", lambda: Definition(loop, None, ""))
object.__setattr__(rule, "needs", "")
"""
PROGRAM = """
import sys
from postlint.registry import Definition
{before}
from postlint.cli import main
sys.argv[0] = "postlint"
main()
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    (tmp_path / "postlint.toml").write_text("time-limit = 1\n", "utf-8")
    for number in range(2):
        (tmp_path / "_posts" / f"2021-12-29-{number}.md").write_text(
            "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\n<b>Text, [empty]()\n", "utf-8"
        )
    return tmp_path


def check(site: Path, before: str, *words: str) -> subprocess.CompletedProcess[str]:
    program = PROGRAM.format(before=before)
    command = [sys.executable, "-c", program, "check", "--output-format", "concise", *words]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("jobs", ["--jobs=1", "--jobs=2"])
def test_a_rule_that_loops_is_named_and_the_post_is_finished(site: Path, jobs: str) -> None:
    done = check(site, LOOP, "--no-cache", jobs)
    assert done.returncode == 2, "it could not do all that it was asked"
    for number in range(2):
        own = [line for line in done.stdout.splitlines() if line.startswith(f"_posts/2021-12-29-{number}.md")]
        assert any("[postlint/out-of-time] `link/empty-link` was still busy" in line for line in own)
        assert any("[markdown/unclosed-block]" in line for line in own), "the others had their say"


SITE_LOOP = """
from postlint.registry import builtin
for name in {names}:
    rule = builtin()[name]
    def loop(site):
        while True:
            try:
                sum(range(1000))
            except Exception:
                pass
        yield
    object.__setattr__(rule, "define", lambda loop=loop: Definition(loop, None, ""))
"""


def test_a_site_rule_that_loops_is_named_and_the_others_go_on(site: Path) -> None:
    post = site / "_posts" / "2021-12-29-0.md"
    post.write_text(post.read_text("utf-8") + "\n[gone](/nowhere.html)\n", "utf-8")
    names = ("site/duplicate-url", "link/broken-anchor")
    for _ in range(2):
        # What was not done is not kept: the second run says it again.
        done = check(site, SITE_LOOP.format(names=names))
        assert done.returncode == 2
        said = [line for line in done.stdout.splitlines() if "[postlint/out-of-time]" in line]
        told = "was still busy when the time for one site was over"
        assert sorted(said) == sorted(
            f".:1:1: error[postlint/out-of-time] `{name}` {told}: it was interrupted" for name in names
        )
        assert "[link/broken-target] the site has no page or file at `/nowhere.html`" in done.stdout
        assert "[markdown/unclosed-block]" in done.stdout


def test_a_large_site_has_more_time(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []

    class Noted(within):
        def __init__(self, seconds: float) -> None:
            given.append(seconds)
            super().__init__(seconds)

    monkeypatch.setattr(engine, "within", Noted)
    monkeypatch.setattr(engine, "_POSTS_AT_ONCE", 2)
    selection = select(builtin(), [Choice(select=("site/duplicate-url",))])
    facts = [Facts(f"{number}.md", "post") for number in range(5)]
    for count in (1, 5):
        engine.lint_site(Site(Context(time_limit=7), facts[:count]), selection)
    assert given == [7, 21]


def test_other_runs_do_not_wait(site: Path) -> None:
    done = check(site, "", "--no-cache")
    assert done.returncode == 1
    assert "out-of-time" not in done.stdout


def test_what_catches_every_exception_is_interrupted_again_and_again() -> None:
    start, rings = time.monotonic(), 0
    with within(0.2):
        while rings < 3:
            try:
                time.sleep(5)
            except Stuck:
                rings += 1
    assert time.monotonic() - start < 2
    time.sleep(0.1)  # the timer is off: nothing rings


def test_a_short_bound_does_not_wait_for_the_end_of_a_long_one() -> None:
    with within(600):
        pass
    with pytest.raises(Stuck), within(0.2):
        while True:
            pass
    forget()


def test_a_handler_of_somebody_else_is_left_alone() -> None:
    def mine(_number: int, _frame: object) -> None:
        pass

    forget()
    before = signal.signal(signal.SIGALRM, mine)
    try:
        with within(0.05):
            time.sleep(0.1)
        assert signal.getsignal(signal.SIGALRM) is mine
    finally:
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("value", ["0", "3601", "'long'"])
def test_a_limit_that_is_none(site: Path, value: str) -> None:
    (site / "postlint.toml").write_text(f"time-limit = {value}\n", "utf-8")
    done = check(site, "")
    assert done.returncode == 2
    assert "expected a whole number from 1 to 3600" in done.stderr
