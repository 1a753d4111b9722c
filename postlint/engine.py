"""Lint one post, or the facts of a whole site.

Pure: no file is read here. The engine stamps rule, severity and path on what the rules find,
sorts it, and takes out what a comment suppresses. A rule that raises is itself a diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from postlint import alike
from postlint.bounds import are_few_links, is_simple
from postlint.context import Context
from postlint.diagnostic import Diagnostic, Finding, Severity, fingerprints
from postlint.needs import NEEDS
from postlint.ordinary import DISPROVED, is_ordinary
from postlint.patience import AGAIN, Stuck, within
from postlint.post import Post
from postlint.registry import Need
from postlint.selection import BEYOND, Selected, Selection
from postlint.site.facts import Facts, facts, facts_of_ordinary
from postlint.site.model import Site
from postlint.text import Source, Span

INTERNAL_ERROR = "postlint/internal-error"
OUT_OF_TIME = "postlint/out-of-time"
UNDONE = frozenset({INTERNAL_ERROR, OUT_OF_TIME})
"""What says that postlint could not do all that it was asked."""


class Linted(NamedTuple):
    """What one post gave. `facts` is None where no site rule runs, or the file is not text."""

    path: str
    diagnostics: Sequence[Diagnostic]
    suppressed: int = 0
    facts: Facts | None = None


def lint_post(source: Source, context: Context, selection: Selection) -> Linted:
    """All that the file and post rules of a selection find in one post, and its facts."""
    return lint(Post(source, context), selection)


def lint(post: Post, selection: Selection, needs: Mapping[Need, Callable[[Post], bool]] = NEEDS) -> Linted:
    """`lint_post`, of a post that others look at as well; `needs` answers what rules need."""
    source = post.source
    found = _run(selection.bounds, source, source)
    if found:
        return Linted(source.path, *finish(source, found, selection))
    found = _run(selection.file, source, source)
    known = None
    if source.undecodable is None:
        # Where somebody counts what each need costs, each is asked.
        proves = needs is NEEDS and selection.needs <= DISPROVED
        like = _facts_of_its_kind(post) if proves else None
        known = like or None
        ordinary = known is not None or (proves and like is None and _proved_ordinary(post))
        within_bounds = ordinary and are_few_links(post)
        if selection.body_bounds and not within_bounds and not _is_simple(post, selection):
            found += _bounded(post, selection, needs)
            ordinary = ordinary and not post.body_left_out
        for need, rules in () if ordinary else selection.post:
            if _has(need, post, needs):
                found += _run(rules, post, source)
        if not selection.site:
            known = None
        elif known is None or not ordinary:
            known, broken = _facts(post, facts_of_ordinary if ordinary else facts)
            found += broken
            if ordinary and known is not None:
                alike.learn(post, known)
    kept, suppressed = finish(source, found, selection, post, selection.of_posts)
    return Linted(source.path, kept, suppressed, known)


def _has(need: Need, post: Post, needs: Mapping[Need, Callable[[Post], bool]]) -> bool:
    try:
        return needs[need](post)
    except (Exception, Stuck):
        # The rules themselves will say what is wrong.
        return True


def _is_simple(post: Post, selection: Selection) -> bool:
    """Whether nobody needs a body rendered, neither to say what is in it nor that it is not too much."""
    try:
        return selection.is_of_text and is_simple(post)
    except (Exception, Stuck):
        return False


def _bounded(
    post: Post, selection: Selection, needs: Mapping[Need, Callable[[Post], bool]]
) -> list[Diagnostic]:
    """What says that a body is beyond a bound; it is then left out for all others."""
    if not _has(BEYOND, post, needs):
        return []
    found = _run(selection.body_bounds, post, post.source)
    if any(one.rule not in UNDONE for one in found):
        post.leave_body_out()
    return found


def lint_site(site: Site, selection: Selection) -> list[Diagnostic]:
    """All that the site rules of a selection find in a site's facts; `finish` is still to come.

    A rule that is busy for longer than `time-limit` for each 10,000 posts is interrupted and named, and those
    after it have a tenth of that, since they may share what it was busy with. What no post is to blame for
    has the path ``.``.
    """
    nowhere = Source.decode(SITE, b"")
    limit = site.context.time_limit * (1 + len(site.posts) // _POSTS_AT_ONCE)
    found: list[Diagnostic] = []
    stuck = False
    for chosen in selection.site:
        try:
            with within(limit / AGAIN if stuck else limit):
                found += _run((chosen,), site, nowhere)
        except Stuck:
            found.append(out_of_time(SITE, chosen.rule.name))
        stuck = stuck or any(one.rule == OUT_OF_TIME for one in found[-1:])
    return found


SITE = "."
"""The path of what is said of a site as a whole."""
_POSTS_AT_ONCE = 10_000


def finish(
    source: Source,
    found: Iterable[Diagnostic],
    selection: Selection,
    post: Post | None = None,
    spoken: Collection[str] = (),
) -> tuple[list[Diagnostic], int]:
    """Diagnostics of one file in order and with fingerprints; and how many a comment suppressed.

    `spoken` are the rules that have said all that they have to say of the post: a comment that suppresses
    nothing of theirs is told to be idle.
    """
    ordered = sorted(found, key=lambda d: d.order)
    suppressed = 0
    if source.holds("postlint:"):
        from postlint import suppress

        post = post or Post(source, Context())
        level = next((one.severity for one in selection.rules if one.rule.name == suppress.UNUSED), None)
        # What was not looked at does not tell that a suppression is idle.
        told = () if post.partly_read else spoken
        ordered, suppressed = suppress.apply(post, ordered, selection.names, told, level)
    if not ordered:
        return [], suppressed
    names = fingerprints(source, ((d.rule, d.span) for d in ordered))
    return [d._replace(fingerprint=name) for d, name in zip(ordered, names, strict=True)], suppressed


def finish_late(
    post: Post, found: Iterable[Diagnostic], selection: Selection, spoken: Collection[str]
) -> tuple[list[Diagnostic], int]:
    """`finish`, for what rules that do not look at posts have found in one."""
    if spoken:
        _bounded(post, selection, NEEDS)
    return finish(post.source, found, selection, post, spoken)


def finish_said(
    source: Source, said: Iterable[tuple[str, Finding]], selection: Selection
) -> tuple[list[Diagnostic], int]:
    """`finish`, for findings that the run itself makes for the rules that are named."""
    chosen = {one.rule.name: one for one in selection.rules}
    found = [_stamp(chosen[name], finding, source) for name, finding in said if name in chosen]
    return finish(source, found, selection)


def _run(rules: Sequence[Selected], subject: Source | Post | Site, source: Source) -> list[Diagnostic]:
    """What the rules find in one subject; whatever a rule raises, the others go on."""
    found: list[Diagnostic] = []
    for chosen in rules:
        try:
            for finding in chosen.rule.check(subject, *chosen.arguments):
                found.append(_stamp(chosen, finding, source))
        except Stuck:
            found.append(out_of_time(source.path, chosen.rule.name))
        except (Exception, SystemExit) as error:
            found.append(internal_error(source.path, chosen.rule.name, error))
    return found


def _stamp(chosen: Selected, finding: Finding, source: Source) -> Diagnostic:
    return Diagnostic(
        finding.path or source.path,
        chosen.rule.name,
        chosen.severity or finding.severity or chosen.rule.severity,
        _inside(finding.span, len(source.text)) if finding.path is None else finding.span,
        finding.message,
        finding.help,
        finding.fix,
        finding.related,
        subject=finding.subject,
    )


def _inside(span: Span, length: int) -> Span:
    start = min(max(span.start, 0), length)
    return Span(start, min(max(span.end, start), length))


def _proved_ordinary(post: Post) -> bool:
    try:
        return is_ordinary(post)
    except (Exception, Stuck):
        # Whatever it is, each rule will be asked, and one of them say it.
        return False


def _facts_of_its_kind(post: Post) -> Facts | Literal[False] | None:
    try:
        return alike.facts(post)
    except (Exception, Stuck):
        return None


def _facts(post: Post, make: Callable[[Post], Facts]) -> tuple[Facts | None, list[Diagnostic]]:
    try:
        return make(post), []
    except Stuck:
        return None, [out_of_time(post.path, "facts")]
    except Exception as error:  # a post whose facts fail is named, the site goes on
        return None, [internal_error(post.path, "facts", error)]


def out_of_time(path: str, what: str) -> Diagnostic:
    """The diagnostic that says that `what` was interrupted, since the time for one post or site was over."""
    whole = "site" if path == SITE else "post"
    return Diagnostic(
        path,
        OUT_OF_TIME,
        Severity.ERROR,
        Span(0, 0),
        f"`{what}` was still busy when the time for one {whole} was over: it was interrupted",
        help=f"`time-limit` in the settings gives more time; please report a {whole} that takes long",
    )


def internal_error(path: str, what: str, error: BaseException) -> Diagnostic:
    """The diagnostic that says that postlint itself failed on a file, in `what`."""
    place = ""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is not None:
        code = trace.tb_frame.f_code
        place = f" (in {code.co_name}, line {trace.tb_lineno})"
    return Diagnostic(
        path,
        INTERNAL_ERROR,
        Severity.ERROR,
        Span(0, 0),
        f"`{what}` failed: {type(error).__name__}: {error}{place}",
        help="this is a bug in postlint, or in a plugin: please report it with this file",
    )
