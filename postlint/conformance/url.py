"""URL syntax: the validation errors of the URL standard (https://url.spec.whatwg.org/#writing).

`problems` says what is wrong with a URL as a document writes it, with the standard's own names
of the errors. Some stop every browser (a host that cannot be), most are repaired in silence (a
space becomes ``%20``): `Problem.fatal` tells the two apart.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

SPACES = " \t\n\f\r"
"""ASCII white space: what may surround a URL in an attribute."""

SPECIAL = frozenset({"http", "https", "ws", "wss", "ftp"})
"""The special schemes but ``file``, which has rules of its own."""


class Problem(NamedTuple):
    """One validation error: the standard's `code`, and the characters of the value to blame.

    `fatal` says that the URL parser gives up: the reference leads nowhere.
    """

    code: str
    start: int
    end: int
    fatal: bool = False


@cache
def _plain() -> re.Pattern[str]:
    """URLs that need no parser: most of those in posts."""
    ascii_unit = r"!$&'()*+,./:;=@_~0-9A-Za-z\-"
    # Possessive: a run that fails later must not be tried again in shorter pieces.
    segment = rf"(?:[{ascii_unit}]++|%[0-9A-Fa-f]{{2}})*+"
    label = r"(?!xn--)[0-9A-Za-z_-]{1,63}"
    last = r"(?!xn--)[A-Za-z][0-9A-Za-z_-]{0,62}"
    host = rf"(?![0-9A-Za-z_.-]{{254}})(?:{label}\.)*{last}"
    absolute = rf"https?://{host}(?::[0-9]{{1,4}})?(?:/{segment})?"
    relative = rf"(?!//)(?![A-Za-z][0-9A-Za-z+.-]*:){segment}"
    query = r"(?:\?(?:[?" + ascii_unit + r"]++|%[0-9A-Fa-f]{2})*+)?"
    fragment = r"(?:#(?:[?" + ascii_unit + r"]++|%[0-9A-Fa-f]{2})*+)?"
    return re.compile(rf"(?:{absolute}|{relative}){query}{fragment}\Z")


@cache
def _bad() -> re.Pattern[str]:
    """A character that is no URL unit, or a percent sign without two hexadecimal digits."""
    # One class of them all takes ten times as long to compile.
    odd = (r"[\0- \"#<>\[\\\]^`{|}\x7f-\x9f]", r"[\ud800-\udfff]", r"[\ufdd0-\ufdef]", r"[\ufffd-\U0010ffff]")
    return re.compile("|".join((r"%(?![0-9A-Fa-f]{2})", *odd)))


@cache
def _scheme() -> re.Pattern[str]:
    return re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


@cache
def _drive() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z]([:|])(?=[/\\?#]|\Z)")


def problems(value: str) -> tuple[Problem, ...]:
    """The validation errors of a URL, relative or absolute, the fatal ones first; blanks around it are fine.

    A relative one is read as on a page with a special scheme (``https``).
    """
    if _plain().match(value):
        return ()
    start = len(value) - len(value.lstrip(SPACES))
    text = value.strip(SPACES)
    found = [
        Problem("tab-or-newline", start + m.start(), start + m.end()) for m in re.finditer(r"[\t\n\r]+", text)
    ]
    if found:
        places = [start + i for i, c in enumerate(text) if c not in "\t\n\r"]
        if text[:11].lower() == "javascript:":
            return ()
        text = "".join(text[p - start] for p in places)
    else:
        places = list(range(start, start + len(text)))
    places.append(start + len(value.strip(SPACES)))
    for code, first, last, fatal in _parse(text):
        found.append(Problem(code, places[first], max(places[first], places[last]), fatal))
    return tuple(sorted(found, key=lambda problem: (not problem.fatal, problem.start)))


def is_absolute(value: str) -> bool:
    """Whether a URL has a scheme."""
    return _scheme().match(value.strip(SPACES)) is not None


def _parse(text: str) -> list[Problem]:
    match = _scheme().match(text)
    if match is None:
        return _relative(text)
    scheme, at = match[1].lower(), match.end()
    if scheme == "file":
        return _file(text, at)
    if scheme in SPECIAL:
        return _special(text, at)
    if scheme == "javascript":
        return []
    if scheme == "data":
        return _data(text, at)
    return _rest(text, at, special=False)


def _relative(text: str) -> list[Problem]:
    if text[:1] in ("/", "\\") and text[1:2] in ("/", "\\"):
        slashes = [Problem("invalid-reverse-solidus", i, i + 1) for i in (0, 1) if text[i] == "\\"]
        return slashes + _authority(text, 2)
    return _rest(text, 0, special=True)


def _special(text: str, at: int) -> list[Problem]:
    end = at
    while end < len(text) and text[end] in "/\\":
        end += 1
    found = []
    if text[at:end] != "//":
        found.append(Problem("special-scheme-missing-following-solidus", 0, max(end, at)))
    return found + _authority(text, end)


def _file(text: str, at: int) -> list[Problem]:
    if not text.startswith("//", at):
        return [Problem("special-scheme-missing-following-solidus", 0, at), *_rest(text, at, special=True)]
    drive = _drive().match(text, at + 2)
    if drive is not None:
        code = "file-invalid-Windows-drive-letter" + ("-host" if drive[1] == ":" else "")
        return [Problem(code, drive.start(), drive.end()), *_rest(text, drive.end(), special=True)]
    end = _until(text, at + 2, "/\\?#")
    found = []
    if end > at + 2:
        found = [Problem(code, at + 2, end, True) for code in _host_problem(text[at + 2 : end])]
    return found + _rest(text, end, special=True)


def _authority(text: str, at: int) -> list[Problem]:
    end = _until(text, at, "/\\?#")
    found = []
    sign = text.rfind("@", at, end)
    if sign >= 0:
        found.append(Problem("invalid-credentials", at, sign + 1))
        at = sign + 1
    bracket = text.rfind("]", at, end) if text.startswith("[", at) else at
    colon = text.find(":", bracket, end) if bracket >= 0 else -1
    host = text[at : end if colon < 0 else colon]
    if host:
        fatal = "" not in host.rstrip(".").split(".")
        found += [Problem(code, at, at + len(host), fatal) for code in _host_problem(host)]
    else:
        found.append(Problem("host-missing", at, at, True))
    if colon >= 0:
        found += _port(text, colon + 1, end)
    return found + _rest(text, end, special=True)


def _host_problem(host: str) -> tuple[str, ...]:
    from postlint.conformance.host import problem

    return problem(host)


def _port(text: str, at: int, end: int) -> list[Problem]:
    port = text[at:end]
    if not port.isascii() or (port and not port.isdigit()):
        return [Problem("port-invalid", at, end, True)]
    if len(port.lstrip("0")) > 5 or int(port or "0") > 65535:
        return [Problem("port-out-of-range", at, end, True)]
    return []


def _data(text: str, at: int) -> list[Problem]:
    """A ``data:`` URL: a media type, perhaps ``;base64``, and a comma (RFC 2397)."""
    comma = text.find(",", at)
    if comma < 0:
        return [Problem("data-without-comma", at, len(text))]
    token = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
    media = rf'(?:{token}/{token})?(?:;{token}=(?:{token}|"[^"]*"))*(?:;base64)?\Z'
    if not re.match(media, text[at:comma], re.IGNORECASE):
        return [Problem("data-media-type", at, comma)]
    return _rest(text, comma, special=False)


def _rest(text: str, at: int, *, special: bool) -> list[Problem]:
    """Path, query and fragment."""
    hash_at = text.find("#", at)
    query_end = len(text) if hash_at < 0 else hash_at
    query_at = text.find("?", at, query_end)
    path_end = query_end if query_at < 0 else query_at
    found = []
    for match in _bad().finditer(text, at):
        place, char = match.start(), match[0]
        if place == hash_at or (ord(char) > 0xFFFF and ord(char) & 0xFFFE != 0xFFFE):
            continue
        if char == "\\" and special and place < path_end:
            found.append(Problem("invalid-reverse-solidus", place, place + 1))
        else:
            found.append(Problem("invalid-URL-unit", place, place + 1))
    return found


def _until(text: str, at: int, stops: str) -> int:
    return min((i for i in (text.find(stop, at) for stop in stops) if i >= 0), default=len(text))
