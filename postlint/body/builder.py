"""The state of tree construction (13.2.6), and the steps that several insertion modes share."""

from __future__ import annotations

from postlint.body import elements as e
from postlint.body.stack import Open, Stack
from postlint.body.tags import ParseError, Tag
from postlint.text import Span

_CLOSES_LAYOUT = frozenset({"div", "article", "main", "section", "body", "html"})
"""Elements that layouts put a post into: a stray end tag in the post closes the layout's."""

_WORK = 400_000
"""How many elements the adoption agency and its kin may visit: beyond it they do the least."""


class Builder:
    """The state of tree construction."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.stack = Stack()
        self.formatting: list[Open | None] = []
        self.mode = "initial"
        self.original = "in body"
        self.template_modes: list[str] = []
        self.head = False
        self.form: Open | None = None
        self.frameset_ok = True
        self.unclosed: dict[Open, int] = {}
        self.closed_early: dict[str, list[int]] = {}
        self.errors: list[ParseError | None] = []
        self.work = _WORK
        self.context: Open | None = None
        self.raw = ""
        self.stopped = False
        self.ended_p: Tag | None = None

    # Errors

    def error(
        self, code: str, span: Span, message: str, related: Span | None = None, breaks: bool = False
    ) -> None:
        """Report an error; `breaks` when the reader gets something else than was written."""
        self.errors.append(ParseError(code, span, message, related, breaks))

    def blame_unclosed(self, item: Open, by: Tag | None) -> None:
        """Say that an element is open where something closes what is around it."""
        origin = item.origin
        if origin.blamed or origin.tag is None:
            return
        origin.blamed = True
        what = f"`</{by.name}>`" if by and by.closing else f"`<{by.name}>`" if by else "the end"
        name = origin.tag.name
        if by is not None:
            self.closed_early.setdefault(name, []).append(len(self.errors))
        self.unclosed[origin] = len(self.errors)
        message = f"`<{name}>` is still open at {what}"
        # What is open at the end takes in the rest of the page; a format goes on after its parent.
        breaks = by is None or item.name in e.FORMATTING
        self.error("unclosed-element", origin.tag.span, message, by.span if by else None, breaks)

    def misnested(self, index: int, end: Tag) -> None:
        """Take back `unclosed`: the end tag has come, too late."""
        early = self.errors[index]
        if early is None:
            return
        start = early.span
        message = f"`</{end.name}>` comes too late: the element in which `<{end.name}>` opened has ended"
        self.errors[index] = ParseError("misnested-tag", end.span, message, start)

    def stray_end(self, tag: Tag) -> None:
        early = self.closed_early.get(tag.name)
        if early:
            self.misnested(early.pop(), tag)
            return
        message = f"`</{tag.name}>` closes nothing: no `<{tag.name}>` is open here"
        self.error("stray-end-tag", tag.span, message, breaks=tag.name in _CLOSES_LAYOUT)

    def stray_start(self, tag: Tag, where: str) -> None:
        self.error("stray-start-tag", tag.span, f"`<{tag.name}>` is ignored {where}")

    # The stack

    def insert(self, tag: Tag, name: str = "") -> Open:
        item = Open(name or tag.name, tag)
        self.stack.push(item)
        return item

    def imply(self, name: str) -> Open:
        item = Open(name, None)
        self.stack.push(item)
        return item

    def implied_ends(self, but: str = "", names: frozenset[str] = e.IMPLIED) -> None:
        stack = self.stack
        while stack.current.name in names and stack.current.name != but:
            stack.pop()

    def pop_to(self, name: str, by: Tag | None = None) -> Open:
        """Close elements up to one of that name; all inner ones are blamed, when `by` is given."""
        while True:
            item = self.stack.pop()
            if item.name == name or len(self.stack) == 1:
                return item
            if by is not None and item.name not in e.IMPLIED:
                self.blame_unclosed(item, by)

    def pop_to_any(self, names: frozenset[str]) -> None:
        while self.stack.current.name not in names:
            self.stack.pop()

    def close_p(self, by: Tag) -> None:
        if self.stack.in_scope("p", "button"):
            self.ended_p = by
            self.implied_ends("p")
            self.pop_to("p", by)

    def close(self, name: str, by: Tag) -> None:
        """Generate implied end tags, then close an element that is known to be in scope."""
        self.implied_ends(name)
        self.pop_to(name, by)

    # Formatting elements

    def reconstruct(self) -> None:
        formatting = self.formatting
        if not formatting or formatting[-1] is None or formatting[-1].on_stack:
            return
        index = len(formatting) - 1
        while index > 0:
            entry = formatting[index - 1]
            if entry is None or entry.on_stack:
                break
            index -= 1
        self.work -= len(formatting) - index
        if self.work < 0:
            del formatting[index:]
            return
        for place in range(index, len(formatting)):
            entry = formatting[place]
            assert entry is not None
            clone = entry.clone()
            self.stack.push(clone)
            formatting[place] = clone

    def format(self, tag: Tag) -> None:
        item = self.insert(tag)
        item.key = key = tuple(sorted((a.name, a.value or "") for a in tag.attributes))
        same = 0
        for index in range(len(self.formatting) - 1, -1, -1):
            entry = self.formatting[index]
            self.work -= 1
            if entry is None or self.work < 0:
                break
            if entry.name == tag.name and entry.origin.key == key:
                same += 1
                if same == 3:
                    del self.formatting[index]
                    break
        self.formatting.append(item)

    def clear_to_marker(self) -> None:
        while self.formatting and self.formatting.pop() is not None:
            pass

    def find_formatting(self, name: str) -> Open | None:
        for entry in reversed(self.formatting):
            if entry is None:
                return None
            self.work -= 1
            if entry.name == name:
                return entry
        return None

    def forget(self, item: Open) -> None:
        for index in range(len(self.formatting) - 1, -1, -1):
            if self.formatting[index] is item:
                del self.formatting[index]
                return

    def adopt(self, tag: Tag) -> None:
        """The adoption agency (13.2.6.4.7), as far as the stack and the list go."""
        name = tag.name
        stack = self.stack
        current = stack.current
        if current.name == name and current not in self.formatting[-64:]:
            self.end_of_clone(stack.pop(), tag)
            return
        for turn in range(8):
            found = self.find_formatting(name)
            if found is None:
                if not turn:
                    self.any_other_end(tag)
                return
            if not found.on_stack:
                self.stray_end(tag)
                self.forget(found)
                return
            if not self.visible(found):
                self.stray_end(tag)
                return
            if turn == 0:
                self.end_of_clone(found, tag)
                if found is not stack.current:
                    self.blame_inner(found, tag)
            if not self.adopt_once(found):
                return

    def visible(self, item: Open) -> bool:
        """Whether this very element is in scope."""
        items = self.stack.items
        for index in range(len(items) - 1, -1, -1):
            self.work -= 1
            if items[index] is item:
                return True
            if items[index].name in e.SCOPE:
                return False
        return False

    def end_of_clone(self, item: Open, tag: Tag) -> None:
        origin = item.origin
        if origin.blamed and origin in self.unclosed:
            self.misnested(self.unclosed.pop(origin), tag)
            early = self.closed_early.get(tag.name)
            if early:
                early.pop()

    def blame_inner(self, outer: Open, tag: Tag) -> None:
        """Say that the end tag of `outer` comes while others are open in it."""
        inner = []
        for item in reversed(self.stack.items):
            if item is outer:
                break
            inner.append(item)
        if all(item.origin.blamed or item.tag is None for item in inner):
            return
        formatting = [item for item in inner if item.name in e.FORMATTING]
        if len(formatting) == len(inner):
            for item in inner:
                self.blame_unclosed(item, tag)
            return
        if outer.origin.blamed:
            return
        outer.origin.blamed = True
        block = next(item for item in inner if item.name not in e.FORMATTING)
        assert outer.tag is not None
        related = block.origin.tag.span if block.origin.tag else outer.tag.span
        message = f"`</{tag.name}>` comes before the end of `<{block.name}>` inside it"
        self.error("misnested-tag", tag.span, message, related)

    def adopt_once(self, found: Open) -> bool:
        stack = self.stack
        items = stack.items
        place = len(items) - 1
        while items[place] is not found:
            place -= 1
        furthest = next((i for i in range(place + 1, len(items)) if items[i].name in e.SPECIAL), -1)
        self.work -= len(items) - place
        if furthest < 0 or self.work < 0:
            while stack.pop() is not found:
                pass
            self.forget(found)
            return False
        kept: list[Open] = []
        bookmark = self.formatting.index(found)
        for count, node in enumerate(reversed(items[place + 1 : furthest]), 1):
            listed = node in self.formatting
            if count > 3 and listed:
                index = self.formatting.index(node)
                del self.formatting[index]
                bookmark -= index < bookmark
                listed = False
            if not listed:
                continue
            clone = node.clone()
            self.formatting[self.formatting.index(node)] = clone
            node.on_stack = False
            if not kept:
                bookmark = self.formatting.index(clone) + 1
            kept.append(clone)
        clone = found.clone()
        clone.origin = found.origin
        index = self.formatting.index(found)
        del self.formatting[index]
        bookmark -= index < bookmark
        self.formatting.insert(bookmark, clone)
        stack.replace([*items[:place], *reversed(kept), items[furthest], clone, *items[furthest + 1 :]])
        self.work -= len(stack)
        return True

    def any_other_end(self, tag: Tag) -> None:
        stack = self.stack
        items = stack.items
        for index in range(len(items) - 1, -1, -1):
            item = items[index]
            if item.name == tag.name:
                self.implied_ends(tag.name)
                while len(stack) > index:
                    inner = stack.pop()
                    if inner is item:
                        break
                    self.blame_unclosed(inner, tag)
                return
            if item.name in e.SPECIAL:
                break
            if not stack.has(tag.name):
                break
        self.stray_end(tag)
