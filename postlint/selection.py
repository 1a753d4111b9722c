"""Which rules run, how severe each is, and with which options."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cached_property
from typing import Any, Literal, NamedTuple, TypeAlias

from postlint.context import NOTHING
from postlint.diagnostic import Severity
from postlint.errors import UserError
from postlint.names import suggestion
from postlint.registry import Need, Rule

ALL = "all"
"""The selector of every rule, those that are off by default included."""

TOO_LARGE = "file/too-large"
"""The rule that keeps all others from a file."""

BEYOND: Need = "beyond a bound"
"""What a post has whose body is not looked at; the rules that need it say so, and keep others from it."""

_OWN = "postlint"
"""The group of what is said of postlint itself, and of its comments."""

_OF_TEXT: frozenset[Need] = frozenset(
    (
        "conflict marks",
        "doubtful date",
        "fence faults",
        "front matter",
        "front matter faults",
        "link faults",
        "links",
        "no front matter",
        "odd brackets",
        "odd characters",
        "odd name",
        "odd schema",
        "schema violations",
        "suppressions",
        "unusual front matter",
    )
)
"""What simple text is asked without being rendered."""

RuleLevel: TypeAlias = Literal["off"] | Severity


class UnknownSelector(UserError):
    """A selector that names no rule and no group; the message names the nearest one."""


class RuleSetting(NamedTuple):
    """What the settings say of one rule or group: a level, or options, or both."""

    level: RuleLevel | None = None
    options: Mapping[str, Any] = NOTHING


class Choice(NamedTuple):
    """The words of a user about rules, in the order in which they count: later fields win.

    `select` replaces the default set when it is given; `extend_select` adds; `ignore` takes out;
    `rules` (the settings' table) sets levels and options of single rules and groups.
    """

    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    rules: Mapping[str, RuleSetting] = NOTHING


@dataclass(frozen=True)
class Selected:
    """One rule that runs; `severity` is set only where the user set it."""

    rule: Rule
    severity: Severity | None
    given: tuple[tuple[str, Any], ...] = ()

    @cached_property
    def arguments(self) -> tuple[Any, ...]:
        """What the rule's check takes after its subject: its options, if it has any."""
        options = built_options(self.rule, dict(self.given))
        return () if options is None else (options,)


@dataclass(frozen=True)
class Selection:
    """The rules that run on a post."""

    rules: tuple[Selected, ...]

    def _of(self, scope: str) -> tuple[Selected, ...]:
        return tuple(s for s in self.rules if s.rule.scope == scope)

    @cached_property
    def bounds(self) -> tuple[Selected, ...]:
        """Those that say of a file that it is not to be looked into."""
        return tuple(s for s in self._of("file") if s.rule.name == TOO_LARGE)

    @cached_property
    def file(self) -> tuple[Selected, ...]:
        """The others that look at a file."""
        return tuple(s for s in self._of("file") if s.rule.name != TOO_LARGE)

    @cached_property
    def post(self) -> tuple[tuple[Need, tuple[Selected, ...]], ...]:
        """Those that look at a post, by what they need; one with options of the user's runs always."""
        groups: dict[Need, list[Selected]] = {}
        for one in self._of("post"):
            if one.rule.needs == BEYOND:
                continue
            groups.setdefault("" if one.given else one.rule.needs, []).append(one)
        return tuple((need, tuple(members)) for need, members in groups.items())

    @cached_property
    def body_bounds(self) -> tuple[Selected, ...]:
        """Those that say of a body that it is not to be looked into."""
        return tuple(s for s in self._of("post") if s.rule.needs == BEYOND)

    @cached_property
    def needs(self) -> frozenset[Need]:
        """What posts must have for those that look at a post."""
        return frozenset(need for need, _ in self.post)

    @cached_property
    def is_of_text(self) -> bool:
        """Whether none of them makes simple text be rendered."""
        return self.needs <= _OF_TEXT

    @cached_property
    def site(self) -> tuple[Selected, ...]:
        """Those that look at a site."""
        return self._of("site")

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all of them."""
        return frozenset(s.rule.name for s in self.rules)

    @cached_property
    def of_posts(self) -> frozenset[str]:
        """The names of those that need one post, and neither the others nor the network."""
        return frozenset(
            s.rule.name
            for s in self.rules
            if s.rule.scope in ("file", "post") or (s.rule.scope == "run" and s.rule.group == _OWN)
        )

    @cached_property
    def of_sites(self) -> frozenset[str]:
        """The names of those that look at a site."""
        return frozenset(s.rule.name for s in self.site)


def matching(selector: str, rules: Mapping[str, Rule]) -> list[str]:
    """The names of the rules that a selector (a name, a group, or ``all``) stands for.

    A group leaves out a rule whose extra is not installed; its own name asks for it all the same.

    Raises `UnknownSelector`.
    """
    if selector == ALL:
        return [name for name in rules if _can_run(name)]
    if selector in rules:
        return [selector]
    members = [name for name, rule in rules.items() if rule.group == selector and _can_run(name)]
    if not members:
        known = [*rules, *{rule.group for rule in rules.values()}, ALL]
        near = suggestion(selector, known) or "; `postlint rule` lists them all"
        raise UnknownSelector(f"there is no rule or group `{selector}`{near}")
    return members


_EXTRAS = {"site/near-duplicate": "datasketch"}
"""Rules that need a package which only an extra brings."""


def _can_run(name: str) -> bool:
    if name not in _EXTRAS:
        return True
    from importlib.util import find_spec

    return find_spec(_EXTRAS[name]) is not None


def select(rules: Mapping[str, Rule], choices: Iterable[Choice]) -> Selection:
    """The selection that several choices make, the first weakest: defaults, then each in turn.

    Unknown names in `ignore` are passed over here: they are a finding, not a stop.
    Raises `UnknownSelector` for any other.
    """
    chosen = {name for name, rule in rules.items() if rule.default}
    levels: dict[str, Severity] = {}
    options: dict[str, dict[str, Any]] = {}
    for choice in choices:
        if choice.select is not None:
            chosen = {name for selector in choice.select for name in matching(selector, rules)}
        chosen |= {name for selector in choice.extend_select for name in matching(selector, rules)}
        # A group's line never undoes what a line of a single rule says, whatever their order.
        for selector, setting in sorted(choice.rules.items(), key=lambda item: "/" in item[0]):
            for name in matching(selector, rules):
                if setting.level == "off":
                    chosen.discard(name)
                elif setting.level is not None:
                    chosen.add(name)
                    levels[name] = setting.level
                options.setdefault(name, {}).update(setting.options)
        chosen -= {name for selector in choice.ignore for name in _known(selector, rules)}
    return Selection(
        tuple(
            Selected(rule, levels.get(name), tuple(options.get(name, {}).items()))
            for name, rule in rules.items()
            if name in chosen
        )
    )


def _known(selector: str, rules: Mapping[str, Rule]) -> list[str]:
    try:
        return matching(selector, rules)
    except UnknownSelector:
        return []


def built_options(rule: Rule, given: Mapping[str, Any]) -> Any:
    """The options of a rule, as its check takes them, from those that the settings give; None without any."""
    if rule.options is None:
        return None
    return rule.options(**{key.replace("-", "_"): value for key, value in given.items()})


def option_names(rule: Rule) -> dict[str, Any]:
    """The names of a rule's options, as settings spell them, with their defaults."""
    if rule.options is None:
        return {}
    return {
        f.name.replace("_", "-"): f.default_factory() if f.default_factory is not MISSING else f.default
        for f in fields(rule.options)
    }
