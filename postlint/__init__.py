"""postlint: the linter for the post files of static sites."""

from __future__ import annotations

from typing import Any

__version__ = "0.1.0"
__all__ = ["Row", "__version__", "lint_batch"]


def __getattr__(name: str) -> Any:
    # What a command line never asks for is not imported with it.
    if name in ("Row", "lint_batch"):
        from postlint import batch

        return getattr(batch, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
