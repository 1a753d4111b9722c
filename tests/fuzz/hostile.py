"""Hostile posts: made up, and real ones that were damaged, as sites of five generators in one folder.

``python -m tests.fuzz hostile [--posts N] [--seed S] FOLDER``. The same seed makes the same posts. `postlint`
over the folder is to end with exit code 1: no rule fails, and none is out of time.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from tests.fuzz.seeds import CORPORA, of_kind
from tests.fuzz.soups import KINDS

Kind: TypeAlias = Callable[[random.Random], str]


class Site(NamedTuple):
    """A site of a generator: its configuration, where its posts lie, and its share of all posts."""

    folder: str
    configuration: tuple[str, str]
    posts: str
    share: int


SITES = (
    Site("jekyll", ("_config.yml", "title: x\ntimezone: Asia/Shanghai\n"), "_posts", 5),
    Site("hugo", ("hugo.toml", "baseURL = 'https://example.com/'\n"), "content/posts", 2),
    Site(
        "hexo",
        ("_config.yml", "source_dir: source\npublic_dir: public\nskip_render: []\n"),
        "source/_posts",
        1,
    ),
    Site("eleventy", (".eleventy.js", "module.exports = () => ({});\n"), "posts", 1),
    Site("zola", ("zola.toml", "base_url = 'https://example.com/'\n"), "content", 1),
)

_NAMES = (
    b"post",
    b"line\nbreak",
    b"\x1b[31mred\x1b[0m",
    b"\xff\xfe",
    b"caf\xe9",
    "\u202egnp.exe".encode(),
    b"::error file=x::y",
    b"##vso[task.complete result=Failed;]",
    b"-rf",
    b"%0A%25",
    b"a\"b'c`d",
    b"<script>alert(1)</script>".replace(b"/", b"_"),
    b"a\\b",
    b"\xe4\xb8\xad\xe6\x96\x87",
    b"\xc3\xa9",
    b"e\xcc\x81",
    b"{{ x }}",
    b"[a](b)",
    b"x" * 200,
    b"\r",
    b"\t ",
    b"UPPER",
    b"\x7f\xc2\x85",
)
_ENDINGS = (b".md",) * 8 + (b".markdown", b".html", b".MD")

_TOKENS = (
    b"\0",
    b"\r",
    b"\r\n",
    b"\n\n",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"---\n",
    b"\n---\n",
    b"+++\n",
    b"<",
    b">",
    b"</",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"<p>",
    b"</p>",
    b"<table>",
    b"<svg>",
    b"<script>",
    b"<a href='",
    b'"',
    b"'",
    b"`",
    b"```\n",
    b"*",
    b"_",
    b"[",
    b"](",
    b")",
    b"|",
    b"{{",
    b"}}",
    b"{% raw %}",
    b"{%",
    b"%}",
    b"{:.a}",
    b"&",
    b"&amp",
    b"&#x110000;",
    b": ",
    b"\t",
    b"&a ",
    b"*a ",
    b"!!",
    b"# ",
    b"> ",
    b"- ",
    b"1. ",
    b"[^1]",
    b"<!-- postlint: ignore-file -->",
    b"<!-- postlint: ignore-start[html] -->",
)


def damaged(chance: random.Random, posts: Sequence[bytes]) -> bytes:
    """A post in which pieces were cut, doubled, moved, changed, or taken from another one."""
    data = chance.choice(posts)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice((0, 1, 1, 4, 20, 200)))
        kind = chance.randrange(7)
        piece = data[start:end]
        if kind == 0:
            piece = b""
        elif kind == 1:
            piece *= chance.choice((2, 3, 50))
        elif kind == 2:
            piece = chance.choice(_TOKENS)
        elif kind == 3:
            piece += chance.choice(_TOKENS)
        elif kind == 4:
            other = chance.choice(posts)
            at = chance.randint(0, len(other))
            piece = other[at : at + chance.choice((10, 100, 1000))]
        elif kind == 5:
            piece = bytes(byte ^ (1 << chance.randrange(8)) for byte in piece)
        else:
            piece = piece[::-1]
        data = data[:start] + piece + data[end:]
    return data


def real_posts() -> list[bytes]:
    """The posts of the fixtures and, where they are, of the corpora; none is larger than 40 kB."""
    found = list(of_kind("post", "bytes"))
    for corpus in sorted(path for path in CORPORA.glob("*") if path.is_dir()):
        posts = [path for path in sorted(corpus.rglob("*.m*d*")) if 0 < path.stat().st_size < 40_000]
        found += (path.read_bytes() for path in posts[:: max(1, len(posts) // 200)])
    return found


def encoded(chance: random.Random, text: str) -> bytes:
    """A text as bytes: nearly always UTF-8, at times what is none, or with other line breaks."""
    if chance.random() < 0.1:
        text = "".join(chance.choice(("\r\n", "\n", "\r")) if c == "\n" else c for c in text)
    kind = chance.randrange(30)
    if kind == 0:
        return text.encode("utf-16", "replace")
    if kind == 1:
        return text.encode("latin-1", "replace")
    if kind == 2:
        return b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass")
    data = text.encode("utf-8", "replace" if chance.random() < 0.97 else "surrogatepass")
    if kind == 3:
        at = chance.randint(0, len(data))
        data = data[:at] + bytes(chance.randrange(256) for _ in range(chance.randint(1, 9))) + data[at:]
    return data


def write(folder: Path, posts: int, seed: int) -> None:
    """Write so many posts into a folder, which need not be there."""
    known = real_posts()
    sites = [site for site in SITES for _ in range(site.share)]
    for site in SITES:
        (folder / site.folder / site.posts).mkdir(parents=True, exist_ok=True)
        name, text = site.configuration
        (folder / site.folder / name).write_text(text, "utf-8")
    for number in range(posts):
        chance = random.Random(f"{seed}-{number}")
        site = sites[number % len(sites)]
        if chance.random() < 0.4:
            data = damaged(chance, known)
        else:
            data = encoded(chance, chance.choice(KINDS)(chance))
        where = os.fsencode(folder / site.folder / site.posts)
        Path(os.fsdecode(where + b"/" + _name(chance, number))).write_bytes(data)


def _name(chance: random.Random, number: int) -> bytes:
    name = _NAMES[0] if chance.random() < 0.7 else chance.choice(_NAMES)
    day = b"2021-%02d-%02d" % (chance.randint(1, 12), chance.randint(1, 28))
    return b"%s-%s-%d%s" % (day, name, number, chance.choice(_ENDINGS))


def main(words: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz hostile")
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(words)
    write(given.folder, given.posts, given.seed)
    return 0
