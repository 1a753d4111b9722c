"""Fragments grown by a grammar: media conditions, languages, names, comments, frames, lists, what nests deep."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from collections.abc import Callable
from html import escape
from random import Random

from postlint.conformance import facts
from tools.html_subjects import SUBJECTS
from tools.vnu_differential import nesting

_FEATURES = ("(color)", "(hover)", "(min-width:1px)", "(width>=1px)", "(1px<width<2px)", "(orientation:landscape)", "(foo)", "(min-width: calc(1px + 1em))", "(aspect-ratio:16/9)", "(hover: none)", "( color )", "(COLOR)")


def _condition(random: Random, depth: int) -> str:
    """A media condition, mostly a right one."""
    kind = random.choice(("feature", "feature", "and", "or", "not", "parentheses", "mixed")) if depth else "feature"
    if kind == "feature":
        return random.choice(_FEATURES)
    inside = [_condition(random, depth - 1) for _ in range(random.choice((2, 2, 3)))]
    if random.random() < 0.8:
        inside = [part if part in _FEATURES else f"({part})" for part in inside]
    word = random.choice(("and", "AND")) if kind == "and" else "or"
    blank = random.choice((" ",) * 8 + ("", "  ", "/**/"))
    joined = f" {word}{blank}" if random.random() < 0.8 else f"{blank}{word} "
    return {
        "and": joined.join(inside), "or": joined.join(inside), "not": f"not {inside[0]}", "parentheses": f"({inside[0]})",
    }.get(kind, f"{inside[0]} and {inside[1]} or {inside[-1]}")


def media_query(random: Random) -> str:
    """A media query, or a size with a condition."""
    condition = _condition(random, 2)
    kind = random.random()
    if kind < 0.3:
        return f'<img src=x alt=x srcset="a 1w" sizes="{condition} 1px, 2px">'
    if kind < 0.6:
        condition = random.choice(("screen and ", "not screen and ", "only print and ", "screen or ", "all, ", "screen and not ", "not ")) + condition
    text = condition if random.random() < 0.8 else f"{condition}, {_condition(random, 1)}"
    return random.choice(('<link rel=stylesheet href=x media="{}">', '<style media="{}"></style>', '<video><source src=x media="{}"></video>')).format(text)


def _subtags(kind: str) -> list[str]:
    table = facts.table("language")
    return (table[kind] if kind in table else table["deprecated"][kind]).split()


def language(random: Random) -> str:
    """A language tag made of registered parts, each where it belongs or elsewhere."""
    parts = [random.choice(_subtags("language"))]
    for kind in ("extlang", "script", "region", "variant"):
        if random.random() < 0.35:
            parts.append(random.choice(_subtags(kind)))
    if random.random() < 0.15:
        parts.append(random.choice(("u-co-phonebk", "x-a", "t-en", "a-bb", "u", "x", "u-a-b", "1234", "x-abcdefghi")))
    if random.random() < 0.1:
        random.shuffle(parts)
    text = random.choice(_subtags("tag")) if random.random() < 0.15 else "-".join(parts)
    text = random.choice((text, text, text.upper(), text.title(), text.replace("-", "_")))
    return random.choice(('<p lang="{}">x</p>', '<p lang="{0}" xml:lang="{0}">x</p>', '<a href=x hreflang="{}">x</a>', '<video><track src=x srclang="{}"></video>', '<svg lang="{}"></svg>')).format(text)


_ODD = "aZ09-_.:!@$%^*+=~|\\'`,;?éÉ×字\U0001f600\u00b7\u200d#&()[]{}"


def _name(random: Random) -> str:
    return "".join(random.choice(_ODD) if random.random() < 0.3 else random.choice("abxz-") for _ in range(random.choice((1, 2, 3, 5))))


def custom_element(random: Random) -> str:
    """Names of custom elements, in tags and in `is`."""
    name = random.choice(("x-", "a", "my-", "X-", "1-", "xml-", "é-", "")) + _name(random)
    if random.random() < 0.15:
        name = random.choice(("font-face", "annotation-xml", "color-profile", "missing-glyph", "font-face-src", "x-", "xml-a", "foo", "data-a"))
    if random.random() < 0.4:
        return f'<{random.choice(("p", "button", "ul", "x-y", "svg"))} is="{escape(name)}">x'
    inside = random.choice(("x", "<p>x</p>", "<li>x</li>", "<slot></slot>", "<b>x</b>", "<h2>x</h2>", "<tr>"))
    frame = random.choice(("{}", "{}", "<p>{}</p>", "<ul>{}</ul>", "<a href=x>{}</a>", "<table><tr><td>{}</table>", "<select>{}</select>", "<dl>{}</dl>"))
    more = random.choice(("", "", "", " is=a-b", " foo=x", " role=button", " aria-label=x", " form=x", " disabled", " slot=x", " part=x", " exportparts=x", " aria-checked=x"))
    return frame.format(f"<{name}{more}>{inside}</{name}>")


def attribute_name(random: Random) -> str:
    """Attributes with names that are data, namespaced, handlers, doubled or nothing at all."""
    names = ("data-", "data-a", "data-A", "data-1", "data-a.b", "data-a:b", "data-é", "data--", "data-xml", "data", "xml:lang", "xml:space", "xml:base", "xmlns", "xmlns:a", "xlink:href", "onclick", "onfoo", "on", "aria-", "aria-foo", "_a", ":a", "@a", "v-on:a", "(a)", "[a]", "#a", "*a", "x", "class", "CLASS", "classname", "htmlfor", "part", "nonce", "is", "inert", "popover")
    name = random.choice(names) if random.random() < 0.8 else random.choice(("data-", "")) + _name(random)
    value = random.choice(("", "=x", '=""', '="en"', "=1", "=true", "='http://a/'"))
    more = f" {name}{value}" if random.random() < 0.1 else ""
    subject = SUBJECTS[random.choice(sorted(SUBJECTS))] if random.random() < 0.6 else random.choice(("<x-y{}></x-y>", "<svg{}></svg>", "<math{}></math>", "<svg><g{}></g></svg>", "<embed src=x{}>", "<math><mi{}></mi></math>"))
    return subject.format(f" {name}{value}{more}")


def comment(random: Random) -> str:
    """Comments, and what is taken for one."""
    inside = "".join(random.choice(("a", " ", "-", "--", "!", ">", "<", "<!--", "--!", "\n", "&amp;", "<b>")) for _ in range(random.randrange(5)))
    start = random.choice(("<!--",) * 6 + ("<!-", "<!", "<?", "</", "<!->", "<![CDATA[", "<!doctype", "<!ELEMENT", "</ ", "<%"))
    end = random.choice(("-->",) * 6 + (">", "--!>", "", "->", "?>", "]]>", "-- >", "--", "%>"))
    return random.choice(("{}", "<p>x{}y</p>", "<table>{}<tr><td>x</table>", "<ul>{}<li>x</ul>", "<svg>{}</svg>", "<select>{}<option>x</select>", "<dl>{}<dt>x<dd>y</dl>", "<picture>{}<img src=x alt=x></picture>")).format(start + inside + end)


_FRAMED = ("iframe", "embed", "object", "frame", "applet", "noembed", "portal", "fencedframe")


def frame(random: Random) -> str:
    """Frames and plug-ins with their attributes."""
    tokens = ("allow-scripts", "allow-same-origin", "allow-forms", "allow-popups", "allow-top-navigation", "allow-top-navigation-by-user-activation", "allow-modals", "allow-foo", "ALLOW-FORMS", "allow-downloads", "allow-scripts")
    allow = ("fullscreen", "camera 'self'", "camera 'none'; microphone *", "geolocation https://a/", "foo", "", ";", "camera;;", "camera 'foo'", "camera self", "autoplay; encrypted-media", "Camera", "camera https://a https://b", "camera 'src'")
    choices = (
        " src=x", ' src=""', ' src="about:blank"', " src='http://['", " srcdoc=x", " srcdoc='<p>x'", " srcdoc='&lt;!DOCTYPE html&gt;x'", f' sandbox="{" ".join(random.sample(tokens, random.randrange(4)))}"', f' allow="{random.choice(allow)}"', " allowfullscreen", " allowfullscreen=true", " allowpaymentrequest", " loading=lazy", " loading=foo",
        " width=1", " width=1px", " width=100%", " height=0", " height=-1", " frameborder=0", " scrolling=no", " marginwidth=0", " align=left", " longdesc=x", " name=a", " name=_a", " name=_blank", ' name=""', " referrerpolicy=origin", " referrerpolicy=foo", ' referrerpolicy=""', " title=x", " data=x", " type=text/html", " type=foo", " form=a", " usemap=#m", " role=presentation",
        " role=img", " tabindex=0", " seamless", " csp=x", " credentialless", " fetchpriority=high", " classid=x", " codebase=x", " standby=x", " declare", " archive=x", " hspace=1", " border=0", " aria-label=x", " allowtransparency", " browsingtopics", " security=x",
    )
    name = random.choice(_FRAMED[:3]) if random.random() < 0.9 else random.choice(_FRAMED)
    attributes = "".join(random.sample(choices, random.choice((0, 1, 1, 2, 2, 3))))
    if name == "embed":
        return f"<embed{attributes}>"
    inside = random.choice(("", "", "x", "<p>x</p>", "<param name=a value=b>", "<a href=x>x</a>", "<embed src=x>"))
    return random.choice(("{}", "{}", "{}", "<p>{}</p>", "<a href=x>{}</a>", "<button>{}</button>", "<figure>{}</figure>", "<h2>{}</h2>")).format(f"<{name}{attributes}>{inside}</{name}>")


def obsolete(random: Random) -> str:
    """Obsolete elements and attributes, in each other and in what is not."""
    names = sorted(facts.table("html")["obsolete elements"])
    name = random.choice(names)
    used = facts.table("html")["obsolete"]
    owner = random.choice(sorted(used))
    attribute = random.choice(used[owner].split() or ["align"])
    value = random.choice(("x", "", "1", "left", "#fff", "red", "100%", "yes"))
    if random.random() < 0.5 or owner.startswith("input:"):
        return nesting.element(random, random.choice(("p", "div", "a", "td", "li", "span", "h2")), f"<{name} {attribute}={value or chr(34) * 2}>x</{name}>", bare=False)
    return SUBJECTS.get(owner, f"<{owner}{{}}>x</{owner}>").format(f' {attribute}="{value}"')


def templated(random: Random) -> str:
    """What stands in a template, and a template in anything."""
    inside = nesting.pair(random)
    attribute = random.choice(("", "", "", " shadowrootmode=open", " shadowrootmode=foo", " shadowrootmode=closed", " id=a", " shadowrootdelegatesfocus", " shadowrootclonable", " shadowrootserializable", " role=none", " hidden", " shadowrootmode=open shadowrootclonable"))
    template = f"<template{attribute}>{inside}</template>"
    return random.choice(("{}", "{}", "<div>{}</div>", "<p>{}</p>", "<ul>{}</ul>", "<table>{}</table>", "<select>{}</select>", "<dl>{}</dl>", "<span>{}</span>", "<x-y>{}</x-y>", "<picture>{}<img src=x alt=x></picture>", "<ruby>{}x<rt>y</ruby>", "<svg>{}</svg>", "<textarea>{}</textarea>")).format(template)


def role_in_context(random: Random) -> str:
    """An element with a role in another with a role, or in one that has its own."""
    roles = [*facts.table("aria")["roles"], "directory"]
    needed = facts.table("aria")["required"]

    def given(role: str) -> str:
        lacking = needed.get(role)
        return f' role="{role}"' + (f" aria-{lacking}={'1' if lacking in ('level', 'valuenow') else 'true'}" if lacking and random.random() < 0.8 else "")

    inner = f"<{(name := random.choice(('span', 'span', 'b', 'div', 'li', 'a', 'p')))}{given(random.choice(roles))}>x</{name}>"
    if random.random() < 0.3:
        inner = random.choice(("<span>{}</span>", "<b>{}</b>", "<div>{}</div>", "<span role=none>{}</span>")).format(inner)
    if random.random() < 0.5:
        return f"<div{given(random.choice(roles))}>{inner}</div>"
    return nesting.element(random, random.choice(("h1", "h3", "a", "button", "summary", "label", "legend", "caption", "th", "td", "dt", "dd", "li", "p", "address", "header", "footer", "figure", "figcaption", "form", "menu", "ul", "ol", "nav", "main", "article", "details", "fieldset", "table", "select", "output", "meter")), inner, bare=False)


MAKERS: dict[str, Callable[[Random], str]] = {
    "media query, deep": media_query,
    "language": language,
    "custom element": custom_element,
    "attribute: name": attribute_name,
    "comment": comment,
    "frame": frame,
    "obsolete": obsolete,
    "template": templated,
    "ARIA: role in role": role_in_context,
}
