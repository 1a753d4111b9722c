"""Spans slice to the text that they claim, whatever stands in the front matter."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlint.context import Context
from postlint.front_matter import FrontMatter, read
from postlint.front_matter import json as json_reader
from postlint.front_matter import toml as toml_reader
from postlint.front_matter import yaml as yaml_reader
from postlint.front_matter.data import plain
from postlint.front_matter.tree import Alias, Mapping, Scalar, Sequence, walk
from postlint.text import Span

JEKYLL = Context("jekyll")
HUGO = Context("hugo", yaml="go")
WORDS = st.text(alphabet="ab中文字😀é x", min_size=1, max_size=8).map(str.strip).filter(bool)
KEYS = st.text(alphabet="abc键k_", min_size=1, max_size=6)


def _matter(text: str) -> FrontMatter:
    matter, _ = read(text, JEKYLL)
    assert matter is not None
    return matter


VALUES = st.one_of(
    WORDS.map(lambda word: (word, [word])),
    WORDS.map(lambda word: (json.dumps(word, ensure_ascii=False), [word])),
    WORDS.map(lambda word: ("'" + word.replace("'", "''") + "'", [word])),
    st.lists(WORDS.map(lambda w: f'"{w}"'), min_size=1, max_size=3).map(
        lambda words: ("[" + ", ".join(words) + "]", [word[1:-1] for word in words])
    ),
    st.lists(WORDS, min_size=1, max_size=3).map(lambda ws: ("".join(f"\n  - {w}" for w in ws), list(ws))),
    WORDS.map(lambda word: (f"&anchor {word}", [word])),
    WORDS.map(lambda word: (f"|\n  {word}\n\n", [word + "\n"])),
    st.just(("", [""])),
)


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    st.dictionaries(KEYS, VALUES, min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
)
def test_spans_of_generated_yaml(entries: dict[str, tuple[str, list[str]]], newline: str, bom: str) -> None:
    lines = "".join(f"{key}: {source}\n" for key, (source, _) in entries.items())
    text = bom + f"---\n{lines}---\nText 正文\n".replace("\n", newline)
    matter = _matter(text)
    assert not matter.faults, (text, matter.faults)
    assert text[matter.body_start :] == f"Text 正文{newline}"
    assert text[matter.closing.start : matter.closing.end] == "---"
    for entry, (key, (_, wanted)) in zip(matter.entries, entries.items(), strict=True):
        assert text[entry.key.span.start : entry.key.span.end] == key
        scalars = [node for node in walk(entry.value) if isinstance(node, Scalar)]
        assert [scalar.text for scalar in scalars] == wanted
        for scalar in scalars:
            _holds(text, scalar)


def _holds(text: str, scalar: Scalar) -> None:
    source = text[scalar.span.start : scalar.span.end]
    if scalar.style == "plain":
        assert source == scalar.text
    elif scalar.style in ("literal", "folded"):
        assert source.startswith(("|", ">")) and source == source.rstrip()
        assert scalar.text.strip() in source
    else:
        assert source[0] == source[-1] == ("'" if scalar.style == "single" else '"')


def test_spans_of_the_shapes_by_hand() -> None:
    text = "---\na: &x 1\nb: *x\nc: {d: [1, 'two'], e: }\nf:   \ng: !!str 5\nh:\n- i\n-\n---\n"
    matter = _matter(text)
    shown = {e.key.text: text[e.value.span.start : e.value.span.end] for e in matter.entries}
    assert shown == {"a": "1", "b": "*x", "c": "{d: [1, 'two'], e: }", "f": "", "g": "5", "h": "- i\n-"}
    alias = matter.entries[1].value
    assert isinstance(alias, Alias) and alias.name == "x" and alias.target == matter.entries[0].value
    assert text[matter.place(("c", "d", 1)).start : matter.place(("c", "d", 1)).end] == "'two'"
    assert text[: matter.place(("f",)).start].endswith("f:   ")
    assert matter.place(("nope",)) == matter.opening
    assert matter.data == {
        "a": 1,
        "b": 1,
        "c": {"d": [1, "two"], "e": None},
        "f": None,
        "g": 5,
        "h": ["i", None],
    }


def test_merge_keys() -> None:
    text = "---\nbase: &b {x: 1, y: 2}\nmore:\n  <<: *b\n  y: 3\n---\n"
    assert _matter(text).data["more"] == {"x": 1, "y": 3}


def test_the_pure_parser_agrees() -> None:
    text = "a: &x 1\nb: *x\nc: |\n  eins\n\n\nd: ['中', \"x\\ty\"]\ne: {f: }\n"
    pure = yaml_reader._compose(text, 0, yaml_reader._pure_parser(text), "safe_yaml", 100)
    assert pure == yaml_reader.compose(text, 0, len(text), "safe_yaml")


JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(JSON_VALUES, st.sampled_from([None, 2]), st.booleans())
def test_json_is_read_as_json_reads_it(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    composed = json_reader.compose(text, 0, len(text))
    assert composed.error is None and composed.root is not None
    assert plain(composed.root) == value
    for node in walk(composed.root):
        source = text[node.span.start : node.span.end]
        if isinstance(node, Scalar):
            assert json.loads(source) == node.value
        else:
            assert source[0] + source[-1] in ("[]", "{}")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='{}[]",:123 \\abn\ntrue', max_size=30))
def test_json_is_refused_where_json_refuses_it(text: str) -> None:
    try:
        json.loads(text)
        good = True
    except ValueError:
        good = False
    assert (json_reader.compose(text, 0, len(text)).error is None) == good


TOML = """\
title = "標題 \\"q\\"" # comment
date = 2021-12-29 10:14:10+08:00
day = 2021-12-29
at = 10:14:10
n = 1_000
tags = ["a", 'b', # in between
  "c", ]
a.b.c = {x = 1, y.z = [1, [2, {q = "w"}]]}
"quoted key" = '''
multi
line'''
[extra]
k = true
[extra.deep]
z = -inf
[[authors]]
name = "x"
[[authors]]
name = "y"
"""


def test_toml_has_the_values_of_tomllib_at_their_places() -> None:
    text = f"+++\n{TOML}+++\nText.\n"
    matter, near = read(text, Context("zola"))
    assert matter is not None and not matter.faults and not near
    wanted = tomllib.loads(TOML)
    assert list(matter.data) == list(wanted)
    assert matter.data["a"] == wanted["a"] and matter.data["authors"] == wanted["authors"]
    assert matter.data["date"] == "2021-12-29T10:14:10+08:00" and matter.data["day"] == "2021-12-29"
    for path in [
        ("title",),
        ("tags", 1),
        ("a", "b", "c", "y", "z", 1, 1, "q"),
        ("authors", 1, "name"),
        ("n",),
    ]:
        span = matter.place(path)
        value = wanted
        for step in path:
            value = value[step]  # type: ignore[index]
        assert tomllib.loads(f"v = {text[span.start : span.end]}")["v"] == value


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*TOML.splitlines(keepends=True), "x = [\n", "]\n", "= 1\n", 'y = "\n']), max_size=6
    )
)
def test_toml_is_refused_where_tomllib_refuses_it(lines: list[str]) -> None:
    text = "".join(lines)
    composed = toml_reader.compose(text, 0, len(text))
    try:
        wanted = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert composed.error is not None
        return
    assert composed.root is not None
    assert list(plain(composed.root)) == list(wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "block",
    [
        "a: " + "[" * 30_000,
        "- " * 30_000,
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9)),
        'a: "' + '\\"' * 30_000,
        "\t" * 30_000,
        "a: b: c\n" * 3_000,
        "bare words\n" * 3_000,
        "a: \u0000",
        "\ufeff" * 3_000,
    ],
    ids=["flow", "dashes", "aliases", "quotes", "tabs", "colons", "bare", "nul", "boms"],
)
def test_hostile_blocks_are_faults(block: str) -> None:
    matter, _ = read(f"---\n{block}\n---\n", JEKYLL)
    assert matter is not None
    assert matter.broken
    assert len(matter.faults) <= 20 and matter.data == {}


@pytest.mark.parametrize(
    "block",
    [
        "a = " + "1" * 5000,
        "a = [1, {b = " + "9" * 300_000 + "}]",
        "a = " + '\\"' * 150_000,
        "a = " + "'''x''''" * 30_000 + '"""' * 30_001,
        "a." * 150_000 + "b = 1",
        "a = [" + "x" * 300_000,
    ],
    ids=["digits", "more digits", "escapes", "strings", "dots", "a word"],
)
def test_hostile_toml_is_a_fault(block: str) -> None:
    matter, _ = read(f"+++\n{block}\n+++\n", HUGO)
    assert matter is not None
    assert matter.broken and matter.data == {}


def test_a_number_that_is_too_long_is_named() -> None:
    matter, _ = read(f"+++\na = 1\nb = {'1' * 5000}\n+++\n", HUGO)
    assert matter is not None
    (fault,) = matter.faults
    assert fault.message.startswith("the number has more digits than TOML allows; ")
    assert fault.span == Span(14, 5014)
    assert [entry.key.text for entry in matter.entries] == ["a"]


def test_collections_know_how_they_are_written() -> None:
    matter = _matter("---\na: [1]\nb:\n  - 1\nc: {d: 1}\ne:\n  f: 1\n---\n")
    assert [getattr(entry.value, "flow", None) for entry in matter.entries] == [True, False, True, False]
    assert isinstance(matter.root, Mapping) and isinstance(matter.entries[0].value, Sequence)
    assert matter.root.span == Span(4, 39)
