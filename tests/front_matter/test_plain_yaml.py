"""The ordinary block of YAML is read as libyaml reads it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postlint.front_matter import plain_yaml, yaml
from postlint.front_matter.resolve import RESOLVERS

FLAVOURS = sorted(RESOLVERS)

_PIECES = [
    *("title", "date", "on", "y", "null", "a-b", "a_b", "x1", "2019-01-01 09:00:00 +0800", "2019-01-01"),
    *("- ", "-", "?", "? ", ": ", ":", " #", "#", '"', "'", "[a]", "{a: b}", ",", "&a", "*a", "!a", "|", ">"),
    *(
        "%",
        "@",
        "`",
        "\n",
        "\n\n",
        " ",
        "  ",
        "\t",
        "中文，标题",
        "\u3000",
        "\xa0",
        "\x85",
        "\u2028",
        "\ufeff",
    ),
    *(
        "\x7f",
        "\\n",
        "<<",
        "~",
        "1",
        "1.5",
        "0x1f",
        "1:30",
        "a:b",
        "http://x.y/z?a=b#c",
        "true",
        "...",
        "---",
    ),
    *(
        "'a b'\n",
        "key: value\n",
        'q: "a b"\n',
        "z: 1\n",
        "\r\n",
        "😀",
        "é",
        "--- ",
        "key:",
        "a: ",
        ".",
        ".5",
        "=",
        "_a",
    ),
]


def test_an_ordinary_block_needs_no_parser() -> None:
    block = 'layout: post\ntitle: "标题 A"\ndate: 2021-12-29 10:14:10 +0800\ntags: a:b c\n'
    assert plain_yaml.compose(block, 0, RESOLVERS["safe_yaml"]) is not None


@pytest.mark.parametrize(
    "block",
    [
        "",
        "\n",
        "a:\n",
        "a: 'b''c'\n",
        "a: b # c\n",
        "a: b\n  c\n",
        "- a\n",
        "a: [b]\n",
        "a: b: c\n",
        "a: -\n",
        "a: b\n\n",
    ],
)
def test_what_is_not_ordinary_goes_to_the_parser(block: str) -> None:
    assert plain_yaml.compose(block, 0, RESOLVERS["safe_yaml"]) is None


@settings(max_examples=1500, deadline=None)
@given(
    st.lists(st.sampled_from(_PIECES), max_size=9),
    st.sampled_from(FLAVOURS),
    st.sampled_from(["", "k: ", "---\n", "---\nk: "]),
)
def test_it_reads_what_libyaml_reads(pieces: list[str], flavour: str, before: str) -> None:
    block = before + "".join(pieces)
    found = plain_yaml.compose(block, 7, RESOLVERS[flavour])  # type: ignore[index]
    if found is not None:
        parsed = yaml._compose("-" * 7 + block, 7, yaml._parser(block), flavour, 100)  # type: ignore[arg-type]
        assert (found, None, None) == parsed
