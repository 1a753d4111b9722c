"""Violations: what they say, and where."""

from __future__ import annotations

import json
import subprocess
import sys
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.context import Context
from postlint.diagnostic import Severity
from postlint.post import Post
from postlint.schema import Violation, infer, load, post_violations, violations
from postlint.schema.near import near_miss
from postlint.schema.quick import compiled
from postlint.text import Source

OK = "layout: post\ntitle: Example\ndate: 2021-12-29 10:14:10 +0800"


def read(front_matter: str, **context: Any) -> Post:
    text = f"---\n{front_matter}\n---\nText.\n"
    return Post(Source("_posts/2021-12-29-x.md", b"", text), Context(**{"generator": "jekyll", **context}))


def found(front_matter: str, schema: str, **context: Any) -> list[tuple[str, str, str]]:
    """Kind, flagged text and message of each violation."""
    post = read(front_matter, schema=schema, **context)
    return [(v.kind, post.source.slice(v.span), v.message) for v in post_violations(post)]


def of(properties: str, **more: Any) -> str:
    return json.dumps({"properties": json.loads(properties), **more})


def test_clean() -> None:
    assert not post_violations(read(OK))


@pytest.mark.parametrize(
    ("front_matter", "schema", "expected"),
    [
        ("a: 1", of('{"a": {"type": "string"}}'), ("type", "1", "`a` is the number 1, not text")),
        ("a: [1, x]", of('{"a": {"items": {"type": "integer"}}}'),
         ("type", "x", "item 2 of `a` is text, not a whole number")),
        ("a:", of('{"a": {"type": "string"}}'), ("type", "a", "`a` is empty, not text")),
        ("a: {b: {c: 1}}", of('{"a": {"properties": {"b": {"properties": {"c": {"type": "string"}}}}}}'),
         ("type", "1", "`a.b.c` is the number 1, not text")),
        ("a: x", of('{"a": {"enum": ["y", 1, null]}}'),
         ("value", "x", "`a` is `x`, none of `y`, `1` or `null`")),
        ("a: x", of('{"a": {"const": "y"}}'), ("value", "x", "`a` is `x`, not `y`")),
        ("a: 5", of('{"a": {"minimum": 6}}'), ("format", "5", "`a` is 5, less than 6")),
        ("a: 5", of('{"a": {"multipleOf": 2}}'), ("format", "5", "`a` is 5, not a multiple of 2")),
        ("a: x", of('{"a": {"minLength": 2}}'), ("format", "x", "`a` has 1 character, fewer than 2")),
        ("a: xyz", of('{"a": {"maxLength": 2}}'), ("format", "xyz", "`a` has 3 characters, more than 2")),
        ("a: [x]", of('{"a": {"minItems": 2}}'), ("format", "[x]", "`a` has 1 item, fewer than 2")),
        ("a: true", of(json.dumps({"a": {"enum": [str(number) for number in range(40)]}})),
         ("value", "true", "`a` is `true`, none of 40 allowed values")),
        ("a: 5", '{"$schema": "http://json-schema.org/draft-04/schema#",'
         ' "properties": {"a": {"minimum": 5, "exclusiveMinimum": true}}}',
         ("format", "5", "`a` is 5, not more than 5")),
        ("a: 5", '{"dependencies": {"a": ["b"]}}', ("other", "---", '"b" is a required property')),
        ("a: []", of('{"a": {"minItems": 1}}'), ("format", "[]", "`a` is an empty list")),
        ("a: x", of('{"a": false}'), ("unknown", "a", "`a` is not allowed here")),
        ("a: {b: 1}", of('{"a": {"required": ["c"]}}'), ("missing", "a", "the key `c` is missing in `a`")),
        ("a: [{b: 1}]", of('{"a": {"items": {"required": ["c"]}}}'),
         ("missing", "{b: 1}", "the key `c` is missing in `a.0`")),
        ("A: 1", '{"propertyNames": {"pattern": "^[a-z]+$"}}',
         ("unknown", "A", "the schema allows no key `A`")),
        ("a: 1", '{"dependentRequired": {"a": ["b"]}}', ("other", "a", "`a` needs the key `b` beside it")),
        ("a: 1", '{"oneOf": [{"required": ["a"]}, {"required": ["a"]}]}',
         ("other", "---", "the front matter breaks `oneOf` of the schema")),
        ("a: x\nb: 1", of('{"b": {}}', additionalProperties=False), ("unknown", "a", "unknown key `a`")),
        ("a: x", of('{"a": {"type": "string"}}', required=["b"]),
         ("missing", "---", "the key `b` is missing")),
    ],
)  # fmt: skip
def test_messages_and_places(front_matter: str, schema: str, expected: tuple[str, str, str]) -> None:
    assert found(front_matter, schema) == [expected]


def test_places_in_every_format() -> None:
    schema = of('{"a": {"items": {"enum": ["x"]}}}')
    post = Post(Source("a.md", b"", '+++\na = ["x", "y"]\n+++\n'), Context("hugo", schema=schema, yaml="go"))
    assert [post.source.slice(v.span) for v in post_violations(post)] == ['"y"']
    post = Post(Source("a.md", b"", '{\n"a": ["x", "y"]\n}\n'), Context("hugo", schema=schema, yaml="go"))
    assert [post.source.slice(v.span) for v in post_violations(post)] == ['"y"']


def test_crlf_bom_and_wide_characters() -> None:
    text = "\ufeff---\r\ntitle: 标题😀\r\na: 一\r\n---\r\n"
    post = Post(
        Source("_posts/2021-12-29-x.md", b"", text),
        Context("jekyll", schema=of('{"a": {"type": "integer"}}')),
    )
    assert [post.source.slice(v.span) for v in post_violations(post)] == ["一"]


def test_severities() -> None:
    schema = of(
        '{"a": {"type": "string", "x-postlint-severity": "info"}, "b": {"x-postlint-missing": "warning"}}',
        required=["b", "c"],
    )
    got = {v.message: v.severity for v in post_violations(read("a: 1", schema=schema))}
    assert got == {
        "`a` is the number 1, not text": Severity.INFO,
        "the key `b` is missing": Severity.WARNING,
        "the key `c` is missing": None,
    }


def test_a_number_where_a_text_is_meant_is_another_rules_matter() -> None:
    assert not found("title: 600519", of('{"title": {"type": "string"}}'))
    assert found("title: [a]", of('{"title": {"type": "string"}}'))


def test_alternatives() -> None:
    both = of('{"a": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"enum": ["x"]}}]}}')
    assert found("a: {b: 1}", both) == [("type", "{b: 1}", "`a` is a mapping, not text or a list")]
    assert found("a: [x, z]", both) == [("value", "z", "item 2 of `a` is `z`, not `x`")]
    objects = of('{"a": {"oneOf": [{"required": ["b", "c"]}, {"required": ["d"]}]}}')
    assert found("a: {x: 1}", objects) == [("missing", "a", "the key `d` is missing in `a`")]


def test_several_faults_of_one_value_are_one() -> None:
    schema = of('{"a": {"type": "integer", "minLength": 3, "pattern": "^x"}}')
    assert [kind for kind, _, _ in found("a: y", schema)] == ["type"]


def test_missing_keys_are_named_together() -> None:
    assert found("a: 1", "jekyll-post") == [
        ("missing", "---", "the keys `layout` and `title` are missing"),
        ("missing", "---", "the key `date` is missing"),
    ]
    closed = of('{"sid": {}}', required=["sid"], additionalProperties=False)
    assert [kind for kind, _, _ in found("sidd: 1", closed)] == ["unknown"]


def test_hugo_minds_no_case() -> None:
    assert not found("Title: x\nDATE: 2021-12-29", "hugo-post", generator="hugo", yaml="go")


def test_defaults_of_the_site_give_keys() -> None:
    config = {"defaults": [{"scope": {"path": "", "type": "posts"}, "values": {"layout": "post"}}]}
    assert not found("title: x\ndate: 2021-12-29", "jekyll-post", config=config)
    for broken in ([1], None, "x", [{"scope": 1}], [{"scope": {}, "values": 3}]):
        assert len(found("title: x\ndate: 2021-12-29", "jekyll-post", config={"defaults": broken})) == 1


def test_behind_a_syntax_error_nothing_is_missing() -> None:
    got = found("layout: post\ntitle: a: b\ncatagories: x", "jekyll-post")
    assert [(kind, text) for kind, text, _ in got] == [("unknown", "catagories")]


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("tittle", "title"),
        ("Title", "title"),
        ("catagories", "categories"),
        ("tgas", "tags"),
        ("premalink", "permalink"),
        ("data", None),
        ("mermaid", None),
        ("author_id", None),
        ("images", None),
        ("x" * 5000, None),
    ],
)
def test_near_misses(name: str, near: str | None) -> None:
    assert near_miss(name, tuple(load("jekyll-post").known)) == near


def test_lone_surrogates_and_large_numbers() -> None:
    block = read("a: x").front_matter
    assert block is not None
    broken = block.of(block.root, {"a": "\ud800"})
    assert violations(broken, load(of('{"a": {"type": "integer"}}')))
    assert not violations(broken, load(of('{"a": {"type": "string"}}')))
    assert not found(f"a: {'9' * 400}", of('{"a": {"type": "integer"}}'))


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-9, 9)
    | st.sampled_from(["", "a", "b c", "２０２１", "2021", "2021\n", "x@y.z"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
SCHEMAS = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["string", "integer", "array", "object", ["string", "null"], "boolean"]),
        "enum": st.lists(st.sampled_from(["a", 1, None, True]), min_size=1, unique_by=repr),
        "pattern": st.sampled_from(["^\\d{4}$", "^\\w+$", "a|b", "\\s"]),
        "format": st.sampled_from(
            ["date", "date-time", "email", "uri", "uri-reference", "hostname", "regex"]
        ),
        "minLength": st.integers(0, 3),
        "maximum": st.integers(-3, 3),
        "uniqueItems": st.just(True),
        "items": st.sampled_from([{"type": "string"}, {"pattern": "^\\d+$"}]),
        "required": st.just(["a"]),
        "additionalProperties": st.sampled_from([False, {"type": "integer"}]),
        "not": st.sampled_from([{"type": "null"}, {"format": "date"}]),
        "anyOf": st.just([{"type": "string"}, {"type": "array"}]),
    },
)


@given(VALUES, SCHEMAS)
def test_the_engines_agree(value: Any, inner: dict[str, Any]) -> None:
    """What jsonschema-rs refuses, jsonschema explains, and the other way round."""
    schema = load(json.dumps({"properties": {"k": inner}}))
    errors = list(schema.explainer.iter_errors({"k": value}))
    assert schema.proof.is_valid({"k": value}) == (not errors), (value, inner)


SIMPLE = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(
            ["string", "integer", "number", "null", ["array", "object"], ["boolean", "null"]]
        ),
        "minLength": st.integers(0, 3),
        "allOf": st.lists(
            st.fixed_dictionaries({"type": st.sampled_from(["string", "array"])}), min_size=1, max_size=2
        ),
        "title": st.just("x"),
    },
)


@given(VALUES, SIMPLE)
def test_the_first_proof_is_sound(value: Any, inner: dict[str, Any]) -> None:
    document = {"properties": {"k": inner}, "type": "object"}
    if compiled(document)({"k": value}):
        assert load(json.dumps(document)).proof.is_valid({"k": value})


@given(VALUES, SCHEMAS)
def test_the_first_proof_leaves_what_it_cannot_tell(value: Any, inner: dict[str, Any]) -> None:
    for document in ({"properties": {"k": inner}}, {"properties": {}, **inner}):
        if compiled(document)({"k": value}):
            assert load(json.dumps(document)).proof.is_valid({"k": value})


def test_where_the_engines_would_differ() -> None:
    """`\\d`, a last line break and formats: jsonschema alone accepts these."""
    import jsonschema

    for inner, value in (
        ({"pattern": "^\\d{4}$"}, "２０２１"),
        ({"pattern": "^\\d{4}$"}, "2021\n"),
        ({"format": "date-time"}, "yesterday"),
    ):
        assert jsonschema.Draft202012Validator(inner).is_valid(value)
        schema = load(json.dumps({"properties": {"k": inner}}))
        assert not schema.proof.is_valid({"k": value})
        assert not schema.explainer.is_valid({"k": value})


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["title", "tags", "n", "extra"]), VALUES, max_size=4), max_size=12
    )
)
def test_a_drafted_schema_fits_its_posts(posts: list[dict[str, Any]]) -> None:
    schema = load(json.dumps(infer(posts)))
    for data in posts:
        assert schema.proof.is_valid(data)
        assert set(schema.required) <= set(data)


def test_a_draft_knows_vocabularies() -> None:
    posts = [{"title": f"t{n}", "tags": ["a", "b"][: n % 2 + 1], "kind": "news", "n": n} for n in range(20)]
    draft = infer([*posts, {"title": "x", "tags": [], "n": 1.5}])
    assert draft["required"] == ["title", "tags", "n"]
    assert draft["properties"]["kind"] == {"type": "string", "enum": ["news"]}
    assert draft["properties"]["tags"] == {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}}
    assert draft["properties"]["title"] == {"type": "string"}
    assert draft["properties"]["n"] == {"type": "number"}


def test_a_clean_post_imports_no_slow_engine() -> None:
    text = f"---\n{OK}\nmathjax: true\n---\n"
    program = (
        "import sys\nfrom postlint.post import Post\nfrom postlint.context import Context\n"
        "from postlint.text import Source\nfrom postlint.schema import post_violations\n"
        f"post = Post(Source('_posts/x.md', b'', {text!r}), Context('jekyll'))\n"
        "assert not post_violations(post)\n"
        "print([n for n in ('jsonschema', 'jsonschema_rs', 'rapidfuzz', 'referencing') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_proof_is_cheap() -> None:
    """About a microsecond; a hundred times that would be a fault."""
    post = read(OK)
    front_matter = post.front_matter
    assert front_matter is not None
    schema = load("jekyll-post")
    assert violations(front_matter, schema) == ()
    start = process_time()
    for _ in range(500):
        violations(front_matter, schema)
    assert (process_time() - start) / 500 < 0.0005


def test_the_corpora_hold_no_error_of_the_default_schemas(shared: Any) -> None:
    generators = {
        "rails-weblog": "jekyll",
        "mzlogin": "jekyll",
        "finews": "jekyll",
        "cosx": "hugo",
        "18f": "eleventy",
        "rust-blog": "zola",
    }
    seen = 0
    for corpus, generator in generators.items():
        for path in sorted((shared / "corpora" / corpus).rglob("*.m*d*"))[::10]:
            flavour = {"hugo": "go", "eleventy": "js"}.get(generator, "safe_yaml")
            context = Context(generator, yaml=flavour)  # type: ignore[arg-type]
            post = Post(Source.decode(path.name, path.read_bytes()), context)
            errors: list[Violation] = [v for v in post_violations(post) if v.severity is None]
            assert not errors, path
            seen += 1
    assert seen > 200
