"""What is asked for and cannot be had: exit code 2, the place, the nearest name; and rarer commands."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from postlint.cli import main

GOOD = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\nHello.\n"


class Done(NamedTuple):
    code: int
    out: str
    err: str


class Run(Protocol):
    def __call__(self, *words: str, settings: str | bytes = "") -> Done: ...


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command line in a Jekyll site of one good post, in this process."""
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n", "utf-8")
    (tmp_path / "_posts" / "2021-12-29-good.md").write_text(GOOD, "utf-8")
    monkeypatch.chdir(tmp_path)

    def call(*words: str, settings: str | bytes = "") -> Done:
        if settings:
            data = settings if isinstance(settings, bytes) else settings.encode()
            (tmp_path / "postlint.toml").write_bytes(data)
        monkeypatch.setattr(sys, "argv", ["postlint", *words])
        with pytest.raises(SystemExit) as stopped:
            main()
        return Done(int(stopped.value.code or 0), *capsys.readouterr())

    return call


@pytest.mark.parametrize(
    ("settings", "place", "said"),
    [
        ("rules = 3", "1:9", "expected a table"),
        (
            "[rules]\n'html/duplicate-id' = {sevrity = 'error'}",
            "2:24",
            "has no option `sevrity`; did you mean",
        ),
        ("[rules]\n'html/duplicate-id' = {zzz = 1}", "2:24", "has no option `zzz`; it has none"),
        ("[rules]\n'site/near-duplicate' = {zzz = 1}", "2:26", "has no option `zzz`; it has `"),
        ("[rules]\n'site/near-duplicate' = {threshold = 'x'}", "2:38", "expected a whole number"),
        ("[jekyll]\nconfig = '_config.yml, _confg.yml'", "2:24", "`_confg.yml` does not exist; did you mean"),
        ("jekyll = 3", "1:10", "expected a table"),
        ("schema = 'jekyl-post'", "1:11", "neither a shipped one nor a file"),
        ("plugins = ['x']", "1:1", "a plugin is code"),
        ("[[overrides]]\nfiles = ['a']\nplugin = 'x'", "3:1", "unknown key `plugin`"),
        (b"select = '\xff'", "1:11", "the file is not UTF-8"),
    ],
)
def test_settings(run: Run, settings: str | bytes, place: str, said: str) -> None:
    done = run(settings=settings)
    assert (done.code, done.out) == (2, "")
    assert f"postlint.toml:{place}" in done.err
    assert said in done.err


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ('{"type": "strin"}', "strin"),
        (
            '{"properties": {"tags": {"x-postlint-values-from": "tags.txt"}}}',
            "the values in `tags.txt` cannot",
        ),
        ("{", ""),
    ],
)
def test_a_schema_of_ones_own(run: Run, tmp_path: Path, schema: str, said: str) -> None:
    (tmp_path / "own.json").write_text(schema, "utf-8")
    done = run(settings='schema = "own.json"')
    assert done.code == 2
    assert "own.json:1:" in done.err
    assert said in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--config", "lost.toml"), "the settings file `lost.toml` does not exist"),
        (("--config", "jekyll.config=lost.yml"), "the configuration file `lost.yml` does not exist"),
        (("--config", "schema=lost"), "the schema `lost` is neither"),
        (("inspect", "--zzzz"), "--zzzz"),
        (("merge", "--staged"), "reads the files that `--save` wrote, and no posts"),
        (("schema", "show", "jekyl-post"), "no schema is called `jekyl-post`; did you mean `jekyll-post`?"),
        (("chek",), "`chek` does not exist; did you mean `check`?"),
        (("widgets", "--format", "parquet"), "Parquet is no text"),
        (("--plugin", "nowhere"), "no plugin `nowhere` is installed"),
        (("--staged",), "in no git repository"),
        (("--staged", "-"), "a post on stdin is not in it"),
    ],
)
def test_words(run: Run, words: tuple[str, ...], said: str) -> None:
    done = run(*words)
    assert done.code == 2
    assert said in done.err.replace("\n", " ")


def test_a_plugin_of_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTLINT_PLUGINS", "nowhere")
    assert "no plugin `nowhere` is installed" in run().err


def test_an_extra_that_is_not_installed(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert "needs pygls" in run("server").err
    done = run("widgets", "--format", "parquet", "--output", str(tmp_path / "a.parquet"))
    assert (done.code, "install `postlint[parquet]`" in done.err) == (2, True)


def test_a_file_of_settings_that_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "strict.toml").write_text('[rules]\n"front-matter" = "error"\n', "utf-8")
    (tmp_path / "_posts" / "2021-12-30-a.md").write_text(GOOD.replace("title: T\n", ""), "utf-8")
    assert run().code == 1
    done = run("--config", "strict.toml", "--output-format", "json", settings='ignore = ["front-matter"]')
    assert [one["severity"] for one in json.loads(done.out)["diagnostics"]] == [
        "error",
        "info",
    ]
    assert run().code == 0


def test_files_that_are_taken_to_be_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / "_posts" / "2021-12-30-a.md").write_text(GOOD + "[x](/a/b.pdf) [y](/gone.pdf)\n", "utf-8")
    (tmp_path / "c.pdf").touch()
    (tmp_path / "list").write_text("./a/b.pdf\n", "utf-8")
    done = run("--assume-files", "list", "--output-format", "concise")
    assert "gone.pdf" in done.out
    assert "b.pdf" not in done.out


def test_schemas_that_are_shipped(run: Run) -> None:
    names = run("schema", "show").out.split()
    assert "jekyll-post" in names
    for name in names:
        assert json.loads(run("schema", "show", name).out)["$schema"].startswith("https://json-schema.org/")


def test_a_schema_from_posts(run: Run) -> None:
    drafted = json.loads(run("schema", "infer").out)
    assert set(drafted["properties"]) == {"layout", "title", "date"}
    assert set(drafted["required"]) == {"layout", "title", "date"}


def test_what_an_unreadable_post_keeps_from_being_seen(run: Run, tmp_path: Path) -> None:
    (tmp_path / "_posts" / "2021-12-30-a.md").symlink_to("2021-12-30-a.md")
    done = run("inspect", "_posts/2021-12-29-good.md", "_posts/2021-12-30-a.md")
    assert done.code == 2
    assert '"title"' in done.out or '"path"' in done.out


def test_where_the_time_went(run: Run) -> None:
    done = run("--profile", "--no-cache")
    assert (done.code, done.out) == (0, "All clear: 1 post.\n")
    head, *rows = done.err.splitlines()
    assert head.split() == ["CPU", "s", "us", "a", "post", "times", "part"]
    assert any(row.split()[-1] for row in rows)


def test_widgets_of_no_posts(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("widgets", "empty")
    assert "postlint: no posts in `empty`" in done.err


def test_rows_in_a_file(run: Run, tmp_path: Path) -> None:
    assert run("widgets", "--format", "csv", "--output", "rows.csv").code == 0
    assert (tmp_path / "rows.csv").read_text("utf-8").startswith("post,date,provider,")
