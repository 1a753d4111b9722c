"""Fixes: applied to text until nothing is left to do, shown as a diff, written without a risk to the file."""

from __future__ import annotations

from postlint.fix.diff import unified_diff
from postlint.fix.edits import Applied, apply
from postlint.fix.files import WriteError, sweep, write
from postlint.fix.fixpoint import RECENT, Fixed, fixpoint

__all__ = ["RECENT", "Applied", "Fixed", "WriteError", "apply", "fixpoint", "sweep", "unified_diff", "write"]
