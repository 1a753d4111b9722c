"""Images, media, scripts and JSON in scripts."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from html import escape
from random import Random

from tools.vnu_differential import values


def _maybe(random: Random, text: str, chance: float = 0.5) -> str:
    return text if random.random() < chance else ""


def image(random: Random) -> str:
    """An `img` with what belongs together and what does not."""
    srcset = escape(values.one(values.SRCSETS)(random))
    sizes = escape(values.one(values.SIZES)(random))
    parts = (
        _maybe(random, " src=x", 0.8), _maybe(random, f' srcset="{srcset}"'), _maybe(random, f' sizes="{sizes}"', 0.4), _maybe(random, " alt=x", 0.9),
        _maybe(random, " loading=lazy", 0.2), _maybe(random, random.choice((" width=1", " height=1", " ismap", " usemap=#m", " decoding=async", " crossorigin", " align=left", " border=0", " lowsrc=x", " controls", " fetchpriority=high")), 0.2),
    )
    return random.choice(("{}",) * 6 + ("<a href=x>{}</a>", "<figure>{}</figure>", "<figure>{}<figcaption>x</figcaption></figure>", "<picture>{}</picture>")).format(f"<img{''.join(parts)}>")


def image_values(random: Random) -> str:
    """A `srcset` or `sizes` of any kind in an image that is right else."""
    if random.random() < 0.5:
        srcset = escape(values.one(values.SRCSETS)(random))
        sizes = ' sizes="1px"' if ("w" in srcset and random.random() < 0.8) or random.random() < 0.1 else ""
        return random.choice(('<img src=x alt=x srcset="{}"{}>', '<img alt=x srcset="{}"{}>', '<picture><source srcset="{}" media=print{}><img src=x alt=x></picture>', '<link rel=preload as=image imagesrcset="{}"{}>')).format(srcset, sizes.replace("sizes", "sizes"))
    sizes = escape(values.one(values.SIZES)(random))
    return random.choice(('<img src=x alt=x srcset="a 1w" sizes="{}">', '<picture><source srcset="a 1w" media=print sizes="{}"><img src=x alt=x></picture>', '<img loading=lazy src=x alt=x srcset="a 1w" sizes="{}">', '<img src=x alt=x sizes="{}">', '<link rel=preload as=image imagesrcset="a 1w" imagesizes="{}">')).format(sizes)


def _source(random: Random) -> str:
    srcset = random.choice(("x", "x", "x 2x", "x 1w", "x 1w, y 2w", "", "x 1x, y 1x"))
    parts = (
        _maybe(random, f' srcset="{srcset}"', 0.9), _maybe(random, f' media="{random.choice(("print", "all", "", " ", "(min-width:1px)", "ALL", "not all", "screen", "all and (color)", " all "))}"'), _maybe(random, " type=image/png", 0.3),
        _maybe(random, f' sizes="{random.choice(("1px", "auto", "100vw", "foo"))}"', 0.3), _maybe(random, random.choice((" src=x", " width=1", " height=1", " alt=x", " align=left", " class=a", " role=img", " type", " hidden", " crossorigin", " loading=lazy")), 0.1),
    )
    return f"<source{''.join(parts)}>"


def picture(random: Random) -> str:
    """A `picture` with its parts in any order."""
    pieces = [_source(random) for _ in range(random.choice((0, 1, 1, 2, 3)))]
    attributes = "".join((_maybe(random, " src=x", 0.8), _maybe(random, f' srcset="{random.choice(("x", "x 1w", "x 2x", "x 1w, y 2w"))}"', 0.4), _maybe(random, ' sizes="1px"', 0.2), _maybe(random, " loading=lazy", 0.15), " alt=x"))
    pieces.append(f"<img{attributes}>")
    if random.random() < 0.25:
        junk = random.choice(("<p>x</p>", " x ", "<script></script>", "<template></template>", "<img src=y alt=y>", "<span></span>", "<br>", "<svg></svg>", "<style></style>", "<noscript></noscript>", "<!-- c -->", "<video></video>", _source(random), "<picture></picture>", "<track src=x>", "<a href=x></a>"))
        pieces.insert(random.randrange(len(pieces) + 1), junk)
    if random.random() < 0.05:
        pieces.pop()
    attribute = _maybe(random, random.choice((" src=x", " class=a", " alt=x", " width=1", " srcset=x", " role=img", " media=all", " hidden", " itemscope", " title=x")), 0.1)
    frame = random.choice(("{}",) * 6 + ("<p>{}</p>", "<a href=x>{}</a>", "<ul>{}</ul>", "<button>{}</button>", "<picture>{}</picture>", "<dl>{}</dl>", "<h1>{}</h1>", "<figure>{}</figure>", "<select>{}</select>", "<ruby>{}<rt>x</ruby>", "<noscript>{}</noscript>", "<tr>{}</tr>"))
    return frame.format(f"<picture{attribute}>{''.join(pieces)}</picture>")


def media(random: Random) -> str:
    """A `video` or `audio` with its parts and attributes."""
    name = random.choice(("video", "audio"))
    parts = "".join(_maybe(random, a, 0.15) for a in (" src=x", " controls", " autoplay", " loop", " muted", " poster=x", " width=1", " height=1", " preload=auto", " preload=foo", " crossorigin", " playsinline", " loading=lazy", " loading=foo", " srcset=x", ' src=""'))
    inside = "".join(
        random.choice(("<source src=x>", "<source src=x type=video/mp4>", "<source>", '<source src="">', '<source src=" ">', "<source srcset=x>", "<source src=x srcset=y>", "<source src=x media=print>", "<source src=x sizes=1px>", "<source src=x width=1>", "<source src=x height=1>", "<source src=x media=foo>", "<track src=x>", "<track>", "<track src=x default>", "<track src=x kind=subtitles>", "<track src=x kind=subtitles srclang=en>", "<track src=x kind=foo>", '<track src=x label="">', "<track src=x label=a>", "<track src=x srclang=xx>", "<p>x</p>", "x", "<a href=x>x</a>", "<video></video>", "<audio></audio>"))
        for _ in range(random.choice((0, 1, 1, 2, 3)))
    )
    return f"<{name}{parts}>{inside}</{name}>"


def script(random: Random) -> str:
    """A script with attributes that its type allows or not."""
    kind = random.choice(("", "", ' type="module"', ' type="text/javascript"', ' type="importmap"', ' type="speculationrules"', ' type="text/plain"', ' type=""', ' type="application/json"', ' type="MODULE"', ' type="text/javascript; charset=utf-8"', ' type="text/ecmascript"', ' type="x"', ' type="text/jscript"', ' type="application/ld+json"', " type", ' type=" module"', ' type="text/javascript "', ' type="application/x-javascript"', ' type="text/livescript"', ' type="Text/JavaScript"'))
    names = (" src=x", " async", " defer", " nomodule", " crossorigin", ' integrity="sha384-x"', " referrerpolicy=origin", " fetchpriority=high", " blocking=render", " charset=utf-8", " charset=latin1", " language=javascript", ' language="JavaScript"', " language=vbscript", " nonce=x", ' src=""', " for=x", " event=x", " xml:space=preserve", " id=a", ' charset="UTF-8"', " async=true", " defer=x", " title=x")
    chosen = random.sample(names, random.choice((0, 1, 1, 2, 2, 3)))
    content = random.choice(("", "", "", "x", "{}", "// x\n", "// x", "/* x */", " ", "<!-- x", "x --></script>", '{"imports":{}}', '{"prefetch":[]}'))
    return f"<script{kind}{''.join(chosen)}>{content}</script>"


_URLS = ('"/a"', '"./a"', '"../a"', '"a"', '"https://a/b"', '""', "1", "null", "{}", '"/a/"', '"https://a/"', '"http://["', '"//a"', '"a:b"', '"#a"', '"?a"', '"."', '"data:text/javascript,1"', '"/a b"', "[]", '"blob:x"', "true", '"https:a"', '"/%zz"')
_KEYS = ('"a"', '"a/"', '""', '"./a"', '"/a"', '"https://a/"', '"@a/b"', '"a b"', '"#a"', '"a"', '" "')


def _map(random: Random) -> str:
    return "{" + ",".join(f"{random.choice(_KEYS)}:{random.choice(_URLS)}" for _ in range(random.choice((0, 1, 1, 1, 2)))) + "}"


def import_map(random: Random) -> str:
    """A script with an import map."""
    parts = []
    for _ in range(random.choice((0, 1, 1, 1, 2))):
        key = random.choice(("imports", "imports", "scopes", "scopes", "integrity", "foo", "Imports", ""))
        scope = f"{{{random.choice(_URLS)}:{_map(random)}}}"
        hashes = "{" + random.choice(_URLS) + ":" + random.choice(('"sha384-x"', '"x"', "1", '""', "{}")) + "}"
        value = {"scopes": scope, "integrity": hashes}.get(key, _map(random))
        parts.append(f'"{key}":{random.choice((value,) * 8 + ("[]", "1", "null", chr(34) + "a" + chr(34), "{}", "{"))}')
    text = random.choice(("{" + ",".join(parts) + "}",) * 10 + ("", " ", "[]", "null", "1", '"a"', "{", "{}", "{'imports':{}}", "{imports:{}}", '{"imports":{},}', '/* x */{"imports":{}}', '{"imports":{}} x', '{"imports":{"a":"/a",}}', "{}{}", '\ufeff{"imports":{}}', '{"imports":{},"imports":{}}', '{"imports":{"a":"/a","a":"/b"}}'))
    return f'<script type="importmap">{text}</script>'


def speculation(random: Random) -> str:
    """A script with speculation rules."""
    parts = []
    for _ in range(random.choice((0, 1, 1, 1, 2))):
        key = random.choice(("prefetch", "prefetch", "prerender", "prefetch_with_subresources", "foo", "tag"))
        rules = ",".join(_rule(random) for _ in range(random.choice((0, 1, 1, 1, 2))))
        parts.append(f'"{key}":{random.choice((f"[{rules}]",) * 10 + ("{}", "1", "null", chr(34) + chr(34), "[1]", "[[]]", "[null]"))}')
    text = random.choice(("{" + ",".join(parts) + "}",) * 14 + ("", "[]", "null", "{", "1", "{}", '{"prefetch":[],}'))
    return f'<script type="speculationrules">{text}</script>'


def _rule(random: Random) -> str:
    parts = []
    if random.random() < 0.5:
        parts.append(f'"source":{random.choice((chr(34) + "list" + chr(34), chr(34) + "document" + chr(34), chr(34) + "foo" + chr(34), "1", "null", chr(34) + chr(34), chr(34) + "List" + chr(34)))}')
    kind = random.random()
    if kind < 0.5:
        parts.append(f'"urls":{random.choice(("[" + random.choice(_URLS) + "]", "[" + random.choice(_URLS) + "]", chr(91) + chr(34) + "/a" + chr(34) + chr(93), chr(91) + chr(34) + "/a" + chr(34) + chr(93), "[]", "1", "{}", chr(34) + "a" + chr(34), "null"))}')
    if kind > 0.4:
        parts.append(f'"where":{_where(random, 2)}')
    for name, choices in _SETTINGS.items():
        if random.random() < 0.12:
            parts.append(f'"{name}":{random.choice(choices)}')
    random.shuffle(parts)
    return "{" + ",".join(parts) + "}"


_SETTINGS = {
    "eagerness": ('"immediate"', '"eager"', '"moderate"', '"conservative"', '"foo"', "1", "null", '"Eager"', '""'), "referrer_policy": ('"origin"', '"foo"', "1", '""', '"no-referrer"', "null"),
    "requires": ("[]", '["anonymous-client-ip-when-cross-origin"]', '["foo"]', "1", '"a"', "[1]"), "relative_to": ('"document"', '"ruleset"', '"foo"', "1"), "expects_no_vary_search": ('"params"', "1", '""'),
    "tag": ('"a"', "1", '""', "null"), "target_hint": ('"_blank"', '"_self"', '"foo"', '"_foo"', "1"), "foo": ("1",), "score": ("0.5",), "anonymous": ("true",),
}


def _where(random: Random, depth: int) -> str:
    kind = random.choice(("href_matches", "href_matches", "selector_matches", "and", "or", "not", "foo", "empty", "two", "other"))
    leaf = random.choice(('"/*"', '"/*"', '"/*"', '""', "1", "[]", '["/a","/b"]', '[""]', "null", "{}", "[1]", '"a.b"', '".x"'))
    if kind in ("and", "or"):
        inner = ",".join(_where(random, depth - 1) for _ in range(random.choice((0, 1, 2)))) if depth else ""
        return f'{{"{kind}":{random.choice((f"[{inner}]",) * 8 + ("{}", "1", "null"))}}}'
    if kind == "not":
        return f'{{"not":{_where(random, depth - 1) if depth else random.choice(("{}", "[]", "1"))}}}'
    return {
        "foo": f'{{"foo":{leaf}}}', "empty": "{}", "two": f'{{"href_matches":"/a","selector_matches":{leaf}}}', "other": random.choice(("1", "[]", "null", '"a"', f'{{"href_matches":"/a","relative_to":{random.choice(_SETTINGS["relative_to"])}}}', '{"href_matches":"/a","foo":1}', '{"selector_matches":".a","relative_to":"document"}')),
    }.get(kind, f'{{"{kind}":{leaf}}}')
