"""What kramdown's parsers look for, as regular expressions.

White space and word characters are Ruby's: ASCII only, so that an ideographic space is text.
A pattern is always tried at a given place, which kramdown takes for the start of a line.
"""

from __future__ import annotations

from functools import cache
from re import DOTALL, MULTILINE, Pattern
from re import compile as pattern

BLANKS = " \t\r\n\f\v\0"
"""What Ruby's `strip` removes."""

_S = r"[ \t\r\n\f\v]"
_T = r"[^ \t\r\n\f\v]"
_NC = r"[^\W\d][\w.\-]*"
_NAME = rf"(?:{_NC}:)?{_NC}"
_ANY = r"(?:\\\}|[^}])"
_ID = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
_OPT = r"[ ]{0,3}"


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


SPAN_ELEMENTS = _names(
    "a abbr acronym b big bdo br button cite code del dfn em i img input ins kbd label mark option q "
    "rb rbc rp rt rtc ruby samp select small span strong sub sup tt u var"
)
BLOCK_ELEMENTS = _names(
    "address article aside applet body blockquote caption col colgroup dd div dl dt fieldset "
    "figcaption footer form h1 h2 h3 h4 h5 h6 header hgroup hr html head iframe legend menu li main "
    "map nav ol optgroup p pre section summary table tbody td th thead tfoot tr ul"
)
WITHOUT_BODY = _names("area base br col command embed hr img input keygen link meta param source track wbr")
BLOCK_MODEL = _names(
    "address applet article aside blockquote body dd details div dl fieldset figure figcaption footer "
    "form header hgroup iframe li main map menu nav noscript object section summary td"
)
SPAN_MODEL = _names(
    "a abbr acronym b bdo big button cite caption del dfn dt em h1 h2 h3 h4 h5 h6 i ins label legend "
    "optgroup p q rb rbc rp rt rtc ruby select small span strong sub sup th tt"
)
RAW_MODEL = _names("script style math option textarea pre code kbd samp var")
KNOWN = SPAN_ELEMENTS | BLOCK_ELEMENTS | WITHOUT_BODY | BLOCK_MODEL | SPAN_MODEL | RAW_MODEL

_LAZY = rf"(?!(?:{'|'.join(sorted(SPAN_ELEMENTS | {'script'}))})\b)"
_STOP = rf"</{_LAZY}{_NAME}{_S}*>"
_START = rf"<{_LAZY}{_NAME}"
_IAL = rf"\{{:(?!:|/)({_ANY}+)\}}{_S}*?\n"
_BLANK = r"(?:[ \t\r\f\v]*+\n)"
_EOB = rf"\^{_S}*?\n"
_TAIL = r"[\t| ].*?\n"
_LIST = rf"{_OPT}(?:[+*-]|[0-9]+\.){_TAIL}"
_TAG = rf"""<((?>{_NAME})){_S}*+((?>(?<={_S}){_NAME}(?:{_S}*={_S}*(?:\w+|(["']).*?\3))?{_S}*+)*)(/)?>"""


@cache
def get(name: str) -> Pattern[str]:
    """The compiled pattern of a name."""
    return pattern(_PATTERNS[name], DOTALL if name in _ACROSS_LINES else 0)


_LAZY_END = rf"{_BLANK}|{_OPT}{_IAL}|{_EOB}|{_OPT}{_STOP}|{_OPT}{_START}|\Z"
_PATTERNS = {
    "blank": rf"{_BLANK}++",
    "lazy end": _LAZY_END,
    "paragraph end": rf"{_LAZY_END}|{_LIST}|\#{{1,6}}[\t ]+.*\n|{_OPT}:{_TAIL}|{_OPT}>|{_OPT}[~`]{{3,}}",
    "boundary": rf"{_BLANK}|{_EOB}|{_OPT}{_IAL}|\Z",
    "quote": rf"{_OPT}> ?",
    "atx": r"(\#{1,6})[\t ]+(.*)\n",
    "setext": rf"{_OPT}([^ \t\n].*)\n([-=])[-=]*[ \t\r\f\v]*\n",
    "header id": r"[\t ]\{#([^\W\d][\w.:\-]*)\}\Z",
    "rule": rf"{_OPT}(\*|-|_)[ \t]*\1[ \t]*\1(?:\1|[ \t])*\n",
    "list": _LIST,
    "ul": rf"({_OPT}[+*-])({_TAIL})",
    "ol": rf"({_OPT}[0-9]+\.)({_TAIL})",
    "dl": rf"({_OPT}:)({_TAIL})",
    "item ial check": rf"(?:{_S}*\{{:(?!(?:{_ID})?:|/){_ANY}+\}}{_S}*)?[ \t\r\f\v]*\n",
    "item ial": rf"{_S}*\{{:(?!(?:{_ID})?:|/)({_ANY}+)\}}{_S}*",
    "html start": rf"{_OPT}<(?:{_NAME}|!--|/)",
    "tag": _TAG,
    "close": rf"</({_NAME}){_S}*>",
    "attribute": rf"""{_S}*({_NAME})(?:{_S}*={_S}*(?:(\w+)|(["'])(.*?)\3))?""",
    "plain attributes": rf"""(?:(?<={_S})[a-zA-Z][a-zA-Z0-9_:.-]*="[^"&<>]*"{_S}*)*""",
    "raw start": rf"<(?={_NAME}|/|!--|\?)",
    "instruction": r"<\?.*?\?>",
    "table pipe": r"(?:\||.*?[^\\\n]\|)",
    "table line": r"(?:\||.*?[^\\\n]\|).*?\n",
    "table start": rf"{_OPT}(?={_T})(?:\||.*?[^\\\n]\|).*?\n",
    "table rule": r"([+|: \t-]*?-[+|: \t-]*?)[ \t]*\n",
    "table foot": r"[+|: \t=]*?=[+|: \t=]*?[ \t]*\n",
    "table align": r"[ \t]?(:?)-+(:?)[ \t]?",
    "footnote": rf"{_OPT}\[\^({_ID})\]:{_S}*?(.*?\n)",
    "link definition": (
        rf"{_OPT}\[([^\n\]]+)\]:[ \t]*(?:<(.*?)>|([^\n]*?{_T}[^\n]*?))"
        r"""(?:(?:[ \t]*?\n|[ \t]+?)[ \t]*?(["'])(.+?)\4)?[ \t]*?\n"""
    ),
    "abbreviation": rf"{_OPT}\*\[(.+?)\]:(.*?)\n",
    "ial": rf"{_OPT}{_IAL}",
    "ald": rf"{_OPT}\{{:({_ID}):({_ANY}+)\}}{_S}*?\n",
    "extension": (rf"{_OPT}(?:\{{::(\w+)(?:{_S}({_ANY}*?)|)(/)?\}}|\{{:/({_ID})?\}}){_S}*?\n"),
    "math": rf"{_OPT}(\\)?\$\$(.*?)\$\$({_S}*?\n)?",
    "end of block": _EOB,
    "indented": r"(?:\t|[ ]{4})",
    "code line": rf"(?:\t|[ ]{{4}})[ \t]*{_T}.*\n",
    "code lazy": rf"(?!{_OPT}{_IAL}|{_EOB}|{_OPT}{_STOP}|{_OPT}{_START})[ \t]*{_T}.*\n",
    "fence": r"[ ]{0,3}(`{3,}|~{3,})[ \t]*([^ \t\r\n\f\v]*)[ \t\r\f\v]*\n",
    # Spans
    "autolink": r"<((mailto|https?|ftps?):.+?|[\w\-.]+?@[\w\-.]+?)>",
    "footnote marker": rf"\[\^({_ID})\]",
    "span extension": rf"\{{::(\w+)(?:{_S}({_ANY}*?)|)(/)?\}}|\{{:/({_ID})?\}}",
    "span ial": rf"\{{:({_ANY}+)\}}",
    "entity": r"&([A-Za-z0-9_:][\-A-Za-z0-9_.:]*);|&#([0-9]+);|&#x([0-9a-fA-F]+);",
    "escape": r"""\\([\\.*_+`<>()\[\]{}#!:|"'$=\-~])""",
    "strike": r"~~(?![ \t\r\n\f\v~]).*?[^ \t\r\n\f\v~]~~",
    "inline math": r"\$\$(.*?)\$\$",
    "link id": rf"{_S}*?\[([^\]]+)?\]",
    "link title": rf"""{_S}*?(["'])(.+?)\1{_S}*?\)""",
    "link angle": r"\(<(.*?)>",
    "paren": rf"""(\()|(\))|{_S}(?=['"])""",
    "attributes": (
        rf"""(?:\A|(?<={_S}))(?:({_ID})=("|')((?:\\\}}|\\\2|(?!\2)[^}}])*?)\2|({_ID})"""
        rf"""|((?:\#[A-Za-z][A-Za-z0-9_:-]*|\.[^ \t\r\n\f\v.#]+)+))(?={_S}|\Z)"""
    ),
    "id or class": r"#([A-Za-z][A-Za-z0-9_:-]*)|\.([^ \t\r\n\f\v.#]+)",
}
_ACROSS_LINES = frozenset({"tag", "attribute", "instruction", "math", "strike", "inline math", "link title"})


@cache
def simple_paragraphs() -> Pattern[str]:
    """One or more whole `<p>` elements that kramdown copies as they stand: nothing to close or to escape."""
    attributes = r'(?:[ ]++(?!markdown)[a-zA-Z][a-zA-Z0-9_:.-]*+="[^"&<>]*+")*+'
    void = rf"<(?:br|img){attributes}[ ]?/?>"
    names = "b|em|font|i|small|span|strong|sub|sup|u"

    def element(name: str, group: int, content: str) -> str:
        return rf"<({name}){attributes}>{content}</\{group}>"

    # A link holds no link.
    in_link = rf"(?:[^<&]++|{void}|{element(names, 2, '[^<&]*+')})*+"
    in_format = rf"(?:[^<&]++|{void}|{element(f'a|{names}', 4, '[^<&]*+')})*+"
    outer = rf"(?:{element('a', 1, in_link)}|{element(names, 3, in_format)})"
    return pattern(rf"(?:<p{attributes}>(?:[^<&]++|{void}|{outer})*+</p>(?:[ ]{{0,3}}(?=<p))?)++")


@cache
def repeated_attribute() -> Pattern[str]:
    """Two attributes of one name in a tag, of which kramdown keeps the last."""
    return pattern(r'[ ]([a-zA-Z][\w:.-]*+)="[^"]*+"(?:[ ]++[\w:.-]++="[^"]*+")*?[ ]++\1="')


@cache
def list_item(kind: str, indentation: int) -> Pattern[str]:
    """The start of a further item of a list whose items' content is indented so far."""
    room = min(indentation - 1, 3)
    marker = {"ul": "[+*-]", "ol": r"[0-9]+\.", "dl": ":"}[kind]
    return pattern(rf"([ ]{{0,{room}}}{marker})({_TAIL})")


@cache
def item_content(indentation: int) -> Pattern[str]:
    """A line that belongs to an item for its indentation."""
    four, rest = divmod(indentation, 4)
    tab = r"(?:\t|[ ]{4})"
    return pattern(rf"(?:{tab}{{{four}}}[ ]{{{rest}}}|{tab}{{{four + 1}}}).*{_T}.*\n")


@cache
def item_lazy(indentation: int) -> Pattern[str]:
    """A line that belongs to an item because nothing ends its paragraph."""
    room = min(indentation, 3)
    return pattern(rf"(?![ ]{{0,{room}}}(?:{_IAL}|{_STOP}|{_START})).*{_T}.*\n")


@cache
def fence_close(char: str) -> Pattern[str]:
    """A line that may close a fenced code block."""
    return pattern(rf"^[ ]{{0,3}}({char}{{3,}})[ \t\r\f\v]*$", MULTILINE)


@cache
def close_of(name: str) -> Pattern[str]:
    """The end tag of an element, in any case."""
    from re import escape

    return pattern(rf"(?i:</{escape(name)})[ \t\r\n\f\v]*>")


@cache
def extension_stop(name: str, block: bool) -> Pattern[str]:
    """The end of an extension's body."""
    stop = rf"\{{:/(?:{name})?\}}"
    return pattern(rf"^{_OPT}{stop}{_S}*?\n", MULTILINE) if block else pattern(stop)
