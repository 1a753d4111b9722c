"""The recipes of docs/scale.md, run as they are written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[2] / "docs/scale.md"
HEAD = "---\nlayout: post\ntitle: Post\ndate: 2021-12-29 23:30:00\n---\n"
POSTS = [
    {"path": f"_posts/2021-12-29-{number}.md", "content": f"{HEAD}Text {number}.\n".encode()}
    for number in range(20)
]


def recipe(name: str) -> str:
    found = re.search(rf"<!-- recipe: {name} -->\n```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert found, name
    return found[1]


@pytest.fixture
def names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the first recipe defines, in a folder with a table of posts."""
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    monkeypatch.chdir(tmp_path)
    pq.write_table(pa.Table.from_pylist(POSTS), "posts.parquet")
    defined: dict[str, Any] = {"__name__": "recipe"}
    exec(recipe("arrow"), defined)
    return defined


def paths_of(rows: list[dict[str, Any]]) -> list[str]:
    return [row["path"] for row in rows if row["rule"] == "date/moved-day" and row["line"] == 4]


EXPECTED = [post["path"] for post in POSTS]


def test_a_parquet_of_posts_becomes_one_of_findings(names: dict[str, Any]) -> None:
    exec(recipe("dataset"), names)
    assert paths_of(names["pq"].read_table("findings.parquet").to_pylist()) == EXPECTED


@pytest.mark.filterwarnings("ignore")
def test_on_dask(names: dict[str, Any]) -> None:
    distributed = pytest.importorskip("distributed")
    exec("import pyarrow.dataset as ds", names)
    with distributed.LocalCluster(n_workers=1, processes=False, dashboard_address=None) as cluster:
        defined = names | {"ADDRESS": cluster.scheduler_address}
        exec(recipe("dask"), defined)
    assert paths_of(defined["findings"].to_pylist()) == EXPECTED


def test_on_data_frames(names: dict[str, Any]) -> None:
    pd = pytest.importorskip("pandas")
    exec(recipe("pandas"), names)
    frames = list(names["lint_frames"]([pd.DataFrame(POSTS)]))
    assert paths_of(frames[0].to_dict("records")) == EXPECTED
