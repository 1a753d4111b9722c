"""CommonMark with GitHub's extensions, rendered by pulldown-cmark's events with a source map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from postlint.body.bare_links import bare_link, link_end, scheme
from postlint.body.dialects import Dialect, dialect, heading_source
from postlint.body.kramdown.elements import BLOCKS, ELEMENTS
from postlint.body.notes import Note, broken_tag, doubles_mark, written_tag
from postlint.body.offsets import Identity, Offsets
from postlint.body.tabs import tabs_as_blanks
from postlint.body.writer import Writer, escape
from postlint.text import Span

__all__ = ["dialect", "render"]

_SIMPLE = {
    "Paragraph": ("<p>", "</p>\n"),
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Strikethrough": ("<del>", "</del>"),
    "Item": ("<li>", "</li>\n"),
    "DefinitionList": ("<dl>\n", "</dl>\n"),
    "DefinitionListTitle": ("<dt>", "</dt>\n"),
    "DefinitionListDefinition": ("<dd>", "</dd>\n"),
    "Superscript": ("<sup>", "</sup>"),
    "Subscript": ("<sub>", "</sub>"),
    "BlockQuote": ("<blockquote>\n", "</blockquote>\n"),
    "HtmlBlock": ("", ""),
}


@dataclass(slots=True)
class _State:
    writer: Writer
    at: Any
    dialect: Dialect
    notes: list[Note] = field(default_factory=list)
    below_html: int = -1
    heads: list[bool] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    alt: list[str] | None = None
    depth: int = 0
    run: tuple[int, int] = (-1, -1)
    in_link: bool = False
    at_end: bool = False
    back: str = ""
    later: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    references: dict[str, int] = field(default_factory=dict)

    def broken(self, link: Any) -> None:
        """Remember a reference without a definition; a lone `[word]` is just text."""
        if link["link_type"] in ("Reference", "ReferenceUnknown", "Collapsed", "CollapsedUnknown"):
            span = Span(self.at[link["span"]["start"]], self.at[link["span"]["end"]])
            label = link["reference"]
            start = self.writer.text.rfind(label, span.start, span.end)
            if start >= 0:
                span = Span(start, start + len(label))
            self.notes.append(Note("undefined-reference", span, label))


def render(text: str, dialect: Dialect) -> tuple[Writer, tuple[Note, ...]]:
    """The HTML of a Markdown text, and what was read otherwise than meant."""
    import pyromark

    writer = Writer(text)
    at: Any = Identity() if text.isascii() else Offsets(text)
    options = pyromark.Options
    chosen = (
        options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_HEADING_ATTRIBUTES
    )
    if dialect.definition_lists:
        chosen |= options.ENABLE_DEFINITION_LIST
    try:
        text.encode()
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8; a question mark keeps the count of characters.
        text = text.encode("utf-8", "replace").decode()
    if dialect.tabs_end_values:
        text = tabs_as_blanks(text)
    state = _State(writer, at, dialect)
    broken = state.broken if "][" in text else None
    events = list(
        pyromark.events_with_range(text, options=chosen, merge_text=False, broken_link_callback=broken)
    )
    _write_all(state, events, range(len(events)))
    if state.later:
        _write_footnotes(state, events)
    return writer, tuple(state.notes)


def _write_all(state: _State, events: list[Any], indexes: Iterable[int]) -> None:
    at = state.at
    skipping = False
    for index in indexes:
        event, span = events[index]
        if state.dialect.footnotes_at_end and isinstance(event, dict) and not state.at_end:
            start = event.get("Start")
            if isinstance(start, dict) and "FootnoteDefinition" in start:
                skipping = True
                state.later[start["FootnoteDefinition"]] = index
            elif event.get("End") == "FootnoteDefinition":
                skipping = False
                continue
        if skipping:
            continue
        start, end = at[span["start"]], at[span["end"]]
        if isinstance(event, dict) and "Text" in event and not state.depth:
            if state.writer.text[start:end] == event["Text"] and state.run[1] == start:
                state.run = (state.run[0], end)
                continue
            _flush(state)
            if state.writer.text[start:end] == event["Text"]:
                state.run = (start, end)
                continue
        else:
            _flush(state)
        _write(state, event, start, end, events, index)
    _flush(state)


def _flush(state: _State) -> None:
    """Write the text gathered: runs are joined, because an address may be cut into several."""
    start, end = state.run
    state.run = (-1, -1)
    if start >= end:
        return
    writer = state.writer
    _notice_tag(state, start, end)
    if state.dialect.bare_links and not state.in_link:
        for match in bare_link().finditer(writer.text, start, end):
            stop = link_end(match[0]) + match.start()
            writer.copy_text(start, match.start())
            writer.put(f'<a href="{scheme(match[0])}', match.start(), match.start())
            writer.copy_text(match.start(), stop)
            writer.put('">', stop, stop)
            writer.copy_text(match.start(), stop)
            writer.put("</a>", stop, stop)
            start = stop
    writer.copy_text(start, end)


def _notice_tag(state: _State, start: int, end: int) -> None:
    """Remember a tag that is printed because one of its quotes has no partner."""
    text = state.writer.text
    at = text.find("<", start, end)
    while at >= 0:
        broken = broken_tag(text, at)
        if broken and broken[0].lower() in ELEMENTS:
            state.notes.append(Note("unclosed-quote", Span(at, broken[1]), broken[0]))
        at = text.find("<", at + 1, end)


def _write_footnotes(state: _State, events: list[Any]) -> None:
    """The footnotes below the text, in the order of their first references, as goldmark sets them."""
    writer = state.writer
    state.at_end = True
    end = len(writer.text)
    writer.put('<div class="footnotes" role="doc-endnotes">\n<hr>\n<ol>\n', end, end)
    for name in sorted(state.later, key=lambda name: state.numbers.get(name, len(state.numbers) + 1)):
        if name not in state.numbers:
            continue
        first = state.later[name] + 1
        last = first
        while events[last][0] != {"End": "FootnoteDefinition"}:
            last += 1
        start = state.at[events[first - 1][1]["start"]]
        writer.put(f'<li id="fn:{state.numbers[name]}">\n', start, start)
        state.back = "".join(
            f'&#160;<a href="#{_reference_id(state.numbers[name], count)}" role="doc-backlink">&#x21a9;</a>'
            for count in range(state.references[name])
        )
        _write_all(state, events, range(first, last))
        writer.put(f"{state.back}</li>\n", start, start)
    writer.put("</ol>\n</div>\n", end, end)


def _reference_id(number: int, earlier: int) -> str:
    """The id of a reference to a footnote that so many references precede (goldmark, Hugo 0.111)."""
    return f"fnref{earlier or ''}:{number}"


def _write(state: _State, event: Any, start: int, end: int, events: list[Any], index: int) -> None:
    writer = state.writer
    if state.depth:
        _write_alt(state, event, start, end)
        return
    if isinstance(event, str):
        html = {"SoftBreak": "\n", "HardBreak": "<br />\n", "Rule": "<hr />\n"}[event]
        writer.put(html, start, end)
        return
    ((kind, value),) = event.items()
    if kind == "Text":
        writer.put_text(value, start, end)
    elif kind in ("Html", "InlineHtml"):
        if writer.text[start:end] == value or tabs_as_blanks(writer.text[start:end]) == value:
            writer.copy(start, end)
        else:
            writer.put(value, start, end)
    elif kind == "Start":
        _open(state, value, start, end, events, index)
    elif kind == "End":
        _close(state, value, end)
    elif kind == "Code":
        writer.put("<code>", start, start)
        offset = writer.text.find(value, start, end)
        if offset >= 0:
            writer.copy_text(offset, offset + len(value))
        else:
            writer.put(escape(value), start, end)
        writer.put("</code>", end, end)
    elif kind == "FootnoteReference":
        number = state.numbers.setdefault(value, len(state.numbers) + 1)
        earlier = state.references.get(value, 0)
        state.references[value] = earlier + 1
        if state.dialect.footnotes_at_end:
            reference = _reference_id(number, earlier)
            writer.put(f'<sup id="{reference}"><a href="#fn:{number}">{number}</a></sup>', start, end)
        else:
            link = f'<a href="#{escape(value)}">{number}</a>'
            writer.put(f'<sup class="footnote-reference">{link}</sup>', start, end)
    elif kind == "TaskListMarker":
        checked = ' checked=""' if value else ""
        writer.put(f'<input disabled="" type="checkbox"{checked} />', start, end)
    else:
        writer.put_text(value, start, end)


def _write_alt(state: _State, event: Any, start: int, end: int) -> None:
    writer = state.writer
    if isinstance(event, str):
        writer.put(" ", start, end)
        return
    ((kind, value),) = event.items()
    if kind == "Start" and isinstance(value, dict) and "Image" in value:
        state.depth += 1
    elif kind == "End" and value == "Image":
        state.depth -= 1
        if not state.depth:
            writer.put((state.alt or ['" />'])[-1], end, end)
    elif kind in ("Text", "Code"):
        writer.put_text(value, start, end)


def _open(state: _State, value: Any, start: int, end: int, events: list[Any], index: int) -> None:
    writer = state.writer
    if isinstance(value, str):
        if value in _SIMPLE:
            writer.put(_SIMPLE[value][0], start, start)
            if value == "HtmlBlock":
                state.below_html = end
            elif (
                value == "Emphasis"
                and writer.text[start] == "*"
                and doubles_mark(writer.text, start, end - 1)
            ):
                state.notes.append(Note("doubled-mark", Span(start, start + 1), writer.text[start:end]))
        elif value == "TableHead":
            state.heads.append(True)
            writer.put("<thead><tr>", start, start)
        elif value == "TableRow":
            writer.put("<tr>", start, start)
        elif value == "TableCell":
            writer.put("<th>" if state.heads and state.heads[-1] else "<td>", start, start)
        return
    ((kind, data),) = value.items()
    if kind == "CodeBlock":
        _notice_code(state, data, start, end)
    if kind == "Heading":
        _open_heading(state, data, (start, end), events, index)
    elif kind == "CodeBlock":
        language = data["Fenced"].split()[:1] if isinstance(data, dict) else []
        attribute = f' class="language-{escape(language[0])}"' if language else ""
        writer.put(f"<pre><code{attribute}>", start, start)
        state.in_link = True
    elif kind == "List":
        writer.put(
            "<ul>\n" if data is None else "<ol>\n" if data == 1 else f'<ol start="{data}">\n', start, start
        )
    elif kind == "Table":
        writer.put("<table>", start, start)
    elif kind == "FootnoteDefinition":
        number = state.numbers.setdefault(data, len(state.numbers) + 1)
        label = f'<sup class="footnote-definition-label">{number}</sup>'
        writer.put(f'<div class="footnote-definition" id="{escape(data)}">{label}\n', start, start)
    elif kind == "BlockQuote":
        writer.put("<blockquote>\n", start, start)
    elif kind == "Link":
        _destination(state, '<a href="', data, start, end)
        writer.put(">", start, start)
        state.in_link = True
    elif kind == "Image":
        _destination(state, '<img src="', data, start, end)
        writer.put(' alt="', start, start)
        state.depth = 1
        state.alt = ['" />']


def _destination(state: _State, before: str, data: Any, start: int, end: int) -> None:
    writer = state.writer
    url = data["dest_url"]
    kind = data["link_type"]
    writer.put(before, start, start)
    place = _place(state, kind, url, start, end)
    prefix = "mailto:" if kind == "Email" else ""
    writer.put(prefix, place[0], place[0])
    if url:
        writer.put_text(url, *place)
    title = f'" title="{escape(data["title"])}"' if data["title"] else '"'
    writer.put(title, place[1], place[1])


def _place(state: _State, kind: str, url: str, start: int, end: int) -> tuple[int, int]:
    text = state.writer.text
    if kind == "Inline":
        # Nested brackets may hold the same words: the destination is the last one.
        at = text.rfind(url, start, end)
        if not url:
            close = text.rfind("(", start, end) + 1
            return (close, close)
        opening = text.rfind("](" + url, start, end)
        if opening >= 0:
            at = opening + 2
        return (at, at + len(url)) if at >= 0 else (start, end)
    if kind in ("Autolink", "Email"):
        return (start + 1, end - 1)
    at = text.find(url) if url else -1
    return (at, at + len(url)) if at >= 0 else (start, end)


def _open_heading(state: _State, data: Any, span: tuple[int, int], events: list[Any], index: int) -> None:
    start, end = span
    name = data["id"]
    if not name:
        source = state.writer.text[start:end]
        words = heading_source(source) if state.dialect.from_source else _words(events, index + 1)
        name = _unique(state.ids, state.dialect.slug(words))
    classes = f' class="{escape(" ".join(data["classes"]))}"' if data["classes"] else ""
    identity = f' id="{escape(name)}"' if name else ""
    state.writer.put(f"<{data['level'].lower()}{identity}{classes}>", start, start)


def _notice_code(state: _State, kind: Any, start: int, end: int) -> None:
    text = state.writer.text
    if isinstance(kind, dict):
        fence = text[start:end].lstrip()
        mark = fence[: len(fence) - len(fence.lstrip(fence[0]))]
        last = text[start:end].rstrip().rpartition("\n")[2].strip(" \t>")
        if not (last and set(last) == {mark[0]} and len(last) >= len(mark)) or fence.rstrip() == last:
            at = text.find(mark, start)
            rest = "rest" if not text[end:].strip() else ""
            state.notes.append(Note("unclosed-fence", Span(at, at + len(mark)), rest))
    elif state.below_html >= 0 and not text[state.below_html : start].strip():
        tag = written_tag(text, start)
        if tag and tag[0].lower() in BLOCKS:
            state.notes.append(Note("indented-html", Span(start, tag[1]), tag[0]))


def _unique(ids: dict[str, int], name: str) -> str:
    count = ids.get(name)
    ids[name] = 1 if count is None else count + 1
    return name if count is None else f"{name}-{count}"


def _words(events: list[Any], start: int) -> str:
    words: list[str] = []
    for index in range(start, len(events)):
        event = events[index][0]
        if isinstance(event, dict):
            if "Text" in event or "Code" in event:
                words.extend(event.values())
            elif isinstance(event.get("End"), dict) and "Heading" in event["End"]:
                break
        else:
            words.append(" ")
    return "".join(words)


def _close(state: _State, value: Any, end: int) -> None:
    writer = state.writer
    if isinstance(value, str):
        if value in _SIMPLE:
            writer.put(_SIMPLE[value][1], end, end)
        elif value == "TableHead":
            state.heads.pop()
            writer.put("</tr></thead><tbody>\n", end, end)
        elif value == "TableRow":
            writer.put("</tr>\n", end, end)
        elif value == "TableCell":
            writer.put("</th>" if state.heads and state.heads[-1] else "</td>", end, end)
        else:
            if value in ("Link", "CodeBlock"):
                state.in_link = False
            html = {"Table": "</tbody></table>\n", "CodeBlock": "</code></pre>\n", "Link": "</a>"}
            writer.put(html.get(value, "</div>\n"), end, end)
        return
    ((kind, data),) = value.items()
    if kind == "Heading":
        writer.put(f"</{data.lower()}>\n", end, end)
    elif kind == "List":
        writer.put("</ol>\n" if data else "</ul>\n", end, end)
    elif kind == "BlockQuote":
        writer.put("</blockquote>\n", end, end)
