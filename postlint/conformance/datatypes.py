"""The types of attribute values: numbers, names, references, lists and more (HTML, 2.3).

`CHECKS` leads from the names that the tables in ``data/`` use to the functions that judge.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from postlint.conformance import url
from postlint.conformance.fault import Fault
from postlint.conformance.words import words

Check: TypeAlias = Callable[[str], "Fault | None"]

_SPACE = re.compile(r"[\t\n\f\r ]")
_FLOAT = r"(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_CURIE = r"(?:[^\W\d][\w.\xb7/-]*|(?:[^\W\d][\w.-]*)?:\S*)"


def _late(module: str, name: str) -> Check:
    """A check of a module that is loaded when the first value of its type comes along."""
    loaded: list[Check] = []

    def check(value: str) -> Fault | None:
        if not loaded:
            from importlib import import_module

            found = import_module(f"postlint.conformance.{module}")
            loaded.append(getattr(found, name, None) or found.CHECKS[name])
        return loaded[0](value)

    return check


def _or_empty(check: Check) -> Check:
    return lambda value: check(value) if value else None


_DATES = ("date", "month", "week", "time", "datetime-local")


def _shape(pattern: str, reason: str) -> Check:
    compiled: list[re.Pattern[str]] = []

    def check(value: str) -> Fault | None:
        if not compiled:
            compiled.append(re.compile(rf"(?:{pattern})\Z", re.DOTALL))
        return None if compiled[0].match(value) else Fault(reason)

    return check


def address(value: str) -> Fault | None:
    """A URL; the empty one is the page itself."""
    if found := url.problems(value):
        doubtful = all(problem.code == "file-invalid-Windows-drive-letter-host" for problem in found)
        return Fault(
            URL_REASONS.get(found[0].code, "is not a valid URL"), found[0].start, found[0].end, doubtful
        )
    at = value.find("#")
    if at >= 0 and value.lstrip(url.SPACES)[:5].lower() == "data:":
        return Fault("is a `data:` URL with a `#`, which ends its data (write `%23`)", at, at + 1, True)
    return None


def address_not_empty(value: str) -> Fault | None:
    """A URL that says something."""
    if not value.strip(url.SPACES):
        return Fault("is empty, where a URL is due")
    return address(value)


def absolute_address(value: str) -> Fault | None:
    """A URL with its scheme."""
    return address(value) if url.is_absolute(value) else Fault("has no scheme (`https:`)")


def _addresses(value: str, one: Check) -> Fault | None:
    for match in re.finditer(r"[^\t\n\f\r ]+", value):
        if fault := one(match[0]):
            return Fault(fault.reason, match.start(), match.end())
    return None


def absolute_addresses(value: str) -> Fault | None:
    """A list of URLs with their schemes, at least one."""
    if not value.strip(url.SPACES):
        return Fault("is empty, where a URL is due")
    return _addresses(value, absolute_address)


def _http(value: str) -> Fault | None:
    if not value.lower().startswith(("http://", "https://")):
        return Fault("names a URL that is not an HTTP one")
    return address(value)


def pings(value: str) -> Fault | None:
    """A list of HTTP URLs."""
    return _addresses(value, _http)


def integer_positive(value: str) -> Fault | None:
    """A whole number from 1."""
    if not re.fullmatch(r"[0-9]+", value):
        return Fault("is not a whole number")
    return None if value.strip("0") else Fault("is 0, where a number from 1 is due")


def number(value: str) -> Fault | None:
    """A number, below 0 as well."""
    if not re.fullmatch(rf"-?{_FLOAT}", value):
        return Fault("is not a number")
    if value.startswith("-."):
        return Fault("has no digit before the point, which the Nu checker wants below 0", checker_only=True)
    return None


def float_positive(value: str) -> Fault | None:
    """A number above 0."""
    if not re.fullmatch(_FLOAT, value):
        return Fault("is not a number above 0")
    return None if float(value) > 0 else Fault("is 0, where a number above 0 is due")


def identifier(value: str) -> Fault | None:
    """An id, or a reference to one: not empty, no white space."""
    if not value:
        return Fault("is empty, where an id is due")
    space = _SPACE.search(value)
    return (
        Fault("has white space in it, which an id cannot have", space.start(), space.end()) if space else None
    )


def navigable_name(value: str) -> Fault | None:
    """The name of a frame or window."""
    if not value:
        return Fault("is empty, where a name is due")
    return Fault("begins with `_`, which is kept for keywords") if value[0] == "_" else None


def navigable_target(value: str) -> Fault | None:
    """The name of a frame or window, or a keyword."""
    if value.lower() in ("_blank", "_self", "_parent", "_top", "_unfencedtop"):
        return None
    return navigable_name(value)


def color(value: str) -> Fault | None:
    """A simple colour."""
    return None if re.fullmatch(r"#[0-9a-fA-F]{6}", value) else Fault("is not a colour (`#1a2b3c`)")


def access_keys(value: str) -> Fault | None:
    """Single characters, each once."""
    keys = value.split()
    if any(len(key) != 1 for key in keys):
        return Fault("has a key that is more than one character")
    return None if len(set(keys)) == len(keys) else Fault("names a key twice")


def tokens_of(allowed: frozenset[str]) -> Check:
    """A set of keywords, each once."""

    def check(value: str) -> Fault | None:
        seen = set()
        for match in re.finditer(r"[^\t\n\f\r ]+", value):
            word = match[0].lower()
            if word not in allowed:
                return Fault(
                    f"has the keyword `{match[0]}`, which does not exist here", match.start(), match.end()
                )
            if word in seen:
                return Fault(f"has the keyword `{match[0]}` twice", match.start(), match.end())
            seen.add(word)
        return None

    return check


SANDBOX = words(
    "allow-downloads allow-forms allow-modals allow-orientation-lock allow-pointer-lock allow-popups "
    "allow-popups-to-escape-sandbox allow-presentation allow-same-origin allow-scripts "
    "allow-storage-access-by-user-activation allow-top-navigation "
    "allow-top-navigation-by-user-activation allow-top-navigation-to-custom-protocols"
)

_RESERVED_NAMES = words(
    "annotation-xml color-profile font-face font-face-src font-face-uri font-face-format font-face-name "
    "missing-glyph"
)


def custom_element_name(value: str) -> Fault | None:
    """The name of a custom element."""
    if not re.match(r"[a-z]", value):
        return Fault("does not begin with a small letter, as a custom element's name must")
    if "-" not in value:
        return Fault("has no hyphen, as a custom element's name must")
    if re.search(r"[A-Z]", value):
        return Fault("has capital letters, which a custom element's name cannot have")
    if value in _RESERVED_NAMES:
        return Fault("is a name that SVG or MathML has already")
    if re.search(r"[\0\t\n\f\r />]", value):
        return Fault("has a character that a custom element's name cannot have")
    return None


def integrity(value: str) -> Fault | None:
    """Hashes of a resource (Subresource Integrity, 3.5)."""
    for match in re.finditer(r"\S+", value):
        if not re.match(r"sha(256|384|512)-.", match[0]):
            return Fault("is not a hash (`sha384-...`)", match.start(), match.end())
    return None


def _coordinates(value: str) -> list[int] | None:
    parts = value.split(",")
    if not all(re.fullmatch(r"-?[0-9]+", part) for part in parts):
        return None
    return [int(part) for part in parts] if all(len(p) < 19 for p in parts) else [0] * len(parts)


def rectangle(value: str) -> Fault | None:
    """Left, top, right, bottom."""
    numbers = _coordinates(value)
    if numbers is None or len(numbers) != 4:
        return Fault("is not four whole numbers with commas between them, as a rectangle needs")
    if numbers[0] >= numbers[2] or numbers[1] >= numbers[3]:
        return Fault("has its right before its left, or its bottom above its top")
    return None


def circle(value: str) -> Fault | None:
    """Centre and radius."""
    numbers = _coordinates(value)
    if numbers is None or len(numbers) != 3:
        return Fault("is not three whole numbers with commas between them, as a circle needs")
    return Fault("has a negative radius") if numbers[2] < 0 else None


def polygon(value: str) -> Fault | None:
    """Three corners or more."""
    numbers = _coordinates(value)
    if numbers is None or len(numbers) < 6 or len(numbers) % 2:
        return Fault("is not an even number of at least six whole numbers, as a polygon needs")
    return None


def _any_of(*checks: Check) -> Check:
    def check(value: str) -> Fault | None:
        faults = [fault for one in checks if (fault := one(value))]
        return faults[0] if len(faults) == len(checks) else None

    return check


def script_type(value: str) -> Fault | None:
    """A media type, or what makes a script a module, a map or rules."""
    if value.lower() in ("", "module", "importmap", "speculationrules"):
        return None
    return CHECKS["mime"](value)


def item_property(value: str) -> Fault | None:
    """Names of properties: absolute URLs, or words without full stop and colon."""
    words = value.split()
    if not words:
        return Fault("is empty, where the name of a property is due")
    for word in words:
        if url.is_absolute(word):
            if fault := address(word):
                return fault
        elif "." in word or ":" in word:
            return Fault(f"has `{word}`: a property that is not a URL holds no full stop or colon")
    return None


def prefixes(value: str) -> Fault | None:
    """RDFa prefixes: names with their URLs."""
    if not re.fullmatch(r"\s*(?:[^\W\d][\w.-]*: \S+(?:\s+|\Z))*", value):
        return Fault("is not pairs of a prefix and its URL")
    return None


CHECKS: Mapping[str, Check] = {
    **{name: _late("dates", name) for name in (*_DATES, "edit-date", "time-element")},
    **{f"{name}-or-empty": _or_empty(_late("dates", name)) for name in _DATES},
    "text": lambda _: None,
    "nonempty": _shape(r".+", "is empty"),
    "one-line": _shape(r"[^\r\n]*", "has a line break in it"),
    "integer": _shape(r"-?[0-9]+", "is not a whole number"),
    "integer-non-negative": _shape(r"[0-9]+", "is not a whole number, 0 or more"),
    "integer-positive": integer_positive,
    "float": number,
    "float-or-empty": _or_empty(number),
    "float-non-negative": _shape(rf"-0|{_FLOAT}", "is not a number from 0"),
    "float-positive": float_positive,
    "step": lambda v: None if v.lower() == "any" else float_positive(v),
    "step-integer": lambda v: None if v.lower() == "any" else integer_positive(v),
    "url": address,
    "url-nonempty": address_not_empty,
    "url-absolute": absolute_address,
    "url-absolute-or-empty": lambda v: absolute_address(v) if v else None,
    "url-list-absolute": absolute_addresses,
    "url-list-http": pings,
    "id": identifier,
    "id-list": _shape(r".*\S.*", "is empty, where ids are due"),
    "hash-name": lambda v: None if v[:1] == "#" and len(v) > 1 else Fault("is not `#` and a name"),
    "name": navigable_name,
    "target": navigable_target,
    "color": color,
    "color-or-empty": lambda v: color(v) if v else None,
    "keys": access_keys,
    "sandbox": tokens_of(SANDBOX),
    "custom-element": custom_element_name,
    "integrity": integrity,
    "media": _late("media", "query_list"),
    "mime": _late("mime", "mime_type"),
    "mime-list": _late("mime", "mime_list"),
    "script-type": script_type,
    "language": _or_empty(_late("language", "tag")),
    "srcset": _late("srcset", "srcset"),
    "srcset-widths": _late("srcset", "srcset_of_widths"),
    "sizes": _late("srcset", "sizes"),
    "css": lambda _: None,
    "curie": _shape(rf"|{_CURIE}", "is neither a term nor a prefix and a name"),
    "curies": _shape(rf"|\s*{_CURIE}(?:\s+{_CURIE})*\s*", "is not terms, or prefixes with their names"),
    "curie-or-url": lambda v: None if re.fullmatch(r"\[\S*\]|[^\W\d][\w.-]*:\S*", v.strip()) else address(v),
    "icon-sizes": _shape(
        r"\s*(?:any|[1-9][0-9]*[xX][1-9][0-9]*)(?:\s+(?:any|[1-9][0-9]*[xX][1-9][0-9]*))*\s*",
        "is not sizes in pixels (`32x32`), or `any`",
    ),
    "item-property": item_property,
    "prefixes": prefixes,
    "command": _shape(
        r"(?i:toggle-popover|show-popover|hide-popover|close|request-close|show-modal)|--.*",
        "is no command of the standard, and an own one begins with `--`",
    ),
    "number-or-time": _any_of(
        _shape(rf"-?{_FLOAT}", "is neither a number nor a date nor a time"),
        *(_late("dates", name) for name in _DATES),
    ),
}
"""The types by name. A check gives None for a value of its type."""

URL_REASONS: Mapping[str, str] = {
    "tab-or-newline": "has a tab or line break in it, which browsers drop",
    "invalid-URL-unit": "has a character that must be percent-encoded in a URL",
    "invalid-reverse-solidus": "has a backslash where a URL has `/`",
    "special-scheme-missing-following-solidus": "has no `//` after its scheme",
    "invalid-credentials": "has a user name or password in it",
    "host-missing": "has no host after `//`",
    "port-invalid": "has a port that is not a number",
    "port-out-of-range": "has a port above 65535",
    "domain-to-ASCII": "has a host that is no domain name",
    "domain-invalid-code-point": "has a character in its host that no host can have",
    "domain-too-long": "has a host that is too long for DNS: a part has 63 characters at most, the whole 253",
    "IPv4-empty-part": "has an IPv4 address with an empty part",
    "IPv4-too-many-parts": "has an IPv4 address of more than four parts",
    "IPv4-non-numeric-part": "has a host that ends in a number and is no IPv4 address",
    "IPv4-non-decimal-part": "has an IPv4 address with an octal or hexadecimal part",
    "IPv4-out-of-range-part": "has an IPv4 address with a part above 255",
    "IPv6-unclosed": "has an IPv6 address without its closing bracket",
    "IPv6-invalid": "has brackets with no IPv6 address in them",
    "file-invalid-Windows-drive-letter": "has a drive letter with `|` for `:`",
    "file-invalid-Windows-drive-letter-host": "has a drive letter where a host is due",
    "data-without-comma": "is a `data:` URL without a comma before its data",
    "data-media-type": "is a `data:` URL whose media type cannot be read",
}
"""What is wrong, by the URL standard's code, to follow "the URL ..."."""
