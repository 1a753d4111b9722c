"""ARIA in HTML on one start tag: roles, states and properties, accessible names.

What depends on the elements around it is in `aria_tree`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from postlint.body.tags import Attribute, Tag
from postlint.conformance import aria_native, facts
from postlint.conformance.aria_native import Attributes, subject
from postlint.conformance.aria_values import RULE, report, state_value
from postlint.conformance.violation import Violation
from postlint.conformance.words import words

_NAMELESS = words(
    "abbr b bdi bdo caption cite code data del div em figcaption i ins kbd legend mark p pre q rp rt s samp "
    "small span strong sub sup time u var"
)
"""Elements that ARIA in HTML 1.0 (section 4) forbids to name."""

NAMELESS_ROLES = words(
    "caption code deletion emphasis generic insertion paragraph presentation strong subscript superscript"
)

IMPLICIT: Mapping[str, str] = {
    "article": "article",
    "aside": "complementary",
    "button": "button",
    "datalist": "listbox",
    "dd": "definition",
    "details": "group",
    "dialog": "dialog",
    "dfn": "term",
    "dt": "term",
    "fieldset": "group",
    "figure": "figure",
    "form": "form",
    **{f"h{n}": "heading" for n in range(1, 7)},
    "hr": "separator",
    "img": "img",
    "li": "listitem",
    "link": "link",
    "main": "main",
    "nav": "navigation",
    "ol": "list",
    "option": "option",
    "output": "status",
    "progress": "progressbar",
    "section": "region",
    "summary": "button",
    "s": "deletion",
    "table": "table",
    "tbody": "rowgroup",
    "textarea": "textbox",
    "tfoot": "rowgroup",
    "thead": "rowgroup",
    "td": "cell",
    "tr": "row",
    "ul": "list",
}
"""The role that an element has by itself (HTML-AAM), where saying it again is idle."""

_INPUT_ROLES: Mapping[str, str] = {
    "button": "button",
    "checkbox": "checkbox",
    "email": "textbox",
    "image": "button",
    "number": "spinbutton",
    "radio": "radio",
    "range": "slider",
    "reset": "button",
    "search": "searchbox",
    "submit": "button",
    "tel": "textbox",
    "text": "textbox",
    "url": "textbox",
}


@cache
def _words(kind: str, name: str) -> frozenset[str]:
    return frozenset(facts.table("aria")[kind].get(name, "").split())


@cache
def _global() -> frozenset[str]:
    return frozenset(facts.table("aria")["global"].split())


def known_roles() -> Mapping[str, str]:
    """All roles, each with the states and properties that only some roles have."""
    roles: Mapping[str, str] = facts.table("aria")["roles"]
    return roles


def role_of(seen: Attributes) -> str | None:
    """The role that an element is given: the first word of `role` that is one."""
    words = (seen["role"].value or "").split() if "role" in seen else ()
    return next((word for word in words if word in known_roles()), None)


def judge(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    """What is wrong with the role, states and properties of a start tag."""
    given = [a for name, a in seen.items() if name.startswith("aria-")]
    if "role" in seen:
        yield from _role(tag, seen)
        yield from _idle_role(tag, seen)
    if given:
        for attribute in given:
            yield from _state(tag, attribute, seen)
        yield from aria_native.judge(tag, seen)
    if "role" in seen or given:
        yield from _pairs(tag, seen, given)


def _role(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    attribute = seen["role"]
    words = (attribute.value or "").split()
    unknown = next((word for word in words if word not in known_roles()), None)
    if unknown is not None or not words:
        yield report(
            attribute, f"`{unknown}` is not an ARIA role" if unknown else "`role` is empty", "role unknown"
        )
        return
    role = words[0]
    allowed = facts.table("aria")["allowed"].get(tag.name)
    name = subject(tag, seen)
    if name == "a@href":
        allowed = facts.table("aria")["with href"]
    if name.startswith("input:"):
        allowed = facts.table("aria")["inputs"].get(name[6:], allowed)
    if allowed is not None and role not in allowed.split():
        yield report(attribute, f"`<{tag.name}>` cannot have the role `{role}`", "role not allowed")
        return
    if role == "directory":
        yield report(
            attribute, "the role `directory` is deprecated", "role deprecated", "use `list`", error=False
        )
    required = facts.table("aria")["required"].get(role)
    if required and f"aria-{required}" not in seen:
        if name not in ("input:checkbox", "input:radio"):
            yield report(attribute, f"the role `{role}` needs `aria-{required}`", "role incomplete")
        elif name == f"input:{role}":
            message = f"the Nu checker wants `aria-{required}` beside the role `{role}`"
            yield report(attribute, message, "role incomplete")._replace(checker_only=True)
    if name == "link" and not {"itemprop", "property"} & seen.keys():
        message = "the Nu checker wants `property` on a `<link>` with a role"
        yield report(attribute, message, "role incomplete")._replace(checker_only=True)
    if name in _LISTING and role == "combobox" and "list" not in seen:
        yield report(attribute, "the role `combobox` needs `list` here", "role incomplete")


def _idle_role(tag: Tag, seen: Attributes) -> Iterator[Violation]:
    attribute = seen["role"]
    role = attribute.value or ""
    implicit = IMPLICIT.get(tag.name)
    if tag.name == "input":
        name = subject(tag, seen)[6:]
        implicit = _INPUT_ROLES.get(name)
        if "list" in seen and name in ("email", "search", "tel", "text", "url"):
            implicit = "combobox"
    elif tag.name in ("a", "area") and "href" in seen:
        implicit = "link"
    elif tag.name == "th" and role == "rowheader":
        implicit = "rowheader"
    elif tag.name == "th":
        implicit = "columnheader"
    if role == implicit and not (tag.name == "img" and "alt" in seen and not seen["alt"].value):
        yield report(
            attribute,
            f"`<{tag.name}>` has the role `{role}` already, without `role`",
            "role idle",
            "leave `role` out",
            error=False,
        )


def _state(tag: Tag, attribute: Attribute, seen: Attributes) -> Iterator[Violation]:
    name = attribute.name[5:]
    if (
        facts.is_open(tag.name)
        and name not in _global()
        and not (tag.name == "embed" and name in ("expanded", "required"))
    ):
        return
    if not _state_known(name):
        yield Violation(
            RULE, "aria unknown", attribute.name_span, f"`{attribute.name}` is not an ARIA state or property"
        )
        return
    role = role_of(seen)
    row = subject(tag, seen)
    if (
        tag.name in ("br", "wbr", "link", "meta")
        and attribute.value is not None
        and not (tag.name in ("br", "wbr") and name == "hidden")
    ):
        yield Violation(
            RULE, "aria not allowed", attribute.name_span, f"`<{tag.name}>` takes no `{attribute.name}`"
        )
    elif name not in _global() and attribute.value is not None:
        own = _words("roles", role) if role else _words("implicit", row)
        if role and role == IMPLICIT.get(tag.name):
            own |= _words("implicit", row)
        if name not in own and "*" not in own and (role or "role" not in seen):
            whom = f"the role `{role}`" if role else f"`<{tag.name}>` without a role"
            yield Violation(
                RULE, "aria not allowed", attribute.name_span, f"{whom} takes no `{attribute.name}`"
            )
    if name == "expanded" and row in _LISTING and role is None and "list" not in seen:
        yield Violation(RULE, "aria not allowed", attribute.name_span, "`aria-expanded` needs `list` here")
    yield from state_value(attribute, name)


_LISTING = frozenset({"input:email", "input:tel", "input:url"})
"""Fields that are a `combobox` with a `list` only."""


@cache
def _state_known(name: str) -> bool:
    return name in _global() or any(name in words.split() for words in known_roles().values())


def _pairs(tag: Tag, seen: Attributes, given: list[Attribute]) -> Iterator[Violation]:
    """What role, states and name must and must not be together."""
    role = (seen["role"].value or "") if "role" in seen else None
    words = role.split() if role else []
    others = [a for a in given if a.name != "aria-hidden" and a.value != ""]
    nameless = _nameless(tag, seen) and (not words or any(w in NAMELESS_ROLES for w in words))
    for name in ("aria-label", "aria-labelledby", "aria-braillelabel"):
        if name in seen and nameless:
            whom = f"the role `{words[0]}`" if words else f"`<{tag.name}>` without a role"
            yield Violation(
                RULE, "name not allowed", seen[name].name_span, f"{whom} cannot be named by `{name}`"
            )
    if role in ("none", "presentation") and ("tabindex" in seen or others):
        yield report(
            seen["role"],
            f"the role `{role}` has no effect here: the element has a state or can be focused",
            "role without effect",
            error=False,
        )
    if tag.name == "img":
        yield from _image(seen, others, words)
    if role:
        for name, roles in _deprecated().items():
            if name in seen and role in roles:
                yield Violation(
                    RULE,
                    "aria deprecated",
                    seen[name].name_span,
                    f"`{name}` is deprecated for the role `{role}`",
                    None,
                    False,
                )
    if (
        tag.name == "a"
        and "href" in seen
        and "aria-disabled" in seen
        and seen["aria-disabled"].value == "true"
    ):
        yield Violation(
            RULE,
            "aria conflict",
            seen["aria-disabled"].name_span,
            "a link with `href` is not disabled by `aria-disabled`",
            None,
            False,
        )
    if tag.name == "select" and "aria-multiselectable" in seen:
        yield Violation(
            RULE,
            "aria idle",
            seen["aria-multiselectable"].name_span,
            "`aria-multiselectable` stands where `multiple` is meant",
            None,
            False,
        )
    if tag.name == "option" and "aria-selected" in seen and seen["aria-selected"].value:
        yield Violation(
            RULE,
            "aria idle",
            seen["aria-selected"].name_span,
            "`aria-selected` stands where `selected` is meant",
            None,
            False,
        )
    if subject(tag, seen) == "input:checkbox" and role == "button" and "aria-pressed" not in seen:
        yield report(
            seen["role"], "a checkbox with the role `button` needs `aria-pressed`", "role incomplete"
        )
    others = [attribute for attribute in others if attribute.value is not None]
    if subject(tag, seen) == "input:hidden" and (others or "aria-hidden" in seen):
        yield Violation(
            RULE, "aria not allowed", given[0].name_span, "an `input` of type `hidden` takes no ARIA states"
        )
    if "aria-hidden" in seen and tag.name in (
        "base",
        "col",
        "colgroup",
        "map",
        "noscript",
        "param",
        "script",
        "slot",
        "source",
        "style",
        "template",
        "title",
        "track",
    ):
        yield Violation(
            RULE, "aria not allowed", seen["aria-hidden"].name_span, f"`<{tag.name}>` takes no `aria-hidden`"
        )


def _nameless(tag: Tag, seen: Attributes) -> bool:
    if tag.name in ("a", "area"):
        return "href" not in seen
    return tag.name in _NAMELESS or "-" in tag.name


def _image(seen: Attributes, others: list[Attribute], words: list[str]) -> Iterator[Violation]:
    if not {"alt", "aria-label", "aria-labelledby"} & seen.keys():
        if "role" in seen or others:
            at = seen["role"].name_span if "role" in seen else others[0].name_span
            yield Violation(
                "html/missing-attribute",
                "img alt",
                at,
                "an image with a role or state needs a name",
                "give it an `alt`",
            )
    elif words and "alt" in seen and not seen["alt"].value:
        yield report(seen["role"], 'a decoration (`alt=""`) takes no role', "role not allowed")


@cache
def _deprecated() -> Mapping[str, frozenset[str]]:
    table = facts.table("aria").get("deprecated", {})
    return {f"aria-{name}": frozenset(roles.split()) for name, roles in table.items()}
