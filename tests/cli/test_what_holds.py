"""What settings and the site's own files decide, as `postlint inspect` and `postlint config` show it."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from postlint.cli import main
from postlint.project import Project, Request

HEAD = "---\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\n"


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """What the command line says on stdout, in a folder with these files."""
    monkeypatch.chdir(tmp_path)

    def call(files: dict[str, str], *words: str) -> str:
        put(tmp_path, files)
        monkeypatch.setattr(sys, "argv", ["postlint", *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        assert not stopped.value.code
        return capsys.readouterr().out

    return call


def test_several_configurations_of_jekyll(said: Any) -> None:
    files = {
        "_config.yml": "permalink: /a/:title.html\nbaseurl: /blog\n",
        "_config.dev.yml": "permalink: /b/:title.html\n",
        "_posts/2021-12-29-x.md": HEAD,
    }
    assert json.loads(said(files, "inspect"))["url"] == "/a/x.html"
    files["postlint.toml"] = '[jekyll]\nconfig = "_config.yml, _config.dev.yml"\n'
    assert json.loads(said(files, "inspect"))["url"] == "/b/x.html"


def test_hugo_with_a_folder_of_configurations(said: Any) -> None:
    files = {
        "config/_default/hugo.toml": '[permalinks]\npost = "/p/:slug/"\n',
        "content/post/x.md": "---\ntitle: x\nslug: nice\n---\n",
    }
    assert json.loads(said(files, "inspect"))["url"] == "/p/nice/"


def test_where_what_holds_comes_from(said: Any) -> None:
    files = {
        "_config.yml": "title: x\n",
        "own.json": '{"properties": {"title": {"type": "string"}}}',
        "postlint.toml": 'select = ["html", "front-matter"]\nignore = ["html/duplicate-id", "no/such"]\n'
        'schema = "own.json"\n',
        "_posts/2021-12-29-x.md": HEAD,
    }
    shown = said(files, "config")
    assert "own.json" in shown
    assert '"properties"' not in shown, "the name of a schema, not its text"
    lines = [line for line in shown.splitlines() if line.startswith("html/duplicate-id")]
    assert lines
    assert all("off" in line for line in lines)
    assert any("html/obsolete" in line and "postlint.toml:1" in line for line in shown.splitlines())


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("_posts/a.md", True),
        ("_posts/lost.md", True),
        ("drafts/a.md", False),
        ("drafts/deep/a.md", False),
        ("node_modules/a/b.md", False),
        ("_posts/secret.md", False),
        ("../a.md", False),
    ],
)
def test_where_a_run_comes_by(tmp_path: Path, path: str, there: bool) -> None:
    site = tmp_path / "site"
    put(site, {"_config.yml": "", ".gitignore": "drafts/\nsecret.md\n", "_posts/a.md": HEAD})
    project = Project.open(Request(paths=(str(site),)), datetime(2026, 1, 1, tzinfo=UTC))
    assert project.tree.reaches((site / path).resolve()) is there


def test_hugo_from_a_folder_below_its_configuration(
    said: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"blog/config/_default/config.yaml": "baseURL: /\n"})
    put(tmp_path, {"blog/content/x.md": "---\ntitle: x\n---\n"})
    monkeypatch.chdir(tmp_path / "blog" / "content")
    assert json.loads(said({}, "inspect"))["url"] == "/x/"
