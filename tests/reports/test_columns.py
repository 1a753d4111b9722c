"""What a column counts in each format, as the format's own definition has it.

The flagged characters stand behind a tab, a wide character, one beyond the first plane and one of two parts.
"""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from postlint.diagnostic import Diagnostic, Edit, Fix, Severity
from postlint.report import Report, renderer
from postlint.text import Source, Span

BEFORE = "\t国😀e\u0301"
LINE = f"{BEFORE}BAD 国\n"
PATH = "_posts/2021-12-29-a.md"


def fault(text: str, fix: Fix | None = None) -> Diagnostic:
    start = text.index("BAD")
    return Diagnostic(PATH, "html/duplicate-id", Severity.ERROR, Span(start, start + 3), "it is bad", fix=fix)


def rendered(name: str, text: str, found: Diagnostic) -> str:
    source = Source.decode(PATH, text.encode())
    return "".join(renderer(name)(Report([found], lambda _: source, files=1)))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("above", ["", "---\n---\n"])
def test_columns(above: str, mark: str) -> None:
    """A byte order mark, at the start of the file, moves no column."""
    text = mark + above + LINE
    line, column, found = above.count("\n") + 1, len(BEFORE) + 1, fault(text)
    assert f"{PATH}:{line}:{column}: " in rendered("concise", text, found)
    assert f" --> {PATH}:{line}:{column}\n" in rendered("full", text, found)
    assert f"  {line}:{column}  " in rendered("grouped", text, found)
    (one,) = json.loads(rendered("json", text, found))["diagnostics"]
    assert one["start"] == {"offset": text.index("BAD"), "line": line, "column": column}
    assert f"line={line},endLine={line},col={column},endColumn={column + 2}," in rendered(
        "github", text, found
    )
    (error,) = ElementTree.fromstring(rendered("checkstyle", text, found)).iter("error")
    assert (error.get("line"), error.get("column")) == (str(line), str(column))
    (case,) = ElementTree.fromstring(rendered("junit", text, found)).iter("testcase")
    assert (case.get("name") or "").endswith(f" {line}:{column}")


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_sarif_counts_code_points_and_no_mark(mark: str) -> None:
    text = mark + LINE
    (run,) = json.loads(rendered("sarif", text, fault(text)))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 1,
        "startColumn": 6,
        "endLine": 1,
        "endColumn": 9,
        "charOffset": 5,
        "charLength": 3,
    }


def test_sarif_takes_a_mark_out_by_its_bytes() -> None:
    text = "\ufeff" + LINE
    fix = Fix("remove the mark", (Edit(Span(0, 1), ""), Edit(Span(1, 2), " ")))
    (run,) = json.loads(rendered("sarif", text, fault(text, fix)))["runs"]
    first, second = run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"]
    assert first["deletedRegion"] == {"byteOffset": 0, "byteLength": 3}
    assert (second["deletedRegion"]["charOffset"], second["deletedRegion"]["startColumn"]) == (0, 1)


def test_rdjson_counts_bytes_of_utf_8() -> None:
    text = "---\n" + LINE
    (one,) = json.loads(rendered("rdjson", text, fault(text)))["diagnostics"]
    column = len(BEFORE.encode()) + 1
    assert one["location"]["range"] == {
        "start": {"line": 2, "column": column},
        "end": {"line": 2, "column": column + 3},
    }


def test_gitlab_names_the_last_character_in_a_single_line() -> None:
    text = "---\n" + LINE
    found = fault(text)._replace(help="mend it")
    (one,) = json.loads(rendered("gitlab", text, found))
    assert one["location"]["positions"] == {
        "begin": {"line": 2, "column": 6},
        "end": {"line": 2, "column": 8},
    }
    assert one["description"] == "it is bad; help: mend it"
    empty = found._replace(span=Span(found.span.start, found.span.start))
    (one,) = json.loads(rendered("gitlab", text, empty))
    assert one["location"]["positions"]["end"] == {"line": 2, "column": 6}


def test_lines_end_with_line_feeds_alone() -> None:
    """As in an editor, and in SARIF's newline sequences: not at a form feed or U+2028, with or without CR."""
    text = "a\r\nb\u2028\x0cBAD\r\n"
    (run,) = json.loads(rendered("sarif", text, fault(text)))["runs"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (2, 4)
    assert Source.decode(PATH, text.encode()).position(len(text)).line == 3
    assert re.search(r":2:4: ", rendered("concise", text, fault(text)))
