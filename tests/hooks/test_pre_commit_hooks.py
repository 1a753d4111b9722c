"""The hooks: their manifest, and a real run of pre-commit in a scratch repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from identify import identify

ROOT = Path(__file__).parents[2]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
GOOD = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\nHello.\n"
BAD = GOOD.replace("title: T", 'title: "a "b" c"')


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("_posts/2021-12-29-x.md", True),
        ("_posts/2021-12-29-x.markdown", True),
        ("content/x.html", True),
        ("_config.yml", False),
        ("a.py", False),
        ("image.png", False),
    ],
)
def test_the_manifest_takes_posts_and_nothing_else(name: str, wanted: bool) -> None:
    tags = identify.tags_from_filename(name)
    for hook in (HOOKS["postlint"], HOOKS["postlint-fix"]):
        assert bool(tags & set(hook["types_or"])) is wanted


def test_the_manifest_calls_the_command_that_is_installed() -> None:
    for hook in HOOKS.values():
        assert hook["entry"].startswith("postlint check")
        assert hook["language"] == "python"
        words = hook["entry"].split()[1:]
        done = subprocess.run(
            [sys.executable, "-m", "postlint", *words, "--help"], capture_output=True, check=False
        )
        assert done.returncode == 0


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    (tmp_path / "_posts").mkdir()
    hook = {
        "id": "postlint",
        "name": "postlint",
        "entry": f"{sys.executable} -m {HOOKS['postlint']['entry']}",
        "language": "system",
        "types_or": HOOKS["postlint"]["types_or"],
        "require_serial": True,
    }
    config = {"repos": [{"repo": "local", "hooks": [hook]}]}
    (tmp_path / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    return tmp_path


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def _pre_commit(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PRE_COMMIT_HOME": str(folder / ".git" / "pre-commit")},
    )


def test_pre_commit_blocks_a_bad_post_and_lets_a_good_one_pass(repository: Path) -> None:
    (repository / "_posts" / "2021-12-29-good.md").write_text(GOOD)
    (repository / "README.md").write_text("# About\n")
    _git(repository, "add", "-A")
    done = _pre_commit(repository, "run")
    assert done.returncode == 0, done.stdout
    (repository / "_posts" / "2021-12-29-bad.md").write_text(BAD)
    _git(repository, "add", "-A")
    done = _pre_commit(repository, "run")
    assert done.returncode == 1
    assert "_posts/2021-12-29-bad.md:3:11" in done.stdout


def test_pre_commit_installs_the_hook_from_the_repository(repository: Path) -> None:
    """The manifest as others use it: cloned, built and installed by pre-commit itself."""
    clone = repository / ".git" / "postlint"
    wanted = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "postlint", "schemas")
    clone.mkdir()
    for name in wanted:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, clone / name)
    _git(clone, "init", "-q")
    _git(clone, "add", "-A")
    _git(clone, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "x")
    (repository / "_posts" / "2021-12-29-bad.md").write_text(BAD)
    _git(repository, "add", "-A")
    done = _pre_commit(repository, "try-repo", str(clone), "postlint")
    if "Could not find a version" in done.stdout or "NewConnectionError" in done.stdout:
        pytest.skip("no package index can be reached to install the hook's dependencies")
    assert done.returncode == 1, done.stdout
    assert "_posts/2021-12-29-bad.md:3:11" in done.stdout
