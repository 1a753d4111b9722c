"""`postlint server` on real sites: what the whole site says, what it offers, and where its links lead."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from postlint.server.positions import Positions

from .editing import POSTLINT, Editor, Talk

lsp = pytest.importorskip("lsprotocol.types")

FIRST = """---
layout: post
title: First
date: 2021-12-29 10:14:10 +0800
tags: [股票, C#, "600519"]
categories: [news]
---
## Results 😀

Text of the first post, long enough to be told from all other posts of this site.
"""


def post(title: str, body: str, more: str = "") -> str:
    return f"---\nlayout: post\ntitle: {title}\ndate: 2021-12-30 10:14:10 +0800\n{more}---\n{body}\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one post and a layout; the project's folder."""
    (tmp_path / "_config.yml").write_text(
        "title: x\ntimezone: Asia/Shanghai\nurl: https://blog.example\nbaseurl: /b\n", "utf-8"
    )
    (tmp_path / "_layouts").mkdir()
    (tmp_path / "_layouts" / "post.html").write_text("{{ content }}\n", "utf-8")
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_posts" / "2021-12-29-first.md").write_text(FIRST, "utf-8")
    return tmp_path


def document(site: Path, name: str = "2021-12-30-second.md") -> str:
    return (site / "_posts" / name).as_uri()


def edited(text: str, edits: Any) -> str:
    """A text with edits made, on lines without characters beyond the first plane."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        start, end = edit.range.start, edit.range.end
        assert start.line == end.line
        line = lines[start.line]
        lines[start.line] = line[: start.character] + edit.new_text + line[end.character :]
    return "\n".join(lines)


def test_the_site_has_its_say(talk: Talk, site: Path) -> None:
    """A dead link, before and after an edit above it; and one that the unsaved text of another post kills."""
    uri, other = document(site), document(site, "2021-12-29-first.md")
    body = "😀 股票 [a](/b/nowhere/) [c](/b/news/2021/12/29/first.html#results-)"

    async def session(me: Editor) -> None:
        me.open(uri, post("Second", body))
        assert await me.rules(uri, ["link/broken-target"]) == ["link/broken-target"]
        (dead,) = me.shown[uri]
        assert (dead.range.start.line, dead.range.start.character) == (5, 10)
        me.change(uri, post("Second", "A line.\n\n" + body))
        await me.until(lambda: me.shown[uri][0].range.start.line == 7)
        assert me.codes(uri) == ["link/broken-target"]
        assert me.shown[uri][0].range.start.line == 7
        me.open(other, FIRST.replace("## Results 😀", "## Resultz"))
        both = ["link/broken-target", "link/broken-anchor"]
        assert await me.rules(uri, both) == both
        me.close(other)
        assert await me.rules(uri, both[:1]) == both[:1]

    talk(session, *POSTLINT)


def test_a_long_reading_is_shown(tmp_path: Path) -> None:
    """Where half a second is a hundredth: some posts with many paragraphs are read for longer."""
    impatient = (
        "from postlint.server import progress; progress.DELAY = 0.01; from postlint.cli import main; main()"
    )
    command = (sys.executable, "-c", impatient, *POSTLINT[3:])
    talk = Talk()
    (tmp_path / "_config.yml").write_text("title: x\n", "utf-8")
    (tmp_path / "_posts").mkdir()
    for number in range(40):
        text = post(f"P{number}", "".join(f"<p>*a* <b>{n}</b> [x]()</p>\n\n" for n in range(400)))
        (tmp_path / "_posts" / f"2021-12-30-p{number}.md").write_text(text, "utf-8")

    async def session(me: Editor) -> list[Any]:
        me.open(document(tmp_path), post("Second", "x"))
        await me.until(lambda: any(len(said) == 2 for said in me.progress.values()))
        return [(value.get("kind"), value.get("title")) for said in me.progress.values() for value in said]

    try:
        said = talk(session, *command)
    finally:
        talk.close()
    assert said == [("begin", f"reading {tmp_path.name}"), ("end", None)]


def test_files_that_come_and_go(talk: Talk, site: Path) -> None:
    uri, third = document(site), site / "_posts" / "2021-12-31-third.md"

    async def session(me: Editor) -> None:
        me.open(uri, post("Second", "[a]({% post_url 2021-12-31-third %})"))
        assert await me.rules(uri, ["link/unresolved-tag"]) == ["link/unresolved-tag"]
        third.write_text(post("Third", "Another text.").replace("12-30", "12-31"), "utf-8")
        me.changed_on_disk(third)
        assert await me.rules(uri, []) == []
        third.unlink()
        me.changed_on_disk(third)
        assert await me.rules(uri, ["link/unresolved-tag"]) == ["link/unresolved-tag"]

    talk(session, *POSTLINT)


def test_settings_are_read_when_they_change(talk: Talk, site: Path) -> None:
    """Changed settings hold at once; broken ones are shown in their file, and those of before still hold."""
    uri, settings = document(site), site / "postlint.toml"
    dead = ["link/broken-target"]

    async def session(me: Editor) -> None:
        me.open(uri, post("Second", "[a](/b/nowhere/)"))
        assert await me.rules(uri, dead) == dead
        settings.write_text('ignore = ["link"]\n', "utf-8")
        me.changed_on_disk(settings)
        assert await me.rules(uri, []) == []
        settings.write_text('# 😀\nignore = ["link"]\nselekt = ["html"]\n', "utf-8")
        me.changed_on_disk(settings)
        await me.until(lambda: me.shown.get(settings.as_uri()))
        (fault,) = me.shown[settings.as_uri()]
        assert "selekt" in fault.message
        assert (fault.range.start.line, fault.range.start.character) == (2, 0)
        assert me.codes(uri) == []
        settings.write_text("", "utf-8")
        me.changed_on_disk(settings)
        assert await me.rules(uri, dead) == dead
        assert me.shown[settings.as_uri()] == []

    talk(session, *POSTLINT)


def test_what_the_run_passes_over_is_left_alone(talk: Talk, site: Path) -> None:
    """A page, an excluded post and an ignored one: `postlint check` says nothing of them."""
    (site / "postlint.toml").write_text('exclude = ["_posts/2021-12-30-*"]\n', "utf-8")
    (site / ".gitignore").write_text("2021-12-31-*\n", "utf-8")
    names = ["_posts/2021-12-30-x.md", "_posts/2021-12-31-x.md", "README.md"]

    async def session(me: Editor) -> None:
        for name in names:
            uri = (site / name).as_uri()
            me.open(uri, post("X", "<b>[a]()"))
            assert await me.diagnostics(uri) == []
        uri = document(site, "2022-01-01-x.md")
        me.open(uri, post("X", "<b>[a]()"))
        assert await me.diagnostics(uri) != []

    talk(session, *POSTLINT)


def test_a_baseline_holds_in_the_editor(talk: Talk, site: Path) -> None:
    import subprocess

    text = post("Second", "[a](/b/nowhere/) <b>x")
    (site / "_posts" / "2021-12-30-second.md").write_text(text, "utf-8")
    subprocess.run([*POSTLINT[:3], "baseline", "create"], cwd=site, check=True, capture_output=True)
    uri = document(site)

    async def session(me: Editor) -> None:
        me.open(uri, text)
        assert await me.diagnostics(uri) == []
        me.change(uri, text + "\n[b]()\n")
        assert await me.rules(uri, ["link/empty-link"]) == ["link/empty-link"]

    talk(session, *POSTLINT)


def test_a_suppression_of_a_site_rule_that_is_idle(talk: Talk, site: Path) -> None:
    """Told once the site has spoken of this very text; used again while a dead link stands there."""
    uri, comment = document(site), "<!-- postlint: ignore[link/broken-target] it comes -->"
    (site / "_posts" / "2021-12-30-second.md").write_text(post("Second", f"Text. {comment}"), "utf-8")

    async def session(me: Editor) -> None:
        me.open(uri, post("Second", f"Text. {comment}"))
        idle = ["postlint/unused-suppression"]
        assert await me.rules(uri, idle) == idle
        me.change(uri, post("Second", f"[a](/b/nowhere/) {comment}"))
        assert await me.rules(uri, []) == []
        me.change(uri, post("Second", f"Text. {comment}"))
        assert await me.rules(uri, idle) == idle

    talk(session, *POSTLINT)


def test_an_editor_that_pulls(talk: Talk, site: Path) -> None:
    """It is pushed nothing, and told to ask again once the whole site is known."""
    uri = document(site)

    async def session(me: Editor) -> None:
        assert me.capabilities.diagnostic_provider.identifier == "postlint"
        me.open(uri, post("Second", "[a](/b/nowhere/) [b]()"))
        assert [one.code for one in await me.pull(uri)][-1] == "link/empty-link"
        await me.until(lambda: me.refreshed)
        assert [one.code for one in await me.pull(uri)] == ["link/broken-target", "link/empty-link"]
        assert uri not in me.shown

    talk(session, *POSTLINT, pulls=True)


def test_hover_shows_what_a_key_means_and_where_the_post_will_be(talk: Talk, site: Path) -> None:
    uri = document(site)
    text = post("Second", "x", "permalink: /股票/:title/\nimage: {path: /a.png}\n")

    async def session(me: Editor) -> dict[str, Any]:
        me.open(uri, text)
        places = {"fence": (0, 1), "layout": (1, 2), "date": (3, 10), "permalink": (4, 14), "title": (2, 9)}
        return {name: await me.hover(uri, *place) for name, place in places.items()}

    said = talk(session, *POSTLINT)
    address = "The post's address: `https://blog.example/b/股票/second/`"
    assert said["fence"].contents.value == address
    assert said["layout"].contents.value.startswith("**layout**: The layout in `_layouts`")
    assert said["date"].contents.value == address
    assert said["permalink"].contents.value == address
    assert said["title"] is None
    assert (said["layout"].range.start.character, said["layout"].range.end.character) == (0, 6)


@pytest.mark.parametrize(
    "permalink",
    [
        "/[x](javascript:alert(1))/",
        "/<script>alert(1)</script>/",
        "/``` <img src=x>/",
        "/![](//evil.example/a.png)",
    ],
)
def test_hostile_content_is_shown_literally(talk: Talk, site: Path, permalink: str) -> None:
    """Nothing that a post holds becomes a link, an image or a tag of the hover."""
    pyromark = pytest.importorskip("pyromark")
    name = f"2021-12-30-hostile-{abs(hash(permalink))}.md"
    uri = document(site, name)
    (site / "own.schema.json").write_text(
        '{"properties": {"subtitle": {"description": "<script>x</script> [a](javascript:b) ![](c)"}}}',
        "utf-8",
    )
    (site / "postlint.toml").write_text('schema = "own.schema.json"\n', "utf-8")
    title = "<script>alert(1)</script> [a](javascript:b)"

    async def session(me: Editor) -> list[str]:
        me.open(
            uri,
            post(
                f"'{title}'",
                f"[a](javascript:b) <script>{title}</script>",
                f"subtitle: x\npermalink: '{permalink}'\n",
            ),
        )
        await me.diagnostics(uri)
        hovers = [await me.hover(uri, *place) for place in ((0, 1), (4, 3), (5, 14))]
        return [one.contents.value for one in hovers if one is not None]

    shown = talk(session, *POSTLINT)
    assert len(shown) == 3
    for text in shown:
        own, _, _ = text.partition("\n# ")
        html = pyromark.html(own)
        assert not any(mark in html for mark in ("<script", "<img", "href=")), html


def test_completions(talk: Talk, site: Path) -> None:
    uri = document(site)
    cases = {
        "---\nla|\n---\n": ("layout", "layout: "),
        "---\ntitle: x\nla|: y\n---\n": ("layout", "layout"),
        "---\nlayout: p|\n---\n": ("post", "post"),
        "---\nlayout:|\n---\n": ("post", " post"),
        "---\npublished: |\n---\n": ("false", "false"),
        "---\ntags:\n  - 股|\n---\n": ("股票", "股票"),
        "---\ntags:\n- |\n---\n": ("C#", "C#"),
        "---\ntags: [a, |]\n---\n": ("600519", '"600519"'),
        '---\ntags: ["6|"]\n---\n': ("600519", "600519"),
        "---\ntags: a 股|\n---\n": ("股票", "股票"),
        "---\ncategories: |\n---\n": ("news", "news"),
        "---\ndate: |\n---\n": (None, None),
        # Nobody has closed the fence yet.
        "---\nlayout: post\nti|": ("title", "title: "),
    }

    async def session(me: Editor) -> None:
        me.open(uri, "x")
        await me.until(lambda: False, 0.5)
        for written, (label, text) in cases.items():
            before, _, after = written.partition("|")
            me.change(uri, before + after)
            line = before.count("\n")
            place = (line, len(before.rpartition("\n")[2]))
            offered = await me.complete(uri, *place)
            while not offered and label in ("股票", "C#", "600519", "news"):
                # The site is being read.
                offered = await me.complete(uri, *place)
            if label is None:
                assert offered[-1].detail == "now", written
                continue
            (found,) = [one for one in offered if one.label == label]
            assert found.text_edit.new_text == text, written
            whole = edited(before + after, [found.text_edit])
            assert whole.split("\n")[line].strip().startswith(after.split("\n")[0][:0]), written
            assert text and text in whole.split("\n")[line], written
        me.change(uri, "---\ntitle: x\n---\nla\n")
        assert await me.complete(uri, 3, 2) == []
        me.change(uri, "---\ntitle: x\n\nlayout: y\n---\n")
        assert "title" not in [one.label for one in await me.complete(uri, 2, 0)]

    talk(session, *POSTLINT)


def test_completions_in_toml_and_json(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "hugo.toml").write_text('baseURL = "https://x.example/"\n', "utf-8")
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "content" / "posts" / "a.md").write_text(
        '+++\ntitle = "A"\ntags = ["股票"]\n+++\nx\n', "utf-8"
    )
    uri = (tmp_path / "content" / "posts" / "b.md").as_uri()
    cases = {
        "+++\ntit|\n+++\n": ("title", "title = "),
        "+++\ndraft = |\n+++\n": ("true", "true"),
        '+++\ntags = ["a", |]\n+++\n': ("股票", '"股票"'),
        '+++\ntags = [\n  "|"\n]\n+++\n': ("股票", "股票"),
        '{\n"title": "x", "ta|"\n}\n': ("tags", "tags"),
        '{\n"tags": ["|"]\n}\n': ("股票", "股票"),
    }

    async def session(me: Editor) -> None:
        me.open(uri, "x")
        await me.until(lambda: False, 0.5)
        for written, (label, text) in cases.items():
            before, _, after = written.partition("|")
            me.change(uri, before + after)
            place = (before.count("\n"), len(before.rpartition("\n")[2]))
            offered = await me.complete(uri, *place)
            for _ in range(50):
                offered = offered or await me.complete(uri, *place)
            assert [one.text_edit.new_text for one in offered if one.label == label] == [text], written

    talk(session, *POSTLINT)


def test_going_to_where_links_lead(talk: Talk, site: Path) -> None:
    """A post, a heading in it, a tag's post, a layout, a page of an unsaved text; and nothing outside."""
    uri, first = document(site), document(site, "2021-12-29-first.md")
    (site / "a.png").write_bytes(b"x")
    body = (
        "[a](/b/news/2021/12/29/first.html)\n[a](/b/news/2021/12/29/first.html#results-)\n"
        "[a]({% post_url 2021-12-29-first %})\n![a](/b/a.png)\n[a](#here)\n[a](https://example.org/)\n\n"
        "## Here\n"
    )
    text = post("Second", body)
    layout = (site / "_layouts" / "post.html").as_uri()
    wanted = [(first, 0), (first, 7), (first, 0), ((site / "a.png").as_uri(), 0), (uri, 12), None]

    async def session(me: Editor) -> None:
        me.open(uri, text)
        await me.until(lambda: False, 0.3)
        led = None
        while led is None:
            led = await me.definition(uri, 1, 10)
        assert led.uri == layout
        for number, place in enumerate(wanted):
            led = await me.definition(uri, 5 + number, 14 if number == 2 else 7)
            assert (None if led is None else (led.uri, led.range.start.line)) == place, number
        links = {(one.range.start.line, one.target) for one in await me.links(uri)}
        assert links == {
            (1, layout), (5, first), (6, first), (7, first), (8, (site / "a.png").as_uri()), (9, uri),
            (10, "https://example.org/"),
        }  # fmt: skip

    talk(session, *POSTLINT)


def test_links_survive_a_renaming(talk: Talk, site: Path) -> None:
    """Links to a renamed post and to a picture are rewritten, their anchors kept."""
    first, png = site / "_posts" / "2021-12-29-first.md", site / "assets" / "a.png"
    png.parent.mkdir()
    png.write_bytes(b"x")
    body = (
        "[a](/b/news/2021/12/29/first.html#results-) [b](https://blog.example/b/news/2021/12/29/first.html)\n"
        "[c](../../../../news/2021/12/29/first.html) [d]({% post_url 2021-12-29-first %})\n"
        "![e](/b/assets/a.png?x=1) [f]({% link _posts/2021-12-29-first.md %}) [g](/b/nowhere/)\n"
    )
    text = post("Second", body, "categories: [other]\n")
    second = site / "_posts" / "2021-12-30-second.md"
    second.write_text(text, "utf-8")
    uri = document(site)

    async def session(me: Editor) -> tuple[str, str]:
        me.open(uri, text)
        await me.rules(uri, ["link/broken-target"])
        renamed = await me.renames(first, first.with_name("2021-12-29-erste.md"))
        (change,) = renamed.document_changes
        assert (change.text_document.uri, change.text_document.version) == (uri, 1)
        moved = await me.renames(png, site / "pictures" / "b.png")
        (other,) = moved.document_changes
        return edited(text, change.edits), edited(text, other.edits)

    renamed, moved = talk(session, *POSTLINT)
    assert renamed == text.replace("first.html", "erste.html").replace("12-29-first", "12-29-erste")
    assert moved == text.replace("/assets/a.png", "/pictures/b.png")


def test_a_command_mends_all(talk: Talk, site: Path) -> None:
    uri = document(site)

    async def session(me: Editor) -> Any:
        me.open(uri, post("Second", "One </b> two.\n\nThree </i> four."))
        await me.diagnostics(uri)
        params = lsp.ExecuteCommandParams("postlint.fixAll", [uri])
        done = await me.connection.workspace_execute_command_async(params)
        return done, me.applied[-1] if me.applied else None

    done, change = talk(session, *POSTLINT)
    assert done
    (document_change,) = change.document_changes
    text = post("Second", "One </b> two.\n\nThree </i> four.")
    (edit,) = document_change.edits
    places = (
        (edit.range.start.line, edit.range.start.character),
        (edit.range.end.line, edit.range.end.character),
    )
    span = Positions.of(text, "utf-16").span(*places)
    after = text[: span.start] + edit.new_text + text[span.end :]
    assert after == text.replace("</b> ", " ").replace("</i> ", " ")


def test_several_sites_and_roots(talk: Talk, site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Two sites in one project, and another project: each post has its own site and settings."""
    hugo = site / "docs"
    (hugo / "content").mkdir(parents=True)
    (hugo / "hugo.toml").write_text('baseURL = "https://docs.example/"\n', "utf-8")
    other = tmp_path_factory.mktemp("other")
    (other / "_config.yml").write_text("title: y\n", "utf-8")
    (other / "postlint.toml").write_text('ignore = ["link"]\n', "utf-8")
    places = {
        document(site): ["link/broken-target"],
        (hugo / "content" / "a.md").as_uri(): ["link/broken-target"],
        (other / "_posts" / "2021-12-30-x.md").as_uri(): [],
    }

    async def session(me: Editor) -> None:
        for uri, wanted in places.items():
            me.open(uri, post("Second", "[a](/b/nowhere/) [b](/nowhere/)", "tags: [x]\n"))
            assert [c for c in await me.rules(uri, wanted) if c.startswith("link/")] == wanted, uri
        shown = await me.hover((hugo / "content" / "a.md").as_uri(), 0, 1)
        assert shown.contents.value == "The post's address: `https://docs.example/a/`"

    talk(session, *POSTLINT)


def test_the_editor_is_asked_to_watch(talk: Talk) -> None:
    async def session(me: Editor) -> None:
        await me.until(lambda: me.registered)
        (wanted,) = me.registered
        assert wanted.method == "workspace/didChangeWatchedFiles"

    talk(session, *POSTLINT)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the process by /proc")
def test_a_site_process_that_dies_is_started_again(site: Path) -> None:
    talk, uri = Talk(), document(site)
    dead = ["link/broken-target"]

    async def session(me: Editor) -> None:
        me.open(uri, post("Second", "[a](/b/nowhere/)"))
        assert await me.rules(uri, dead) == dead
        for pid in _site_processes(me.connection._server.pid):
            os.kill(pid, 9)
        me.change(uri, post("Second", "[a](/b/nowhere/) [c](/b/neither/)"))
        assert await me.rules(uri, dead * 2) == dead * 2

    try:
        talk(session, *POSTLINT)
    finally:
        talk.close()


def _site_processes(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [int(pid) for pid in children if b"site_process" in Path(f"/proc/{pid}/cmdline").read_bytes()]
