"""JSON in scripts: import maps (HTML, 8.1.5.1) and speculation rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from postlint.conformance import url
from postlint.conformance.words import words


def beyond_checker(kind: str, text: str) -> str | None:
    """What the standard of speculation rules has by now, and the Nu checker 26.9 does not know.

    Ask only about content that `check` finds no fault with.
    """
    if kind != "speculationrules":
        return None
    value = json.loads(text)
    for key in value:
        if key not in ("prefetch", "prerender"):
            return f"the Nu checker knows no `{key}` in speculation rules"
    for rule in (rule for key in value for rule in value[key]):
        more = next((name for name in rule if name not in ("source", "urls", "where", "eagerness")), None)
        if '"relative_to"' in json.dumps(rule.get("where")):
            more = "relative_to"
        if more or rule.get("eagerness") == "immediate":
            return f"the Nu checker knows no `{more or 'immediate'}` in a speculation rule"
    return None


def check(kind: str, text: str) -> str | None:
    """What is wrong with the content of a script of type `importmap` or `speculationrules`."""
    try:
        value = json.loads(text, parse_constant=_reject)
    except (ValueError, RecursionError):
        return f"the `{kind}` is not valid JSON"
    if not isinstance(value, dict):
        return f"the `{kind}` is not a JSON object"
    return next(_import_map(value) if kind == "importmap" else _speculation(value), None)


def _reject(name: str) -> None:
    raise ValueError(name)


def _import_map(value: dict[str, Any]) -> Iterator[str]:
    for key, part in value.items():
        if key not in ("imports", "scopes", "integrity"):
            yield f"an import map has no `{key}`"
        elif not isinstance(part, dict):
            yield f"the `{key}` of the import map is not a JSON object"
        elif key == "imports":
            yield from _specifiers(key, part)
        elif key == "scopes":
            for scope, inner in part.items():
                if not _is_url(scope):
                    yield f"the scope `{scope}` is not a URL"
                elif not isinstance(inner, dict):
                    yield f"the scope `{scope}` is not a JSON object"
                else:
                    yield from _specifiers(key, inner)


def _specifiers(name: str, value: dict[str, Any]) -> Iterator[str]:
    for key, target in value.items():
        if not key:
            yield f"a key of `{name}` is empty"
        elif not isinstance(target, str):
            yield f"`{key}` in `{name}` does not lead to a string"
        elif not _is_url(target):
            yield f"`{key}` in `{name}` does not lead to a URL"
        elif key.endswith("/") and not target.endswith("/"):
            yield f"`{key}` in `{name}` ends with `/`, and what it leads to does not"


def _is_url(text: str) -> bool:
    if not url.is_absolute(text) and not text.startswith(("/", "./", "../")):
        return False
    return not any(problem.fatal for problem in url.problems(text))


def _speculation(value: dict[str, Any]) -> Iterator[str]:
    if "prefetch" not in value and "prerender" not in value:
        yield "speculation rules have neither `prefetch` nor `prerender`"
    for key in ("prefetch", "prerender"):
        rules = value.get(key, [])
        if not isinstance(rules, list):
            yield f"the `{key}` of speculation rules is not a list"
        else:
            yield from _rules(key, rules)


def _rules(key: str, rules: list[Any]) -> Iterator[str]:
    for rule in rules:
        if not isinstance(rule, dict):
            yield f"a rule in `{key}` is not a JSON object"
        else:
            yield from _rule(rule)


_REFERRER_POLICIES = words(
    "no-referrer no-referrer-when-downgrade same-origin origin strict-origin origin-when-cross-origin "
    "strict-origin-when-cross-origin unsafe-url"
)


def _rule(rule: dict[str, Any]) -> Iterator[str]:
    source = rule.get("source")
    if "source" in rule and not isinstance(source, str):
        yield "the `source` of a speculation rule is not a string"
    elif source not in (None, "list", "document"):
        yield "the `source` of a speculation rule is neither `list` nor `document`"
    if source == "list" and "urls" not in rule:
        yield "a speculation rule with the source `list` has no `urls`"
    if source == "list" and "where" in rule:
        yield "a speculation rule with the source `list` has a `where`"
    if source == "document" and "where" not in rule:
        yield "a speculation rule with the source `document` has no `where`"
    if source == "document" and "urls" in rule:
        yield "a speculation rule with the source `document` has `urls`"
    if source is None and "urls" in rule and "where" in rule:
        yield "a speculation rule has both `urls` and `where`"
    if not {"source", "urls", "where"} & rule.keys():
        yield "a speculation rule says neither `urls` nor `where`"
    if "urls" in rule:
        yield from _urls(rule["urls"])
    if "where" in rule:
        yield from _predicate(rule["where"])
    yield from _settings(rule)


def _settings(rule: dict[str, Any]) -> Iterator[str]:
    eagerness = rule.get("eagerness", "moderate")
    if not isinstance(eagerness, str):
        yield "the `eagerness` of a speculation rule is not a string"
    elif eagerness not in ("immediate", "eager", "moderate", "conservative"):
        yield "the `eagerness` of a speculation rule is none of `eager`, `moderate` and `conservative`"
    for name in ("referrer_policy", "expects_no_vary_search", "relative_to", "tag", "target_hint"):
        if name in rule and not isinstance(rule[name], str):
            yield f"the `{name}` of a speculation rule is not a string"
    policy = rule.get("referrer_policy")
    if isinstance(policy, str) and policy not in _REFERRER_POLICIES:
        yield "the `referrer_policy` of a speculation rule is no referrer policy"
    if "requires" in rule and not isinstance(rule["requires"], list):
        yield "the `requires` of a speculation rule is not a list"


def _urls(urls: Any) -> Iterator[str]:
    if not isinstance(urls, list):
        yield "the `urls` of a speculation rule are not a list"
    elif not urls:
        yield "the `urls` of a speculation rule are empty"
    elif not all(isinstance(item, str) for item in urls):
        yield "one of the `urls` of a speculation rule is not a string"
    elif not all(urls):
        yield "one of the `urls` of a speculation rule is empty"


def _predicate(value: Any) -> Iterator[str]:
    stack = [value]
    while stack:
        predicate = stack.pop()
        if not isinstance(predicate, dict):
            yield "a condition of a speculation rule is not a JSON object"
        elif len(kinds := _KINDS & predicate.keys()) != 1:
            yield "a rule's condition is none of `and`, `or`, `not` and the two matches, or more than one"
        elif len(predicate) > 1 and not predicate.keys() <= {"href_matches", "relative_to"}:
            yield "a condition of a speculation rule has a property that conditions do not have"
        else:
            (kind,) = kinds
            yield from _condition(kind, predicate[kind], stack)


_KINDS = frozenset(words("and or not href_matches selector_matches"))


def _condition(kind: str, inner: Any, stack: list[Any]) -> Iterator[str]:
    """What is wrong with a condition by itself; those that it is made of go on the stack."""
    if kind in ("and", "or"):
        if not isinstance(inner, list) or not inner:
            yield f"the `{kind}` of a speculation rule is not a list of conditions"
        else:
            stack.extend(inner)
    elif kind == "not":
        stack.append(inner)
    elif not (isinstance(inner, str) and inner) and not (
        isinstance(inner, list) and inner and all(isinstance(i, str) and i for i in inner)
    ):
        yield f"the `{kind}` of a speculation rule is empty"


def not_documentation(text: str) -> bool:
    """Whether a script with `src` holds more than comments, each line comment with its line break."""
    rest = re.sub(r"/\*.*?\*/|//[^\n]*\n", "", text, flags=re.DOTALL)
    return bool(rest.strip())
