"""Start tags: attributes that an element has or has not, with values of their type and others."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from functools import cache
from html import escape
from random import Random

from postlint.conformance import facts
from tools.html_subjects import BY_HAND, SUBJECTS
from tools.vnu_differential import urls, values

_SUBJECTS = sorted(SUBJECTS)
_OLD = ["align", "alink", "background", "bgcolor", "border", "cellpadding", "cellspacing", "char", "charoff", "charset", "clear", "color", "compact", "datafld", "face", "frame", "frameborder", "hspace", "language", "link", "longdesc", "marginheight", "marginwidth", "methods", "noshade", "nowrap", "profile", "rules", "scheme", "scrolling", "size", "summary", "text", "urn", "valign", "version", "vlink", "vspace", "xml:lang", "xmlns", "xml:base", "xlink:href", "foo", "data-a", "data-", "data-A", "data-a:b", "on", "onclick", "onfoo", "contextmenu", "dropzone", "manifest", "archive", "classid", "code", "codebase", "codetype", "abbr", "axis", "standby", "declare", "itemtype", "rev", "nohref", "usemap", "seamless", "scoped", "allowfullscreen", "allow", "allowpaymentrequest", "form", "for", "list", "is", "part", "exportparts", "slot", "role", "tabindex", "loading", "decoding", "ismap:x", "a.b", "_a", "1a", "é", "@click", ":x", "v-if"]


@cache
def _all_names() -> tuple[str, ...]:
    html = facts.table("html")
    names = {*html["global"], *html["groups"]["rdfa"], *html["groups"]["microdata"], *_OLD}
    for entry in html["elements"].values():
        names |= entry["attributes"].keys()
    for text in html["obsolete"].values():
        names |= set(text.split())
    return tuple(sorted({*names, *html["obsolete everywhere"], *html["events"].split()[:8]}))


@cache
def own(subject: str) -> dict[str, str]:
    """The attributes that a subject of the table has by itself, with their types."""
    html = facts.table("html")
    name, colon, kind = subject.partition(":")
    found = dict(html["inputs"][kind]) if colon else {}
    entry = html["elements"].get(subject.removesuffix("@href"), {}).get("attributes", {})
    found |= entry if not colon else {}
    return found | dict(BY_HAND.get(name, {}))


def any_attribute(random: Random) -> str:
    """An element with an attribute of any."""
    subject, name = random.choice(_SUBJECTS), random.choice(_all_names())
    return with_attribute(subject, name, value_for(random, subject, name))


def value_for(random: Random, subject: str, name: str) -> str:
    """A value that the type of the attribute makes interesting."""
    kind = own(subject).get(name) or facts.types(subject.partition(":")[0].partition("@")[0]).get(name, "text")
    return value_of(random, kind)


def value_of(random: Random, kind: str) -> str:
    """A value to try a type with."""
    if kind.startswith("url"):
        return urls.address(random).replace("&amp;", "&").replace("&quot;", '"').replace("&lt;", "<")
    chosen = values.one(values.pool_of(kind))(random)
    if random.random() < 0.1:
        chosen = values.letter_case(random, chosen)
    return values.one(values.WORDS)(random) if random.random() < 0.05 else chosen


def own_attribute(random: Random) -> str:
    """An element with one, two or three of its own attributes."""
    subject = random.choice(_SUBJECTS)
    names = [*own(subject), *(["tabindex", "lang", "dir", "hidden", "id", "popover", "is"] if random.random() < 0.2 else [])]
    if not names:
        return any_attribute(random)
    return with_some(random, subject, names)


def with_some(random: Random, subject: str, names: list[str]) -> str:
    """A subject with some of these attributes."""
    chosen = random.sample(names, min(len(names), random.choice((1, 1, 2, 3))))
    text = "".join(_written(name, value_for(random, subject, name)) for name in chosen)
    return SUBJECTS[subject].format(text)


def general_attribute(random: Random) -> str:
    """An element with an attribute that all elements have."""
    return with_some(random, random.choice(_SUBJECTS), list(facts.table("html")["global"]))


def _written(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"' if value else f" {name}"


def with_attribute(subject: str, name: str, value: str) -> str:
    """A subject with one attribute more."""
    return SUBJECTS[subject].format(_written(name, value))


def input_attribute(random: Random) -> str:
    """An input of some type, with attributes of inputs."""
    kind = random.choice([*facts.table("html")["inputs"], "TEXT", "foo", ""])
    names = list(facts.types("input"))
    subject = f"input:{kind}" if f"input:{kind}" in SUBJECTS else "input"
    text = "".join(
        _written(name, value_for(random, subject, name)) for name in random.sample(names, random.choice((1, 1, 2))) if name != "type"
    )
    extra = ' value="x"' if kind == "button" and "value" not in text else ' alt="x"' if kind == "image" and " alt" not in text else ""
    return f'<input type="{kind}"{extra}{text}>'


def date_value(random: Random) -> str:
    """Dates and times where they may stand."""
    value = escape(values.one(values.DATES)(random))
    kind = random.choice(("date", "month", "week", "time", "datetime-local"))
    places = (
        '<time datetime="{}">x</time>', '<time datetime="{}">x</time>', "<time>{}</time>", '<del datetime="{}">x</del>',
        '<ins datetime="{}">x</ins>', f'<input type={kind} value="{{}}">', f'<input type={kind} min="{{}}">',
        f'<input type={kind} max="{{}}">', f'<input type={kind} step="{{}}">', "<time>x <b>{}</b></time>",
    )
    return random.choice(places).format(value)


def datatype(random: Random) -> str:
    """One value of one of the types with a grammar of its own."""
    pool, places = random.choice(
        (
            (values.MEDIA, ('<video><source src=x media="{}"></video>', '<style media="{}"></style>', '<link rel=stylesheet href=x media="{}">',
                            '<picture><source srcset=x media="{}"><img src=x alt=x></picture>')),
            (values.MIMES, ('<a href=x type="{}">x</a>', '<object data=x type="{}"></object>', '<video><source src=x type="{}"></video>',
                            '<embed src=x type="{}">', '<link rel=stylesheet href=x type="{}">', '<input type=file accept="{}">', '<script type="{}"></script>',
                            '<picture><source srcset=x type="{}"><img src=x alt=x></picture>', '<style type="{}"></style>')),
            (values.LANGUAGES, ('<p lang="{}">x</p>', '<a href=x hreflang="{}">x</a>', '<video><track src=x srclang="{}"></video>',
                                '<p lang="{0}" xml:lang="{0}">x</p>', '<link rel=stylesheet href=x hreflang="{}">')),
            (values.FIELDS, ('<input autocomplete="{}">', '<textarea autocomplete="{}"></textarea>', '<select autocomplete="{}"><option>x</select>',
                             '<form autocomplete="{}"></form>', *(f'<input type={t} autocomplete="{{}}">' for t in
                             ("hidden", "search", "tel", "url", "email", "password", "date", "month", "number", "range", "color", "checkbox", "time")))),
            (values.COORDINATES, ('<map name=m><area href=x alt=x coords="{}"></map>',
                                  *(f'<map name=m><area href=x alt=x shape={s} coords="{{}}"></map>' for s in ("rect", "circle", "poly", "default")))),
        )
    )
    return random.choice(places).format(escape(values.one(pool)(random)))
