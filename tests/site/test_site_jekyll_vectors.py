"""What real builds did (recorded from Jekyll 4.3.1), against what postlint expects."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from postlint.context import Context
from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.generator import load_context, publish, publish_in
from postlint.site.jekyll_links import liquid_target
from postlint.site.model import Site
from postlint.text import Source

NOW = datetime(2026, 11, 23, 14, 54, 33, tzinfo=UTC)
CONFIGURATIONS = (
    "default", "date", "pretty", "none", "custom1", "custom2", "custom4", "custom6",
    "baseurl", "baseurl_noslash", "tokyo", "drafts", "future", "unpub",
)  # fmt: skip


def _context(config: bytes, overrides: Mapping[str, Any]) -> Context:
    return load_context("jekyll", {"_config.yml": lambda: config}, now=NOW, yaml="psych", overrides=overrides)


def _site(shared: Path, name: str) -> tuple[dict[str, str], dict[str, Any], Context]:
    folder = shared / "vectors" / "jekyll-urls"
    texts = json.loads((folder / "site.json").read_text("utf-8"))
    configs = json.loads((folder / "configs.json").read_text("utf-8"))
    for path in configs["failing"]:
        texts.pop(path, None)
    return (
        texts,
        configs,
        _context(texts["_config.yml"].encode(), {**configs["base"], **configs["overrides"][name]}),
    )


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_every_url_is_that_of_the_build(shared: Path, name: str) -> None:
    texts, _, context = _site(shared, name)
    records = json.loads((shared / "vectors" / "jekyll-urls" / f"{name}.json").read_text("utf-8"))["urls"]
    wrong = []
    for path, text in texts.items():
        record = records.get(path, {})
        made = publish(Post(Source.decode(path, text.encode()), context))
        expected = record.get("url") if record.get("write") and record.get("kind") != "static" else None
        if "_drafts/" in path and expected and made.url:
            # A draft's date is that of its file.
            expected, url = expected.rpartition("/")[2], made.url.rpartition("/")[2]
        else:
            url = made.url or ""
        if url != (expected or ""):
            wrong.append((path, made.url, expected))
    assert not wrong


@pytest.mark.parametrize("name", ["bad", "strict"])
def test_a_configuration_that_stops_the_build(shared: Path, name: str) -> None:
    texts, _, context = _site(shared, name)
    posts = (Post(Source.decode(path, text.encode()), context) for path, text in texts.items())
    assert any(publish(post).breaks for post in posts)


def test_files_that_stop_the_build(shared: Path) -> None:
    folder = shared / "vectors" / "jekyll-urls"
    configs = json.loads((folder / "configs.json").read_text("utf-8"))
    texts = json.loads((folder / "site.json").read_text("utf-8"))
    context = _context(texts["_config.yml"].encode(), configs["base"])
    for path, record in configs["failing"].items():
        made = publish(Post(Source.decode(path, texts[path].encode()), context))
        assert made.breaks is not None
        assert made.breaks in record["error"]


def test_the_file_that_each_build_writes(shared: Path) -> None:
    wrong = []
    for line in (shared / "vectors" / "jekyll-builds.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        post = Post(
            Source.decode(record["path"], b64decode(record["bytes_base64"])),
            _context(record["config"].encode(), {}),
        )
        made = publish(post)
        if post.source.undecodable is None:
            made = publish_in(post, Site(post.context, [facts(post)], [record["path"], "_config.yml"]))
        files = [file.replace("<build date>", "2026/11/23") for file in record["files"]]
        if files != [made.file] * bool(made.file) or bool(record["exit"]) != bool(made.breaks):
            wrong.append((record["case"], files, made))
    assert not wrong


def test_titles_dates_categories_and_tags(shared: Path) -> None:
    wrong = []
    for line in (shared / "vectors" / "jekyll-posts.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        context = _context(b"timezone: Asia/Shanghai\n", {})
        made = publish(Post(Source.decode(record["post_path"], record["text"].encode()), context))
        for output in record["outputs"]:
            if output.get("title") is None:
                continue
            date = made.date.strftime("%Y-%m-%dT%H:%M:%S%z") if made.date else None
            seen = (made.title, date, list(made.categories), list(made.tags), made.url, made.file)
            keys = ("date", "categories", "tags", "url", "file")
            if seen != (output["title"], *(output[key] for key in keys)):
                wrong.append((record["case"], seen, output))
    assert not wrong


@pytest.mark.parametrize("name", ["default", "baseurl", "baseurl_noslash"])
def test_tags_and_filters_give_what_the_build_gave(shared: Path, name: str) -> None:
    texts, _, context = _site(shared, name)
    page = (shared / "vectors" / "jekyll-urls" / f"tags.{name}.html").read_text("utf-8")
    results = dict(line.split(" ", 1) for line in page[3:-5].splitlines() if " " in line)
    site = Site(context, [], list(texts), lambda path: texts[path].encode())
    source = texts["_posts/2020-05-01-tags.md"].split("---\n")[2]
    for line in source.splitlines():
        key, _, text = line.partition(" ")
        # `b9` assigns a variable; `c9` prints what belongs to the page.
        if text and key in results and key not in ("b9", "c9"):
            assert liquid_target(text, site) == results[key].removesuffix("</p>"), line
