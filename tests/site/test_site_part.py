"""A run over few posts of a large site finds what a run over all finds in them, and reads little for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from postlint import engine
from postlint.context import Generator
from postlint.diagnostic import Diagnostic
from postlint.post import Post
from postlint.registry import builtin
from postlint.selection import select
from postlint.site import model
from postlint.site.facts import facts
from postlint.site.generator import load_context
from postlint.site.model import Site
from postlint.text import Source

NOW = datetime(2024, 1, 1, tzinfo=UTC)
LINKS = """\
[address](/2021/01/05/post-5.html) [heading](/2021/01/05/post-5.html#below)
[encoded](/2021/01/06/post%2D6.html)
[tag]({% link _posts/2021-01-07-post-7.md %}) [name]({% post_url 2021-01-08-post-8 %})
[own](../../../2021/01/09/post-9.html) [page](/about/) ![picture](/images/chart.png)
[page]({% link about.md %})
"""
WRONG = """\
[address](/2021/01/05/post-50.html) [heading](/2021/01/05/post-5.html#nowhere) [case](/Images/chart.png)
[tag]({% link _posts/2021-01-07-post-70.md %}) [name]({% post_url 2021-01-08-post-80 %})
[moved](/renamed/) [hidden](/2021/01/03/post-3.html) [source](/about.md) ![picture](/images/chert.png)
"""


def jekyll() -> dict[str, str]:
    files = {
        "_config.yml": "title: x\n",
        "about.md": "---\npermalink: /about/\n---\nAbout\n",
        "images/chart.png": "png",
        "_layouts/post.html": "{{ content }}",
        "other.md": "---\npermalink: /renamed.html\n---\nx\n",
    }
    for day in range(1, 29):
        body = {1: LINKS, 2: WRONG}.get(day, "## Below\n")
        front = f"layout: post\ntitle: Post {day}\ndate: 2021-01-{day:02} 08:00:00 +0000\n"
        front += "published: false\n" if day == 3 else ""
        files[f"_posts/2021-01-{day:02}-post-{day}.md"] = f"---\n{front}---\n{body}"
    return files


def hugo() -> dict[str, str]:
    links = (
        '[a]({{< ref "post-5.md" >}}) [b](/posts/post-6/) [c](/posts/bundle/pic.png) [d](/posts/nowhere/)\n'
    )
    files = {
        "hugo.toml": 'baseURL = "https://example.org/"\n',
        "content/posts/_index.md": "---\ntitle: All\n---\n",
        "content/posts/bundle/index.md": "---\ntitle: Bundle\n---\n",
        "content/posts/bundle/pic.png": "png",
        "content/posts/bundle/more.md": "---\ntitle: More\n---\n",
        "content/hidden/_index.md": "---\ntitle: Hidden\ndraft: true\n---\n",
        "content/hidden/secret.md": "---\ntitle: Secret\n---\n",
    }
    for number in range(1, 29):
        body = {1: links, 2: "[x](/hidden/secret/) [y](/posts/bundle/more/)\n"}.get(number, "Text.\n")
        files[f"content/posts/post-{number}.md"] = (
            f"---\ntitle: Post {number}\ndate: 2021-01-{number:02}T08:00:00Z\n---\n{body}"
        )
    return files


def found(
    generator: Generator, files: Mapping[str, str], linted: str | None
) -> tuple[list[Diagnostic], set[str]]:
    """What the rules of links find in a post, or in all, and the files that were read for it."""
    read: set[str] = set()

    def data(path: str) -> bytes | None:
        read.add(path)
        return files[path].encode() if path in files else None

    config: dict[str, Any] = (
        {"timezone": "UTC"} if generator == "jekyll" else {"baseurl": "https://example.org/"}
    )
    context = load_context(generator, {}, now=NOW, overrides=config)
    posts = [path for path in files if "post-" in path and linted in (None, path)]
    known = [facts(Post(Source.decode(path, files[path].encode()), context)) for path in posts]
    site = Site(context, known, list(files), data)
    return engine.lint_site(site, select(builtin(), [])), read


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """No site is small."""
    monkeypatch.setattr(model, "_SMALL", 0)


@pytest.mark.parametrize(("generator", "files"), [("jekyll", jekyll()), ("hugo", hugo())])
def test_the_part_finds_what_the_whole_does(generator: Generator, files: Mapping[str, str]) -> None:
    whole, _ = found(generator, files, None)
    assert any(d.rule.startswith("link/") for d in whole)
    for path in files:
        if "post-" in path:
            alone, _ = found(generator, files, path)
            expected = [d for d in whole if d.path == path and d.rule.startswith("link/")]
            assert [d for d in alone if d.rule.startswith("link/")] == expected


def test_links_that_lead_somewhere_need_only_the_files_they_name() -> None:
    files = jekyll()
    diagnostics, read = found("jekyll", files, "_posts/2021-01-01-post-1.md")
    assert not diagnostics
    assert read <= {"about.md", *(f"_posts/2021-01-{day:02}-post-{day}.md" for day in range(5, 10))}


def test_a_link_that_leads_nowhere_needs_them_all() -> None:
    files = jekyll()
    _, read = found("jekyll", files, "_posts/2021-01-02-post-2.md")
    assert read >= {path for path in files if path.startswith("_posts/") and "post-2.md" not in path}
