"""Checks that a site's settings define: ``[[patterns]]``, each a rule ``pattern/<name>``.

A pattern says what it looks at: elements of the rendered HTML (a CSS selector), values of the front
matter (a path), or the text (a regular expression); and what to say, and perhaps to write, where
it finds it. Nothing of the settings runs as code, and no expression can take more than
linear time.
"""

from __future__ import annotations

from postlint.patterns.expressions import Expression, ExpressionError, NotInstalled
from postlint.patterns.pattern import Pattern, PatternError, Region, rule

__all__ = ["Expression", "ExpressionError", "NotInstalled", "Pattern", "PatternError", "Region", "rule"]
