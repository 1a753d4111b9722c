"""Posts that nobody would write: each kind makes one of chance, front matter and body."""

from __future__ import annotations

import random
from collections.abc import Callable

_TAGS = [
    "a",
    "abbr",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "form",
    "frameset",
    "h1",
    "h2",
    "head",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "li",
    "link",
    "math",
    "meta",
    "mi",
    "nobr",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "plaintext",
    "pre",
    "ruby",
    "rt",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "u",
    "ul",
    "video",
    "xmp",
    "foreignObject",
    "x-y",
]
_ATTRIBUTES = [
    "id",
    "class",
    "href",
    "src",
    "alt",
    "style",
    "title",
    "lang",
    "dir",
    "name",
    "rel",
    "target",
    "type",
    "width",
    "height",
    "onclick",
    "srcset",
    "datetime",
    "for",
    "aria-label",
    "role",
    "itemprop",
    "itemscope",
    "itemtype",
    "colspan",
    "headers",
    "value",
    "data-x",
    "xlink:href",
    "xml:lang",
]
_VALUES = (
    "",
    "x",
    "a b",
    "#x",
    "javascript:alert(1)",
    "https://example.com/a?b=c&d=e",
    "http://[::1",
    "//",
    "/a/b.html#c",
    "../../..",
    "{{ page.url }}",
    "\u202e",
    "&quot;",
    "100%",
    "1x, 2x",
    "color:red;background:url(x)",
    "data:text/html,<b>",
    "99999999999999999999",
)
_INLINE = (
    "*a*",
    "**b",
    "_c_",
    "`d`",
    "``e",
    "[f](g)",
    "[h][i]",
    "![j](k 'l')",
    "<https://m.example>",
    "[^n]",
    "$$o$$",
    "~~p~~",
    "q\\",
    "&copy;",
    "&#0;",
    "&nosuch;",
    "www.r.example",
    "{:.s}",
    "{::nomarkdown}",
    "{{ t }}",
    "{% if u %}",
    "{% endif %}",
    "{% raw %}",
    "{% include x.html %}",
    "{{< v >}}",
    "<b>",
    "</b>",
    "<!-- w -->",
    "==x==",
    ":y:",
    "z",
    "中文",
    "\u00a0",
    "1\\. ",
)
_STARTS = (
    "",
    "# ",
    "## ",
    "> ",
    "- ",
    "* ",
    "1. ",
    "    ",
    "\t",
    "| ",
    "```",
    "~~~",
    "---",
    "===",
    ": ",
    "[a]: ",
    "[^n]: ",
    "*[HTML]: ",
    "{: .x}",
    "<div>",
    "</div>",
    "<p>",
    "<table><tr>",
    "$$",
    "::: x",
    "%%%",
)
_CONTROLS = (
    *map(chr, range(32)),
    *map(chr, range(0x7F, 0xA0)),
    *"\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2069",
    *"\ufeff\ufffc\ufffd\ufffe\uffff\U000e0001\U0001f468\U0010ffff\ud800\udfff",
    "\x1b[31m",
    "\x1b]8;;http://x\x07",
    "\x1b]0;x\x07",
    "::error::x",
)
_KEYS = [
    "layout",
    "title",
    "date",
    "tags",
    "categories",
    "slug",
    "permalink",
    "draft",
    "published",
    "author",
    "a",
    "b",
    "image",
    "description",
]
_SCALARS = (
    "x",
    "'y'",
    '"z"',
    "'open",
    '"open',
    "yes",
    "null",
    "~",
    "2021-12-29",
    "2021-13-45 99:99",
    "2021-12-29 10:14:10 +0800",
    "0x1F",
    "1_000",
    "190:20:30",
    "1e999",
    ".nan",
    "9" * 5000,
    "[a, b",
    "[a, b]",
    "{a: b}",
    "{a: b",
    "a: b",
    "# c",
    "a # b",
    "&x y",
    "*x",
    "!!python/object:x",
    "!ruby/object:X",
    "|",
    ">-",
    "@x",
    "%y",
    "`z`",
    "- a",
    "? b",
    "{{ x }}",
    "::error::x",
    "<script>alert(1)</script>",
    "\x1b[31m",
    "\u202e",
    "中文：标题",
)


def _front(chance: random.Random) -> str:
    """Front matter as it should be, most of the time."""
    if chance.random() < 0.8:
        return "---\nlayout: post\ntitle: x\ndate: 2021-12-29 10:14:10 +0800\n---\n"
    return front_matter(chance)


def front_matter(chance: random.Random) -> str:
    """Front matter of some dialect, with faults."""
    lines = []
    for _ in range(chance.randint(0, 12)):
        key, value = chance.choice(_KEYS), chance.choice(_SCALARS)
        form = chance.randrange(9)
        lines.append(
            (
                f"{key}: {value}",
                f"{key}:{value}",
                f"  {key}: {value}",
                f"\t{key}: {value}",
                f"{key}:\n- {value}\n - {value}",
                f"{key} = {value}",
                f'"{key}": {value},',
                f"[{key}]",
                f"{key}: &{key}\n  <<: *{chance.choice(_KEYS)}\n  {value}",
            )[form]
        )
    opening, closing = chance.choice(
        (
            ("---", "---"),
            ("---", "---"),
            ("---", "..."),
            ("---", ""),
            ("---", "----"),
            (" ---", "---"),
            ("----", "---"),
            ("+++", "+++"),
            ("+++", ""),
            ("{", "}"),
            ("{", ""),
            ("", ";;;"),
            ("---js", "---"),
            ("---json", "---"),
            ("\ufeff---", "---"),
            ("\n---", "---"),
        )
    )
    return "\n".join((opening, *lines, closing, ""))


def tag(chance: random.Random) -> str:
    """A tag, or what is nearly one."""
    name = chance.choice(_TAGS)
    kind = chance.randrange(12)
    if kind < 4:
        return f"</{name}>"
    if kind == 4:
        return chance.choice(
            ("<", "</", "<>", "</>", "<!", "<!-", "<!--", "-->", "<?x", "<![CDATA[", "]]>", "<!doctype html>")
        )
    attributes = []
    for _ in range(chance.choice((0, 0, 1, 2, 5))):
        attribute, value = chance.choice(_ATTRIBUTES), chance.choice(_VALUES)
        quote = chance.choice(('"', '"', "'", "", '"'))
        close = quote if chance.random() < 0.95 else ""
        attributes.append(f"{attribute}={quote}{value}{close}" if chance.random() < 0.9 else attribute)
    return (
        f"<{name}{''.join(' ' + one for one in attributes)}{chance.choice(('>', '>', '>', '/>', ' />', ''))}"
    )


def tags(chance: random.Random) -> str:
    """A soup of tags and words."""
    pieces = (
        chance.choice((tag(chance), tag(chance), chance.choice(_INLINE), " ", "\n", "\n\n"))
        for _ in range(200)
    )
    return _front(chance) + "".join(list(pieces)[: chance.choice((3, 20, 80, 200))])


def markdown(chance: random.Random) -> str:
    """Lines that begin and go on anyhow."""
    lines = []
    for _ in range(chance.choice((2, 10, 60))):
        start = "".join(chance.choice(_STARTS) for _ in range(chance.choice((1, 1, 2, 3))))
        lines.append(start + " ".join(chance.choice(_INLINE) for _ in range(chance.randint(0, 8))))
    return _front(chance) + chance.choice(("\n", "\n", "\n\n")).join(lines)


def broken_front_matter(chance: random.Random) -> str:
    """Front matter, and a word."""
    return front_matter(chance) + "Text.\n"


def controls(chance: random.Random) -> str:
    """A post with control characters, those that turn the text round, and orders to terminals."""
    text = list(chance.choice((tags, markdown, broken_front_matter))(chance)[:3000])
    for _ in range(chance.choice((1, 5, 50))):
        text.insert(chance.randint(0, len(text)), chance.choice(_CONTROLS))
    return "".join(text)


def huge_tokens(chance: random.Random) -> str:
    """One thing, very long."""
    size = chance.choice((1000, 10_000, 50_000))
    piece = chance.choice(
        (
            *"x*_`[]()<>&|\\~$!{}:#\t-=\"'/.",
            "**",
            "[[",
            "](",
            "![",
            "&#",
            "{{",
            "{%",
            "<a ",
            "</",
            "<!--",
            "a|",
            "- ",
            "> ",
            "\\`",
            "''",
            "``` ",
        )
    )
    long = piece * (size // len(piece))
    form = chance.randrange(8)
    bodies = (
        long,
        f"<a href='{long}'>x</a>",
        f"[x]({long})",
        f"<{long}>",
        f"x\n{long}\nx",
        f"`{long}`",
        f"| {long} |\n|---|\n",
    )
    if form == 7:
        return f"---\ntitle: {long}\n---\nText.\n"
    return f"{_front(chance)}{bodies[form]}\n"


def deep(chance: random.Random) -> str:
    """Nested deeper than anybody would."""
    depth = chance.choice((20, 200, 600, 3000))
    name = chance.choice(
        ("div", "b", "ul><li", "table><tr><td", "svg", "blockquote", "a", "p", "font", "template", "select")
    )
    end = f"</{name.rpartition('<')[2]}>" if chance.random() < 0.5 else ""
    front = chance.choice(
        (
            _front(chance),
            f"---\na: {'[' * depth}{']' * depth}\n---\n",
            f"---\n{'- ' * depth}\n---\n",
            "---\n" + "".join(f"{' ' * n}a:\n" for n in range(min(depth, 300))) + "---\n",
            f"+++\na = {'[' * depth}{']' * depth}\n+++\n",
            f"+++\n{'a.' * depth}b = 1\n+++\n",
            f'{{"a": {"[" * depth}{"]" * depth}}}\n',
        )
    )
    bodies = (
        f"<{name}>" * depth + "x" + end * depth,
        "> " * depth + "x",
        "".join(f"{' ' * (2 * n)}- x\n" for n in range(min(depth, 300))),
        "*" * depth + "x" + "*" * depth,
        "[" * depth + "x" + "](y)" * depth,
        "{% if x %}" * depth + "x" + "{% endif %}" * depth,
    )
    return front + chance.choice(bodies) + "\n"


def alias_bomb(chance: random.Random) -> str:
    """A few lines that stand for billions of values."""
    width, levels = chance.randint(2, 10), chance.randint(3, 12)
    lines = [f"a0: &a0 [{', '.join('x' * width)}]"]
    for level in range(1, levels):
        inside = ", ".join([f"*a{level - 1}"] * width)
        form = chance.randrange(3)
        lines.append(
            (
                f"a{level}: &a{level} [{inside}]",
                f"a{level}: &a{level} {{{', '.join(f'k{n}: *a{level - 1}' for n in range(width))}}}",
                f"a{level}: &a{level}\n  <<: [{inside}]",
            )[form]
        )
    key = chance.choice(("tags", "title", "categories", "x"))
    lines.append(f"{key}: *a{levels - 1}")
    return "---\n" + "\n".join(lines) + "\n---\nText.\n"


def attributes(chance: random.Random) -> str:
    """A tag with very many attributes."""
    count = chance.choice((30, 400, 600, 5000))
    names = (chance.choice(_ATTRIBUTES) if chance.random() < 0.3 else f"data-a{n}" for n in range(count))
    return f"{_front(chance)}<p {' '.join(f'{name}={chance.choice((1, 2))}' for name in names)}>x</p>\n"


def liquid(chance: random.Random) -> str:
    """Templates that fit together by chance only."""
    words = "if unless for case when else elsif endif endfor raw endraw comment endcomment assign include"
    made = []
    for _ in range(chance.choice((5, 40))):
        dash = chance.choice(("", "", "-"))
        argument = chance.choice(("", "x", "x.html", "x in y", "'", "2021-12-29-x", "a | b: c", "%}", "{{"))
        made.append(
            chance.choice(
                (
                    f"{{%{dash} {chance.choice(words.split())} {argument} {dash}%}}",
                    f"{{{{{dash} {argument} {dash}}}}}",
                    chance.choice(_INLINE),
                    tag(chance),
                    "\n\n",
                    "{{< x y='z' >}}",
                    "{{% x %}}",
                    "{% quote x %}",
                )
            )
        )
    return _front(chance) + "".join(made) + "\n"


def many(chance: random.Random) -> str:
    """The same thing again and again."""
    count = chance.choice((300, 3000))
    piece = chance.choice(
        (
            "[a](b.html)\n",
            "<b>",
            "</b>",
            "<p><b>",
            "<b><i>x</b></i>",
            "<a><table>",
            "<!-- postlint: ignore[html] -->\n",
            "# a\n\n",
            "<p id=a>",
            "![](http://a.example/b)\n",
            "&lt",
            "\\(x\\)\n",
            "<td>",
            "{{ x }}",
            "[^1]\n\n[^1]: x\n\n",
            "\r",
            "<script>",
            "1. a\n\n    b\n\n",
            "| a | b |\n",
        )
    )
    return _front(chance) + piece * count + "\n"


def nothing(chance: random.Random) -> str:
    """Hardly anything."""
    return chance.choice(
        (
            "",
            "\n",
            "---",
            "---\n",
            "---\n---",
            "---\n---\n",
            "\0",
            "<",
            "{",
            "+++\n+++\n",
            "\ufeff",
            "\r",
            "---\n\n",
        )
    )


KINDS: tuple[Callable[[random.Random], str], ...] = (
    tags,
    tags,
    tags,
    markdown,
    markdown,
    markdown,
    broken_front_matter,
    broken_front_matter,
    broken_front_matter,
    controls,
    controls,
    liquid,
    liquid,
    huge_tokens,
    deep,
    deep,
    alias_bomb,
    attributes,
    many,
    nothing,
)
