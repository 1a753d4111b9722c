"""kramdown with GitHub's extensions, as Jekyll 4 renders Markdown (kramdown 2.4, kramdown-parser-gfm 1.1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from postlint.body.kramdown import quick
from postlint.body.notes import Note
from postlint.body.writer import Writer
from postlint.identity import remembered

__all__ = ["Options", "options", "render"]


class Options(frozenset[str]):
    """The options that are switched on: ``hard_wrap``, ``auto_ids``, ``parse_block_html``, ``gfm``.

    Those that have a value stand with it: ``auto_id_prefix=x-``. ``strict_paragraphs``: only a blank line
    ends a paragraph (no quirk ``paragraph_end``). ``plain_signs``: no typographic signs are made (the quirk
    ``no_auto_typographic``). ``auto_id_stripping`` is said of kramdown's own ids; GFM's are always so.
    """

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Options:
        """The options in Jekyll's configuration, under `kramdown`; Jekyll's defaults elsewhere."""
        given = config.get("kramdown")
        given = given if isinstance(given, Mapping) else {}
        names = [n for n in ("hard_wrap", "parse_block_html", "auto_id_stripping") if given.get(n) is True]
        if given.get("auto_ids", True) is not False:
            names.append("auto_ids")
        gfm = given.get("input", "GFM") == "GFM"
        quirks = _quirks(given.get("gfm_quirks"))
        if gfm:
            names.append("gfm")
        if not gfm or "paragraph_end" not in quirks:
            names.append("strict_paragraphs")
        if gfm and "no_auto_typographic" in quirks:
            names.append("plain_signs")
        values = ((name, given.get(name)) for name in ("auto_id_prefix", "footnote_prefix"))
        names += (f"{name}={value}" for name, value in values if isinstance(value, str) and value)
        return cls(names)


def _quirks(value: object) -> Sequence[str]:
    """`gfm_quirks`: a list, or names between commas; kramdown's default where it is neither."""
    if isinstance(value, str):
        return [name.strip() for name in value.split(",")]
    return [str(name) for name in value] if isinstance(value, (list, tuple)) else ("paragraph_end",)


options = remembered(Options.of)
"""`Options.of`, of the configuration that nearly all posts of a run share."""


def render(text: str, options: Options) -> tuple[Writer, tuple[Note, ...]]:
    """The HTML of a Markdown text, and what was read otherwise than meant."""
    if "hard_wrap" not in options and "strict_paragraphs" not in options:
        written = quick.render(text)
        if written is not None:
            return written, ()
    # The parsers of everything else are imported when something else comes.
    from postlint.body.kramdown import document

    return document.render(text, options)
