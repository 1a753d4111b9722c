"""Write, or check, all that is generated: the rules' index and pages, schemas, screens, examples, pictures.

``python -m tools.generate`` writes; with ``--check`` it only names the files that are not current.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from postlint import config
from postlint.cli.rule import page
from postlint.registry import Rule, declared
from tools.examples import with_examples

ROOT = Path(__file__).parents[1]


def generated() -> Iterator[tuple[Path, str]]:
    """Every generated file with its content."""
    found = declared()
    rules = {rule.name: rule for rule in found}
    yield ROOT / "postlint/rules/index.py", _rule_index(found)
    yield ROOT / "schemas/config.schema.json", _json(_config_schema(rules))
    yield ROOT / "schemas/report.schema.json", _json(report_schema())
    yield ROOT / "docs/rules/index.md", _index(rules.values())
    for path in (ROOT / "README.md", ROOT / "docs/formats.md"):
        yield path, with_examples(_with_screens(path.read_text("utf-8")))
    widgets = ROOT / "docs/widgets.md"
    yield widgets, _with_catalogue(widgets.read_text("utf-8"))
    for rule in rules.values():
        yield ROOT / "docs/rules" / f"{rule.name}.md", page(rule)
    yield from _pictures()


def _pictures() -> Iterator[tuple[Path, str]]:
    """The pictures of the terminal, where one can be emulated."""
    try:
        from tools.screens import pictures
    except ModuleNotFoundError as error:
        print(f"left out: pictures of the terminal, which need `{error.name}`", file=sys.stderr)
        return
    yield from pictures()


def _with_screens(text: str) -> str:
    """A page whose screens show what their commands print now."""

    def screen(match: re.Match[str]) -> str:
        words = match[1].split()
        call = [sys.executable, "-m", "postlint", "--now", "2024-01-01", *words[1:]]
        done = subprocess.run(call, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        shown = " \\\n    ".join((" ".join(words[:2]), *words[2:]))
        return f"<!-- screen: {match[1]} -->\n```console\n$ {shown}\n{done.stdout}```\n<!-- end of screen -->"

    return re.sub(r"(?s)<!-- screen: ([^\n]*) -->\n.*?<!-- end of screen -->", screen, text)


def _with_catalogue(text: str) -> str:
    """A page whose table of providers and forms shows what the catalogue holds now."""
    from postlint.widgets.catalogue import Form, forms

    def recognised(form: Form) -> str:
        if form.comment is not None:
            return f"`<!-- {form.comment} -->`".replace("\\s*", "").replace("|", "\\|")
        return " > ".join(f"`{_selector(pattern)}`" for pattern in form.elements)

    rows = ["| provider | form | kind | recognised by | leaves |", "| --- | --- | --- | --- | --- |"]
    for form in forms():
        names = (f"{form.title} (`{form.provider}`)", form.name, form.kind, recognised(form), form.leaves)
        rows.append(f"| {' | '.join(names)} |")
    table = "\n".join(rows)
    marks = "<!-- catalogue -->\n", "\n<!-- end of catalogue -->"
    return re.sub(
        f"(?s){marks[0]}.*?<!-- end of catalogue -->", lambda _: f"{marks[0]}{table}{marks[1]}", text
    )


def _selector(pattern: Any) -> str:
    """A pattern of the catalogue, roughly, as a CSS selector."""
    classes = "".join(f".{name}" for name in sorted(pattern.classes))
    attributes = "".join(f"[{name}={_plain(value)}]" for name, value in pattern.attributes.items())
    url = f"[{pattern.url.attribute}*={','.join(pattern.url.hosts)}]" if pattern.url else ""
    return "/".join(pattern.elements) + classes + attributes + url


def _plain(pattern: str) -> str:
    """A pattern without the names of its groups, fit for a table."""
    return re.sub(r"\?P<\w+>", "", pattern).replace("|", "\\|")


def _config_schema(rules: dict[str, Rule]) -> dict[str, Any]:
    """The settings' schema; what a form of a widget is, the catalogue's schema says."""
    schema = config.json_schema(rules)
    forms = json.loads((ROOT / "schemas/widgets.schema.json").read_text("utf-8"))["$defs"]
    return {**schema, "$defs": {**schema["$defs"], **forms}}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _rule_index(rules: list[Rule]) -> str:
    rows = [(r.name, r.severity.value, r.scope, r.default, r.needs, r.summary) for r in rules]
    lines = "".join(f"    {row!r},\n" for row in rows)
    return (
        '"""All rules: name, severity, scope, whether on by default, what a post must have, summary.\n\n'
        'Generated from the modules beside it by ``python -m tools.generate``.\n"""\n\n'
        "from postlint.registry import Need, Scope\n\n"
        "# fmt: off\n"
        f"RULES: tuple[tuple[str, str, Scope, bool, Need, str], ...] = (\n{lines})\n"
    )


def _index(rules: Any) -> str:
    lines = ["# Rules", ""]
    group = ""
    for rule in rules:
        assert isinstance(rule, Rule)
        if rule.group != group:
            group = rule.group
            lines += ["", f"## {group}", "", "| rule | severity | |", "| --- | --- | --- |"]
        severity = rule.severity.value if rule.default else "off"
        lines.append(f"| [{rule.name}]({rule.name}.md) | {severity} | {rule.summary} |")
    return "\n".join(lines).replace("\n\n\n", "\n\n") + "\n"


def report_schema() -> dict[str, Any]:
    """The JSON Schema of `--output-format json`."""
    text = {"type": "string"}
    count = {"type": "integer", "minimum": 0}
    place = {"$ref": "#/$defs/position"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "postlint report",
        "description": "What `postlint --output-format json` prints.",
        **_object(
            version={"const": 1},
            diagnostics={"type": "array", "items": {"$ref": "#/$defs/diagnostic"}},
            summary={"$ref": "#/$defs/summary"},
        ),
        "$defs": {
            "position": {
                "description": "Characters of the file from 0; line and column from 1, in characters.",
                **_object(
                    offset=count,
                    line={"type": "integer", "minimum": 1},
                    column={"type": "integer", "minimum": 1},
                ),
            },
            "diagnostic": {
                "description": "One fault; `end` is exclusive.",
                **_object(
                    path=text | {"description": "Relative to the project, with `/`."},
                    rule=text,
                    severity={"enum": ["error", "warning", "info"]},
                    message=text,
                    help={"type": ["string", "null"]},
                    start=place,
                    end=place,
                    fix={"anyOf": [{"type": "null"}, {"$ref": "#/$defs/fix"}]},
                    related={"type": "array", "items": {"$ref": "#/$defs/related"}},
                    state={"enum": ["new", "baseline"]},
                    fingerprint=text | {"description": "Stable when lines are inserted above."},
                ),
            },
            "fix": _object(
                title=text,
                safety={"enum": ["safe", "unsafe", "display"]},
                edits={
                    "type": "array",
                    "items": _object(start=place, end=place, replacement=text),
                },
            ),
            "related": _object(path=text, message=text, start=place, end=place),
            "summary": _object(
                files=count,
                errors=count,
                warnings=count,
                infos=count,
                fixable=count | {"description": "Diagnostics with a safe fix."},
                unsafe_fixable=count,
                suppressed=count,
            ),
        },
    }


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def main(arguments: list[str]) -> int:
    """Write the generated files, or (with ``--check``) name those that are not current."""
    wanted = dict(generated())
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    stray = [path for path in (ROOT / "docs/rules").rglob("*.md") if path not in wanted]
    if "--check" in arguments:
        for path in (*stale, *stray):
            print(f"not current: {path.relative_to(ROOT)}; run `python -m tools.generate`")
        return int(bool(stale or stray))
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], "utf-8")
    for path in stray:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
