"""What posts and file names say reaches nobody as an order: not a terminal, not a runner, not a viewer."""

from __future__ import annotations

import json
import re

import pytest
from test_html_report import HOSTILE, hostile

from postlint.diagnostic import Diagnostic, Edit, Fix, Related, Severity
from postlint.report import FORMATS, Report, Style, renderer
from postlint.text import Source, Span

ORDERS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
WORDS = (
    "\x1b]0;title\x07 \x9b31m \x08\x7f\r\u202eevil\u2066\u2069 \U000e0041 \ufeff "
    "\n::add-mask::x\n##[stop-commands]y {0} [click](http://evil.example/)"
)


def everywhere(style: Style = Style()) -> Report:  # noqa: B008 - frozen
    """A report in which every text that can come from outside is hostile."""
    paths = (f"_posts/{WORDS}.md", f"\n::error::{WORDS}.md")
    span = Span(0, len(WORDS))
    fault = Diagnostic(
        paths[0],
        "plugin/odd",
        Severity.ERROR,
        span,
        WORDS,
        WORDS,
        Fix(WORDS, (Edit(Span(0, 1), WORDS),)),
        (Related(span, WORDS), Related(span, WORDS, paths[1])),
        fingerprint="0" * 32,
    )
    faults = [fault, fault._replace(path=paths[1])]
    return Report(faults, lambda path: Source.decode(path, (WORDS * 3).encode()), files=2, style=style)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("of", [everywhere, hostile])
def test_no_order_reaches_a_terminal(name: str, of: object) -> None:
    report = everywhere() if of is everywhere else hostile()
    text = "".join(renderer(name)(report))
    assert not ORDERS.search(text), ascii(ORDERS.search(text))


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_colours_and_links_are_the_only_sequences(name: str) -> None:
    text = "".join(renderer(name)(everywhere(Style(color=True, links=True))))
    assert not ORDERS.search(re.sub(r"\x1b\[[\d;]*m|\x1b\]8;;[!-~]*\x1b\\", "", text))


def test_json_is_true_to_the_text() -> None:
    for diagnostic in json.loads("".join(renderer("json")(everywhere())))["diagnostics"]:
        assert diagnostic["message"] == WORDS


def test_github_runs_only_our_commands() -> None:
    lines = "".join(renderer("github")(everywhere())).splitlines()
    commands = [line for line in lines if line.lstrip().startswith("::") or "##[" in line]
    assert len(commands) == 2
    assert all(line.startswith("::error file=") for line in commands)


def test_sarif_messages_hold_no_links() -> None:
    (run,) = json.loads("".join(renderer("sarif")(everywhere())))["runs"]
    for result in run["results"]:
        assert r"\[click\](http://evil.example/)" in result["message"]["text"]
        assert not re.search(r"(?<!\\)\[[^\]]*[^\\]\]\(", result["message"]["text"])
        assert all(other["message"]["text"].count("\\[") == 1 for other in result["relatedLocations"])


def test_hostile_is_hostile() -> None:
    assert ORDERS.search(HOSTILE)
