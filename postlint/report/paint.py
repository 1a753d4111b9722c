"""Colours of reports for people."""

from __future__ import annotations

from collections.abc import Callable

from postlint.diagnostic import Severity

COLOURS = {
    Severity.ERROR: "31",
    Severity.WARNING: "33",
    Severity.INFO: "36",
}
"""The colour of a severity, as the parameter of the terminal's sequence."""

Painter = Callable[[str, str], str]
"""Gives a text a look, which is named by the parameters of the terminal's sequence: ``1;31``."""


def painter(color: bool) -> Painter:
    """What paints, or leaves every text as it is."""
    if not color:
        return lambda text, _look: text
    return lambda text, look: f"\x1b[{look}m{text}\x1b[0m"
