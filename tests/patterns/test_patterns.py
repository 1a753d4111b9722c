"""Checks that settings define: their cases, what they may not say, and how they stand beside the rules."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from postlint.context import Context
from postlint.patterns import Pattern
from postlint.patterns.expressions import ExpressionError
from postlint.patterns.pattern import findings
from postlint.patterns.values import steps
from postlint.post import Post
from postlint.testing import check_file
from postlint.text import Source

FOLDER = Path(__file__).parents[2] / "fixtures" / "patterns"
POST = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\nHello.\n"
HELLO = '[[patterns]]\nname = "hello"\nregex = "Hello"\nmessage = "a greeting"\n'


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.md")), ids=lambda file: file.stem)
def test_case_file(file: Path, update: bool) -> None:
    check_file(file, f"pattern/{file.stem}", update=update)


def postlint(site: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlint", *words],
        cwd=site,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "80", **env},
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    (tmp_path / "_posts" / "2021-12-29-x.md").write_text(POST)
    return tmp_path


HEAD = '[[patterns]]\nname = "x"\nmessage = "m"\n'


@pytest.mark.parametrize(
    ("settings", "said", "place"),
    [
        (f"{HEAD}selector = 'b:nope i'\n", "this is no CSS selector: unknown pseudo-class", "4:14"),
        (f"{HEAD}selector = 'a,,b'\n", "this is no CSS selector: expected a selector", "4:15"),
        (f"{HEAD}regex = 'a(b'\n", "the expression is not one of RE2: missing )", "4:10"),
        (f"{HEAD}regex = 'a(?=b)'\n", "no look-around and no back references", "4:11"),
        (f"{HEAD}regex = '(((a{{999}}){{999}}){{999}})'\n", "the expression is not one of RE2", "4:"),
        (f"{HEAD}regex = '{'a' * 2001}'\n", "the expression has 2001 characters", "4:10"),
        (f"{HEAD}regex = '(a)'\nreplacement = 'b\\2'\n", "there is no group `\\2`: 1 group", "5:17"),
        (f"{HEAD}selector = 'b'\nreplacement = '\\2'\n", "there is no group `\\2`: 1 group", "5:16"),
        (f"{HEAD}front-matter = 'a..b'\n", "a path is written like `author.name`", "4:18"),
        (f"{HEAD}front-matter = 'a'\nselector = 'b'\n", "not both", "4:1"),
        (f"{HEAD}", "a pattern needs a `selector`, a `front-matter` path or a `regex`", "1:1"),
        (f"{HEAD}regex = 'a'\nattribute = 'b'\n", "`attribute` is one of the elements", "5:1"),
        (f"{HEAD}front-matter = 'a'\nin = 'body'\n", "this looks at a `front-matter`", "5:1"),
        (f"{HEAD}regex = 'a'\nmissing = true\n", "asks for a value at a `front-matter` path", "5:1"),
        (f"{HEAD}front-matter = 'a'\nmissing = true\nregex = 'b'\n", "nothing to match", "5:1"),
        (f"{HEAD}selector = 'b'\nregex = 'a'\nreplacement = 'b'\n", "it has nothing to replace", "6:1"),
        (f"{HEAD}regexp = 'a'\n", "unknown key `regexp`; did you mean `regex`?", "4:1"),
        (f"{HEAD}regex = 'a'\nin = 'bodi'\n", "unknown value `bodi`; did you mean `body`?", "5:6"),
        (f"{HEAD}regex = 'a'\nseverity = 'err'\n", "did you mean `error`?", "5:12"),
        ('[[patterns]]\nname = "X Y"\nmessage = "m"\nregex = "a"\n', "`X Y` is no name", "2:8"),
        (f"{HEAD}regex = 'a'\n{HEAD}regex = 'b'\n", "a pattern of this name already", "6:8"),
        ('[[patterns]]\nname = "x"\n', "the key `message` is missing", "1:1"),
        ("patterns = 3\n", "expected a list", "1:12"),
        (f'ignore = ["pattern/y"]\nselect = ["pattern/y"]\n{HEAD}regex = "a"\n', "`pattern/y`", "2:"),
    ],
)
def test_what_cannot_be_meant_is_shown_where_it_stands(
    site: Path, settings: str, said: str, place: str
) -> None:
    (site / "postlint.toml").write_text(settings)
    done = postlint(site)
    assert done.returncode == 2
    assert said in done.stderr
    assert f"--> postlint.toml:{place}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pattern_is_a_rule_as_any_other(site: Path) -> None:
    settings = site / "postlint.toml"
    settings.write_text(HELLO)
    done = postlint(site, "--output-format", "json")
    (found,) = json.loads(done.stdout)["diagnostics"]
    assert (found["rule"], found["severity"]) == ("pattern/hello", "warning")
    settings.write_text(f'{HELLO}\n[rules]\n"pattern/hello" = "error"\n')
    assert "error[pattern/hello]" in postlint(site).stdout
    for ignored in ('"pattern"', '"pattern/hello"'):
        settings.write_text(f"ignore = [{ignored}]\n{HELLO}")
        assert postlint(site).returncode == 0
    settings.write_text(f'{HELLO}severity = "off"\n')
    assert postlint(site).returncode == 0
    assert postlint(site, "--extend-select", "pattern").returncode == 1
    assert postlint(site, "--extend-select", "pattern/hello").returncode == 1
    assert "did you mean `pattern/hello`?" in postlint(site, "--select", "pattern/helo").stderr


def test_a_comment_excuses_it_and_an_unknown_name_is_told(site: Path) -> None:
    (site / "postlint.toml").write_text(HELLO)
    post = site / "_posts" / "2021-12-29-x.md"
    post.write_text(POST.replace("Hello.", "Hello. <!-- postlint: ignore[pattern/hello] it is polite -->"))
    done = postlint(site)
    assert done.returncode == 0, done.stdout
    post.write_text(POST.replace("Hello.", "Hello. <!-- postlint: ignore[pattern/helo] it is polite -->"))
    assert "did you mean `pattern/hello`?" in postlint(site).stdout


def test_overrides_switch_it_for_some_posts(site: Path) -> None:
    (site / "_posts" / "old").mkdir()
    (site / "_posts" / "old" / "2020-12-29-x.md").write_text(POST.replace("2021", "2020"))
    words = '[[overrides]]\nfiles = ["_posts/old/**"]\n[overrides.rules]\n"pattern/hello" = "warning"\n'
    (site / "postlint.toml").write_text(f'{HELLO}severity = "off"\n{words}')
    done = postlint(site, "--output-format", "concise")
    lines = [line for line in done.stdout.splitlines() if "pattern/hello" in line]
    assert [line.split(":")[0] for line in lines] == ["_posts/old/2020-12-29-x.md"]


def test_postlint_rule_shows_it(site: Path) -> None:
    (site / "postlint.toml").write_text(HELLO)
    assert "pattern/hello  warning  A greeting." in postlint(site, "rule", "pattern").stdout
    assert "- what matches `Hello`" in postlint(site, "rule", "pattern/hello").stdout
    every = json.loads(postlint(site, "rule", "--all", "--output-format", "json").stdout)
    assert {"pattern/hello", "html/duplicate-id"} <= {rule["name"] for rule in every}


def test_results_that_are_kept_know_the_pattern(site: Path) -> None:
    for number in range(40):
        (site / "_posts" / f"2021-12-29-{number:02}.md").write_text(POST)
    settings = site / "postlint.toml"
    settings.write_text(HELLO)
    assert postlint(site, "--select", "pattern").stdout.count("[pattern/hello]") == 41
    settings.write_text(HELLO.replace("Hello", "Hullo"))
    assert postlint(site, "--select", "pattern").returncode == 0
    settings.write_text(HELLO)
    assert postlint(site, "--select", "pattern").stdout.count("[pattern/hello]") == 41


def test_the_settings_of_pyproject(site: Path) -> None:
    (site / "pyproject.toml").write_text(HELLO.replace("[[patterns]]", "[[tool.postlint.patterns]]"))
    assert "[pattern/hello]" in postlint(site).stdout


def test_without_re2(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("without")
    (folder / "sitecustomize.py").write_text(
        "import importlib.util as u\n_find = u.find_spec\n"
        "u.find_spec = lambda name, package=None: None if name == 're2' else _find(name, package)\n"
    )
    (site / "postlint.toml").write_text(HELLO)
    done = postlint(site, PYTHONPATH=str(folder))
    assert done.returncode == 2
    assert "install `postlint[patterns]`" in done.stderr
    (site / "postlint.toml").write_text('[[patterns]]\nname = "x"\nselector = "p"\nmessage = "m"\n')
    assert postlint(site, PYTHONPATH=str(folder)).returncode == 1


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a", ("a",)),
        ("a.b", ("a", "b")),
        ("tags[*]", ("tags", None)),
        ("a[0].b", ("a", 0, "b")),
        ('"a.b".c', ("a.b", "c")),
        ("*.x", (None, "x")),
        ("标签", ("标签",)),
    ],
)
def test_paths(path: str, expected: tuple[str | int | None, ...]) -> None:
    assert steps(path) == expected


@pytest.mark.parametrize("path", ["", ".a", "a.", "a..b", "a[", "a[x]", "a b", '"a"b', '"a', "a[*]b"])
def test_what_is_no_path(path: str) -> None:
    with pytest.raises(ExpressionError):
        steps(path)


@pytest.mark.parametrize("regex", ["(a+)+$", "(a|aa)+$", "(x+x+)+y", r"^(\w+\s?)*$", "(.*)*z"])
def test_no_post_makes_an_expression_slow(regex: str) -> None:
    text = "---\ntitle: x\n---\n" + "a" * 100_000 + "!" + "x" * 100_000
    post = Post(Source.decode("_posts/x.md", text.encode()), Context())
    start = time.process_time()
    list(findings(Pattern("x", "m", regex=regex), post))
    assert time.process_time() - start < 2
