"""Looking ahead in a text that is read from its start to its end."""

from __future__ import annotations


class Ahead:
    """Remembers where the next of a string stands: many places ask, the text is searched once."""

    __slots__ = ("_known", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        # From where on was searched, and what was found.
        self._known: dict[str, tuple[int, int]] = {}

    def find(self, what: str, start: int) -> int:
        """The next place of `what` from `start` on, or -1."""
        known = self._known.get(what)
        if known is None:
            place = self._text.find(what, start)
        else:
            since, place = known
            if since <= start and (start <= place or place < 0):
                return place
            if start > since:
                place = self._text.find(what, start)
            else:
                # An attempt failed, and the text is read again: only what lies before is not known.
                before = self._text.find(what, start, since + len(what) - 1)
                place = before if before >= 0 else place
        self._known[what] = (start, place)
        return place

    def past(self, what: str, start: int) -> int:
        """The place after the next `what`, or -1."""
        place = self.find(what, start)
        return place + len(what) if place >= 0 else -1
