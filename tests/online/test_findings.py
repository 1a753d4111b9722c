"""External links of a post, and what their outcomes make of them."""

from __future__ import annotations

import pytest

from postlint.context import Context
from postlint.diagnostic import Safety
from postlint.fix import apply
from postlint.post import Post
from postlint.text import Source
from postlint.web import Outcome, State, address, findings, links

OK, BROKEN, UNVERIFIED = State.OK, State.BROKEN, State.UNVERIFIED


@pytest.mark.parametrize(
    ("target", "url"),
    [
        ("https://example.com/a?b#c", "https://example.com/a?b#c"),
        ("HTTP://example.com", "http://example.com"),
        (" http://example.com/ ", "http://example.com/"),
        ("//example.com/a", "https://example.com/a"),
        ("/a", None),
        ("", None),
        ("mailto:a@example.com", None),
        ("javascript:alert(1)", None),
        ("http://", None),
        ("http:///a", None),
        ("http://[", None),
        ("http://example.com:99999/", None),
        ("http://{{ site.host }}/", None),
        ("https://example.com/" + "a" * 9000, None),
        ("file:///etc/passwd", None),
    ],
)
def test_address(target: str, url: str | None) -> None:
    assert address(target) == url


HEAD = "---\nlayout: post\ntitle: x\n---\n"


def post(body: str) -> Post:
    source = Source.decode("_posts/2021-12-29-x.md", (HEAD + body).encode())
    return Post(source, Context(generator="jekyll", config={"url": "https://own.example"}))


def test_links_of_a_post() -> None:
    found = links(post("[a](http://a.example/#x) [b](/b) <https://c.example/> [d](https://own.example/d)\n"))
    assert [(link.url, link.written) for link in found] == [
        ("http://a.example/#x", "http://a.example/#x"),
        ("https://c.example/", "https://c.example/"),
    ]


def test_findings() -> None:
    text = "[a](http://a.example/) [b](http://b.example/#top) [c](http://c.example/) [a](http://a.example/)\n"
    outcomes = {
        "http://a.example/": Outcome(BROKEN, "the server answers 404 Not Found", 404),
        "http://b.example/#top": Outcome(
            OK, status=200, final="https://b.example/new", moved="https://b.example/new"
        ),
        "http://c.example/": Outcome(UNVERIFIED, "the server answers 403 Forbidden", 403),
    }
    given = post(text)
    found = list(findings(links(given), outcomes))
    assert [(rule, finding.message) for rule, finding in found] == [
        ("link/broken-external", "`http://a.example/` is dead: the server answers 404 Not Found"),
        ("link/redirected", "`http://b.example/#top` has moved for good to `https://b.example/new`"),
        ("link/unverified", "`http://c.example/` could not be verified: the server answers 403 Forbidden"),
        ("link/broken-external", "`http://a.example/` is dead: the server answers 404 Not Found"),
    ]
    assert [given.source.slice(finding.span) for _, finding in found][1] == "http://b.example/#top"
    fixes = [finding.fix for _, finding in found if finding.fix]
    assert "[b](https://b.example/new#top)" in apply(given.source.text, fixes, Safety.UNSAFE).text
    assert apply(given.source.text, fixes, Safety.SAFE).text == given.source.text


@pytest.mark.parametrize(
    "final",
    ["https://b.example/a(b)", "https://b.example/?a=1&b=2", 'https://b.example/"', "https://b.example/a b"],
)
def test_no_fix_that_would_have_to_be_escaped(final: str) -> None:
    outcome = Outcome(OK, status=200, final=final, moved=final)
    ((_, finding),) = findings(links(post("[b](http://b.example/)\n")), {"http://b.example/": outcome})
    assert finding.fix is None


def test_passwords_are_not_shown() -> None:
    outcome = Outcome(BROKEN, "gone", 410)
    url = "http://me:secret@b.example/"
    ((_, finding),) = findings(links(post(f"[b]({url})\n")), {url: outcome})
    assert "secret" not in finding.message
