"""``postlint widgets`` and the other places where a user meets widgets: settings, statistics, inspect."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

FRONT = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n---\n"
STOCK = (
    '<span id="stock_{0}"><a href="http://quote.eastmoney.com/unify/r/{0}" class="keytip">{1}</a></span>'
    '<span id="quote_{0}"></span>'
)
BODY = (
    f"<p>A{STOCK.format('1.600160', '巨化, &quot;股份&quot;')}</p>\n\n<p>"
    '<a href="https://stocktwits.com/symbol/BABA">$BABA</a></p>\n<!-- EM_StockImg_Start -->\n'
)
FIRST = "_posts/2021-12-29-a.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "_posts").mkdir()
    (tmp_path / "_config.yml").write_text("timezone: Asia/Shanghai\n")
    (tmp_path / FIRST).write_text(FRONT + BODY, "utf-8")
    (tmp_path / "_posts/2021-12-30-plain.md").write_text(FRONT + "Nothing.\n")
    return tmp_path


def postlint(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "postlint", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "COLUMNS": "80"},
    )


ROWS: list[dict[str, object]] = [
    {
        "post": FIRST,
        "date": "2021-12-29T10:14:10+08:00",
        "provider": "eastmoney",
        "market": "SH",
        "symbol": "600160",
        "name": '巨化, "股份"',
        "kind": "inline",
        "line": 6,
        "column": 5,
    },
    {
        "post": FIRST,
        "date": "2021-12-29T10:14:10+08:00",
        "provider": "stocktwits",
        "market": None,
        "symbol": "BABA",
        "name": "$BABA",
        "kind": "inline",
        "line": 8,
        "column": 4,
    },
]


def test_csv(site: Path) -> None:
    done = postlint("widgets", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    shown = [{key: "" if value is None else str(value) for key, value in row.items()} for row in ROWS]
    assert list(csv.DictReader(io.StringIO(done.stdout))) == shown


def test_json_lines(site: Path) -> None:
    done = postlint("widgets", "--format", "jsonl", "_posts", cwd=site)
    assert [json.loads(line) for line in done.stdout.splitlines()] == ROWS


def test_parquet(site: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    done = postlint("widgets", "-o", "all.parquet", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert parquet.read_table(site / "all.parquet").to_pylist() == ROWS


def test_several_processes_keep_the_order(site: Path) -> None:
    for number in range(40):
        text = FRONT + f"<p>{STOCK.format(f'1.{600000 + number}', 'x')}</p>\n"
        (site / f"_posts/2022-01-01-{number:02}.md").write_text(text)
    one, two = (postlint("widgets", "--jobs", jobs, cwd=site).stdout for jobs in ("1", "2"))
    assert one == two
    assert len(one.splitlines()) == 43


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere"], "`nowhere` does not exist"),
        (["--format", "parquet"], "Parquet is no text: name a file with `--output`"),
        (["-o", "nowhere/a.csv"], "`nowhere/a.csv`: No such file or directory"),
        (["--format", "xls"], "'xls' is not one of 'csv', 'jsonl', 'parquet'"),
    ],
)
def test_what_cannot_be_done(site: Path, arguments: list[str], sentence: str) -> None:
    done = postlint("widgets", *arguments, cwd=site)
    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no symbolic links here")
def test_a_post_that_cannot_be_read(site: Path) -> None:
    (site / "_posts/2021-12-31-gone.md").symlink_to(site / "nowhere")
    done = postlint("widgets", "_posts/2021-12-31-gone.md", FIRST, cwd=site)
    if "does not exist" not in done.stderr:
        assert "_posts/2021-12-31-gone.md: no such file or directory" in done.stderr
        assert len(done.stdout.splitlines()) == 3
    assert done.returncode == 2


def test_statistics_count_by_provider_and_symbol(site: Path) -> None:
    done = postlint("--statistics", "--select", "widget/inline-quote", cwd=site)
    assert done.stdout == (
        "      2  [*]  warning  widget/inline-quote\n"
        "              1  East Money SH 600160\n"
        "              1  StockTwits BABA\n"
        "[*] fixable with `--fix`: 2\n"
    )


OWN = """
[widgets.forms.quote]
provider = "acme"
kind = "inline"
marker = "acme-q"
leaves = "text"
elements = [{ element = ["u"], class = ["acme-q"], attributes = { data-s = "(?P<symbol>[A-Z]+)" } }]
"""


def test_a_site_allows_providers_and_adds_its_own(site: Path) -> None:
    (site / "postlint.toml").write_text(f'[widgets]\nallow = ["eastmoney", "stocktwits"]\n{OWN}')
    (site / FIRST).write_text(f'{FRONT}{BODY}<p><u class="acme-q" data-s="A">Acme</u></p>\n', "utf-8")
    done = postlint("--select", "widget", "--output-format", "concise", cwd=site)
    assert "around `Acme` (`A`)" in done.stdout
    assert done.stdout.count("widget/") == 1
    seen = json.loads(postlint("inspect", FIRST, cwd=site).stdout)["widgets"]
    assert [w["provider"] for w in seen] == ["eastmoney", "stocktwits", "eastmoney", "acme"]
    assert postlint("--fix", cwd=site).returncode in (0, 1)
    assert (site / FIRST).read_text("utf-8") == f"{FRONT}{BODY}<p>Acme</p>\n"


@pytest.mark.parametrize(
    ("toml", "sentence", "place"),
    [
        ('[widgets]\nallow = ["stocktwit"]\n', "no provider `stocktwit`; did you mean `stocktwits`?", "2:10"),
        ("[widgets]\nalow = []\n", "unknown key `alow`; did you mean `allow`?", "2:1"),
        (OWN.replace("leaves", "leave"), "the form has no key `leave`; did you mean `leaves`?", "2:1"),
    ],
)
def test_settings_of_widgets_that_are_wrong(site: Path, toml: str, sentence: str, place: str) -> None:
    (site / "postlint.toml").write_text(toml)
    done = postlint(cwd=site)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert f"postlint.toml:{place}" in done.stderr
