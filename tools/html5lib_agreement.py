"""How often our parse errors are those that the tests of html5lib expect.

    python -m tools.html5lib_agreement [--show N] [FOLDER]

FOLDER holds ``tokenizer`` and ``tree-construction`` (default: ``../shared/vectors/html5lib-tests``). Of a
tree test counts whether there is an error at all; of an error of the tokenizer its code, and whether its
place lies in our span or at its edge (an error at the end of the text is shown at what is open there).
Where tests and the Nu Html Checker differ (it is silent on ``unknown-named-character-reference`` and
``incorrectly-closed-comment``) we are with the tests.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from postlint.body import tokenizer, tree
from postlint.body.tags import ParseError

_TESTS = Path(__file__).parents[1].parent / "shared/vectors/html5lib-tests"
_SECTION = re.compile(r"#(data|errors|new-errors|document|document-fragment|script-on|script-off)")
_BEFORE: Mapping[str, str] = {
    "Data state": "",
    "PLAINTEXT state": "<plaintext>",
    "RCDATA state": "<textarea>",
    "RAWTEXT state": "<style>",
    "Script data state": "<script>",
    "CDATA section state": "<svg><![CDATA[",
}
"""What brings the tokenizer into a state; a test's last start tag goes before."""

Lines = Mapping[str, Sequence[str]]


def tree_tests(folder: Path) -> Iterator[Lines]:
    """The sections of each test of tree construction."""
    for file in sorted(folder.rglob("*.dat")):
        for part in re.split(r"(?:^|\n\n)(?=#data\n)", file.read_text("utf-8")):
            test: dict[str, list[str]] = {}
            lines: list[str] = []
            for line in part.split("\n"):
                if _SECTION.fullmatch(line):
                    lines = test.setdefault(line[1:], [])
                else:
                    lines.append(line)
            if "data" in test:
                yield test


def expects_error(test: Lines) -> bool:
    """Whether a test of tree construction expects an error."""
    return any(test.get("errors", ())) or any(test.get("new-errors", ()))


def finds_error(test: Lines) -> bool:
    """Whether we find an error in it."""
    html = "\n".join(test["data"])
    context = test.get("document-fragment")
    parsed = tree.parse_fragment(html, context[0].lower()) if context else tree.parse_document(html)
    return bool(parsed.errors) or bool(tokenizer.errors(html, parsed.tags))


class TokenTest(NamedTuple):
    """A run of the tokenizer: what is parsed, and the errors expected, each with its place in that."""

    html: str
    errors: list[tuple[str, int]]


def token_tests(folder: Path) -> Iterator[TokenTest]:
    """The runs of the tests of the tokenizer that expect errors."""
    for file in sorted(folder.glob("*.test")):
        for test in json.loads(file.read_text("utf-8")).get("tests", ()):
            for state in test.get("initialStates", ("Data state",)) if test.get("errors") else ():
                yield _run(test, state)


def _run(test: Mapping[str, Any], state: str) -> TokenTest:
    text: str = test["input"]
    if test.get("doubleEscaped"):
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    last = test.get("lastStartTag")
    before = f"<{last}>" if last and state != "Data state" else _BEFORE[state]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    places = [
        (e["code"], len(before) + starts[min(e["line"], len(starts)) - 1] + e["col"] - 1)
        for e in test["errors"]
    ]
    return TokenTest(before + text, places)


def matched(test: TokenTest) -> list[bool]:
    """For each error expected, whether we have it, of its code and at its place."""
    left = _errors(test.html)
    found = []
    for code, place in test.errors:
        same = next((error for error in left if error.code == code and _holds(error, place)), None)
        found.append(same is not None)
        if same is not None:
            left.remove(same)
    return found


def _errors(html: str) -> list[ParseError]:
    parsed = tree.parse_body(html)
    return [*tokenizer.errors(html, parsed.tags), *parsed.errors]


def _holds(error: ParseError, place: int) -> bool:
    # What the text ends in is shown where it begins: the end of a post helps nobody.
    if error.code.startswith("eof-"):
        return error.span.start <= place
    return error.span.start - 1 <= place <= error.span.end


def main() -> None:
    """Print the figures."""
    ask = argparse.ArgumentParser(prog="python -m tools.html5lib_agreement", description=__doc__)
    ask.add_argument("folder", nargs="?", type=Path, default=_TESTS)
    ask.add_argument("--show", type=int, default=0, help="how many disagreements to print")
    given = ask.parse_args()
    trees = [
        (test, expects_error(test) == finds_error(test))
        for test in tree_tests(given.folder / "tree-construction")
    ]
    for test, same in trees:
        if not same and given.show:
            print(f"{'error expected' if expects_error(test) else 'none expected'}: {test['data']}")
    agreed = sum(same for _, same in trees)
    print(
        f"{agreed} of {len(trees)} tree tests have an error or none as expected ({agreed / len(trees):.1%})"
    )
    runs = [(test, matched(test)) for test in token_tests(given.folder / "tokenizer")]
    missed = Counter(
        code for test, found in runs for (code, _), ok in zip(test.errors, found, strict=True) if not ok
    )
    hits, total = sum(sum(found) for _, found in runs), sum(len(found) for _, found in runs)
    print(f"{hits} of {total} errors of the tokenizer have their code and place ({hits / total:.1%})")
    for code, count in missed.most_common(given.show):
        example = next(
            t for t, found in runs for (c, _), ok in zip(t.errors, found, strict=True) if c == code and not ok
        )
        ours = [(error.code, tuple(error.span)) for error in _errors(example.html)]
        print(f"    {count} x {code}, as in {example.html!r} at {example.errors}; ours {ours[:3]}")


if __name__ == "__main__":
    main()
