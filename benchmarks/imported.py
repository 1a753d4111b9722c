"""Posts as an importer of market news wrote them, each with its quote widgets and without: twins.

After what was measured on a site of such posts: generations of the importer with their own front matter and
footers, articles of one long line, charts with their comments, pictures, hidden paragraphs, and widgets that
are 6 % to 74 % of an article's text. Everything is drawn from one seed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.corpus import _sentence as sentence
from benchmarks.mentions import QUOTE, Importer

_MENTION = 165
"""About how many characters the markup of a mention has, besides its text."""


@dataclass(frozen=True)
class Recipe:
    """How many posts; the share of posts with a fault in their front matter; whether tags are spelt oddly."""

    posts: int
    faulty: float = 1 / 61
    odd: bool = False
    seed: int = 20211229


class Pair(NamedTuple):
    """One post: its file's name, its text with widgets and without, and the widgets' share of the article."""

    name: str
    imported: str
    twin: str
    mentions: int
    share: float

    @staticmethod
    def body(text: str) -> str:
        """What stands below the front matter."""
        return text.replace("\r\n", "\n").split("\n---\n", 1)[1]


class Written(NamedTuple):
    """What stands on disk: how many posts and bytes, and the least and the greatest share of widgets."""

    posts: int
    size: int
    mentions: int
    least: float
    greatest: float


def write(folder: Path, recipe: Recipe) -> Written:
    """Write the imported posts of a recipe, as a Jekyll site, below a folder."""
    posts = folder / "_posts"
    posts.mkdir(parents=True, exist_ok=True)
    (folder / "_config.yml").write_text("title: news\ntimezone: Asia/Shanghai\n", "utf-8")
    size = mentions = 0
    shares = []
    for number in range(recipe.posts):
        made = pair(recipe, number)
        data = made.imported.encode("utf-8")
        (posts / made.name).write_bytes(data)
        size += len(data)
        mentions += made.mentions
        shares += [made.share] if made.mentions else []
    return Written(recipe.posts, size, mentions, min(shares, default=0), max(shares, default=0))


def pair(recipe: Recipe, number: int) -> Pair:
    """The post of a number, with its widgets and without."""
    random = Random(recipe.seed * 1_000_003 + number)
    when = datetime(2019, 1, 1, 9, 0, tzinfo=UTC) + timedelta(minutes=53 * number)
    identity = f"{when:%Y%m%d}{2229560217 + number}"
    generation = random.choices((0, 1, 4), (13, 32, 16))[0]
    front = _front(random, recipe, generation, when, number)
    digest = _digest(random, generation)
    end = _end(random, generation, identity)
    imported, twin, mentions, share = _measured(random, recipe)
    ending = random.choices(("", "\n"), (59, 2))[0]
    texts = [front + digest + article + end + ending for article in (imported, twin)]
    if recipe.odd and random.random() < 0.2:
        texts = [text.replace("\r\n", "\n").replace("\n", "\r\n") for text in texts]
    return Pair(f"{when:%Y-%m-%d}-{identity}.md", texts[0], texts[1], mentions, share)


def _measured(random: Random, recipe: Recipe) -> tuple[str, str, int, float]:
    """An article whose share of widgets is one that was met, and that share."""
    while True:
        imported, twin, mentions = _article(random, recipe)
        share = 1 - len(twin) / len(imported)
        if not mentions or recipe.odd or 0.06 <= share <= 0.745:
            return imported, twin, mentions, share


def _front(random: Random, recipe: Recipe, generation: int, when: datetime, number: int) -> str:
    title = f"{sentence(random, 18)}{number}"
    date = f"{when:%Y-%m-%d %H:%M:%S}{'' if generation == 0 else ' +0800'}"
    if random.random() < recipe.faulty:
        title, date = random.choice(
            [(f'{title[:5]}"{title[5:8]}"{title[8:]}', date), (title, f"{when:%Y-%m-%d}"), ("", date)]
        )
    return f'---\nlayout: post\ntitle: "{title}"\ndate: {date}\ncategories: emnews\ntags: 东财滚动新闻\n---\n'


def _digest(random: Random, generation: int) -> str:
    text = f"{sentence(random, 40)}。（{random.choice(('上海证券报', '新华社', '财联社'))}）"
    return f"\n{text}\n\n" if generation < 2 else f"> {text}\n\n"


def _end(random: Random, generation: int, identity: str) -> str:
    source = f"\n\n<http://finance.example.com/news/1350,{identity}.html>"
    host = "//news.example.com"
    footers = (
        "",
        "[返回滚动新闻](../emnews/)\n[返回首页](../)",
        f"[返回滚动新闻]({host}/emnews/)｜[返回首页]({host}/)",
    )
    footer = footers[2] if generation == 4 else random.choice(footers)
    return f"{source}\n\n{footer}" if footer else source


def _article(random: Random, recipe: Recipe) -> tuple[str, str, int]:
    """An article with its widgets and without, and how many they are."""
    length = int(math.exp(random.uniform(math.log(250), math.log(5000))))
    share = math.exp(random.uniform(math.log(0.07), math.log(0.8)))
    count = min(max(round(share * length / (1 - share) / _MENTION), 1), 60) if random.random() < 0.9 else 0
    importer = Importer(random, recipe.odd)
    if recipe.odd and random.random() < 0.2:
        return _in_markdown(random, Importer(random, odd=True, markdown=True), min(count, 12))
    separator = random.choices(("", "\n ", "\r\n "), (10, 4, 2))[0]
    parts = _opening(random)
    left, written = count, 0
    while written < length or left:
        here = min(left, random.randint(0, max(1, round(count * 200 / length))))
        left -= here
        one, other, size = _paragraph(random, importer, here)
        parts.append((one, other))
        written += size
        if random.random() < 0.05:
            picture = _picture(random)
            parts.append((picture, picture))
    media = importer.mention() if left == 0 and count and random.random() < 0.1 else ("", "")
    for_media = [f'<p class="em_media">（文章来源：上海{text}报）</p>' for text in media]
    parts.append((for_media[0], for_media[1]))
    mentions = count + bool(media[0])
    return separator.join(one for one, _ in parts), separator.join(other for _, other in parts), mentions


def _opening(random: Random) -> list[tuple[str, str]]:
    """The charts, each of which may follow a hidden paragraph."""
    parts = []
    for _ in range(random.choices((0, 1, 2), (9, 6, 1))[0]):
        text = (
            '<p style="display:none;height:1px;overflow:hidden;"><br /></p>' if random.random() < 0.7 else ""
        )
        text += _chart(random)
        parts.append((text, text))
    return parts


def _chart(random: Random) -> str:
    market, symbol = random.choice((("106", "NIO"), ("0", "000625"), ("116", "02338")))
    image = (
        f'<img src="https://webquoteklinepic.eastmoney.com/GetPic.aspx?nid={market}.{symbol}&imageType=k'
        f'&token=28dfeb41d35cc81d84b4664d7c23c49f&at=1" border="0" alt="K图 {symbol}_{market}" '
        f'data-code="K {symbol}|{market}|7" style="border:#d1d1d1 1px solid;" width="578" height="276" />'
    )
    if random.random() < 0.8:
        link = f'<a href="{QUOTE}{market}.{symbol}" class="EmImageRemark" target="_blank">'
        image = f"{link}{image}</a>"
    return f'<!-- EM_StockImg_Start --><p style="text-align:center;">{image}</p><!-- EM_StockImg_End -->'


def _picture(random: Random) -> str:
    alternative = ' alt="Image"' if random.random() < 0.8 else ""
    name = f"D{random.randrange(10**18)}_w800h555.jpg"
    style = 'style="border:#d1d1d1 1px solid;padding:3px;margin:5px 0;"'
    return f'<center><img src="https://cdn.example.com/{name}"{alternative} width="552" {style} /></center>'


def _paragraph(random: Random, importer: Importer, mentions: int) -> tuple[str, str, int]:
    """One element of the article with so many mentions, its twin, and the length of its text."""
    pieces = []
    for _ in range(mentions):
        before = random.choice(("", "、", sentence(random, random.randint(2, 30)), "(600519.SH)", "“"))
        one, other = importer.mention()
        if random.random() < 0.1:
            one, other = f"<strong>{one}</strong>", f"<strong>{other}</strong>"
        pieces += [(before, before), (one, other)]
    after = sentence(random, random.randint(10, 120)) + random.choice(
        ("。", "；&lt;附表&gt;", "”。", " 3.5%。")
    )
    pieces.append((after, after))
    lead = random.choice(("", "", "", "　　", "● ", "一、", "1) "))
    frames = [("<p>", "</p>")] * 8 + [
        ("<p><strong>", "</strong></p>"),
        ('<p style="text-align:left;">', "</p>"),
    ]
    if importer.odd:
        frames += [
            ("<table><tbody><tr><td>", "</td><td>1.2</td></tr></tbody></table>"),
            ("<ul><li>", "</li><li>x</li></ul>"),
            ("<div>", "</div>"),
        ]
    start, end = random.choice(frames)
    one, other = (start + lead + "".join(part) + end for part in zip(*pieces, strict=True))
    return one, other, len(other)


def _in_markdown(random: Random, importer: Importer, mentions: int) -> tuple[str, str, int]:
    """Paragraphs, list items, quotes and table rows of Markdown with mentions in them."""
    lines = []
    for index in range(max(mentions, 2)):
        one, other = importer.mention() if index < mentions else ("", "")
        one, other = (text.replace("\n", " ") for text in (one, other))
        text = sentence(random, 12)
        form = random.choice(
            (
                "{0}{1}{0}。\n",
                "- {0}{1}\n",
                "> {1}{0}\n",
                "| {0} | {1} |\n|---|---|\n| {1} | x |\n",
                "## {0}{1}\n",
            )
        )
        if form.startswith("|"):
            form = form.replace("{1} | x", "a | x")
        lines.append((form.format(text, one), form.format(text, other)))
    return "\n".join(a for a, _ in lines), "\n".join(b for _, b in lines), mentions
