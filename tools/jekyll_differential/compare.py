"""What a real build made of a site, beside what postlint says of it: the differences, in words."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from postlint.context import Context
from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.generator import liquid_target, load_context, publish_in
from postlint.site.model import Site
from postlint.site.publication import Publication
from postlint.site.verdict import Verdict
from postlint.text import Source
from tools.jekyll_differential.sites import RandomSite

Record = Mapping[str, Any]


def differences(site: RandomSite, record: Record) -> Iterator[str]:
    """One line for each thing that postlint says otherwise."""
    now = datetime.fromtimestamp(record.get("time") or 0, UTC)
    model, made = expected(site, now)
    if "error" in record:
        yield from _stopped(made, record)
        return
    for path, publication in made.items():
        yield from _of_file(path, publication, record["sources"].get(path, []))
    yield from _anchors(model, site, record)
    yield from _tags(model, site, record)


def expected(site: RandomSite, now: datetime) -> tuple[Site, dict[str, Publication]]:
    """postlint's model of a site, and what it says of each of its files."""
    readers = {path: (lambda data=data: data) for path, data in site.files.items()}
    context = load_context(
        "jekyll",
        readers,
        now=now,
        yaml="psych",
        configurations=tuple(site.configs),
        listing=site.files.keys,
    )
    paths = [path for path in site.files if path.startswith(context.base)]
    posts = {path: _post(path, site.files[path], context) for path in paths}
    model = Site(context, [facts(p) for p in posts.values()], paths, site.files.get)
    base = len(context.base)
    return model, {path[base:]: publish_in(post, model) for path, post in posts.items()}


def _post(path: str, data: bytes, context: Context) -> Post:
    return Post(Source.decode(path, data), context)


def _stopped(made: Mapping[str, Publication], record: Record) -> Iterator[str]:
    if record["class"] in ("NoMethodError", "SystemExit") and any(one.breaks for one in made.values()):
        return
    messages = [one.breaks for one in made.values() if one.breaks]
    if not any(message in record["error"] or record["error"] in message for message in messages):
        what = f"{record['class']}: {record['error'][:300]!r}"
        yield f"the build stops ({record['phase']}): {what}; postlint: {messages}"


def written_of(items: Sequence[Record]) -> list[Record]:
    """What a build wrote of one source file: as part of a collection first, then as a page."""
    return [one for one in reversed(items) if one["written"]]


def _of_file(path: str, made: Publication, items: Sequence[Record]) -> Iterator[str]:
    if made.breaks:
        yield f"{path}: postlint says that the build stops: {made.breaks}"
        return
    made_of = written_of(items)
    # What is made twice of one file has no first.
    made_of.sort(key=lambda one: one.get("url") != made.url)
    record, *others = made_of or (None,)
    second = [(one["url"] if "kind" in one else None, one["file"]) for one in others]
    if second != [(made.second, made.second_file)] * (made.second_file is not None):
        yield f"{path}: second page {made.second} in {made.second_file}, Jekyll {second}"
    kind = record.get("kind") if record else None
    written = bool(record and record["written"])
    url = record["url"] if record and written and kind else None
    file = record["file"] if record and written else None
    if made.sure or made.url is None:
        if made.url != url:
            yield f"{path}: url {made.url} ({made.why}), Jekyll {url}"
        elif made.file != file:
            yield f"{path}: file {made.file}, Jekyll {file}"
    elif url is None:
        yield f"{path}: url {made.url} ({made.why}), Jekyll {url}"
    if record and written and kind == "document":
        yield from _of_document(path, made, record)


def _of_document(path: str, made: Publication, record: Record) -> Iterator[str]:
    date = made.date.strftime("%Y-%m-%dT%H:%M:%S%z") if made.date else None
    if made.sure and record["date"] and made.date and made.date.year > 1900 and date != record["date"]:
        yield f"{path}: date {date}, Jekyll {record['date']}"
    for name, ours in (("categories", made.categories), ("tags", made.tags)):
        theirs = [_ruby(item) for item in record[name] or ()]
        if made.sure and list(ours) != list(dict.fromkeys(theirs)):
            yield f"{path}: {name} {list(ours)}, Jekyll {theirs}"


def _ruby(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "[" + ", ".join(f'"{_ruby(item)}"' for item in value) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _anchors(model: Site, site: RandomSite, record: Record) -> Iterator[str]:
    for path, one in model.by_path.items():
        output = next((i.get("output") for i in written_of(record["sources"].get(path, []))), None)
        if b"redirect_to:" in site.files[one.path]:
            # The page holds the template of jekyll-redirect-from.
            continue
        if one.url is None or not output or not one.file or not one.file.endswith(".html"):
            continue
        ids = {html.unescape(i) for i in re.findall(r'<[a-zA-Z][^<>]*?\s(?:id|name)="([^"]*)"', output)}
        if one.open and not set(one.anchors) - ids:
            continue
        if ids != set(one.anchors):
            missing, extra = ids - set(one.anchors), set(one.anchors) - ids
            yield f"{path}: anchors: not known {sorted(missing)}, not there {sorted(extra)}"


def _tags(model: Site, site: RandomSite, record: Record) -> Iterator[str]:
    for tag, result in zip(site.tags, record["tags"], strict=True):
        ours = liquid_target(tag, model)
        if isinstance(ours, Verdict):
            if ours.state == "missing" and "error" not in result:
                yield f"{tag}: postlint {ours}, Jekyll {result['value']!r}"
        elif ours != result.get("value"):
            yield f"{tag}: postlint {ours!r}, Jekyll {result}"
