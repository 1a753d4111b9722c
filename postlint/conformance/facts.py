"""The tables of the HTML standard, as data: loaded when first asked for.

Each file of ``data/`` names its source in the key ``source``; docs/conformance.md says how to
make them again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """The data file ``data/<name>.json``."""
    file = Path(__file__).with_name("data") / f"{name}.json"
    found: Mapping[str, Any] = json.loads(file.read_bytes())
    return found


@cache
def types(element: str) -> Mapping[str, str]:
    """The attributes that an HTML element may have, with their types.

    `data-*`, `aria-*` and event handlers are left out.
    """
    html = table("html")
    found: dict[str, str] = dict(html["global"])
    entry = html["elements"].get(element)
    if entry is not None:
        for group in entry["groups"]:
            found.update(html["groups"][group])
        found.update(entry["attributes"])
    return found


@cache
def events() -> frozenset[str]:
    """The event handler attributes that every element may have."""
    return frozenset(table("html")["events"].split())


@cache
def obsolete(element: str) -> frozenset[str]:
    """The obsolete attributes of an HTML element, which draw a warning."""
    return frozenset(table("html")["obsolete"].get(element, "").split())


def known(element: str) -> bool:
    """Whether HTML has, or had, an element of that name."""
    html = table("html")
    return element in html["elements"] or element in html["obsolete elements"]


def is_open(element: str) -> bool:
    """Whether the element takes any attribute: `embed`, and what is obsolete as a whole."""
    return "open" in table("html")["elements"].get(element, {"open": 1})
