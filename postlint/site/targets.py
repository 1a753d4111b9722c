"""What is wrong with a link's target as text: at most one fault for a link, so one finding for a cause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from postlint.body.links import Link
from postlint.post import Post
from postlint.text import Span

Kind: TypeAlias = Literal[
    "empty",
    "script",
    "doubled-scheme",
    "misspelt-scheme",
    "full-width",
    "markup",
    "local-host",
    "insecure",
    "protocol-relative",
    "missing-scheme",
]


class Fault(NamedTuple):
    """One fault: the culprit's `span` in the file, and what should stand there, where that is known."""

    link: Link
    span: Span
    replacement: str | None = None


MISREAD: frozenset[Kind] = frozenset(
    ("script", "misspelt-scheme", "full-width", "markup", "missing-scheme", "empty")
)
"""The kinds of faults for which it says nothing where the target leads."""


def faults(post: Post) -> Mapping[Kind, Sequence[Fault]]:
    """The faulty links of a post by kind; ask as `post.once(faults)`."""
    found: dict[Kind, list[Fault]] = {}
    for link in post.body.links:
        target = link.target
        if target.startswith("https://") and _plain().fullmatch(target, 8):
            continue
        kind = _kind(link, target.strip())
        if kind is not None:
            found.setdefault(kind[0], []).append(Fault(link, *kind[1:]))
    return found


@cache
def _plain() -> re.Pattern[str]:
    """The rest of an ordinary HTTPS address: a host with a dot and a letter, and no odd character."""
    return re.compile(r"(?!https?[:/])(?:[a-zA-Z0-9-]+\.)+[a-zA-Z]{2,}(?:/[a-zA-Z0-9._~%!$&'*+,;=:@/?#-]*)?")


_Found: TypeAlias = tuple[Kind, Span, str | None]


def _kind(link: Link, target: str) -> _Found | None:
    if not target:
        return ("empty", link.place, None) if link.kind in _EMPTY else None
    if "{{" in target or "{%" in target or "{<" in target or "{{" in link.target:
        return None
    scheme = _scheme().match(target)
    if scheme is None:
        return _without_scheme(link, target)
    name, separator = scheme[1].lower(), scheme[2]
    if name in ("http", "https") and separator == "://":
        return _web_address(link, target, name)
    if name in ("javascript", "vbscript") and separator.startswith(":"):
        return ("script", _part(link, 0, scheme.end(1) + 1), None)
    return _near_scheme(link, target, scheme)


_EMPTY = frozenset(
    ("a[href]", "img[src]", "iframe[src]", "source[src]", "embed[src]", "video[src]", "audio[src]")
)


@cache
def _scheme() -> re.Pattern[str]:
    """A word and what may be meant as `://`: too few, too many or wrong marks."""
    return re.compile(r"([a-zA-Z]{2,11})(://|:/(?!/)|:\\+|[;：]//|:{2,}/*|：/*|:?／／|//|:)")


def _near_scheme(link: Link, target: str, match: re.Match[str]) -> _Found | None:
    """A scheme that is nearly `http` or `https`, with slashes that show that a host follows."""
    name, separator = match[1].lower(), match[2]
    meant = _MEANT.get(name)
    if meant is None or (meant == name and separator in (":", "://")):
        return None
    if separator in (":", "//") and meant != name:
        return None
    if separator == "//" and not _hostlike(target[match.end() :]):
        return None
    span = _part(link, 0, match.end())
    return ("misspelt-scheme", span, meant + "://")


_HTTP = "http htp ttp hhttp htttp httpp thtp hhtp hppt"
_HTTPS = "https htps ttps hhttps htttps httpss thtps hhtps htpps httsp hppts ttsp tps httos"
_MEANT = {**dict.fromkeys(_HTTP.split(), "http"), **dict.fromkeys(_HTTPS.split(), "https")}
"""What a misspelt scheme was meant to be."""


def _web_address(link: Link, target: str, scheme: str) -> _Found | None:
    rest = target[len(scheme) + 3 :]
    doubled = _doubled().match(rest)
    if doubled is not None:
        return ("doubled-scheme", _part(link, 0, len(scheme) + 3 + doubled.end()), _repaired(doubled))
    host = _HOST_END().split(rest, 1)[0]
    odd = _odd(rest, host)
    if odd is not None:
        at = len(scheme) + 3 + odd
        kind: Kind = "markup" if target[at] in _MARKUP else "full-width"
        return (kind, _part(link, at, at + 1), None)
    if is_local(host):
        return ("local-host", _part(link, len(scheme) + 3, len(scheme) + 3 + len(host)), None)
    return ("insecure", link.place, "https://" + rest) if scheme == "http" and rest else None


@cache
def _doubled() -> re.Pattern[str]:
    """A second scheme right after the first; `http.dev` and `https.cio.gov` are hosts."""
    return re.compile(r"(https?)(?::/{0,2}|/{2})(?=[^/])", re.IGNORECASE)


def _repaired(doubled: re.Match[str]) -> str:
    return doubled[1].lower() + "://"


@cache
def _HOST_END() -> re.Pattern[str]:
    return re.compile(r"[/?#\\]")


_MARKUP = '<>\n\r"`'
_PUNCTUATION = "，。；：！？、（）【】《》“”‘’「」　"


def _odd(rest: str, host: str) -> int | None:
    """The first character that shows that text got into the address, or None.

    In the path full-width marks may be part of a title (`统计学（学科）`): only a closing
    bracket that was never opened, and a mark at the very end, are text for certain.
    """
    if rest.isascii() and not any(c in rest for c in _MARKUP):
        return None
    for at, char in enumerate(host):
        if char in _PUNCTUATION or char in _MARKUP:
            return at
    depth = 0
    for at, char in enumerate(rest[len(host) :], len(host)):
        if char in _MARKUP:
            return at
        depth += (char in "（【《") - (char in "）】》")
        if depth < 0:
            return at
    return len(rest) - 1 if rest[-1] in "，。；、" else None


def is_local(host: str) -> bool:
    """Whether a host (with its port) is this machine or a private network: never a reader's."""
    name = host.rpartition("@")[2].lower()
    name = name.partition("]")[0][1:] if name.startswith("[") else name.partition(":")[0]
    if name == "localhost" or name.endswith(".localhost"):
        return True
    if not name or (name[0] not in "0123456789" and ":" not in name):
        return False
    from ipaddress import ip_address

    try:
        address = ip_address(name)
    except ValueError:
        return False
    documentation = str(address).startswith(("192.0.2.", "198.51.100.", "203.0.113.", "2001:db8:"))
    return (address.is_private or address.is_loopback or address.is_link_local) and not documentation


def _without_scheme(link: Link, target: str) -> _Found | None:
    if target.startswith("//"):
        host = _HOST_END().split(target[2:], 1)[0]
        return ("protocol-relative", link.place, "https:" + target) if _hostlike(host) else None
    if target[0] in "/#?.":
        return None
    if _mail().fullmatch(target):
        return ("missing-scheme", link.place, "mailto:" + target)
    if target.lower().startswith("www.") or _bare_host(target):
        return ("missing-scheme", link.place, "https://" + target)
    odd = next((i for i, c in enumerate(target) if c in "<>\n\r"), None)
    if odd is not None and link.kind == "a[href]":
        return ("markup", _part(link, odd, odd + 1), None)
    if target[0] in "([（" and "://" in target:
        return ("markup", _part(link, 0, 1), None)
    return None


@cache
def _mail() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,12}")


@cache
def _host() -> re.Pattern[str]:
    return re.compile(
        r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}([A-Za-z]{2,12})(?::[0-9]{1,5})?"
    )


def _hostlike(text: str) -> bool:
    """Whether a text starts like a host name with a dot."""
    return _host().match(text) is not None


def _bare_host(target: str) -> bool:
    """Whether a relative target is a host whose scheme was forgotten, not the name of a file."""
    host = target.partition("/")[0]
    match = _host().fullmatch(host)
    if match is None:
        return False
    domain = match[1].lower()
    if domain in ("com", "net", "edu", "gov"):
        return True
    return domain in ("org", "io", "cn", "dev", "info", "jp", "uk", "de", "co") and (
        "/" in target or host.count(".") > 1
    )


def _part(link: Link, start: int, end: int) -> Span:
    """A part of the target, in the file: exact where the target stands there as it is."""
    place = link.place
    if place.end - place.start != len(link.target):
        return place
    lead = len(link.target) - len(link.target.lstrip())
    return Span(place.start + lead + start, place.start + lead + end)


def empty_autolinks(post: Post) -> Iterator[Span]:
    """`<>` where a source's address was meant: alone on its line, or after a colon at the end of one."""
    text = post.source.text
    at = text.find("<>", post.body.span.start)
    while at >= 0:
        start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        before, after = text[start:at].strip(), text[at + 2 : end if end >= 0 else len(text)].strip()
        span = Span(at, at + 2)
        if not after and (not before or before[-1] in ":：") and not _shown(post, span):
            yield span
        at = text.find("<>", at + 2)


def torn_targets(post: Post) -> Iterator[Span]:
    """Markup inside the round brackets of a Markdown link, so that the whole is shown as text.

    A tag that a filter put around a name in the address, and the `> ` of a quotation that was
    wrapped anew.
    """
    for span in post.once(_torn_spans):
        known = {fault.span.start for fault in post.once(faults).get("markup", ())}
        if span.start not in known and not _shown(post, span):
            yield span


def is_torn(post: Post) -> bool:
    """Whether `torn_targets` may find something: what it finds is not yet weighed."""
    return bool(post.once(_torn_spans))


def _torn_spans(post: Post) -> tuple[Span, ...]:
    text = post.source.text
    if post.body.markup != "markdown" or not post.source.holds("](http"):
        return ()
    found: list[Span] = []
    at = text.find("](http", post.body.span.start)
    while at >= 0:
        match = _torn().match(text, at)
        if match is not None:
            found.append(Span(*match.span(1)))
        # As `finditer` goes on after a match.
        at = text.find("](http", match.end() if match else at + 1)
    return tuple(found)


@cache
def _torn() -> re.Pattern[str]:
    return re.compile(r"\]\(https?://[^\s()<>]{0,2000}(<a\s[^<>]{0,500}>|>[ \t])")


def _shown(post: Post, span: Span) -> bool:
    return any(one.covers(span) for one in (*post.body.code, *post.body.comments))
