"""Parse errors: characters, references, comments, tags, and trees that do not close."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from random import Random

_BASES = (
    "<p>a &amp; b</p>", '<p class="a" id=b>x</p>', "<!-- c -->x", "<a href='x'>y</a>", "<br>", "<ul><li>x<li>y</ul>", "<table><tr><td>x</table>", "<textarea>x</textarea>", "<script>x</script>", "<b><i>x</i></b>", "<p>x</p>", "<title>x</title>",
    "<!DOCTYPE html>", "<svg><g/></svg>", "<style>x</style>", "<input disabled>", "x < y", "x &lt y", "&#65;", "&#x41;", "&copy;", "</p>", "<img src=x alt=''>", "<select><option>x</select>", "<svg><![CDATA[x]]></svg>", "<p title=\"a&amp;b\">x</p>", "<a href='?a=b&amp;c'>x</a>",
)
_CHARS = (
    "\0", "\x01", "\x08", "\x0b", "\x0c", "\x1f", "\x7f", "\x80", "\x9f", "\ufdd0", "\ufffe", "\uffff", "\ufffd", "\ue000", "\U0001fffe", "\U0010ffff", "<", ">", "&", "'", '"', "=", "/", "`", "!", "-", "?", ";", "#", " ", "\n", "\t", "\r", "</", "<!", "<!--", "-->", "--!>", "<?", "&#", "&#x", "&amp", "&nosuch;", "<>", "</>", "/>",
    "é", "字", "\u0301", "\u0338", "\ufeff", "\u200e", "\x85", "<![CDATA[", "]]>", "&lt", "&notit;", "&ampx", "&amp=", "&copy=x",
)


def tokens(random: Random) -> str:
    """Text and tags with a character changed here and there."""
    text = "".join(random.choice(_BASES) for _ in range(random.choice((1, 1, 2))))
    for _ in range(random.choice((1, 1, 1, 2))):
        at = random.randrange(len(text) + 1)
        kind = random.random()
        if kind < 0.6:
            text = text[:at] + random.choice(_CHARS) + text[at:]
        elif kind < 0.9:
            text = text[:at] + text[at + random.choice((1, 1, 2)) :]
        else:
            text = text[:at]
    return text


def references(random: Random) -> str:
    """Character references."""
    number = random.choice((0, 9, 10, 11, 12, 13, 14, 31, 32, 38, 127, 128, 129, 130, 159, 160, 55295, 55296, 57343, 57344, 64976, 65007, 65533, 65534, 65535, 65536, 131070, 983040, 1114109, 1114111, 1114112, 99999999, random.randrange(0x110000)))
    name = random.choice(("amp", "lt", "copy", "nbsp", "not", "notin", "hellip", "AMP", "Amp", "nosuch", "eacute", "sup2", "sup", "para", "parallel", "times", "timesb", "NotEqualTilde", "b.alpha", "a1", ""))
    form = random.choice((f"&#{number};", f"&#x{number:x};", f"&#{number}", f"&#X{number:X};", f"&{name};", f"&{name}", f"&{name}x", f"&{name}=", f"&{name} ", "&#;", "&#x;", "&#xg;", "&#a;", "& ", "&", "&&amp;", "&;", "&#-1;", "&#x 41;", "&#0x41;"))
    return random.choice(("<p>{}</p>", "<p title='{}'>x</p>", "<a href='?a{}'>x</a>", "<p title={}>x</p>", "{}", "<textarea>{}</textarea>", "<script>{}</script>", "<pre>{}</pre>", "<style>{}</style>", "<svg><title>{}</title></svg>")).format(form)


_NAMES = ["a", "b", "i", "p", "div", "span", "ul", "li", "table", "caption", "tbody", "tr", "td", "th", "colgroup", "col", "h1", "h2", "center", "font", "br", "hr", "img", "input", "button", "form", "label", "select", "option", "optgroup", "textarea", "dl", "dt", "dd", "em", "nobr", "svg", "circle", "math", "mi", "foreignObject", "title", "desc", "template", "script", "style", "noscript", "iframe", "ruby", "rb", "rt", "rp", "body", "html", "head", "frameset", "frame", "image", "isindex", "pre", "listing", "plaintext", "xmp", "address", "main", "section", "details", "summary", "fieldset", "legend", "figure", "object", "applet", "marquee", "video", "source", "picture", "param", "keygen", "meta", "link", "base", "command", "big", "tt", "u", "s", "strike", "code", "datalist", "search", "hgroup", "dialog", "menu", "x-y", "noframes", "noembed", "track", "area", "map", "wbr", "embed", "annotation-xml", "mtext", "mglyph", "malignmark"]


def soup(random: Random) -> str:
    """Start and end tags in any order."""
    parts = []
    for _ in range(random.choice((1, 2, 3, 3, 4, 5, 6))):
        name, kind = random.choice(_NAMES), random.random()
        if kind < 0.5:
            parts.append(f"<{name}{random.choice(('', '', '', '', '/', ' a', ' href=x', ' type=hidden'))}>")
        elif kind < 0.85:
            parts.append(f"</{name}>")
        else:
            parts.append(random.choice(("x", " ", "\n", "<!-- c -->", "&amp;")))
    return "".join(parts)


def misnested(random: Random) -> str:
    """A tree that is right but for one tag: dropped, doubled, moved or renamed."""
    names = [random.choice(_PLAIN) for _ in range(random.choice((2, 3, 4)))]
    parts = [f"<{n}>" for n in names] + ["x"] + [f"</{n}>" for n in reversed(names)]
    if random.random() < 0.5:
        names = [random.choice(_PLAIN) for _ in range(2)]
        parts += [f"<{n}>" for n in names] + ["y"] + [f"</{n}>" for n in reversed(names)]
    at, kind = random.randrange(len(parts)), random.randrange(6)
    if kind == 0:
        del parts[at]
    elif kind == 1:
        parts.insert(random.randrange(len(parts)), parts[at])
    elif kind == 2:
        other = random.randrange(len(parts))
        parts[at], parts[other] = parts[other], parts[at]
    elif kind == 3:
        parts.insert(at, random.choice(("</p>", "</br>", "</b>", "</div>", "</a>", "</body>", "</html>", "</td>", "</li>", "<p>", "<li>", "<a>", "<b>", "</form>", "<form>", "</h1>", "</x>", "<body>", "<td>", "<tr>", "</svg>")))
    elif kind == 4:
        del parts[at:]
    return "".join(parts)


_PLAIN = ["a", "b", "i", "em", "p", "div", "span", "ul", "li", "h2", "table", "tr", "td", "section", "blockquote", "font", "dl", "dt", "dd", "button", "form", "nobr", "code", "ins", "pre", "center", "label", "select", "option", "svg", "g", "math", "mi", "address", "ruby", "rt", "details", "summary", "template", "tbody", "x-y"]


def in_table(random: Random) -> str:
    """What stands in a table where only its parts may."""
    junk = lambda: random.choice(("x", " ", "<p>x</p>", "<input>", "<input type=hidden>", "<form>", "</form>", "<b>", "</b>", "<div>x</div>", "<script></script>", "<style></style>", "<!-- c -->", "<template></template>", "<tr>", "<td>x", "</td>", "</tr>", "<th>x", "<tbody>", "</tbody>", "<caption>x</caption>", "<col>", "<colgroup>", "</table>", "<table>", "<select>", "</select>", "<svg></svg>", "<a>x</a>", "</p>", "</b>", "<li>", "\0", "&nbsp;", "<input type=HIDDEN>", "<tfoot>", "<thead>", "</tfoot>", "</caption>", "</colgroup>", "<body>", "</body>", "<br>", "</br>"))  # noqa: E731
    return "<table>" + "".join(junk() for _ in range(random.choice((1, 2, 3, 4)))) + random.choice(("</table>", "</table>", "</table>", ""))
