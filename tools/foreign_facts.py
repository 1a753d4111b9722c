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

from postlint.conformance.foreign_values import NAMES, is_of
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
_BY_HAND = frozenset({"role", "id", "d", "xmlns", "version"})
"""Attributes that postlint.conformance.foreign judges itself."""
_MORE_WORDS = (
    "simple",
    "new",
    "replace",
    "embed",
    "other",
    "none",
    "onLoad",
    "onRequest",
    "preserve",
    "default",
)
PROBES = (
    "", " ", "0", "1", "2", "-1", "+1", "01", "1.5", "-1.5", ".5", "1.", "1e3", "1px", "1em", "1.5em",
    "-1em", "+1em", "1 px", "1 em", "50%", "1 2", "1,2", "x", "ab", "a b", "a:b", "_a", "1a", "é", "#a",
    "#fff", "#ffff", "#ffffff", "red", "Red", "grey", "transparent", "rgb(1,2,3)", "url(#a)", "a%",
    "a#b#c", "none", "auto", "inherit", "true", "false", "TRUE", "true false", "en-US", "en-", "16X16",
    "left", "left right", "center", "top", "top top", "baseline 1", "axis", "bottom -2", "medium", "thin",
    "loose", "thinmathspace", "negativethinmathspace", "infinity", "small", "normal", "height", "1height",
    "+0.5width", "width", "solid", "none solid", "fit", "middle", "decimalpoint", "{left} {right}", "{}",
    "updiagonalstrike box", "updiagonalstrike none", "0 0 1 1", "xMidYMid meet", "xMidYMid foo",
    "stroke fill", "text/css", "a;b", "http://a/", "(", ",", "screen, print", " 1", "1 ", "bold", "400",
    "discrete", "a.click",
)  # fmt: skip

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


def types_of(
    contexts: Mapping[str, Context], attributes: Mapping[str, list[str]], words: Sequence[str]
) -> dict[str, str]:
    """The type of each attribute, and of an element's where it has another there (``element attribute``)."""
    pairs = [(element, name) for name, users in sorted(attributes.items()) for element in users]
    fragments = [
        _inside(contexts[element][:-1], f'<{element} {name}="{value}"></{element}>')
        for element, name in pairs
        for value in PROBES
    ]
    answers = iter(by_line(fragments, 400))
    takes = {pair: tuple(not refused(next(answers), _bad_value(pair[1])) for _ in PROBES) for pair in pairs}
    kinds = {answer: _kind(answer) for answer in takes.values()}
    apart = {pair: answer for pair, answer in takes.items() if not kinds[answer]}
    keywords = _keywords(contexts, apart, words)
    found: dict[str, str] = {}
    for (element, name), answer in takes.items():
        kind = kinds[answer] or keywords[element, name]
        if found.setdefault(name, kind) != kind:
            found[f"{element} {name}"] = kind
    return {key: kind for key, kind in found.items() if kind != "text" or " " in key}


Answer = tuple[bool, ...]


def _bad_value(name: str) -> str:
    return rf"(?s)Bad value “.*” for attribute “{name.rpartition(':')[2]}”"


def _kind(takes: Answer) -> str | None:
    return next((k for k in NAMES if takes == tuple(is_of(k, value) for value in PROBES)), None)


def _keywords(
    contexts: Mapping[str, Context], apart: Mapping[tuple[str, str], Answer], words: Sequence[str]
) -> dict[tuple[str, str], str]:
    fragments = [
        _inside(contexts[element][:-1], f'<{element} {name}="{word}"></{element}>')
        for element, name in apart
        for word in words
    ]
    answers = iter(by_line(fragments, 400))
    found = {}
    for (element, name), takes in apart.items():
        fine = {word for word in words if not refused(next(answers), _bad_value(name))}
        found[element, name] = "=" + "|".join(sorted(fine))
        if not {value for value, ok in zip(PROBES, takes, strict=True) if ok} <= fine:
            print(f"no type is that of `{name}` on `{element}`")
            found[element, name] = "text"
    return found


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
    words = sorted({*re.findall(r'"([\w-]+)"', text), *_MORE_WORDS})
    users: dict[str, list[str]] = {}
    for element, entry in elements.items():
        for name in list(lists["attributes"])[entry["attributes"]].split():
            if not name.startswith(("aria-", "on")) and name not in _BY_HAND:
                users.setdefault(name, []).append(element)
    return {
        "source": "asked of the Nu Html Checker by tools/foreign_facts.py; names of its schemas (W3C)",
        "elements": elements,
        **{key: list(values) for key, values in lists.items()},
        "types": types_of(contexts, users, words),
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
