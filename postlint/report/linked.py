"""Names of rules that lead to their documentation, on terminals that know links (OSC 8)."""

from __future__ import annotations

from postlint.report import Style
from postlint.report.visible import visible


def linked(rule: str, style: Style) -> str:
    """A rule's name as a report for people shows it; a rule of a plugin leads nowhere."""
    shown = visible(rule)
    if not style.links:
        return shown
    from postlint.registry import known

    one = known().get(rule)
    return f"\x1b]8;;{one.url}\x1b\\{shown}\x1b]8;;\x1b\\" if one and one.url else shown
