"""From a body to its violations, and from these to a rule's findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from postlint.body.body import Body
from postlint.body.tags import Tag
from postlint.conformance.violation import Violation
from postlint.diagnostic import Finding, Related, Severity
from postlint.text import Span

if TYPE_CHECKING:
    from postlint.post import Post

_MEMO_SIZE = 20_000
_NO_SPAN = Span(0, 0)


class Verdict:
    """What is known of all start tags with one text; spans count from the tag's start."""

    __slots__ = ("id_at", "id_value", "plain", "violations")

    def __init__(self, tag: Tag) -> None:
        from postlint.conformance import attributes, proof

        start = tag.span.start
        self.violations = tuple(v.shifted(-start) for v in attributes.judge(tag))
        self.plain = proof.is_plain(tag)
        attribute = tag.attribute("id") if tag.attributes else None
        self.id_value = attribute.value if attribute else None
        self.id_at = (attribute.value_span or attribute.name_span).shift(-start) if attribute else _NO_SPAN


_memo: dict[str, Verdict] = {}


def violations(body: Body) -> Iterator[Violation]:
    """All violations in a body, in no order."""
    html, tags = body.html, body.tags
    if not tags:
        return
    verdicts: list[tuple[Tag, Verdict]] = []
    plain = True
    for tag in tags:
        if tag.closing:
            continue
        text = html[tag.span.start : tag.span.end]
        verdict = _memo.get(text)
        if verdict is None:
            if len(_memo) >= _MEMO_SIZE:
                _memo.clear()
            verdict = _memo[text] = Verdict(tag)
        plain = plain and verdict.plain
        if verdict.violations or verdict.id_value is not None:
            verdicts.append((tag, verdict))
    skip: frozenset[int] = frozenset()
    if not plain or not _proven(html, tags):
        from postlint.conformance import deep

        found, skip = deep.check(html, tags)
        yield from found
    if verdicts:
        for tag, verdict in verdicts:
            if tag.span.start not in skip:
                for violation in verdict.violations:
                    yield violation.shifted(tag.span.start)
        yield from _repeated_ids(verdicts, body)


def _proven(html: str, tags: tuple[Tag, ...]) -> bool:
    from postlint.conformance.proof import proven

    return proven(html, tags)


def _repeated_ids(verdicts: list[tuple[Tag, Verdict]], body: Body) -> Iterator[Violation]:
    seen: dict[str, Span] = {}
    for tag, verdict in verdicts:
        value = verdict.id_value
        if not value:
            continue
        span = verdict.id_at.shift(tag.span.start)
        first = seen.setdefault(value, span)
        if first is not span and not body.templated(span) and _written(body, span):
            message = f"the id `{value}` stands on another element already"
            yield Violation(
                "html/duplicate-id",
                value,
                span,
                message,
                "links and scripts reach only the first",
                True,
                True,
                None,
                ((first, "the first element with this id"),),
            )


def _written(body: Body, span: Span) -> bool:
    """Whether the post says it so itself, and not only what the generator makes of it."""
    place = body.locate(span)
    if place.end - place.start == span.end - span.start:
        return True
    source = body.source
    line = source.slice(source.line_span(source.position(place.start).line))
    return f"#{body.html[span.start : span.end]}" in line


def _judged(post: Post) -> Mapping[str, tuple[Finding, ...]]:
    profile = post.context.html
    body = post.body
    if profile == "off":
        return {}
    kept = [v for v in violations(body) if not _templated(body, v)]
    kept = _without_echoes(body, kept)
    if not kept:
        return {}
    kept.sort(key=lambda v: (v.span, v.rule, v.message))
    chosen = (
        _gathered(kept)
        if profile == "renders"
        else [(v, Severity.ERROR if v.error else Severity.WARNING, 1) for v in kept]
    )
    found: dict[str, list[Finding]] = {}
    for violation, severity, times in chosen:
        found.setdefault(violation.rule, []).append(_finding(body, violation, severity, times))
    return {rule: tuple(findings_) for rule, findings_ in found.items()}


_ECHOES = frozenset({"html/element-not-allowed-here", "html/unknown-element", "html/missing-element"})


def _without_echoes(body: Body, kept: list[Violation]) -> list[Violation]:
    """Without what only repeats a parse error: a tag out of place that the parser minded already."""
    if not any(v.rule in _ECHOES for v in kept):
        return kept
    minded = {error.span.start for error in body.errors}
    return [v for v in kept if v.rule not in _ECHOES or v.span.start - 1 not in minded]


def _templated(body: Body, violation: Violation) -> bool:
    if body.templated(violation.span):
        return True
    around = violation.around
    if around is None or not body.templated(around):
        return False
    if violation.rule != "html/missing-attribute":
        return True
    # What a template writes into a value is not the attribute that is missing.
    tag = next((tag for tag in body.tags if tag.span == around), None)
    values = [a.value_span for a in tag.attributes if a.value_span] if tag else []
    edges = [around.start, *(edge for span in values for edge in span), around.end]
    return any(body.templated(Span(*gap)) for gap in zip(edges[::2], edges[1::2], strict=True))


def _gathered(kept: Iterable[Violation]) -> list[tuple[Violation, Severity, int]]:
    """What breaks the page, each; of the rest one of each kind, with how often it occurs."""
    chosen: list[tuple[Violation, Severity, int]] = []
    kinds: dict[tuple[str, str], int] = {}
    for violation in kept:
        if violation.checker_only:
            continue
        if violation.breaks:
            chosen.append((violation, Severity.ERROR, 1))
            continue
        key = (violation.rule, violation.kind)
        if key in kinds:
            first, severity, times = chosen[kinds[key]]
            chosen[kinds[key]] = (first, severity, times + 1)
        else:
            kinds[key] = len(chosen)
            mild = not violation.error and violation.rule != "html/obsolete"
            chosen.append((violation, Severity.INFO if mild else Severity.WARNING, 1))
    return chosen


def _finding(body: Body, violation: Violation, severity: Severity, times: int) -> Finding:
    message = violation.message if times == 1 else f"{violation.message} ({times} times in this post)"
    related = tuple(Related(body.locate(span), text) for span, text in violation.related)
    return Finding(body.locate(violation.span), message, violation.help, violation.fix, related, severity)


def findings(post: Post, rule: str) -> tuple[Finding, ...]:
    """What one rule of the group ``html`` finds in a post, weighed by the post's profile."""
    return post.once(_judged).get(rule, ())
