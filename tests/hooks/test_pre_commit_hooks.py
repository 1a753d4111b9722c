"""The hooks: their manifest, and real runs of pre-commit in a scratch repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from identify import identify

from postlint.files import POST_SUFFIXES

ROOT = Path(__file__).parents[2]
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
GOOD = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\nHello.\n"
BAD = GOOD.replace("title: T", 'title: "a "b" c"')
MENDED = GOOD.replace("title: T", 'title: "a \\"b\\" c"')
POST = "_posts/2021-12-29-x.md"
PACKAGE = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "postlint", "schemas")


def _takes(hook: str, path: Path) -> bool:
    """Whether pre-commit gives a file to a hook: its `files` and its `types`."""
    wanted = HOOKS[hook]
    return bool(re.search(wanted["files"], path.as_posix())) and set(wanted["types"]) <= (
        identify.tags_from_path(str(path))
    )


@pytest.mark.parametrize("hook", ["postlint", "postlint-fix"])
def test_the_manifest_takes_posts_and_nothing_else(hook: str, tmp_path: Path) -> None:
    for suffix in (*POST_SUFFIXES, ".MD"):
        post = tmp_path / f"2021-12-29-x{suffix}"
        post.write_bytes("café".encode("latin-1"))
        assert _takes(hook, post), suffix
    for name in ("_config.yml", "a.py", "image.png", "md", "x.md.bak"):
        other = tmp_path / name
        other.write_bytes(b"x")
        assert not _takes(hook, other), name
    link = tmp_path / "link.md"
    link.symlink_to("a.py")
    assert not _takes(hook, link)


def test_the_manifest_calls_the_command_that_is_installed() -> None:
    for hook in HOOKS.values():
        assert hook["entry"].startswith("postlint check")
        assert hook["language"] == "python"
        words = hook["entry"].split()[1:]
        done = subprocess.run(
            [sys.executable, "-m", "postlint", *words, "--help"], capture_output=True, check=False
        )
        assert done.returncode == 0


def test_the_whole_site_is_linted_before_a_push_whatever_has_changed() -> None:
    hook = HOOKS["postlint-site"]
    assert (hook["stages"], hook["pass_filenames"], hook["always_run"]) == (["pre-push"], False, True)


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the manifest, as pre-commit clones it."""
    clone = tmp_path_factory.mktemp("hooks")
    for name in PACKAGE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, clone / name)
    _start(clone)
    return clone


def _start(folder: Path) -> None:
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "config", "user.name", "T")
    _git(folder, "config", "user.email", "t@example.com")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", "x", "--allow-empty")


def _git(folder: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    done = _tried(folder, *words, **env)
    assert done.returncode == 0, done.stderr
    return done


def _tried(folder: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(folder), *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **env},
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pre-commit keeps what it has installed."""
    return tmp_path_factory.mktemp("home")


def _pre_commit(folder: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PRE_COMMIT_HOME": str(home)},
    )
    if "Could not find a version" in done.stdout or "NewConnectionError" in done.stdout:
        pytest.skip("no package index can be reached to install the hook's dependencies")
    return done


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    (tmp_path / "README.md").write_text("# About\n")
    _start(tmp_path)
    return tmp_path


def test_try_repo(site: Path, hooks: Path, home: Path) -> None:
    """The manifest as it is tried: cloned, built and installed by pre-commit itself."""
    post = site / POST
    post.write_text(BAD)
    _git(site, "add", "-A")
    done = _pre_commit(site, home, "try-repo", str(hooks), "postlint", "--verbose")
    assert done.returncode == 1, done.stdout
    assert f"--> {POST}:3:11" in done.stdout
    assert "Found 1 error in 1 of 1 post." in done.stdout


def test_commits_and_pushes(
    site: Path, hooks: Path, home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A user's days with the hooks: what they let through, what they stop, and what they mend."""
    revision = _git(hooks, "rev-parse", "HEAD").stdout.strip()
    wanted = [{"id": "postlint"}, {"id": "postlint-fix", "stages": ["manual"]}, {"id": "postlint-site"}]
    config = {"repos": [{"repo": str(hooks), "rev": revision, "hooks": wanted}]}
    (site / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    assert _pre_commit(site, home, "install", "-t", "pre-commit", "-t", "pre-push").returncode == 0
    remote = tmp_path_factory.mktemp("remote")
    _git(remote, "init", "-q", "--bare")
    _git(site, "remote", "add", "origin", str(remote))
    env = {"PRE_COMMIT_HOME": str(home)}
    post = site / POST

    post.write_text(GOOD)
    _git(site, "add", "-A")
    _git(site, "commit", "-qm", "a good post", **env)
    _git(site, "push", "-q", "origin", "main", **env)

    # Half of the file is staged: what the commit will hold counts, not what the work tree holds.
    post.write_text(BAD)
    _git(site, "add", POST)
    post.write_text(GOOD)
    stopped = _tried(site, "commit", "-qm", "a bad post", **env)
    assert stopped.returncode == 1
    assert f"{POST}:3:11" in stopped.stderr
    assert post.read_text() == GOOD

    post.write_text(BAD)
    mended = _pre_commit(site, home, "run", "postlint-fix", "--hook-stage", "manual", "--files", POST)
    assert mended.returncode == 1
    assert "files were modified by this hook" in mended.stdout
    assert post.read_text() == MENDED
    _git(site, "add", POST)
    link = site / "_posts" / "2021-12-30-y.md"
    link.write_text(GOOD.replace("Hello.", "[x](/2021/12/29/x.html)"))
    _git(site, "add", "-A")
    _git(site, "commit", "-qm", "mended, and linked to", **env)
    _git(site, "push", "-q", "origin", "main", **env)

    # No hook is given a file when one is deleted: the link to it is found before the push.
    _git(site, "rm", "-q", POST)
    _git(site, "commit", "-qm", "deleted", **env)
    stopped = _tried(site, "push", "-q", "origin", "main", **env)
    assert stopped.returncode == 1
    assert "link/broken-target" in stopped.stdout + stopped.stderr
    assert "_posts/2021-12-30-y.md:6:" in stopped.stdout + stopped.stderr
