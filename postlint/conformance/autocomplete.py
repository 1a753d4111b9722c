"""Autofill detail tokens (HTML, 4.10.18.7.1)."""

from __future__ import annotations

from collections.abc import Mapping

from postlint.conformance.fault import Fault
from postlint.conformance.words import words

_CONTACT = words(
    "tel tel-country-code tel-national tel-area-code tel-local "
    "tel-local-prefix tel-local-suffix tel-extension "
    "email impp"
)
_GROUPS: Mapping[str, str] = {
    "text": "name honorific-prefix given-name additional-name family-name honorific-suffix nickname "
    "organization-title organization address-line1 address-line2 address-line3 address-level4 address-level3 "
    "address-level2 address-level1 country country-name postal-code cc-name cc-given-name cc-additional-name "
    "cc-family-name cc-number cc-csc cc-type transaction-currency language sex tel-country-code tel-national "
    "tel-area-code tel-local tel-local-prefix tel-local-suffix tel-extension one-time-code",
    "multiline": "street-address",
    "password": "new-password current-password",
    "url": "url photo impp",
    "email": "email",
    "tel": "tel",
    "numeric": "cc-exp-month cc-exp-year transaction-amount bday-day bday-month bday-year",
    "month": "cc-exp",
    "date": "bday",
}
_USERNAME = "username"
_FOR_TYPE: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "password", "url", "email", "tel", "numeric", "month", "date"),
    "search": ("text", "password", "url", "email", "tel", "numeric", "month", "date"),
    "password": ("password",),
    "url": ("url",),
    "email": ("email",),
    "tel": ("tel",),
    "number": ("numeric",),
    "month": ("month",),
    "date": ("date",),
    "hidden": tuple(_GROUPS),
}


def _fields(kind: str) -> frozenset[str]:
    groups = _FOR_TYPE.get(kind, tuple(_GROUPS))
    fields = {field for group in groups for field in _GROUPS[group].split()}
    if kind in ("text", "search", "email", "hidden", "any", "select"):
        fields.add(_USERNAME)
    if kind == "password":
        fields.add("one-time-code")
    return frozenset(fields)


_ALL = frozenset(field for group in _GROUPS.values() for field in group.split()) | {_USERNAME}


_NO_MAIL = ("hidden", "any", "select")
"""Where only a telephone is at home or at work."""
_UNCHECKED = words("search range color time datetime-local week")
"""Types of `input` whose fields the Nu checker does not judge."""


def check(value: str, kind: str = "any") -> Fault | None:
    """What is wrong with an `autocomplete`; `kind` is the type of the `input`, or `any`."""
    fault = _fault(value, kind)
    return fault._replace(doubtful=True) if fault and kind in _UNCHECKED else fault


def _fault(value: str, kind: str) -> Fault | None:
    if value in ("on", "off") or (kind in ("any", "select") and value.lower() in ("on", "off")):
        return None
    words = value.lower().split()
    if not words:
        return Fault("is empty")
    if words[-1] == "webauthn" and kind == "select":
        return Fault("has `webauthn`, which a `<select>` cannot hold")
    if words[-1] == "webauthn":
        words.pop()
        if not words:
            return Fault("has nothing before `webauthn`")
    if words and words[0].startswith("section-"):
        words.pop(0)
    if words and words[0] in ("shipping", "billing"):
        words.pop(0)
    contact = bool(words) and words[0] in ("home", "work", "mobile", "fax", "pager")
    if contact:
        words.pop(0)
    if not words:
        return Fault("names no field")
    field = words[0]
    if field not in _ALL:
        return Fault(f"has `{field}`, which is no autofill field")
    if contact and (field not in _CONTACT or (kind in _NO_MAIL and field in ("email", "impp"))):
        return Fault(f"has `{field}`, which is no way to reach somebody")
    if len(words) > 1:
        return Fault(f"has `{words[1]}` after the field `{field}`")
    if kind not in ("any", "select") and field not in _fields(kind):
        return Fault(f"has the field `{field}`, which an `input` of type `{kind}` cannot hold")
    return None
