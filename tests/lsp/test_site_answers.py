"""What the process that knows whole sites answers: renamings, changed files, why a build stops."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from postlint.post import Post
from postlint.project import Request
from postlint.server.questions import Changed, Names, Renames, Rewritten, Stops, Update, Used
from postlint.server.sites import Sites
from postlint.site.facts import facts
from postlint.site.generator import load_context
from postlint.text import Source

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def asked(root: Path) -> Sites:
    return Sites(Request(paths=(str(root),), now=NOW))


def renamed(root: Path, *pairs: tuple[str, str]) -> dict[str, str]:
    """The posts as they are after a renaming."""
    answer = asked(root).answer(Renames(root, [(root / old, root / new) for old, new in pairs]))
    return {one.path: edited(one) for one in answer}


def edited(one: Rewritten) -> str:
    text = one.text
    for edit in sorted(one.edits, key=lambda e: e.span, reverse=True):
        text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    return text


TAGGED = "---\ntitle: a\ntags: [one]\n---\n"
HEAD = "---\nlayout: post\ntitle: T\n---\n"


def test_tags_that_name_a_file(tmp_path: Path) -> None:
    text = HEAD + (
        "{% post_url 2021-12-29-a %} {% link _posts/2021-12-29-a.md %} {% link b.png %} {% link /b.png %}\n"
        "{% include note.html %} [x]({% post_url 2021-12-29-a %})\n"
    )
    put(
        tmp_path,
        {
            "_config.yml": "title: x\n",
            "_includes/note.html": "x",
            "_posts/2021-12-29-a.md": HEAD,
            "_posts/2021-12-30-b.md": text,
            "b.png": "",
        },
    )

    def after(old: str, new: str) -> str:
        return renamed(tmp_path, (old, new)).get("_posts/2021-12-30-b.md", "nothing")

    assert after("_posts/2021-12-29-a.md", "_posts/2021-12-31-c.md") == text.replace("12-29-a", "12-31-c")
    assert after("b.png", "pictures/c.png") == text.replace("b.png", "pictures/c.png")
    assert after("_includes/note.html", "_includes/hint.html") == "nothing"
    # What is no post any more has no name that `post_url` knows.
    assert after("_posts/2021-12-29-a.md", "notes/a.md") == text.replace("_posts/2021-12-29-a", "notes/a")


def test_links_by_path(tmp_path: Path) -> None:
    put(
        tmp_path,
        {"a.md": "[b](docs/b.md#x) [c](/docs/b.md?q) [d](gone.md)\n", "docs/b.md": "[a](../a.md)\n"},
    )
    assert renamed(tmp_path, ("docs/b.md", "notes/c.md")) == {
        "a.md": "[b](notes/c.md#x) [c](/notes/c.md?q) [d](gone.md)\n"
    }


def test_a_page_that_moves_takes_its_relative_links_along(tmp_path: Path) -> None:
    put(tmp_path, {"a.md": "[b](docs/b.md)\n", "docs/b.md": "[a](../a.md) [here](#x)\n"})
    assert renamed(tmp_path, ("docs/b.md", "docs/deep/b.md")) == {
        "a.md": "[b](docs/deep/b.md)\n",
        "docs/b.md": "[a](../../a.md) [here](#x)\n",
    }


def test_links_by_address_with_a_host(tmp_path: Path) -> None:
    text = (
        HEAD + "[x](https://example.com/2021/12/29/a.html#y) [z](https://other.example/2021/12/29/a.html)\n"
    )
    put(
        tmp_path,
        {
            "_config.yml": "url: https://example.com\n",
            "_posts/2021-12-29-a.md": HEAD,
            "_posts/2021-12-30-b.md": text,
        },
    )
    assert renamed(tmp_path, ("_posts/2021-12-29-a.md", "_posts/2021-12-29-c.md")) == {
        "_posts/2021-12-30-b.md": text.replace(
            "example.com/2021/12/29/a.html", "example.com/2021/12/29/c.html"
        )
    }


def test_what_is_no_part_of_the_site(tmp_path: Path) -> None:
    put(tmp_path, {"_config.yml": "title: x\n", "_posts/2021-12-29-a.md": HEAD + "[x](/b.png)\n"})
    assert renamed(tmp_path, ("b.png", "c.png")) == {}
    assert renamed(tmp_path, ("lost.md", "found.md")) == {}


def test_names_in_use_follow_the_files(tmp_path: Path) -> None:
    put(
        tmp_path, {"_config.yml": "title: x\n", "_posts/2021-12-29-a.md": "---\ntitle: a\ntags: [one]\n---\n"}
    )
    sites = asked(tmp_path)
    question = Names(tmp_path, "_posts/2021-12-29-a.md")
    assert list(sites.answer(question).tags) == ["one"]
    put(tmp_path, {"_posts/2021-12-29-a.md": "---\ntitle: a\ntags: [two]\n---\n"})
    sites.answer(Changed([tmp_path / "_posts/2021-12-29-a.md"]))
    assert list(sites.answer(question).tags) == ["two"]
    put(tmp_path, {"_posts/2021-12-30-b.md": "---\ntitle: b\ntags: [two, three]\n---\n"})
    sites.answer(Changed([tmp_path / "_posts/2021-12-30-b.md"]))
    assert list(sites.answer(question).tags) == ["two", "three"]
    (tmp_path / "_posts/2021-12-30-b.md").unlink()
    sites.answer(Changed(()))
    assert list(sites.answer(question).tags) == ["two"]


def test_an_open_post_that_is_closed_and_gone(tmp_path: Path) -> None:
    put(
        tmp_path, {"_config.yml": "title: x\n", "_posts/2021-12-29-a.md": "---\ntitle: a\ntags: [one]\n---\n"}
    )
    sites = asked(tmp_path)
    (tmp_path / "_posts/2021-12-29-a.md").unlink()
    sites.answer(Update(tmp_path, {"_posts/2021-12-29-a.md": None}))
    used = sites.answer(Names(tmp_path, "_posts/2021-12-29-a.md"))
    assert isinstance(used, Used)
    assert list(used.tags) == []


def test_settings_that_cannot_be_read(tmp_path: Path) -> None:
    put(tmp_path, {"postlint.toml": "select = 3\n", "a.md": "x\n"})
    assert asked(tmp_path).answer(Names(tmp_path, "a.md")) is None


@pytest.mark.parametrize(("name", "why"), [("2020-01-01-gone", "2020-01-01-gone"), ("2021-12-29-a", None)])
def test_why_a_build_stops(tmp_path: Path, name: str, why: str | None) -> None:
    text = HEAD + f"{{% post_url {name} %}}\n"
    put(tmp_path, {"_config.yml": "title: x\n", "_posts/2021-12-29-a.md": text})
    context = load_context("jekyll", {}, now=NOW)
    page = facts(Post(Source.decode("_posts/2021-12-29-a.md", text.encode()), context))
    said = asked(tmp_path).answer(Stops(tmp_path, page))
    assert (said is None) is (why is None)
    assert (why or "") in (said or "")


def test_only_jekyll_stops_at_a_tag(tmp_path: Path) -> None:
    put(tmp_path, {"hugo.toml": "", "content/a.md": HEAD + "{% post_url 2020-01-01-gone %}\n"})
    page = facts(Post(Source.decode("content/a.md", HEAD.encode()), load_context("hugo", {}, now=NOW)))
    assert asked(tmp_path).answer(Stops(tmp_path, page)) is None
