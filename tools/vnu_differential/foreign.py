"""SVG and MathML in HTML."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from functools import cache
from random import Random

from postlint.conformance import facts
from tools.vnu_differential.values import WORDS

_VALUES = (
    "1", "0", "-1", "1px", "1em", "50%", "1 2", "1,2", "0 0 1 1", "red", "#fff", "#ffffff", "url(#a)", "none", "auto", "inherit", "M0 0L1 1", "M0,0z", "m0 0 1 1", "L1 1", "M0", "M0 0 C1 1", "M0 0A1 1 0 0 1 2 2", "M0 0A1 1 0 2 1 2 2", "translate(1)",
    "rotate(45 1 1)", "scale(", "matrix(1 0 0 1 0 0)", "foo(1)", "x", "", " ", "a;b;c", "0;1", "1s", "indefinite", "a.click", "true", "false", "#a", "a", "http://a/", "evenodd", "nonzero", "bold", "400", "middle", "xMidYMid meet", "xMidYMid foo", "objectBoundingBox",
    "userSpaceOnUse", "1.1", "sum", "replace", "linear", "discrete", "pad", "reflect", "visible", "hidden", "solid", "thick", "prefix", "infix", "center", "left right", "block", "inline", "ltr", "M0 0 h1v1H2V2", "M1e3.5 0", "M 0 0 Q 1 1 2 2 T 3 3", "M0 0 S 1 1 2 2", "M0 0 Z M1 1", "M.5.5-1-1",
    "a b", "1a", "é", "preserve", "default", "xml", "text/css", "en", "xx", "img", "button", "presentation", "foo",
)


@cache
def _names(space: str) -> tuple[str, ...]:
    return tuple(sorted(facts.table(space)["elements"]))


@cache
def _all(space: str) -> tuple[str, ...]:
    found = {name for names in facts.table(space)["attributes"] for name in names.split()}
    return (*sorted(found), "foo", "onclick", "data-a", "data-A", "aria-label", "role", "tabindex", "lang", "href", "title", "xmlns:x", "xmlns:xlink", "xlink:href", "xlink:foo", "xml:space", "version", "baseProfile", "overflow", "is", "slot", "contenteditable", "on")


@cache
def _own(space: str, name: str) -> tuple[str, ...]:
    table = facts.table(space)
    return tuple(table["attributes"][table["elements"][name]["attributes"]].split())


_WRAP = {"svg": "<svg>{}</svg>", "math": "<math>{}</math>"}


def attribute(random: Random) -> str:
    """An element of SVG or MathML with one attribute."""
    space = random.choice(("svg", "svg", "svg", "math"))
    name = random.choice(_names(space))
    known = random.random() < 0.6
    attribute_name = random.choice(_own(space, name) or ("id",)) if known else random.choice(_all(space))
    types = facts.table(space)["types"]
    kind = types.get(f"{name} {attribute_name}") or types.get(attribute_name, "")
    words = kind[1:].split("|") if kind[:1] == "=" else []
    value = random.choice(words) if words and random.random() < 0.6 else random.choice(_VALUES)
    return _in_place(random, space, name, f' {attribute_name}="{value}"', "")


def _in_place(random: Random, space: str, name: str, attributes: str, inside: str) -> str:
    table = facts.table(space)["elements"]
    for needed in table[name].get("required", ()):
        if f" {needed}=" not in attributes:
            attributes += f' {needed}="{_NEEDED.get(needed, "1")}"'
    text = f"<{name}{attributes}>{inside}</{name}>"
    if name == space:
        return text
    parents = [p for p in table if name in facts.table(space)["children"][table[p]["children"]].split()]
    if parents and space not in parents:
        outer = random.choice(parents)
        return _in_place(random, space, outer, "", text) if outer != name else _WRAP[space].format(text)
    return _WRAP[space].format(text)


_NEEDED = {"d": "M0 0", "points": "0,0", "href": "#a", "xlink:href": "#a", "attributeName": "x", "in": "SourceGraphic", "in2": "SourceGraphic", "type": "matrix"}


def nesting(random: Random) -> str:
    """Elements of SVG or MathML in each other, with HTML in between."""
    space = random.choice(("svg", "svg", "math"))
    text = random.choice(("", "", "x", "<p>x</p>", "<b>x</b>", "<a href=x>x</a>"))
    for _ in range(random.choice((1, 1, 2))):
        name = random.choice(_names(space))
        text = f"<{name}>{text}</{name}>"
        if random.random() < 0.3:
            text += random.choice(("<title>x</title>", "<desc>x</desc>", "<circle r='1'/>", "<mi>x</mi>", "<mn>1</mn>", "x", "<foo/>", "<g></g>", "<mrow></mrow>", "<script></script>", "<style></style>", "<foreignObject><div>x</div></foreignObject>", "<use href='#a'/>", "<switch></switch>"))
    name = random.choice((space, *_names(space)))
    return _in_place(random, space, name, random.choice(("", "", ' id="a"', ' class="b"')), text)


def arity(random: Random) -> str:
    """Parts of formulas: how many, and which."""
    name = random.choice(("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mtable", "mtr", "mtd", "mrow", "semantics", "maction", "mstyle", "mpadded", "mphantom", "merror", "menclose", "mlabeledtr", "mfenced", "mstack", "mlongdiv", "annotation-xml"))
    parts = "".join(random.choice(("<mi>x</mi>", "<mn>1</mn>", "<mo>+</mo>", "<mrow></mrow>", "<mtr><mtd></mtd></mtr>", "<mtd></mtd>", "<mprescripts/>", "<none/>", "<annotation encoding='a'>x</annotation>", "<annotation-xml encoding='text/html'><p>x</p></annotation-xml>", "<mtext>x</mtext>", "<ms>x</ms>", "<mspace/>", "<ci>x</ci>", "<apply><plus/></apply>", "<mglyph/>", "<maligngroup/>", "<svg></svg>", "x", "<mtext><b>x</b></mtext>")) for _ in range(random.choice((0, 1, 2, 2, 3, 3, 4))))
    return f"<math><{name}>{parts}</{name}></math>"


def word(random: Random) -> str:
    """SVG attributes with words of HTML."""
    return f'<svg><rect width="1" height="1" {random.choice(("role", "id", "class", "style", "fill", "tabindex", "lang", "href", "display"))}="{random.choice(WORDS).replace(chr(34), "")}"/></svg>'
