"""The stack of open elements and the list of active formatting elements (13.2.4.2, 13.2.4.3)."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.body.elements import SCOPE, TABLE_SCOPE
from postlint.body.tags import Tag


class Open:
    """One open element.

    `name` is prefixed in foreign content (``svg title``). `tag` is None for elements that the
    standard implies. `origin` is the element whose tag the author wrote, where this is a clone
    of it; `blamed` there says that a finding names it already.
    """

    __slots__ = ("blamed", "integration", "key", "name", "on_stack", "origin", "tag")

    def __init__(self, name: str, tag: Tag | None, origin: Open | None = None) -> None:
        self.name = name
        self.tag = tag
        self.origin: Open = origin or self
        self.on_stack = False
        self.blamed = False
        self.integration = False
        self.key: tuple[tuple[str, str | None], ...] | None = None

    def clone(self) -> Open:
        """Another element made of the same tag."""
        return Open(self.name, self.tag, self.origin)


class Stack:
    """The open elements; whether a name is in a scope is known without a walk."""

    __slots__ = ("_marks", "_places", "_table_marks", "items")

    def __init__(self) -> None:
        self.items: list[Open] = []
        self._rebuild([])

    def _rebuild(self, items: list[Open]) -> None:
        self.items = []
        self._places: dict[str, list[int]] = {}
        self._marks: list[int] = []
        self._table_marks: list[int] = []
        for item in items:
            self.push(item)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Open]:
        return iter(self.items)

    @property
    def current(self) -> Open:
        """The current node."""
        return self.items[-1]

    def push(self, item: Open) -> None:
        """Open an element."""
        index = len(self.items)
        self.items.append(item)
        item.on_stack = True
        self._places.setdefault(item.name, []).append(index)
        if item.name in SCOPE:
            self._marks.append(index)
            if item.name in TABLE_SCOPE:
                self._table_marks.append(index)

    def pop(self) -> Open:
        """Close the current node."""
        item = self.items.pop()
        index = len(self.items)
        item.on_stack = False
        self._places[item.name].pop()
        if self._marks and self._marks[-1] == index:
            self._marks.pop()
            if self._table_marks and self._table_marks[-1] == index:
                self._table_marks.pop()
        return item

    def remove(self, item: Open) -> None:
        """Take one element out of the middle."""
        items = self.items
        if items[-1] is item:
            self.pop()
            return
        self._rebuild([other for other in items if other is not item])
        item.on_stack = False

    def replace(self, items: list[Open]) -> None:
        """Take these elements for the stack."""
        for item in self.items:
            item.on_stack = False
        self._rebuild(items)

    def last(self, name: str) -> int:
        """The index of the last open element of a name; -1 when there is none."""
        places = self._places.get(name)
        return places[-1] if places else -1

    def in_scope(self, name: str, *more: str) -> bool:
        """Whether an element of that name is in scope; names in `more` are boundaries too."""
        place = self.last(name)
        if place < 0 or (self._marks and self._marks[-1] > place):
            return False
        return all(self.last(other) <= place or other == name for other in more)

    def in_table_scope(self, name: str) -> bool:
        """Whether an element of that name is in table scope."""
        place = self.last(name)
        return place >= 0 and self._table_marks[-1] <= place

    def has(self, name: str) -> bool:
        """Whether an element of that name is open."""
        return self.last(name) >= 0
