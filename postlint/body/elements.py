"""Names that the tree-construction rules of the HTML standard (13.2.6) treat alike."""

from __future__ import annotations


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Names in SVG and MathML have their language before a blank, which no tag name holds.
MATH_TEXT = frozenset({"math mi", "math mo", "math mn", "math ms", "math mtext"})
HTML_INTEGRATION = frozenset({"svg foreignobject", "svg desc", "svg title"})
_FOREIGN_SCOPE = MATH_TEXT | HTML_INTEGRATION | {"math annotation-xml"}

VOID = _names(
    "area base br col embed hr img input link meta source track wbr basefont bgsound frame keygen param"
)
"""Elements without content and end tag, obsolete ones included."""

FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")

SPECIAL = (
    _names(
        "address applet area article aside base basefont bgsound blockquote body br button caption "
        "center col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form "
        "frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link "
        "listing main marquee menu meta nav noembed noframes noscript object ol optgroup option p "
        "param plaintext pre script search section select source style summary table tbody td "
        "template textarea tfoot th thead title tr track ul wbr xmp"
    )
    - {"optgroup", "option"}
    | _FOREIGN_SCOPE
)

BLOCKS = _names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer "
    "header hgroup main menu nav ol p search section summary ul"
)
"""Start tags that close an open `p` and do nothing else."""

BLOCK_ENDS = (BLOCKS - {"p"}) | {"button", "listing", "pre", "select"}

HEADINGS = _names("h1 h2 h3 h4 h5 h6")

IMPLIED = _names("dd dt li optgroup option p rb rp rt rtc")
"""Elements whose end tag the standard implies (13.2.6.3)."""

IMPLIED_THOROUGHLY = IMPLIED | _names("caption colgroup tbody td tfoot th thead tr")

OPEN_AT_END = _names("dd dt li optgroup option p rb rp rt rtc tbody td tfoot th thead tr body html")
"""Elements that may be open where the text ends."""

HEAD_TAGS = _names("base basefont bgsound link meta noframes script style template title")

TABLE_PARTS = _names("caption col colgroup frame head tbody td tfoot th thead tr")

SCOPE = _names("applet caption html table td th marquee object select template") | _FOREIGN_SCOPE
TABLE_SCOPE = _names("html table template")

BREAKOUT = _names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing "
    "menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var"
)
"""Start tags that end SVG and MathML."""

KNOWN = (
    SPECIAL
    | FORMATTING
    | VOID
    | IMPLIED
    | {"optgroup", "option"}
    | frozenset(
        [
            "abbr",
            "acronym",
            "audio",
            "bdi",
            "bdo",
            "canvas",
            "cite",
            "data",
            "datalist",
            "del",
            "dfn",
            "dialog",
            "ins",
            "kbd",
            "label",
            "map",
            "math",
            "meter",
            "output",
            "picture",
            "progress",
            "q",
            "ruby",
            "samp",
            "selectedcontent",
            "slot",
            "span",
            "sub",
            "sup",
            "svg",
            "time",
            "var",
            "video",
        ]
    )
)
"""The elements of HTML, obsolete ones included."""
