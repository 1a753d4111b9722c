"""What is not as the HTML standard wants it, in one place of a body."""

from __future__ import annotations

from typing import NamedTuple

from postlint.diagnostic import Fix
from postlint.text import Span


class Violation(NamedTuple):
    """One violation of a conformance requirement; spans are in the rendered HTML.

    `rule` is the name under which it is reported. `kind` names what recurs: in the profile
    ``renders`` one violation of each rule and kind stands for all. `error` is the Nu Html Checker's
    verdict (else it warns); `breaks` says that the reader gets something else than what was
    meant. `around` is the tag that it is about: what a template may fill. `checker_only`: the Nu
    checker minds what the newer standard allows; the profile ``renders`` says nothing of it.
    """

    rule: str
    kind: str
    span: Span
    message: str
    help: str | None = None
    error: bool = True
    breaks: bool = False
    fix: Fix | None = None
    related: tuple[tuple[Span, str], ...] = ()
    around: Span | None = None
    checker_only: bool = False

    def shifted(self, by: int) -> Violation:
        """The same violation of an equal tag, `by` characters further on."""
        return self._replace(span=self.span.shift(by), around=self.around.shift(by) if self.around else None)
