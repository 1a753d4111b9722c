"""The matcher against recorded markup of real pages, and against real posts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path

import pytest

from postlint import engine
from postlint.context import Context, Generator
from postlint.diagnostic import Diagnostic, Edit, Safety
from postlint.fix import fixpoint
from postlint.post import Post
from postlint.registry import builtin
from postlint.selection import Choice, select
from postlint.text import Source, Span
from postlint.widgets import find
from postlint.widgets.matcher import scan
from postlint.widgets.widget import Widget

SHARED = Path(__file__).parents[2].parent / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no shared folder with oracle data")
SEED = "2021-12-29-202112292229560217.md"
KINDS: tuple[tuple[str, Generator], ...] = (
    ("_posts/2021-12-29-x.md", "jekyll"),
    ("_posts/2021-12-29-x.html", "jekyll"),
    ("content/x.md", "hugo"),
    ("x.md", "folder"),
)
FRAMES = (("<p>", "</p>"), ("前", "后"), ("> ", ""), ("- a ", " b"), ("## ", ""), ("| a | ", " |\n|---|---|"))
TWIN = "2021-12-29-NW202112292229560217.md"


def applied(text: str, edits: Iterable[Edit]) -> str:
    for span, replacement in sorted(edits, reverse=True):
        text = text[: span.start] + replacement + text[span.end :]
    return text


def widgets_of(path: Path) -> tuple[str, tuple[Widget, ...]]:
    data = path.read_bytes()
    source = Source.decode(f"_posts/{path.name}", data)
    return source.text, find(Post(source, Context(generator="jekyll")))


@needs_shared
def test_every_recorded_widget_is_recognised_and_leaves_what_it_should() -> None:
    lines = (SHARED / "vectors" / "widgets.jsonl").read_text("utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    assert len(records) >= 32
    for record in records:
        for before, after in (("", ""), ("前", "后"), ("<p>", "</p>\n")):
            text = before + record["markup"] + after
            found = scan(text, Span(0, len(text)))
            assert [w.provider for w in found] == [record["provider"]], record["form"]
            left = applied(text, (edit for w in found for edit in w.edits))
            assert left == before + record["leaves"] + after, record["form"]


@needs_shared
def test_every_recorded_widget_is_found_through_a_post() -> None:
    for line in (SHARED / "vectors" / "widgets.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        for before, after in (*FRAMES, ("", "")):
            text = f"---\ntitle: x\n---\nText.\n\n{before}{record['markup']}{after}\n\nText.\n"
            for name, generator in KINDS:
                post = Post(Source.decode(name, text.encode()), Context(generator=generator))
                assert [w.provider for w in find(post)] == [record["provider"]], (record["form"], before)


INLINE = frozenset(
    {"xueqiu", "10jqka", "hexun", "cnbc", "seekingalpha", "investing", "benzinga", "stocktwits", "sina"}
)


def is_inline(record: dict[str, str]) -> bool:
    """Whether a safe fix takes a widget out: it is wrapped around text, and holds no price of that day."""
    if record["provider"] in ("eastmoney", "yahoo"):
        return "EM_StockImg" not in record["form"] and "streamer" not in record["form"]
    return record["provider"] in INLINE and "filled" not in record["form"]


@needs_shared
@pytest.mark.parametrize("safety", [Safety.SAFE, Safety.UNSAFE])
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("前", "后"), ("- a ", " b"), ("<div>\n", "\n</div>")]
)
def test_the_fixes_of_all_rules_leave_what_they_should(safety: Safety, before: str, after: str) -> None:
    selection = select(builtin(), [Choice()])
    for line in (SHARED / "vectors" / "widgets.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        taken = safety is Safety.UNSAFE or is_inline(record)
        for name, generator in KINDS[::2]:
            context = Context(generator=generator)
            front = "---\nlayout: post\ntitle: x\ndate: 2021-12-29 10:14:10 +0800\n---\n"

            def lint(text: str, name: str = name, context: Context = context) -> Sequence[Diagnostic]:
                return engine.lint_post(Source.decode(name, text.encode()), context, selection).diagnostics

            text = f"{front}{before}{record['markup']}{after}\n"
            left = record["leaves"] if taken else record["markup"]
            fixed = fixpoint(Source.decode(name, text.encode()), lint, safety)
            assert fixed.text == f"{front}{before}{left}{after}\n", record["form"]


def shown(text: str) -> str:
    """What a reader sees of a post: the text of its rendered HTML."""
    # Not as Jekyll shows it: kramdown prints tags with unquoted addresses as text.
    body = Post(Source.decode("content/x.md", text.encode()), Context(generator="hugo")).body
    return unescape(re.sub("<[^>]*>", "", body.html))


@needs_shared
def test_safe_fixes_leave_the_text_of_the_page_as_it_was() -> None:
    texts = [p.read_text("utf-8") for p in (SHARED / "corpora" / "finews" / "_posts").glob("*.md")]
    for line in (SHARED / "vectors" / "widgets.jsonl").read_text("utf-8").splitlines():
        markup = json.loads(line)["markup"]
        texts += [f"---\ntitle: x\n---\n{before}{markup}{after}\n" for before, after in FRAMES]
    seen = 0
    for text in texts:
        post = Post(Source.decode("_posts/2021-12-29-x.md", text.encode()), Context(generator="jekyll"))
        widgets = [w for w in find(post) if w.kind in ("inline", "placeholder")]
        seen += len(widgets)
        after = applied(text, (edit for w in widgets for edit in w.edits))
        assert shown(after) == shown(text)
    assert seen > 60


@needs_shared
def test_the_seed_post_without_widgets_is_its_twin() -> None:
    folder = SHARED / "corpora" / "finews" / "_posts"
    text, found = widgets_of(folder / SEED)
    assert [(w.kind, w.form, w.symbol, w.name) for w in found] == [
        ("inline", "infokey", None, "进出口"),
        ("inline", "board", "BK0740", "教育"),
    ]
    before, after = text.split("\n"), applied(text, (e for w in found for e in w.edits)).split("\n")
    assert (len(before[9]), len(after[9])) == (4248, 3986)
    assert before[:9] + before[10:] == after[:9] + after[10:]
    assert after[9] == (folder / TWIN).read_text("utf-8").split("\n")[7]


@needs_shared
@pytest.mark.parametrize("corpus", ["mzlogin", "rust-blog", "rails-weblog", "18f", "cosx"])
def test_posts_of_other_sites_hold_no_widget(corpus: str) -> None:
    """Their raw text is scanned, without the cheap test before: it must not be what keeps them silent."""
    files = [p for p in (SHARED / "corpora" / corpus).rglob("*") if p.suffix in (".md", ".markdown", ".html")]
    assert len(files) > 100
    for path in files:
        text = path.read_text("utf-8")
        assert scan(text, Span(0, len(text))) == (), path
