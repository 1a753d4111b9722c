"""Settings that change, break and are mended while posts are open; keys and values at the cursor."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from postlint.context import Context
from postlint.post import Post
from postlint.project import Request
from postlint.server.cursor import cursor
from postlint.server.projects import Projects
from postlint.text import Source

NOW = datetime(2026, 1, 1, tzinfo=UTC)
POST = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\n<p>x</i></p>\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    return tmp_path


def rules(projects: Projects, site: Path) -> list[str]:
    return [one.rule for one in projects.read(str(site / "_posts" / "2021-12-29-a.md"), POST).faults]


def test_settings_that_break_and_are_mended(site: Path) -> None:
    settings = site / "postlint.toml"
    projects = Projects(Request(paths=(".",), now=NOW))
    settings.write_text("select = 3\n", "utf-8")
    unset = rules(projects, site)
    assert unset, "without settings that can be read, postlint's own hold"
    (notice,) = projects.notices.values()
    assert notice.faults[0].rule == "postlint/unreadable-settings"
    settings.write_text(f'ignore = ["{unset[0]}"]\n', "utf-8")
    assert unset[0] not in rules(projects, site)
    assert not projects.notices
    settings.write_text("ignore = [\n", "utf-8")
    assert unset[0] not in rules(projects, site), "those of before still hold"
    assert set(projects.notices) == {settings}


def test_what_settings_say_of_nothing(site: Path) -> None:
    settings = site / "postlint.toml"
    projects = Projects(Request(paths=(".",), now=NOW))
    settings.write_text('ignore = ["html/no-such-rule"]\n', "utf-8")
    rules(projects, site)
    assert [one.rule for one in projects.notices[settings].faults] == ["postlint/unknown-rule"]


def test_words_of_the_command_line_that_mean_nothing(site: Path) -> None:
    asked = Request(paths=(".",), now=NOW, inline={"selct": "html"})
    assert rules(Projects(asked), site)


def test_projects_are_opened_anew_when_they_are_forgotten(site: Path) -> None:
    projects = Projects(Request(paths=(".",), now=NOW))
    first = rules(projects, site)
    projects.forget()
    assert rules(projects, site) == first


def test_a_site_in_a_folder_of_a_project(site: Path) -> None:
    (site / "postlint.toml").touch()
    blog = site / "sites" / "blog"
    (blog / "content").mkdir(parents=True)
    (blog / "hugo.toml").touch()
    projects = Projects(Request(paths=(".",), now=NOW))
    post = projects.read(str(blog / "content" / "a.md"), "---\ntitle: a\n---\nx\n").post
    assert post.context.generator == "hugo"
    (blog / "hugo.toml").unlink()
    (blog / "zola.toml").touch()
    again = projects.read(str(blog / "content" / "a.md"), "+++\ntitle = 'a'\n+++\nx\n").post
    assert again.context.generator == "zola"


def test_a_rule_that_fails_is_named(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    monkeypatch.setattr("postlint.engine.lint", broken)
    assert rules(Projects(Request(paths=(".",), now=NOW)), site) == ["postlint/internal-error"]


@pytest.mark.parametrize(
    ("text", "kind", "path", "written"),
    [
        ("---\nlayout: po|st\n---\n", "value", ("layout",), "po"),
        ("---\nlayout:|\n---\n", "value", ("layout",), ""),
        ("---\ntags: [ one , tw|o ]\n---\n", "value", ("tags",), "tw"),
        ("---\ntags: [|]\n---\n", "value", ("tags",), ""),
        ('---\ntags: ["on|e"]\n---\n', "value", ("tags",), "on"),
        ('---\ntitle: |"x"\n---\n', None, (), ""),
        ("---\ntags:\n  - on|e\n---\n", "value", ("tags",), "on"),
        ("---\nti|tle: x\n---\n", "key", (), "ti"),
        ("---\nauthor:\n  na|me: x\n---\n", "key", ("author",), "na"),
        ("+++\nti|tle = 'x'\n+++\n", "key", (), "ti"),
        ("+++\n[extra]\nco|ver = 'x'\n+++\n", "key", ("extra",), "co"),
        ("+++\ntags = ['a', 'b|']\n+++\n", "value", ("tags",), "b"),
        ("---\ntitle: x\n---\nte|xt: y\n", None, (), ""),
        ("---js\n{ti|tle: 1}\n---\n", None, (), ""),
        ('---json\n{"ti|tle": 1}\n---\n', "key", (), "ti"),
        ('{\n"title": "a \\"q\\" |b"\n}\n', "value", ("title",), 'a \\"q\\" '),
        ('{\n"ti|tle": "x"\n}\n', "key", (), "ti"),
    ],
)
def test_where_the_cursor_is(text: str, kind: str | None, path: tuple[str, ...], written: str) -> None:
    at = text.index("|")
    context = Context(generator="eleventy" if text.startswith("---js") else "hugo")
    post = Post(Source.decode("content/a.md", text.replace("|", "", 1).encode()), context)
    found = cursor(post, at)
    assert (found and found.kind) == kind
    if found is not None:
        assert (found.path, found.written) == (path, written)
