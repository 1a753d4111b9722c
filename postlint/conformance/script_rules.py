"""What the type of a script asks of its attributes (HTML, 4.12.1)."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.body.tags import Tag
from postlint.conformance.tag_faults import Attributes, bad, unwanted
from postlint.conformance.violation import Violation


def script(_: Tag, seen: Attributes) -> Iterator[Violation]:
    """The attributes of a `script`."""
    kind = script_kind(seen)
    external = "src" in seen
    for name in _forbidden_on_script(kind, external):
        if name in seen:
            which = (
                _SCRIPT_NAMES[kind]
                if external or kind not in ("classic", "module")
                else f"{_SCRIPT_NAMES[kind]} without `src`"
            )
            message = f"{which} takes no `{name}`"
            yield Violation("html/invalid-script", f"script {name}", seen[name].name_span, message)
    if kind == "classic" and (seen["type"].value if "type" in seen else None):
        yield Violation(
            "html/invalid-script",
            "script type",
            seen["type"].name_span,
            "a script is JavaScript without a `type`",
            "leave it out",
            error=False,
        )
    name = _type_of(seen).partition(";")[0].rstrip()
    if name != _type_of(seen) and _is_javascript(name.strip()):
        yield bad(seen["type"], "has parameters, so that browsers run no script")._replace(breaks=True)
    if "charset" in seen and (seen["charset"].value or "").lower() != "utf-8":
        yield bad(seen["charset"], "is not `utf-8`")
    if "charset" in seen and not external:
        yield unwanted(seen["charset"], "a script without `src` takes no `charset`")
    language = (seen["language"].value or "").lower() if "language" in seen else ""
    if language == "javascript" and "type" in seen and _type_of(seen) != "text/javascript":
        yield Violation(
            "html/invalid-script",
            "script language",
            seen["language"].name_span,
            "`language` contradicts `type`",
        )


_SCRIPT_NAMES = {
    "classic": "a classic script",
    "module": "a module script",
    "importmap": "an import map",
    "speculationrules": "a script of speculation rules",
    "data": "a data block",
}
_SCRIPT_ATTRIBUTES = (
    "src",
    "async",
    "nomodule",
    "defer",
    "crossorigin",
    "integrity",
    "referrerpolicy",
    "fetchpriority",
    "blocking",
)


def _type_of(seen: Attributes) -> str:
    return (seen["type"].value or "").lower() if "type" in seen else ""


def _is_javascript(mime_type: str) -> bool:
    from postlint.conformance.mime import JAVASCRIPT

    return mime_type in JAVASCRIPT


def script_kind(seen: Attributes) -> str:
    """What a script is by its type: classic, module, importmap, speculationrules, or data."""
    kind = _type_of(seen)
    if not kind or _is_javascript(kind):
        return "classic"
    return kind if kind in ("module", "importmap", "speculationrules") else "data"


def _forbidden_on_script(kind: str, external: bool) -> tuple[str, ...]:
    if kind == "classic":
        return () if external else ("defer", "async", "integrity", "fetchpriority", "blocking")
    if kind == "module":
        return (
            ("nomodule", "defer")
            if external
            else ("nomodule", "defer", "integrity", "fetchpriority", "blocking")
        )
    return _SCRIPT_ATTRIBUTES
