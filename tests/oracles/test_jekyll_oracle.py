"""What Jekyll 4.3 made of whole posts, against `postlint inspect` and `postlint check`."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., dict[str, list[dict[str, Any]]]]
Vectors = Callable[[str], list[dict[str, Any]]]
Write = Callable[..., Path]

BROKEN = {
    "inner quotes",
    "title colon unquoted",
    "title leading *",
    "title leading @",
    "title leading [",
    "title leading %",
    "title #",
    "title backslash in dq",
    "date empty +0800",
    "date empty +0100",
    "date null",
    "naive datetime",
    "date CST",
    "date month13",
    "date feb30",
    "future",
    "dup title",
    "tags int",
    "no close",
    "blank first",
    "list fm",
    "liquid in body",
    "liquid unclosed",
}
"""The posts that stop the build, or are dropped, bare, on another day, or short of a value.

A post that its author unpublished, or that never had front matter, is none of them.
"""


@pytest.fixture(scope="module")
def posts(vectors: Vectors) -> list[dict[str, Any]]:
    return vectors("jekyll-posts.jsonl")


@pytest.fixture(scope="module")
def folder(posts: list[dict[str, Any]], sites: Write, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = {"_config.yml": b"timezone: Asia/Shanghai\n", "_layouts/post.html": b"{{ content }}"}
    made = ({**site, record["post_path"]: record["text"].encode()} for record in posts)
    return sites(tmp_path_factory.mktemp("posts"), made)


def test_inspect_gives_what_jekyll_published(
    posts: list[dict[str, Any]], folder: Path, postlint: Run
) -> None:
    seen = postlint("inspect", folder)
    for number, record in enumerate(posts):
        got = seen[f"{number:03}"][0]
        if not record["outputs"]:
            assert (got["url"], bool(got["why"])) == (None, True), record["case"]
            continue
        wanted = record["outputs"][0]
        if wanted["file"].startswith("<build date>"):
            assert got["url"] == "/2026/11/23/2021-12-29-slug.html", record["case"]
            assert got["title"] is None and got["why"], record["case"]
            continue
        assert _file(got["url"]) == wanted["file"], record["case"]
        for key in ("title", "categories", "tags", "url"):
            assert got[key] == wanted.get(key, got[key]), record["case"]
        if "date" in wanted:
            assert datetime.fromisoformat(got["date"]) == datetime.fromisoformat(wanted["date"]), record[
                "case"
            ]


def _file(url: str) -> str:
    from urllib.parse import unquote

    return unquote(url).lstrip("/") + ("index.html" if url.endswith("/") else "")


def test_check_gives_an_error_where_the_post_is_broken(
    posts: list[dict[str, Any]], folder: Path, postlint: Run
) -> None:
    assert {record["case"] for record in posts} > BROKEN
    found = postlint("check", folder)
    flagged = {
        record["case"]
        for number, record in enumerate(posts)
        if any(fault["severity"] == "error" for fault in found.get(f"{number:03}", ()))
    }
    assert flagged == BROKEN


PSYCH_ONLY = {"yaml_symbol"}
"""What Debian's Jekyll, which resolves YAML with Psych, refuses and upstream's takes."""
WRONG_BUT_BUILT = {
    "date_feb30": (2, 7),
    "date_feb30_quoted": (2, 7),
    "date_feb30_time": (2, 7),
    "date_dup_key": (3, 1),
    "fn_feb30": (1, 1),
    "fn_no_dash": (1, 1),
    "fn_no_title": (1, 1),
    "fn_mdy": (1, 1),
    "categories_int": (2, 13),
    "categories_map": (2, 13),
    "bad_yaml": (2, 9),
    "unclosed_fm": (1, 1),
    "lead_blank": (1, 1),
    "four_dash": (1, 1),
    "toml": (1, 1),
    "nested_quote": (2, 11),
}
STOPPED_AT = {
    "empty_date": (3, 1),
    "empty_date_str": (3, 7),
    "date_word": (2, 7),
    "date_13_45": (2, 7),
    "date_25h": (2, 7),
    "date_false": (2, 7),
    "date_bad_offset": (2, 7),
    "permalink_colon": (2, 14),
    "permalink_list": (2, 12),
    "unclosed_brace": (4, 3),
}


def test_builds(vectors: Vectors, sites: Write, tmp_path: Path, postlint: Run) -> None:
    records = vectors("jekyll-builds.jsonl")
    made = (
        {"_config.yml": r["config"].encode(), r["path"]: base64.b64decode(r["bytes_base64"])} for r in records
    )
    folder = sites(tmp_path, made)
    seen, found = postlint("inspect", folder), postlint("check", folder)
    for number, record in enumerate(records):
        case, files = record["case"], record["files"]
        got = seen[f"{number:03}"][0]
        errors = [f for f in found.get(f"{number:03}", ()) if f["severity"] == "error"]
        places = [(fault["start"]["line"], fault["start"]["column"]) for fault in errors]
        if case == "date_bad_offset":
            # Upstream's Jekyll ignores an offset of 99 hours, Debian's stops.
            assert places == [(2, 7)]
            continue
        if record["exit"]:
            assert (got["url"], bool(got["why"]), len(errors)) == (None, True, 1), case
            assert case not in STOPPED_AT or places == [STOPPED_AT[case]], case
        elif case not in PSYCH_ONLY:
            assert places == ([WRONG_BUT_BUILT[case]] if case in WRONG_BUT_BUILT else []), case
            assert (_file(got["url"]) if got["url"] else None) == _built(files), case


def _built(files: list[str]) -> str | None:
    return files[0].replace("<build date>", "2026/11/23") if files else None


@pytest.mark.parametrize(
    ("case", "place"), [("yaml_symbol", (2, 8)), ("date_bad_offset", (2, 7))], ids=["symbol", "offset"]
)
def test_builds_of_debian(
    case: str, place: tuple[int, int], vectors: Vectors, sites: Write, tmp_path: Path, postlint: Run
) -> None:
    record = next(r for r in vectors("jekyll-builds.jsonl") if r["case"] == case)
    site = {"_config.yml": record["config"].encode(), record["path"]: record["text"].encode()}
    found = postlint("check", sites(tmp_path, [site]), "--config", "jekyll.yaml=psych")["000"]
    errors = [fault["start"] for fault in found if fault["severity"] == "error"]
    assert [(start["line"], start["column"]) for start in errors] == [place]


def test_every_split(vectors: Vectors, tmp_path: Path, postlint: Run) -> None:
    records = vectors("split.dev.jsonl")
    posts = tmp_path / "_posts"
    posts.mkdir()
    (tmp_path / "_config.yml").write_text("")
    for number, record in enumerate(records):
        (posts / f"2021-12-29-{number:05}.md").write_bytes(record["text"].encode())
    seen = {Path(one["path"]).stem[-5:]: one for one in postlint("inspect", tmp_path)["_posts"]}
    wrong = [
        record["text"]
        for number, record in enumerate(records)
        if (record["split"] is None) != (seen[f"{number:05}"]["front_matter"] is None)
    ]
    assert wrong == []


KEYS_A_POST = 100


@pytest.mark.parametrize("flavour", ["safe_yaml", "psych"])
def test_every_scalar(flavour: str, vectors: Vectors, tmp_path: Path, postlint: Run) -> None:
    records = [r for r in vectors("scalars.dev.jsonl") if r[flavour][0] != "raises"]
    posts = tmp_path / "_posts"
    posts.mkdir()
    (tmp_path / "_config.yml").write_text("")
    for first in range(0, len(records), KEYS_A_POST):
        some = records[first : first + KEYS_A_POST]
        lines = "".join(f"k{first + n}: {r['scalar']}\n" for n, r in enumerate(some))
        (posts / f"2021-12-29-{first}.md").write_bytes(f"---\n{lines}---\n".encode())
    values: dict[str, Any] = {}
    for one in postlint("inspect", tmp_path, "--config", f"jekyll.yaml={flavour}")["_posts"]:
        values |= one["front_matter"]
    wrong = [
        (record["scalar"], record[flavour], values[f"k{n}"])
        for n, record in enumerate(records)
        if not _is(record[flavour], values[f"k{n}"])
    ]
    assert wrong == []


def _is(record: list[str], value: Any) -> bool:
    """Whether a value of `inspect` has the recorded type and value."""
    kind, recorded = record[0], record[1] if record[1:] else ""
    match kind:
        case "nil" | "true" | "false":
            return value is {"nil": None, "true": True, "false": False}[kind]
        case "int":
            return type(value) is int and str(value) == recorded
        case "float" if recorded in _NOT_FINITE:
            return bool(value == _NOT_FINITE[recorded])
        case "float":
            return type(value) is float and value == float(recorded)
        case "time":
            time = datetime.fromisoformat(value).astimezone(UTC)
            return f"{time:%Y-%m-%dT%H:%M:%S}.{time.microsecond // 1000:03}Z" == recorded
        case _:
            return bool(value == recorded)


_NOT_FINITE = {"Infinity": ".inf", "-Infinity": "-.inf", "NaN": ".nan"}
