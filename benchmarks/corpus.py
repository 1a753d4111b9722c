"""Synthetic posts of the kind that importers write: one long line of article HTML, quote widgets in it.

Everything is drawn from one seed, so that two machines make the same files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

_WORDS = [
    "国务院",
    "新闻",
    "发布",
    "白皮书",
    "主要",
    "内容",
    "扩大",
    "开放",
    "出口",
    "管制",
    "之间",
    "关系",
    "问题",
    "答记者问",
    "党的",
    "总体",
    "国家",
    "安全",
    "法律",
    "制度",
    "完善",
    "提供",
    "根本",
    "遵循",
    "积极",
    "履行",
    "国际",
    "义务",
    "采用",
    "通行",
    "清单",
    "管理",
    "最终",
    "用户",
    "用途",
    "许可",
    "方式",
    "优化",
    "加强",
    "创新",
    "执法",
    "处罚",
    "力度",
    "合规",
    "建设",
    "全方位",
    "现代化",
    "体系",
    "市场",
    "指数",
    "上涨",
    "下跌",
    "成交",
    "资金",
    "板块",
    "公司",
    "公告",
    "业绩",
    "增长",
    "同比",
    "投资",
    "产业",
    "科技",
    "能源",
    "金融",
    "银行",
    "证券",
    "基金",
    "经济",
    "政策",
    "改革",
    "发展",
    "贸易",
    "全球",
    "合作",
]
_BOARDS = (
    ("BK0740", "教育"),
    ("BK0493", "新能源"),
    ("BK0475", "银行"),
    ("BK0473", "券商"),
    ("BK0428", "电力"),
)
_STOCKS = (
    ("1", "600160", "巨化股份"),
    ("0", "002353", "杰瑞股份"),
    ("1", "600519", "贵州茅台"),
    ("106", "NIO", "蔚来"),
)


@dataclass(frozen=True)
class Recipe:
    """What to make: how many posts, of about how many characters each, with how many widgets a post.

    `clean` is the share of posts without a widget and without any other fault.
    """

    posts: int
    characters: int = 4000
    widgets: int = 2
    clean: float = 0.0
    seed: int = 20211229


def write(folder: Path, recipe: Recipe) -> int:
    """Write the posts of a recipe, as a Jekyll site, below a folder; the bytes written."""
    random = Random(recipe.seed)
    posts = folder / "_posts"
    posts.mkdir(parents=True, exist_ok=True)
    (folder / "_config.yml").write_text("title: news\ntimezone: Asia/Shanghai\n", "utf-8")
    size = 0
    for number in range(recipe.posts):
        name, text = post(random, recipe, number)
        data = text.encode("utf-8")
        (posts / name).write_bytes(data)
        size += len(data)
    return size


def post(random: Random, recipe: Recipe, number: int) -> tuple[str, str]:
    """The file name and the text of one post."""
    when = datetime(2019, 1, 1, 9, 0, tzinfo=UTC) + timedelta(minutes=53 * number)
    clean = random.random() < recipe.clean
    digest = _sentence(random, 40)
    article = _article(random, recipe, clean)
    scheme, feed = ("https", "https://news.example") if clean else ("http", "//news.example")
    identity = f"{when:%Y%m%d}{2229560217 + number}"
    front = (
        f'---\nlayout: post\ntitle: "{_sentence(random, 18)}{number}"\n'
        f"date: {when:%Y-%m-%d %H:%M:%S} +0800\ncategories: emnews\ntags: 滚动新闻\n---\n"
    )
    source = f"<{scheme}://finance.example.com/news/1350,{identity}.html>"
    footer = f"[返回滚动新闻]({feed}/emnews/)｜[返回首页]({feed}/)"
    return f"{when:%Y-%m-%d}-{identity}.md", f"{front}> {digest}\n\n{article}\n\n{source}\n\n{footer}\n"


def _article(random: Random, recipe: Recipe, clean: bool) -> str:
    paragraphs: list[str] = []
    length = 0
    widgets = 0 if clean else recipe.widgets
    mentioned: set[str] = set()
    count = max(recipe.characters // 130, 1)
    places = sorted(random.randrange(count) for _ in range(widgets))
    while length < recipe.characters:
        text = "".join(_sentence(random, random.randint(20, 60)) + "。" for _ in range(random.randint(1, 4)))
        while places and places[0] <= len(paragraphs):
            places.pop(0)
            text = text[:12] + _widget(random, mentioned) + text[12:]
        paragraphs.append(f"<p>{text}</p>")
        length += len(text)
    return "".join(paragraphs) + '<p class="em_media">（文章来源：新华社）</p>'


def _sentence(random: Random, length: int) -> str:
    words: list[str] = []
    size = 0
    while size < length:
        words.append(random.choice(_WORDS))
        size += len(words[-1])
    return "".join(words)


def _widget(random: Random, mentioned: set[str]) -> str:
    if random.random() < 0.5:
        code, name = random.choice(_BOARDS)
        code, kind, quote = f"90.{code}", "bk", "bkquote"
    else:
        market, symbol, name = random.choice(_STOCKS)
        code, kind, quote = f"{market}.{symbol}", "stock", "quote"
    data = code.replace(".", ",", 1)
    address = f"http://quote.eastmoney.com/unify/r/{code}"
    if code in mentioned:
        return f'<span web="1" href="{address}" class="em_stock_key_common" data-code="{data}">{name}</span>'
    mentioned.add(code)
    return (
        f'<span id="{kind}_{code}"><a href="{address}" class="keytip" data-code="{data}">{name}</a></span>'
        f'<span id="{quote}_{code}"></span>'
    )
