"""How much of a post is looked at: the bounds, their settings, and what holds beyond them."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import pytest

from postlint import config, engine
from postlint.context import Bounds, Context, Generator
from postlint.diagnostic import Diagnostic
from postlint.engine import Linted
from postlint.post import Post
from postlint.registry import builtin
from postlint.selection import Choice, select
from postlint.settings import ConfigError
from postlint.text import Source

HEAD = "---\nlayout: post\ntitle: T\ndate: 2021-12-29 10:14:10 +0800\n"
RULES = {
    "tag_depth": "html/too-deep",
    "links": "link/too-many",
    "attributes": "html/too-many-attributes",
}


def lint(text: str, bounds: Bounds, *ignored: str, generator: Generator = "jekyll") -> Linted:
    source = Source.decode("_posts/2021-12-29-a.md", text.encode())
    selection = select(builtin(), [Choice(ignore=ignored)])
    return engine.lint_post(
        source, Context(generator, now=datetime(2026, 1, 1, tzinfo=UTC), bounds=bounds), selection
    )


def rules(linted: Linted) -> list[str]:
    return [one.rule for one in linted.diagnostics]


BODIES = {
    "tag_depth": "<div>" * 4 + "Text" + "</div>" * 4,
    "links": "".join(f"[a](https://{c}.example/) " for c in "abcd"),
    "attributes": "Text <b data-a='' data-b='' data-c='' data-d=''>a</b>.",
}
FLAW = "\n\n[a](nowhere.html) <b>One <i>two</b></i>.\n"


@pytest.mark.parametrize("kind", RULES)
def test_beyond_a_bound_one_finding_stands_for_the_body(kind: str) -> None:
    linted = lint(f"{HEAD}---\n{BODIES[kind]}{FLAW}", Bounds()._replace(**{kind: 3}))
    assert rules(linted) == [RULES[kind]]
    assert linted.facts is not None
    assert linted.facts.links == () and linted.facts.open


@pytest.mark.parametrize("kind", RULES)
def test_front_matter_is_looked_at_all_the_same(kind: str) -> None:
    text = f"{HEAD}tags: a b, c\nTitel: x\n---\n{BODIES[kind]}\n"
    without = rules(lint(text, Bounds()))
    assert rules(lint(text, Bounds()._replace(**{kind: 3}))) == [*without, RULES[kind]] != [RULES[kind]]


@pytest.mark.parametrize("kind", RULES)
def test_within_the_bound_and_without_the_rule_all_is_looked_at(kind: str) -> None:
    text = f"{HEAD}---\n{BODIES[kind]}{FLAW}"
    whole = lint(text, Bounds())
    assert "markdown/unclosed-block" in rules(whole)
    for bounds, ignored in ((Bounds()._replace(**{kind: 5}), ()), (Bounds()._replace(**{kind: 3}), RULES)):
        again = lint(text, bounds, *(RULES[name] for name in ignored))
        assert (again.diagnostics, again.facts) == (whole.diagnostics, whole.facts)


def test_a_page_that_a_layout_begins_is_no_level() -> None:
    page = (
        "<!doctype html>\n<html><head><title>T</title></head><body><div><div>Text</div></div></body></html>\n"
    )
    source = Source.decode("content/a.html", page.encode())
    selection = select(builtin(), [Choice()])
    for most, expected in ((2, []), (1, ["html/too-deep"])):
        context = Context("hugo", bounds=Bounds()._replace(tag_depth=most))
        found: list[Diagnostic] = list(engine.lint_post(source, context, selection).diagnostics)
        assert [one.rule for one in found if one.rule == "html/too-deep"] == expected


@pytest.mark.parametrize(
    ("generator", "text"),
    [
        ("jekyll", "---\na: {open}{close}\n---\n"),
        ("hugo", "+++\na = {open}{close}\n+++\n"),
        ("hugo", '{{"a": {open}{close}}}\n'),
        ("hexo", '"a": {open}{close}\n;;;\n'),
    ],
    ids=["YAML", "TOML", "JSON", "JSON without braces"],
)
@pytest.mark.parametrize("most", [2, 100, 200])
def test_depth_of_front_matter_in_each_language(generator: Generator, text: str, most: int) -> None:
    bounds = Bounds()._replace(front_matter_depth=most)

    def found(levels: int) -> bool:
        made = text.format(open="[" * levels, close="]" * levels)
        said = lint(made, bounds, generator=generator).diagnostics
        assert not any(one.rule in engine.UNDONE for one in said)
        return any(one.rule == "front-matter/too-large" for one in said)

    # The outermost level is that of the keys; TOML counts its brackets only.
    within = most if "=" in text else most - 1
    assert (found(within), found(within + 1)) == (False, True)


def test_size_of_front_matter_in_each_language() -> None:
    for text in ("---\na: xxxxx\n---\n", "+++\na = 'x'\n+++\n", '{"a": "xxx"}\n'):
        assert "front-matter/too-large" in rules(
            lint(text, Bounds()._replace(front_matter_size=7), generator="hugo")
        )
        assert "front-matter/too-large" not in rules(
            lint(text, Bounds()._replace(front_matter_size=13), generator="hugo")
        )


def test_every_bound_is_a_setting(tmp_path: Path) -> None:
    names = [name.replace("_", "-") for name in Bounds._fields]
    made = "[bounds]\n" + "".join(f"{name} = {number}\n" for number, name in enumerate(names, 10))
    settings = config.load(tmp_path / "postlint.toml", made.encode(), builtin(), {})
    assert settings.bounds == Bounds(10, 11, 12, 13, 14, 15)
    assert config.load(tmp_path / "postlint.toml", b"", builtin(), {}).bounds == Bounds()


@pytest.mark.parametrize("line", ["links = 0", "tag-depth = '3'", "front-matter-depth = 201", "depth = 3"])
def test_a_bound_that_cannot_be_is_told(tmp_path: Path, line: str) -> None:
    with pytest.raises(ConfigError):
        config.load(tmp_path / "postlint.toml", f"[bounds]\n{line}\n".encode(), builtin(), {})


def _calls(text: str, *ignored: str) -> int:
    count = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        lint(text, Bounds(tag_depth=50, links=50, attributes=50), *ignored, generator="hugo")
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize(
    "body",
    [
        lambda n: "<div>" * n + "<b><i>x</b></i>" * n,
        lambda n: "[a](https://a.example/b)\n" * n,
        lambda n: f"<p {' '.join(f'data-a{i}=b' for i in range(n))}>x</p>",
        lambda n: f"<p {'class=b ' * n}>x</p>",
    ],
    ids=["levels", "links", "attributes", "one attribute"],
)
def test_beyond_a_bound_the_cost_is_linear(body: object) -> None:
    texts = [f"{HEAD}---\n{body(n)}\n" for n in (400, 1600)]  # type: ignore[operator]
    lint(texts[0], Bounds())
    few, many = map(_calls, texts)
    assert many < 5 * few


SIMPLE = "## Below\n\nText with a [link](/2021/12/28/x.html) and `code`.\n\n- an [item](#below)\n"


def rendered_for(selected: str, text: str, bounds: Bounds) -> tuple[list[str], bool]:
    """The rules that find something when a group is selected, and whether the body was rendered for it."""
    context = Context("jekyll", now=datetime(2026, 1, 1, tzinfo=UTC), bounds=bounds)
    post = Post(Source.decode("_posts/2021-12-29-a.md", f"{HEAD}---\n{text}".encode()), context)
    selection = select(builtin(), [Choice(select=(selected, *RULES.values()))])
    return rules(engine.lint(post, selection)), "_rendered" in post.body.__dict__


def test_simple_text_is_not_rendered_to_know_that_it_is_little() -> None:
    assert rendered_for("link", SIMPLE, Bounds()) == ([], False)
    assert rendered_for("html", SIMPLE, Bounds()) == ([], True)


def test_text_that_may_nest_deep_is_rendered_all_the_same() -> None:
    deep = SIMPLE + "\n" + "*a **b " * 8 + "\n"
    assert rendered_for("link", deep, Bounds()._replace(tag_depth=16))[1]
    assert rendered_for("link", SIMPLE, Bounds()._replace(links=1))[0] == ["link/too-many"]
