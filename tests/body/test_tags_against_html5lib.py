"""Tags, attributes, references and raw text as html5lib's tokenizer reads them; and what is proved."""

from __future__ import annotations

from random import Random
from typing import Any

import html5lib
import pytest

from postlint.body import proof
from postlint.body.scan import raw_end, tag_at, unescape

REFERENCES = [
    "&amp;", "&amp", "&AMP;", "&copy", "&copy=", "&copyx", "&notit;", "&not", "&notin;", "&#65;",
    "&#65", "&#x41;", "&#X41", "&#xzz;", "&#0;", "&#x80;", "&#xD800;", "&#1114112;", "&", "&;",
    "&nosuch;", "&hellip;", "a", "=", " ", "Z9",
]  # fmt: skip
ATTRIBUTES = [
    ' a="b"', " a='b'", " a=b", " a", ' A="C"', ' a=""', " a=''", ' b = "x y"', " c=\n'd'", ' d="\'"',
    " e='\"'", "/", " /", ' f="&amp;&lt"', " g=&amp;x", ' h="1"i="2"', " =j", ' k==l', " m=n/",
    ' o="<p>"', " p=<", "\tq=r\f", " data-s", ' t="a\nb"', " ü=ö", ' "=v', " w`=x", " a=1", " =",
    ' y="', " z='",
]  # fmt: skip


def first_tag(html: str) -> tuple[str, dict[str, str]] | None:
    """The name and the attributes of the first start tag, as html5lib reads them."""
    body: Any = html5lib.parse(f"<!DOCTYPE html><body>{html}", namespaceHTMLElements=False).find("body")
    found = next(iter(body), None)
    return None if found is None else (found.tag, dict(found.attrib))


@pytest.mark.parametrize("seed", range(4))
def test_references_in_attributes(seed: int) -> None:
    random = Random(seed)
    for _ in range(300):
        value = "".join(random.choices(REFERENCES, k=random.randint(1, 4)))
        found = first_tag(f'<i title="{value}">')
        assert found is not None
        assert unescape(value) == found[1]["title"], value


@pytest.mark.parametrize("seed", range(4))
def test_attributes(seed: int) -> None:
    random = Random(seed)
    for _ in range(400):
        html = "<i" + "".join(random.choices(ATTRIBUTES, k=random.randint(0, 4))) + ">x"
        theirs, tag = first_tag(html), tag_at(html, 0)
        assert (tag is None) == (theirs is None), html
        if tag is None or theirs is None:
            continue
        ours: dict[str, str] = {}
        for one in tag.attributes:
            ours.setdefault(one.name, one.value or "")
            assert html[one.name_span.start : one.name_span.end].lower() == one.name
            if one.value_span is not None:
                assert unescape(html[one.value_span.start : one.value_span.end]) == one.value
            assert one.span.start == one.name_span.start <= one.name_span.end <= one.span.end
        assert ours == theirs[1], html
        assert html[tag.span.end - 1] == ">"


RAW = [
    "<!--",
    "-->",
    "--!>",
    "<script>",
    "</script>",
    "</script ",
    "</SCRIPT/",
    "<!-->",
    "x",
    "</style>",
    "<",
    "</scriptx>",
]


@pytest.mark.parametrize("name", ["script", "style", "textarea", "title"])
def test_raw_text_ends_where_html5lib_ends_it(name: str) -> None:
    random = Random(name)
    for _ in range(400):
        pieces = [one.replace("script", name) for one in random.choices(RAW, k=random.randint(1, 6))]
        html = f"<{name}>" + "".join(pieces)
        page: Any = html5lib.parse(f"<!DOCTYPE html>{html}", namespaceHTMLElements=False)
        element = page.find(f".//{name}")
        start = len(name) + 2
        assert html[start : raw_end(html, name, start)].rstrip() == (element.text or "").rstrip(), html


CLEAN = [
    "<p>a <b>b</b> <em>c</em></p>\n<p><a href=\"x\">y</a> <a href='z'>w</a></p>",
    "<ul><li>a</li><li><ol><li>b</li></ol></li></ul>",
    "<table><thead><tr><th>a</th></tr></thead>\n<tbody><tr>\n<td><p>b</p></td></tr></tbody></table>",
    "<h1 id=\"a\" class='b c'>A</h1><hr><hr/>",
    '<div data-x_y.z="" hidden><blockquote><p>q</p></blockquote></div>',
    "<!-- a - b --><p>&amp; &lt; &#65; &#x4e2d; &eacute; &hellip; AT&T a&b 中 😀</p>",
    '<p>a<br/>x<img src="a" alt=""/></p>',
    "<p>a<!-- <p> --></p>",
    '<dl><dt>a</dt><dd>b</dd></dl><pre><code class="language-x">&lt;</code></pre>',
]
NOT_PROVED = [
    "<p>a", "</p>", "<p><p>a</p></p>", "<p><div>a</div></p>", "<b><i>a</b></i>",
    "<a href=\"x\"><a>y</a></a>", "<h1><h2>a</h2></h1>", "<table>a</table>",
    "<table><tr><td>a</td></tr>", "<li>a</li><td>b</td>", "<p><hr></p>", "<div/>", "<p/>",
    "<nosuch>a</nosuch>", "<p>a</p></div>", "<table><p>a</p></table>",
]  # fmt: skip
ODD = [
    "a\x01", "a\x0b", "a\x7f", "a\x9f", "\ud800", "\ufdd0", "\uffff", "\U0001fffe", "&nosuch;",
    "&copy a", "&#0;", "&#x80;", "&#;", "&#65", "&#xD800;", "<p a=\"1\" a=\"2\"></p>",
    "<p A='1' a='2'></p>", "<p></p a>", "<p></p/>",
]  # fmt: skip


@pytest.mark.parametrize("html", CLEAN)
def test_what_is_clean_is_proved(html: str) -> None:
    """If it were not, it would cost the slow way."""
    found = proof.matches(html)
    assert found is not None
    assert proof.tokenizes_cleanly(html, found)
    assert proof.nests_cleanly(html, found)


@pytest.mark.parametrize("html", NOT_PROVED)
def test_what_does_not_nest_is_not_proved(html: str) -> None:
    found = proof.matches(html)
    assert found is not None
    assert not proof.nests_cleanly(html, found)


@pytest.mark.parametrize("html", ODD)
def test_what_is_odd_is_not_proved(html: str) -> None:
    found = proof.matches(html)
    assert found is not None
    assert not proof.tokenizes_cleanly(html, found)


@pytest.mark.parametrize(
    "html", ["a < b", "<p", "<!-- a -- b -->", "<!-->", "<p a=b>", '<p a="<">', "<P></P>", "<?x?>", "<!x>"]
)
def test_what_is_not_strict_is_not_looked_at(html: str) -> None:
    assert proof.matches(html) is None
