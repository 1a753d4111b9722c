"""Language tags (BCP 47), with the subtags that IANA has registered."""

from __future__ import annotations

import re
from functools import cache

from postlint.conformance import facts
from postlint.conformance.fault import Fault
from postlint.conformance.words import words

_LANGUAGE = (
    r"(?P<language>[a-z]{2,8})(?P<extlang>(?:-[a-z]{3}(?![a-z0-9])){0,3})(?:-(?P<script>[a-z]{4}(?![a-z0-9])))?"
    r"(?:-(?P<region>(?:[a-z]{2}|[0-9]{3})(?![a-z0-9])))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3})(?![a-z0-9]))*)"
)
_FORM = (
    rf"{_LANGUAGE}"
    r"(?P<extensions>(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*)(?P<private>-x(?:-[a-z0-9]{1,8})+)?\Z"
)


@cache
def _form() -> re.Pattern[str]:
    return re.compile(_FORM)


@cache
def _head() -> re.Pattern[str]:
    """The parts of a tag before its extensions."""
    return re.compile(rf"{_LANGUAGE}(?P<extensions>)(?![a-z0-9])")


@cache
def _registered(kind: str) -> frozenset[str]:
    return frozenset(facts.table("language")[kind].split())


_COMMON = words("en en-us en-gb zh zh-cn zh-tw zh-hk zh-hans zh-hant ja de fr es ko pt ru it")


def tag(value: str) -> Fault | None:
    """A language tag whose parts are all registered, each where it belongs."""
    text = value.lower()
    if text in _COMMON:
        return None
    if text in _registered("grandfathered"):
        return _old(text)
    if re.fullmatch(r"x(?:-[a-z0-9]{1,8})+", text):
        return _short(text, 1)
    match = _form().match(text)
    if match is None:
        return _malformed(text)
    fault, doubt = _parts(match), _idle(match, text)
    if fault and doubt and doubt.start <= fault.start:
        # The checker stops at the first thing that it minds.
        return doubt
    private = _short(text, match.start("private") + 2) if match["private"] else None
    return fault or doubt or private


def _malformed(text: str) -> Fault:
    """A tag that has not the form; the checker reads no further than what it doubts, and no extensions."""
    head = _head().match(text)
    if head is not None and "" not in text.split("-") and _parts(head) is None:
        if doubt := _idle(head, text):
            return doubt
        if re.match(r"(?:-[tu](?:-[a-z0-9]{1,8})*)+\Z", text[head.end() :]):
            return Fault("has an extension without its subtags", head.end() + 1, len(text), doubtful=True)
    return Fault("is not a language tag (`en`, `zh-CN`)")


def _short(text: str, start: int) -> Fault | None:
    """A private subtag of one letter, which the checker minds; they come behind an ``x`` before `start`."""
    short = re.compile(r"-([a-z0-9])(?=-|\Z)").search(text, start)
    if short is None:
        return None
    reason = f"has `{short[1]}`, which the Nu checker takes for too short"
    return Fault(reason, short.start(1), short.end(1), checker_only=True)


def _parts(match: re.Match[str]) -> Fault | None:
    language, script, region = match["language"], match["script"], match["region"]
    if not _known("language", language):
        return Fault(f"begins with `{language}`, which is no registered language", 0, len(language))
    extended = match["extlang"].split("-")[1:]
    if len(extended) > 1 or any(not _known("extlang", e) or language not in _prefixes(e) for e in extended):
        reason = f"has `{match['extlang'][1:]}`, which does not belong to the language `{language}`"
        return Fault(reason, match.start("extlang") + 1, match.end("extlang"))
    for kind, name in (("script", script), ("region", region)):
        if name and not _known(kind, name):
            return Fault(
                f"has the {kind} `{name}`, which is not registered", match.start(kind), match.end(kind)
            )
    variants = match["variants"].split("-")[1:]
    head = "-".join(part for part in (language, *extended, script, region) if part)
    start = match.start("variants")
    for index, variant in enumerate(variants):
        place = (start + 1, start + 1 + len(variant))
        start = place[1]
        if variant not in _registered("variant") or variant in variants[:index]:
            reason = f"has the variant `{variant}`, which is not registered, or is there twice"
            return Fault(reason, *place)
        before = "-".join((head, *variants[:index]))
        prefixes = _prefixes(variant)
        if prefixes and not any(_fits(before, prefix) for prefix in prefixes):
            return Fault(f"has the variant `{variant}` of another language", *place)
    place = (match.start("extensions") + 1, match.end("extensions"))
    singletons = re.findall(r"-([a-wy-z0-9])(?=-)", match["extensions"])
    if len(set(singletons)) < len(singletons):
        return Fault("has the same extension twice", *place)
    unknown = next((s for s in singletons if s not in "tu"), None)
    if unknown:
        return Fault(f"has the extension `{unknown}`, which is not registered", *place)
    return None


def _fits(before: str, prefix: str) -> bool:
    parts = prefix.split("-")
    have = before.split("-")
    return have[0] == parts[0] and all(part in have for part in parts)


def _known(kind: str, name: str) -> bool:
    if kind == "language" and len(name) > 3:
        return name in _registered(kind)
    private = {"language": ("qaa", "qtz"), "script": ("qaaa", "qabx"), "region": ("qm", "qz")}.get(kind)
    if private and len(name) == len(private[0]) and private[0] <= name <= private[1]:
        return True
    if (
        kind == "region"
        and (name in ("aa", "zz") or "xa" <= name <= "xz")
        and name.isalpha()
        and len(name) == 2
    ):
        return True
    return name in _registered(kind)


def _prefixes(name: str) -> list[str]:
    words: str = facts.table("language")["prefixes"].get(name, "")
    return words.split()


def _idle(match: re.Match[str], text: str) -> Fault | None:
    language, script = match["language"], match["script"]
    if script and facts.table("language")["usual scripts"].get(language) == script:
        return Fault(
            f"names the script `{script}`, which goes without saying",
            match.start("script"),
            match.end("script"),
            True,
        )
    for kind in ("language", "extlang", "script", "region", "variants"):
        for part in re.finditer(r"[a-z0-9]+", match[kind] or ""):
            if part[0] in _deprecated(kind.rstrip("s")):
                start = match.start(kind) + part.start()
                return Fault(f"has `{part[0]}`, which is deprecated", start, start + len(part[0]), True)
    return _old(text)


@cache
def _deprecated(kind: str) -> frozenset[str]:
    return frozenset(facts.table("language")["deprecated"].get(kind, "").split())


def _old(text: str) -> Fault | None:
    """A tag that was registered as a whole before its parts were."""
    if text in _deprecated("tag"):
        return Fault(f"is `{text}`, which is deprecated", doubtful=True)
    return None
