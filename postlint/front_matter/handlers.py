"""The dialects as handlers of python-frontmatter, the ecosystem's interface.

>>> frontmatter.loads(text, handler=handler("hugo"))

Imported by who wants them, not by the lint path: python-frontmatter strips and rewrites what it
reads, and importing it costs more than linting a post.
"""

from __future__ import annotations

import re
from typing import Any

import frontmatter
from frontmatter.default_handlers import BaseHandler

from postlint.context import Context, Generator, YamlFlavour
from postlint.front_matter.block import Format
from postlint.front_matter.fences import SPLITTERS
from postlint.front_matter.read import read

_FENCES: dict[Format, str] = {"yaml": "---", "toml": "+++", "json": ""}
_FLAVOURS: dict[Generator, YamlFlavour] = {"hugo": "go", "hexo": "js", "eleventy": "js", "astro": "js"}


class DialectHandler(BaseHandler):
    """Front matter between the fences, and with the values, of one generator.

    `load` raises ValueError, with the first fault's words, on what the generator cannot read.
    """

    FM_BOUNDARY = re.compile(r"^-{3}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "---"

    def __init__(self, generator: Generator) -> None:
        self.context = Context(generator, yaml=_FLAVOURS.get(generator, "safe_yaml"))
        super().__init__()

    def detect(self, text: str) -> bool:
        """Whether the generator sees front matter in the text."""
        return SPLITTERS[self.context.generator](text) is not None

    def split(self, text: str) -> tuple[str, str]:
        """The block with its fences, which say how it is read, and the body as the generator gets it."""
        fences = SPLITTERS[self.context.generator](text)
        if fences is None:
            raise ValueError("no front matter")
        return text[: fences.body_start], text[fences.body_start :]

    def load(self, fm: str, **kwargs: object) -> dict[str, Any]:
        """The data of a block that `split` gave."""
        block, near = read(fm, self.context)
        for fault in (*near, *(block.faults if block else ())):
            if fault.fatal:
                raise ValueError(fault.message)
        return dict(block.data) if block else {}

    def export(self, metadata: dict[str, object], **kwargs: object) -> str:
        """The metadata as YAML, keys in their order."""
        import yaml

        return str(yaml.safe_dump(metadata, allow_unicode=True, sort_keys=False, **kwargs)).strip()  # type: ignore[call-overload]


def handler(generator: Generator) -> DialectHandler:
    """The python-frontmatter handler of a generator's dialect."""
    return DialectHandler(generator)


def to_post(text: str, generator: Generator) -> frontmatter.Post:
    """A file's text as python-frontmatter's `Post`: the generator's data, and the body untouched."""
    dialect = handler(generator)
    post = frontmatter.Post("", dialect)
    if dialect.detect(text):
        block, post.content = dialect.split(text)
        post.metadata = dialect.load(block)
    else:
        post.content = text
    return post
