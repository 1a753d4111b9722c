"""Attribute lists: `{: #id .class key="value" reference}`."""

from __future__ import annotations

from collections.abc import Mapping

from postlint.body.kramdown import grammar as g


def parse_attributes(text: str, definitions: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The attributes of a list, and the names in it that are references.

    `definitions` are the attribute lists that references stand for.
    """
    attr: dict[str, str] = {}
    refs: list[str] = []
    for match in g.get("attributes").finditer(text):
        key, quote, value, ref, names = match.groups()
        if ref:
            refs.append(ref)
            if ref in definitions and definitions[ref] != text:
                inner, _ = parse_attributes(definitions[ref], {})
                _merge(attr, inner)
        elif key:
            attr[key] = value.replace("\\}", "}").replace("\\" + quote, quote)
        else:
            for part in g.get("id or class").finditer(names):
                _merge(attr, {"id": part[1]} if part[1] else {"class": part[2]})
    return attr, refs


def _merge(attr: dict[str, str], more: Mapping[str, str]) -> None:
    for key, value in more.items():
        attr[key] = f"{attr[key]} {value}" if key == "class" and key in attr else value
