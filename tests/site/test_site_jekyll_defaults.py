"""Jekyll's front matter defaults: which scope holds for a file, and which of two wins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from postlint.site.jekyll_configuration import layered
from postlint.site.jekyll_defaults import defaults_for, with_prefixes
from postlint.site.jekyll_paths import Settings


def scope(path: object = "", kind: object = None, **values: object) -> dict[str, Any]:
    """One entry of `defaults`."""
    where = {"path": path} if kind is None else {"path": path, "type": kind}
    return {"scope": where, "values": values}


def found(path: str, *sets: object, kind: str | None = "posts", **config: object) -> Mapping[str, Any]:
    """The defaults of a file."""
    return defaults_for(path, kind, Settings.of({"defaults": list(sets), **config}))


LONG, SHORT = scope("_posts/a", a=1), scope("_posts", a=2, b=2)


@pytest.mark.parametrize("sets", [(LONG, SHORT), (SHORT, LONG)])
def test_the_longer_path_wins_and_the_shorter_fills_up(sets: tuple[dict[str, Any], ...]) -> None:
    assert found("_posts/a/x.md", *sets) == {"a": 1, "b": 2}
    assert found("_posts/x.md", *sets) == {"a": 2, "b": 2}


def test_of_equal_paths_the_later_wins_but_for_one_with_a_type() -> None:
    plain, typed = scope("_posts", a="plain"), scope("_posts", "posts", a="typed")
    assert found("_posts/x.md", scope("_posts", a=1), scope("_posts", a=2)) == {"a": 2}
    assert found("_posts/x.md", plain, typed) == found("_posts/x.md", typed, plain) == {"a": "typed"}
    again = scope("_posts", "posts", a="again")
    assert found("_posts/x.md", typed, again) == {"a": "again"}


def test_a_slash_in_front_makes_no_path_longer() -> None:
    assert found("x.md", scope("", a=1), scope("/", a=2), kind="pages") == {"a": 1}
    longer = scope("_posts/a/b", a=1)
    assert found("_posts/a/b.md", longer, scope("_posts/a", a=2), scope("", a=3)) == {"a": 1}


def test_a_winner_is_measured_by_the_last_one() -> None:
    assert found("_posts/a/x.md", SHORT, scope("", b=3, c=3), LONG) == {"a": 1, "b": 2, "c": 3}


def test_maps_are_merged_and_nothing_overwrites_nothing() -> None:
    sets = scope("_posts", map={"a": 1, "b": 1}, kept=1), scope("_posts/a", map={"b": 2}, kept=None)
    assert found("_posts/a/x.md", *sets) == {"map": {"a": 1, "b": 2}, "kept": 1}
    assert found("_posts/a/x.md", *reversed(sets)) == {"map": {"a": 1, "b": 2}, "kept": None} | {"kept": 1}


@pytest.mark.parametrize(
    ("named", "kind", "holds"),
    [
        ("posts", "posts", True),
        ("post", "posts", True),
        ("drafts", "drafts", True),
        ("draft", "drafts", True),
        ("page", "pages", True),
        ("pages", "pages", True),
        ("recipes", "recipes", True),
        ("recipe", "recipes", False),
        ("posts", "pages", False),
        ("posts", None, False),
        ("", "posts", False),
    ],
)
def test_types(named: str, kind: str | None, holds: bool) -> None:
    assert found("x.md", scope("", named, a=1), kind=kind) == ({"a": 1} if holds else {})


@pytest.mark.parametrize("where", [{"values": {"a": 1}}, {"scope": "x", "values": {"a": 1}}, scope(3, a=1)])
def test_a_scope_that_is_none_holds_for_all(where: object) -> None:
    assert found("x.md", where) == {"a": 1}


@pytest.mark.parametrize("one", [None, "x", {}, {"scope": {"path": ""}}, {"values": [1]}])
def test_what_has_no_values_is_passed_over(one: object) -> None:
    assert found("x.md", one, scope("", a=1)) == {"a": 1}


@pytest.mark.parametrize(
    ("pattern", "path", "holds"),
    [
        ("section/*", "section/a.md", True),
        ("section/*", "section/a/b.md", True),
        ("section/*.html", "section/a.md", False),
        ("*/news", "en/news/a.md", True),
        ("*/news", "en/old/news/a.md", False),
        ("*/news", "news/a.md", False),
    ],
)
def test_globs_name_a_file_or_a_folder_above_it(pattern: str, path: str, holds: bool) -> None:
    assert found(path, scope(pattern, a=1), kind="pages") == ({"a": 1} if holds else {})


def test_paths_of_posts_start_below_the_folder_of_collections() -> None:
    assert found("_posts/x.md", scope("content/_posts", a=1), collections_dir="content") == {"a": 1}
    assert found("_posts/x.md", scope("_posts", a=1), collections_dir="content") == {"a": 1}
    assert found("_posts/x.md", scope("*/_posts", a=1), collections_dir="content") == {"a": 1}
    assert found("_posts/x.md", scope("*/_posts", a=1)) == {}
    assert found("about/x.md", scope("*/about", a=1), collections_dir="content", kind="pages") == {}


def test_a_glob_holds_for_what_begins_like_a_path_that_it_matches() -> None:
    config = {"defaults": [scope("*/news", a=1), scope("", b=1)], "title": "x"}
    paths = ["fr/news/a.md", "fr/news.md", "en/news.md", "about.md"]
    known = with_prefixes(config, paths)
    assert known["title"] == "x"
    settings = Settings.of(known)
    assert defaults_for("fr/news.md", "pages", settings) == {"a": 1, "b": 1}
    assert defaults_for("en/news.md", "pages", settings) == {"b": 1}
    assert defaults_for("about.md", "pages", settings) == {"b": 1}


def test_a_configuration_without_globs_is_left_as_it_is() -> None:
    config = {"defaults": [scope("news", a=1), None, {"scope": None}]}
    assert with_prefixes(config, ["news.md", "news/a.md"]) is config
    assert with_prefixes({"defaults": 3}, ["news.md"]) == {"defaults": 3}


def test_configurations_are_laid_one_over_the_other() -> None:
    assert layered([]) == {}
    first = {"title": "a", "sass": {"style": "x", "dir": "y"}, "lang": "en"}
    second = {"title": None, "sass": {"style": "z"}, "lang": {"a": 1}}
    assert layered([first, second]) == {
        "title": "a",
        "sass": {"style": "z", "dir": "y"},
        "lang": {"a": 1},
    }
    assert first["sass"] == {"style": "x", "dir": "y"}


def test_maps_are_merged_to_a_depth_of_fifty() -> None:
    def nested(depth: int, key: str) -> dict[str, Any]:
        value: dict[str, Any] = {key: 1}
        for _ in range(depth):
            value = {"a": value}
        return value

    def innermost(value: dict[str, Any]) -> dict[str, Any]:
        while "a" in value:
            value = value["a"]
        return value

    assert innermost(layered([nested(50, "x"), nested(50, "y")])) == {"x": 1, "y": 1}
    assert innermost(layered([nested(51, "x"), nested(51, "y")])) == {"y": 1}
