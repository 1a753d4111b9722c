"""The rules: how one is declared, and where they are found.

A rule is a module ``postlint/rules/<group>/<rule_name>.py`` whose path is its name
(``html/duplicate-id``), whose docstring is its documentation, and whose one public function
is decorated with `rule`, `file_rule` or `site_rule`. `index.py` beside the groups is generated from
them (``python -m tools.generate``): it says which rules there are, so that the module of a rule
is imported when it first has something to look at.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal, NamedTuple, TypeAlias

from postlint.diagnostic import Finding, Severity

Check: TypeAlias = Callable[..., Iterable[Finding]]
Scope: TypeAlias = Literal["file", "post", "site", "run"]
Need: TypeAlias = Literal[
    "",
    "active markup",
    "beyond a bound",
    "conflict marks",
    "doubtful date",
    "fence faults",
    "front matter",
    "front matter faults",
    "html violations",
    "images",
    "link faults",
    "links",
    "liquid",
    "list items",
    "markup",
    "no front matter",
    "notes",
    "odd brackets",
    "odd characters",
    "odd name",
    "odd schema",
    "parse errors",
    "schema violations",
    "suppressions",
    "unusual front matter",
    "widgets",
]
"""What a post must have for a rule to look at it; empty: nothing. `postlint.needs` decides."""

DOCS = "https://postlint.readthedocs.io"
"""Where postlint's documentation stands on the web."""

_PACKAGE = "postlint.rules."


class Effects(NamedTuple):
    """What the fixes of a rule may do beside mending what it finds, and beside changing attributes.

    Of the page, and of safe fixes, are `text`, characters of which there may be more or fewer; `shrinks`,
    whether any may go, but none is new; and `elements`, names, separated by blanks, of elements of which
    there may be more or fewer (``*``: of any). With `start` the page may begin elsewhere, since front matter
    is read as such then. `reveals` is what may be read only then, and so be found wrong.
    """

    text: str = ""
    elements: str = ""
    shrinks: bool = False
    start: bool = False
    reveals: Literal["", "front matter", "tags"] = ""


NOTHING = Effects()


class Definition(NamedTuple):
    """The part of a rule that its module holds."""

    check: Check
    options: type | None
    doc: str
    effects: Effects = NOTHING


@dataclass(frozen=True)
class Rule:
    """One rule.

    `default` says whether the rule runs when nothing selects it; `needs` what a post must have for
    it to run at all; `summary` is the first line of its documentation. `identity` tells a rule that is
    not postlint's own from another of its name: results that it gave are kept under it.
    """

    name: str
    severity: Severity
    scope: Scope
    default: bool
    needs: Need
    summary: str
    define: Callable[[], Definition]
    identity: str = ""

    @property
    def group(self) -> str:
        """The part of the name before the slash; it selects all rules of its kind."""
        return self.name.partition("/")[0]

    @property
    def url(self) -> str | None:
        """Where the documentation of a rule of postlint's own stands on the web; None for any other."""
        return None if self.identity else f"{DOCS}/rules/{self.name}/"

    @cached_property
    def _definition(self) -> Definition:
        return self.define()

    @property
    def check(self) -> Check:
        """The rule's function.

        It takes a `Source` (scope ``file``), a `Post` (``post``) or a `Site` (``site``), then, when
        the rule has `options`, an instance of that frozen dataclass.
        """
        return self._definition.check

    @property
    def options(self) -> type | None:
        """The dataclass of the rule's options, or None."""
        return self._definition.options

    @property
    def effects(self) -> Effects:
        """What its fixes may do beside mending what it finds."""
        return self._definition.effects

    @property
    def doc(self) -> str:
        """The rule's documentation: its module's docstring."""
        return self._definition.doc


def _declare(
    scope: Scope,
    severity: Severity,
    options: type | None,
    default: bool,
    needs: Need,
    name: str = "",
    effects: Effects = NOTHING,
) -> Callable[[Check], Rule]:
    def declare(check: Check) -> Rule:
        module = check.__module__
        full = name or module.removeprefix(_PACKAGE).replace(".", "/").replace("_", "-")
        doc = sys.modules[module].__doc__ or ""
        summary = doc.strip().partition("\n")[0]
        definition = Definition(check, options, doc, effects)
        return Rule(full, severity, scope, default, needs, summary, lambda: definition)

    return declare


def rule(
    severity: Severity,
    *,
    options: type | None = None,
    default: bool = True,
    needs: Need = "",
    name: str = "",
    effects: Effects = NOTHING,
) -> Callable[[Check], Rule]:
    """Declare a rule on one post: ``check(post)``, or ``check(post, options)``.

    `name` (``group/what-is-wrong``) is for plugins: the path of a shipped rule's module is its name.
    `effects` holds for shipped rules: other rules' safe fixes are made without a look at the page.
    """
    return _declare("post", severity, options, default, needs, name, effects)


def file_rule(
    severity: Severity, *, options: type | None = None, default: bool = True, name: str = ""
) -> Callable[[Check], Rule]:
    """Declare a rule on a file's bytes and text, whatever is in it: ``check(source)``.

    Only these run on a file that is not UTF-8.
    """
    return _declare("file", severity, options, default, "", name)


def site_rule(
    severity: Severity, *, options: type | None = None, default: bool = True, name: str = ""
) -> Callable[[Check], Rule]:
    """Declare a rule on the facts of all posts: ``check(site)``; its findings name their path."""
    return _declare("site", severity, options, default, "", name)


def run_rule(severity: Severity, module: str) -> Rule:
    """A rule whose findings the run itself makes: of look-ups with `--online`, of suppressions, of faults.

    Its module (`__name__`) holds the documentation, and gives it a name in the settings.
    """

    def check(*_subject: object) -> Iterable[Finding]:
        return ()

    check.__module__ = module
    return _declare("run", severity, None, True, "")(check)


@cache
def builtin() -> Mapping[str, Rule]:
    """All rules that postlint ships, by name, in the order of their names."""
    from postlint.rules.index import RULES

    return {
        name: Rule(name, Severity(severity), scope, default, needs, summary, _shelved(name))
        for name, severity, scope, default, needs, summary in RULES
    }


_added: dict[str, Rule] = {}


def add(rules: Iterable[Rule]) -> None:
    """Let more rules be known in this process; raises ValueError for a name that is taken or is none."""
    for new in rules:
        if not _is_name(new.name):
            raise ValueError(f"`{new.name}` is no name of a rule: it is written `group/what-is-wrong`")
        if new.name in builtin() or _added.get(new.name, new) is not new:
            raise ValueError(f"there is a rule `{new.name}` already")
        _added[new.name] = new
    known.cache_clear()
    selectors.cache_clear()


def _is_name(name: str) -> bool:
    words = name.replace("/", "-").split("-")
    return name.count("/") == 1 and all(
        word.isascii() and word.isalnum() and word == word.lower() for word in words
    )


@cache
def known() -> Mapping[str, Rule]:
    """All rules by name: those that postlint ships, and those that plugins have brought."""
    return dict(sorted({**builtin(), **_added}.items())) if _added else builtin()


@cache
def selectors() -> frozenset[str]:
    """The names of all known rules and of their groups."""
    return frozenset([*known(), *(rule.group for rule in known().values())])


def _shelved(name: str) -> Callable[[], Definition]:
    def define() -> Definition:
        from importlib import import_module

        module = import_module(_PACKAGE + name.replace("/", ".").replace("-", "_"))
        return next(v for v in vars(module).values() if isinstance(v, Rule)).define()

    return define


def declared() -> list[Rule]:
    """The rules of all modules below `postlint.rules`, each imported: what the index is made from."""
    from importlib import import_module
    from pkgutil import walk_packages

    import postlint.rules

    modules = [m.name for m in walk_packages(postlint.rules.__path__, _PACKAGE) if not m.ispkg]
    found = [v for name in modules for v in vars(import_module(name)).values() if isinstance(v, Rule)]
    return sorted(found, key=lambda r: r.name)
