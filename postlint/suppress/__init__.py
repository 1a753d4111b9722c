"""Suppressions: comments in a post that say which rules are not to be heard there.

::

    <!-- postlint: ignore[html/duplicate-id, link] why -->
    # postlint: ignore[front-matter/unknown-key] why
    {% comment %} postlint: ignore[link] why {% endcomment %}
    <!-- postlint: ignore-file[widget] why -->
    <!-- postlint: ignore-start[html] why --> ... <!-- postlint: ignore-end -->

`ignore` holds for its line, or for the next one when it is alone on its line, `ignore-file` for the
whole file, `ignore-start` for all lines up to its `ignore-end`. The form with ``#`` is for YAML
and TOML front matter, that of Liquid for sites that should not publish the comment.
"""

from __future__ import annotations

from postlint.suppress.comments import Fault, Selector, Suppression, Suppressions, read
from postlint.suppress.outcome import UNUSED, Filtered, apply, filtered

__all__ = [
    "UNUSED",
    "Fault",
    "Filtered",
    "Selector",
    "Suppression",
    "Suppressions",
    "apply",
    "filtered",
    "read",
]
