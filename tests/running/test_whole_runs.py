"""A run that is kept as one: used when nothing has changed, and only then."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from postlint import cache, registry
from postlint.diagnostic import Finding, Severity
from postlint.project import Project, Request
from postlint.registry import site_rule
from postlint.run import Job, Outcome, edited, posts, run, whole
from postlint.run.watch import Watch
from postlint.selection import Choice
from postlint.site.model import Site as Model
from postlint.text import Span

NOW = datetime(2026, 1, 1, tzinfo=UTC)
COUNT = 40


def post(number: int, body: str = "Text.", date: str = "2022-01-02 10:00:00 +0800") -> str:
    return f'---\nlayout: post\ntitle: "Post {number}"\ndate: {date}\n---\n{body} {number}\n'


def settle(root: Path) -> None:
    """As if all files had been written an hour ago: their times of change cannot be set, so `FRESH` is 0."""
    hour = time.time() - 3600
    for path in root.rglob("*"):
        os.utime(path, (hour, hour))


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(cache, "FRESH", -10_000_000_000)
    monkeypatch.setattr("postlint.cache.store.FRESH", 0)
    monkeypatch.setattr(whole, "LEAST", 10)
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("title: x\ntimezone: Asia/Shanghai\n", "utf-8")
    (root / "about.md").write_text("---\ntitle: About\n---\n", "utf-8")
    for number in range(COUNT):
        (root / f"_posts/2022-01-02-post-{number}.md").write_text(post(number), "utf-8")
    (root / "_posts/2022-01-02-post-1.md").write_text(post(1, '<p id="a">x</p><p id="a">y</p>'), "utf-8")
    (root / "_posts/2022-01-02-post-2.md").write_text(post(2, "[x](/about.html) [y](/lost.html)"), "utf-8")
    (root / "_posts/2022-01-02-post-8.md").write_text(
        post(8, "<!-- postlint: ignore[html] x -->\n<b>x"), "utf-8"
    )
    settle(root)
    return root


def lint(root: Path, now: datetime = NOW, **request: object) -> Outcome:
    return run(Request((str(root),), cache=True, jobs=1)._replace(**request), now)[1]  # type: ignore[arg-type]


@pytest.fixture
def recalled(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each run since, whether it was recalled as a whole."""
    seen: list[bool] = []
    recall = whole.Whole.recall

    def noted(self: whole.Whole, watch: Watch) -> object:
        known = recall(self, watch)
        seen.append(known is not None)
        return known

    monkeypatch.setattr(whole.Whole, "recall", noted)
    return seen


def test_the_second_run_is_the_first_one(site: Path, recalled: list[bool]) -> None:
    first, second = lint(site), lint(site)
    assert recalled == [False, True]
    assert {d.rule for d in first.diagnostics} >= {"html/duplicate-id", "link/broken-target"}
    assert (second.diagnostics, second.files, second.dates) == (first.diagnostics, first.files, first.dates)
    assert second.files == COUNT


TEXT = "---\nlayout: post\ntitle: {title}\ndate: 2022-01-02 10:00:00 +0800\n{more}---\n{body}\n"
LONG = "The office published a paper on export controls today, and answered questions."
SECOND = "_posts/2022-01-02-post-2.md"
THIRD = "_posts/2022-01-02-post-3.md"


def written(name: str, text: str) -> Callable[[Path], object]:
    return lambda root: (root / name).write_text(text, "utf-8")


def filled(body: str = "x", more: str = "", title: str = "Post 3") -> str:
    return TEXT.format(title=title, more=more, body=body)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a new post": written("_posts/2022-01-03-new.md", post(99)),
    "a post gone": lambda root: (root / THIRD).unlink(),
    "a page that is linked to": written("about.md", "---\npermalink: /else/\n---\n"),
    "a page gone": lambda root: (root / "about.md").unlink(),
    "the site's configuration": written("_config.yml", "title: y\n"),
    "settings": written("postlint.toml", 'ignore = ["html"]\n'),
    "settings below": written("_posts/postlint.toml", 'ignore = ["html"]\n'),
    "what git ignores": written(".gitignore", "_posts/2022-01-02-post-1.md\n"),
    "a file renamed": lambda root: (root / "about.md").rename(root / "about.txt"),
    "a title that another post has": written(THIRD, post(4)),
    "an address that another post has": written(THIRD, filled(more="permalink: /about.html\n")),
    "an address that a post links to": written(THIRD, filled(more="permalink: /lost.html\n")),
    "an anchor": written(THIRD, post(3, '<p id="b">x</p>')),
    "a link into the site": written(THIRD, post(3, "[x](/nowhere.html)")),
    "a body that another post has": written(THIRD, filled(LONG)),
    "a body that another post had": written("_posts/2022-01-02-twin-1.md", filled(title="Twin 1")),
    "a tag that others write otherwise": written(THIRD, filled(more="tags: News\n")),
    "a post that a site rule spoke of": written(SECOND, post(2, "[x](/about.html) [y](/lost.html) too")),
    "a suppression less": written("_posts/2022-01-02-post-8.md", post(8)),
    "another suppression": written(
        "_posts/2022-01-02-post-8.md", post(8, "<!-- postlint: ignore[site/duplicate-url] x -->\n<b>x")
    ),
    "a suppression": written(THIRD, post(3, "<!-- postlint: ignore[site/duplicate-url] -->")),
    "a post that is no text": lambda root: (root / THIRD).write_bytes(b"---\n\xff\n"),
    "too many posts": lambda root: [
        written(f"_posts/2022-01-02-post-{n}.md", post(n, "y"))(root) for n in range(9)
    ],
}
"""What other posts may feel."""


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_change_that_others_may_feel_takes_a_new_run(
    site: Path, recalled: list[bool], change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edited, "MOST", 8)
    written("_posts/2022-01-02-long.md", filled(LONG, title="Long"))(site)
    written("_posts/2022-01-02-tagged.md", filled(more="tags: news\n", title="Tagged"))(site)
    for number in (1, 2):
        written(f"_posts/2022-01-02-twin-{number}.md", filled(LONG * 2, title=f"Twin {number}"))(site)
    settle(site)
    before = lint(site)
    change(site)
    after = lint(site)
    assert recalled == [False, False]
    assert after.diagnostics == lint(site, cache=False).diagnostics
    assert lint(site).diagnostics == after.diagnostics
    assert before.files == COUNT + 4


def same(one: Outcome, other: Outcome) -> bool:
    return all(
        getattr(one, name) == getattr(other, name) for name in ("diagnostics", "files", "dates", "suppressed")
    )


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the posts that were linted beside a run that was recalled."""
    names: list[str] = []
    do = posts.do

    def noted(project: Project, job: Job) -> object:
        names.append(job.path.name)
        return do(project, job)

    monkeypatch.setattr(edited, "do", noted)
    return names


EDITS: dict[str, Callable[[Path], object]] = {
    "a body": written(THIRD, post(3, "<b>Text.")),
    "a body of the same size": written(THIRD, post(3, "Tex<.")),
    "the lines of the front matter": written(THIRD, "---\n# moved\n" + post(3)[4:]),
    "what nobody looks at": written(THIRD, post(3).replace("layout", "author: x\nlayout", 1)),
    "a fault more": written("_posts/2022-01-02-post-1.md", post(1, '<p id="a">x</p><p id="a">y</p><b>')),
    "two posts": lambda root: [
        written(f"_posts/2022-01-02-post-{n}.md", post(n, LONG))(root) for n in (3, 4)
    ],
}
"""Edits that no other post feels."""


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_after_an_edit_no_other_post_is_looked_at(
    site: Path, recalled: list[bool], looked_at: list[str], edit: Callable[[Path], object]
) -> None:
    lint(site)
    edit(site)
    first = lint(site)
    assert same(first, lint(site, cache=False))
    assert same(lint(site), first)
    assert recalled == [False, True, True]
    assert 1 <= len(looked_at) <= 2


def test_what_an_edit_made_of_a_post_is_what_the_next_is_compared_with(
    site: Path, recalled: list[bool]
) -> None:
    lint(site)
    for number in (3, 4):
        written(f"_posts/2022-01-02-post-{number}.md", filled(LONG, title=f"Post {number}"))(site)
        found = lint(site)
        assert same(found, lint(site, cache=False))
    assert recalled == [False, True, False]
    assert "site/duplicate-article" in {d.rule for d in found.diagnostics}


def test_an_edit_is_seen_when_its_time_cannot_tell(
    site: Path, recalled: list[bool], looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lint(site)
    start = time.time_ns()

    class Now:
        """As if all that was written after `start` had been written just now."""

        @staticmethod
        def time_ns() -> int:
            return start + cache.FRESH

    monkeypatch.setattr(whole, "time", Now)
    monkeypatch.setattr("postlint.cache.store.FRESH", 1 << 62)
    for body in ("one", "<b>two", "<b>two", "six"):
        written(THIRD, post(3, body))(site)
        assert same(lint(site), lint(site, cache=False))
    assert recalled == [False, *[True] * 4]
    assert looked_at == [Path(THIRD).name] * 3


def test_the_results_of_another_run_are_not_taken_for_those_of_the_last(
    site: Path, recalled: list[bool]
) -> None:
    lint(site)
    written(THIRD, post(3, "[x](/nowhere.html)"))(site)
    # A run over single files keeps what they give, but is not kept as one.
    lint(site, paths=tuple(str(path) for path in (site / "_posts").iterdir()))
    written(THIRD, post(3, "[x](/nowhere.html) again"))(site)
    assert same(lint(site), lint(site, cache=False))
    assert recalled == [False, False]


def test_rules_that_read_texts_take_a_new_run(site: Path, recalled: list[bool]) -> None:
    pytest.importorskip("datasketch")
    near = Choice(extend_select=("site/near-duplicate",))
    lint(site, choice=near)
    written(THIRD, post(3, LONG))(site)
    assert same(lint(site, choice=near), lint(site, choice=near, cache=False))
    assert recalled == [False, False]


def test_rules_of_others_may_look_at_anything(
    site: Path, recalled: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def digests(site: Model) -> Iterator[Finding]:
        """Say what a plugin makes of the bodies of all posts."""
        yield Finding(Span(0, 0), "".join(one.digest for one in site.posts), path=site.posts[0].path)

    monkeypatch.setattr(registry, "_added", {})
    try:
        registry.add([replace(site_rule(Severity.WARNING, name="own/digests")(digests), identity="x")])
        lint(site)
        written(THIRD, post(3, LONG))(site)
        assert same(lint(site), lint(site, cache=False))
        assert recalled == [False, False]
    finally:
        monkeypatch.undo()
        registry.add([])


def test_another_request_is_another_run(site: Path, recalled: list[bool]) -> None:
    lint(site)
    chosen = lint(site, choice=Choice(select=("html",)))
    assert {d.rule for d in chosen.diagnostics} == {"html/duplicate-id"}
    assert not lint(site, exclude=("_posts/*-1.md",)).diagnostics[0].rule.startswith("html/")
    assert recalled == [False, False, False]


def test_a_result_of_the_clock_ends_with_it(site: Path, recalled: list[bool]) -> None:
    (site / "_posts/2026-01-03-late.md").write_text(post(77, date="2026-01-03 10:00:00 +0800"))
    settle(site)
    assert "date/future" in {d.rule for d in lint(site).diagnostics}
    assert "date/future" in {d.rule for d in lint(site, NOW + timedelta(hours=1)).diagnostics}
    assert "date/future" not in {d.rule for d in lint(site, NOW + timedelta(days=9)).diagnostics}
    assert recalled == [False, True, False]


def test_a_file_that_is_too_young_to_tell_counts_as_changed(
    site: Path, recalled: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "FRESH", 2_000_000_000)
    lint(site)
    lint(site)
    assert recalled == [False, False]
    assert '"about.md":""' in cache.read(site, whole.NAME).decode()


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff", b"[1]", b'["x"]', b"[" * 100_000, None])
def test_a_file_that_holds_no_run_is_none(site: Path, recalled: list[bool], data: bytes | None) -> None:
    first = lint(site)
    file = site / cache.FOLDER / whole.NAME
    file.write_bytes(file.read_bytes()[:-9] if data is None else data)
    assert lint(site).diagnostics == first.diagnostics
    assert recalled == [False, False]


def test_what_failed_is_not_kept(site: Path, recalled: list[bool], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> object:
        raise RuntimeError("broken")

    with monkeypatch.context() as context:
        context.setattr("postlint.engine.facts", failing)
        assert lint(site).failed
    assert not lint(site).failed
    assert recalled == [False, False]


def test_a_baseline_is_compared_anew(site: Path, recalled: list[bool]) -> None:
    from postlint import baseline

    first = lint(site)
    (site / "postlint-baseline.json").write_text(baseline.dumps(baseline.create(first.diagnostics)), "utf-8")
    settle(site)
    assert {d.state for d in lint(site).diagnostics} == {"baseline"}
    assert {d.state for d in lint(site).diagnostics} == {"baseline"}
    assert recalled == [False, False, True]
