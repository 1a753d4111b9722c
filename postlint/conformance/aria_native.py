"""ARIA beside attributes of HTML that say the same, `aria-disabled` beside `disabled`, say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postlint.body.tags import Attribute, Tag
from postlint.conformance.aria_values import RULE, report
from postlint.conformance.violation import Violation

Attributes = Mapping[str, Attribute]

_NATIVE_STATES = ("colspan", "disabled", "hidden", "readonly", "required", "rowspan")


def subject(tag: Tag, seen: Attributes) -> str:
    """The row of the tables that a tag belongs to: an `input` by its type, a link by its `href`."""
    if tag.name == "input":
        return "input:" + ((seen["type"].value or "").lower() if "type" in seen else "text")
    if tag.name == "a" and "href" in seen:
        return "a@href"
    return tag.name


def judge(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    """States that say again, or otherwise, what HTML says already."""
    for native in _NATIVE_STATES:
        twin = seen.get(f"aria-{native}")
        if native not in seen or twin is None:
            continue
        value, other = seen[native].value or "", twin.value or ""
        if native == "hidden" and value == "until-found" and other == "true":
            yield report(
                twin,
                '`aria-hidden="true"` keeps from the reader what `hidden="until-found"` lets be found',
                "aria conflict",
            )
        elif other in ("true", value):
            yield report(twin, f"`aria-{native}` says again what `{native}` says", "aria idle", error=False)
        else:
            yield report(twin, f"`aria-{native}` contradicts `{native}`", "aria conflict")
    for name, other in (("aria-placeholder", "placeholder"),):
        if name in seen and other in seen:
            yield Violation(RULE, "aria conflict", seen[name].name_span, f"`{name}` stands beside `{other}`")
    if "contenteditable" in seen and "aria-readonly" in seen and seen["aria-readonly"].value == "true":
        yield report(seen["aria-readonly"], "`aria-readonly` contradicts `contenteditable`", "aria conflict")
    if "aria-expanded" in seen:
        for name in ("popovertarget", "command"):
            if name in seen:
                message = f"`aria-expanded` stands beside `{name}`, which says it"
                yield Violation(RULE, "aria conflict", seen["aria-expanded"].name_span, message)
    yield from _range(tag, seen)


def _range(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    kind = subject(tag, seen)
    times = (
        "input:date",
        "input:month",
        "input:week",
        "input:time",
        "input:datetime-local",
        "input:number",
        "input:range",
    )
    for end in ("min", "max"):
        twin = seen.get(f"aria-value{end}")
        if twin is None or not twin.value:
            continue
        if kind in times or tag.name == "meter" or (tag.name == "progress" and end == "max"):
            beside = end in seen
            message = (
                f"`aria-value{end}` stands beside `{end}`"
                if beside
                else f"`aria-value{end}` stands where `{end}` is meant"
            )
            yield Violation(
                RULE, "aria conflict" if beside else "aria idle", twin.name_span, message, None, beside
            )
    if kind in ("input:checkbox", "input:radio") and "aria-checked" in seen and seen["aria-checked"].value:
        yield Violation(
            RULE,
            "aria conflict",
            seen["aria-checked"].name_span,
            "`aria-checked` stands where `checked` is meant",
        )
