"""Ask the Nu Html Checker for the facts in ``data/svg.json`` and ``data/math.json``.

    VNU_JAR=.../vnu.jar python -m tools.foreign_facts [FOLDER]

From the root element on, every element is asked for as a child of every other; each one reached gives
a context in which its attributes can be asked about. Names come from the SVG 1.1 and MathML 3
schemas in the jar.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tools.ask_vnu import Message, by_line
from tools.html_facts import refused, schema

_DATA = Path(__file__).parents[1] / "postlint/conformance/data"
_HTML_INSIDE = frozenset({"desc", "title", "foreignObject", "metadata", "annotation-xml"})
_MORE_ATTRIBUTES = (
    "id class style role tabindex lang xml:lang xml:space xml:base "
    "href is slot part crossorigin autofocus nonce "
    "focusable paint-order transform-origin vector-effect xlink:title rel target download ping hreflang type"
)
_UNKNOWN = "surely-unknown"
_LISTS = frozenset(
    {
        "alignmentscope",
        "columnalign",
        "columnlines",
        "paint-order",
        "preserveAspectRatio",
        "rowalign",
        "rowlines",
    }
)
"""Attributes that take several keywords, or more than keywords."""

Context = tuple[str, ...]


def _inside(context: Context, content: str) -> str:
    before = "".join(f"<{name}>" for name in context)
    after = "".join(f"</{name}>" for name in reversed(context))
    return f"<div>{before}{content}{after}</div>"


def reach(root: str, names: Sequence[str]) -> tuple[dict[str, Context], dict[str, set[str]], set[str]]:
    """How each element is reached, which children each may have, and which may hold text."""
    contexts: dict[str, Context] = {root: (root,)}
    children: dict[str, set[str]] = {}
    texts: set[str] = set()
    todo = [root]
    while todo:
        pairs = [(parent, child) for parent in todo for child in ("", *names)]
        fragments = [_inside(contexts[p], f"<{c}></{c}>" if c else "text") for p, c in pairs]
        todo = []
        for (parent, child), messages in zip(pairs, by_line(fragments, 200), strict=True):
            if not child:
                if not refused(messages, "Text not allowed"):
                    texts.add(parent)
            elif not refused(messages, rf"(?i)Element “(\w+:)?{child}” not allowed as child"):
                children.setdefault(parent, set()).add(child)
                if child not in contexts and parent not in _HTML_INSIDE:
                    contexts[child] = (*contexts[parent], child)
                    todo.append(child)
    return contexts, children, texts


def attributes_of(
    contexts: Mapping[str, Context], names: Sequence[str]
) -> dict[tuple[str, str], list[Message]]:
    """The checker's messages on each element with each attribute."""
    pairs = [(element, attribute) for element in contexts for attribute in ("", _UNKNOWN, *names)]
    fragments = []
    for element, attribute in pairs:
        tag = f'<{element} {attribute}="zzz"></{element}>' if attribute else f"<{element}></{element}>"
        fragments.append(_inside(contexts[element][:-1], tag))
    return dict(zip(pairs, by_line(fragments, 500), strict=True))


def keywords_of(
    contexts: Mapping[str, Context],
    names: Sequence[str],
    found: Mapping[tuple[str, str], list[Message]],
    words: Sequence[str],
) -> dict[str, str]:
    """The keywords of each attribute that takes keywords only, wherever it may stand."""
    no = "Attribute “[^”]*” not allowed"
    keywords = {}
    for name in names:
        users = [e for e in contexts if not refused(found[e, name], no) and refused(found[e, _UNKNOWN], no)]
        bad = f"Bad value “zzz” for attribute “{name}”"
        if (
            not users
            or name == "role"
            or name.startswith("aria-")
            or name in _LISTS
            or not all(refused(found[e, name], bad) for e in users)
        ):
            continue
        probes = [*words, "", "0", "1", "1px", "red", "M 0 0"]
        outer = contexts[users[0]][:-1]
        asked = [_inside(outer, f'<{users[0]} {name}="{word}"></{users[0]}>') for word in probes]
        fine = [
            word
            for word, messages in zip(probes, by_line(asked), strict=True)
            if not refused(messages, f"Bad value “.*” for attribute “{name}”")
        ]
        if fine and not set(fine) & {"", "0", "1", "red", "M 0 0"}:
            keywords[name] = " ".join(sorted(set(fine)))
    return keywords


def facts(root: str, pattern: str) -> dict[str, Any]:
    """The table of one vocabulary."""
    text = schema(pattern)
    names = sorted({root, *re.findall(r"element\s+([A-Za-z][\w-]*)\s*\{", text)})
    events = re.findall(r"attribute\s+((?:on|aria-)[\w-]+)\s*\{", schema("schema_html5_"))
    own = re.findall(r"attribute\s+([A-Za-z][\w-]*(?::\w+)?)\s*\{", text)
    attributes = sorted({*own, *events, *_MORE_ATTRIBUTES.split(" ")})
    contexts, children, texts = reach(root, names)
    found = attributes_of(contexts, attributes)
    no = "Attribute “[^”]*” not allowed|Bad value “[^”]*” for the attribute"
    elements: dict[str, Any] = {}
    lists: dict[str, dict[str, int]] = {"children": {}, "attributes": {}}
    for element in contexts:
        if refused(found[element, ""], f"The “{element}” element is a completely-unknown"):
            continue
        mine = " ".join(a for a in attributes if not refused(found[element, a], no))
        inner = " ".join(sorted(children.get(element, ())))
        elements[element] = {
            "children": lists["children"].setdefault(inner, len(lists["children"])),
            "attributes": lists["attributes"].setdefault(mine, len(lists["attributes"])),
            **({"text": 1} if element in texts else {}),
            **_lacking(element, found[element, ""], root),
        }
    words = sorted(set(re.findall(r'"([\w-]+)"', text)))
    return {
        "source": "asked of the Nu Html Checker by tools/foreign_facts.py; names of its schemas (W3C)",
        "elements": elements,
        **{key: list(values) for key, values in lists.items()},
        "keywords": keywords_of(contexts, attributes, found, words),
    }


def _lacking(element: str, messages: Sequence[Message], root: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for message in messages:
        match = re.match(rf"Element “{element}” is missing (.*)", message["message"])
        names = re.findall("“(.*?)”", match[1]) if match else []
        if match and match[1].startswith("required attribute"):
            found.setdefault("required", []).append(names[0])
        elif names and root == "svg":
            found.setdefault("needs", []).append(names)
    return found


def main() -> None:
    """Write both files into the folder that is named, or over the ones in use."""
    parser = argparse.ArgumentParser(description="Facts about SVG and MathML, asked of the Nu Html Checker.")
    parser.add_argument("folder", nargs="?", type=Path, default=_DATA)
    folder = parser.parse_args().folder
    for root, pattern in (("svg", "schema_svg11_"), ("math", "schema_mml3_")):
        text = json.dumps(facts(root, pattern), separators=(",", ":"), sort_keys=True)
        (folder / f"{root}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
