"""Forms, tables, references, microdata, RDFa, numbers that depend on each other."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from html import escape
from random import Random

from tools.vnu_differential import urls, values


def reference(random: Random) -> str:
    """Something that names another element by its id, and what stands there."""
    maker = (
        '<label for="{0}">x</label>{1}', '<input list="{0}">{1}', '<button form="{0}">x</button>{1}', '<input form="{0}">{1}', '<output for="{0}"></output>{1}', '<div aria-controls="{0}"></div>{1}', '<div aria-describedby="{0}"></div>{1}',
        '<div role=group aria-labelledby="{0}"></div>{1}', '<div role=grid tabindex=0 aria-activedescendant="{0}"></div>{1}', '<div aria-owns="{0}"></div>{1}', '<div aria-flowto="{0}"></div>{1}', '<div aria-details="{0}"></div>{1}', '<div aria-errormessage="{0}"></div>{1}',
        '<img src=x alt=x usemap="#{0}">{1}', '<div itemscope itemref="{0}"></div>{1}', '<button popovertarget="{0}">x</button>{1}', '<button commandfor="{0}" command=show-modal>x</button>{1}', '<table><tr><th id=a>x</th><td headers="{0}">x</td></tr></table>', '<table><tr><td id=a>x</td><td headers="{0}">x</td></tr></table>',
        '<a href="#{0}">x</a>{1}', '<button interestfor="{0}">x</button>{1}', '<select form="{0}"><option>x</select>{1}', '<meter form="{0}" value=0></meter>{1}', '<label form="{0}">x</label>{1}', '<div anchor="{0}"></div>{1}', '<ul role=tree tabindex=0 aria-activedescendant="{0}"><li role=treeitem id=a>x</ul>',
        '<textarea form="{0}"></textarea>{1}', '<fieldset form="{0}"></fieldset>{1}', '<object data=x form="{0}"></object>{1}', '<object data=x usemap="#{0}"></object>{1}', '<input popovertarget="{0}" type=button value=x>{1}', '<table><tr><th id=a headers="{0}">x</th></tr></table>',
    )
    target = (
        "", "<p id=a>x</p>", "<input id=a>", "<form id=a></form>", "<datalist id=a></datalist>", "<map name=a></map>", "<div id=a></div>", "<div id=a popover></div>", "<dialog id=a></dialog>", "<input type=hidden id=a>", "<select id=a><option>x</select>",
        "<p id=A>x</p>", "<map id=a name=a></map>", "<button id=a>x</button>", "<meter id=a value=0></meter>", "<output id=a></output>", "<x-y id=a></x-y>", "<template><p id=a></p></template>", "<svg><g id=a></g></svg>", "<p id=a>x</p><p id=b>x</p>", "<p id=a></p><p id=a></p>",
        "<textarea id=a></textarea>", "<progress id=a></progress>", "<fieldset id=a></fieldset>", "<object id=a data=x></object>", "<map name=A></map>", "<div itemprop=x id=a>x</div>", "<label id=a>x</label>", "<div role=gridcell id=a></div>",
    )
    return random.choice(maker).format(escape(random.choice(("a", "a", "a", "a", "b", "a b", "", " ", "A", " a", "a ", "#a", "a a", "nosuch", "_a"))), random.choice(target))


def labels(random: Random) -> str:
    """A label, what it is for, what is in it."""
    for_ = random.choice(("", "", " for=i", " for=i", " for=j", ' for=""', ' for="i j"'))
    more = random.choice(("", "", "", "", " aria-label=x", " role=none", " aria-hidden=true", " form=f", " id=l"))
    controls = (
        "<input id=i>", "<input>", "<input type=hidden id=i>", "<input type=hidden>", "<select id=i><option>x</select>", "<textarea id=i></textarea>", "<button id=i>x</button>", "<meter id=i value=0></meter>", "<output id=i></output>", "<progress id=i></progress>", "<p id=i>x</p>", "<x-y id=i></x-y>", "x", "", "<span><input id=i></span>", "<input id=j>", "<a href=x id=i>x</a>", "<label>x</label>", "<fieldset id=i></fieldset>", "<object data=x id=i></object>", "<img src=x alt=x id=i>", "<div id=i></div>", "<keygen id=i>", "<x-y></x-y>",
    )
    inside = "".join(random.choice(controls) for _ in range(random.choice((0, 1, 1, 1, 2, 2))))
    after = random.choice(controls) if "id=i" not in inside and random.random() < 0.7 else ""
    return f"<label{for_}{more}>{inside}</label>{after}"


def select(random: Random) -> str:
    """A select with options, some chosen, some empty."""
    attributes = "".join(a for a in (" multiple", " required", f" size={random.choice(('1', '2', '0', '-1', 'x'))}", " disabled", " autofocus", " name=isindex") if random.random() < 0.2)
    parts = "".join(
        random.choice(
            ("<option>x</option>", "<option value>x</option>", '<option value="">x</option>', "<option></option>", "<option value=x></option>", "<option label=x></option>", '<option label="">x</option>', "<option selected>x</option>", "<option selected>y</option>", "<option disabled>x</option>", "<option> </option>", "<option label>x</option>",
             "<optgroup label=x><option>x</option></optgroup>", "<optgroup><option>x</option></optgroup>", '<optgroup label=""><option>x</option></optgroup>', "<optgroup><legend>x</legend><option>x</option></optgroup>", "<optgroup label=x><legend>x</legend></optgroup>", "<hr>", "<option selected value>x</option>", "<button>x</button>",
             "<button><selectedcontent></selectedcontent></button>", "<option><b>x</b></option>", "<div><option>x</option></div>", "<option><!-- x --></option>", "<option><img src=x alt=x></option>", "<option label=x value=y>z</option>", "<option><span></span></option>")
        )
        for _ in range(random.choice((0, 1, 1, 2, 2, 3)))
    )
    return f"<select{attributes}>{parts}</select>"


def numbers(random: Random) -> str:
    """Numbers that must agree: meters, progress, spans, ranges."""
    n = lambda: random.choice(("0", "1", "2", ".5", "-1", "10", "1.5", "x", "", "1e1", "100", "-0.5", "+1", "0.0"))  # noqa: E731
    names = ("min", "max", "low", "high", "optimum")
    choice = random.randrange(9)
    some = "".join(f' {name}="{n()}"' for name in random.sample(names, random.choice((0, 1, 1, 2, 3))))
    many = random.choice(("0", "1", "2", "999", "1000", "1001", "65534", "65535", "-1", "x", "", "01", "1.0", " 1", "99999999999999999999"))
    return (
        f'<meter value="{n()}"{some}></meter>', f'<meter{some} value="{n()}"></meter>', f'<progress value="{n()}" max="{n()}"></progress>', f'<progress value="{n()}"></progress>', f'<progress max="{n()}"></progress>',
        f'<input minlength="{n()}" maxlength="{n()}">', f'<table><tr><td colspan="{many}">x</td></tr></table>', f'<table><tr><td rowspan="{many}">x</td></tr></table>', f'<input type=number min="{n()}" max="{n()}" value="{n()}">',
    )[choice]


def counts(random: Random) -> str:
    """Whole numbers where HTML wants them."""
    value = escape(values.one(values.NUMBERS)(random))
    places = (
        '<ol start="{}"></ol>', '<ol><li value="{}"></li></ol>', '<ul><li value="{}"></li></ul>', '<textarea rows="{}"></textarea>', '<textarea cols="{}"></textarea>', '<textarea maxlength="{}"></textarea>', '<img src=x alt=x width="{}">', '<canvas height="{}"></canvas>', '<iframe width="{}"></iframe>', '<p tabindex="{}">x</p>', '<input size="{}">', '<input maxlength="{}">', '<input type=number step="{}">', '<input type=number value="{}">',
        '<input type=range min="{}">', '<select size="{}"><option>x</select>', '<table><colgroup span="{}"></colgroup><tr><td>x</table>', '<table><tr><td colspan="{}">x</td></tr></table>', '<video width="{}"></video>', '<object data=x height="{}"></object>', '<embed src=x width="{}">', '<div headingoffset="{}"></div>', '<meter value="{}"></meter>', '<progress value="{}"></progress>', '<progress max="{}"></progress>', '<data value="{}"></data>', '<input type=date step="{}">', '<table><colgroup><col span="{}"></colgroup><tr><td>x</table>',
        '<ol reversed start="{}"></ol>', '<input type=image alt=x width="{}">', '<picture><source srcset=x media=print width="{}"><img src=x alt=x></picture>', '<svg width="{}"></svg>', '<td width="{}">', '<hr size="{}">', '<font size="{}">x</font>', '<table border="{}"><tr><td>x</table>', '<img src=x alt=x border="{}">', '<input type=time step="{}">', '<pre width="{}">x</pre>',
    )
    return random.choice(places).format(value)


def table(random: Random) -> str:
    """A table with spans."""
    head = random.choice(("", "", "", "<colgroup span=2></colgroup>", "<colgroup><col><col></colgroup>", "<col span=3>", "<caption>x</caption>", "<thead><tr><th>x<th>y</tr></thead>"))
    rows = []
    for _ in range(random.choice((1, 2, 2, 3, 4))):
        cells = "".join(
            f"<{random.choice(('td', 'td', 'th'))}{random.choice(('',) * 5 + (' colspan=2', ' rowspan=2', ' rowspan=0', ' colspan=3', ' rowspan=3', ' colspan=2 rowspan=2', ' scope=col', ' headers=a', ' id=a'))}>x"
            for _ in range(random.choice((0, 1, 2, 2, 2, 3)))
        )
        rows.append(f"<tr>{cells}</tr>")
    body = "".join(rows)
    frame = random.choice(("{}",) * 5 + ("<tbody>{}</tbody>", "<thead>{}</thead>", "<tbody>{}</tbody><tbody><tr><td>x</tbody>", "<tfoot>{}</tfoot>"))
    return f"<table>{head}{frame.format(body)}</table>"


def microdata(random: Random) -> str:
    """Items, their types, ids, properties and references."""
    parts = (" itemscope", ' itemtype="http://a/b"', f' itemid="{urls.address(random)}"', f' itemprop="{escape(random.choice(("a", "a b", "", " ", "a.b", "a:b", "http://a/b", "a a", "http://[", "é", "foo:bar baz")))}"', f' itemref="{random.choice(("x", "y", "x y", "", "x x"))}"', ' itemtype="http://a/b http://a/c"', ' itemtype=""', ' itemtype="a"', ' itemid="x"', ' itemscope="x"')
    tag = "".join(p for p in parts if random.random() < 0.3)
    inner = "".join(p for p in parts if random.random() < 0.2)
    name = random.choice(("div", "span", "a", "img", "meta", "link", "time", "data", "object", "p", "video", "li"))
    element = {"a": "<a href=x{}>x</a>", "img": "<img src=x alt=x{}>", "meta": "<meta content=x{}>", "link": "<link href=x{}>", "time": "<time{}>2020</time>", "data": "<data value=x{}></data>", "object": "<object data=x{}></object>", "video": "<video src=x{}></video>", "li": "<ul><li{}>x</ul>"}.get(name, f"<{name}{{}}>x</{name}>")
    return f"<div{tag}>{element.format(inner)}</div>" + random.choice(("", "<p id=x>y</p>", "<p id=x itemprop=z>y</p>"))


def rdfa(random: Random) -> str:
    """RDFa attributes with terms, CURIEs and URLs."""
    terms = ("a", "a:b", "dc:title", "a b", "", " ", ":a", "_:a", "[a:b]", "[_:a]", "[]", "http://a/b", "foaf:name foaf:nick", "a:b c", "1a", "a:1", "é:x", "[a:b] c", "a/b", "a:b/c#d", "a::b", "next", "a:", "[a", "a]", "#a", "xsd:date", "[a b]", "-a", "a.b", "a:b\tc:d", "//a", "_:")
    prefixes = ("a: http://a/", "a:http://a/", "a: http://a/ b: http://b/", "a http://a/", "", "a:", " a: http://a/", ": http://a/", "_: http://a/", "a: b", "a:  http://a/", "a: http://[", "1: http://a/", "é: http://a/", "a: http://a/ b:")
    name = random.choice(("about", "content", "datatype", "inlist", "prefix", "property", "rel", "resource", "rev", "typeof", "vocab"))
    value = random.choice(prefixes if name == "prefix" else ("", "http://a/", "a", "http://[", "http://a/b#", "//a", "/a", "#") if name == "vocab" else terms)
    element = random.choice(("<div{}>x</div>", "<span{}>x</span>", "<a href=x{}>x</a>", "<a{}>x</a>", "<img src=x alt=x{}>", "<link href=x{}>", "<meta{}>", '<meta content=x property="a:b"{}>', '<link href=x property="a"{}>', "<p{}>x</p>", "<time{}>2020</time>", "<area{}>", "<form{}></form>", "<svg><g{}></g></svg>"))
    return element.format(f' {name}="{escape(value)}"' + random.choice(("", "", "", ' property="a"', " href=y", ' resource="x"')))


def autofocus(random: Random) -> str:
    """Things that a page, a dialog or a popover has once."""
    piece = lambda: random.choice(("<input autofocus>", "<button autofocus>x</button>", "<p autofocus>x</p>", "<dialog>{}</dialog>", "<div popover>{}</div>", "<div>{}</div>", "<main>{}</main>", "<main hidden>{}</main>", "<div role=main>{}</div>", "<dialog open>{}</dialog>"))  # noqa: E731
    text = ""
    for _ in range(random.choice((1, 2, 2, 3, 4))):
        one = piece()
        text = one.replace("{}", text) if "{}" in one and random.random() < 0.5 else text + one.replace("{}", random.choice(("", "<input autofocus>")))
    return text


def links(random: Random) -> str:
    """`link`, `meta`, `a`, `area`, `style` and their keywords."""
    rel = random.choice(("stylesheet", "icon", "preload", "modulepreload", "alternate", "alternate stylesheet", "canonical", "author", "next", "dns-prefetch", "preconnect", "prefetch", "prerender", "pingback", "license", "help", "search", "manifest", "mask-icon", "expect", "foo", "", "stylesheet stylesheet", "STYLESHEET", "nofollow", "noopener", "noreferrer", "tag", "external", "bookmark", "opener", "me", "shortcut icon", "apple-touch-icon", "nofollow nofollow", "privacy-policy", "terms-of-service", "serviceworker", "amphtml", "import", "compression-dictionary"))
    extra = (" as=script", " as=image", " as=foo", " as=font", " as=worker", " as=fetch", " crossorigin", " integrity=sha384-x", " media=print", " media=foo", " hreflang=en", " type=text/css", " type=text", " sizes=16x16", " sizes=any", " disabled", " title=x", " color=#ff0000", " imagesrcset=x", " imagesizes=1px", " blocking=render", " fetchpriority=high", " referrerpolicy=origin", " itemprop=x", " property=x", " download", " target=_blank", " target=_foo", " ping=http://a", " ping=x", " charset=utf-8", " rev=x", " name=x", " shape=rect", " coords=0,0,1,1", " scope=/", " methods=x", " urn=x", " attributionsrc", " as", " data-x=1", " target", " id=x")
    more = "".join(random.sample(extra, random.choice((0, 0, 1, 1, 2))))
    given = random.choice((f' rel="{rel}"', f' rel="{rel}"', f' rel="{rel}"', ""))
    return random.choice(("<link href=x{}{}>", "<link{}{}>", "<a href=x{}{}>x</a>", "<a{}{}>x</a>", "<map name=m><area href=x alt=x{}{}></map>", "<form{}{}></form>", "<link href=x{}{}>")).format(given, more)


def meta(random: Random) -> str:
    """`meta`, `base`, `title` and `style` in a body."""
    return random.choice(
        ("<meta charset=utf-8>", "<meta name=a content=b>", "<meta itemprop=a content=b>", "<meta property=a content=b>", "<meta http-equiv=refresh content=1>", "<meta>", "<meta content=b>", "<meta itemprop=a>", "<meta name=a itemprop=b content=c>", "<div itemscope><meta itemprop=a content=b></div>", "<div itemscope><meta itemprop=a></div>", "<div itemscope><meta itemprop=a content=b name=c></div>",
         "<div itemscope><meta itemprop=a content=b charset=utf-8></div>", "<div itemscope><meta itemprop=a content=b http-equiv=refresh></div>", "<base href=x>", "<title>x</title>", "<style></style>", "<style type=text/css></style>", "<style type=text/plain></style>", "<style media=print></style>", "<style scoped></style>", "<p>x</p><style></style>", "<div><style></style><p>x</p></div>", "<div>x<style></style></div>", "<p><style></style></p>",
         "<div> <style></style></div>", "<style type=TEXT/CSS></style>", '<style type=""></style>', "<style>p{color:red}</style>", "<style>p{</style>", "<noscript><style></style></noscript>", "<svg><style></style></svg>", "<div property=a><meta property=b content=c></div>", "<link itemprop=a href=x>", "<div itemscope><link itemprop=a href=x></div>", "<style nonce=x title=y></style>", "<style blocking=render></style>", "<style blocking=x></style>", "<meta property=a content=b name=c>", "<meta media=print itemprop=a content=b>")
    )
