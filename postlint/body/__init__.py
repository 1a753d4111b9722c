"""The body of a post: Liquid masked, Markdown rendered with a source map, HTML tags and tree with places."""

from __future__ import annotations

from postlint.body.body import Body
from postlint.body.reading import read

__all__ = ["Body", "read"]
