"""Syntax faults: the cause, the culprit, the fix, and what can still be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from postlint.context import Context
from postlint.diagnostic import Fix, Safety
from postlint.front_matter import SyntaxFault, read
from postlint.text import Source

HISTORY = Path(__file__).parents[2].parent / "shared" / "corpora" / "history"
JEKYLL = Context("jekyll")


def _faults(text: str, context: Context = JEKYLL) -> tuple[SyntaxFault, ...]:
    matter, near = read(text, context)
    return (*near, *(matter.faults if matter else ()))


def _mended(text: str, fix: Fix) -> str:
    for span, replacement in sorted(fix.edits, reverse=True):
        text = text[: span.start] + replacement + text[span.end :]
    return text


CAUSES = [
    ('title: "他说"你好"了"', "inner-quote", '"你好"', 'title: "他说\\"你好\\"了"'),
    ("title: 'it's so'", "inner-quote", "'", "title: 'it''s so'"),
    ('title: "A" and B', "text-after-quote", "and B", "title: '\"A\" and B'"),
    ('title: "end""', "extra-quote", '"', 'title: "end"'),
    ('title: "never closed', "unclosed-quote", '"', 'title: "never closed"'),
    ("title: 公告: 拟收购", "colon-in-value", ":", 'title: "公告: 拟收购"'),
    ('title: say "x": y', "colon-in-value", ":", "title: 'say \"x\": y'"),
    ("title: *ST海润", "leading-character", "*", 'title: "*ST海润"'),
    ("title: @大家", "leading-character", "@", 'title: "@大家"'),
    ("title: %增长", "leading-character", "%", 'title: "%增长"'),
    ("title: `code`", "leading-character", "`", 'title: "`code`"'),
    ("title: |a|b", "leading-character", "|", 'title: "|a|b"'),
    ("title: >a b", "leading-character", ">", 'title: ">a b"'),
    ("title: ,a", "leading-character", ",", 'title: ",a"'),
    ("title: - a", "leading-character", "-", 'title: "- a"'),
    ("title: ? a", "leading-character", "?", 'title: "? a"'),
    ("title: & a", "leading-character", "&", 'title: "& a"'),
    ("title: *ST", "leading-character", "*", 'title: "*ST"'),
    ("title: [早报] xx", "text-after-bracket", "xx", 'title: "[早报] xx"'),
    ("image: {{ site.url }}/a.png", "unquoted-liquid", "{{ site.url }}", 'image: "{{ site.url }}/a.png"'),
    ("tags: [a, b", "unclosed-bracket", "[", "tags: [a, b]"),
    ('tags: ["a"，"b"]', "full-width-comma", "，", 'tags: ["a", "b"]'),
    ('title: "50\\%"', "bad-escape", "\\%", 'title: "50\\\\%"'),
    ("date:2021-12-29", "missing-space", ":", "date: 2021-12-29"),
    ("tags:\n-a\n-b", "missing-space", "-", "tags:\n- a\n- b"),
    ("标题：好", "full-width-colon", "：", "标题: 好"),
    ("category;\n- a", "wrong-separator", ";", "category:\n- a"),
    ("category\n- a", "missing-colon", "category", "category:\n- a"),
    ("tags:\n\t- a", "tab", "\t", "tags:\n  - a"),
    ("tags:\n  - a\n\u00a0 - b", "odd-space", "\u00a0", "tags:\n  - a\n  - b"),
    ("tags:\n - a\n category:\n - b", "misplaced-key", "category", "tags:\n - a\ncategory:\n - b"),
    ("excerpt: one\ntwo three\nfour", "bare-continuation", "two", 'excerpt: "one\n  two three\n  four"'),
]


@pytest.mark.parametrize("around", ["{}\n", "layout: post\n{}\ntags2: [x]\n"], ids=["alone", "among"])
@pytest.mark.parametrize(("block", "cause", "culprit", "mended"), CAUSES, ids=[c[0] for c in CAUSES])
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_causes(around: str, newline: str, block: str, cause: str, culprit: str, mended: str) -> None:
    frame = f"---\n{around}---\nText.\n".replace("\n", newline)
    text = frame.replace("{}", block.replace("\n", newline))
    if around == "{}\n" and cause in ("missing-space", "full-width-colon") and "\n" not in block:
        around = ""  # a single text, not a mapping: the same fault by another way
    faults = _faults(text)
    assert [fault.cause for fault in faults] == [cause], text
    fault = faults[0]
    assert text[fault.span.start : fault.span.end] == culprit
    assert fault.fatal and fault.message.endswith("Jekyll publishes the post without its front matter")
    assert fault.fix is not None and fault.fix.safety is Safety.SAFE
    after = _mended(text, fault.fix)
    assert after == frame.replace("{}", mended.replace("\n", newline))
    assert _faults(after) == ()


def test_the_other_keys_are_read_and_their_faults_found() -> None:
    text = '---\nlayout: post\ntitle: a: b\ntags: [x]\nexcerpt: "c "d" e"\nauthor: me\n---\n'
    matter, _ = read(text, JEKYLL)
    assert matter is not None and matter.broken and matter.data == {}
    assert [fault.cause for fault in matter.faults] == ["colon-in-value", "inner-quote"]
    assert [entry.key.text for entry in matter.partial] == ["layout", "tags", "author"]
    assert matter.scalar("author") is not None


def test_two_faults_of_one_entry() -> None:
    faults = _faults("---\ntags:\n  - a: b: c\n  - @d\n---\n")
    assert [fault.cause for fault in faults] == ["colon-in-value", "leading-character"]


@pytest.mark.parametrize("text", ["- a\n", "just text\n", "12\n", "[a, b]\n"])
def test_what_is_no_mapping(text: str) -> None:
    assert [fault.cause for fault in _faults(f"---\n{text}---\n")] == ["no-mapping"]


@pytest.mark.parametrize("text", ["", "\n", "# a comment\n", "~\n"])
def test_what_is_empty_is_no_fault(text: str) -> None:
    assert _faults(f"---\n{text}---\n") == ()


@pytest.mark.parametrize(
    "block",
    [
        "title: a:b http://x.y/z",
        "title: 说：好，a；b",
        "title: “quoted:no”",
        'excerpt: |\n  a: b: c\n  "x" y\n',
        'excerpt: "one\ntwo: three\nfour"',
        'title: it\'s a "word"',
        "x: !!str 5",
        "x: &a 1\ny: *a",
        "tags: [a, 'b', \"c\"]",
    ],
)
def test_good_yaml_is_no_fault(block: str) -> None:
    assert _faults(f"---\n{block}\n---\n") == ()


@pytest.mark.parametrize(
    ("block", "cause", "culprit"),
    [
        ("title = unquoted text", "unquoted-text", "unquoted text"),
        ("title: x", "wrong-separator", ":"),
        ("title", "missing-equals", "title"),
        ('title = "a "b" c"', "text-after-value", 'b" c"'),
        ('title = "a', "unclosed-quote", '"'),
        ("tags = [1, 2", "unclosed-bracket", "["),
        ('title = "C:\\q"', "bad-escape", "\\q"),
    ],
)
def test_toml_causes(block: str, cause: str, culprit: str) -> None:
    text = f"+++\nlayout = 'x'\n{block}\n+++\n"
    matter, _ = read(text, Context("zola"))
    assert matter is not None
    assert [fault.cause for fault in matter.faults] == [cause]
    assert text[matter.faults[0].span.start : matter.faults[0].span.end] == culprit
    assert [entry.key.text for entry in matter.partial] == ["layout"]


@pytest.mark.parametrize(
    "text", ["---\ntitle: a: b\n---\n", "---\n- a\n---\n", "---\na: 1\n---\nb: 2\n---\n"]
)
def test_a_strict_jekyll_stops_the_build(text: str) -> None:
    strict = Context("jekyll", config={"strict_front_matter": True})
    loose, said = (_faults(text, context) for context in (JEKYLL, strict))
    assert [one.message for one in said] == [
        one.message.replace("Jekyll publishes the post without its front matter", "Jekyll stops the build")
        for one in loose
    ]


def test_each_generator_is_named_with_what_it_does() -> None:
    for generator, words in (("hugo", "Hugo stops the build"), ("hexo", "Hexo leaves the post out")):
        assert _faults("---\ntitle: a: b\n---\n", Context(generator))[0].message.endswith(words)  # type: ignore[arg-type]


def test_debians_jekyll_allows_no_symbol() -> None:
    text = "---\ntitle: :smile\n---\n"
    assert _faults(text) == ()
    assert [fault.cause for fault in _faults(text, Context("jekyll", yaml="psych"))] == ["symbol"]


# The line and column of the mistake in each post of ../shared/corpora/history whose front matter is broken.
CULPRITS = {
    "014": (3, 14), "015": (3, 18), "016": (3, 14), "017": (3, 21), "018": (3, 24), "019": (3, 8),
    "020": (3, 24), "021": (3, 8), "022": (3, 24), "023": (3, 8), "024": (3, 19), "025": (5, 39),
    "027": (5, 23), "028": (5, 24), "029": (3, 8), "064": (7, 1), "065": (7, 1), "066": (7, 1),
    "067": (7, 1), "068": (7, 1), "069": (10, 2), "070": (14, 2), "071": (1, 1), "072": (2, 15),
    "073": (2, 15), "088": (17, 9), "089": (4, 35), "090": (14, 2), "091": (8, 169), "092": (2, 27),
    "093": (20, 1), "094": (2, 42), "095": (2, 53), "096": (7, 1), "097": (7, 1), "098": (13, 51),
    "099": (2, 24), "100": (14, 224), "101": (11, 1), "102": (6, 8), "103": (4, 94), "104": (1, 1),
    "105": (11, 1), "106": (6, 1), "107": (2, 41), "108": (2, 42), "109": (3, 5), "110": (10, 1),
    "111": (15, 6), "112": (13, 129), "113": (2, 32), "114": (1, 4), "116": (4, 9), "117": (3, 13),
}  # fmt: skip


@pytest.mark.skipif(not HISTORY.exists(), reason="the corpora of ../shared are not here")
@pytest.mark.parametrize("context", [JEKYLL, Context("folder")], ids=["jekyll", "folder"])
def test_posts_that_really_broke(context: Context) -> None:
    wrong = []
    for number, place in CULPRITS.items():
        folder = next(HISTORY.glob(f"{number}-*"))
        source = Source.decode("post", next(folder.glob("before.*")).read_bytes())
        faults = [fault for fault in _faults(source.text, context) if fault.fatal]
        first = source.position(faults[0].span.start) if faults else None
        if first is None or (first.line, first.column) != place:
            wrong.append((number, first, place))
    assert wrong == []


@pytest.mark.skipif(not HISTORY.exists(), reason="the corpora of ../shared are not here")
def test_the_authors_repairs_are_not_called_broken() -> None:
    for path in HISTORY.glob("*/after.*"):
        source = Source.decode(path.name, path.read_bytes())
        assert _faults(source.text) == (), path


@pytest.mark.skipif(not HISTORY.exists(), reason="the corpora of ../shared are not here")
def test_fixes_of_the_posts_that_really_broke() -> None:
    """Every fix leaves front matter that parses; where the author kept the words, it is the same."""
    same = []
    for number in CULPRITS:
        folder = next(HISTORY.glob(f"{number}-*"))
        text = Source.decode("post", next(folder.glob("before.*")).read_bytes()).text
        fixes = [fault.fix for fault in _faults(text) if fault.fix and fault.fix.safety is Safety.SAFE]
        if not fixes:
            continue
        edits = tuple(edit for fix in fixes for edit in fix.edits)
        after = _mended(text, Fix("", edits))
        assert _faults(after) == (), number
        repaired = next(folder.glob("after.*"), None)
        if repaired:
            wanted, _ = read(Source.decode("post", repaired.read_bytes()).text, JEKYLL)
            got, _ = read(after, JEKYLL)
            assert got is not None and wanted is not None
            if json.dumps(got.data, sort_keys=True) == json.dumps(wanted.data, sort_keys=True):
                same.append(number)
    assert len(same) >= 10, same
