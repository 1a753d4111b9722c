"""The body's HTML, and the way back from each part of it to the post."""

from __future__ import annotations

import pytest

from postlint import body
from postlint.body import Body
from postlint.context import Context, Generator
from postlint.text import Source


def read(text: str, path: str = "_posts/a.md", generator: Generator = "jekyll", start: int = 0) -> Body:
    return body.read(Source.decode(path, text.encode()), start, Context(generator=generator))


GENERATORS: list[Generator] = ["jekyll", "hugo", "zola"]


@pytest.mark.parametrize("generator", GENERATORS)
@pytest.mark.parametrize(
    ("markdown", "targets"),
    [
        ('见 [指南](/guide/ "T") 和 ![图](a.png)', ["/guide/", "a.png"]),
        ("<http://a.example/x,1.html>", ["http://a.example/x,1.html"]),
        ("[a][r]\n\n[r]: http://x.example/ 'T'", ["http://x.example/"]),
        ("[](<>)", [""]),
        ("> - [a](b_(c).html)", ["b_(c).html"]),
        ('<p><a href="/x?a=1&amp;b=2">é</a></p>', ["/x?a=1&amp;b=2"]),
        ("`[no](link)`\n\n<!-- [no](link) -->\n\n```\n[no](link)\n```", []),
        ("| [a](b) |\n|---|\n| [c](d) |", ["b", "d"]),
    ],
)
def test_a_link_leads_to_its_own_characters(generator: Generator, markdown: str, targets: list[str]) -> None:
    text = f"---\ntitle: é\n---\n{markdown}\n"
    post = read(text, generator=generator, start=text.index("---\n", 4) + 4)
    assert [post.source.slice(link.place) for link in post.links] == targets
    assert all(post.source.slice(link.span) for link in post.links)


def test_carriage_returns_are_not_in_the_html_and_do_not_shift_places() -> None:
    text = "one\r\n[a](b)\r\n\r\n<p>x</p>\r\n<a href='/c'>d</a>\r\n"
    post = read(text)
    assert "\r" not in post.html
    assert [text[link.place.start : link.place.end] for link in post.links] == ["b", "/c"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_text_after_a_list_and_a_quotation_keeps_its_place(newline: str) -> None:
    text = newline.join(["> 1. *a*", ">    - [b](/b)", "", "\t`c`", "", "# D {#d}", ""])
    post = read(text)
    assert [text[link.place.start : link.place.end] for link in post.links] == ["/b"]
    assert [anchor.name for anchor in post.anchors] == ["d"]


def test_html_is_its_own_html_and_templates_are_masked() -> None:
    text = '<a href="{{ site.url }}/x">{% if a %}b{% endif %}</a>'
    post = read(text, "index.html")
    assert len(post.html) == len(text)
    assert post.links[0].target == "{{ site.url }}/x"
    assert post.templated(post.starts("a")[0].attributes[0].span)
    assert post.errors == ()


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("# C++ & C#", "c--c"),
        ("# What's new? (v1.2.3)", "whats-new-v123"),
        ("# 日本語の見出し", "日本語の見出し"),
        ("# multiple   spaces -- dashes", "multiple---spaces--dashes"),
        ("# `code` and *text*", "code-and-text"),
    ],
)
def test_kramdown_names_headings(heading: str, name: str) -> None:
    assert [anchor.name for anchor in read(heading + "\n").anchors] == [name]


def test_repeated_headings_are_counted() -> None:
    assert [a.name for a in read("# A\n\n# A\n\n# A\n").anchors] == ["a", "a-1", "a-2"]


def test_code_and_comments_are_known_by_their_places() -> None:
    text = "a `b` c\n\n    d\n\n<!-- e -->\n"
    post = read(text)
    assert [text[s.start : s.end] for s in post.comments] == ["<!-- e -->"]
    assert "`b`" in [text[s.start : s.end] for s in post.code]


def test_an_error_is_placed_in_the_post() -> None:
    text = "---\n---\nA <b>c</b></b>\n"
    post = read(text, "content/a.md", "hugo", 8)
    (error,) = post.errors
    assert (error.code, post.source.slice(post.locate(error.span))) == ("stray-end-tag", "</b>")
