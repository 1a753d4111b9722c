"""A report that has everything: every severity, help, fixes, related places, odd characters."""

from __future__ import annotations

from postlint.diagnostic import Diagnostic, Edit, Fix, Related, Safety, Severity, fingerprints
from postlint.report import Report
from postlint.text import Source, Span

TEXTS = {
    "_posts/2021-12-29-日本 100%.md": '---\r\ntitle: "a\r\n---\r\n'
    '<p id="x">股票 😀 <a href="">y</a>\r\n<p id="x">\r\n',
    "a:b,c.md": "one\ntwo",
}
FIRST, SECOND = TEXTS


def sources(path: str) -> Source:
    """The text of one of the sample's files."""
    return Source.decode(path, TEXTS[path].encode())


def at(path: str, text: str, nth: int = 0) -> Span:
    """The place of a text in a file of the sample."""
    start = -1
    for _ in range(nth + 1):
        start = TEXTS[path].index(text, start + 1)
    return Span(start, start + len(text))


def fault(
    path: str,
    rule: str,
    severity: Severity,
    span: Span,
    message: str,
    *,
    help: str | None = None,  # noqa: A002 - as Diagnostic has it
    fix: Fix | None = None,
    related: tuple[Related, ...] = (),
    state: str = "new",
) -> Diagnostic:
    """A diagnostic with its fingerprint."""
    (name,) = fingerprints(sources(path), [(rule, span)])
    return Diagnostic(path, rule, severity, span, message, help, fix, related, state, name)


def faults() -> list[Diagnostic]:
    """The faults of the sample, in order."""
    empty = at(FIRST, 'href=""')
    return [
        fault(
            FIRST,
            "front-matter/syntax",
            Severity.ERROR,
            at(FIRST, '"a'),
            "the string never ends",
            help="close it:\n100% of posts, like a: b, do",
            fix=Fix("close the string", (Edit(Span(17, 17), '"'),)),
        ),
        fault(
            FIRST,
            "link/empty",
            Severity.WARNING,
            Span(empty.end - 1, empty.end - 1),
            'the link "y" <leads> & nowhere ]]>',
            fix=Fix(
                "remove the link",
                (Edit(at(FIRST, '<a href="">'), ""), Edit(at(FIRST, "</a>"), "")),
                Safety.UNSAFE,
            ),
        ),
        fault(
            FIRST,
            "html/duplicate-id",
            Severity.ERROR,
            at(FIRST, "x", 1),
            "the id `x` is given twice",
            related=(Related(at(FIRST, "x"), "first given here"), Related(Span(0, 3), "see also", SECOND)),
            state="baseline",
        ),
        fault(
            SECOND, "file/no-final-newline", Severity.INFO, Span(7, 7), "the file ends without a line break"
        ),
        fault(
            SECOND, "plugin/odd", Severity.INFO, Span(2, 5), "control \x00\x1b[31m characters \ud800 \uffff"
        ),
    ]


def report(diagnostics: list[Diagnostic] | None = None) -> Report:
    """The sample as a run would report it."""
    return Report(faults() if diagnostics is None else diagnostics, sources, files=3, suppressed=1)
