"""Links and anchors of a body: what they are, where they lead, where they stand, what the reader sees."""

from __future__ import annotations

import pytest

from postlint import body
from postlint.body import Body, scan
from postlint.context import Context, Generator
from postlint.text import Source


def read(text: str, generator: Generator = "folder", path: str = "a.md") -> Body:
    return body.read(Source.decode(path, text.encode()), 0, Context(generator))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            '<img srcset="a.png 1x, b,c.png 2x" src="c.png" alt="d &amp; e">',
            [("img[srcset]", "a.png", None, "d & e"), ("img[srcset]", "b,c.png", None, "d & e"),
             ("img[src]", "c.png", None, "d & e")],
        ),
        ('<a href="f?g&amp;h">i <b>j</b>\n k</a>', [("a[href]", "f?g&h", None, "i j k")]),
        ('<a>no</a><a href="">y</a>', [("a[href]", "", '<a href="">y</a>', "y")]),
        ('[a *b*](c "d")', [("a[href]", "c", None, "a b")]),
        ("![e](f)", [("img[src]", "f", None, "e")]),
        ("[i][j]\n\n[j]: l", [("a[href]", "l", "[i][j]", "i")]),
        ("[k]\n\n[k]: <m n>", [("a[href]", "m n", "[k]", "k")]),
        ("<video src=a poster=b></video>",
         [("video[src]", "a", "<video src=a poster=b>", ""),
          ("video[poster]", "b", "<video src=a poster=b>", "")]),
        ('<blockquote cite="f">g</blockquote>', [("blockquote[cite]", "f", '<blockquote cite="f">', "")]),
        ("<form action='h'></form>", [("form[action]", "h", "<form action='h'>", "")]),
        ('<svg><use href="#i"/><image xlink:href="j"/></svg>',
         [("use[href]", "#i", '<use href="#i"/>', ""),
          ("image[xlink:href]", "j", '<image xlink:href="j"/>', "")]),
        ("<p style=\"background: URL( a.png ) url('b c.png')\">x</p>",
         [("p[style]", "a.png", "<p style=\"background: URL( a.png ) url('b c.png')\">", ""),
          ("p[style]", "b c.png", "<p style=\"background: URL( a.png ) url('b c.png')\">", "")]),
        ("<p style='x:url(\"d\")'>y</p>", [("p[style]", "d", "<p style='x:url(\"d\")'>", "")]),
        ('<a href="u">v<a href="w">z</a>',
         [("a[href]", "u", '<a href="u">v', "v"), ("a[href]", "w", '<a href="w">z</a>', "z")]),
        ('<a href="u">v<!-- c --> w <img src="i" alt="j"></a>',
         [("a[href]", "u", None, "v w"), ("img[src]", "i", '<img src="i" alt="j">', "j")]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("generator", ["folder", "jekyll", "hugo"])
@pytest.mark.parametrize("around", ["", "中\n\n"])
def test_links(
    text: str, links: list[tuple[str, str, str | None, str]], generator: Generator, around: str
) -> None:
    """Without a place of its own, a link stands for the whole text."""
    whole = around + text + "\n"
    post = read(whole, generator, "_posts/2021-12-29-a.md")
    found = [(one.kind, one.target, whole[one.span.start : one.span.end], one.text) for one in post.links]
    assert found == [(kind, target, span or text, words) for kind, target, span, words in links]
    for one in post.links:
        assert scan.unescape(whole[one.place.start : one.place.end]) == one.target or not one.target


def test_links_that_kramdown_would_mend() -> None:
    assert [one.target for one in read("<a href>x</a>").links] == []
    assert [one.target for one in read("<a href>x</a>", "jekyll").links] == [""]
    [left], [mended] = (read('<p><a href="x">open', one).links for one in ("hugo", "jekyll"))
    assert (left.text, mended.text) == ("", "open")


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("# A b\n\n## C {#own}\n", [("a-b", "A b"), ("own", "C")]),
        ('<p id="x">y</p> <a name="z">w</a>', [("x", "x"), ("z", "z")]),
        ('<p id="">y</p> <p id>z</p>', []),
    ],
)
def test_anchors(text: str, anchors: list[tuple[str, str]]) -> None:
    post = read(text, "jekyll", "_posts/2021-12-29-a.md")
    found = [one.name for one in post.anchors if one.name]
    assert found == [name for name, _ in anchors]
    for one, (_, words) in zip((one for one in post.anchors if one.name), anchors, strict=True):
        assert words in text[one.span.start : one.span.end] or text[one.span.start : one.span.end] in words
