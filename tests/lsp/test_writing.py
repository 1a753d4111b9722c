"""Where somebody writes in front matter, and what a schema says there: without a server."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.context import Context, Generator
from postlint.diagnostic import Diagnostic, Edit, Fix, Severity
from postlint.post import Post
from postlint.schema import load
from postlint.selection import Selection
from postlint.server import hints
from postlint.server.cursor import cursor
from postlint.server.documents import Checked, Late, difference, joined
from postlint.server.hovers import code, escaped
from postlint.server.positions import Positions
from postlint.server.reading import Reading
from postlint.text import Source, Span


def at(written: str, generator: Generator = "jekyll") -> tuple[str, tuple[str, ...], str, str, bool] | None:
    """What is being written at the `|` of a text: kind, path, what is replaced, what stands before, item."""
    before, _, after = written.partition("|")
    post = Post(Source.decode("a.md", (before + after).encode()), Context(generator))
    found = cursor(post, len(before))
    if found is None:
        return None
    return found.kind, found.path, post.source.slice(found.span), found.written, found.item


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("---\n|\n---\n", ("key", (), "", "", False)),
        ("---\nla|yo\n---\n", ("key", (), "layo", "la", False)),
        ("---\na: b\nimage:\n  pa|\n---\n", ("key", ("image",), "pa", "pa", False)),
        ("---\nimage:\n  path: /a|b\n---\n", ("value", ("image", "path"), "/ab", "/a", False)),
        ("---\na: |\n---\n", ("value", ("a",), "", "", False)),
        ("---\na: 'x|'\n---\n", ("value", ("a",), "x", "x", False)),
        ("---\na: [x, y|z]\n---\n", ("value", ("a",), "yz", "y", True)),
        ("---\na: [|]\n---\n", ("value", ("a",), "", "", True)),
        ("---\ntags:\n- a\n- |\n---\n", ("value", ("tags",), "", "", True)),
        ("---\nx:\n  tags:\n    - b|\n---\n", ("value", ("x", "tags"), "b", "b", True)),
        ("---\r\na: x|\r\n---\r\n", ("value", ("a",), "x", "x", False)),
        # Not closed yet, and broken.
        ("---\na: [b\nla|\n", ("key", (), "la", "la", False)),
        ("---\na: b\n\nText|\n", None),
        ("---\na: b\n---\nTe|xt\n", None),
        ("---\n# la|\n---\n", None),
        ("Te|xt\n", None),
    ],
)
def test_places_in_yaml(written: str, wanted: object) -> None:
    assert at(written) == wanted


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("+++\nti|\n+++\n", ("key", (), "ti", "ti", False)),
        ("+++\n[params]\nx|\n+++\n", ("key", ("params",), "x", "x", False)),
        ('+++\ntitle = "a|b"\n+++\n', ("value", ("title",), "ab", "a", False)),
        ('+++\ntags = ["a", "|"]\n+++\n', ("value", ("tags",), "", "", True)),
        ('+++\ntags = [\n  "a|"\n]\nb = 1\n+++\n', ("value", ("tags",), "a", "a", True)),
        ('+++\ntags = [\n  "a"\n]\nb|\n+++\n', ("key", (), "b", "b", False)),
        ('{\n"ti|": 1\n}\n', ("key", (), "ti", "ti", False)),
        ('{\n"a": {"b": ["c", "d|"]}\n}\n', ("value", ("a", "b"), "d", "d", True)),
        ('{\n"a": 1, "b": "c|d"\n}\n', ("value", ("b",), "cd", "c", False)),
    ],
)
def test_places_in_toml_and_json(written: str, wanted: object) -> None:
    assert at(written, "hugo") == wanted


WORDS = ("---", "+++", "\n", "a", ": ", "- ", "[", "]", '"', "'", ",", " ", "=", "{", "}", "\r\n", "股", "#")
BLOCKS = st.lists(st.sampled_from(WORDS), max_size=25)


@given(
    parts=BLOCKS,
    opening=st.sampled_from(["---\n", "+++\n", "{\n", ""]),
    generator=st.sampled_from(["jekyll", "hugo"]),
)
def test_every_place_can_be_asked(parts: list[str], opening: str, generator: Generator) -> None:
    text = opening + "".join(parts)
    post = Post(Source.decode("a.md", text.encode()), Context(generator))
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            # Between the two no editor has a place.
            continue
        found = cursor(post, offset)
        if found is not None:
            assert 0 <= found.span.start <= offset <= found.span.end <= len(text)
            assert text[found.span.start : offset] == found.written


def test_what_a_schema_says() -> None:
    own = load(
        json.dumps(
            {
                "properties": {
                    "kind": {"enum": ["a", "b"], "description": "What it is."},
                    "on": {"type": ["boolean", "null"]},
                    "text": {"type": ["boolean", "string"]},
                    "list": {"type": "array", "items": {"anyOf": [{"const": "x"}, {"enum": ["y", 1]}]}},
                    "image": {"$ref": "#/$defs/image"},
                    "people": {"items": {"properties": {"name": {"title": "The name"}}}},
                },
                "required": ["kind"],
                "$defs": {"image": {"properties": {"path": {"examples": ["/a.png"]}}, "required": ["path"]}},
            }
        )
    )
    assert hints.required(own) == {"kind"}
    assert hints.description(own, ("kind",)) == "What it is."
    assert hints.values(own, ("kind",), item=False) == ["a", "b"]
    assert hints.values(own, ("on",), item=False) == [True, False]
    assert hints.values(own, ("text",), item=False) == []
    assert hints.values(own, ("list",), item=True) == ["x", "y", 1]
    assert set(hints.properties(own, ("image",))) == {"path"}
    assert hints.required(own, ("image",)) == {"path"}
    assert hints.values(own, ("image", "path"), item=False) == ["/a.png"]
    assert hints.description(own, ("people", "name")) == "The name"
    assert hints.properties(own, ("nothing", "here")) == {}


@given(text=st.text("a`*[]()<>!&\\ _#~\n", max_size=30))
def test_hostile_text_stays_text(text: str) -> None:
    """What comes of it when Markdown renders it is the text itself."""
    import html
    import re

    pyromark = pytest.importorskip("pyromark")
    for shown in (f"x {escaped(text)} x", f"x {code(text)} x" if text.strip() else "x x x"):
        rendered = pyromark.html(shown).strip()
        assert not re.search(r"<(?!/?(p|code)>)", rendered), rendered
        plain = html.unescape(re.sub(r"</?(p|code)>", "", rendered))
        assert " ".join(plain.split()) == " ".join(f"x {text} x".split()) or not text.strip()


def _checked(text: str) -> Checked:
    post = Post(Source.decode("a.md", text.encode()), Context())
    return Checked("/a.md", 1, Positions.of(text, "utf-16"), Reading(post, (), _ALL), ())


class _Everything(frozenset[str]):
    def __contains__(self, name: object) -> bool:
        return True


_ALL = Selection(())
object.__setattr__(_ALL, "names", _Everything())


def test_what_the_site_said_moves_with_the_text() -> None:
    """A fault before an edit stays, one after it moves, one inside it goes; none keeps its stale fix."""
    before = "one two three\n"
    spans = [Span(0, 3), Span(4, 7), Span(8, 13)]
    fix = Fix("x", (Edit(spans[2], "x"),))
    faults = [
        Diagnostic("a.md", "link/broken-target", Severity.ERROR, span, "dead", fix=fix) for span in spans
    ]
    same = joined(_checked(before), Late(before, faults)).faults
    assert [(one.span, one.fix) for one in same] == [(span, fix) for span in spans]
    moved = joined(_checked("one 2 and three\n"), Late(before, faults)).faults
    assert [(one.span, one.fix) for one in moved] == [(spans[0], None), (Span(10, 15), None)]


@given(before=st.text("ab ", max_size=12), after=st.text("ab ", max_size=12), start=st.integers(0, 12))
def test_moved_faults_stand_on_their_text(before: str, after: str, start: int) -> None:
    span = Span(min(start, len(before)), min(start + 2, len(before)))
    fault = Diagnostic("a.md", "link/broken-target", Severity.ERROR, span, "dead")
    edit = difference(before, after)
    for one in joined(_checked(after), Late(before, [fault])).faults:
        assert after[one.span.start : one.span.end] == before[span.start : span.end]
        assert before == after or not edit.span.start < span.start < edit.span.end
