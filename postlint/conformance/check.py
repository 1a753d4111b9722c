"""From a body to its violations, and from these to a rule's findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from re import Pattern
from re import compile as pattern
from typing import TYPE_CHECKING

from postlint.body.body import Body
from postlint.body.scan import tag_at
from postlint.body.tags import Attribute, Tag
from postlint.conformance import proof
from postlint.conformance.violation import Violation
from postlint.diagnostic import Finding, Fix, Related, Severity
from postlint.text import Span

if TYPE_CHECKING:
    from postlint.post import Post

_MEMO_SIZE = 20_000
_NO_SPAN = Span(0, 0)
_NOWHERE: frozenset[int] = frozenset()


class Verdict:
    """What is known of all start tags with one text; spans count from the tag's start."""

    __slots__ = ("id_at", "id_value", "plain", "tells", "violations")

    def __init__(self, tag: Tag) -> None:
        from postlint.conformance import attributes

        start = tag.span.start
        self.violations = tuple(v.shifted(-start) for v in attributes.judge(tag))
        self.plain = proof.is_plain(tag)
        attribute = tag.attribute("id") if tag.attributes else None
        self.id_value = attribute.value if attribute else None
        self.tells = bool(self.violations) or self.id_value is not None
        self.id_at = (attribute.value_span or attribute.name_span).shift(-start) if attribute else _NO_SPAN


_memo: dict[str, Verdict] = {}


def violations(body: Body) -> Iterator[Violation]:
    """All violations in a body, in no order."""
    texts = body.tag_texts
    if texts is None:
        yield from _of_tags(body)
    elif texts:
        by_text = _by_text(body)
        plain = all(verdict.plain for verdict in by_text.values())
        if plain and (body.is_plain or proof.proven_by_text(texts)):
            if any(verdict.tells for verdict in by_text.values()):
                yield from _told(body, _carrying(body, by_text))
        else:
            yield from _of_tags(body)


def _by_text(body: Body) -> dict[str, Verdict]:
    """The verdicts of all start tags, each text judged once."""
    found: dict[str, Verdict] = {}
    for text in body.different_tags:
        if text[0] == "/":
            continue
        verdict = _memo.get(text)
        if verdict is None and len(text) < _LONG and _ordinary_link().fullmatch(text):
            verdict = _of_ordinary_link()
        if verdict is None:
            tag = tag_at(f"<{text}>", 0)
            assert tag is not None  # it is whole in the body
            verdict = _verdict(text, tag)
        found[text] = verdict
    return found


_LONG = 200


@cache
def _ordinary_link() -> Pattern[str]:
    """The text of a link's tag in which nothing can be wrong, and which seldom comes again."""
    host = r"(?:[a-z0-9]{1,40}+(?:-[a-z0-9]{1,20}+)?+\.){1,4}+[a-z]{2,12}"
    return pattern(rf'a href="https?://{host}(?:/[A-Za-z0-9_,./-]*+)?+"')


@cache
def _of_ordinary_link() -> Verdict:
    place = Span(3, 30)
    attribute = Attribute("href", "https://example.com/", place, Span(3, 7), Span(9, 29))
    return Verdict(Tag("a", Span(0, 31), (attribute,)))


def is_ordinary(text: str) -> bool:
    """Whether nothing is wrong with start tags of one text, wherever among phrases they stand."""
    verdict = _memo.get(text)
    if verdict is None:
        tag = tag_at(f"<{text}>", 0)
        if tag is None or tag.closing:
            return False
        verdict = _verdict(text, tag)
    return verdict.plain and not verdict.tells


def _carrying(body: Body, by_text: Mapping[str, Verdict]) -> list[tuple[Tag, Verdict]]:
    """The tags whose verdicts tell something, in order."""
    bare = any(verdict.tells and " " not in text for text, verdict in by_text.items())
    tags = (tag for tag in body.tags if not tag.closing) if bare else iter(body.carriers)
    pairs = ((tag, by_text[_text(body.html, tag)]) for tag in tags)
    return [(tag, verdict) for tag, verdict in pairs if verdict.tells]


def _text(html: str, tag: Tag) -> str:
    return html[tag.span.start + 1 : tag.span.end - 1]


def _verdict(text: str, tag: Tag) -> Verdict:
    verdict = _memo.get(text)
    if verdict is None:
        if len(_memo) >= _MEMO_SIZE:
            _memo.clear()
        verdict = _memo[text] = Verdict(tag)
    return verdict


def _of_tags(body: Body) -> Iterator[Violation]:
    """The violations of a body whose tags must all be made."""
    html, tags = body.html, body.tags
    if not tags:
        return
    verdicts = [(tag, _verdict(_text(html, tag), tag)) for tag in tags if not tag.closing]
    skip, absent = _NOWHERE, _NOWHERE
    if not all(verdict.plain for _, verdict in verdicts) or not proof.proven(html, tags):
        from postlint.conformance import deep

        found, skip, absent = deep.check(html, tags)
        yield from found
    yield from _told(body, [(tag, verdict) for tag, verdict in verdicts if verdict.tells], skip, absent)


def _told(
    body: Body,
    verdicts: list[tuple[Tag, Verdict]],
    skip: frozenset[int] = _NOWHERE,
    absent: frozenset[int] = _NOWHERE,
) -> Iterator[Violation]:
    """What the verdicts say, but for the tags at the places of `skip`; those that are `absent` have no id."""
    for tag, verdict in verdicts:
        if tag.span.start not in skip:
            for violation in verdict.violations:
                yield violation.shifted(tag.span.start)
    placed = [pair for pair in verdicts if pair[0].span.start not in absent] if absent else verdicts
    yield from _repeated_ids(placed, body)


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
    if profile == "renders":
        kept = _without_others(post, kept)
    if not kept:
        return {}
    kept.sort(key=lambda v: (v.span, v.rule, v.message))
    kept = _mended(post, kept)
    chosen = (
        _gathered(kept)
        if profile == "renders"
        else [(v, Severity.ERROR if v.error else Severity.WARNING, [v.fix]) for v in kept]
    )
    found: dict[str, list[Finding]] = {}
    for violation, severity, fixes in chosen:
        found.setdefault(violation.rule, []).append(_finding(body, violation, severity, fixes))
    return {rule: tuple(findings_) for rule, findings_ in found.items()}


_ECHOES = frozenset({"html/element-not-allowed-here", "html/unknown-element", "html/missing-element"})


def _without_echoes(body: Body, kept: list[Violation]) -> list[Violation]:
    """Without what only repeats another fault.

    That is a tag out of place that the parser minded already, and a needless role that may not be there.
    """
    if any(v.kind == "role idle" for v in kept):
        wrong = {(v.rule, v.span) for v in kept if v.error and not v.checker_only}
        kept = [v for v in kept if v.kind != "role idle" or v.error or (v.rule, v.span) not in wrong]
    if not any(v.rule in _ECHOES for v in kept):
        return kept
    minded = {error.span.start for error in body.errors}
    return [v for v in kept if v.rule not in _ECHOES or _tag_of(v).start - 1 not in minded]


def _tag_of(violation: Violation) -> Span:
    """The name in the start tag that a violation is about, though it may show only at the end."""
    return violation.related[0][0] if violation.related else violation.span


_WIDGET_MARKUP = frozenset({"html/attribute-not-allowed", "html/obsolete", "html/missing-attribute"})
_MISREAD = frozenset({"doubled-scheme", "misspelt-scheme", "full-width", "markup", "empty"})
"""The faults of a link's target that make its URL invalid, too."""


def _without_others(post: Post, kept: list[Violation]) -> list[Violation]:
    """Without what another group's rule says of the same cause: a link's target, a quote widget."""
    body = post.body
    rules = {v.rule for v in kept}
    if "html/invalid-url" in rules:
        from postlint.site.targets import faults

        faulty = (found for kind, found in post.once(faults).items() if kind in _MISREAD)
        places = {fault.link.place for found in faulty for fault in found}
        if places:
            kept = [v for v in kept if v.rule != "html/invalid-url" or _value(body, v) not in places]
    if not rules.isdisjoint(_WIDGET_MARKUP):
        from postlint.widgets import find, inside_widget

        if find(post):
            kept = [
                v
                for v in kept
                if v.rule not in _WIDGET_MARKUP or not inside_widget(post, body.locate(v.span))
            ]
    return kept


def _value(body: Body, violation: Violation) -> Span | None:
    """The place in the file of the attribute value that a violation is about."""
    from postlint.conformance.written import attribute_at, index_of

    index = index_of(body, violation.span.start)
    attribute = attribute_at(body.tags[index], violation.span) if index is not None else None
    return body.locate(attribute.value_span) if attribute and attribute.value_span else None


_MENDED_AT_ONCE = 300
"""How many violations of a post get a fix; more than a person reads, and the next round finds the rest."""


def _mended(post: Post, kept: list[Violation]) -> list[Violation]:
    """The violations with their fixes, where they have one."""
    from postlint.conformance.mending import Mender

    mender = Mender(post.body)
    mended = [v._replace(fix=mender.fix(v)) for v in kept[:_MENDED_AT_ONCE]] + kept[_MENDED_AT_ONCE:]
    if post.body.markup == "html":
        return mended
    # A renderer of Markdown treats elements by their names: another name may turn markup into text.
    return _still_read(post, mended)


def _still_read(post: Post, mended: list[Violation]) -> list[Violation]:
    """Without the fixes that rename elements, where the post would read otherwise."""
    from postlint.conformance.mending import together
    from postlint.conformance.reading import reads_the_same

    renamed = {v.kind for v in mended if v.fix and v.rule == "html/obsolete" and v.kind.startswith("<")}
    for kind in sorted(renamed):
        fix = together(v.fix for v in mended if v.kind == kind)
        if fix is not None and not reads_the_same(post, fix.edits):
            mended = [v._replace(fix=None) if v.kind == kind else v for v in mended]
    return [
        v._replace(fix=None) if v.fix and _is_markup(post, v) and not reads_the_same(post, v.fix.edits) else v
        for v in mended
    ]


def _is_markup(post: Post, violation: Violation) -> bool:
    """Whether the characters that a URL's fix changes may be Markdown as well."""
    if violation.rule != "html/invalid-url" or violation.fix is None:
        return False
    written = "".join(post.source.slice(edit.span) for edit in violation.fix.edits)
    return any(character in written for character in "`*_~[]\\")


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


def _gathered(kept: Iterable[Violation]) -> list[tuple[Violation, Severity, list[Fix | None]]]:
    """What breaks the page, each; of the rest one of each kind, with the fixes of all of its kind."""
    chosen: list[tuple[Violation, Severity, list[Fix | None]]] = []
    kinds: dict[tuple[str, str], list[Fix | None]] = {}
    for violation in kept:
        if violation.checker_only:
            continue
        key = (violation.rule, violation.kind)
        if violation.breaks:
            chosen.append((violation, Severity.ERROR, [violation.fix]))
        elif key in kinds:
            kinds[key].append(violation.fix)
        else:
            kinds[key] = [violation.fix]
            mild = not violation.error and violation.rule != "html/obsolete"
            chosen.append((violation, Severity.INFO if mild else Severity.WARNING, kinds[key]))
    return chosen


def _finding(body: Body, violation: Violation, severity: Severity, fixes: list[Fix | None]) -> Finding:
    from postlint.conformance.mending import together

    times = len(fixes)
    message = violation.message if times == 1 else f"{violation.message} ({times} times in this post)"
    related = tuple(Related(body.locate(span), text) for span, text in violation.related)
    place = body.locate(violation.span)
    return Finding(place, message, violation.help, together(fixes), related, severity)


def findings(post: Post, rule: str) -> tuple[Finding, ...]:
    """What one rule of the group ``html`` finds in a post, weighed by the post's profile."""
    return post.once(_judged).get(rule, ())
