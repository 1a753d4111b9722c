"""The last run, brought up to date after a few posts were edited, without a look at any other.

What a post gives by itself is its own affair. Site rules see the facts of all posts: as long as those of
the edited posts say the same as before, wherever in the file, so do the rules. Where they do not, where a
rule had something to say of such a post, or a comment in it may suppress it, the site is judged anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from postlint import engine
from postlint.cache import State, digest
from postlint.cache.results import Kept
from postlint.diagnostic import Diagnostic
from postlint.project import Project
from postlint.run.last import HASHED, Last, common, row
from postlint.run.posts import Done, Job, do
from postlint.run.remembered import Store
from postlint.run.watch import Watch
from postlint.site.facts import Facts, Name
from postlint.site.stored import whole
from postlint.text import Span

_NOWHERE = Span(0, 0)
MOST = 50
"""Edited posts up to which it pays to ask one after the other."""
_READS_TEXTS = "site/near-duplicate"
"""The site rule that sees more of posts than their facts."""


def after(
    project: Project, last: Last, changed: Sequence[str], states: Mapping[str, State], watch: Watch
) -> Last | None:
    """What the last run would give now that these files have changed; None where that takes a new run.

    `states` are those of all files, by their absolute paths.
    """
    posts = frozenset(last.posts)
    few = len(changed) <= MOST and posts.issuperset(changed) and last.concerned.isdisjoint(changed)
    if not few or not all(_is_of_facts(project, path) for path in changed):
        return None
    store = Store.open(project, len(posts))
    if store is None:
        return None
    watch.begin("posts", len(changed))
    made: dict[str, _Edit] = {}
    for path in changed:
        edit = _edit(project, store, path, last.words[path], states)
        if edit is None:
            return None
        made[path] = edit
        watch.advance()
    store.close()
    return _joined(last, made) if _say_the_same(last.digests, made.values()) else None


def _is_of_facts(project: Project, path: str) -> bool:
    """Whether all that site rules see of a post is in its facts, and the rules are our own."""
    root = project.site_root((project.root / path).parent)
    _, selection = project.setup((root or project.root) / "x")
    return not any(one.rule.identity or one.rule.name == _READS_TEXTS for one in selection.site)


class _Edit(NamedTuple):
    """What a post gave in the last run and gives now, and a hash of what its file holds."""

    before: Kept
    now: Kept
    hash: bytes


def _edit(project: Project, store: Store, path: str, word: str, states: Mapping[str, State]) -> _Edit | None:
    """What became of a post; None where that is not known, or went wrong."""
    file = f"{project.root}/{path}"
    job, state = Job(file), states.get(file)
    before = _before(store, job, word)
    if before is None or state is None:
        return None
    done = store.get(job, state)
    if done is None:
        done = do(project, job)
        store.put(job, done)
    now = done.kept
    if now is None or before.kept is None or done.failure is not None:
        return None
    if any(one.rule in engine.UNDONE for one in now.linted.diagnostics):
        return None
    try:
        return _Edit(before.kept, now, digest(job.read()))
    except OSError:
        # It has gone meanwhile, which the next run will see.
        return None


def _before(store: Store, job: Job, word: str) -> Done | None:
    """What a post gave when its file was in the state that was kept as that word."""
    if word.startswith(HASHED):
        return store.last(job, bytes.fromhex(word[len(HASHED) :]))
    return store.get(job, State(*map(int, word.split()))) if word else None


def _say_the_same(digests: Iterable[str], edits: Iterable[_Edit]) -> bool:
    """Whether site rules say the same: only bodies changed, and none is or was that of another post."""
    known = Counter(digests)
    for before, now, _ in edits:
        old, new = before.linted.facts, now.linted.facts
        # What a comment suppresses is for the rules to say, of a site or not.
        if old is None or new is None or new.commented or _placeless(old) != _placeless(new):
            return False
        if old.digest != new.digest:
            known[old.digest] -= 1
            known[new.digest] += 1
            if (old.digest and known[old.digest]) or (new.digest and known[new.digest] > 1):
                return False
    return True


def _placeless(facts: Facts) -> tuple[object, ...]:
    """What facts say, without the places in the file and the digest of the body."""
    links = [(kind, target) for kind, target, _ in facts.links]
    layout = facts.layout and facts.layout.name
    plain = whole(facts)._replace(
        tags=(), categories=(), layout=None, links=(), place=_NOWHERE, title_place=_NOWHERE,
        alias_place=_NOWHERE, digest="",
    )  # fmt: skip
    return (tuple(plain), layout, links, _names(facts.tags), _names(facts.categories))


def _names(names: Sequence[Name]) -> list[str]:
    return [name for name, _ in names]


def _joined(last: Last, made: Mapping[str, _Edit]) -> Last | None:
    """The last run, with what the edited posts give now in the place of what they gave."""
    window = common([last.window, *(edit.now.window for edit in made.values())])
    if window is None:
        return None
    rows: list[tuple[Diagnostic, str]] = [
        pair for pair in zip(last.diagnostics, last.rows, strict=True) if pair[0].path not in made
    ]
    rows += [(one, row(one)) for edit in made.values() for one in edit.now.linted.diagnostics]
    rows.sort(key=lambda pair: pair[0].order)
    digests = dict(zip(last.posts, last.digests, strict=True))
    words = dict(last.words)
    for path, (_, now, content) in made.items():
        words[path] = HASHED + content.hex()
        facts = now.linted.facts
        digests[path] = facts.digest if facts is not None else ""
    return last._replace(
        window=window,
        words=words,
        digests=list(digests.values()),
        diagnostics=[one for one, _ in rows],
        rows=[text for _, text in rows],
    )
