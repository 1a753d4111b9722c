"""Language tags (BCP 47)."""

from __future__ import annotations

import re
from functools import cache

from postlint.conformance.fault import Fault


@cache
def _well_formed() -> re.Pattern[str]:
    return re.compile(
        r"(?P<language>[a-z]{2,3})(?P<extlang>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?"
        r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
        r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?\Z"
        r"|x(?:-[a-z0-9]{1,8})+\Z"
    )


def tag(value: str) -> Fault | None:
    """A language tag whose parts are all registered."""
    match = _well_formed().match(value.lower())
    return None if match else Fault("is not a language tag (`en`, `zh-CN`)")
