"""Posts of public blogs whose front matter really broke, and what their authors made of them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

Run = Callable[..., dict[str, list[dict[str, Any]]]]

_GENERATORS = {
    "rails-weblog": ("_config.yml", "_posts"),
    "mzlogin": ("_config.yml", "_posts"),
    "18f": ("_config.yml", "_posts"),
    "cosx": ("hugo.toml", "content/post"),
    "rust-blog": (None, "posts"),
}
_OUR_GROUPS = ("front-matter", "date", "file")

# Where an author has to look: the line and column of the culprit, as read by hand.
CULPRITS = {
    "014-rails-weblog": (3, 14),
    "015-rails-weblog": (3, 18),
    "016-rails-weblog": (3, 14),
    "017-rails-weblog": (3, 21),
    "018-mzlogin": (3, 24),
    "019-mzlogin": (3, 8),
    "020-mzlogin": (3, 24),
    "021-mzlogin": (3, 8),
    "022-mzlogin": (3, 24),
    "023-mzlogin": (3, 8),
    "024-mzlogin": (3, 19),
    "025-mzlogin": (5, 39),
    "026-mzlogin": (5, 19),
    "027-mzlogin": (5, 23),
    "028-mzlogin": (5, 24),
    "029-mzlogin": (3, 8),
    **dict.fromkeys(("064-cosx", "065-cosx", "066-cosx", "067-cosx", "068-cosx"), (7, 1)),
    "069-cosx": (10, 2),
    "070-cosx": (14, 2),
    "071-cosx": (1, 1),
    "072-cosx": (2, 15),
    "073-cosx": (2, 15),
    "088-18f": (17, 9),
    "089-18f": (4, 35),
    "090-18f": (14, 2),
    "091-18f": (8, 169),
    "092-18f": (2, 27),
    "093-18f": (20, 1),
    "094-18f": (2, 42),
    "095-18f": (2, 53),
    "096-18f": (7, 1),
    "097-18f": (7, 1),
    "098-18f": (13, 51),
    "099-18f": (2, 24),
    "100-18f": (14, 224),
    "101-18f": (11, 1),
    "102-18f": (6, 8),
    "103-18f": (4, 94),
    "104-18f": (1, 1),
    "105-18f": (11, 1),
    "106-18f": (6, 1),
    "107-18f": (2, 41),
    "108-18f": (2, 42),
    "109-18f": (3, 5),
    "110-18f": (10, 1),
    "111-18f": (15, 6),
    "112-18f": (13, 129),
    "113-18f": (2, 32),
    "114-18f": (1, 4),
    "116-rust-blog": (4, 9),
    "117-rust-blog": (3, 13),
    "169-18f": (68, 1),
    "170-rust-blog": (19, 31),
    "171-rust-blog": (19, 31),
}


class Case(NamedTuple):
    name: str
    before: Path
    after: Path | None
    blog: str


@pytest.fixture(scope="module")
def cases(shared: Path) -> list[Case]:
    return list(_cases(shared / "corpora" / "history"))


def _cases(folder: Path) -> Iterator[Case]:
    for one in sorted(folder.iterdir()):
        files = {path.stem: path for path in one.iterdir()}
        blog = json.loads(files["meta"].read_text("utf-8"))["set"]
        yield Case(one.name, files["before"], files.get("after"), blog)


def _site(cases: list[Case], root: Path) -> Path:
    """Each file in a small site of its blog's generator: `NAME-before`, `NAME-after`."""
    for case in cases:
        for when, source in (("before", case.before), ("after", case.after)):
            if source is not None:
                site = root / f"{case.name}-{when}"
                configuration, posts = _GENERATORS[case.blog]
                (site / posts).mkdir(parents=True)
                if configuration:
                    (site / configuration).write_text("")
                shutil.copyfile(source, site / posts / f"2021-12-29-x{source.suffix}")
    return root


@pytest.fixture(scope="module")
def found(cases: list[Case], tmp_path_factory: pytest.TempPathFactory, postlint: Run) -> dict[str, Any]:
    return postlint("check", _site(cases, tmp_path_factory.mktemp("history")))


def _errors(found: dict[str, Any], site: str) -> list[dict[str, Any]]:
    return [
        fault
        for fault in found.get(site, ())
        if fault["severity"] == "error" and fault["rule"].partition("/")[0] in _OUR_GROUPS
    ]


def test_every_broken_file_is_found_at_its_culprit(cases: list[Case], found: dict[str, Any]) -> None:
    places = {}
    for case in cases:
        errors = _errors(found, f"{case.name}-before")
        places[case.name] = (errors[0]["start"]["line"], errors[0]["start"]["column"]) if errors else None
    assert len(cases) == 58
    assert places == CULPRITS


def test_no_repaired_file_is_called_broken(cases: list[Case], found: dict[str, Any]) -> None:
    assert [case.name for case in cases if _errors(found, f"{case.name}-after")] == []


def _bare(path: Path) -> str:
    """The front matter without what a repair of its syntax adds or takes away."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    block = re.match(r"---[^\n]*\n(.*?)\n\s*---", text, re.DOTALL)
    return re.sub(r"""[\s"'\\-]""", "", (block[1] if block else text).replace(";", ":"))


def test_our_fix_is_the_authors_where_that_was_the_obvious_one(
    cases: list[Case], tmp_path: Path, postlint: Run
) -> None:
    """Obvious: the author changed quotes, dashes, blanks and a semicolon, and has every word of before."""
    root = _site(cases, tmp_path)
    command = [
        sys.executable,
        "-m",
        "postlint",
        "check",
        "--isolated",
        "--fix",
        "--select",
        "front-matter",
        ".",
    ]
    subprocess.run(command, cwd=root, capture_output=True, check=False)
    seen = {site: records[0].get("front_matter") for site, records in postlint("inspect", root).items()}
    obvious = [case.name for case in cases if case.after and _bare(case.before) == _bare(case.after)]
    same = [name for name in obvious if seen[f"{name}-before"] == seen[f"{name}-after"]]
    # In these two the author also made a list of `authors: kate`, which was no fault.
    assert set(obvious) - set(same) == {"096-18f", "097-18f"}
    assert len(same) == 13
