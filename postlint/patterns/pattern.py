"""One check of the settings, and the rule that it makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from postlint.diagnostic import Finding, Safety, Severity
from postlint.post import Post
from postlint.registry import Definition, Rule

GROUP = "pattern"

Region: TypeAlias = Literal["file", "front-matter", "body", "prose"]


class PatternError(ValueError):
    """What a pattern says does not go together; `key` is the setting to blame."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(message)
        self.key = key
        self.message = message


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is looked for, what is said of it, and what is written in its place.

    It looks at elements (`selector`), at one attribute of them (`attribute`), at values of the front
    matter (`path`), or else at the text of a `region`. Where `regex` is given it must match there,
    and where `unless` is given it must not. `missing` turns a path round: no value is the fault.
    """

    name: str
    message: str
    help: str | None = None
    severity: Severity | None = Severity.WARNING
    selector: str | None = None
    attribute: str | None = None
    path: str | None = None
    missing: bool = False
    regex: str | None = None
    unless: str | None = None
    region: Region = "file"
    replacement: str | None = None
    safety: Safety = Safety.UNSAFE

    @property
    def groups(self) -> int:
        """How many groups a replacement may name."""
        if self.regex is not None:
            from postlint.patterns.expressions import Expression

            return Expression(self.regex).groups
        return 1 if self.selector is not None and self.attribute is None else 0


def check(pattern: Pattern) -> None:
    """Compile all parts of a pattern; raises `PatternError`, `ExpressionError` and `NotInstalled`."""
    given = [key for key, value in (("selector", pattern.selector), ("front-matter", pattern.path)) if value]
    if len(given) > 1:
        raise PatternError("front-matter", "a pattern has a `selector` or a `front-matter` path, not both")
    if not given and pattern.regex is None:
        raise PatternError("", "a pattern needs a `selector`, a `front-matter` path or a `regex`")
    if pattern.attribute is not None and pattern.selector is None:
        raise PatternError(
            "attribute", "`attribute` is one of the elements of a `selector`, and there is none"
        )
    if pattern.region != "file" and given:
        raise PatternError("in", f"`in` says where a `regex` alone looks, and this looks at a `{given[0]}`")
    if pattern.missing and pattern.path is None:
        raise PatternError(
            "missing", "`missing` asks for a value at a `front-matter` path, and there is none"
        )
    if pattern.missing and (pattern.regex or pattern.unless or pattern.replacement is not None):
        raise PatternError("missing", "where a value is missing there is nothing to match or to replace")
    _check_replacement(pattern)


def _check_replacement(pattern: Pattern) -> None:
    in_text = pattern.selector is not None and pattern.attribute is None and pattern.regex is not None
    if pattern.replacement is not None and in_text:
        message = "a `regex` on the text of elements says which are meant: it has nothing to replace"
        raise PatternError("replacement", message)


def rule(pattern: Pattern) -> Rule:
    """The rule ``pattern/<name>``; one without a severity is off until something selects it."""
    severity = pattern.severity or Severity.WARNING
    words = f"{pattern.message[:1].upper()}{pattern.message[1:]}".rstrip(".") + "."
    return Rule(
        f"{GROUP}/{pattern.name}",
        severity,
        "post",
        pattern.severity is not None,
        "",
        words,
        lambda: Definition(lambda post: findings(pattern, post), None, _documentation(pattern, words)),
        identity=repr(pattern),
    )


def findings(pattern: Pattern, post: Post) -> Iterator[Finding]:
    """What a pattern finds in a post."""
    if pattern.selector is not None:
        from postlint.patterns.elements import found
    elif pattern.path is not None:
        from postlint.patterns.values import found
    else:
        from postlint.patterns.texts import found
    return found(pattern, post)


def _documentation(pattern: Pattern, words: str) -> str:
    parts = (
        ("the elements", pattern.selector),
        ("their attribute", pattern.attribute),
        ("the front matter at", pattern.path),
        ("what matches", pattern.regex),
        ("but not what matches", pattern.unless),
    )
    looked = "\n".join(f"- {what} `{value}`" for what, value in parts if value)
    why = pattern.help or "The settings of this site say so."
    what = f"A check of this site's settings. It looks at:\n\n{looked}"
    return f"{words}\n\n## What it does\n{what}\n\n## Why is this bad?\n{why}\n"
