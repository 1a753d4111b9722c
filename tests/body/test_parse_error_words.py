"""What is said of markup, error by error: the cause, the culprit, the other place, and the words.

`fixtures/parse-errors.txt` has pieces of markup, each behind what it stands in (`page`: a whole document;
`body`; or an element, `svg-g` in SVG), and below it a line for each error: `!` before those that change what
the reader gets.
"""

from __future__ import annotations

import json
from pathlib import Path

from postlint.body import tokenizer, tree
from postlint.body.tags import ParseError

FILE = Path(__file__).parents[2] / "fixtures" / "parse-errors.txt"


def described(inside: str, html: str) -> list[str]:
    """A line for each error, in the order of the text."""
    if inside == "page":
        parsed = tree.parse_document(html)
    elif inside == "body":
        parsed = tree.parse_body(html)
    else:
        parsed = tree.parse_fragment(html, inside)
    errors = [*parsed.errors, *tokenizer.errors(html, parsed.tags)]
    return [_line(html, error) for error in sorted(errors, key=lambda one: (one.span, one.code, one.message))]


def _line(html: str, error: ParseError) -> str:
    culprit = f"{error.span.start} {json.dumps(html[slice(*error.span)], ensure_ascii=False)}"
    if error.related is not None:
        culprit += f", {error.related.start} {json.dumps(html[slice(*error.related)], ensure_ascii=False)}"
    return f"  {'!' if error.breaks else ' '} {error.code} {culprit}: {error.message}"


def test_what_is_said_of_markup(update: bool) -> None:
    recorded = FILE.read_text("utf-8")
    heads = [line for line in recorded.splitlines() if line and not line.startswith(" ")]
    found: list[str] = []
    for head in heads:
        inside, _, text = head.partition(" ")
        inside = inside.replace("-", " ")
        found += [head, *described(inside, json.loads(text))]
    lines = "\n".join(found) + "\n"
    if update:
        FILE.write_text(lines, "utf-8")
    assert lines == recorded
    assert len(heads) > 100
