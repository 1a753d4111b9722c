"""Laws that hold for the date and schema rules on any value: they do not raise, and point into the file."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import postlint.rules.date
from postlint.context import Context
from postlint.diagnostic import Finding
from postlint.post import Post
from postlint.registry import Rule
from postlint.text import Source

DATE_RULES = sorted(p.stem for p in Path(postlint.rules.date.__path__[0]).glob("[a-z]*.py"))
SCHEMA_RULES = (
    "missing_key",
    "schema_mismatch",
    "unknown_key",
    "unknown_schema",
    "value_not_allowed",
    "wrong_format",
    "wrong_type",
)
MODULES = [*(f"date.{name}" for name in DATE_RULES), *(f"front_matter.{name}" for name in SCHEMA_RULES)]
RULES: list[Rule] = [import_module(f"postlint.rules.{name}").check for name in MODULES]
FLAVOURS = {"jekyll": "psych", "hugo": "go", "zola": "go"}
PIECES = (
    "2021-12-29",
    "10:14:10",
    "23:59",
    "+0800",
    "Z",
    "CST",
    "2021/02/30",
    "08/02/2020",
    "0001-01-01",
    "9999-12-31 23:59:59 -1200",
    "'",
    '"',
    "[",
    "{a: ",
    "}",
    "&x",
    "*x",
    "!!str",
    "|",
    "\n  ",
    "\ndate: ",
    "年",
    "20211229",
    "999999999999999999999",
    ".inf",
    "~",
    "no",
)


@pytest.mark.parametrize("generator", ["jekyll", "folder", "hugo", "hexo", "eleventy", "zola", "astro"])
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/St_Johns"])
@settings(max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join), st.sampled_from(["---", "+++"]))
def test_rules_hold(generator: str, zone: str, value: str, fence: str) -> None:
    sign = ":" if fence == "---" else " ="
    text = f"{fence}\nlayout{sign} post\ndate{sign} {value}\n{fence}\nText.\n"
    context = Context(
        generator,  # type: ignore[arg-type]
        timezone=ZoneInfo(zone),
        yaml=FLAVOURS.get(generator, "js"),  # type: ignore[arg-type]
        now=datetime(2024, 1, 1, tzinfo=UTC),
        config={"timezone": zone},
    )
    post = Post(Source("_posts/2021-12-29-x.md", text.encode(), text), context)
    findings: list[Finding] = [finding for rule in RULES for finding in rule.check(post)]
    for finding in findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        for edit in finding.fix.edits if finding.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(text)
