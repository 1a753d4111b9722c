"""The HTML report as a file: valid, shut off from the network, and safe from what posts say."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

from sample import FIRST, SECOND, faults, report

from postlint.diagnostic import Diagnostic, Severity
from postlint.report import Report, Style, renderer
from postlint.text import Source, Span

HOSTILE = "</script><script>window.hacked = 1</script><!--<script>\u2028\u2029\u202e\x1b]8;;x\x07&amp;'\""


def rendered(of: Report | None = None) -> str:
    return "".join(renderer("html")(of or report()))


class Scripts(HTMLParser):
    """The scripts of a page, and all addresses in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs)
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1] == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append("/" + tag)


def hostile() -> Report:
    """A report about a post whose name, text and messages all try to break out of the page."""
    path = f"_posts/{HOSTILE}.md"
    text = f"a {HOSTILE} b\n"
    fault = Diagnostic(
        path, f"plugin/{HOSTILE}", Severity.ERROR, Span(2, 5), HOSTILE, HOSTILE, fingerprint="0" * 32
    )
    return Report([fault], lambda name: Source.decode(name, text.encode()), files=1, dates={path: HOSTILE})


def rows(text: str) -> list[list[object]]:
    found = [json.loads(body) for attrs, body in Scripts(text).scripts if attrs.get("class") == "findings"]
    return [row for piece in found for row in piece["rows"]]


def test_only_one_script_runs_and_the_policy_knows_it() -> None:
    for text in (rendered(), rendered(hostile())):
        page = Scripts(text)
        (script,) = [body for attrs, body in page.scripts if "type" not in attrs]
        policy = re.search(r'content="(default-src [^"]*)"', text)
        assert policy
        allowed = policy[1].replace("&#x27;", "'")
        assert f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in allowed
        assert allowed.startswith("default-src 'none'; ")
        assert "hacked" not in script
        assert page.tags.count("script") == page.tags.count("/script") == len(page.scripts)


def test_nothing_is_fetched() -> None:
    page = Scripts(rendered())
    assert set(page.addresses) == {"data:,", "#grid"}
    styles = re.findall(r"(?s)<style>(.*?)</style>", rendered())
    assert not re.search(r"url\(|@import", "".join(styles))


def test_what_a_post_says_stays_data() -> None:
    text = rendered(hostile())
    for character in "\u2028\u2029\u202e\x1b\x07":
        assert character not in text
    (row,) = rows(text)
    assert row[1:3] == [1, 3]


def test_every_new_finding_is_a_row() -> None:
    assert len(rows(rendered())) == len([d for d in faults() if d.state == "new"])


def test_frames_mark_the_flagged_text() -> None:
    text = "看看 e\u0301 這 <a href> 那\n"
    span = Span(text.index("<a"), text.index("<a") + 8)
    fault = Diagnostic(SECOND, "link/empty", Severity.ERROR, span, "m")
    page = rendered(Report([fault], lambda name: Source.decode(name, text.encode()), files=1))
    (piece,) = [json.loads(body) for attrs, body in Scripts(page).scripts if attrs.get("class") == "findings"]
    (row,) = piece["rows"]
    line = piece["strings"][row[5]]
    assert line[row[8] : row[9]] == "<a href>"


def test_dates_come_from_the_site_and_else_from_the_name() -> None:
    of = replace(report(), dates={SECOND: "2020-02-02T10:00:00+08:00"})
    (piece,) = [
        json.loads(body) for attrs, body in Scripts(rendered(of)).scripts if attrs.get("class") == "findings"
    ]
    assert [date for _, date in piece["paths"]] == ["2021-12-29", "2020-02-02"]


def test_the_day_of_the_build_is_no_date() -> None:
    of = report()
    of = replace(of, dates={FIRST: of.made.isoformat()})
    (piece,) = [
        json.loads(body) for attrs, body in Scripts(rendered(of)).scripts if attrs.get("class") == "findings"
    ]
    assert [date for _, date in piece["paths"]] == ["2021-12-29", None]


def test_a_clean_run_says_so() -> None:
    text = rendered(report([]))
    assert "All clear: 3 posts." in text
    assert rows(text) == []


def test_severities_below_those_shown_are_there_but_not_ticked() -> None:
    of = replace(report(), style=Style(least=Severity.WARNING))
    assert 'data-severity="1" checked' in rendered(of)
    assert 'data-severity="2">' in rendered(of)
    assert len(rows(rendered(of))) == len(rows(rendered()))
