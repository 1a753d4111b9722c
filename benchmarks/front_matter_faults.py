"""``python -m benchmarks.front_matter_faults``: one planted fault a post, and who finds it where.

Forty posts, each with one fault of schema or syntax, go through postlint, check-jsonschema and
remark-lint-frontmatter-schema with the same JSON Schema (draft 7, the
last that all three read). Counted are the posts that a tool finds fault
with, those in which its message names the key, and those in which its line, and its line and column,
are the culprit's. check-jsonschema reads no Markdown, so that it is given the front matter alone, on the
same lines. A peer that is not installed is left out.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import click

MARK = "‸"
"""Stands before a culprit in the texts below; several marks are several places that would be right."""

BASE = {
    "layout": "layout: post",
    "title": 'title: "一个标题"',
    "date": 'date: "2021-12-29T10:14:10+08:00"',
    "categories": "categories: [news]",
    "tags": "tags: [steel, trade]",
    "rating": "rating: 3",
    "source": 'source:\n  name: "Example"\n  url: "https://example.com/a"',
    "kind": "kind: article",
}
PERSON = {
    "type": "object",
    "properties": {"name": {"type": "string"}},
    "required": ["name"],
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "definitions": {"person": PERSON},
    "type": "object",
    "required": ["layout", "title", "date"],
    "additionalProperties": False,
    "properties": {
        "layout": {"type": "string", "enum": ["post", "video"]},
        "title": {"type": "string", "minLength": 1, "maxLength": 40},
        "date": {"type": "string", "format": "date-time"},
        "categories": {"type": "array", "items": {"type": "string"}},
        "tags": {
            "type": "array",
            "items": {"type": "string", "enum": ["steel", "trade", "coal", "rail"]},
            "minItems": 1,
            "maxItems": 3,
            "uniqueItems": True,
        },
        "rating": {"type": "integer", "minimum": 1, "maximum": 5},
        "source": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "url": {"type": "string", "format": "uri"}},
            "required": ["name"],
            "additionalProperties": False,
        },
        "kind": {"const": "article"},
        "slug": {"type": "string", "pattern": "^[a-z-]+$"},
        "email": {"type": "string", "format": "email"},
        "order": {"type": "integer", "multipleOf": 10},
        "author": {"oneOf": [{"type": "string"}, PERSON]},
        "editor": {"$ref": "#/definitions/person"},
        "summary": {"type": "string", "not": {"const": "TODO"}},
        "image": {"type": "string"},
        "image_alt": {"type": "string"},
        "video": {"type": "string"},
        "extra": {"type": "object", "propertyNames": {"pattern": "^[a-z]+$"}},
    },
    "dependencies": {"image_alt": ["image"]},
    "if": {"properties": {"layout": {"const": "video"}}, "required": ["layout"]},
    "then": {"required": ["video"]},
}

MISSING = f"{MARK}---"
FAULTS: dict[str, tuple[str, dict[str, str]]] = {
    "type": ("layout", {"layout": "layout: ‸[post]"}),
    "enum": ("layout", {"layout": "layout: ‸pots"}),
    "const": ("kind", {"kind": "kind: ‸note"}),
    "minLength": ("title", {"title": 'title: ‸""'}),
    "maxLength": ("title", {"title": f"title: ‸{'很长的' * 20}"}),
    "pattern": ("slug", {"slug": 'slug: ‸"Not A Slug"'}),
    "format date-time": ("date", {"date": 'date: ‸"2021-12-29"'}),
    "format date-time, impossible": ("date", {"date": 'date: ‸"2021-02-30T10:14:10+08:00"'}),
    "format uri": ("url", {"source": 'source:\n  name: "Example"\n  url: ‸"不是 网址"'}),
    "format email": ("email", {"email": "email: ‸nobody"}),
    "minimum": ("rating", {"rating": "rating: ‸0"}),
    "maximum": ("rating", {"rating": "rating: ‸9"}),
    "multipleOf": ("order", {"order": "order: ‸15"}),
    "required": ("title", {"": MISSING, "title": ""}),
    "required, nested": ("name", {"source": '‸source:\n  ‸url: "https://example.com/a"'}),
    "additionalProperties": ("autor", {"autor": "‸autor: 新华社"}),
    "additionalProperties, nested": ("nmae", {"source": 'source:\n  name: "Example"\n  ‸nmae: "E"'}),
    "minItems": ("tags", {"tags": "tags: ‸[]"}),
    "maxItems": ("tags", {"tags": "tags: ‸[steel, trade, coal, rail]"}),
    "uniqueItems": ("tags", {"tags": "tags: ‸[steel, ‸steel]"}),
    "items, type": ("tags", {"tags": "tags: [steel, ‸7]"}),
    "items, enum": ("tags", {"tags": "tags:\n  - steel\n  - ‸trdae"}),
    "oneOf": ("author", {"author": "author: ‸7"}),
    "oneOf, a branch": ("author", {"author": "author: ‸{name: ‸7}"}),
    "not": ("summary", {"summary": "summary: ‸TODO"}),
    "if, then": ("video", {"": MISSING, "layout": "layout: ‸video"}),
    "dependencies": ("image", {"": MISSING, "image_alt": "‸image_alt: ‸一张图"}),
    "$ref": ("name", {"editor": "editor: {name: ‸7}"}),
    "propertyNames": ("Bad Key", {"extra": "extra: {‸Bad Key: 1}"}),
    "a quote in a quoted text": ("title", {"title": 'title: "他说‸"你好"了"'}),
    "a colon in plain text": ("title", {"title": "title: 公告‸: 拟收购"}),
    "a leading asterisk": ("title", {"title": "title: ‸*ST海润"}),
    "a leading at sign": ("title", {"title": "title: ‸@大家"}),
    "a tab": ("source", {"source": 'source:\n‸\tname: "Example"'}),
    "a quote that never closes": ("title", {"title": 'title: ‸"他说'}),
    "a bracket that never closes": ("tags", {"tags": "tags: ‸[steel, trade"}),
    "text after a bracket": ("title", {"title": "title: [早报] ‸新闻"}),
    "no space after the colon": ("title", {"title": 'title‸:"一个标题"'}),
    "a key that stands twice": ("title", {"again": '‸title: "另一个标题"'}),
    "an unknown escape": ("title", {"title": 'title: "C:‸\\Users"'}),
}
"""The fault's name; the key that a message should name; what stands in the place of the base's lines."""


class Fault(NamedTuple):
    """A post with one fault, and the lines and columns (from 1) at which it would be right to see it."""

    name: str
    key: str
    block: str
    places: frozenset[tuple[int, int]]


class Report(NamedTuple):
    """One message of a tool; line and column are None where it gives none."""

    line: int | None
    column: int | None
    text: str


def faults() -> Iterator[Fault]:
    """The posts, each as its front matter from the opening fence to the last line before the closing one."""
    for name, (key, changes) in FAULTS.items():
        lines = {"": "---", **BASE, **changes}
        marked = "\n".join(line for line in lines.values() if line) + "\n"
        places = set()
        plain = ""
        for piece in marked.split(MARK):
            if plain or marked.startswith(MARK):
                places.add((plain.count("\n") + 1, len(plain) - plain.rfind("\n")))
            plain += piece
        if not marked.startswith(MARK):
            places.discard((1, 1))
        yield Fault(name, key, plain, frozenset(places))


Tool = Callable[[Path, Fault], list[Report]]


def postlint(folder: Path, fault: Fault) -> list[Report]:
    command = [sys.executable, "-m", "postlint", "check", "--isolated", "--config", "schema=schema.json"]
    command += ["--select", "front-matter,date", "--output-format", "jsonl", f"{stem(fault)}.md"]
    output = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
    records = [json.loads(line) for line in output.split("\n") if line]
    return [Report(r["start"]["line"], r["start"]["column"], r["message"]) for r in records]


def check_jsonschema(program: Path) -> Tool:
    def run(folder: Path, fault: Fault) -> list[Report]:
        command = [str(program), "--schemafile", "schema.json", "--output-format", "json"]
        command.append(f"{stem(fault)}.yaml")
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        result = json.loads(done.stdout)
        reports = [Report(None, None, f"{e['path']}: {e['message']}") for e in result.get("errors", ())]
        if result.get("parse_errors"):
            # Only its verbose text tells what the YAML parser said, and where.
            command = [str(program), "-v", "--schemafile", "schema.json", f"{stem(fault)}.yaml"]
            text = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout
            said = text.partition("caused by")[2]
            places = re.findall(r"line (\d+), column (\d+)", said) or [(0, 0)]
            reports += (Report(int(line), int(column), said) for line, column in places)
        return reports

    return run


def remark(node_modules: Path) -> Tool:
    def run(folder: Path, fault: Fault) -> list[Report]:
        command = [str(node_modules / ".bin/remark"), "--rc-path", ".remarkrc.json", "--no-stdout"]
        command += ["--report", "vfile-reporter-json", f"{stem(fault)}.md"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        files = json.loads(done.stderr[done.stderr.index("[") :])
        return [Report(m.get("line"), m.get("column"), m["reason"]) for one in files for m in one["messages"]]

    return run


def stem(fault: Fault) -> str:
    """The path of its file, without the extension."""
    return "_posts/2021-12-29-" + re.sub(r"\W+", "-", fault.name).strip("-")


def prepare(folder: Path, node_modules: Path | None, every: list[Fault]) -> None:
    (folder / "schema.json").write_text(json.dumps(SCHEMA), "utf-8")
    (folder / "_posts").mkdir()
    (folder / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    for fault in every:
        (folder / f"{stem(fault)}.md").write_text(f"{fault.block}---\n\nText.\n", "utf-8")
        (folder / f"{stem(fault)}.yaml").write_text(fault.block, "utf-8")
    if node_modules:
        (folder / "node_modules").symlink_to(node_modules.resolve())
        plugins = [
            ["remark-frontmatter", ["yaml"]],
            ["remark-lint-frontmatter-schema", {"schemas": {"./schema.json": ["./_posts/*.md"]}}],
        ]
        (folder / ".remarkrc.json").write_text(json.dumps({"plugins": plugins}))


class Score(NamedTuple):
    """How many of the posts."""

    found: int = 0
    named: int = 0
    line: int = 0
    place: int = 0

    def plus(self, fault: Fault, reports: list[Report]) -> Score:
        lines = {line for line, _ in fault.places}
        return Score(
            self.found + bool(reports),
            self.named + any(_names(report.text, fault.key) for report in reports),
            self.line + any(report.line in lines for report in reports),
            self.place + any((report.line, report.column) in fault.places for report in reports),
        )


def _names(text: str, key: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(key)}(?![\w-])", text) is not None


ROWS = {
    "found": "found",
    "the right key named": "named",
    "at the right line": "line",
    "at the right line and column": "place",
}


@click.command()
@click.option("--check-jsonschema", "program", type=click.Path(path_type=Path, exists=True))
@click.option("--node-modules", type=click.Path(path_type=Path, exists=True), help="With remark-cli.")
@click.option("--verbose", is_flag=True, help="What each tool says of each post.")
def main(program: Path | None, node_modules: Path | None, verbose: bool) -> None:
    """Print the table of docs/front-matter.md."""
    tools: dict[str, Tool] = {"postlint": postlint}
    if program := program or _on_path("check-jsonschema"):
        tools["check-jsonschema"] = check_jsonschema(program.resolve())
    if node_modules:
        tools["remark-lint-frontmatter-schema"] = remark(node_modules)
    every = list(faults())
    with TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, node_modules, every)
        scores = {tool: Score() for tool in tools}
        for fault in every:
            for tool, run in tools.items():
                reports = run(folder, fault)
                scores[tool] = scores[tool].plus(fault, reports)
                if verbose:
                    click.echo(f"{fault.name} {sorted(fault.places)} | {tool}: {reports}")
    click.echo(f"| of {len(every)} faults | {' | '.join(tools)} |")
    click.echo(f"| --- |{' --- |' * len(tools)}")
    for row, field in ROWS.items():
        click.echo(f"| {row} | {' | '.join(str(getattr(scores[tool], field)) for tool in tools)} |")


def _on_path(program: str) -> Path | None:
    found = shutil.which(program)
    return Path(found) if found else None


if __name__ == "__main__":
    main()
