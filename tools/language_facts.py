"""Make ``postlint/conformance/data/language.json`` from the IANA language subtag registry.

    python -m tools.language_facts REGISTRY

REGISTRY is ``data/json/registry.json`` of the npm package language-subtag-registry (CC0).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

_WHOLE = {"grandfathered": "tag", "redundant": "tag"}
"""The kinds that are whole tags."""
_OUT = Path(__file__).parents[1] / "postlint/conformance/data/language.json"


def facts(registry: list[dict[str, Any]]) -> dict[str, Any]:
    """The subtags of each kind as words, those deprecated by kind; prefixes and usual scripts by subtag."""
    words: dict[str, list[str]] = defaultdict(list)
    deprecated: dict[str, list[str]] = defaultdict(list)
    prefixes: dict[str, str] = {}
    scripts: dict[str, str] = {}
    for entry in registry:
        kind = entry["Type"]
        name = entry.get("Subtag", entry.get("Tag", "")).lower()
        words[kind].append(name)
        if "Deprecated" in entry:
            deprecated[_WHOLE.get(kind, kind)].append(name)
        if "Prefix" in entry:
            prefixes[name] = " ".join(prefix.lower() for prefix in entry["Prefix"])
        if "Suppress-Script" in entry:
            scripts[name] = entry["Suppress-Script"].lower()
    kinds = ("language", "extlang", "script", "region", "variant", "grandfathered")
    found: dict[str, Any] = {kind: " ".join(sorted(words[kind])) for kind in kinds}
    old = {kind: " ".join(sorted(names)) for kind, names in deprecated.items()}
    return {**found, "deprecated": old, "prefixes": prefixes, "usual scripts": scripts}


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description="Facts about language subtags.")
    parser.add_argument("registry", type=Path)
    options = parser.parse_args()
    source = "the IANA language subtag registry, as in the npm package language-subtag-registry (CC0)"
    found = {"source": source, **facts(json.loads(options.registry.read_text("utf-8")))}
    _OUT.write_text(json.dumps(found, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
