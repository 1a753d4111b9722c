"""Parse errors as findings in the post, weighed by what the reader gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from re import match
from typing import TypeAlias

from postlint.body.body import Body
from postlint.body.elements import KNOWN
from postlint.body.tags import ParseError
from postlint.context import HtmlProfile
from postlint.diagnostic import Edit, Finding, Fix, Related, Safety, Severity
from postlint.text import Span

Weights: TypeAlias = Mapping[str, tuple[Severity, str | None]]
"""For each error code, its severity in the profile ``renders``, and advice."""

Repair: TypeAlias = Callable[[Body, ParseError, Span], Fix | None]

_OTHER_PLACE = {
    "duplicate-attribute": "the first one",
    "html-in-foreign-content": "it opens here",
    "mismatched-heading": "the heading opens here",
    "misnested-tag": "it opens here",
    "misplaced-in-table": "the table opens here",
    "nested-link": "the first link opens here",
    "nested-table": "the outer table opens here",
    "stray-end-tag": "the paragraph ends here",
    "stray-start-tag": "the form around it opens here",
    "unclosed-element": "the element around it ends here",
}


def parse_findings(
    body: Body, profile: HtmlProfile, weights: Weights, repair: Repair | None = None
) -> Iterable[Finding]:
    """The findings for the parse errors of these codes; none with the profile ``off``."""
    if profile == "off" or not body.errors:
        return ()
    return _findings(body, profile, weights, repair)


def _findings(body: Body, profile: HtmlProfile, weights: Weights, repair: Repair | None) -> Iterator[Finding]:
    for code, (severity, advice) in weights.items():
        other = _OTHER_PLACE.get(code, "here")
        for error in body.errors_by_code.get(code, ()):
            if code == "unclosed-element" and not _is_element(body, error):
                continue
            span = body.locate(error.span)
            related = body.locate(error.related) if error.related else None
            if span.start == span.end and related is not None and related.start < related.end:
                # The renderer wrote this tag itself: the author can only change the other one.
                span, related = related, None
            yield Finding(
                span,
                error.message,
                help=advice,
                fix=repair(body, error, span) if repair else None,
                related=(Related(related, other),) if related and related != span else (),
                severity=Severity.ERROR if profile == "conforming" or error.breaks else severity,
            )


def _is_element(body: Body, error: ParseError) -> bool:
    """Whether the tag's name is one of HTML, SVG or MathML or of a custom element, not literal text."""
    found = match(r"<([^\t\n\f />]+)", body.html[error.span.start : error.span.end])
    name = found[1].lower() if found else ""
    return name in KNOWN or "-" in name or bool(body.starts("svg") or body.starts("math"))


def replaced(title: str, span: Span, replacement: str, safety: Safety = Safety.SAFE) -> Fix:
    """A fix of one edit."""
    return Fix(title, (Edit(span, replacement),), safety)
