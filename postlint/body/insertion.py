"""All insertion modes of tree construction (13.2.6.4), by name."""

from __future__ import annotations

from postlint.body import in_body, in_frameset, in_head, in_table
from postlint.body.dispatch import MODES, Chars, End, dispatch, reset

__all__ = ["Chars", "End", "dispatch", "reset"]

MODES.update(
    {
        "initial": in_head.initial,
        "before html": in_head.before_html,
        "before head": in_head.before_head,
        "in head": in_head.in_head,
        "in head noscript": in_head.in_head_noscript,
        "after head": in_head.after_head,
        "in body": in_body.in_body,
        "in table": in_table.in_table,
        "in caption": in_table.in_caption,
        "in column group": in_table.in_colgroup,
        "in table body": in_table.in_table_body,
        "in row": in_table.in_row,
        "in cell": in_table.in_cell,
        "in template": in_table.in_template,
        "after body": in_frameset.after_body,
        "after after body": in_frameset.after_body,
        "in frameset": in_frameset.in_frameset,
        "after frameset": in_frameset.after_frameset,
        "after after frameset": in_frameset.after_frameset,
    }
)
