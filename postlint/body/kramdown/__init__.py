"""kramdown with GitHub's extensions, as Jekyll 4 renders Markdown (kramdown 2.4, kramdown-parser-gfm 1.1)."""

from __future__ import annotations

from postlint.body.kramdown.document import Options, render

__all__ = ["Options", "render"]
