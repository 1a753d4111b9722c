"""`postlint config`: every value in force, with the place that it comes from."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SETTINGS = """\
fail-on = "error"
require-reason = true
ignore = ["date"]
extend-select = ["site"]

[rules]
html = "warning"
"html/duplicate-id" = "off"
"security/script" = { severity = "error" }

[jekyll]
version = "3.10"

[[overrides]]
files = ["_posts/old/**"]
html = "off"
[overrides.rules]
"link/insecure" = "error"
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts" / "old").mkdir(parents=True)
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    (tmp_path / "postlint.toml").write_text(SETTINGS)
    return tmp_path


def run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlint", "config", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["fail-on"], 'fail-on = "error"  # postlint.toml:1'),
        (["fail-on", "--config", "fail-on=never"], 'fail-on = "never"  # --config'),
        (["fail-on", "--isolated"], 'fail-on = "warning"  # default'),
        (["require-reason"], "require-reason = true  # postlint.toml:2"),
        (["jekyll.version"], 'jekyll.version = "3.10"  # postlint.toml:12'),
        (["jekyll"], 'jekyll.version = "3.10"  # postlint.toml:12'),
        (["generator"], 'generator = "jekyll"  # found in .'),
        (["generator", "--config", "generator=hugo"], 'generator = "hugo"  # --config'),
        (["timezone"], 'timezone = "Asia/Shanghai"  # the configuration found in .'),
        (["schema"], 'schema = "jekyll-post"  # by generator'),
        (["schema", "--config", "schema=imported-news"], 'schema = "imported-news"  # --config'),
        (["html"], 'html = "renders"  # default'),
        (["html", "--for", "_posts/old/new.md"], 'html = "off"  # postlint.toml:16'),
        (["html", "--for", "_posts/old"], 'html = "off"  # postlint.toml:16'),
        (["html/duplicate-id"], 'html/duplicate-id = "off"  # postlint.toml:8'),
        (["html/obsolete"], 'html/obsolete = "warning"  # postlint.toml:7'),
        (["date/future"], 'date/future = "off"  # postlint.toml:3'),
        (["site/duplicate-url"], 'site/duplicate-url = "error"  # postlint.toml:4'),
        (["postlint/unexplained-suppression"], 'suppression = "warning"  # postlint.toml:'),
        (["link/insecure"], 'link/insecure = "info"  # default'),
        (["link/insecure", "--for", "_posts/old/x.md"], 'link/insecure = "error"  # postlint.toml:18'),
        (["link/insecure", "--config", 'rules."link/insecure"=off'], 'link/insecure = "off"  # --config'),
    ],
)
def test_each_value_has_its_place(site: Path, words: list[str], line: str) -> None:
    done = run(site, *words)
    assert done.returncode == 0, done.stderr
    assert line in done.stdout


def test_without_a_key_all_settings_and_the_rules_that_were_spoken_of(site: Path) -> None:
    lines = run(site).stdout.splitlines()
    assert lines[0].startswith(f'project = "{site}"')
    assert any("; `postlint config rules` lists them" in line for line in lines)
    shown = [line for line in lines if "/" in line.partition(" ")[0]]
    assert 'html/duplicate-id = "off"  # postlint.toml:8' in shown
    assert not any(line.endswith("# default") for line in shown)
    every = run(site, "rules").stdout.splitlines()
    assert len(every) > len(shown) + 20


def test_json(site: Path) -> None:
    everything = json.loads(run(site, "--output-format", "json").stdout)
    assert everything["fail-on"] == {"value": "error", "from": "postlint.toml:1"}
    assert everything["rules"]["html/duplicate-id"] == {"value": "off", "from": "postlint.toml:8"}
    one = json.loads(run(site, "fail-on", "--output-format", "json").stdout)
    assert one == {"fail-on": {"value": "error", "from": "postlint.toml:1"}}


def test_pyproject(site: Path) -> None:
    (site / "postlint.toml").unlink()
    (site / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.postlint]\nhtml = "off"\n')
    assert 'html = "off"  # pyproject.toml:5' in run(site).stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["htlm"], "there is no setting `htlm`; did you mean `html`?"),
        (["html/duplicat-id"], "did you mean `html/duplicate-id`?"),
        (["--output-format", "jsn"], "did you mean"),
        (["--config", "htlm=off"], "unknown key `htlm`; did you mean `html`?"),
        (["--fro", "x"], "--for"),
    ],
)
def test_a_wrong_word_is_named_with_the_nearest(site: Path, words: list[str], said: str) -> None:
    done = run(site, *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
