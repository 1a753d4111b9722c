"""Fences that a generator does not see as they were meant: what is said of them, and what mends them."""

from __future__ import annotations

import pytest

from postlint.context import Context, Generator, YamlFlavour
from postlint.front_matter import SyntaxFault, read

AS_TEXT: dict[Generator, str] = {
    "jekyll": "Jekyll publishes the front matter as text",
    "hexo": "Hexo publishes the front matter as text",
    "eleventy": "Eleventy publishes the front matter as text",
    "zola": "Zola stops the build",
    "folder": "the front matter is published as text",
}
OPEN = "the front matter that this line opens is never closed"


def found(generator: Generator, text: str) -> list[SyntaxFault]:
    """The near-misses, and the faults of the block that are not among them."""
    block, near = read(text, Context(generator))
    return [*near, *(fault for fault in (block.faults if block else ()) if fault not in near)]


def mended(text: str, fault: SyntaxFault) -> str | None:
    if fault.fix is None:
        return None
    for span, new in sorted(fault.fix.edits, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text


CLOSED = "---\na: 1\n---\nx\n"


@pytest.mark.parametrize(
    ("text", "cause", "culprit", "fact", "title"),
    [
        ("----\na: 1\n---\nx\n", "long-fence", "----", "a fence has three dashes, this line has 4",
         "write three dashes"),
        ("—--\na: 1\n---\nx\n", "odd-dash", "—--", "`—--` is no row of hyphens, and opens no front matter",
         "write hyphens"),
        ("---\u00a0\na: 1\n---\nx\n", "odd-space", "\u00a0",
         "an invisible U+00A0 stands after the opening dashes", "delete the invisible character"),
        (" ---\na: 1\n---\nx\n", "blank-before-fence", " ", "a blank stands before the opening fence",
         "delete what stands before the fence"),
        ("\n---\na: 1\n---\nx\n", "blank-before-fence", "\n", "a blank line stands before the opening fence",
         "delete what stands before the fence"),
        ("---\na: 1\n--\nx\n", "unclosed", "---", f"{OPEN}: `--` is no fence", "write the closing fence"),
        ("---\na: 1\n ---\nx\n", "unclosed", "---", f"{OPEN}: ` ---` is no fence", "write the closing fence"),
        ("---\na: 1\n---\u00a0\nx\n", "unclosed", "---", f"{OPEN}: `---\u00a0` is no fence",
         "write the closing fence"),
    ],
)  # fmt: skip
def test_what_can_be_mended(text: str, cause: str, culprit: str, fact: str, title: str) -> None:
    [fault] = found("jekyll", text)
    assert (fault.cause, fault.message) == (cause, f"{fact}, so {AS_TEXT['jekyll']}")
    assert text[fault.span.start : fault.span.end] == culprit
    assert fault.fix is not None
    assert fault.fix.title == title
    assert mended(text, fault) == CLOSED
    assert found("jekyll", CLOSED) == []


@pytest.mark.parametrize("generator", AS_TEXT)
def test_what_becomes_of_the_post(generator: Generator) -> None:
    text = CLOSED.replace("---", "----", 1)
    [fault] = found(generator, text)
    assert fault.message == f"a fence has three dashes, this line has 4, so {AS_TEXT[generator]}"
    assert mended(text, fault) == CLOSED


@pytest.mark.parametrize(
    ("generator", "text", "cause", "culprit", "message"),
    [
        ("jekyll", "---\na: 1\n", "unclosed", "---", f"{OPEN}, so {AS_TEXT['jekyll']}"),
        ("hugo", "---\na: 1\n", "unclosed", "---", f"{OPEN}, so Hugo stops the build"),
        ("hugo", "+++\na = 1\n++\n", "unclosed", "+++", f"{OPEN}: `++` is no fence, so Hugo stops the build"),
        ("eleventy", "---\na: 1\n", "unclosed", "---", f"{OPEN}, so all of the file is front matter"),
        ("jekyll", "+++\na = 1\n+++\n", "foreign-format", "+++",
         f"this is TOML, which Jekyll does not read as front matter, so {AS_TEXT['jekyll']}"),
        ("zola", "---xyz\na: 1\n---\n", "text-after-fence", "xyz",
         "text stands after the opening dashes, on their line, so Zola stops the build"),
        ("eleventy", "---xyz\na: 1\n---\n", "unknown-language", "xyz",
         "`xyz` is no language of front matter; Eleventy stops the build"),
        ("hugo", "---\na: 1\n--- and on\nx\n", "text-after-fence", " and on",
         "text stands after the closing fence, on its line; Hugo begins the body with it"),
        ("jekyll", "---\na: 1\n--- and on\nx\n---\n", "broken-closing", "--- and on",
         "`--- and on` is no fence, so the front matter goes on to a later one"),
        ("jekyll", "---\na: 1\n--- a line of 20 c.\nx\n---\n", "broken-closing", "--- a line of 20 c.",
         "`--- a line of 20 c.` is no fence, so the front matter goes on to a later one"),
        ("jekyll", "---\na: 1\n--- a line of 21 ch.\nx\n---\n", "broken-closing", "--- a line of 21 ch.",
         "`--- a line of 21 ch…` is no fence, so the front matter goes on to a later one"),
        ("hugo", '{"a": 1\nx\n', "unclosed", "{",
         "Hugo reads JSON front matter from this brace on, and no brace closes it, so it stops the build"),
        ("hugo", '{"a": X, "b": {}}\nbody', "bare-word", "X",
         "`X` stands without quotes; Hugo stops the build"),
        ("hexo", "title: [\nfoo: {\nx: 'a\n---\n", "syntax", "[",
         "YAML cannot be read here (did not find expected node content); Hexo leaves the post out"),
    ],
)  # fmt: skip
def test_what_is_said_once(generator: Generator, text: str, cause: str, culprit: str, message: str) -> None:
    faults = found(generator, text)
    assert [(fault.cause, fault.message) for fault in faults] == [(cause, message)]
    assert text[faults[0].span.start : faults[0].span.end] == culprit


def test_a_closing_fence_with_an_invisible_character_before_a_later_one() -> None:
    text = "---\na: 1\n---\u00a0\nx\n\n---\n"
    fault = found("jekyll", text)[0]
    assert fault.cause == "broken-closing"
    assert mended(text, fault) == "---\na: 1\n---\nx\n\n---\n"


@pytest.mark.parametrize(
    ("generator", "text", "kind", "language", "body"),
    [
        ("folder", "+++\na = 1\n+++\nx\n", "toml", "", "x\n"),
        ("folder", '{"a": 1}\nx\n', "json", "", "x\n"),
        ("folder", '{\n "a": {"b": "}"}}\nx\n', "json", "", "x\n"),
        ("hugo", '{"a": "\\"}", "b": {}}\nx\n', "json", "", "x\n"),
        ("zola", "+++\na = 1\n+++\nx\n", "toml", "", "x\n"),
        ("eleventy", "---js\na: 1\n---\nx\n", "yaml", "js", "x\n"),
        ("eleventy", "--- yaml\na: 1\n---\nx\n", "yaml", "", "x\n"),
        ("hexo", "a: 1\n---\nx\n", "yaml", "", "x\n"),
    ],
)
def test_what_is_front_matter(generator: Generator, text: str, kind: str, language: str, body: str) -> None:
    block, near = read(text, Context(generator))
    assert block is not None
    assert (block.format, block.language, text[block.body_start :], near) == (kind, language, body, ())
    assert not block.faults


@pytest.mark.parametrize(
    ("block", "faults"),
    [
        ("a: &y 1\nb: *x\nc: [1\n", [("leading-character", "*"), ("unclosed-bracket", "[")]),
        ("a: &x 1\nb: *x\nc: [1\n", [("unclosed-bracket", "[")]),
        ("a: &long-name_1 1\nb: *long-name_1\nc: [1\n", [("unclosed-bracket", "[")]),
        ("some words\na: 1\nb: [1\n", [("bare-line", "some words"), ("unclosed-bracket", "[")]),
        ("\n  \nsome words \na: 1\n", [("bare-line", "some words")]),
        ("- a\n- b\n", [("no-mapping", "- a")]),
        ("words\nand words\n", [("no-mapping", "words")]),
    ],
)
def test_each_entry_has_its_own_fault(block: str, faults: list[tuple[str, str]]) -> None:
    text = f"---\n{block}---\n"
    assert [(one.cause, text[one.span.start : one.span.end]) for one in found("jekyll", text)] == faults


@pytest.mark.parametrize(
    ("generator", "block", "cause", "culprit", "message"),
    [
        ("hexo", "tags:\n\t- a\n", "tab", "\t",
         "a tab stands in the value of `tags`, where YAML allows only spaces; Hexo leaves the post out"),
        ("eleventy", "tags:\n\t- a\n", "tab", "\t",
         "a tab stands in the value of `tags`, where YAML allows only spaces; js-yaml reads another "
         "structure than the one you see, or stops the build"),
        ("eleventy", "a: b: c\n", "colon-in-value", ":",
         "a colon and a space stand inside the value of `a`, where YAML sees a second key; "
         "Eleventy stops the build"),
        ("astro", 'a: "\\q"\n', "bad-escape", "\\q",
         "`\\q` in the value of `a` is no escape that YAML knows; Astro stops the build"),
        ("hexo", 'a: "\\xzz"\n', "bad-escape", "\\x",
         "`\\x` in the value of `a` begins an escape of hexadecimal digits, which do not follow; "
         "Hexo leaves the post out"),
        ("hexo", "a: 1\n\x9f: 2\n", "control-character", "\x9f",
         "U+009F is a character that YAML does not allow; Hexo leaves the post out"),
    ],
)  # fmt: skip
def test_what_the_generator_makes_of_a_fault(
    generator: Generator, block: str, cause: str, culprit: str, message: str
) -> None:
    text = f"---\n{block}---\n"
    [fault] = found(generator, text)
    assert (fault.cause, fault.message) == (cause, message)
    assert text[fault.span.start : fault.span.end] == culprit


@pytest.mark.parametrize(
    ("generator", "yaml", "effect"),
    [
        ("hexo", "js", "Hexo leaves the post out"),
        ("eleventy", "js", "Eleventy stops the build"),
        ("astro", "js", "Astro stops the build"),
        ("jekyll", "psych", None),
        ("hugo", "go", None),
    ],
)
def test_a_key_that_stands_twice(generator: Generator, yaml: YamlFlavour, effect: str | None) -> None:
    text = "---\na: 1\nb: 2\na: 3\n---\n"
    block, _ = read(text, Context(generator, yaml=yaml))
    assert block is not None
    said = [(one.cause, one.span.start, one.message) for one in block.faults]
    assert said == ([("duplicate-key", 14, f"`a` stands twice; {effect}")] if effect else [])


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("---\rtitle: x\r---\rText\n", True),
        # Hexo takes what holds no key for text, whatever ends its lines.
        ("---\rx\n---<tr", False),
    ],
)
def test_a_fence_is_mended_only_where_front_matter_comes_of_it(text: str, fixed: bool) -> None:
    (fault,) = found("hexo", text)
    assert (fault.cause, fault.fix is not None) == ("carriage-return", fixed)
