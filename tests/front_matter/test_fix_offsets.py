"""Offsets hold through fixes: generated front matter that is broken, mended, and read again."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postlint.context import Context
from postlint.diagnostic import Safety
from postlint.fix.edits import apply
from postlint.front_matter import read
from postlint.front_matter.tree import Scalar, walk

WORDS = st.text(alphabet="a 标题😀é！：1\u3000", min_size=1, max_size=8).map(lambda word: f"q{word}y")

# Each takes one word; `MEANT` says what the value is once it is mended.
BROKEN = {
    'title: "{0}"{0}"{0}"': '{0}"{0}"{0}',
    "title: {0}: {0}": "{0}: {0}",
    "title: [{0}] {0}": "[{0}] {0}",
    "title: *{0}": "*{0}",
    "title: @{0}": "@{0}",
    "title: %{0}": "%{0}",
    "title: `{0}`": "`{0}`",
    "title: |{0}": "|{0}",
    'title: "{0}" {0}': '"{0}" {0}',
    'title: "\\{0}"': None,
    'title:"{0}"': "{0}",
    "title：{0}": "{0}",
    "title: {{{{ {0} }}}}/{0}": "{{{{ {0} }}}}/{0}",
    "title: {0}": "{0}",
}


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    shape=st.sampled_from(sorted(BROKEN)),
    word=WORDS,
    before=WORDS,
    after=WORDS,
    newline=st.sampled_from(["\n", "\r\n"]),
    bom=st.sampled_from(["", "\ufeff"]),
    generator=st.sampled_from(
        [("jekyll", "safe_yaml"), ("jekyll", "psych"), ("hugo", "go"), ("eleventy", "js")]
    ),
)
def test_offsets_hold_through_fixes(
    shape: str, word: str, before: str, after: str, newline: str, bom: str, generator: tuple[Any, Any]
) -> None:
    word = " ".join(word.split())
    lines = ["---", f'before: "{before}"', shape.format(word), f"after: '{after}'", "---", "正文 😀", ""]
    text = bom + newline.join(lines)
    context = Context(generator[0], yaml=generator[1])
    block, _ = read(text, context)
    assert block is not None
    _spans_hold(text, block)
    for fault in block.faults:
        assert len(bom) < fault.span.start <= fault.span.end < text.index("正文 😀")
    mended = apply(text, [fault.fix for fault in block.faults if fault.fix], Safety.SAFE).text
    again, near = read(mended, context)
    assert again is not None and not again.broken and not near
    _spans_hold(mended, again)
    assert (again.data["before"], again.data["after"]) == (before, after)
    meant = BROKEN[shape]
    if meant is not None:
        assert again.data["title"] == meant.format(word)
    # What stands around the broken line is as it was, byte for byte.
    first, last = text.index(lines[2]), len(text) - text.index(lines[2]) - len(lines[2])
    assert mended[:first] == text[:first]
    assert mended[-last:] == text[-last:]
    if newline == "\r\n":
        assert mended.count("\n") == mended.count("\r\n")


def _spans_hold(text: str, block: Any) -> None:
    """Every key, and every scalar on one line without escapes, is what its span holds."""
    for key, value in block.entries:
        assert text[key.span.start : key.span.end] == key.text
        for node in walk(value):
            if isinstance(node, Scalar) and node.span.end > node.span.start and "\\" not in node.text:
                held = text[node.span.start : node.span.end]
                inside = held[1:-1].replace("''", "'") if node.style in ("single", "double") else held
                assert inside.replace('\\"', '"') == node.text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_later_findings_are_where_they_were_plus_what_the_fix_added(newline: str, bom: str) -> None:
    text = bom + newline.join(["---", 'title: "他说"你好"了😀"', "tags: [a, 600519]", "---", "正文", ""])
    context = Context("jekyll")
    block, _ = read(text, context)
    assert block is not None
    place = block.place(("tags",)) if block.root else block.entries[-1].value.span
    mended = apply(text, [fault.fix for fault in block.faults if fault.fix], Safety.SAFE).text
    again, _ = read(mended, context)
    assert again is not None
    moved = again.place(("tags",))
    assert moved == place.shift(len(mended) - len(text))
    assert mended[moved.start : moved.end] == text[place.start : place.end] == "[a, 600519]"
