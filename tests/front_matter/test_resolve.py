"""Scalars as each generator's YAML reads them."""

from __future__ import annotations

import json
import math
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest

from postlint.context import Context, YamlFlavour
from postlint.front_matter import read
from postlint.front_matter.meant import printed
from postlint.front_matter.resolve import RESOLVERS
from postlint.front_matter.tree import Symbol, Timestamp, Value

VECTORS = Path(__file__).parents[2].parent / "shared" / "vectors"


def _shown(value: Value) -> tuple[str, Any]:
    match value:
        case None:
            return "nil", None
        case bool():
            return ("true" if value else "false"), None
        case int():
            return "int", str(value)
        case float():
            return "float", "NaN" if math.isnan(value) else value
        case str():
            return "str", value
        case Symbol():
            return "sym", value.name
        case Timestamp():
            time = value.instant.astimezone(UTC)
            return "time", f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z"
        case date():
            return "date", value.isoformat()


@pytest.mark.skipif(not VECTORS.exists(), reason="the oracle data of ../shared is not here")
@pytest.mark.parametrize("flavour", ["safe_yaml", "psych"])
def test_ruby_reads_the_same(flavour: YamlFlavour) -> None:
    wrong = []
    with (VECTORS / "scalars.dev.jsonl").open(encoding="utf-8") as file:
        for record in map(json.loads, file):
            kind, *rest = record[flavour]
            wanted = rest[0] if rest else None
            if kind == "float" and wanted and wanted != "NaN":
                wanted = float(wanted.replace("Infinity", "inf"))
            if kind != "raises" and _shown(RESOLVERS[flavour](record["scalar"])) != (kind, wanted):
                wrong.append(record["scalar"])
    assert wrong == []


@pytest.mark.parametrize(
    ("flavour", "text", "value"),
    [
        ("safe_yaml", "no", False),
        ("safe_yaml", "000001", 1),
        ("safe_yaml", "1:30", 90.0),
        ("safe_yaml", "1,05", 105),
        ("safe_yaml", "1.10", 1.1),
        ("safe_yaml", "+0800", "+0800"),
        ("safe_yaml", "2021-02-30", "2021-02-30"),
        ("safe_yaml", "90.BK0740", "90.BK0740"),
        ("psych", "1:30", 5400),
        ("psych", ":sym", Symbol("sym")),
        ("psych", "2021-1-5", date(2021, 1, 5)),
        ("psych", "1e3", "1e3"),
        ("go", "y", True),
        ("go", "n", False),
        ("go", "0o14", 12),
        ("go", "1e3", 1000.0),
        ("go", "+0800", 800.0),
        ("go", "0755", 493),
        ("go", "12:30:45", "12:30:45"),
        ("go", "2021-12-29", "2021-12-29"),
        ("go", "1,000", "1,000"),
        ("js", "no", "no"),
        ("js", "True", True),
        ("js", "12:30:45", 45045),
        ("js", "0755", 493),
        ("js", "1e3", 1000.0),
        ("js", "+0800", "+0800"),
        ("js", "0o14", "0o14"),
    ],
)
def test_the_traps(flavour: YamlFlavour, text: str, value: Value) -> None:
    got = RESOLVERS[flavour](text)
    assert (got, type(got)) == (value, type(value))


@pytest.mark.parametrize("flavour", sorted(RESOLVERS))
@pytest.mark.parametrize(
    "text",
    [
        "0b_",
        "-0x,",
        "1_.",
        ".E-3",
        "1:" * 10_000 + "1",
        "9" * 10_000,
        "1_" * 5_000 + ".5",
        "_" * 10_000,
        "0x" + "f" * 9_000,
    ],
)
def test_long_numbers_never_raise(flavour: YamlFlavour, text: str) -> None:
    RESOLVERS[flavour](text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (False, "false"),
        (1.5, "1.5"),
        (3, "3"),
        ("a", "a"),
        (math.inf, "Infinity"),
        (math.nan, "NaN"),
    ],
)
def test_a_value_as_a_page_prints_it(value: Value, text: str) -> None:
    assert printed(value) == text


@pytest.mark.parametrize(
    ("text", "is_date"),
    [
        ("1582-10-04", True),
        ("1582-10-05", False),
        ("1582-10-14", False),
        ("1582-10-15", True),
        ("2021-02-30", False),
    ],
)
def test_the_days_that_the_calendar_of_ruby_lacks(text: str, is_date: bool) -> None:
    block, _ = read(f"---\na: {text}\n---\n", Context("jekyll", yaml="psych"))
    assert block is not None
    scalar = block.scalar("a")
    assert scalar is not None
    assert (not isinstance(scalar.value, str)) is is_date
