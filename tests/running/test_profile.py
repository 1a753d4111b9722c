"""`--profile`: the findings of any run, and where its time went."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from postlint.project import Request
from postlint.run import run
from postlint.run.profile import Profile

NOW = datetime(2026, 1, 1, tzinfo=UTC)
POSTS = Path(__file__).parents[2] / "fixtures/posts"


def test_the_findings_are_those_of_any_run() -> None:
    profile = Profile()
    plain = run(Request((str(POSTS),), jobs=1), NOW)[1]
    timed = run(Request((str(POSTS),), jobs=1, lint=profile.lint), NOW)[1]
    assert timed.diagnostics == plain.diagnostics != []


def test_each_rule_that_looked_is_counted_once_for_a_post() -> None:
    profile = Profile()
    outcome = run(Request((str(POSTS),), jobs=1, lint=profile.lint), NOW)[1]
    costs = {cost.part: cost for cost in profile.costs()}
    assert costs["question: notes"].times <= outcome.files == costs["file/not-utf8"].times
    assert set(costs) >= {d.rule for d in outcome.diagnostics if d.rule.startswith(("html/", "date/"))}
    assert all(cost.seconds >= 0 for cost in costs.values())
    assert [cost.seconds for cost in profile.costs()] == sorted(
        (c.seconds for c in costs.values()), reverse=True
    )
