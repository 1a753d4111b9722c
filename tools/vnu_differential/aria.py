"""ARIA: roles on elements, states and properties with values, owners, names."""
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from functools import cache
from html import escape
from random import Random

from postlint.conformance import facts
from tools.html_subjects import SUBJECTS
from tools.vnu_differential.values import WORDS

_SUBJECTS = sorted(SUBJECTS)
_VALUES = (
    "true", "false", "mixed", "undefined", "", "x", "1", "0", "-1", "1.5", "TRUE", "i", "i j", " ", "page", "step", "menu", "dialog", "listbox", "polite", "off",
    "assertive", "horizontal", "vertical", "ascending", "other", "none", "inline", "list", "both", "grammar", "spelling", "all", "additions", "text removals", "copy move",
    "additions additions", "location", "date", "time", "grid", "tree", "99999999999", "+1", "1e3",
)


@cache
def _roles() -> tuple[str, ...]:
    return (*facts.table("aria")["roles"], "generic", "foo", "", "BUTTON", "none presentation", "button link", "foo button", "range", "comment", "mark", "suggestion", "text", "label", "doc-foo")


@cache
def _states() -> tuple[str, ...]:
    aria = facts.table("aria")
    names = set(aria["global"].split())
    for states in (*aria["roles"].values(), *aria["implicit"].values()):
        names |= set(states.split())
    return (*sorted(names), "foo", "colindextext", "rowindextext", "description", "braillelabel", "brailleroledescription")


def _right(random: Random, state: str) -> str:
    numbers = ("count", "index", "span", "level", "posinset", "setsize", "valuemax", "valuemin", "valuenow")
    if state.endswith(numbers):
        return "1"
    known = {"autocomplete": "list", "current": "page", "live": "off", "orientation": "vertical", "relevant": "all", "sort": "none"}
    if state in known:
        return known[state]
    flags = "atomic busy checked disabled expanded haspopup hidden invalid modal multiline multiselectable pressed readonly required selected"
    return random.choice(("true", "false")) if state in flags.split() else "x"


def state(random: Random) -> str:
    """A state or property on its way into a tag."""
    name = random.choice(_states())
    value = _right(random, name) if random.random() < 0.75 else random.choice(_VALUES)
    return f' aria-{name}="{value}"'


def role_on_element(random: Random) -> str:
    """Any role on any element, at times with a state."""
    role = random.choice(_roles())
    needs = facts.table("aria")["required"].get(role)
    more = f' aria-{needs}="{_right(random, needs)}"' if needs and random.random() < 0.7 else ""
    more += state(random) if random.random() < 0.3 else ""
    return SUBJECTS[random.choice(_SUBJECTS)].format(f' role="{role}"{more}')


def state_on_element(random: Random) -> str:
    """Any state on any element without a role."""
    text = state(random)
    if random.random() < 0.2:
        text += random.choice(_NATIVE)
    return SUBJECTS[random.choice(_SUBJECTS)].format(text)


_NATIVE = (" disabled", " checked", " required", " readonly", " hidden", " hidden=until-found", " max=1", " min=0", " placeholder=x", " contenteditable", " tabindex=0", " popovertarget=x", " command=close", " list=x", " multiple", " size=2", " title=x", " alt", " open", " selected", " href=x", " type=checkbox", " colspan=1", " rowspan=1")


def role_with_state(random: Random) -> str:
    """A role with states, on a plain element."""
    role = random.choice(_roles())
    needs = facts.table("aria")["required"].get(role)
    more = f' aria-{needs}="{_right(random, needs)}"' if needs and random.random() < 0.8 else ""
    return f'<div role="{role}"{more}{state(random)}></div>'


def owners(random: Random) -> str:
    """Roles within roles."""
    parents = ["list", "listbox", "menu", "menubar", "tree", "tablist", "radiogroup", "grid", "treegrid", "table", "row", "rowgroup", "group", "none", "presentation", "region", "toolbar", "feed", "combobox", "generic", "directory", "select"]
    children = ["listitem", "option", "menuitem", "menuitemcheckbox", "menuitemradio", "treeitem", "tab", "tabpanel", "radio", "row", "rowgroup", "cell", "gridcell", "columnheader", "rowheader", "group", "none", "presentation", "separator", "article", "button", "img"]
    role = random.choice(children)
    name = random.choice(("div", "span", "li", "p", "section", "td", "tr", "option"))
    more = {"checked": " aria-checked=true"}.get(facts.table("aria")["required"].get(role, ""), "")
    if random.random() < 0.2:
        more += random.choice((" aria-selected=true", " aria-selected=false", " aria-level=1", " id=i", " aria-controls=p", " aria-expanded=true", " tabindex=0", " aria-posinset=1"))
    text = f'<{name} role="{role}"{more}>x</{name}>'
    if random.random() < 0.3:
        text = random.choice(("<div>{}</div>", "<div role=none>{}</div>", "<div role=group>{}</div>", "<div role=rowgroup>{}</div>", "<div role=row>{}</div>", "<ul>{}</ul>", "<div role=presentation>{}</div>")).format(text)
    outer = random.choice(parents)
    holder = random.choice(("div", "div", "ul", "ol", "table", "nav", "menu", "section", "tbody", "tr", "select"))
    text = random.choice((f"<{holder} role={outer}>{{}}</{holder}>",) * 6 + (f"<{holder}>{{}}</{holder}>", "{}", "{}<div role=tablist aria-owns=i></div>", "{}<div role=list aria-owns=i></div>", "{}<div role=tabpanel id=p>x</div>", '<div role="foo list">{}</div>', f'<div role="none {outer}">{{}}</div>')).format(text)
    if random.random() < 0.15:
        text = random.choice(("<table>{}</table>", "<table role=none>{}</table>", "<table role=grid>{}</table>", "<div role=menu>{}</div>", "<div role=tree>{}</div>", "<div role=list>{}</div>")).format(text)
    return text


def naming(random: Random) -> str:
    """Names where they are needed or forbidden; images and their roles."""
    name = random.choice((' aria-label="x"', ' aria-label=""', ' aria-label=" "', ' aria-labelledby="i"', ' aria-labelledby=""', ' aria-braillelabel="x"', ' aria-roledescription="x"', ' aria-brailleroledescription="x"', ' aria-description="x"', ' aria-describedby="i"', ' title="x"'))
    role = random.choice(("", "", "", f' role="{random.choice(_roles())}"'))
    if random.random() < 0.3:
        image = random.choice(("<img src=x{}>", '<img src=x alt="x"{}>', '<img src=x alt=""{}>', "<img src=x title=x{}>", "<input type=image{}>", "<area{}>", "<svg{}></svg>", "<math{}></math>", "<x-y{}></x-y>", "<object data=x{}></object>", "<a href=x{}>x</a>", "<figure><img src=x{}><figcaption>x</figcaption></figure>"))
        return image.format(random.choice(("", role)) + random.choice((name, state(random), "")))
    return SUBJECTS[random.choice(_SUBJECTS)].format(role + name)


def tables(random: Random) -> str:
    """Roles on tables, lists, figures, selects, details and labels, with their parts."""
    role = random.choice(_roles())
    frames = (
        "<table{}><tr><td>x</td></tr></table>", "<table><tbody{}><tr><td>x</td></tr></tbody></table>", "<table><tr{}><td>x</td></tr></table>", "<table><tr><td{}>x</td></tr></table>",
        "<table><tr><th{}>x</th></tr></table>", "<table role=grid><tr{}><td>x</td></tr></table>", "<table role=none><tr><td{}>x</td></tr></table>", "<table role=presentation><tr{}><td>x</td></tr></table>",
        "<ul{}><li>x</li></ul>", "<ul><li{}>x</li></ul>", "<ul role=listbox><li{}>x</li></ul>", "<ul role=menu><li{}>x</li></ul>", "<ul role=tree><li{}>x</li></ul>", "<ul role=tablist><li{}>x</li></ul>", "<ul role=none><li{}>x</li></ul>",
        "<ol role=list><li{}>x</li></ol>", "<menu><li{}>x</li></menu>", "<dl><div{}><dt>x</dt><dd>y</dd></div></dl>", "<dl{}><dt>x</dt><dd>y</dd></dl>", "<dl><dt{}>x</dt><dd>y</dd></dl>", "<figure{}><figcaption>x</figcaption></figure>",
        "<figure{}><img src=x alt=x></figure>", "<figure{}><img src=x alt=x><figcaption>x</figcaption></figure>", "<select{}><option>x</select>", "<select multiple{}><option>x</select>", "<select size=2{}><option>x</select>", "<select size=1{}><option>x</select>",
        "<select><option{}>x</select>", "<select><optgroup label=x{}><option>x</optgroup></select>", "<details{}><summary>x</summary></details>", "<details><summary{}>x</summary></details>", "<summary{}>x</summary>",
        "<label{}>x<input></label>", "<label for=i{}>x</label><input id=i>", "<label for=i>x</label><input id=i{}>", "<label{}>x</label>", "<header{}>x</header>", "<article><header{}>x</header></article>", "<footer{}>x</footer>", "<section><h2>x</h2><footer{}>x</footer></section>",
        "<main{}>x</main>", "<main>x</main><div{}>x</div>", "<input list=l{}><datalist id=l></datalist>", "<input type=search list=l{}>", "<input type=text list=l{}>", "<input type=email list=l{}>", "<button popovertarget=p{}>x</button><div id=p popover></div>", "<button type=button{}>x</button>",
        "<svg{}></svg>", "<svg><g{}></g></svg>", "<svg><a href=x{}></a></svg>", "<math{}></math>", "<iframe{}></iframe>", "<fieldset{}><legend>x</legend></fieldset>", "<fieldset><legend{}>x</legend></fieldset>", "<video{}></video>", "<select><button{}>x</button><option>x</select>",
        "<picture{}><img src=x alt=x></picture>", "<picture><img src=x alt=x{}></picture>", "<a{}>x</a>", "<a href=x{}>x</a>", "<area{}>", "<map name=m><area href=x alt=x{}></map>", "<body{}>", "<section{}><h2>x</h2></section>", "<aside{}>x</aside>", "<section><h2>x</h2><aside{}>x</aside></section>", "<x-y{}>x</x-y>",
    )
    chosen = random.choice((f' role="{role}"', f' role="{role}"', state(random), f' role="{role}"{state(random)}'))
    return random.choice(frames).format(chosen)


def idle(random: Random) -> str:
    """ARIA beside the attribute of HTML that says the same."""
    subject = random.choice([s for s in _SUBJECTS if s.startswith(("input", "select", "textarea", "button", "option", "meter", "progress", "td", "th", "details", "a@"))])
    return SUBJECTS[subject].format(state(random) + random.choice(_NATIVE) + (random.choice(_NATIVE) if random.random() < 0.2 else ""))


def word(random: Random) -> str:
    """A role that is no role."""
    return f'<div role="{escape(random.choice(WORDS))}"></div>'
