"""Reading settings: `[tool.postlint]` in pyproject.toml, or postlint.toml; and their JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from postlint.context import TIME_LIMIT, Bounds, Generator, HtmlProfile, WidgetChoice
from postlint.diagnostic import Severity
from postlint.front_matter import toml, tree
from postlint.front_matter.tree import Node
from postlint.names import suggestion
from postlint.registry import Rule
from postlint.selection import Choice, RuleSetting, built_options, option_names
from postlint.settings import BOUNDS, FAIL_ON, ConfigError, Override, Settings
from postlint.shapes import Flag, ListOf, MapOf, OneOf, Shape, ShapeError, Special, Table, Text, Whole
from postlint.text import Source, Span

UNEXPLAINED = ("postlint/unexplained-suppression",)
LEVELS = ("off", *(severity.value for severity in Severity))


def shape(rules: Mapping[str, Rule]) -> Table:
    """The shape of all settings, given the rules that exist."""
    common: dict[str, Shape] = {
        "select": ListOf(_selector(rules), "The rules and groups that run, instead of the default set."),
        "extend-select": ListOf(_selector(rules), "Rules and groups that run in addition."),
        "ignore": ListOf(Text(), "Rules and groups that do not run."),
        "rules": _rules(rules),
        "require-reason": Flag("Whether a suppression must say why."),
        "html": OneOf(get_args(HtmlProfile), "How findings about HTML are weighed."),
        "schema": Text("The JSON Schema of front matter: a shipped one's name, or a file."),
    }
    return Table(
        {
            **common,
            "generator": OneOf(get_args(Generator), "The site's generator, where it is not found by itself."),
            "schemas": MapOf(Text(), "JSON Schemas by glob of the posts that they are for."),
            "patterns": Special(read_patterns, patterns_schema, "Checks of this site's own."),
            "exclude": ListOf(Text(), "Globs of paths that are not linted, as in .gitignore."),
            "fail-on": OneOf(FAIL_ON, "The least severity that makes the exit code 1."),
            "time-limit": Whole(1, 3600, "Seconds that one post may take; 60 by default."),
            "bounds": BOUNDS,
            "jekyll": Table(
                {
                    "yaml": OneOf(
                        ("safe_yaml", "psych"),
                        "Who resolves YAML: SafeYAML (upstream Jekyll) or Psych (Debian's package).",
                    ),
                    "config": Text(
                        "The configuration files of a build, as in Jekyll's own `--config`:"
                        " `_config.yml,_config.production.yml`."
                    ),
                    "version": Text("Jekyll's version, such as `3.10`, where Gemfile.lock does not tell."),
                },
                "How this site runs Jekyll.",
            ),
            "online": Table(
                {
                    "timeout": Whole(1, 600, "Seconds that one request may take; 15 by default."),
                    "retries": Whole(0, 10, "How often what may pass is asked again; 2 by default."),
                    "concurrency": Whole(1, 1000, "How many requests are made at once; 100 by default."),
                    "per-host": Whole(
                        1,
                        100,
                        "How many of them to one host; 6 by default, more for a host with many links.",
                    ),
                    "fragments": Flag("Whether the pages of links with a fragment are read for its anchor."),
                    "patterns": Special(read_patterns, patterns_schema, "Checks of this site's own."),
                    "exclude": ListOf(Text(), "Addresses that are not asked, with `*` and `?`."),
                },
                "How `--online` asks for external links.",
            ),
            "widgets": Special(_widgets, _widgets_schema, "What the site says of quote widgets."),
            "overrides": ListOf(
                Table({"files": ListOf(Text(), "Globs of the posts."), **common}, required=("files",)),
                "Settings for some of the posts; of several that match, later ones win.",
            ),
        }
    )


def _widgets(node: Node) -> WidgetChoice:
    values = _WIDGETS.read(node)
    forms = values.get("forms", {})
    _check_providers(_at(node, "allow"), {form["provider"] for form in forms.values()})
    return WidgetChoice(values.get("allow", ()), forms)


def _check_providers(allow: Node | None, own: set[str]) -> None:
    from postlint.widgets.catalogue import providers

    for item in allow.items if isinstance(allow, tree.Sequence) else ():
        name = Text().read(item)
        known = sorted(own | providers())
        if name not in known:
            near = suggestion(name, known) or f"; there are {', '.join(known)}"
            raise ShapeError(item.span, f"there is no provider `{name}`{near}")


def _widget_form(node: Node) -> Any:
    from postlint.widgets.own import problem

    form = tree_data(node)
    said = problem(form)
    if said:
        raise ShapeError(node.span, f"the form {said}")
    return form


_WIDGETS = Table(
    {
        "allow": ListOf(Text(), "The providers whose widgets the site wants."),
        "forms": MapOf(
            Special(_widget_form, lambda: {"$ref": "#/$defs/own-form"}),
            "The site's own widgets by name: forms as in the catalogue, each with its `provider`.",
        ),
    }
)


def _widgets_schema() -> dict[str, Any]:
    return _WIDGETS.schema()


def _selector(rules: Mapping[str, Rule]) -> Special:
    def read(node: Node) -> str:
        name = Text().read(node)
        _check_selector(name, rules, node.span)
        return name

    return Special(read, lambda: {"type": "string"})


def _check_selector(name: str, rules: Mapping[str, Rule], span: Span) -> None:
    from postlint.selection import UnknownSelector, matching

    try:
        matching(name, rules)
    except UnknownSelector as error:
        raise ShapeError(span, str(error)) from None


def _rules(rules: Mapping[str, Rule]) -> Special:
    def read(node: Node) -> dict[str, RuleSetting]:
        node = tree.resolved(node)
        if not isinstance(node, tree.Mapping):
            raise ShapeError(node.span, "expected a table")
        settings = {}
        for key, value in node.entries:
            _check_selector(key.text, rules, key.span)
            settings[key.text] = _rule(rules.get(key.text), key.text, tree.resolved(value))
        return settings

    def json() -> dict[str, Any]:
        level = {"$ref": "#/$defs/level"}
        groups = {rule.group: level for rule in rules.values()}
        own = {name: level if rule.options is None else _rule_schema(rule) for name, rule in rules.items()}
        return {"type": "object", "additionalProperties": False, "properties": {**groups, **own}}

    return Special(read, json, "Severities and options of single rules and groups.")


def _rule(rule: Rule | None, name: str, node: tree.Scalar | tree.Sequence | tree.Mapping) -> RuleSetting:
    if not isinstance(node, tree.Mapping):
        return RuleSetting(_level(OneOf(LEVELS).read(node)))
    known = option_names(rule) if rule else {}
    level = None
    options = {}
    for key, value in node.entries:
        if key.text == "severity":
            level = _level(OneOf(LEVELS).read(value))
        elif key.text in known:
            options[key.text] = _shape_of(known[key.text]).read(value)
        else:
            near = suggestion(key.text, [*known, "severity"]) or _known_options(known)
            raise ShapeError(key.span, f"the rule `{name}` has no option `{key.text}`{near}")
    if rule is not None and rule.options is not None:
        problem = getattr(built_options(rule, options), "problem", None)
        said = problem() if problem else None
        if said:
            raise ShapeError(node.span, said)
    return RuleSetting(level, options)


def _known_options(known: Mapping[str, Any]) -> str:
    return f"; it has {', '.join(f'`{name}`' for name in known)}" if known else "; it has none"


def _level(name: str) -> Any:
    return name if name == "off" else Severity(name)


def _shape_of(default: Any) -> Shape:
    """The shape of an option, by its default value."""
    if isinstance(default, bool):
        return Flag()
    if isinstance(default, int):
        return Special(_integer, lambda: {"type": "integer"})
    if isinstance(default, tuple):
        return ListOf(Special(tree_data) if default and not isinstance(default[0], str) else Text())
    if isinstance(default, Mapping):
        return Special(tree_data, lambda: {"type": "object"})
    return Text()


def _integer(node: Node) -> int:
    node = tree.resolved(node)
    if isinstance(node, tree.Scalar) and type(node.value) is int:
        return node.value
    raise ShapeError(node.span, "expected a whole number")


def tree_data(node: Node) -> Any:
    """A value tree as plain data, whatever its shape."""
    node = tree.resolved(node)
    if isinstance(node, tree.Mapping):
        return {entry.key.text: tree_data(entry.value) for entry in node.entries}
    if isinstance(node, tree.Sequence):
        return [tree_data(item) for item in node.items]
    return node.value


def _rule_schema(rule: Rule) -> dict[str, Any]:
    options = {name: _shape_of(default).schema() for name, default in option_names(rule).items()}
    table = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"severity": {"$ref": "#/$defs/level"}, **options},
    }
    return {"anyOf": [{"$ref": "#/$defs/level"}, table]}


def json_schema(rules: Mapping[str, Rule]) -> dict[str, Any]:
    """The JSON Schema (2020-12) of postlint.toml, and of `[tool.postlint]`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "postlint settings",
        "$defs": {"level": {"enum": list(LEVELS)}},
        **shape(rules).schema(),
    }


def load(path: Path, data: bytes, rules: Mapping[str, Rule], inline: Mapping[str, str]) -> Settings:
    """The settings in a file with these bytes, with those given as KEY=VALUE over them.

    Raises `ConfigError`. A pyproject.toml without a
    table for postlint gives settings without a source.
    """
    source = Source.decode(path.name, data)
    if source.undecodable is not None:
        raise ConfigError(source, source.undecodable, "the file is not UTF-8")
    node = table(source)
    if node is None:
        return from_inline(path.parent, rules, inline)
    known = {**rules, **_own(source, node)}
    values = _over(_inline_values(known, inline), _read(source, node, known))
    unknown = tuple(_unknown_ignores(node, known))
    return _settings(path.parent, values, source, unknown)


def table(source: Source) -> Node | None:
    """The settings in the text of a file, None where a pyproject.toml has none; raises `ConfigError`."""
    root = parse(source)
    return _at(_at(root, "tool"), "postlint") if source.path == "pyproject.toml" else root


def from_inline(folder: Path, rules: Mapping[str, Rule], inline: Mapping[str, str]) -> Settings:
    """The default settings, with those given as KEY=VALUE over them; raises `ConfigError`."""
    return _settings(folder, _inline_values(rules, inline))


def _inline_values(rules: Mapping[str, Rule], inline: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, value in inline.items():
        line = inline_source(key, value)
        values = _over(_read(line, parse(line), rules), values)
    return values


def inline_source(key: str, value: str) -> Source:
    """A setting of the command line, as TOML."""
    # A value that is no TOML is a string whose quotes the shell has eaten.
    line = Source.decode("--config", f"{key} = {value}".encode())
    if toml.compose(line.text, 0, len(line.text)).error is None:
        return line
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return Source.decode("--config", f'{key} = "{quoted}"'.encode())


def _over(values: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    """Values over others: a table key by key, so that one key of it leaves the others as they are."""
    merged = dict(others)
    for key, value in values.items():
        both = isinstance(value, Mapping) and isinstance(merged.get(key), Mapping)
        merged[key] = {**merged[key], **value} if both else value
    return merged


def parse(source: Source) -> tree.Mapping:
    """The values of a TOML file; raises `ConfigError`."""
    root, error = toml.compose(source.text, 0, len(source.text))
    if error is not None:
        end = len(source.text)
        place = Span(min(error.at, end), min(error.at + 1, end))
        raise ConfigError(source, place, f"this is not TOML: {error.problem.lower()}")
    assert root is not None
    return root


def _read(source: Source, node: Node, rules: Mapping[str, Rule]) -> dict[str, Any]:
    # What is read may come from anywhere, and must not choose what runs.
    for entry in getattr(node, "entries", ()):
        if entry.key.text in ("plugin", "plugins"):
            message = "a plugin is code: only the command line (`--plugin`) and POSTLINT_PLUGINS name it"
            raise ConfigError(source, entry.key.span, message)
    try:
        return shape(rules).read(node)
    except ShapeError as error:
        raise ConfigError(source, error.span, error.message) from None


def _own(source: Source, node: Node) -> dict[str, Rule]:
    """The rules that the settings define, which may be named in the rest of them."""
    patterns = _at(tree.resolved(node), "patterns")
    try:
        return {rule.name: rule for rule in read_patterns(patterns)} if patterns is not None else {}
    except ShapeError as error:
        raise ConfigError(source, error.span, error.message) from None


def read_patterns(node: Node) -> tuple[Rule, ...]:
    """The rules that patterns make; raises `ShapeError`."""
    from postlint.patterns import reading

    return reading.rules(node)


def patterns_schema() -> dict[str, Any]:
    """The JSON Schema of patterns."""
    from postlint.patterns import reading

    return {"type": "array", "items": reading.TABLE.schema()}


def _at(node: Node | None, name: str) -> Node | None:
    entry = node.entry(name) if isinstance(node, tree.Mapping) else None
    return entry.value if entry else None


def _settings(
    folder: Path,
    values: Mapping[str, Any],
    source: Source | None = None,
    unknown_ignores: tuple[tuple[str, Span], ...] = (),
) -> Settings:
    return Settings(
        folder=folder,
        source=source,
        generator=values.get("generator"),
        html=values.get("html", "renders"),
        schema=values.get("schema"),
        schemas=values.get("schemas", {}),
        jekyll=values.get("jekyll", {}),
        online=values.get("online", {}),
        widgets=values.get("widgets", WidgetChoice()),
        exclude=values.get("exclude", ()),
        fail_on=values.get("fail-on", "warning"),
        time_limit=values.get("time-limit", TIME_LIMIT),
        bounds=Bounds(**{key.replace("-", "_"): most for key, most in values.get("bounds", {}).items()}),
        choice=_choice(values),
        overrides=tuple(
            Override(o["files"], _choice(o), cast(HtmlProfile | None, o.get("html")), o.get("schema"))
            for o in values.get("overrides", ())
        ),
        own_rules={rule.name: rule for rule in values.get("patterns", ())},
        unknown_ignores=unknown_ignores,
        given=frozenset(values),
    )


def _choice(values: Mapping[str, Any]) -> Choice:
    required = values.get("require-reason")
    return Choice(
        values.get("select"),
        (*values.get("extend-select", ()), *(UNEXPLAINED if required else ())),
        (*values.get("ignore", ()), *(UNEXPLAINED if required is False else ())),
        values.get("rules", {}),
    )


def _unknown_ignores(node: Node, rules: Mapping[str, Rule]) -> list[tuple[str, Span]]:
    overrides = _at(node, "overrides")
    tables = [node, *(overrides.items if isinstance(overrides, tree.Sequence) else ())]
    unknown = []
    for table in tables:
        ignore = _at(table, "ignore")
        for item in ignore.items if isinstance(ignore, tree.Sequence) else ():
            try:
                _check_selector(Text().read(item), rules, item.span)
            except ShapeError as error:
                unknown.append((error.message, error.span))
    return unknown
