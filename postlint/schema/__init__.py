"""JSON Schema for front matter: jsonschema-rs proves it, jsonschema explains what it could not prove.

`violations` is what rules ask: every fault of a post's front matter against its schema, at its key or
value, in plain words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as MappingABC
from typing import Any

from postlint.diagnostic import Severity
from postlint.front_matter import FrontMatter
from postlint.front_matter.data import TooMany, plain
from postlint.front_matter.tree import Mapping
from postlint.post import Post
from postlint.schema.choose import Choice, choose
from postlint.schema.near import near_miss
from postlint.schema.source import SHIPPED, Schema, SchemaError, SchemaFault, load, shipped_name, shipped_text
from postlint.schema.violation import Kind, Violation
from postlint.schema.vocabulary import value_files, with_values
from postlint.text import Span

__all__ = [
    "SHIPPED",
    "Choice",
    "Kind",
    "Schema",
    "SchemaError",
    "SchemaFault",
    "Violation",
    "choose",
    "chosen",
    "infer",
    "load",
    "mistakes",
    "needs_zone",
    "post_violations",
    "shipped_name",
    "shipped_text",
    "value_files",
    "violations",
    "with_values",
]


def chosen(post: Post) -> Schema | None:
    """The schema of a post, or None where the one that was asked for cannot be used."""
    try:
        return load(post.once(choose).given)
    except SchemaError:
        return None


def post_violations(post: Post) -> tuple[Violation, ...]:
    """Every violation of a post's schema; ask for it by ``post.once(post_violations)``.

    Keys that the site's `defaults` give (Jekyll) are not missing. In front matter that does not parse
    no key is missing either, but those that could be read are checked. A number or a truth value
    where a text is meant is the matter of rules of its own (``front-matter/number-for-text``).
    """
    front_matter = post.front_matter
    schema = post.once(chosen)
    if front_matter is None or schema is None:
        return ()
    if front_matter.broken:
        front_matter = _readable(front_matter)
    elif _has_all(front_matter.data, schema) and schema.is_proved(front_matter.data):
        return ()
    found = violations(
        front_matter, schema, lower=post.context.generator == "hugo", given=given_by_site(post)
    )
    if not found:
        return ()
    texts = {text.value.span for text in front_matter.texts if not isinstance(text.value.value, str)}
    return tuple(v for v in found if v.kind != "type" or v.span not in texts)


def _readable(front_matter: FrontMatter) -> FrontMatter:
    """What could be read of a broken block, as a block that parses."""
    root = Mapping(front_matter.content, front_matter.partial)
    try:
        data = plain(root)
    except TooMany:
        data = {}
    return front_matter.of(root, data if isinstance(data, dict) else {})


def violations(
    front_matter: FrontMatter, schema: Schema, *, lower: bool = False, given: frozenset[str] = frozenset()
) -> tuple[Violation, ...]:
    """Every violation of a schema by front matter, in the order of the text.

    `lower`: names of keys are the same in upper and lower case, as in Hugo. `given`: keys that are not
    missing where the text lacks them.
    """
    data = front_matter.data
    if lower:
        known = {name.lower(): name for name in schema.known}
        data = {known.get(key.lower(), key): value for key, value in data.items()}
    proved = schema.is_proved(data)
    if proved and not front_matter.broken and _has_all(data, schema):
        return ()
    found = list(_near_misses(data, front_matter, schema))
    if not proved:
        from postlint.schema.explain import explain

        found += explain(schema, front_matter, data)
    if not front_matter.broken:
        # A key that is there under a misspelt name is not missing too.
        misspelt = {near for v in found if v.fix and v.kind == "unknown" for _, near in v.fix.edits}
        found += _missing({**data, **dict.fromkeys(misspelt | given)}, front_matter, schema)
    return _merged(found) if found else ()


def _has_all(data: MappingABC[str, Any], schema: Schema) -> bool:
    """Whether all keys that must be there are, and none that the schema does not know."""
    return schema.known.keys() >= data.keys() >= schema.needed


def _missing(data: MappingABC[str, Any], front_matter: FrontMatter, schema: Schema) -> Iterator[Violation]:
    for name in schema.required:
        if name not in data:
            help_text = schema.setting(name, "description")
            message = f"the key `{name}` is missing"
            severity = schema.severity(name)
            yield Violation("missing", front_matter.opening, message, help_text, severity, None, (name,))


def _near_misses(
    data: MappingABC[str, Any], front_matter: FrontMatter, schema: Schema
) -> Iterator[Violation]:
    """Keys that the schema lets pass, but that look like one of its own that is not there."""
    if schema.document.get("additionalProperties") is False:
        return
    for name in data:
        if name not in schema.known:
            near = near_miss(name, tuple(schema.known))
            if near is not None and near not in data:
                from postlint.schema.explain import rename

                span = front_matter.place((name,), key=True)
                message = f"unknown key `{name}`; the post has no `{near}`"
                help_text = f"did you mean `{near}`?"
                yield Violation(
                    "unknown", span, message, help_text, Severity.WARNING, rename(span, near), (name,)
                )


def _merged(found: list[Violation]) -> tuple[Violation, ...]:
    """One violation for each place: of several the gravest, a wrong type before what follows from it.

    The keys that are missing at one place are named together.
    """
    kept: dict[tuple[Span, Severity | None], list[Violation]] = {}
    for violation in sorted(found, key=_weight):
        severity = violation.severity if violation.kind == "missing" else None
        kept.setdefault((violation.span, severity), []).append(violation)
    merged = (_together(same) for same in kept.values())
    return tuple(sorted(merged, key=lambda violation: violation.span))


def _together(same: list[Violation]) -> Violation:
    first = same[0]
    names = [f"`{v.path[-1]}`" for v in same if v.kind == "missing"]
    if first.kind != "missing" or len(names) < 2:
        return first
    message = f"the keys {', '.join(names[:-1])} and {names[-1]} are missing"
    return first._replace(message=message, help=None)


_ORDER: MappingABC[Kind, int] = {"missing": 0, "type": 1, "value": 2, "format": 3, "unknown": 4, "other": 5}


def _weight(violation: Violation) -> tuple[int, int]:
    severity = violation.severity or Severity.ERROR
    return (-severity.rank, _ORDER[violation.kind])


def given_by_site(post: Post) -> frozenset[str]:
    """The keys that Jekyll's `defaults` give the post: those of every scope that holds it."""
    defaults = post.context.config.get("defaults")
    names: set[str] = set()
    for default in defaults if isinstance(defaults, list) else ():
        if isinstance(default, MappingABC) and _in_scope(post, default.get("scope")):
            values = default.get("values")
            names |= set(values) if isinstance(values, MappingABC) else set()
    return frozenset(names)


def _in_scope(post: Post, scope: Any) -> bool:
    if not isinstance(scope, MappingABC):
        return False
    path = str(scope.get("path") or "").strip("/")
    kind = scope.get("type")
    inside = not path or f"/{post.site_path}".startswith((f"/{path}/", f"/{path}")) or "*" in path
    return inside and kind in (None, "", "posts" if "_drafts/" not in post.site_path else "drafts")


def infer(posts: Iterable[MappingABC[str, Any]], title: str = "Posts") -> dict[str, Any]:
    """A schema drafted from the front matter (`FrontMatter.data`) of posts: see `postlint.schema.draft`."""
    from postlint.schema.draft import infer as drafted

    return drafted(posts, title)


def mistakes(text: str) -> tuple[SchemaFault, ...]:
    """What is wrong with a schema's text, each at its place; empty when `load` takes it."""
    from postlint.schema.check import mistakes as found

    return found(text)


def needs_zone(post: Post, key: str) -> bool:
    """Whether the post's schema asks for a zone in a date (``x-postlint-zone``)."""
    schema = post.once(chosen)
    return schema is not None and schema.setting(key, "x-postlint-zone") is True
