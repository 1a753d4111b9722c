"""Elements in elements: content models, exclusions, order, what is missing."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from tools.html_subjects import SUBJECTS

_ATTRIBUTES = {
    "a": ("", " href=x", " href=x tabindex=0"), "video": ("", " src=x", " controls"), "audio": ("", " src=x", " controls"),
    "img": ("", " usemap=#m", " ismap"), "object": ("", " usemap=#m"), "input": ("", " type=hidden", " type=radio", " id=i"),
    "div": ("", "", " tabindex=0", " role=button", " hidden", " itemscope", " popover"), "span": ("", "", " tabindex=-1", " role=link", " role=tab"),
    "time": ("", " datetime=2020"), "colgroup": ("", " span=2"), "link": ("", " itemprop=a"), "select": ("", " multiple", " size=2"),
    "label": ("", " for=i"), "dl": ("",), "details": ("", " open"), "main": ("", " hidden"), "p": ("", " contenteditable"),
}
_NAMES = sorted({s for s in SUBJECTS if ":" not in s and "@" not in s} | {"x-y", "foo", "rb", "rtc", "param", "svg", "math", "frame", "xmp"})
_BARE = {
    "svg": "<svg{}></svg>", "math": "<math{}></math>", "x-y": "<x-y{}></x-y>", "foo": "<foo{}></foo>", "rb": "<ruby><rb{}>x</rb><rt>y</ruby>",
    "rtc": "<ruby>x<rtc{}>y</rtc></ruby>", "param": "<object data=x><param{}></object>", "frame": "<frame{}>", "xmp": "<xmp{}></xmp>",
    "optgroup": "<optgroup label=x{}></optgroup>", "option": "<option{}>x</option>", "li": "<li{}></li>", "dt": "<dt{}></dt>", "dd": "<dd{}></dd>",
    "td": "<td{}></td>", "tr": "<tr{}></tr>", "tbody": "<tbody{}></tbody>", "thead": "<thead{}></thead>", "tfoot": "<tfoot{}></tfoot>", "th": "<th{}></th>",
    "caption": "<caption{}></caption>", "col": "<col{}>", "colgroup": "<colgroup{}></colgroup>", "legend": "<legend{}></legend>",
    "figcaption": "<figcaption{}></figcaption>", "summary": "<summary{}></summary>", "source": "<source src=x{}>", "track": "<track src=x{}>",
    "area": "<area{}>", "rt": "<rt{}></rt>", "rp": "<rp{}></rp>", "selectedcontent": "<selectedcontent{}></selectedcontent>",
}
"""Elements without the surroundings that they need."""


def element(random: Random, name: str, inside: str = "", *, bare: bool | None = None) -> str:
    """An element with content; `bare`: as it is, without what it needs around."""
    alone = random.random() < 0.5 if bare is None else bare
    known = _BARE if name in _BARE and (alone or name not in SUBJECTS) else SUBJECTS
    template = known.get(name, f"<{name}{{}}></{name}>")
    mark = "\0"
    attributes = random.choice(_ATTRIBUTES.get(name, ("",)))
    text = template.format(attributes + mark)
    return re.sub(mark + r"([^>]*>)", lambda m: m[1] + inside, text, count=1)


def pair(random: Random) -> str:
    """Any element in any other."""
    inner = element(random, random.choice(_NAMES))
    return element(random, random.choice(_NAMES), inner, bare=False)


def deep(random: Random) -> str:
    """Three or four elements in each other."""
    text = random.choice(("", "x", "x"))
    for index in range(random.choice((3, 3, 4))):
        text = element(random, random.choice(_CONTAINERS if index else _NAMES), text, bare=False)
    return text


_CONTAINERS = ["a", "b", "button", "label", "p", "div", "span", "h2", "address", "article", "aside", "blockquote", "details", "dialog", "dl", "fieldset", "figure", "footer", "form", "header", "main", "nav", "section", "table", "td", "th", "caption", "li", "ul", "ins", "del", "object", "video", "audio", "canvas", "map", "noscript", "dfn", "meter", "progress", "dt", "dd", "figcaption", "legend", "summary", "ruby", "rt", "select", "option", "optgroup", "datalist", "picture", "hgroup", "menu", "search", "slot", "x-y", "center", "font", "template", "iframe", "textarea", "pre", "em", "q", "time", "cite", "tr", "tbody", "svg", "math", "output"]


def siblings(random: Random) -> str:
    """Children of an element with an ordered content model, in any order."""
    parent = random.choice(sorted(_FAMILIES))
    children = random.choices(_FAMILIES[parent], k=random.choice((0, 1, 2, 2, 3, 4, 5)))
    inside = "".join(child if child.startswith("<") or " " in child else element(random, child, _text(random, child), bare=True) for child in children)
    return _FAMILY_FRAMES.get(parent, f"<{parent}>{{}}</{parent}>").replace("{}", inside)


def _text(random: Random, name: str) -> str:
    return random.choice(("x", "x", "")) if name in ("rt", "rp", "rb", "dt", "dd", "p", "h2", "h1", "figcaption", "summary", "legend", "caption", "option") else ""


_FAMILIES: dict[str, list[str]] = {
    "dl": ["dt", "dd", "dt", "dd", "div", "<div><dt>x</dt><dd>y</dd></div>", "script", "template", "p", " x ", "<div><dt>x</dt></div>", "<div><dd>x</dd></div>",
           "<div><dt>x</dt><dd>y</dd><dt>x</dt><dd>y</dd></div>", "<div><dt>x</dt><p>y</p><dd>z</dd></div>", "<div><div><dt>x</dt><dd>y</dd></div></div>", "ul", "noscript"],
    "table": ["caption", "colgroup", "thead", "tbody", "tfoot", "<tr><td>x</td></tr>", "<tbody><tr><td>x</td></tr></tbody>", "script", "template", "col",
              "<thead><tr><th>x</th></tr></thead>", "<tfoot><tr><td>x</td></tr></tfoot>", "style", "<colgroup><col></colgroup>"],
    "details": ["summary", "p", "summary", " x ", "div"], "fieldset": ["legend", "p", "legend", " x ", "input"],
    "figure": ["figcaption", "p", "img", " x ", "figcaption", "table", "<figcaption>x</figcaption>"],
    "ruby": ["rt", "rp", " x ", "rb", "rtc", "span", "<rt>y</rt>", "<rp>(</rp>", "a", "p", "br", "img"],
    "picture": ["source", "img", "<source srcset=x media=print>", "<source srcset=y type=image/png>", "script", "template", " x ", "p", "source"],
    "video": ["source", "track", "p", " x ", "source", "a", "img", "script"], "audio": ["source", "track", "p", " x ", "div"],
    "object": ["param", "p", " x ", "a", "object", "embed"], "select": ["option", "optgroup", "hr", "button", "div", "script", "template", "noscript", "p", " x ", "<button><selectedcontent></selectedcontent></button>", "span", "img", "input", "legend"],
    "optgroup": ["option", "legend", "div", "hr", "script", "optgroup", "p", " x "], "option": ["span", "div", " x ", "p", "img", "a", "button", "input", "b"],
    "datalist": ["option", " x ", "p", "span", "script", "label"], "hgroup": ["h2", "h1", "p", "script", "div", " x ", "h3", "template"],
    "ul": ["li", "script", "template", " x ", "p", "ul", "li"], "ol": ["li", "script", "div", " x "], "menu": ["li", "script", "button", " x "],
    "tr": ["td", "th", "script", "template", "td"], "tbody": ["<tr><td>x</td></tr>", "script", "tr", "template"],
    "colgroup": ["col", "template", "script", "<col span=2>"], "map": ["area", "p", " x ", "<area href=x alt=x>", "a", "span"],
    "body": ["main", "h1", "h3", "h2", "style", "p", " x ", "<main hidden></main>", "header", "footer", "link", "meta", "title", "base", "h4", "section", "article", "nav", "li", "dt", "option", "td", "summary", "area"],
    "iframe": ["p", " x "], "noscript": ["p", "a", "style", "link", "meta", " x ", "noscript"], "label": ["input", "select", "button", " x ", "meter", "label", "a", "textarea", "output", "progress"],
    "legend": ["h2", "b", "p", " x ", "span", "h3", "div"], "summary": ["h2", "b", "p", " x ", "span", "h3", "div", "hgroup", "button", "a"],
    "time": ["b", " x ", "p", "span"], "button": ["span", "p", "a", "img", " x ", "selectedcontent", "input"], "div": ["style", "p", "style", " x ", "main", "link", "meta"],
    "template": ["p", "li", "tr", "td", "col", "style", " x "], "head": ["title", "p"], "form": ["form", "input", "p"], "dt": ["h2", "p", "header", "div", "section", "article", "ul"],
    "th": ["h2", "p", "header", "div", "table", "form"], "caption": ["table", "p", "div", "h2", " x "], "address": ["h2", "p", "section", "header", "address", "footer", "div", "nav"],
    "a": ["a", "button", "input", "div", "p", "video", "select", "label", "details", "span", "img", "iframe", "h2", "ul", "table"],
    "svg": ["g", "p", "title", "desc", "<circle r=1 />", "<foreignObject><p>x</p></foreignObject>", "a", "<rect/>", " x ", "<title>x</title>"],
}
for _frame in ("svg",):
    _FAMILIES[_frame] = [c for c in _FAMILIES[_frame] if c not in ("g", "title", "desc")]
_FAMILY_FRAMES = {
    "optgroup": "<select><optgroup label=x>{}</optgroup></select>", "option": "<select><option>{}</option></select>", "tr": "<table><tr>{}</tr></table>",
    "tbody": "<table><tbody>{}</tbody></table>", "colgroup": "<table><colgroup>{}</colgroup><tr><td>x<td>y</table>", "map": "<map name=m>{}</map>", "body": "{}",
    "object": "<object data=x>{}</object>", "legend": "<fieldset><legend>{}</legend></fieldset>", "summary": "<details><summary>{}</summary></details>", "dt": "<dl><dt>{}</dt><dd>x</dd></dl>",
    "th": "<table><tr><th>{}</th></tr></table>", "caption": "<table><caption>{}</caption><tr><td>x</table>", "a": "<a href=x>{}</a>",
}

_INTERACTIVE = (
    "<a href=x>{}</a>", "<a>{}</a>", "<button>{}</button>", "<label>{}</label>", "<details><summary>s</summary>{}</details>", "<div role=button>{}</div>", "<div role=link>{}</div>",
    "<div role=tab>{}</div>", "<span tabindex=0>{}</span>", "<span role=option>{}</span>", "<div role=menuitem>{}</div>", "<video controls src=x>{}</video>", "<object data=x>{}</object>",
    "<div role=img aria-label=x>{}</div>", "<div role=checkbox aria-checked=true>{}</div>", "<div role=radio aria-checked=true>{}</div>", "<h2>{}</h2>", "<dfn>{}</dfn>", "<div role=heading aria-level=2>{}</div>",
    "<div role=progressbar>{}</div>", "<div role=separator>{}</div>", "<div role=slider aria-valuenow=1>{}</div>", "<div role=switch aria-checked=true>{}</div>", "<div role=math>{}</div>", "<li role=none>{}</li>",
    "<div role=menuitemcheckbox aria-checked=true>{}</div>", "<div role=menuitemradio aria-checked=true>{}</div>", "<meter value=0>{}</meter>", "<progress>{}</progress>", "<noscript>{}</noscript>", "<form>{}</form>",
    "<header>{}</header>", "<footer>{}</footer>", "<address>{}</address>", "<article>{}</article>", "<aside>{}</aside>", "<nav>{}</nav>", "<section><h2>x</h2>{}</section>", "<div role=scrollbar aria-controls=x aria-valuenow=1>{}</div>",
)
_LEAVES = (
    "<a href=x>x</a>", "<a>x</a>", "<button>x</button>", "<input>", "<input type=hidden>", "<select><option>x</select>", "<textarea></textarea>", "<label>x</label>", "<iframe></iframe>", "<embed src=x>",
    "<video controls></video>", "<video></video>", "<audio controls></audio>", "<img src=x alt=x>", "<img src=x alt=x usemap=#m>", "<object data=x usemap=#m></object>", "<object data=x></object>", "<details><summary>s</summary></details>",
    "<span tabindex=0>x</span>", "<span tabindex=-1>x</span>", "<span role=button>x</span>", "<span role=link>x</span>", "<span role=tab>x</span>", "<span role=heading aria-level=1>x</span>", "<h2>x</h2>", "<span role=textbox>x</span>",
    "<div role=dialog>x</div>", "<div role=alert>x</div>", "<div role=status>x</div>", "<div role=article>x</div>", "<div role=log>x</div>", "<span role=checkbox aria-checked=true>x</span>", "<dfn>x</dfn>", "<meter value=0></meter>",
    "<progress></progress>", "<noscript>x</noscript>", "<form></form>", "<header>x</header>", "<footer>x</footer>", "<main>x</main>", "<table></table>", "<hgroup><h2>x</h2></hgroup>", "<address>x</address>", "<dialog>x</dialog>",
    "<menu></menu>", "<keygen>", "<div role=application>x</div>", "<div role=region>x</div>", "<span contenteditable>x</span>", "<span role=option>x</span>", "<article>x</article>", "<summary>x</summary>", "<svg><a href=x></a></svg>",
    "<div role=listbox>x</div>", "<span role=slider aria-valuenow=1>x</span>", "<span role=spinbutton>x</span>", "<span role=menuitem>x</span>", "<div role=grid>x</div>", "<div role=note>x</div>", "<div role=tooltip>x</div>", "<span role=img aria-label=x>x</span>",
)


def exclusion(random: Random) -> str:
    """What the reader works with, in something else, directly or deeper."""
    text = random.choice(_LEAVES)
    if random.random() < 0.4:
        text = random.choice(("<div>{}</div>", "<span>{}</span>", "<b>{}</b>", "<p>{}</p>", "<section><h2>x</h2>{}</section>")).format(text)
    for _ in range(random.choice((1, 1, 2))):
        text = random.choice(_INTERACTIVE).format(text)
    return text


def heading(random: Random) -> str:
    """Headings in a row: levels, emptiness, offsets."""
    pieces = []
    for _ in range(random.choice((1, 2, 3, 4))):
        level = random.randint(1, 6)
        text = random.choice(("x", "x", "x", "", " ", "<img src=x alt=x>", "<img src=x alt>", "<b></b>", "<!-- x -->", "<svg></svg>", "&nbsp;"))
        more = random.choice(("", "", "", "", " hidden", " aria-hidden=true", " headingoffset=1", " headingreset", " role=none", " role=heading", " aria-level=3", " role=heading aria-level=2"))
        one = f"<h{level}{more}>{text}</h{level}>"
        frame = random.choice(("{}",) * 6 + ("<section>{}</section>", "<article>{}</article>", "<div headingoffset=2>{}</div>", "<div headingreset>{}</div>", "<hgroup>{}</hgroup>", "<blockquote>{}</blockquote>", "<nav>{}</nav>", "<div hidden>{}</div>", "<svg><foreignObject>{}</foreignObject></svg>", "<template>{}</template>", "<dialog>{}</dialog>", "<fieldset><legend>{}</legend></fieldset>", "<details><summary>{}</summary>x</details>", "<aside>{}</aside>", "<div role=heading aria-level=4>x</div>{}", "<figure>{}</figure>"))
        pieces.append(frame.format(one))
    return "".join(pieces)


MAKERS: dict[str, Callable[[Random], str]] = {
    "content model": pair,
    "content model, deep": deep,
    "content model, order": siblings,
    "exclusions": exclusion,
    "headings": heading,
}
