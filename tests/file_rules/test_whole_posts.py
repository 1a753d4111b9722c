"""The whole posts in fixtures/posts: the good ones are clean, each bad one is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from postlint.diagnostic import Severity
from postlint.project import Request
from postlint.run import run
from postlint.selection import Choice

POSTS = Path(__file__).parents[2] / "fixtures" / "posts"
CAUSES = {
    "-202205260000000003.md": {"date/unreadable", "link/empty-link"},
    "2021-12-08-naive-date.md": {"date/moved-day"},
    "2021-12-29-202112290000000002.md": {
        "widget/inline-quote",
        "widget/chart-image",
        "widget/importer-leftover",
        "link/protocol-relative",
    },
    "2022-01-01-inner-quote.md": {"front-matter/syntax"},
    "2022-01-15-merge-conflict.md": {"file/merge-conflict"},
    "2022-02-01-latin-1.md": {"file/not-utf8"},
    "2022-02-14-broken-html.html": set(),
    "2022-03-03-links.md": {"link/empty-link", "link/doubled-scheme", "link/local-host"},
    "2022-03-20-liquid.md": set(),
    "2022-04-01-stock-codes.md": {"front-matter/cut-by-comment", "front-matter/lost-list"},
    "2022-05-05-markdown-slips.md": {"file/mojibake"},
}


@pytest.fixture(scope="module")
def found() -> Mapping[str, set[tuple[str, Severity]]]:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    request = Request(paths=(str(POSTS),), choice=Choice(), now=now, jobs=1)
    _, outcome = run(request, now)
    by_name: dict[str, set[tuple[str, Severity]]] = {}
    for diagnostic in outcome.diagnostics:
        name = "/".join(diagnostic.path.split("/")[-3:])
        by_name.setdefault(name, set()).add((diagnostic.rule, diagnostic.severity))
    return by_name


def test_the_good_posts_are_clean(found: Mapping[str, set[tuple[str, Severity]]]) -> None:
    good = {name: rules for name, rules in found.items() if name.startswith("good/")}
    loud = {name: [r for r, s in rules if s is not Severity.INFO] for name, rules in good.items()}
    assert {name: rules for name, rules in loud.items() if rules} == {}


def test_each_bad_post_is_listed() -> None:
    assert {path.name for path in (POSTS / "bad" / "_posts").iterdir()} == set(CAUSES)


@pytest.mark.parametrize("name", CAUSES)
def test_each_bad_post_has_its_findings(name: str, found: Mapping[str, set[tuple[str, Severity]]]) -> None:
    rules = {rule for rule, _ in found.get(f"bad/_posts/{name}", set())}
    assert CAUSES[name] <= rules
