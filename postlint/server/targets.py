"""Where the links of a document lead: for going there, and for links that the editor underlines."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types as lsp

from postlint.post import Post
from postlint.server.conversions import range_of
from postlint.server.documents import Checked
from postlint.server.positions import Positions
from postlint.server.questions import Leads, Led
from postlint.server.session import Session
from postlint.server.uris import uri_of
from postlint.site.facts import Facts, Reference, facts
from postlint.site.leads import LAYOUT, Lead
from postlint.text import Source, Span

_START = Span(0, 0)


async def definition(session: Session, checked: Checked, params: lsp.DefinitionParams) -> lsp.Location | None:
    """The page, the heading or the file that the link at a place leads to."""
    at = checked.positions.offset(params.position.line, params.position.character)
    page = _page(checked)
    link = next((one for one in _links(page) if one.span.touches(Span(at, at))), None)
    root = checked.reading.root
    if link is None or root is None:
        return None
    led: Led | None = await session.ask(Leads(root, page, (link,)))
    if not led or led[0] is None:
        return None
    return _location(session, checked, root, led[0])


async def document_links(
    session: Session, checked: Checked, _params: lsp.DocumentLinkParams
) -> list[lsp.DocumentLink]:
    """The links of a document: those into the site lead to the files, whatever their addresses are."""
    page, root = _page(checked), checked.reading.root
    inside = _links(page)
    led: Led = (await session.ask(Leads(root, page, inside)) if root else None) or ()
    shown: dict[Span, tuple[str, str | None]] = {}
    for link, one in zip(inside, led, strict=False):
        if one is not None and root is not None:
            shown[link.span] = uri_of(root / one.path), one.path
    for other in checked.post.body.links:
        if other.target.startswith(("http://", "https://")) and other.place not in shown:
            shown[other.place] = other.target, None
    return [
        lsp.DocumentLink(range_of(checked.positions, span), target, tooltip)
        for span, (target, tooltip) in sorted(shown.items())
    ]


def _page(checked: Checked) -> Facts:
    return checked.reading.facts or facts(checked.post)


def _links(page: Facts) -> tuple[Reference, ...]:
    layout = page.layout
    own = (Reference(LAYOUT, layout.name, layout.span),) if layout else ()
    return (*(link for link in page.links if link.span.end > link.span.start), *own)


def _location(session: Session, checked: Checked, root: Path, led: Lead) -> lsp.Location:
    path = root / led.path
    uri = session.uri_at(root, led.path) or uri_of(path)
    known = session.checked.get(uri)
    positions, span = _START_OF_FILE, _START
    if led.anchor is not None:
        post = known.post if known else _read(path, led.path, checked)
        if post is not None:
            named = (anchor.span for anchor in post.body.anchors if anchor.name == led.anchor)
            positions, span = Positions.of(post.source.text, session.encoding), next(named, _START)
    return lsp.Location(uri, range_of(positions, Span(span.start, span.start)))


_START_OF_FILE = Positions.of("", "utf-16")


def _read(path: Path, name: str, checked: Checked) -> Post | None:
    try:
        return Post(Source.decode(name, path.read_bytes()), checked.post.context)
    except OSError:
        return None
