"""The catalogue is data: it fits its schema, and the code's first look knows all of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from postlint.widgets.catalogue import Form, forms
from postlint.widgets.own import problem
from postlint.widgets.signs import ADDRESSES, NAMES

ROOT = Path(__file__).parents[2]
DATA = json.loads((ROOT / "postlint" / "widgets" / "catalogue.json").read_text("utf-8"))
SCHEMA = json.loads((ROOT / "schemas" / "widgets.schema.json").read_text("utf-8"))


def test_the_catalogue_fits_its_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    errors = list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(DATA))
    assert [(list(e.absolute_path), e.message) for e in errors] == []


def test_the_schema_refuses_a_misspelt_key() -> None:
    form = {"form": "x", "kind": "inline", "marker": "abc", "element": []}
    wrong = {"version": 1, "providers": {"x": {"title": "X", "forms": [form]}}}
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors(wrong))


def test_a_form_of_a_sites_own_has_the_shape_of_the_catalogues() -> None:
    own = jsonschema.Draft202012Validator({"$ref": "#/$defs/own-form", "$defs": SCHEMA["$defs"]})
    for provider, about in DATA["providers"].items():
        for form in about["forms"]:
            entry = {"provider": provider, **{key: form[key] for key in form if key != "form"}}
            assert own.is_valid(entry)
            assert problem(entry) is None
            for key in ("kind", "marker"):
                less = {name: entry[name] for name in entry if name != key}
                assert not own.is_valid(less)
                assert problem(less)
            assert not own.is_valid({**entry, "leave": "text"})
            assert problem({**entry, "leave": "text"})


def test_every_pattern_compiles() -> None:
    def patterns(node: Any, key: str = "") -> None:
        if isinstance(node, dict):
            for name, value in node.items():
                if name not in ("marker", "holds"):
                    patterns(value, name)
        elif isinstance(node, list):
            for value in node:
                patterns(value, key)
        elif isinstance(node, str):
            re.compile(node)

    patterns(DATA["providers"])


def known_by_address(form: Form) -> bool:
    """Whether a link of the form has one of the addresses."""
    linked = {"a", "img", "iframe", "script"}
    urls = [
        f"{host}{pattern.url.path or '/'}".replace("\\", "")
        for pattern in form.elements
        if pattern.url and set(pattern.elements) <= linked
        for host in pattern.url.hosts
    ]
    return bool(urls) and all(any(address in url for address in ADDRESSES) for url in urls)


def known_by_name(form: Form) -> bool:
    """Whether an attribute, an element or a comment of the form has one of the names."""
    parts = [form.comment or "", form.placeholder or "" if form.paired else ""]
    for pattern in form.elements:
        parts += [*pattern.classes, *pattern.attributes.values(), *pattern.elements]
    return any(name in " ".join(parts) for name in NAMES)


@pytest.mark.parametrize("form", forms(), ids=lambda f: f"{f.provider}-{f.name}")
def test_the_first_look_knows_every_form(form: Form) -> None:
    # A configuration has no address of its own; it never comes without the script that reads it.
    assert known_by_address(form) or known_by_name(form) or form.holds


def test_forms_have_names_of_their_own() -> None:
    names = [(form.provider, form.name) for form in forms()]
    assert len(names) == len(set(names))
    assert len({form.provider for form in forms()}) >= 18
