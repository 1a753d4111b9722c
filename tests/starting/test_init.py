"""`postlint init`: it shows before it writes, writes what is missing, and touches nothing that is there."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

BAD = '---\nlayout: post\ntitle: "a "b" c"\ndate: 2021-12-29 10:14:10 +0800\n---\nHello.\n'
POST = "_posts/2021-12-29-x.md"
FILES = [
    "postlint.toml",
    ".git/hooks/pre-commit",
    ".github/workflows/postlint.yml",
    ".vscode/extensions.json",
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "T")
    git(tmp_path, "config", "user.email", "t@example.com")
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    (tmp_path / "_posts").mkdir()
    return tmp_path


def git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", str(folder), *words], capture_output=True, text=True, check=False)


def init(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlint", "init", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def files(folder: Path) -> dict[str, bytes]:
    skipped = ("sample", ".git/config", ".git/HEAD", ".git/description", ".git/info/exclude")
    found = (path for path in folder.rglob("*") if path.is_file())
    names = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    return {name: data for name, data in names.items() if not name.endswith(skipped)}


def test_without_yes_and_without_a_terminal_it_only_shows(site: Path) -> None:
    before = files(site)
    done = init(site)
    assert (done.returncode, done.stderr) == (0, "")
    for name in FILES:
        assert f"{name}: new\n" in done.stdout
    assert '  + schema = "jekyll-post"\n' in done.stdout
    assert done.stdout.endswith("Nothing is written: `postlint init --yes` writes 4 files.\n")
    assert files(site) == before


def test_yes_writes_what_was_shown_and_nothing_else(site: Path) -> None:
    before = files(site)
    shown = init(site).stdout
    assert init(site, "--yes").returncode == 0
    after = files(site)
    assert sorted(set(after) - set(before)) == sorted(FILES)
    assert {name: after[name] for name in before} == before
    for name in FILES:
        for line in after[name].decode().splitlines():
            assert f"  + {line}".rstrip() in shown
    assert os.access(site / ".git/hooks/pre-commit", os.X_OK)
    again = init(site, "--yes")
    assert again.stdout.endswith("Nothing to write.\n")
    assert files(site) == after


def test_what_it_writes_is_what_it_should_be(site: Path) -> None:
    init(site, "--yes")
    assert tomllib.loads((site / "postlint.toml").read_text())["schema"] == "jekyll-post"
    workflow = yaml.safe_load((site / ".github/workflows/postlint.yml").read_text())
    steps = workflow["jobs"]["postlint"]["steps"]
    action = yaml.safe_load((Path(__file__).parents[2] / "action.yml").read_text())
    assert set(steps[1]["with"]) <= set(action["inputs"])
    assert json.loads((site / ".vscode/extensions.json").read_text())["recommendations"]
    lint = subprocess.run([sys.executable, "-m", "postlint"], cwd=site, capture_output=True, check=False)
    assert lint.returncode == 0


def test_the_hook_stops_a_bad_commit(site: Path) -> None:
    init(site, "--yes")
    (site / POST).write_text(BAD)
    git(site, "add", "-A")
    done = git(site, "commit", "-qm", "x")
    assert done.returncode == 1
    assert f"{POST}:3:11" in done.stdout + done.stderr
    assert git(site, "log").returncode != 0
    (site / POST).write_text(BAD.replace('"a "b" c"', "abc"))
    git(site, "add", "-A")
    assert git(site, "commit", "-qm", "x").returncode == 0


def test_the_hook_runs_no_module_of_the_repository(site: Path) -> None:
    init(site, "--yes")
    for name in ("click.py", "postlint.py", "yaml.py"):
        (site / name).write_text("open('ran', 'w')\n")
    git(site, "add", "-A")
    assert git(site, "commit", "-qm", "x").returncode == 0
    assert not (site / "ran").exists()


def test_files_that_are_there_stay_and_what_to_add_is_said(site: Path) -> None:
    there = {
        ".git/hooks/pre-commit": "#!/bin/sh\nmake test\n",
        ".gitlab-ci.yml": "test:\n  script: make\n",
        ".vscode/extensions.json": "{}\n",
        "postlint.toml": "",
    }
    for name, text in there.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text)
    done = init(site, "--yes")
    assert "postlint.toml: has it already\n" in done.stdout
    assert (
        "pre-commit: is there and stays as it is; add by hand:\n    postlint --staged || exit 1\n"
        in done.stdout
    )
    assert ".gitlab-ci.yml: is there and stays as it is; add by hand:\n    postlint:\n" in done.stdout
    assert (
        'extensions.json: is there and stays as it is; add by hand:\n    "postlint.postlint"\n' in done.stdout
    )
    assert done.stdout.endswith("Nothing to write.\n")
    assert {name: (site / name).read_text() for name in there} == there


def test_where_pre_commit_is_used_its_file_gets_the_entry(site: Path) -> None:
    config = site / ".pre-commit-config.yaml"
    config.write_text("repos: []\n")
    done = init(site, "--yes")
    assert ".pre-commit-config.yaml: is there and stays as it is; add by hand:\n" in done.stdout
    assert "- id: postlint-site" in done.stdout
    assert "Now run: pip install pre-commit && pre-commit install -t pre-commit -t pre-push\n" in done.stdout
    assert config.read_text() == "repos: []\n"
    assert not (site / ".git/hooks/pre-commit").exists()


def test_a_whole_file_for_pre_commit(site: Path) -> None:
    init(site, "--yes", "--hook", "pre-commit", "--ci", "none", "--editor", "none")
    assert sorted(files(site)) == [".pre-commit-config.yaml", "_config.yml", "postlint.toml"]
    (repo,) = yaml.safe_load((site / ".pre-commit-config.yaml").read_text())["repos"]
    manifest = yaml.safe_load((Path(__file__).parents[2] / ".pre-commit-hooks.yaml").read_text())
    assert {hook["id"] for hook in repo["hooks"]} <= {hook["id"] for hook in manifest}
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-config"], cwd=site, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_a_project_of_gitlab(site: Path) -> None:
    git(site, "remote", "add", "origin", "git@gitlab.com:me/site.git")
    init(site, "--yes")
    job = yaml.safe_load((site / ".gitlab-ci.yml").read_text())["postlint"]
    assert job["artifacts"]["reports"]["codequality"] == "codequality.json"
    command = job["script"][1].replace("postlint", f"{sys.executable} -m postlint", 1)
    (site / POST).write_text(BAD)
    done = subprocess.run(command, shell=True, cwd=site, capture_output=True, check=False)
    assert done.returncode == 1
    assert json.loads((site / "codequality.json").read_text())[0]["location"]["path"] == POST


def test_a_site_in_a_folder_of_its_repository(site: Path) -> None:
    blog = site / "my blog"
    (blog / "content").mkdir(parents=True)
    (blog / "hugo.toml").write_text('title = "x"\n')
    init(site, "--yes", "my blog")
    assert 'schema = "hugo-post"' in (blog / "postlint.toml").read_text()
    assert "--staged 'my blog'\n" in (site / ".git/hooks/pre-commit").read_text()
    workflow = yaml.safe_load((site / ".github/workflows/postlint.yml").read_text())
    assert workflow["jobs"]["postlint"]["steps"][1]["with"]["paths"] == "my blog"
    (blog / "content" / "x.md").write_text('+++\ntitle = "a\n+++\nText.\n')
    git(site, "add", "-A")
    done = git(site, "commit", "-qm", "x")
    assert done.returncode == 1
    assert "content/x.md:2:" in done.stdout + done.stderr


def test_settings_in_pyproject_are_enough(site: Path) -> None:
    (site / "pyproject.toml").write_text("[tool.postlint]\n")
    assert "pyproject.toml: has it already\n" in init(site).stdout


def test_an_empty_folder_without_a_repository(tmp_path: Path) -> None:
    env = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)}
    done = subprocess.run(
        [sys.executable, "-m", "postlint", "init", "--yes"],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert sorted(files(tmp_path)) == [".vscode/extensions.json", "postlint.toml"]
    assert (
        "There is no git repository, and so no hook: `git init`, then `postlint init` again." in done.stdout
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--schema", "jekyl-post"], "no schema is called `jekyl-post`; did you mean `jekyll-post`?"),
        (["--hook", "husky"], "'husky' is not one of 'git', 'pre-commit', 'none'"),
        (["nowhere"], "`nowhere` does not exist"),
        (["--yess"], "--yes"),
    ],
)
def test_a_wrong_word(site: Path, words: list[str], said: str) -> None:
    done = init(site, *words)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(("answer", "wrote"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_a_terminal_is_asked(site: Path, answer: str, wrote: bool) -> None:
    main, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "postlint", "init"], cwd=site, stdin=terminal, stdout=terminal, stderr=terminal
    ) as process:
        os.write(main, answer.encode())
        shown = b""
        while b"Write 4 files?" not in shown:
            shown += os.read(main, 4096)
        process.wait(60)
    os.close(terminal)
    os.close(main)
    assert (site / "postlint.toml").exists() is wrote


def test_the_action_lints_and_writes_sarif(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    action = yaml.safe_load((Path(__file__).parents[2] / "action.yml").read_text())
    (script,) = [s["run"] for s in action["runs"]["steps"] if "postlint check" in s.get("run", "")]
    tools = tmp_path_factory.mktemp("tools")
    (tools / "postlint").write_text(f'#!/bin/sh\nexec {sys.executable} -m postlint "$@"\n')
    (tools / "postlint").chmod(0o755)
    (site / POST).write_text(BAD)
    (site / "my notes").mkdir()
    env = {
        **os.environ,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PATHS": "_posts\nmy notes\n",
        "ARGS": "--fail-on error",
        "SARIF": "out.sarif",
    }
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=site,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert f"::error file={POST},line=3," in done.stdout
    assert json.loads((site / "out.sarif").read_text())["runs"][0]["results"]
    (upload,) = [s for s in action["runs"]["steps"] if "upload-sarif" in s.get("uses", "")]
    assert "always()" in upload["if"]
