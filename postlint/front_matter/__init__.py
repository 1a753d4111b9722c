"""Front matter: fences by dialect, and YAML, TOML and JSON as one value tree with places."""

from __future__ import annotations

from postlint.front_matter.block import Format, FrontMatter, SyntaxFault
from postlint.front_matter.read import read

__all__ = ["Format", "FrontMatter", "SyntaxFault", "read"]
