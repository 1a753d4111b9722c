"""Recorded cases of the checker's own suite, each with one thing changed."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from postlint.conformance import facts
from tools.html_subjects import SUBJECTS
from tools.vnu_differential.values import POOLS, mutated

CASES = Path(__file__).parents[3] / "shared/vectors/vnu-cases.dev.jsonl"
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)([^<>]*)>")
_ATTRIBUTE = re.compile(r"""\s([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")


class Pool(NamedTuple):
    """What the recorded cases are made of."""

    fragments: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]
    attributes: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]]


@cache
def pool() -> Pool:
    """The recorded cases by family, short ones only, and their attributes and values."""
    fragments: dict[str, list[str]] = {}
    attributes: dict[str, None] = {}
    found: dict[str, dict[str, None]] = {}
    for line in CASES.read_text("utf-8").splitlines():
        case: dict[str, Any] = json.loads(line)
        if len(case["html"]) > 3000:
            continue
        for family in case["families"] or [case["kind"]]:
            fragments.setdefault(family, []).append(case["html"])
        for tag in _TAG.finditer(case["html"]):
            for match in _ATTRIBUTE.finditer(tag[3]):
                attributes[match[0]] = None
                found.setdefault(match[1].lower(), {})[(match[2] or "").strip("\"'")] = None
    names = sorted({n for n in facts.table("html")["elements"] if "@" not in n} | {"x-y", "svg", "math"})
    return Pool({f: tuple(v) for f, v in fragments.items()}, tuple(names), tuple(attributes), {n: tuple(v) for n, v in found.items()})


def families() -> list[str]:
    """The families of the recorded cases; none where they are not at hand."""
    return sorted(pool().fragments) if CASES.is_file() else []


def mutant(family: str) -> Callable[[Random], str]:
    """What changes a case of a family."""

    def make(random: Random) -> str:
        html = random.choice(pool().fragments[family])
        changed = random.choice(_CHANGES)(random, html)
        return random.choice(_CHANGES)(random, changed) if random.random() < 0.2 else changed

    return make


def _spot(random: Random, html: str, *, starts: bool = True) -> re.Match[str] | None:
    tags = [tag for tag in _TAG.finditer(html) if not (starts and tag[1])]
    return random.choice(tags) if tags else None


def _rename(random: Random, html: str) -> str:
    """Another element, start tag and the next end tag of its name."""
    tag = _spot(random, html)
    if tag is None:
        return html
    name = random.choice(pool().names)
    end = re.compile(rf"</{re.escape(tag[2])}\s*>", re.IGNORECASE).search(html, tag.end())
    text = html[: tag.start()] + f"<{name}{tag[3]}>"
    return text + (html[tag.end() : end.start()] + f"</{name}>" + html[end.end() :] if end else html[tag.end() :])


def _value(random: Random, html: str) -> str:
    """Another value for an attribute: of the same attribute elsewhere, or of any pool."""
    spots = [(tag, m) for tag in _TAG.finditer(html) for m in _ATTRIBUTE.finditer(tag[3]) if m[2]]
    if not spots:
        return _add(random, html)
    tag, match = random.choice(spots)
    old = match[2].strip("\"'")
    known = pool().values.get(match[1].lower(), ())
    kind = random.random()
    new = random.choice(known) if known and kind < 0.5 else mutated(random, old) if kind < 0.8 else random.choice(POOLS[random.choice(sorted(POOLS))])
    start = tag.start(3) + match.start(2)
    return html[:start] + '"' + new.replace('"', "&quot;") + '"' + html[start + len(match[2]) :]


def _add(random: Random, html: str) -> str:
    """An attribute that another recorded case has."""
    tag = _spot(random, html)
    if tag is None:
        return html
    at = tag.end(2)
    return html[:at] + random.choice(pool().attributes) + html[at:]


def _drop_attribute(random: Random, html: str) -> str:
    spots = [(tag, m) for tag in _TAG.finditer(html) for m in _ATTRIBUTE.finditer(tag[3])]
    if not spots:
        return _drop_tag(random, html)
    tag, match = random.choice(spots)
    return html[: tag.start(3) + match.start()] + html[tag.start(3) + match.end() :]


def _rename_attribute(random: Random, html: str) -> str:
    spots = [(tag, m) for tag in _TAG.finditer(html) for m in _ATTRIBUTE.finditer(tag[3])]
    if not spots:
        return html
    tag, match = random.choice(spots)
    start = tag.start(3) + match.start(1)
    return html[:start] + random.choice(sorted(pool().values)) + html[start + len(match[1]) :]


def _drop_tag(random: Random, html: str) -> str:
    tag = _spot(random, html, starts=False)
    return html[: tag.start()] + html[tag.end() :] if tag else html


def _drop_element(random: Random, html: str) -> str:
    tag = _spot(random, html)
    if tag is None:
        return html
    end = re.compile(rf"</{re.escape(tag[2])}\s*>", re.IGNORECASE).search(html, tag.end())
    return html[: tag.start()] + html[end.end() if end else tag.end() :]


def _double(random: Random, html: str) -> str:
    tag = _spot(random, html)
    if tag is None:
        return html
    end = re.compile(rf"</{re.escape(tag[2])}\s*>", re.IGNORECASE).search(html, tag.end())
    piece = html[tag.start() : end.end() if end else tag.end()]
    return html[: tag.start()] + piece + html[tag.start() :]


def _wrap(random: Random, html: str) -> str:
    """The whole, or one tag, in another element."""
    frame = SUBJECTS[random.choice(sorted(SUBJECTS))].format("")
    close = frame.rfind("</")
    at = frame.find(">") + 1
    tag = _spot(random, html)
    if close < 0 or tag is None:
        return html
    if random.random() < 0.5:
        return frame[:at] + html + frame[at:]
    return html[: tag.end()] + frame + html[tag.end() :]


def _insert_text(random: Random, html: str) -> str:
    tag = _spot(random, html, starts=False)
    at = tag.end() if tag else 0
    return html[:at] + random.choice(("x", " ", "<!-- c -->", "<br>", "<script></script>", "<p>x</p>", "<img src=x alt=x>", "&nbsp;", "<template></template>", "<b>x</b>", "<h3>x</h3>", "<a href=x>x</a>")) + html[at:]


_CHANGES = (_rename, _rename, _value, _value, _value, _add, _add, _drop_attribute, _rename_attribute, _drop_tag, _drop_element, _double, _wrap, _insert_text)
