"""The quote widgets of East Money, as its pages and the copies of them spell them; drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

_STOCKS = (
    ("1.600160", "巨化股份"),
    ("0.300343", "联创股份"),
    ("1.600519", "贵州茅台"),
    ("0.002353", "杰瑞股份"),
    ("1.600145", "*ST新亿"),
    ("0.000002", "万科Ａ"),
    ("106.NIO", "蔚来"),
    ("105.AMZN", "亚马逊"),
    ("106.BRK_B", "伯克希尔"),
    ("8.040120", "IF当月"),
    ("1.600000", "Pufa &amp; Co."),
    ("0.000858", "五粮液"),
)
_BOARDS = (
    ("90.BK0740", "教育"),
    ("90.BK0493", "新能源"),
    ("90.BK0475", "银行"),
    ("90.BK0473", "证券"),
    ("90.BK0428", "电力"),
    ("90.BK0839", "知识产权"),
)
_HONG_KONG = (("116.06030", "中信证券"), ("116.00700", "腾讯控股"), ("116.09988", "阿里巴巴-SW"))
_FIGURES = (
    ("381", "进出口", "http://data.eastmoney.com/cjsj/hgjck.html"),
    ("3321", "业绩", "http://data.eastmoney.com/bbsj/"),
    ("3120", "创业板指", "http://quote.eastmoney.com/unify/r/0.399006"),
    ("3324", "基金", "http://fund.eastmoney.com/"),
)
QUOTE = "http://quote.eastmoney.com/unify/r/"


@dataclass
class Importer:
    """Writes mentions as one article has them: the first of each code has an id, later ones have none.

    `odd` spells the tags in all the ways that copies do: other orders of attributes, other quotes or none,
    line breaks and blanks in tags, upper case, the forms of other years. `markdown` leaves out the names
    that Markdown would read (`*ST`).
    """

    random: Random
    odd: bool = False
    markdown: bool = False
    _seen: set[str] = field(default_factory=set)

    def mention(self) -> tuple[str, str]:
        """The markup of one mention, and the text that it stands around."""
        chance = self.random.random()
        if chance < 0.55:
            return self._named(self.random.choice(_STOCKS), "stock_", "quote_")
        if chance < 0.8:
            return self._named(self.random.choice(_BOARDS), "bk_", "bkquote_")
        if chance < 0.9:
            return self._named(self.random.choice(_HONG_KONG), "Info.", "")
        number, name, address = self.random.choice(_FIGURES)
        link = self._element("a", [("href", address), ("class", "infokey")], name)
        return self._element("span", [("id", f"Info.{number}")], link), name

    def _named(self, named: tuple[str, str], prefix: str, quote: str) -> tuple[str, str]:
        code, name = named
        name = name.replace("*", "") if self.markdown else name
        name = f"<em>{name}</em>" if self.odd and self.random.random() < 0.05 else name
        data = ("data-code", code.replace(".", ",", 1))
        if code in self._seen:
            attributes = [("web", "1"), ("href", QUOTE + code), ("class", "em_stock_key_common"), data]
            tag = "a" if self.odd and self.random.random() < 0.1 else "span"
            return self._element(tag, attributes, name), name
        self._seen.add(code)
        address = QUOTE.replace("unify/", "") if self.odd and self.random.random() < 0.2 else QUOTE
        link = self._element("a", [("href", address + code), ("class", "keytip"), data], name)
        placeholder = self._element("span", [("id", quote + code)], "") if quote else ""
        return self._element("span", [("id", prefix + code)], link) + placeholder, name

    def _element(self, name: str, attributes: list[tuple[str, str]], content: str) -> str:
        if not self.odd:
            written = "".join(f' {key}="{value}"' for key, value in attributes)
            return f"<{name}{written}>{content}</{name}>"
        attributes = [*attributes]
        if name == "a" and self.random.random() < 0.3:
            attributes.append(("target", "_blank"))
        if self.random.random() < 0.1:
            attributes.append(("style", "color:red; margin:0"))
        self.random.shuffle(attributes)
        shown = name.upper() if self.random.random() < 0.1 else name
        end = self.random.choice(("", "", "", "", " "))
        start = "".join(self._attribute(key, value) for key, value in attributes)
        return f"<{shown}{start}{end}>{content}</{shown}{end}>"

    def _attribute(self, key: str, value: str) -> str:
        gap = self.random.choice((" ", " ", " ", " ", "  ", "\n", "\t"))
        equals = self.random.choice(("=", "=", "=", "=", " = ", "= "))
        key = key.upper() if self.random.random() < 0.05 else key
        bare = not set(" \"'=<>`;") & set(value)
        quote = self.random.choice(('"', '"', '"', "'", "") if bare else ('"', '"', "'"))
        return f"{gap}{key}{equals}{quote}{value}{quote}"
