"""Random tag soups: no rule raises, every span lies in the file, and the parse verdict is the reference's.

    python -m tools.soups [--count N] [--sample N] [--seed N]

Each soup is a post of its own (Jekyll's Markdown, Hugo's, or HTML, in turn) and goes through all rules
that run without asking. A second lot is HTML of elements that html5lib reads as today's standard does;
there both must find a parse error, or neither. The exit status is 1 where one soup fails.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from random import Random

from postlint import engine
from postlint.body import read
from postlint.context import Context
from postlint.diagnostic import Diagnostic
from postlint.registry import builtin
from postlint.selection import Choice, select
from postlint.text import Source, Span


def _listed(names: str) -> list[str]:
    return names.split()


_FRONT = "---\nlayout: post\ntitle: a\n---\n"
_PAGE = '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>t</title></head><body>\n'
_NAMES = _listed(
    "a b i p div span ul ol li table caption tbody tr td th h1 h2 center font img br hr pre code blockquote "
    "dl dt dd em form button input label svg circle math mi select option template textarea script style "
    "iframe ruby rt details summary figure figcaption video source picture template x-y frameset body html"
)
_ATTRIBUTES = (
    'class="a"', "id=a", "id='a'", 'href="http://a b/"', "href=/x?a&b=c",
    'href="javascript:x"', "src=x",
    "alt", 'style="color: red"', "align=center", "width=10px", "border", "colspan=0", "role=tab",
    'aria-label=""', "on",
    "onclick=x", 'a="', "a='", "=", '"', "datetime=2021-02-30", "itemprop", "for=b", "{{x}}",
    "id=a id=b", "/",
)  # fmt: skip
_TEXTS = (
    "x", " ", "\n", "\n\n", "字", "\u3000", "\U0001f600", "\0", "\ufffe", "\r\n", "\t", "    ", "&", "&amp;",
    "&copy", "&#0;", "&x;", "<", ">", "</", "<!--", "-->", "<!-- -->", "--!>", "<![CDATA[", "]]>", "<?", "<!",
    "{{", "}}", "{%", "%}", "*", "**", "_", "`", "```\n", "[", "](", ")", "[a](b c)", "![", "|", "|-|\n",
    "# ", "- ", "1. ", "> ", "http://a.b/c", "<http://a>", "{: .x}", "$$", "[^1]", "\\", "<新浪>",
    "</p", "<a",
    "---\n",
)  # fmt: skip
_KNOWN_TO_BOTH = _listed(
    "a b i p blockquote br center code dd div dl dt em font h1 h2 img li ol pre span strong table td tr ul "
    "tbody th caption hr u s small nobr address section"
)
_NEAR_WORDS = ("x", " ", "中", "\n", "<!-- c -->", "&amp;")
_CONTEXTS = (
    ("_posts/2021-12-29-a.md", Context(generator="jekyll")),
    ("content/a.md", Context(generator="hugo")),
    ("_posts/2021-12-29-a.html", Context(generator="jekyll", html="conforming")),
)


def soup(random: Random) -> str:
    """Tags, halves of tags, text, Markdown and Liquid, in any order."""
    pieces = []
    for _ in range(random.randint(1, 24)):
        kind = random.random()
        name = random.choice(_NAMES)
        if kind < 0.4:
            attributes = "".join(f" {a}" for a in random.choices(_ATTRIBUTES, k=random.choice((0, 0, 1, 2))))
            pieces.append(f"<{name}{attributes}{random.choice(('>', '>', '>', '/>', ''))}")
        elif kind < 0.65:
            pieces.append(f"</{name}>")
        else:
            pieces.append(random.choice(_TEXTS))
    return "".join(pieces)


def plain_soup(random: Random) -> str:
    """Whole tags of elements that have not changed since html5lib was written, and text."""
    pieces = []
    for _ in range(random.randint(1, 12)):
        name, kind = random.choice(_KNOWN_TO_BOTH), random.random()
        if kind < 0.8:
            pieces.append(f"<{name}>" if kind < 0.45 else f"</{name}>")
        else:
            pieces.append(random.choice(_NEAR_WORDS))
    return "".join(pieces)


def faults(soups: Iterable[str]) -> Iterator[str]:
    """What goes wrong on soups through all rules: an internal error, or a place outside the file."""
    selection = select(builtin(), [Choice()])
    for number, text in enumerate(soups):
        path, context = _CONTEXTS[number % len(_CONTEXTS)]
        source = Source.decode(path, (_FRONT + text).encode())
        found = engine.lint_post(source, context, selection).diagnostics
        for fault in _faulty(found, len(source.text)):
            yield f"{fault}: {context.generator} {text!r}"


def _faulty(found: Sequence[Diagnostic], length: int) -> Iterator[str]:
    for one in found:
        if one.rule == engine.INTERNAL_ERROR:
            yield one.message
        edits = [edit.span for edit in one.fix.edits] if one.fix else []
        related = [other.span for other in one.related if other.path is None]
        for span in (one.span, *related, *edits):
            if not _inside(span, length):
                yield f"{one.rule} at {tuple(span)}"


def _inside(span: Span, length: int) -> bool:
    # A last line may be said to end with the line break that it does not have.
    return 0 <= span.start <= span.end <= length + 1 and span.start <= length


def differences(soups: Iterable[str]) -> Iterator[str]:
    """Soups on which html5lib finds a parse error and we do not, or the other way."""
    import html5lib

    for text in soups:
        parser = html5lib.HTMLParser()
        parser.parse(_PAGE + text)
        ours = read(Source.decode("a.html", text.encode()), 0, Context()).errors
        if bool(ours) is not bool(parser.errors):
            yield f"html5lib {[code for _, code, _ in parser.errors]}, we {[e.code for e in ours]}: {text!r}"


def main() -> int:
    """Run both lots, print what fails and how many there were."""
    ask = argparse.ArgumentParser(prog="python -m tools.soups", description=__doc__)
    ask.add_argument("--count", type=int, default=100_000)
    ask.add_argument("--sample", type=int, default=2_000)
    ask.add_argument("--seed", type=int, default=int(datetime.now(UTC).timestamp()))
    given = ask.parse_args()
    random = Random(given.seed)
    started = time.process_time()
    wrong = 0
    for line in faults(soup(random) for _ in range(given.count)):
        wrong += 1
        print(line)
    taken = time.process_time() - started
    print(f"seed {given.seed}: {given.count} soups, {wrong} faults, {taken:.0f} s of CPU")
    unlike = list(differences(plain_soup(random) for _ in range(given.sample)))
    print(
        "\n".join(unlike) if unlike else "none differs",
        f"{len(unlike)} of {given.sample} verdicts differ",
        sep="\n",
    )
    return int(bool(wrong or unlike))


if __name__ == "__main__":
    raise SystemExit(main())
