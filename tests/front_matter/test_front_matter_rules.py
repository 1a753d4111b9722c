"""The front-matter rules on real sites: what builds and reads well gives no finding at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.context import Context, Generator, YamlFlavour
from postlint.diagnostic import Finding
from postlint.front_matter import read
from postlint.front_matter.tree import walk
from postlint.post import Post
from postlint.registry import Rule, builtin
from postlint.text import Source, Span

SHARED = Path(__file__).parents[2].parent / "shared"
SCHEMA = {"missing-key", "schema-mismatch", "unknown-key", "unknown-schema", "value-not-allowed"}
CORPORA = {
    "rails-weblog": Context("jekyll"),
    "mzlogin": Context("jekyll"),
    "finews": Context("jekyll"),
    "cosx": Context("hugo", yaml="go"),
    "18f": Context("eleventy", yaml="js"),
    "rust-blog": Context("zola"),
}


@cache
def _rules() -> list[Rule]:
    def own(rule: Rule) -> bool:
        name = rule.name.partition("/")[2]
        return rule.group == "front-matter" and name not in SCHEMA and not name.startswith("wrong-")

    return [rule for rule in builtin().values() if own(rule)]


def _findings(path: str, data: bytes, context: Context) -> Iterator[tuple[str, Finding]]:
    post = Post(Source.decode(path, data), context)
    for rule in _rules():
        yield from ((rule.name, finding) for finding in rule.check(post))


@pytest.mark.skipif(not SHARED.exists(), reason="the corpora of ../shared are not here")
@pytest.mark.parametrize("corpus", sorted(CORPORA))
def test_no_false_alarm(corpus: str) -> None:
    folder = SHARED / "corpora" / corpus
    rules, context, alarms = _rules(), CORPORA[corpus], []
    for file in folder.rglob("*"):
        if file.suffix in (".md", ".markdown", ".html"):
            path = file.relative_to(folder).as_posix()
            post = Post(Source.decode(path, file.read_bytes()), context)
            alarms += [(path, r.name, f.message) for r in rules for f in r.check(post)]
    assert alarms == []


def test_one_finding_for_one_cause() -> None:
    for block in ("tags:\n  title: x", "tags: 600519", "title: a: b", "title: No", "image: {{ x }}"):
        text = f"---\nlayout: post\n{block}\n---\nText.\n".encode()
        assert len(list(_findings("_posts/2021-12-29-x.md", text, Context("jekyll")))) == 1, block


@pytest.mark.parametrize(
    "data", [b"", b"---", b"---\n", b"\xef\xbb\xbf", b"---\ntitle: \xff\n---\n", b"+++", b"{"]
)
@pytest.mark.parametrize("generator", ["jekyll", "hugo", "hexo", "eleventy", "zola", "astro", "folder"])
def test_scraps_never_raise(generator: str, data: bytes) -> None:
    list(_findings("_posts/2021-12-29-x.md", data, Context(generator)))  # type: ignore[arg-type]


MARKS = "[]{}\"'#|>%@，：中😀\ufeff\u2028\x85\0\\\t\r\u00a0 \n\n"
WORDS = (
    "---",
    "...",
    "+++",
    ";;;",
    "\r\n",
    "title: ",
    "tags: ",
    "k: v",
    "- ",
    ": ",
    "&a",
    "*a",
    "!t",
    "= ",
    "0755",
    "<<",
    "no",
)
SOUP = st.lists(st.sampled_from((*MARKS, *WORDS, "{{ x }}", "categories: ")), max_size=25).map("".join)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["---\n", "+++\n", "{\n", ""]),
    SOUP,
    st.sampled_from(["\n---\n", "\n+++\n", "\n}\n", ""]),
    st.sampled_from(["jekyll", "hugo", "hexo", "eleventy", "zola", "folder"]),
)
def test_places_and_edits_lie_in_the_file(
    opening: str, soup: str, closing: str, generator: Generator
) -> None:
    text = f"{opening}{soup}{closing}text\n"
    flavours: dict[str, YamlFlavour] = {"hugo": "go", "hexo": "js", "eleventy": "js"}
    context = Context(generator, yaml=flavours.get(generator, "safe_yaml"))
    matter, near = read(text, context)
    whole = Span(0, len(text))
    for fault in (*near, *(matter.faults if matter else ())):
        assert whole.covers(fault.span) and fault.span.start <= fault.span.end
        edits = fault.fix.edits if fault.fix else ()
        assert all(whole.covers(edit.span) for edit in edits)
        assert all(a.span.end <= b.span.start for a, b in pairwise(edits))
    if matter:
        json.dumps(dict(matter.data))
        nodes = walk(matter.root) if matter.root else ()
        assert all(whole.covers(node.span) and node.span.start <= node.span.end for node in nodes)
    for _, finding in _findings("_posts/2021-12-29-x.md", text.encode(), context):
        assert whole.covers(finding.span)
