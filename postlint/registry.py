"""The rules: how one is declared, and where they are found.

A rule is a module ``postlint/rules/<group>/<rule_name>.py`` whose path is its name
(``html/duplicate-id``), whose docstring is its documentation, and whose one public function
is decorated with `rule`, `file_rule` or `site_rule`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from postlint.diagnostic import Finding, Severity

Check: TypeAlias = Callable[..., Iterable[Finding]]
Scope: TypeAlias = Literal["file", "post", "site"]

_PACKAGE = "postlint.rules."


@dataclass(frozen=True)
class Rule:
    """One rule.

    `check` takes a `Source` (scope ``file``), a `Post` (``post``) or a `Site` (``site``), then,
    when the rule has `options`, an instance of that frozen dataclass. `default` says whether the
    rule runs when nothing selects it. `name` and `doc` come from the module.
    """

    name: str
    doc: str
    severity: Severity
    scope: Scope
    check: Check
    options: type | None = None
    default: bool = True

    @property
    def group(self) -> str:
        """The part of the name before the slash; it selects all rules of its kind."""
        return self.name.partition("/")[0]

    @property
    def summary(self) -> str:
        """The first line of the documentation."""
        return self.doc.strip().partition("\n")[0]


def _declare(
    scope: Scope, severity: Severity, options: type | None, default: bool
) -> Callable[[Check], Rule]:
    def declare(check: Check) -> Rule:
        module = check.__module__
        name = module.removeprefix(_PACKAGE).replace(".", "/").replace("_", "-")
        doc = sys.modules[module].__doc__ or ""
        return Rule(name, doc, severity, scope, check, options, default)

    return declare


def rule(severity: Severity, *, options: type | None = None, default: bool = True) -> Callable[[Check], Rule]:
    """Declare a rule on one post: ``check(post)``, or ``check(post, options)``."""
    return _declare("post", severity, options, default)


def file_rule(
    severity: Severity, *, options: type | None = None, default: bool = True
) -> Callable[[Check], Rule]:
    """Declare a rule on a file's bytes and text, whatever is in it: ``check(source)``.

    Only these run on a file that is not UTF-8.
    """
    return _declare("file", severity, options, default)


def site_rule(
    severity: Severity, *, options: type | None = None, default: bool = True
) -> Callable[[Check], Rule]:
    """Declare a rule on the facts of all posts: ``check(site)``; its findings name their path."""
    return _declare("site", severity, options, default)


def builtin() -> Mapping[str, Rule]:
    """All rules that postlint ships, by name, in the order of their names."""
    from importlib import import_module
    from pkgutil import walk_packages

    import postlint.rules

    found: dict[str, Rule] = {}
    for module in walk_packages(postlint.rules.__path__, _PACKAGE):
        if not module.ispkg:
            rules = [v for v in vars(import_module(module.name)).values() if isinstance(v, Rule)]
            found.update((r.name, r) for r in rules)
    return dict(sorted(found.items()))
