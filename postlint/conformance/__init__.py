"""Conformance: what the HTML standard asks of authors, judged as the Nu Html Checker judges it.

`findings` gives what one rule has to say of a post. All rules share one computation, made when the
first of them asks: start tags are judged once for each distinct text, and the tree is built
only when a cheap proof over the tags fails.
"""

from __future__ import annotations

from postlint.conformance.check import findings, violations
from postlint.conformance.violation import Violation

__all__ = ["Violation", "findings", "violations"]
