"""The command line as users meet it: exit codes, streams, bad words, broken settings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\nHello.\n"
BAD = '---\nlayout: post\ntitle: "a "b" c"\ndate: 2021-12-29 10:14:10 +0800\n---\nHello.\n'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    (tmp_path / "_posts" / "2021-12-29-good.md").write_text(GOOD)
    return tmp_path


def postlint(*arguments: str, cwd: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlint", *arguments],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80"},
    )


def test_clean(site: Path) -> None:
    done = postlint(cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "All clear: 1 post.\n", "")


def test_a_folder_given_is_the_same_as_check(site: Path) -> None:
    (site / "_posts" / "2021-12-29-bad.md").write_text(BAD)
    one, two = postlint("_posts", cwd=site), postlint("check", "_posts", cwd=site)
    assert one.returncode == 1
    assert one.stdout == two.stdout
    assert "--> _posts/2021-12-29-bad.md:3:11" in one.stdout


def test_paths_are_relative_to_the_project_wherever_one_stands(site: Path) -> None:
    (site / "_posts" / "2021-12-29-bad.md").write_text(BAD)
    inside = postlint("--output-format", "concise", cwd=site / "_posts")
    outside = postlint("--output-format", "concise", str(site), cwd=site.parent)
    assert inside.stdout == outside.stdout
    assert inside.stdout.startswith("_posts/2021-12-29-bad.md:3:11: error[")


def test_json_is_the_contract(site: Path) -> None:
    from jsonschema import Draft202012Validator

    (site / "_posts" / "2021-12-29-bad.md").write_text(BAD)
    done = postlint("--output-format", "json", cwd=site)
    report = json.loads(done.stdout)
    schema = Path(__file__).parents[2] / "schemas" / "report.schema.json"
    Draft202012Validator(json.loads(schema.read_text("utf-8"))).validate(report)
    assert report["version"] == 1
    assert report["diagnostics"][0]["start"] == {"offset": 27, "line": 3, "column": 11}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["_post"], "`_post` does not exist; did you mean `_posts`?"),
        (["--select", "html/duplicat-id"], "there is no rule or group `html/duplicat-id`; did you mean"),
        (["--select", "htlm"], "there is no rule or group `htlm`; did you mean `html`?"),
        (["--output-format", "jsn"], "there is no output format `jsn`; did you mean `json`?"),
        (["--selct", "html"], "--select"),
        (["--now", "yesterday"], "`yesterday` is not an ISO 8601 time"),
        (["--config", "htlm=off"], "unknown key `htlm`; did you mean `html`?"),
        (["--config", "html=of"], "unknown value `of`; did you mean `off`?"),
        (["--config", "nowhere.toml"], "the settings file `nowhere.toml` does not exist"),
        (["rule", "html/duplicat-id"], "did you mean `html/duplicate-id`?"),
    ],
)
def test_a_wrong_word_is_named_with_the_nearest(site: Path, arguments: list[str], said: str) -> None:
    done = postlint(*arguments, cwd=site)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("selct = []\n", ["unknown key `selct`; did you mean `select`?", "--> postlint.toml:1:1", "^^^^^"]),
        ('select = ["htlm"]\n', ["did you mean `html`?", "postlint.toml:1:11", '"htlm"']),
        ('[rules]\n"html/duplicat-id" = "off"\n', ["did you mean `html/duplicate-id`?", "postlint.toml:2:1"]),
        ('[rules]\n"html/duplicate-id" = "of"\n', ["did you mean `off`?", "postlint.toml:2:23"]),
        ("html = 3\n", ["expected one of", "postlint.toml:1:8"]),
        ('html = "off\n', ["postlint.toml:1:"]),
        ('[[overrides]]\nhtml = "off"\n', ["the key `files` is missing", "postlint.toml:"]),
    ],
)
def test_broken_settings_are_shown_where_they_break(site: Path, settings: str, said: list[str]) -> None:
    (site / "postlint.toml").write_text(settings)
    done = postlint(cwd=site)
    assert done.returncode == 2
    for words in said:
        assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_name_in_ignore_is_a_finding(site: Path) -> None:
    (site / "postlint.toml").write_text('ignore = ["html/duplicat-id"]\n')
    done = postlint("--output-format", "concise", cwd=site)
    assert done.returncode == 1
    assert done.stdout.startswith("postlint.toml:1:11: warning[postlint/unknown-rule]")


def test_isolated_ignores_settings_but_not_the_site(site: Path) -> None:
    (site / "postlint.toml").write_text("selct = []\n")
    (site / "_posts" / "2021-12-29-good.md").write_text(GOOD.replace(" +0800", ""))
    done = postlint("--isolated", "--output-format", "concise", cwd=site)
    assert done.returncode == 1
    assert "Asia/Shanghai" in done.stdout


def test_overrides_hold_for_the_posts_that_match(site: Path) -> None:
    (site / "_posts" / "old").mkdir()
    for name in ("_posts/2021-12-29-bad.md", "_posts/old/2021-12-29-bad.md"):
        (site / name).write_text(BAD)
    (site / "postlint.toml").write_text('[[overrides]]\nfiles = ["_posts/old/**"]\nignore = ["all"]\n')
    done = postlint("--output-format", "concise", cwd=site)
    assert [line.split(":")[0] for line in done.stdout.splitlines()[:-2]] == ["_posts/2021-12-29-bad.md"]


def test_an_empty_folder_is_no_fault_but_is_told(tmp_path: Path) -> None:
    done = postlint(cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    endings = "`.md`, `.markdown`, `.html`, `.htm`, `.mkd`, `.mkdn` or `.mkdown`"
    assert done.stderr == f"postlint: no posts in `.`: no file there ends in {endings}\n"


def test_a_run_without_posts_tells_what_the_files_are(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: x\n")
    (tmp_path / ".gitignore").write_text("_posts/\n")
    (tmp_path / "_posts").mkdir()
    for name in ("_posts/2021-12-28-a.md", "_posts/2021-12-29-b.md", "README.md", "_drafts/c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x\n")
    done = postlint("--exclude", "_drafts", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    where = "`_posts`, `_drafts` and the folders of collections"
    assert done.stderr == (
        "postlint: no posts in `.`: of 4 Markdown and HTML files there, 1 is not among the posts of Jekyll "
        f"(these are in {where}), 1 is excluded by `exclude`, 2 are ignored by `.gitignore`\n"
    )
    done = postlint("--force-exclude", "README.md", cwd=tmp_path)
    assert done.stderr.startswith(
        "postlint: no posts in `README.md`: the one Markdown or HTML file there is not"
    )
    assert postlint("--quiet", cwd=tmp_path).stderr == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_an_unreadable_file_is_named_after_the_others_are_done(site: Path) -> None:
    secret = site / "_posts" / "2021-12-30-secret.md"
    secret.write_text(GOOD)
    secret.chmod(0)
    done = postlint(cwd=site)
    assert done.returncode == 2
    assert "_posts/2021-12-30-secret.md: Permission denied" in done.stderr


def test_a_file_that_cannot_be_read_is_named_after_the_others_are_done(site: Path) -> None:
    (site / "_posts" / "2021-12-30-gone.md").symlink_to(site / "nowhere")
    (site / "_posts" / "2021-12-31-bad.md").write_text(BAD)
    done = postlint(cwd=site)
    assert done.returncode == 2
    assert "_posts/2021-12-31-bad.md:3:11" in done.stdout
    assert "postlint: _posts/2021-12-30-gone.md: No such file or directory\n" in done.stderr


def test_a_closed_pipe_is_quiet(site: Path) -> None:
    for number in range(40):
        (site / "_posts" / f"2021-12-29-bad{number}.md").write_text(BAD)
    done = subprocess.run(
        f"{sys.executable} -m postlint | head -1",
        shell=True,
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_stdin_is_linted_as_the_file_that_it_is_named(site: Path) -> None:
    name = "_posts/2021-12-29-new.md"
    done = postlint("--stdin-filename", name, "--output-format", "concise", "-", cwd=site, stdin=BAD)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{name}:3:11: error[")


def test_fix_and_diff(site: Path) -> None:
    post = site / "_posts" / "2021-12-29-bad.md"
    post.write_text(BAD)
    diff = postlint("--diff", cwd=site)
    assert post.read_text() == BAD
    assert '-title: "a "b" c"' in diff.stdout
    assert postlint("--fix", cwd=site).returncode == 0
    fixed = post.read_text()
    assert fixed != BAD
    assert postlint("--fix", cwd=site).returncode == 0
    assert post.read_text() == fixed


def test_fail_on_and_exit_zero(site: Path) -> None:
    (site / "_posts" / "2021-12-29-good.md").write_text(GOOD.replace(" +0800", ""))
    assert postlint(cwd=site).returncode == 1
    assert postlint("--fail-on", "error", cwd=site).returncode == 0
    assert postlint("--fail-on", "never", cwd=site).returncode == 0
    assert postlint("--exit-zero", cwd=site).returncode == 0


def test_several_formats_in_one_run(site: Path) -> None:
    (site / "_posts" / "2021-12-29-bad.md").write_text(BAD)
    done = postlint("--output-format", "concise", "--output-format", "json=report.json", cwd=site)
    assert "error[" in done.stdout
    assert json.loads((site / "report.json").read_text())["summary"]["errors"] == 1


def test_rule_shows_every_rule_and_its_documentation(site: Path) -> None:
    listed = postlint("rule", cwd=site).stdout.splitlines()
    assert len(listed) > 60
    shown = postlint("rule", "html/duplicate-id", cwd=site).stdout
    assert "## Why is this bad?" in shown


def test_inspect_shows_what_the_generator_sees(site: Path) -> None:
    done = postlint("inspect", cwd=site)
    seen = json.loads(done.stdout)
    assert seen["url"] == "/2021/12/29/good.html"
    assert seen["date"] == "2021-12-29T10:14:10+08:00"
    assert seen["front_matter"]["date"] == "2021-12-29T10:14:10+08:00"
