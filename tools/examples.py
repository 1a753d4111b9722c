"""The examples of each format in the documentation: one post, reported in all of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
POST = "fixtures/posts/bad/_posts/2021-12-08-naive-date.md"
"""The post that the examples are about."""

_LANGUAGES = {
    "json": "json",
    "jsonl": "json",
    "sarif": "json",
    "gitlab": "json",
    "rdjson": "json",
    "junit": "xml",
    "checkstyle": "xml",
}
_EXAMPLE = re.compile(r"(?s)<!-- example: (\S+) -->\n.*?<!-- end of example -->")


def with_examples(page: str) -> str:
    """A page whose examples are what each format is now."""
    made = _made(sorted(set(_EXAMPLE.findall(page))))

    def example(match: re.Match[str]) -> str:
        name = match[1]
        language = _LANGUAGES.get(name, "text")
        return (
            f"<!-- example: {name} -->\n```{language}\n{_shown(name, made[name])}```\n<!-- end of example -->"
        )

    return _EXAMPLE.sub(example, page)


def _made(names: list[str]) -> Mapping[str, str]:
    with TemporaryDirectory() as folder:
        files = {name: Path(folder) / name for name in names}
        words = [f"--output-format={name}={file}" for name, file in files.items()]
        call = [sys.executable, "-m", "postlint", "--now", "2024-01-01", "--no-cache", *words, POST]
        subprocess.run(call, cwd=ROOT, capture_output=True, check=False)
        return {name: file.read_text("utf-8") for name, file in files.items()}


def _shown(name: str, text: str) -> str:
    if _LANGUAGES.get(name) != "json" or name == "jsonl":
        return text
    return json.dumps(_abridged(json.loads(text)), ensure_ascii=False, indent=2) + "\n"


def _abridged(value: Any) -> Any:
    """The value, with the documentation of rules cut off: it stands elsewhere."""
    if isinstance(value, dict):
        return {
            key: "…" if key in ("help", "fullDescription") and isinstance(item, dict) else _abridged(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [_abridged(item) for item in value]
    return value
