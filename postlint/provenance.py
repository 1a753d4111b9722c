"""Where each setting that is in force comes from: a line of a file, the command line, or nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from postlint import config
from postlint.front_matter import tree
from postlint.front_matter.tree import Node
from postlint.project import Project
from postlint.registry import Rule
from postlint.schema.choose import BY_GENERATOR
from postlint.selection import Choice, built_options, matching
from postlint.settings import Settings
from postlint.text import Source, Span

DEFAULT = "default"
_COMMAND_LINE = "--config"

Places: TypeAlias = Mapping[tuple[str, ...], str]
"""The place of each key that was set, by its way from the top: ``("rules", "html/duplicate-id")``."""


class Value(NamedTuple):
    """A setting in force, and the place that it comes from."""

    value: Any
    place: str


def in_force(project: Project, post: Path) -> dict[str, Value]:
    """All settings that hold for a post; raises `ConfigError`."""
    settings = project.settings(post.parent)
    context = project.setup(post).context
    at = places(project, settings)
    site = project.site_root(post.parent)
    found = f"found in {project.name(site) or '.'}" if site else "no generator's configuration found"
    own = {name: _nearest(at, name, project.matching_overrides(post)) for name in ("html", "schema")}
    zone = f"the configuration {found}" if "timezone" in context.config else DEFAULT
    values: dict[str, Value] = {
        "project": Value(str(project.root), "the nearest folder with settings, a configuration or .git"),
        "generator": Value(context.generator, at.get(("generator",), found)),
        "timezone": Value(str(context.timezone), zone),
        "html": Value(context.html, own["html"]),
        "schema": Value(
            _named(context.schema, settings) or BY_GENERATOR[context.generator],
            own["schema"].replace(DEFAULT, "by generator"),
        ),
    }
    plain: dict[str, Any] = {
        "select": settings.choice.select,
        "extend-select": settings.choice.extend_select,
        "ignore": settings.choice.ignore,
        "schemas": settings.schemas,
        "exclude": settings.exclude,
        "fail-on": settings.fail_on,
        "time-limit": settings.time_limit,
        "bounds": {name.replace("_", "-"): value for name, value in settings.bounds._asdict().items()},
        "jekyll": settings.jekyll,
        "online": settings.online,
        "patterns": tuple(settings.own_rules),
        "overrides": tuple(", ".join(settings.overrides[i].files) for i in project.matching_overrides(post)),
        "require-reason": any("unexplained" in name for name in settings.choice.extend_select),
    }
    for name, value in plain.items():
        values |= dict(_entries(at, name, value))
    return dict(sorted(values.items(), key=lambda item: item[0] != "project"))


def _entries(at: Places, name: str, value: Any) -> Iterator[tuple[str, Value]]:
    """A setting; a table's keys one by one, since each may come from elsewhere."""
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield f"{name}.{key}", Value(inner, at.get((name, key), at.get((name,), DEFAULT)))
    else:
        plain = list(value) if isinstance(value, tuple) else value
        yield name, Value(plain, at.get((name,), DEFAULT))


def _named(schema: str | None, settings: Settings) -> str | None:
    """A schema's name; that of its file where the context holds its text."""
    if schema is None or not schema.lstrip().startswith("{"):
        return schema
    own = [settings.schema, *(override.schema for override in settings.overrides)]
    return next((name for name in own if name), schema)


def _nearest(at: Places, key: str, overrides: tuple[int, ...]) -> str:
    ways = [*(("overrides", str(i), key) for i in reversed(overrides)), (key,)]
    return next((at[way] for way in ways if way in at), DEFAULT)


def rules_in_force(project: Project, post: Path) -> dict[str, Value]:
    """For each rule its severity, or ``off``, or a table of that and its options, and where that was said."""
    settings = project.settings(post.parent)
    known = {**project.rules, **settings.own_rules}
    running = {one.rule.name: one for one in project.setup(post).selection.rules}
    said = _said(project, settings, post, known)
    found = {}
    for name, rule in known.items():
        one = running.get(name)
        level = (one.severity or rule.severity).value if one else "off"
        options = dict(one.given) if one else {}
        built_options(rule, options)
        found[name] = Value({"severity": level, **options} if options else level, said.get(name, DEFAULT))
    return found


def _said(project: Project, settings: Settings, post: Path, known: Mapping[str, Rule]) -> dict[str, str]:
    """The place of the last word on each rule."""
    at = places(project, settings)
    choices: list[tuple[tuple[str, ...], Choice]] = [((), settings.choice)]
    choices += [
        (("overrides", str(i)), settings.overrides[i].choice) for i in project.matching_overrides(post)
    ]
    said: dict[str, str] = {}
    for way, choice in choices:
        if choice.select is not None:
            said = dict.fromkeys(known, at.get((*way, "select"), DEFAULT))
        for key, selectors in (("extend-select", choice.extend_select), ("ignore", choice.ignore)):
            place = at.get((*way, key)) or at.get((*way, "require-reason"), DEFAULT)
            said |= {name: place for selector in selectors for name in _meant(selector, known)}
            if key == "extend-select":
                for selector in sorted(choice.rules, key=lambda name: "/" in name):
                    named = at.get((*way, "rules", selector), DEFAULT)
                    said |= dict.fromkeys(_meant(selector, known), named)
    return said


def _meant(selector: str, known: Mapping[str, Rule]) -> list[str]:
    try:
        return matching(selector, known)
    except ValueError:
        return []


def places(project: Project, settings: Settings) -> Places:
    """Where each key was set: the line of the settings file, or the command line, which wins."""
    found: dict[tuple[str, ...], str] = {}
    source = settings.source
    if source is not None:
        name = project.name(settings.folder / source.path)
        node = config.table(source)
        if node is not None:
            found |= dict(_walk(node, (), lambda span: f"{name}:{source.position(span.start).line}"))
    for key, value in project.request.inline.items():
        line: Source = config.inline_source(key, value)
        found |= dict(_walk(config.parse(line), (), lambda _span: _COMMAND_LINE))
    return found


def _walk(
    node: Node, way: tuple[str, ...], place: Callable[[Span], str]
) -> Iterator[tuple[tuple[str, ...], str]]:
    inner = tree.resolved(node)
    if isinstance(inner, tree.Mapping):
        for key, value in inner.entries:
            yield (*way, key.text), place(key.span)
            yield from _walk(value, (*way, key.text), place)
    elif isinstance(inner, tree.Sequence):
        for index, item in enumerate(inner.items):
            yield from _walk(item, (*way, str(index)), place)
