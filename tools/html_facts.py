"""Ask the Nu Html Checker for the facts in ``data/html.json`` and ``data/aria.json``.

    VNU_JAR=.../vnu.jar python -m tools.html_facts [FOLDER]

Which attributes an element may have, of which type their values are, which roles, states and
properties it may have: each is asked as a small fragment (some 2.3 million of them, a few minutes), and
the answers are kept as tables. The names asked for come from the schemas in the jar. A value's
type is the one of `postlint.conformance.datatypes` that gives the checker's answer on every
probe; a type that none gives is an error here, and wants a new check there.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from postlint.conformance.datatypes import CHECKS
from postlint.conformance.words import words
from tools.ask_vnu import Message, by_line
from tools.html_subjects import BY_HAND, NEED_HREF, OBSOLETE, OPEN, SUBJECTS

_DATA = Path(__file__).parents[1] / "postlint/conformance/data"
_SOURCE = "asked of the Nu Html Checker by tools/html_facts.py; the names are those of its schemas (MIT)"

_PROBES = """
0 1 2 -1 +1 01 1.5 -1.5 1e3 .5 1% 1x1 16x16 1,2,3 1,2,3,4 1,2,3,4,5,6 x X ü a-b A-b _x _blank a,b
a@b a@b,c@d a:b
true false on off any #x # #fff #ffffff red http://[ http://a/ // //a x: text/html text text/html;
.png image/*
2020-01-01 2020-13-01 12:00 2020-W01 2020-01 2020-01-01T00:00Z 2020-01-01T00:00 P1D screen (x) en en- xx-yy-zz
utf-8 [ ( 100vw 1px sha256-x --x
"""
_WITH_BLANKS = ("", " ", "a b", "http://a/ b", "/a b", " x", "x\n", "x y x y", "x x", "x 1x", "x 1w", "1 2")
PROBES = (*_WITH_BLANKS, *sorted(words(_PROBES)))
_RDFA_TYPES = {
    "about": "curie-or-url",
    "content": "text",
    "datatype": "curie",
    "inlist": "text",
    "prefix": "prefixes",
    "property": "curies",
    "rel": "curies",
    "resource": "curie-or-url",
    "rev": "curies",
    "typeof": "curies",
    "vocab": "url-absolute-or-empty",
}
_MICRODATA_TYPES = {
    "itemid": "url",
    "itemprop": "item-property",
    "itemref": "id-list",
    "itemscope": "=|itemscope",
    "itemtype": "url-list-absolute",
}
_BY_HAND = {
    "lang": "language",
    "hreflang": "language",
    "srclang": "language",
    "autocomplete": "autocomplete",
    "style": "css",
    "headingoffset": "integer-non-negative",
}
"""Types that probes cannot tell: CSS is not judged, and languages and fields have registries."""


RDFA = sorted(_RDFA_TYPES)
MICRODATA = sorted(_MICRODATA_TYPES)


def schema(pattern: str) -> str:
    """The text of the jar's schemas whose names match, comments left out."""
    with zipfile.ZipFile(os.environ["VNU_JAR"]) as jar:
        names = [name for name in jar.namelist() if re.search(pattern, name)]
        text = "\n".join(jar.read(name).decode("utf-8") for name in names)
    return re.sub(r"(?m)#.*$", "", text)


def refused(messages: Iterable[Message], pattern: str) -> bool:
    """Whether one of the messages is an error that matches."""
    return any(m["type"] == "error" and re.match(pattern, m["message"]) for m in messages)


class Answers:
    """What the checker says of each attribute on each subject."""

    def __init__(self, attributes: Sequence[str]) -> None:
        questions = [(s, a) for s in SUBJECTS for a in attributes]
        found = by_line([SUBJECTS[s].format(f' {a}="x"') for s, a in questions], 600)
        self.attributes = attributes
        self._found = dict(zip(questions, found, strict=True))

    def allowed(self, subject: str, attribute: str) -> bool:
        """Whether the subject may have the attribute."""
        pattern = "Attribute “[^”]*” (not allowed|is only allowed when)"
        return not refused(self._found[subject, attribute], pattern)

    def obsolete(self, subject: str, attribute: str) -> str | None:
        """`error` or `info` for an attribute that is obsolete."""
        for message in self._found[subject, attribute]:
            if re.match(
                r"The “[\w:-]+” attribute (on the “[\w-]+” element )?is obsolete", message["message"]
            ):
                return str(message["type"])
        return None


class Types:
    """Which of our types gives the checker's answers on the values of an attribute."""

    def __init__(self, keywords: Sequence[str]) -> None:
        self.values = list(dict.fromkeys([*PROBES, *keywords]))
        self.keywords = {*keywords, ""}
        self.ours = {name: tuple(self._verdict(name, v) for v in self.values) for name in CHECKS}

    @staticmethod
    def _verdict(name: str, value: str) -> bool:
        fault = CHECKS[name](value)
        return fault is None or fault.doubtful

    def ask(self, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The type of each attribute of a subject."""
        found = {}
        for start in range(0, len(pairs), 200):
            part = pairs[start : start + 200]
            fragments = [
                SUBJECTS[s].format(f' {a}="{escape(v)}"').replace("\n", "&#10;")
                for s, a in part
                for v in self.values
            ]
            answers = iter(by_line(fragments, 800))
            for subject, attribute in part:
                bad = f"Bad value “.*?” for attribute “{attribute}”"
                theirs = tuple(not refused(next(answers), f"(?s){bad}") for _ in self.values)
                found[subject, attribute] = _BY_HAND.get(attribute) or self._type(attribute, theirs)
        return found

    def _type(self, attribute: str, theirs: tuple[bool, ...]) -> str:
        same = [name for name, ours in self.ours.items() if ours == theirs]
        if same:
            return same[0]
        fine = [value for value, ok in zip(self.values, theirs, strict=True) if ok]
        if set(fine) <= self.keywords:
            return "=" + "|".join(fine)
        raise SystemExit(
            f"no type of postlint.conformance.datatypes takes what `{attribute}` takes: {fine[:20]}"
        )


def html_facts() -> dict[str, Any]:
    """The table of attributes."""
    text = schema("schema_html5_")
    names = sorted(set(re.findall(r"attribute\s+([a-z][\w-]*(?::\w+)?)\s*\{", text)))
    asked = [n for n in names if not n.startswith(("its-", "aria-", "xml:")) and n != "role"]
    answers = Answers(asked)
    plain = [s for s in ("div", "a", "img", "table", "input", "li", "td", "p", "form", "ul") if s in SUBJECTS]
    everywhere = [a for a in asked if all(answers.allowed(s, a) for s in plain)]
    gone = [a for a in everywhere if all(answers.obsolete(s, a) for s in plain)]
    events = [a for a in everywhere if a.startswith("on") and a not in gone]
    groups = {*RDFA, *MICRODATA}
    common = [a for a in everywhere if a not in events and a not in gone and a not in groups]
    own = {
        s: [a for a in asked if a not in everywhere and answers.allowed(s, a) and not answers.obsolete(s, a)]
        for s in SUBJECTS
    }
    types = Types(sorted(set(re.findall(r'string\s+"([^"]*)"', text))))
    kinds = types.ask([(s, a) for s, attributes in own.items() for a in attributes])
    kinds |= types.ask([("div", a) for a in common])
    return {
        "source": _SOURCE,
        "global": {a: kinds["div", a] for a in common},
        "events": " ".join(events),
        "elements": _elements(own, kinds, answers),
        "groups": {"rdfa": _RDFA_TYPES, "microdata": _MICRODATA_TYPES},
        "needs href": NEED_HREF,
        "obsolete elements": dict(OBSOLETE),
        "inputs": {s[6:]: {a: kinds[s, a] for a in own[s]} for s in SUBJECTS if s.startswith("input:")},
        "obsolete": {s: " ".join(a for a in asked if answers.obsolete(s, a) == "info") for s in SUBJECTS},
        "obsolete everywhere": gone,
    }


def _elements(
    own: Mapping[str, list[str]], kinds: Mapping[tuple[str, str], str], answers: Answers
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for subject, attributes in own.items():
        if ":" in subject or subject == "a@href":
            continue
        if subject in OPEN:
            found[subject] = {"groups": [], "attributes": dict(BY_HAND.get(subject, {})), "open": 1}
            continue
        groups = [
            n for n, names in (("rdfa", RDFA), ("microdata", MICRODATA)) if answers.allowed(subject, names[0])
        ]
        mine = {a: kinds[subject, a] for a in attributes if a not in RDFA and a not in MICRODATA}
        found[subject] = {"groups": groups, "attributes": {**mine, **BY_HAND.get(subject, {})}}
    for name in ("rb", "rtc", "html", "title", "base"):
        found[name] = {"groups": ["rdfa", "microdata"], "attributes": {}}
    return found


def aria_facts() -> dict[str, Any]:
    """The table of roles, states and properties."""
    text = schema("schema_html5_aria_")
    roles = sorted(
        {
            w
            for part in re.findall(r"attribute role\s*\{(.*?)\}", text, re.DOTALL)
            for w in re.findall(r'"([\w-]+)"', part)
        }
    )
    states = sorted(set(re.findall(r"attribute\s+(aria-[a-z]+)", text)))
    on_div = _ask({(r, s): f'<div role="{r}" {s}="{_state(s)}"></div>' for r in roles for s in states})
    bare = _ask({r: f'<div role="{r}"></div>' for r in roles})
    with_role = _ask({(e, r): SUBJECTS[e].format(f' role="{r}"') for e in SUBJECTS for r in roles})
    without = _ask({(e, s): SUBJECTS[e].format(f' {s}="{_state(s)}"') for e in SUBJECTS for s in states})
    no = "Attribute “aria|Element “[^”]*” is missing one or more"
    bare_no = "Attribute “aria|Element “[^”]*” is missing .*“role”"
    general = [
        s for s in states if not any(refused(on_div[r, s], no) for r in ("alert", "img", "list", "none"))
    ]
    return {
        "source": _SOURCE,
        "global": _short(general),
        "roles": {
            r: _short(s for s in states if s not in general and not refused(on_div[r, s], no)) for r in roles
        },
        "required": {r: found for r in roles if (found := _required(bare[r]))},
        "allowed": {e: " ".join(r for r in roles if not _not_allowed(with_role[e, r])) for e in SUBJECTS},
        "implicit": {
            e: _short(s for s in states if s not in general and not refused(without[e, s], bare_no))
            for e in SUBJECTS
        },
        "deprecated": {s[5:]: " ".join(r for r in roles if _deprecated(on_div[r, s], r)) for s in states},
    }


def _ask(questions: Mapping[Any, str]) -> dict[Any, list[Message]]:
    return dict(zip(questions, by_line(list(questions.values()), 500), strict=True))


def _short(states: Iterable[str]) -> str:
    return " ".join(state[5:] for state in states)


def _required(messages: Iterable[Message]) -> str | None:
    for message in messages:
        match = re.match(r"Element “div” is missing required attribute “aria-(.*)”", message["message"])
        if match:
            return match[1]
    return None


def _not_allowed(messages: Iterable[Message]) -> bool:
    return refused(messages, "Bad value “[^”]*” for attribute “(role|type)”|Attribute “(role|href)” not")


def _deprecated(messages: Iterable[Message], role: str) -> bool:
    pattern = rf"The “[\w-]+” attribute should not be used on any element which has “role={role}”"
    return any(re.match(pattern, message["message"]) for message in messages)


_NUMBERS = ("count", "index", "span", "level", "posinset", "setsize", "valuemax", "valuemin", "valuenow")
_WORDS = {
    "autocomplete": "list",
    "current": "page",
    "live": "off",
    "orientation": "vertical",
    "relevant": "all",
    "sort": "none",
}
_TRUE = words(
    "atomic busy checked disabled expanded haspopup hidden invalid modal multiline multiselectable pressed "
    "readonly required selected"
)


def _state(name: str) -> str:
    short = name[5:]
    if short.endswith(_NUMBERS):
        return "1"
    return _WORDS.get(short) or ("true" if short in _TRUE else "x")


def main() -> None:
    """Write both files into the folder that is named, or over the ones in use."""
    parser = argparse.ArgumentParser(description="Facts about HTML and ARIA, asked of the Nu Html Checker.")
    parser.add_argument("folder", nargs="?", type=Path, default=_DATA)
    folder = parser.parse_args().folder
    for name, found in (("html", html_facts()), ("aria", aria_facts())):
        text = json.dumps(found, separators=(",", ":"), sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
