"""What is generated from the rules and the shapes of settings: their schema, the index, case files."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from postlint import config
from postlint.registry import add, builtin, declared
from postlint.testing import check_file

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return config.json_schema(builtin())


def test_the_shipped_schema_of_settings_is_this_one(schema: dict[str, Any]) -> None:
    shipped = json.loads((ROOT / "schemas" / "config.schema.json").read_text("utf-8"))
    assert shipped["properties"].keys() == schema["properties"].keys()
    assert shipped["properties"]["rules"] == schema["properties"]["rules"]
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("settings", "valid"),
    [
        ("select = ['html']\nfail-on = 'error'\n", True),
        ("[rules]\n'html/duplicate-id' = 'off'\n'site/near-duplicate' = {threshold = 80}\n", True),
        ("[rules]\n'html/no-such-rule' = 'off'\n", False),
        ("[rules]\n'html/duplicate-id' = 'loud'\n", False),
        ("[[patterns]]\nname = 'a'\nregex = 'b'\nmessage = 'c'\n", True),
        ("[[patterns]]\nregex = 'b'\n", False),
        ("[[overrides]]\nfiles = ['a/**']\nhtml = 'off'\n", True),
        ("selct = ['html']\n", False),
    ],
)
def test_what_the_schema_says_of_settings(schema: dict[str, Any], settings: str, valid: bool) -> None:
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid(tomllib.loads(settings)) is valid


def test_the_index_has_every_rule() -> None:
    assert [rule.name for rule in declared()] == sorted(builtin())


def test_a_rule_of_postlint_has_no_other() -> None:
    rule = builtin()["html/duplicate-id"]
    with pytest.raises(ValueError, match="there is a rule `html/duplicate-id` already"):
        add([rule])


def test_a_case_file_is_rewritten_with_what_comes_out(tmp_path: Path) -> None:
    head = "# html/obsolete\n\n## a\n```post\n---\nlayout: post\ntitle: T\n---\n"
    body = "<p><font color=red>x</font></p>\n```\n\n```diagnostics\n```\n\n```unsafe-fixed\nold\n```\n"
    file = tmp_path / "obsolete.md"
    file.write_text(head + body, "utf-8")
    with pytest.raises(AssertionError, match="a"):
        check_file(file, "html/obsolete")
    check_file(file, "html/obsolete", update=True)
    written = file.read_text("utf-8")
    assert written.startswith(head)
    assert "the element `font` is obsolete" in written
    assert "\nold\n" not in written
    check_file(file, "html/obsolete")
