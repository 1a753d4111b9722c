"""What the terminal that stdout is can do: width, colour, links. Nothing of it where stdout is none."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

_LINKING_TERMS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "foot-extra", "contour", "wezterm")
_LINKING_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "zed", "Hyper", "Tabby", "rio")


def width() -> int:
    """The terminal's width in cells; 80 where stdout is none."""
    if not sys.stdout.isatty():
        return 80
    from shutil import get_terminal_size

    return get_terminal_size().columns


def colored(when: str, terminal: bool, env: Mapping[str, str] = os.environ) -> bool:
    """Whether to colour: ``always``, ``never``, or ``auto``.

    ``auto`` asks ``NO_COLOR`` (no-color.org: any value but the empty one), then ``FORCE_COLOR``, then
    the terminal.
    """
    if when != "auto":
        return when == "always"
    if env.get("NO_COLOR"):
        return False
    if forced := env.get("FORCE_COLOR"):
        return forced != "0"
    return terminal and env.get("TERM") != "dumb"


def linked(terminal: bool, env: Mapping[str, str] = os.environ) -> bool:
    """Whether the terminal makes OSC 8 sequences links; ``FORCE_HYPERLINK`` decides where it is set.

    A terminal that does not know them may show them, so that only known ones get any. VTE (GNOME
    Terminal and others) knows them from 0.50.1 on.
    """
    if forced := env.get("FORCE_HYPERLINK"):
        return forced != "0"
    if not terminal or env.get("CI") or env.get("TERM") == "dumb":
        return False
    vte = env.get("VTE_VERSION", "")
    return (
        env.get("TERM") in _LINKING_TERMS
        or env.get("TERM_PROGRAM") in _LINKING_PROGRAMS
        or "WT_SESSION" in env
        or (vte.isdecimal() and int(vte) > 5000)
    )
