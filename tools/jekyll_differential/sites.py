"""Random sites: every file of one, and the configuration files that a build of it is given."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from tools.jekyll_differential import words


@dataclass
class RandomSite:
    """The files of a site by path, its configuration files (none: Jekyll's default), and tags to try.

    `links` are symbolic links, each to a path of the site.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    configs: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)


def random_site(seed: int, *, broken: bool = False) -> RandomSite:
    """The site of a seed; with `broken`, some of its files stop the build."""
    random = Random(seed)
    config = _config(random)
    site = RandomSite()
    texts = _languages(random) if random.random() < 0.15 else _files(random, config, broken)
    source = str(config.get("source", ""))
    folder = f"{source}/" if source else ""
    site.files = {folder + path: text.encode() for path, text in texts.items()}
    site.tags = tags(random, sorted(texts))
    if random.random() < 0.2:
        site.configs = ["_config.yml", "_config.dev.yml"]
        site.files["_config.dev.yml"] = yaml(_small(random)).encode()
    site.files["_config.yml"] = yaml(config).encode()
    if random.random() < 0.1 and not source:
        site.files.pop("_config.dev.yml", None)
        site.configs = []
    return site


def yaml(config: Mapping[str, object]) -> str:
    # JSON is YAML, but for what is written raw.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in config.items()]
    return "".join(lines)


def _small(random: Random) -> dict[str, object]:
    some: dict[str, object] = {}
    if random.random() < 0.5:
        some["baseurl"] = random.choice(["", "/dev", None])
    if random.random() < 0.4:
        some["permalink"] = random.choice(words.STYLES)
    if random.random() < 0.3:
        some["future"] = True
    if random.random() < 0.3:
        some["collections"] = {"docs": {"output": True}, "extra": {"output": True}}
    if random.random() < 0.2:
        some["defaults"] = [_default(random)]
    return some or {"url": "http://localhost:4000"}


_EXCLUDES = [
    "docs", "README.md", "*.txt", "en/news", "sub", "/blog", "vendor", "news/*", "**/*.xml", "a",
    "_posts/sub", "x?y", "[a-c]*", "Gemfile", "docs/", "sub/sub2/", "ja/", "*.md~",
]  # fmt: skip
_INCLUDES = [
    "_hidden", ".well-known", "_under.md", ".htaccess", "docs", "_pages", "*.md", "#x.md",
    "_hidden/h.md", "vendor", "node_modules", "README.md",
]  # fmt: skip


def _config(random: Random) -> dict[str, object]:
    config = {key: make(random) for chance, key, make in _CHANCES if random.random() < chance}
    if config.get("show_drafts") and isinstance(config.get("collections"), dict):
        # Each draft would be read twice.
        del config["show_drafts"]
    if config.get("future"):
        # Posts without a date are in no order then, so that it is not known which of them are kept.
        config.pop("limit_posts", None)
    return config


def _collections(random: Random) -> object:
    if random.random() < 0.1:
        return ["docs", "recipes"]
    found: dict[str, object] = {}
    for name in random.sample(
        ["docs", "recipes", "my-things", "a.b", "posts", "Up Per", "notes", "drafts"], 4
    ):
        own: dict[str, object] = {}
        if random.random() < 0.8:
            own["output"] = random.random() < 0.85
        if random.random() < 0.5:
            own["permalink"] = random.choice(words.COLLECTION_TEMPLATES)
        found[name] = own if random.random() < 0.9 else None
    return found


def _default(random: Random) -> dict[str, object]:
    scope: dict[str, object] = {}
    paths = [
        "",
        "blog",
        "en",
        "ja/news",
        "_posts",
        "docs",
        "_docs",
        "*/news",
        "**/_posts",
        "e*",
        "_docs/sub",
        "/en",
    ]
    if random.random() < 0.85:
        scope["path"] = random.choice(
            [*paths, "en/_posts", "content/_posts", "*/_posts/*", "zh_cn", "{en,ja}/*"]
        )
    if random.random() < 0.5:
        scope["type"] = random.choice(["posts", "pages", "docs", "drafts", "post", "page", "recipes"])
    values: dict[str, object] = {}
    if random.random() < 0.5:
        values["permalink"] = random.choice([p for p in words.PERMALINKS if p[0] in "/:"])
    if random.random() < 0.3:
        values["categories"] = random.choice([["dflt"], "x y", []])
    if random.random() < 0.2:
        values["published"] = random.choice([True, False])
    if random.random() < 0.2:
        values["category"] = "dc"
    if random.random() < 0.1:
        values["slug"] = "from-defaults"
    if random.random() < 0.1:
        values["date"] = "2018-05-06 23:30:00 +0100"
    if random.random() < 0.4:
        values["lang"] = random.choice(["en", "ja"])
    if random.random() < 0.3:
        values["tags"] = ["t1"]
    return {"scope": scope, "values": values}


_QUIRKS = ("paragraph_end", "no_auto_typographic")


def kramdown(random: Random) -> dict[str, object]:
    some: dict[str, Callable[[], object]] = {
        "auto_ids": lambda: random.random() < 0.5,
        "auto_id_prefix": lambda: random.choice(["p-", "x"]),
        "transliterated_header_ids": lambda: False,
        "input": lambda: random.choice(["GFM", "kramdown"]),
        "footnote_prefix": lambda: "f",
        "smart_quotes": lambda: random.choice(["lsquo,rsquo,ldquo,rdquo", "apos,apos,quot,quot"]),
        "parse_block_html": lambda: True,
        "gfm_quirks": lambda: random.choice([[], "paragraph_end", "no_auto_typographic", [*_QUIRKS]]),
        "auto_id_stripping": lambda: random.random() < 0.7,
        "typographic_symbols": lambda: {"hellip": "...", "ndash": "--"},
        "header_offset": lambda: 1,
        "hard_wrap": lambda: True,
    }
    return {key: make() for key, make in some.items() if random.random() < 0.2}


_CHANCES: tuple[tuple[float, str, Callable[[Random], object]], ...] = (
    (0.5, "permalink", lambda r: r.choice(words.STYLES + words.TEMPLATES)),
    (0.6, "timezone", lambda r: r.choice(words.ZONES)),
    (0.5, "baseurl", lambda r: r.choice(["", "/blog", "blog/", "/a/b", "/", "/blög x", "blog"])),
    (
        0.6,
        "url",
        lambda r: r.choice(["https://example.com", "", "https://example.com/", "http://Exämple.com"]),
    ),
    (0.7, "collections", _collections),
    (0.1, "collections_dir", lambda r: r.choice(["content", "c d"])),
    (0.5, "defaults", lambda r: [_default(r) for _ in range(r.randint(1, 4))]),
    (0.15, "markdown_ext", lambda r: r.choice(["markdown,md", "md,textile,txt", "MD", "markdown"])),
    (0.3, "exclude", lambda r: r.sample(_EXCLUDES, r.randint(1, 4))),
    (0.25, "include", lambda r: r.sample(_INCLUDES, r.randint(1, 3))),
    (0.1, "keep_files", lambda r: ["keep"]),  # noqa: ARG005
    (0.2, "future", lambda r: r.random() < 0.7),
    (0.2, "unpublished", lambda r: r.random() < 0.7),
    (0.2, "show_drafts", lambda r: r.random() < 0.7),
    (0.08, "limit_posts", lambda r: r.randint(0, 6)),
    (0.1, "source", lambda r: r.choice(["src", "site/source"])),
    (0.1, "destination", lambda r: r.choice(["public", "out/site"])),
    (0.3, "kramdown", kramdown),
    (0.3, "plugins", lambda r: ["jekyll-redirect-from"]),  # noqa: ARG005
)


def _files(random: Random, config: Mapping[str, object], broken: bool) -> dict[str, str]:
    base = f"{config['collections_dir']}/" if "collections_dir" in config else ""
    texts: dict[str, str] = {"index.html": "---\n---\nhome\n", "README.md": "---\n---\n# R\n"}
    for _ in range(random.randint(4, 25)):
        path = _path(random, base)
        if len(path.rpartition("/")[2].encode()) < 200 and not clashes(path, texts):
            texts[path] = _text(random, path, broken)
    for path in ("_hidden/h.md", ".well-known/x.txt", "_under.md", "vendor/bundle/x.md", "node_modules/y.md"):
        if random.random() < 0.2:
            texts[path] = _text(random, path, broken=False)
    return texts


def clashes(path: str, texts: Mapping[str, object]) -> bool:
    """Whether a file would stand where a folder is, or the other way round."""
    parts = path.split("/")
    above = {"/".join(parts[:n]) for n in range(1, len(parts))}
    return any(name in above or name.startswith(path + "/") or name == path for name in texts)


def _path(random: Random, base: str) -> str:
    slug, extension = random.choice(words.SLUGS), random.choice(words.EXTENSIONS)
    kind = random.random()
    if kind < 0.5:
        folder = "" if random.random() < 0.6 else random.choice(words.FOLDERS) + "/"
        below = "" if random.random() < 0.8 else random.choice(words.FOLDERS) + "/"
        return f"{base}{folder}_posts/{below}{_dated(random)}{slug}{extension}"
    if kind < 0.56:
        folder = "" if random.random() < 0.6 else random.choice(words.FOLDERS) + "/"
        return f"{base}{folder}_drafts/{_dated(random) if random.random() < 0.3 else ''}{slug}{extension}"
    if kind < 0.78:
        name = random.choice(["docs", "recipes", "my-things", "a.b", "notes"])
        below = "" if random.random() < 0.6 else random.choice(words.FOLDERS) + "/"
        dated = _dated(random) if random.random() < 0.2 else ""
        return f"{base}_{name}/{below}{dated}{slug}{extension}"
    folder = "" if random.random() < 0.4 else random.choice(words.FOLDERS) + "/"
    return f"{folder}{slug}{extension}"


def _dated(random: Random) -> str:
    odd = ("20-1-7-", "2020-1-6-", "2020_01_02-", "20200102-", "2020-02-30-", "2099-03-01-", "", "2020-01-02")
    if random.random() < 0.12:
        return random.choice(odd)
    return f"20{random.randint(8, 24):02}-{random.randint(1, 12):02}-{random.randint(1, 28):02}-"


def _text(random: Random, path: str, broken: bool) -> str:
    chance = random.random()
    if path.endswith((".yml", ".yaml")):
        return "---\na: 1\n---\n"
    if path.endswith((".scss", ".sass", ".coffee")):
        return "---\n---\n" if chance < 0.7 else ""
    if chance < 0.06:
        return "no front matter\n"
    if chance < 0.1:
        return random.choice(
            ["---\n---\nx\n", "---\n\n---\nx\n", "---  \ntitle: x\n---  \nx\n", "\n---\ntitle: x\n---\n"]
        )
    if chance < 0.12:
        return random.choice(
            ["\ufeff---\ntitle: b\n---\nx\n", "---\r\ntitle: x\r\n---\r\nx\r\n", "---\ntitle: x\n...\nx\n"]
        )
    if chance < 0.15:
        return (
            random.choice(
                ["---\n- a\n---\n", "---\njust text\n---\n", "---\ntitle: [x\n---\n", "---\na: b: c\n---\n"]
            )
            if "_posts/" in path and not broken
            else "---\ntitle: ok\n---\nx\n"
        )
    return "---\n" + "".join(_keys(random, broken)) + "---\n" + body(random, path)


def _keys(random: Random, broken: bool) -> list[str]:
    dates = words.DATES if not broken or random.random() < 0.8 else words.BAD_DATES
    permalinks = words.PERMALINKS if not broken or random.random() < 0.9 else words.BAD_PERMALINKS
    slugs = words.SLUGS
    chances: tuple[tuple[float, str, Callable[[], object]], ...] = (
        (0.6, "title", lambda: json.dumps(random.choice(words.HEADINGS), ensure_ascii=False)),
        (0.4, "date", lambda: random.choice(dates)),
        (0.2, "permalink", lambda: random.choice(permalinks)),
        (0.12, "slug", lambda: random.choice(['""', '"--Weird -- Slug--"', *map(quoted, slugs)])),
        (0.25, "categories", lambda: random.choice(words.CATEGORIES)),
        (0.1, "category", lambda: random.choice(words.CATEGORY)),
        (0.15, "tags", lambda: random.choice(words.CATEGORIES)),
        (0.05, "tag", lambda: random.choice(words.CATEGORY)),
        (0.1, "published", lambda: random.choice(["true", "false", "", '"false"', "no", "yes", "0"])),
        (0.05, "draft", lambda: random.choice(["true", "false"])),
        (0.2, "lang", lambda: random.choice(["en", "ja", "no"])),
        (0.08, "redirect_from", lambda: random.choice(["/old/", "[/o1, /o2.html]", "old-rel", "/o.x/"])),
        (0.03, "redirect_to", lambda: random.choice(["https://example.org/", "/elsewhere/"])),
        (0.05, "ext", lambda: ".foo"),
        (0.02, "excerpt_separator", lambda: "<!--more-->"),
        (0.02, "collection", lambda: "docs"),
        (0.02, "path", lambda: "other/path.md"),
        (0.02, "url", lambda: "/own-url/"),
    )
    found = [f"{key}: {make()}\n" for chance, key, make in chances if random.random() < chance]
    random.shuffle(found)
    return found


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def body(random: Random, path: str) -> str:
    blocks = []
    for _ in range(random.randint(0, 6)):
        text = random.choice(words.HEADINGS)
        shape = random.random()
        if shape < 0.75:
            blocks.append(f"{'#' * random.randint(1, 4)} {text}\n")
        elif shape < 0.85 and not text.startswith(("#", "--")):
            blocks.append(f"{text}\n{random.choice('=-') * 5}\n")
        elif shape < 0.9:
            blocks.append(f"{{: #ial-{random.randint(1, 9)}}}\npara\n")
        else:
            blocks.append(f'<div id="raw{random.randint(1, 5)}"><a name="n">x</a></div>\n')
        blocks.append("para\n" if random.random() < 0.8 else "para")
    if any("[^1]" in one for one in blocks):
        blocks.append("[^1]: note\n")
    return "\n".join(blocks) if "{{" not in path else ""


def _languages(random: Random) -> dict[str, str]:
    """A site in many languages, as large projects have them: a folder for each, with its own posts."""
    texts: dict[str, str] = {"index.html": "---\n---\nhome\n"}
    for lang in random.sample(["en", "ja", "zh_cn", "zh_tw", "ko", "pt", "fr", "id", "bg"], 4):
        texts[f"{lang}/index.html"] = f"---\nlayout: homepage\nlang: {lang}\n---\nx\n"
        for name in ("about/index.md", "documentation/installation/index.md", "news.md", "feeds/rss.xml"):
            texts[f"{lang}/{name}"] = f"---\nlayout: page\ntitle: X\nlang: {lang}\n---\n\n{body(random, '')}"
        for _ in range(5):
            folder = random.choice([f"{lang}/news/_posts", f"{lang}/_posts", f"{lang}/news/_posts/2019"])
            name = f"{_dated(random)}{random.choice(words.SLUGS)}.md"
            zone = random.choice(["", " +0000", " +0900", " UTC"])
            date = (
                f"date: 2019-04-17 {random.randint(0, 23):02}:00:00{zone}\n" if random.random() < 0.8 else ""
            )
            translator = "translator:\n" if random.random() < 0.3 else ""
            front = f'layout: news_post\ntitle: "T"\nauthor: "a"\n{translator}{date}lang: {lang}\n'
            texts[f"{folder}/{name}"] = f"---\n{front}---\n\n{body(random, '')}"
    return texts


def tags(random: Random, paths: list[str]) -> list[str]:
    """Tags that name files of the site, most of them rightly, and filters."""
    posts = [p for p in paths if "_posts/" in p]
    made = ["{% link nowhere.md %}", "{% post_url 2001-01-01-nowhere %}", "{{ site.baseurl }}/x"]
    for path in random.sample(paths, min(8, len(paths))):
        made.append("{% link " + random.choice(["", "/"]) + path + " %}")
    for path in random.sample(posts, min(6, len(posts))):
        name = path.rpartition(".")[0].replace("_posts/", "")
        made.append("{% post_url " + random.choice(["", "/"]) + name + " %}")
        made.append("{% post_url " + name.rpartition("/")[2] + " %}")
    for value in random.sample(_VALUES, 8):
        filters = random.choice(_FILTERS)
        made.append("{{ " + json.dumps(value, ensure_ascii=False) + f" | {filters} }}}}")
    return [*made, "{{ site.url }}{{ site.baseurl }}/y"]


_FILTERS = ["relative_url", "absolute_url"]
_VALUES = [
    "/x/y", "x/y", "", "/", "https://h/x", "//h/x", "ünï code.md", "/a b", "/a%20b", "/a%2Fb", "#frag",
    "?q=1", "/x?y=1&z=2#f", "mailto:a@b", "/日本/", "/e\u0301", "/a/../b", "/a//b", "./x", "/a|b", "/a^b",
    "/<x>", "/~u/", "/%7Eu", "/a'b", "/a(b)", "/a[b]", "/a:b", "x:y", "/%zz", "/%E6%97%A5", "/ﬁ",
    "/A/B", "/a;b=c,d@e!$&'*+",
]  # fmt: skip
