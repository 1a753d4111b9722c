"""Fixes of what shows only when the whole site is known: made to a fixed point, written last."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from postlint.diagnostic import Edit, Finding, Fix, Safety, Severity
from postlint.project import Request
from postlint.registry import Definition, Rule
from postlint.run import Outcome, run
from postlint.selection import Choice
from postlint.site.model import Site
from postlint.text import Span

NOW = datetime(2024, 1, 1, tzinfo=UTC)
HEAD = "---\nlayout: post\ntitle: {}\ndate: 2021-12-{} 10:14:10 +0800\n---\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_layouts" / "post.html").write_text("{{ content }}", "utf-8")
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    write(tmp_path, "2021-12-28-the-day-before", "First", 28, "The first of them.\n")
    return tmp_path


def write(site: Path, name: str, title: str, day: int, body: str) -> Path:
    path = site / "_posts" / f"{name}.md"
    path.write_text(HEAD.format(title, day) + body, "utf-8")
    return path


def fix(site: Path, safety: Safety = Safety.UNSAFE, **asked: Any) -> Outcome:
    request = Request(paths=(str(site),), now=NOW, jobs=1, fix=safety)
    return run(request._replace(**asked), NOW)[1]


BROKEN = "[lost](/2021/12/28/the-day-befor.html)\n"
MENDED = "[lost](/2021/12/28/the-day-before.html)\n"


def test_a_fix_of_the_whole_site_is_made(site: Path) -> None:
    post = write(site, "2021-12-29-x", "X", 29, BROKEN)
    outcome = fix(site)
    assert post.read_text("utf-8") == HEAD.format("X", 29) + MENDED
    assert outcome.fixed == {"link/broken-target": 1}
    assert [path for path, _, _ in outcome.changes] == ["_posts/2021-12-29-x.md"]
    assert not [d for d in outcome.diagnostics if d.rule == "link/broken-target"]
    again = fix(site)
    assert not again.changes
    assert again.diagnostics == outcome.diagnostics


def test_only_when_it_is_permitted(site: Path) -> None:
    post = write(site, "2021-12-29-x", "X", 29, BROKEN)
    outcome = fix(site, Safety.SAFE)
    assert post.read_text("utf-8") == HEAD.format("X", 29) + BROKEN
    assert not outcome.changes
    assert [d.rule for d in outcome.diagnostics] == ["link/broken-target"]


def test_fixes_of_the_post_and_of_the_site_are_one_change(site: Path) -> None:
    body = "[lost](/2021/12/28/the-day-befor.html) [z](//example.com/)\n"
    post = write(site, "2021-12-29-x", "X", 29, body)
    outcome = fix(site)
    wanted = HEAD.format("X", 29) + body.replace("befor.", "before.").replace("//ex", "https://ex")
    assert post.read_text("utf-8") == wanted
    assert outcome.fixed == {"link/broken-target": 1, "link/protocol-relative": 1}
    assert outcome.changes == [("_posts/2021-12-29-x.md", HEAD.format("X", 29) + body, wanted)]


def test_a_dry_run_shows_it_and_writes_nothing(site: Path) -> None:
    post = write(site, "2021-12-29-x", "X", 29, BROKEN)
    outcome = fix(site, write=False)
    assert post.read_text("utf-8") == HEAD.format("X", 29) + BROKEN
    assert [after for _, _, after in outcome.changes] == [HEAD.format("X", 29) + MENDED]


def test_a_suppressed_finding_is_not_fixed(site: Path) -> None:
    body = "<!-- postlint: ignore[link/broken-target] meant -->\n" + BROKEN
    post = write(site, "2021-12-29-x", "X", 29, body)
    assert not fix(site).changes
    assert post.read_text("utf-8").endswith(body)


def test_a_post_that_cannot_be_written_keeps_its_findings(site: Path) -> None:
    post = write(site, "2021-12-29-x", "X", 29, BROKEN)
    other = write(site, "2021-12-30-y", "Y", 30, BROKEN.replace("lost", "gone"))
    post.chmod(0o444)
    outcome = fix(site)
    assert [failure.path for failure in outcome.failures] == ["_posts/2021-12-29-x.md"]
    assert outcome.failed
    found = [(d.path, d.rule) for d in outcome.diagnostics if d.rule.startswith("link/")]
    assert found == [("_posts/2021-12-29-x.md", "link/broken-target")]
    assert post.read_text("utf-8").endswith(BROKEN)
    assert "the-day-before.html" in other.read_text("utf-8")
    assert outcome.fixed == {"link/broken-target": 1}


def test_a_post_that_changed_meanwhile_is_not_overwritten(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from postlint.run import fixing

    post = write(site, "2021-12-29-x", "X", 29, BROKEN)
    real = fixing.drafts

    def later(*arguments: Any) -> Any:
        post.write_text("somebody else's\n", "utf-8")
        return real(*arguments)

    monkeypatch.setattr(fixing, "drafts", later)
    fix(site)
    assert post.read_text("utf-8") == "somebody else's\n"


def _rule(name: str, check: Any) -> Rule:
    definition = Definition(check, None, "Odd.")
    return Rule(name, Severity.WARNING, "site", True, "", "Odd.", lambda: definition)


def _restless(site: Site) -> Iterator[Finding]:
    """Fixes that never come to an end."""
    for one in site.posts:
        if "-x." in one.path:
            yield Finding(Span(0, 0), "odd", fix=Fix("add", (Edit(Span(99, 99), "!"),)), path=one.path)


def test_fixes_that_come_to_no_end_are_left_out_and_told(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = {"site/restless": _rule("site/restless", _restless)}
    monkeypatch.setattr("postlint.project.select", lambda *_: _selection(rules))
    post = write(site, "2021-12-29-x", "X", 29, "A text that is long enough for an edit in it, is it not.\n")
    before = post.read_bytes()
    outcome = fix(site, Safety.SAFE)
    assert post.read_bytes() == before
    assert outcome.unsettled == {"_posts/2021-12-29-x.md": ("site/restless",)}
    assert not outcome.fixed


def _selection(rules: dict[str, Rule]) -> Any:
    from postlint.selection import Selected, Selection

    return Selection(tuple(Selected(rule, None) for rule in rules.values()))


def test_choice_of_rules_holds_for_fixes(site: Path) -> None:
    write(site, "2021-12-29-x", "X", 29, BROKEN)
    assert not fix(site, choice=Choice(ignore=("link/broken-target",))).changes
