"""File names that are not UTF-8, and values that no file could hold, have an address all the same."""

from __future__ import annotations

import pytest

from postlint.context import Context, Generator
from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.percent import quote
from postlint.text import Source

PATHS: dict[Generator, str] = {
    "jekyll": "_posts/2021-12-29-caf\udce9.md",
    "hugo": "content/posts/caf\udce9.md",
    "hexo": "source/_posts/caf\udce9.md",
    "eleventy": "posts/caf\udce9.md",
    "zola": "content/caf\udce9.md",
    "astro": "src/pages/caf\udce9.md",
    "folder": "caf\udce9.md",
}


@pytest.mark.parametrize("generator", PATHS)
@pytest.mark.parametrize("value", ['"\\ud800"', '"a"', "[]"])
def test_facts_never_raise(generator: Generator, value: str) -> None:
    keys = "".join(f'"{key}": {value}, ' for key in ("permalink", "url", "slug", "path", "title", "tags"))
    for text in (f"---\n{{{keys}}}\n---\n[a](caf\udce9)\n", f"{{{keys[:-2]}}}\nText.\n", "Text.\n"):
        source = Source.decode(PATHS[generator], text.encode("utf-8", "surrogatepass"))
        made = facts(Post(source, Context(generator)))
        assert made.url is None or made.url.isascii()


def test_the_bytes_of_a_name_are_what_is_quoted() -> None:
    assert quote("caf\udce9/b c") == "caf%E9/b%20c"
    assert quote("\ud800") == "%ED%A0%80"
    assert quote("é?", safe="?") == "%C3%A9?"


@pytest.mark.parametrize("generator", PATHS)
def test_a_dated_post_of_such_a_name_has_an_address(generator: Generator) -> None:
    source = Source.decode(PATHS[generator], b"---\ntitle: a\ndate: 2021-12-29 10:00:00\n---\nText.\n")
    config = {"permalink": ":year/:title-:hash/"} if generator == "hexo" else {}
    made = facts(Post(source, Context(generator, config=config)))
    assert made.url is None or made.url.isascii()
