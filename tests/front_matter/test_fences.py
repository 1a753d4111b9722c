"""Fences by dialect, against what the generators' own code recorded."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from postlint.context import Context
from postlint.front_matter import read
from postlint.front_matter.fences import SPLITTERS, jekyll
from postlint.front_matter.handlers import handler, to_post

VECTORS = Path(__file__).parents[2].parent / "shared" / "vectors"
shared = pytest.mark.skipif(not VECTORS.exists(), reason="the oracle data of ../shared is not here")


def _records(name: str) -> Iterator[dict[str, Any]]:
    with (VECTORS / name).open(encoding="utf-8") as file:
        yield from map(json.loads, file)


@shared
def test_jekyll_splits_as_its_regular_expression_does() -> None:
    wrong = []
    for record in _records("split.dev.jsonl"):
        fences = jekyll(record["text"])
        got = fences and {"close_start": fences.closing.start, "body_start": fences.body_start}
        if got != record["split"]:
            wrong.append(record["text"])
    assert wrong == []


@shared
def test_jekyll_named_cases() -> None:
    for record in _records("split-named.jsonl"):
        text, wanted = record["text"], record["jekyll"]
        if text is None:
            continue
        fences = jekyll(text)
        body = text[fences.body_start :] if fences else text.removeprefix("\ufeff")
        block = text[fences.opening.start : fences.closing.start] if fences else None
        assert (body, block) == (wanted["body"], wanted.get("fm")), record["case"]
        matter, _ = read(text, Context("jekyll"))
        if "err" in wanted:
            assert matter is not None and matter.broken, record["case"]


HUGO = Context("hugo", yaml="go")
HEXO = Context("hexo", yaml="js")


@shared
@pytest.mark.parametrize(("column", "context"), [("hugo", HUGO), ("hexo", HEXO)], ids=["hugo", "hexo"])
def test_named_cases_of_other_generators(column: str, context: Context) -> None:
    for record in _records("split-named.jsonl"):
        wanted = record[column]
        text = base64.b64decode(record["bytes_base64"]).decode("utf-8", errors="replace")
        if record["text"] is None and column == "hugo":
            continue  # text that is not UTF-8 is the business of the file rules
        assert _outcome(text, context) == _parsed(wanted), record["case"]


def _parsed(recorded: str) -> tuple[Any, str | None]:
    if recorded.startswith("!"):
        return "error", None
    data, _, body = recorded.partition(" / ")
    value = json.loads(data)
    return (value if isinstance(value, dict) else "error"), (
        json.loads(body) if isinstance(value, dict) else None
    )


def _outcome(text: str, context: Context) -> tuple[Any, str | None]:
    matter, near = read(text, context)
    if matter is None:
        stops = context.generator == "hugo" and any(fault.fatal for fault in near)
        return ("error", None) if stops else ({}, text.removeprefix("\ufeff"))
    if matter.broken:
        return "error", None
    body = text[matter.body_start :]
    # The records hold Hugo's RawContent, which is the whole file where no body follows.
    return dict(matter.data), (body or text) if context.generator == "hugo" else body


@pytest.mark.parametrize(
    ("generator", "text", "cause"),
    [
        ("jekyll", "\n---\ntitle: x\n---\n", "blank-before-fence"),
        ("jekyll", " ---\ntitle: x\n---\n", "blank-before-fence"),
        ("jekyll", "----\ntitle: x\n----\n", "long-fence"),
        ("jekyll", "---\ntitle: x\n\nText.\n", "unclosed"),
        ("jekyll", "---\ntitle: x\n ---\nText.\n", "unclosed"),
        ("jekyll", "---\u00a0\ntitle: x\n---\n", "odd-space"),
        ("jekyll", "---js\n{}\n---\n", "text-after-fence"),
        ("jekyll", "---\rtitle: x\r---\r", "carriage-return"),
        ("jekyll", "title: x\ndate: 2021-12-29\n---\nText.\n", "missing-opening"),
        ("jekyll", "———\ntitle: x\n———\n", "odd-dash"),
        ("jekyll", "+++\ntitle = 'x'\n+++\n", "foreign-format"),
        ("jekyll", "---\ntitle: x\n---\u3000\nText.\n\n---\n", "broken-closing"),
        ("hugo", "---\ntitle: x\n...\nText.\n", "unclosed"),
        ("hugo", "---\ntitle: x\n----\nText.\n", "text-after-fence"),
        ("zola", "+++\ntitle = 'x'\n", "unclosed"),
        ("eleventy", "---\ntitle: x\n", "unclosed"),
        ("folder", "---\ntitle: x\n", "unclosed"),
    ],
)
def test_near_misses_are_named(generator: Any, text: str, cause: str) -> None:
    _, near = read(text, Context(generator))
    assert [fault.cause for fault in near] == [cause]


@pytest.mark.parametrize("generator", sorted(SPLITTERS))
@pytest.mark.parametrize(
    "text",
    [
        "",
        "Text.\n",
        "Title\n=====\n\nText.\n",
        "* * *\n\nText.\n",
        "<p>{{ x }}</p>\n",
    ],
)
def test_text_without_front_matter_is_no_near_miss(generator: Any, text: str) -> None:
    assert read(text, Context(generator)) == (None, ())


def test_a_rule_across_the_page_is_no_fence() -> None:
    assert read("---\n\nText.\n", Context("jekyll")) == (None, ())
    assert read("----\n\nText.\n\n----\n", Context("jekyll")) == (None, ())


@pytest.mark.parametrize("generator", ["jekyll", "hugo", "hexo", "eleventy", "zola", "folder"])
def test_the_dialects_are_handlers_of_python_frontmatter(generator: Any) -> None:
    import frontmatter

    fence = "+++" if generator == "zola" else "---"
    line = 'title = "標題"' if generator == "zola" else "title: 標題"
    text = f"{fence}\n{line}\n{fence}\n    code\n"
    post = to_post(text, generator)
    assert post.handler is not None
    assert post.metadata == {"title": "標題"}
    assert post.content == "    code\n"
    assert frontmatter.loads(text, handler=handler(generator)).metadata == {"title": "標題"}


def test_a_handler_says_why_it_cannot_read() -> None:
    with pytest.raises(ValueError, match="colon"):
        to_post("---\ntitle: a: b\n---\n", "jekyll")
