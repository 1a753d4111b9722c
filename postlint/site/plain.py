"""Front matter values as most generators take them: a title, a list of names, a date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from postlint.context import Context
from postlint.front_matter.tree import Timestamp


def title_of(data: Mapping[str, Any]) -> str | None:
    """The title as text, None where there is none."""
    value = data.get("title")
    return None if value is None else text_of(value)


def text_of(value: object) -> str:
    """A scalar as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Timestamp):
        return value.instant.isoformat()
    return str(value)


def texts_of(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The names under a key: a list's, or the one that stands there."""
    value = data.get(key)
    if value is None:
        return ()
    items = value if type(value) in (list, tuple) else [value]
    return tuple(dict.fromkeys(text_of(i) for i in items if i is not None and not isinstance(i, Mapping)))


def date_of(data: Mapping[str, Any], context: Context, *keys: str) -> datetime | None:
    """The date under the first key that holds one; a time without an offset is in the site's zone."""
    for key in keys or ("date",):
        value = data.get(key)
        found = _date(value, context) if value is not None else None
        if found is not None:
            return found
    return None


def _date(value: object, context: Context) -> datetime | None:
    if isinstance(value, Timestamp):
        if value.zoned:
            return value.instant
        return value.instant.replace(tzinfo=context.timezone)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=context.timezone)
    if isinstance(value, date):
        return datetime.combine(value, time(), context.timezone)
    if isinstance(value, str):
        try:
            read = datetime.fromisoformat(value.strip())
        except ValueError:
            return None
        return read if read.tzinfo else read.replace(tzinfo=context.timezone)
    return None
