"""What is fuzzed: each target takes any bytes, and raises only where postlint has a fault.

The first byte of a post chooses its generator, so that each dialect is reached by one target.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import get_args

from postlint import baseline, config, engine, suppress
from postlint.body.tokenizer import errors
from postlint.body.tree import parse_body
from postlint.cache.pack import Pack
from postlint.cache.results import dumps, loads
from postlint.context import Context, Generator, YamlFlavour
from postlint.diagnostic import Diagnostic, Safety
from postlint.fix import fixpoint
from postlint.front_matter import read
from postlint.patterns.expressions import compiled
from postlint.post import Post
from postlint.registry import builtin
from postlint.selection import ALL, Choice, Selection, select
from postlint.settings import ConfigError, Settings
from postlint.text import Source, Span

GENERATORS: tuple[Generator, ...] = get_args(Generator)
FLAVOURS: dict[str, YamlFlavour] = {"hugo": "go", "hexo": "js", "eleventy": "js", "astro": "js", "zola": "go"}
PATH = "_posts/2021-12-29-example.md"


class Fault(AssertionError):
    """A law of postlint's that some input breaks."""


@cache
def _context(number: int) -> Context:
    generator = GENERATORS[number % len(GENERATORS)]
    flavour: YamlFlavour = "psych" if number >= 128 else "safe_yaml"
    return Context(generator, yaml=FLAVOURS.get(generator, flavour))


@cache
def _selection() -> Selection:
    # The one rule that needs a package of an extra to run at all sees whole sites only.
    return select(builtin(), [Choice(select=(ALL,), ignore=("site",))])


def _post(data: bytes) -> Post:
    return Post(Source.decode(PATH, data[1:]), _context(data[0] if data else 0))


def _inside(span: Span, text: str) -> None:
    if not 0 <= span.start <= span.end <= len(text):
        raise Fault(f"{span} lies outside a text of {len(text)} characters")


def front_matter(data: bytes) -> None:
    """The front matter of each dialect: read, or faults inside the file."""
    post = _post(data)
    text = post.source.text
    matter, near = read(text, post.context)
    for fault in (*near, *(matter.faults if matter else ())):
        _inside(fault.span, text)


def body(data: bytes) -> None:
    """Liquid, Markdown and HTML of a body: links, anchors and errors at places in the file."""
    post = _post(data)
    for span in (post.body.locate(Span(0, len(post.body.html))), *post.body.code, *post.body.comments):
        _inside(span, post.source.text)
    for link in post.body.links:
        _inside(link.span, post.source.text)
    for error in post.body.errors:
        _inside(post.body.locate(error.span), post.source.text)
    tuple(post.body.anchors)


def html(data: bytes) -> None:
    """Tokenizer and tree construction, of text whose line breaks are those of a rendered body."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    parsed = parse_body(text)
    for error in (*parsed.errors, *errors(text, parsed.tags)):
        _inside(error.span, text)


def _lint(post: Post) -> list[Diagnostic]:
    found = list(engine.lint(post, _selection()).diagnostics)
    for one in found:
        if one.rule == engine.INTERNAL_ERROR:
            raise Fault(one.message)
        _inside(one.span, post.source.text)
    return found


def check(data: bytes) -> None:
    """All rules on one post: none fails."""
    _lint(_post(data))


def fix(data: bytes) -> None:
    """All fixes of one post: they settle, and a second round changes nothing."""
    post = _post(data)
    if post.source.undecodable is not None:
        return

    def read(text: str) -> Post:
        return Post(Source.decode(PATH, text.encode("utf-8", "surrogatepass")), post.context)

    def lint(text: str) -> list[Diagnostic]:
        return _lint(read(text))

    made = fixpoint(post.source, lint, Safety.UNSAFE, None, read)
    if made.unsettled:
        return
    again = fixpoint(read(made.text).source, lint, Safety.UNSAFE, None, read)
    if again.text != made.text:
        raise Fault(f"a second run of fixes makes {again.text!r} of {made.text!r}")


def settings(data: bytes) -> None:
    """A settings file: read, or a sentence at its place."""
    _settings(data)


def _settings(data: bytes) -> Settings | None:
    # What is compiled is kept for ever: a run has the patterns of its settings only.
    compiled.cache_clear()
    try:
        return config.load(Path("postlint.toml"), data, builtin(), {})
    except ConfigError as error:
        _inside(error.span, error.source.text)
        return None


@cache
def _sample() -> Post:
    text = "---\ntitle: T\ntags: [a, b]\nauthor: {name: N}\n---\n"
    text += "A <b class=c>word</b>.\n\n![](a.png) <a href='x'>a</a>\n"
    return Post(Source.decode(PATH, text.encode()), Context())


def patterns(data: bytes) -> None:
    """Checks of a site's own: read, or told at their place; and what is read can be asked of a post."""
    read = _settings(data)
    post = _sample()
    for rule in read.own_rules.values() if read else ():
        for found in rule.check(post):
            _inside(found.span, post.source.text)
            for edit in found.fix.edits if found.fix else ():
                _inside(edit.span, post.source.text)


def baselines(data: bytes) -> None:
    """A baseline: read and written as it was, or a sentence."""
    try:
        known = baseline.loads(data.decode("utf-8", "replace"))
    except baseline.BaselineError:
        return
    if baseline.loads(baseline.dumps(known)) != known:
        raise Fault("a baseline is another one after it was written")


def cached(data: bytes) -> None:
    """Files and results of the cache: used as they were written, or not at all."""
    for path, entry in Pack(data).entries():
        _kept(path, entry.value)
    _kept(PATH, data)


def _kept(path: str, data: bytes) -> None:
    kept = loads(path, data)
    if kept is None:
        return
    written = dumps(kept)
    again = loads(path, written)
    if again is None or dumps(again) != written:
        raise Fault("a result is another one after it was written")


def suppressions(data: bytes) -> None:
    """Suppression comments: read, applied, and their own findings inside the file."""
    post = _post(data)
    kept, _ = suppress.apply(post, (), frozenset(builtin()), frozenset(builtin()))
    for one in kept:
        _inside(one.span, post.source.text)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "front-matter": front_matter,
    "body": body,
    "html": html,
    "check": check,
    "fix": fix,
    "settings": settings,
    "patterns": patterns,
    "baseline": baselines,
    "cache": cached,
    "suppressions": suppressions,
}
