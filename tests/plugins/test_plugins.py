"""Plugins: found by their entry point, run only when the user names them; and the sample of the docs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "docs" / "sample-plugin"
POST = "---\nlayout: post\ntitle: STOCKS FALL AGAIN\ndate: 2021-12-29 10:14:10 +0800\n---\nHello.\n"
RULE = (
    "from postlint.diagnostic import Finding, Severity\nfrom postlint.registry import rule\n"
    "from postlint.text import Span\n\n"
    "@rule(Severity.ERROR, name='{name}')\ndef check(post):\n    {body}\n"
)


def installed(folder: Path, name: str, value: str, source: Path | str) -> str:
    """Lay a package out as an installer would; the PYTHONPATH that finds it."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[postlint.rules]\n{name} = {value}\n")
    if isinstance(source, Path):
        return os.pathsep.join((str(folder), str(source)))
    (folder / f"{value.partition(':')[0]}.py").write_text(source)
    return str(folder)


@pytest.fixture
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    return installed(tmp_path_factory.mktemp("sample"), "sample", "postlint_sample:rules", SAMPLE / "src")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    (tmp_path / "_posts" / "2021-12-29-x.md").write_text(POST)
    return tmp_path


def python(cwd: Path, path: str, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path, **env},
    )


def postlint(cwd: Path, path: str, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return python(cwd, path, "-m", "postlint", *words, **env)


def test_the_samples_own_tests_pass(sample: str, tmp_path: Path) -> None:
    words = ("-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", str(SAMPLE / "pyproject.toml"))
    done = python(tmp_path, sample, *words, str(SAMPLE / "tests"))
    assert done.returncode == 0, done.stdout
    assert "4 passed" in done.stdout


def test_an_installed_plugin_does_not_run_by_itself(site: Path, sample: str) -> None:
    assert postlint(site, sample).returncode == 0
    assert "there is no rule or group `sample`" in postlint(site, sample, "--select", "sample").stderr
    assert "sample/" not in postlint(site, sample, "rule").stdout


@pytest.mark.parametrize("text", ['plugins = ["sample"]\n', 'plugin = "sample"\n'])
def test_settings_cannot_let_it_run(site: Path, sample: str, text: str) -> None:
    (site / "postlint.toml").write_text(text)
    done = postlint(site, sample)
    assert done.returncode == 2
    assert "a plugin is code: only the command line (`--plugin`) and POSTLINT_PLUGINS name it" in done.stderr


def test_the_command_line_and_the_environment_let_it_run(site: Path, sample: str) -> None:
    one = postlint(site, sample, "--plugin", "sample", "--output-format", "concise")
    two = postlint(site, sample, "--output-format", "concise", POSTLINT_PLUGINS="sample")
    both = postlint(
        site, sample, "--plugin", "sample", "--output-format", "concise", POSTLINT_PLUGINS="sample"
    )
    assert one.stdout == two.stdout == both.stdout
    assert "_posts/2021-12-29-x.md:3:8: warning[sample/shouting-title]" in one.stdout


def test_its_rules_are_as_any_other(site: Path, sample: str) -> None:
    words = ("--plugin", "sample")
    assert postlint(site, sample, *words, "--ignore", "sample").returncode == 0
    assert (
        "did you mean `sample/shouting-title`?"
        in postlint(site, sample, *words, "--select", "sample/shouting-titel").stderr
    )
    (site / "postlint.toml").write_text(
        '[rules]\n"sample/shouting-title" = { severity = "error", allow = 3 }\n'
    )
    assert "expected a list" in postlint(site, sample, *words).stderr
    (site / "postlint.toml").write_text('[rules]\n"sample/shouting-title" = { allow = ["FALL"] }\n')
    assert postlint(site, sample, *words).returncode == 0
    (site / "postlint.toml").write_text("")
    post = site / "_posts" / "2021-12-29-x.md"
    comment = "# postlint: ignore[sample/shouting-title] loud\n"
    post.write_text(POST.replace("title:", f"{comment}title:"))
    assert postlint(site, sample, *words).returncode == 0
    listed = postlint(site, sample, "rule", *words, "--all", "--output-format", "json")
    assert "sample/shouting-title" in {rule["name"] for rule in json.loads(listed.stdout)}


def test_its_fixes_and_its_documentation_in_sarif(site: Path, sample: str) -> None:
    words = ("--plugin", "sample")
    sarif = json.loads(postlint(site, sample, *words, "--output-format", "sarif").stdout)
    (rule,) = sarif["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == "A title is written in capitals."
    postlint(site, sample, *words, "--fix", "--unsafe-fixes")
    assert "title: Stocks fall again\n" in (site / "_posts" / "2021-12-29-x.md").read_text()


def test_a_name_that_is_not_installed(site: Path, sample: str) -> None:
    for done in (
        postlint(site, sample, "--plugin", "sampl"),
        postlint(site, sample, POSTLINT_PLUGINS="sampl"),
    ):
        assert done.returncode == 2
        assert done.stderr == "postlint: no plugin `sampl` is installed; did you mean `sample`?\n"


@pytest.mark.parametrize(
    ("value", "source", "said"),
    [
        ("broken", "import nowhere\n", "cannot be loaded: ModuleNotFoundError: No module named 'nowhere'"),
        ("broken", "x = 1\n", "cannot be used: it brings no rules"),
        ("broken:rules", "rules = 3\n", "cannot be loaded: TypeError: expected rules, and found int"),
        ("broken:rules", "x = 3\n", "cannot be loaded: AttributeError"),
        (
            "broken",
            RULE.format(name="html/mine", body="return ()"),
            "the group of its rule `html/mine` is postlint's",
        ),
        ("broken", RULE.format(name="Mine", body="return ()"), "`Mine` is no name of a rule"),
    ],
)
def test_a_plugin_that_brings_no_rules_is_named(
    site: Path, tmp_path_factory: pytest.TempPathFactory, value: str, source: str, said: str
) -> None:
    path = installed(tmp_path_factory.mktemp("broken"), "mine", value, source)
    done = postlint(site, path, "--plugin", "mine")
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.startswith("postlint: the plugin `mine` cannot be ")
    assert "Traceback" not in done.stderr


def test_a_rule_that_fails_is_an_internal_error_that_names_it(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    source = RULE.format(name="mine/bad", body="raise ValueError('oh')")
    path = installed(tmp_path_factory.mktemp("failing"), "mine", "mine", source)
    done = postlint(site, path, "--plugin", "mine")
    assert done.returncode == 2
    assert "`mine/bad` failed: ValueError: oh" in done.stdout


def test_results_that_are_kept_know_the_plugin(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    for number in range(40):
        (site / "_posts" / f"2021-12-29-{number:02}.md").write_text(POST)
    folder = tmp_path_factory.mktemp("changing")
    body = "yield Finding(Span(0, 1), 'one')"
    path = installed(folder, "mine", "mine", RULE.format(name="mine/x", body=body))
    words = ("--plugin", "mine", "--select", "mine", "--output-format", "concise")
    assert postlint(site, path, *words).stdout.count("] one") == 41
    (folder / "mine.py").write_text(RULE.format(name="mine/x", body=body.replace("one", "other")))
    assert postlint(site, path, *words).stdout.count("] other") == 41
    assert "mine/x" not in postlint(site, path).stdout
