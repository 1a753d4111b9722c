"""The shipped schemas, a project's own, and mistakes in them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from postlint.context import Context
from postlint.post import Post
from postlint.rules.front_matter import unknown_schema
from postlint.schema import SHIPPED, SchemaError, choose, load, shipped_text, value_files, with_values
from postlint.schema.check import mistakes
from postlint.schema.choose import BY_GENERATOR
from postlint.text import Source


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_schemas_are_valid(name: str) -> None:
    import jsonschema
    import jsonschema_rs

    document = json.loads(shipped_text(name))
    assert document["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(document)
    jsonschema_rs.meta.validate(document)
    assert not mistakes(shipped_text(name))


@pytest.mark.parametrize("name", SHIPPED)
def test_every_property_says_what_it_is(name: str) -> None:
    document = json.loads(shipped_text(name))
    assert document["title"]
    assert document["description"]
    for key, schema in document["properties"].items():
        assert schema["title"], key
        assert schema["description"].endswith((".", ")")), key
        assert set(document.get("required", ())) <= set(document["properties"])


def test_every_generator_has_a_schema() -> None:
    assert set(BY_GENERATOR.values()) | {"imported-news"} == set(SHIPPED)


@pytest.mark.parametrize(
    "given",
    [
        "jekyll-post",
        "jekyll-post.schema.json",
        "a/b/jekyll-post.schema.json",
        "https://x.org/s/jekyll-post.json",
    ],
)
def test_a_shipped_schema_by_any_of_its_names(given: str) -> None:
    assert load(given).name == "jekyll-post"


def test_an_unknown_name() -> None:
    with pytest.raises(SchemaError, match="no schema is called `jekyl-post`; did you mean `jekyll-post`"):
        load("jekyl-post")


def test_extends() -> None:
    schema = load(
        '{"extends": "jekyll-post", "required": ["sid"],'
        ' "properties": {"title": {"maxLength": 3}, "sid": {}}}'
    )
    assert schema.required == ("layout", "title", "date", "sid")
    assert schema.known["title"] == {"maxLength": 3}
    assert "layout" in schema.known
    assert not schema.proof.is_valid({"title": "long"})
    assert schema.proof.is_valid({"title": "ok"})


def test_refs_find_shipped_schemas_and_never_the_net() -> None:
    own = load('{"allOf": [{"$ref": "imported-news.schema.json"}]}')
    assert not own.proof.is_valid({"layout": 1})
    assert own.explainer.is_valid({**GOOD_NEWS})
    assert not own.explainer.is_valid({**GOOD_NEWS, "layout": ""})
    with pytest.raises(SchemaError, match="fetches nothing"):
        load('{"$ref": "https://example.org/other.json"}')
    local = load(
        '{"$defs": {"word": {"pattern": "^[a-z]+$"}}, "properties": {"slug": {"$ref": "#/$defs/word"}}}'
    )
    assert not local.proof.is_valid({"slug": "A"})
    assert not local.explainer.is_valid({"slug": "A"})


GOOD_NEWS = {
    "layout": "post",
    "title": "Example",
    "date": "2021-12-29T10:14:10+08:00",
    "categories": "emnews",
    "tags": ["a", "b"],
}


@pytest.mark.parametrize(
    ("text", "flagged", "words"),
    [
        ('{"type": "object",}', ",", ""),
        ('{"properties": {"a": {"type": "strng"}}}', '"strng"', "no type of JSON"),
        ('{"properties": {"a": {"pattern": "("}}}', '"("', "no regular expression"),
        ('{"required": "a"}', '"a"', "array"),
        ('{"propertes": {}}', '"propertes"', "did you mean `properties`"),
        ('{"properties": {"a": {"enmu": ["b"]}}}', '"enmu"', "did you mean `enum`"),
        ('{"properties": {"a": {"x-postlint-severity": "fatal"}}}', '"fatal"', "error, warning or info"),
        (
            '{"properties": {"a": {"x-postlint-sevrity": "error"}}}',
            '"x-postlint-sevrity"',
            "x-postlint-severity",
        ),
        ('{"extends": "jekyl-post"}', '"jekyl-post"', "did you mean `jekyll-post`"),
        ('{"properties": {"a": {"$ref": "#/$defs/b"}}}', '"$ref"', "leads nowhere"),
        ('{"properties": {"propertes": {}}}', None, ""),
        ('{"examples": [{"propertes": 1}], "x-own": 1}', None, ""),
        ("[1]", "[1]", "object"),
    ],
)
def test_mistakes_at_their_place(text: str, flagged: str | None, words: str) -> None:
    found = mistakes(text)
    assert [text[f.span.start : f.span.end] for f in found][:1] == ([] if flagged is None else [flagged])
    assert words in "".join(f.message for f in found)


@pytest.mark.parametrize(
    "text", ["{", "[" * 100_000, '{"a":' * 5000, "\ufeff{}", '{"$ref": "#"}', "null", "{\x00"]
)
def test_hostile_schemas_raise_nothing_else(text: str) -> None:
    try:
        load(text) if text.lstrip("\ufeff").startswith("{") else mistakes(text)
    except SchemaError as error:
        assert error.faults


def post(front_matter: str, path: str = "_posts/2021-12-29-x.md", **context: Any) -> Post:
    own = Context(**{"generator": "jekyll", "now": datetime(2024, 1, 1, tzinfo=UTC), **context})
    return Post(Source(path, b"", f"---\n{front_matter}\n---\nText.\n"), own)


def test_choice() -> None:
    assert choose(post("title: x")).given == "jekyll-post"
    assert choose(post("title: x", generator="hugo")).given == "hugo-post"
    assert choose(post("title: x", schema="imported-news")).given == "imported-news"
    globs = {"news/**": "imported-news", "*.draft.md": "hexo-post"}
    assert choose(post("title: x", "news/a/b.md", schemas=globs)).given == "imported-news"
    assert choose(post("title: x", "a/b.draft.md", schemas=globs)).given == "hexo-post"
    assert choose(post("title: x", "a/news/b.md", schemas=globs)).given == "jekyll-post"
    assert choose(post("$schema: imported-news", schema="hugo-post")) == ("imported-news", "$schema", True)
    assert choose(post("schema: zola-post")).given == "zola-post"
    assert choose(post("schema: Article")) == ("jekyll-post", None, True)
    assert choose(post("$schema: Article")) == ("jekyll-post", "$schema", False)
    assert choose(post("$schema: mine", schemas={"mine": "{}"})).given == "{}"


def test_vocabularies_from_files() -> None:
    text = '{"properties": {"tags": {"items": {"x-postlint-values-from": "tags.txt"}}, "a": {}}}'
    assert not mistakes(text)
    assert value_files(text) == ("tags.txt",)
    filled = with_values(text, {"tags.txt": "# our tags\nstocks\n\n bonds \r\nstocks\n"})
    assert json.loads(filled)["properties"]["tags"]["items"] == {"enum": ["stocks", "bonds"]}
    assert not load(filled).proof.is_valid({"tags": ["gold"]})
    assert value_files("{}") == ()
    two = '{"anyOf": [{"x-postlint-values-from": "a.txt"}, {"x-postlint-values-from": "b.txt"}]}'
    assert set(value_files(two)) == {"a.txt", "b.txt"}
    assert json.loads(with_values(two, {"a.txt": "x\n"})) == {"anyOf": [{"enum": ["x"]}, {}]}


def test_settings_that_name_no_schema_are_never_silent() -> None:
    for given, words in (
        ("jekyl-post", "did you mean `jekyll-post`"),
        ('{"propertes": {}}', "unknown keyword"),
    ):
        findings = list(unknown_schema.check.check(post("title: x", schema=given)))
        assert [words in finding.message for finding in findings] == [True]
