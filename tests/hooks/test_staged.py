"""`--staged`: files as the next commit has them, whatever the work tree holds meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\nHello.\n"
BAD = GOOD.replace("title: T", 'title: "a "b" c"')
POST = "_posts/2021-12-29-x.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.name", "T")
    git(tmp_path, "config", "user.email", "t@example.com")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "x")
    return tmp_path


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)


def stage(site: Path, name: str, text: str) -> Path:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    git(site, "add", "--", name)
    return path


def staged(cwd: Path, *words: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlint", "--staged", "--output-format", "concise", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(env or {})},
    )


def places(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [line.split(": ")[0] for line in done.stdout.splitlines() if "[" in line and ": " in line]


def test_a_good_post_is_judged_as_it_is_staged_although_the_work_tree_is_bad(site: Path) -> None:
    stage(site, POST, GOOD).write_text(BAD)
    done = staged(site)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "All clear: 1 post.\n"


def test_a_bad_post_is_found_although_the_work_tree_is_good(site: Path) -> None:
    stage(site, POST, BAD).write_text(GOOD)
    assert places(staged(site)) == [f"{POST}:3:11"]


def test_a_post_that_the_work_tree_has_lost_is_read(site: Path) -> None:
    stage(site, POST, BAD).unlink()
    assert places(staged(site)) == [f"{POST}:3:11"]


def test_what_is_committed_or_only_in_the_work_tree_is_not_looked_at(site: Path) -> None:
    stage(site, POST, BAD)
    git(site, "commit", "-qm", "x")
    (site / "_posts" / "2021-12-30-untracked.md").write_text(BAD)
    done = staged(site)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_named_file_is_looked_at_as_the_index_has_it_though_nothing_is_staged(site: Path) -> None:
    stage(site, POST, BAD)
    git(site, "commit", "-qm", "x")
    (site / POST).write_text(GOOD)
    assert places(staged(site, POST)) == [f"{POST}:3:11"]


def test_a_renamed_post_is_judged_under_its_new_name(site: Path) -> None:
    stage(site, POST, BAD)
    git(site, "commit", "-qm", "x")
    git(site, "mv", POST, "_posts/2021-12-29-y.md")
    assert places(staged(site)) == ["_posts/2021-12-29-y.md:3:11"]


def test_a_deleted_post_is_no_file_to_read_and_links_to_it_are_broken(site: Path) -> None:
    stage(site, POST, GOOD)
    git(site, "commit", "-qm", "x")
    git(site, "rm", "-q", "--cached", POST)
    assert staged(site).returncode == 0
    stage(site, "_posts/2021-12-30-y.md", GOOD.replace("Hello.", "[x](/2021/12/29/x.html)"))
    done = staged(site)
    assert "link/broken-target" in done.stdout
    assert (site / POST).exists()


def test_links_are_looked_up_in_the_index(site: Path) -> None:
    (site / "a.png").write_bytes(b"")
    stage(site, "b.png", "")
    stage(site, POST, GOOD.replace("Hello.", "![a](/a.png) ![b](/b.png)"))
    done = staged(site)
    assert len(places(done)) == 1
    assert "/a.png" in done.stdout


def test_settings_and_the_sites_configuration_are_read_as_staged(site: Path) -> None:
    text = GOOD.replace(" +0800", "").replace("10:14:10", "03:00:00")
    stage(site, POST, text)
    stage(site, "postlint.toml", 'ignore = ["date"]\n').write_text("selct = []\n")
    assert staged(site).returncode == 0
    stage(site, "postlint.toml", "").write_text('ignore = ["all"]\n')
    (site / "_config.yml").write_text("timezone: America/New_York\n")
    done = staged(site)
    assert done.returncode == 1
    assert "Asia/Shanghai" in done.stdout or "New_York" not in done.stdout


def test_the_baseline_is_read_as_staged(site: Path) -> None:
    stage(site, POST, BAD)
    subprocess.run([sys.executable, "-m", "postlint", "baseline", "create"], cwd=site, check=True)
    assert staged(site).returncode == 1
    git(site, "add", "postlint-baseline.json")
    (site / "postlint-baseline.json").unlink()
    assert staged(site).returncode == 0


def test_folders_and_a_working_folder_below_the_top(site: Path) -> None:
    stage(site, "blog/_config.yml", "title: x\n")
    stage(site, f"blog/{POST}", BAD)
    stage(site, POST, BAD)
    assert places(staged(site, "blog")) == [f"{POST}:3:11"]
    assert places(staged(site / "blog")) == [f"{POST}:3:11"]
    assert places(staged(site.parent, str(site / "blog"))) == [f"{POST}:3:11"]


def test_names_with_line_breaks_and_characters_beyond_ascii(site: Path) -> None:
    stage(site, "_posts/2021-12-29-股 票\n.md", BAD)
    assert "2021-12-29-股 票" in staged(site).stdout


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    stage(tmp_path, "_config.yml", "")
    stage(tmp_path, POST, BAD)
    assert places(staged(tmp_path)) == [f"{POST}:3:11"]


def test_symbolic_links_are_followed_within_the_index(site: Path) -> None:
    stage(site, "settings/postlint.toml", 'ignore = ["all"]\n').write_text("selct = []\n")
    (site / "postlint.toml").symlink_to("settings/postlint.toml")
    (site / "_posts" / "2021-12-30-link.md").symlink_to("2021-12-29-x.md")
    git(site, "add", "-A", "_posts", "postlint.toml")
    stage(site, POST, BAD)
    done = staged(site)
    assert (done.returncode, done.stdout) == (0, "All clear: 1 post.\n")


def test_a_submodule_is_no_post_and_its_files_exist(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    git(other, "init", "-q")
    stage(other, "logo.png", "")
    git(other, "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "x")
    git(site, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(other), "assets")
    stage(site, POST, GOOD.replace("Hello.", "![a](/assets/logo.png)"))
    done = staged(site)
    assert (done.returncode, done.stdout) == (0, "All clear: 1 post.\n"), done.stdout


def test_a_partial_commit_has_an_index_of_its_own(site: Path) -> None:
    """`git commit FILE` tells its hooks by GIT_INDEX_FILE, relative to the top."""
    (site / ".git" / "hooks" / "pre-commit").write_text(
        f"#!/bin/sh\nexec {sys.executable} -m postlint --staged blog\n"
    )
    (site / ".git" / "hooks" / "pre-commit").chmod(0o755)
    stage(site, "blog/_config.yml", "title: x\n")
    stage(site, f"blog/{POST}", GOOD)
    stage(site, "blog/_posts/2021-12-30-y.md", BAD)
    words = ["git", "-C", str(site), "commit", "-qm", "x"]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1
    done = subprocess.run([*words, "blog/_config.yml", f"blog/{POST}"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_conflict_that_is_not_resolved_is_told(site: Path) -> None:
    stage(site, POST, GOOD)
    git(site, "commit", "-qm", "x")
    git(site, "checkout", "-qb", "other")
    stage(site, POST, GOOD.replace("Hello", "Hi"))
    git(site, "commit", "-qm", "y")
    git(site, "checkout", "-q", "-")
    stage(site, POST, GOOD.replace("Hello", "Ho"))
    git(site, "commit", "-qm", "z")
    subprocess.run(["git", "-C", str(site), "merge", "-q", "other"], capture_output=True, check=False)
    done = staged(site)
    assert done.returncode == 2
    assert done.stderr == f"postlint: {POST}: it is not merged: resolve the conflict and `git add` it\n"


def test_excluded_posts_are_left_out(site: Path) -> None:
    stage(site, POST, BAD)
    stage(site, "postlint.toml", 'exclude = ["_posts/"]\n')
    assert staged(site).stdout == ""
    assert places(staged(site, POST)) == [f"{POST}:3:11"]
    assert staged(site, "--force-exclude", POST).returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--fix"], "`--fix` writes files, and `--staged` reads git's index"),
        (["--stdin-filename", POST, "-"], "a post on stdin is not in it"),
        (["new.md"], "`new.md` is not in git's index: `git add` it, or leave out `--staged`"),
    ],
)
def test_what_does_not_go_together_is_said(site: Path, words: list[str], said: str) -> None:
    (site / "new.md").write_text(GOOD)
    done = staged(site, *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_outside_of_a_repository(tmp_path: Path) -> None:
    done = staged(tmp_path, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert done.returncode == 2
    assert done.stderr == (
        f"postlint: `--staged` reads git's index, and `{tmp_path}` is in no git repository\n"
    )


def test_without_git(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = staged(site, env={"PATH": str(tmp_path_factory.mktemp("empty"))})
    assert done.returncode == 2
    assert done.stderr == "postlint: `--staged` asks git, which is not installed\n"


def test_diff_shows_what_a_fix_would_change(site: Path) -> None:
    post = stage(site, POST, BAD)
    done = staged(site, "--diff")
    assert '-title: "a "b" c"' in done.stdout
    assert post.read_text() == BAD


def test_many_staged_posts_are_read_by_several_processes(site: Path) -> None:
    for number in range(140):
        (site / f"_posts/2021-12-29-{number:03}.md").write_text(BAD)
    git(site, "add", "-A")
    for path in (site / "_posts").iterdir():
        path.unlink()
    done = staged(site, "--jobs", "2")
    assert done.stdout.count("error[front-matter/syntax]") == 140, done.stderr
