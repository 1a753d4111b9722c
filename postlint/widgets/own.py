"""A site's own forms of widgets: the shape that its settings must have, and the forms that they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from postlint.names import suggestion
from postlint.widgets.catalogue import Form, Leaves
from postlint.widgets.widget import Kind

_Check = Callable[[Any], str | None]
"""What is wrong with a value, in words that follow its key; None when nothing is."""


def own_forms(entries: Mapping[str, Mapping[str, Any]]) -> tuple[Form, ...]:
    """The forms that a site declares in its settings, by their names.

    Each has the keys of a form of the catalogue, and `provider`, `title` and `markets` beside them.
    Raises ValueError with a sentence for a form that has another shape.
    """
    for name, entry in entries.items():
        said = problem(entry)
        if said:
            raise ValueError(f"the form `{name}` {said}")
    return tuple(
        Form.of(entry["provider"], {"form": name, **entry}, entry) for name, entry in entries.items()
    )


def problem(entry: Any) -> str | None:
    """What is wrong with a form of the site's own, in words that follow its name; None when nothing is."""
    if not isinstance(entry, Mapping):
        return "is no table"
    for key in ("provider", "kind", "marker"):
        if key not in entry:
            return f"lacks the key `{key}`"
    if ("elements" in entry) == ("comment" in entry):
        return "lacks the key `elements`" if "elements" not in entry else "has both `elements` and `comment`"
    return next(_problems(entry, _FORM), None)


def _problems(entry: Mapping[str, Any], shape: Mapping[str, _Check]) -> Iterator[str]:
    for key, value in entry.items():
        check = shape.get(key)
        if check is None:
            yield f"has no key `{key}`{suggestion(key, shape) or '; it may have ' + ', '.join(shape)}"
        elif said := check(value):
            yield said if said.startswith("has ") else f"has a fault in `{key}`, which {said}"


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) and value else "is no text"


def _marker(value: Any) -> str | None:
    # A shorter one is in every post: each would be searched tag by tag.
    return None if isinstance(value, str) and len(value) > 2 else "is no text of at least 3 characters"


def _flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "is neither `true` nor `false`"


def _pattern(value: Any) -> str | None:
    if not isinstance(value, str):
        return "is no text"
    try:
        re.compile(value)
    except re.error as error:
        return f"has a pattern that does not compile, `{value}`: {error}"
    return None


def _one_of(known: tuple[str, ...], what: str) -> _Check:
    def check(value: Any) -> str | None:
        if value in known:
            return None
        near = suggestion(value, known) if isinstance(value, str) else ""
        return f"has the unknown {what} `{value}`{near or '; there are ' + ', '.join(known)}"

    return check


def _list_of(check: _Check) -> _Check:
    def checked(value: Any) -> str | None:
        if not isinstance(value, (list, tuple)) or not value:
            return "is no list"
        return next((said for item in value if (said := check(item))), None)

    return checked


def _table_of(check: _Check) -> _Check:
    def checked(value: Any) -> str | None:
        if not isinstance(value, Mapping):
            return "is no table"
        return next((said for item in value.values() if (said := check(item))), None)

    return checked


def _table(shape: Mapping[str, _Check], required: tuple[str, ...]) -> _Check:
    def checked(value: Any) -> str | None:
        if not isinstance(value, Mapping):
            return "is no table"
        for key in required:
            if key not in value:
                return f"lacks the key `{key}`"
        return next(_problems(value, shape), None)

    return checked


def _comments(value: Any) -> str | None:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        return "is no list of two patterns, for the comment before and the one after"
    return next((said for item in value if item is not None and (said := _pattern(item))), None)


_NAMES: _Check = _list_of(_text)
_ELEMENT = _table(
    {
        "element": _NAMES,
        "class": _NAMES,
        "attributes": _table_of(_pattern),
        "reads": _table_of(_pattern),
        "url": _table(
            {"attribute": _text, "host": _NAMES, "path": _pattern, "reads": _pattern}, ("attribute", "host")
        ),
        "after": _pattern,
    },
    ("element",),
)
_FORM: Mapping[str, _Check] = {
    "provider": _text,
    "title": _text,
    "markets": _table_of(_text),
    "kind": _one_of(get_args(Kind), "kind"),
    "marker": _marker,
    "elements": _list_of(_ELEMENT),
    "comment": _pattern,
    "placeholder": _text,
    "paired": _flag,
    "price": _flag,
    "blank": _flag,
    "holds": _text,
    "says": _pattern,
    "wrappers": _NAMES,
    "comments": _comments,
    "leaves": _one_of(get_args(Leaves), "value of `leaves`:"),
    "link": _ELEMENT,
    "unwrap": _NAMES,
    "drop": _ELEMENT,
    "label": _pattern,
    "text": _pattern,
}
