"""Random sites that are wide rather than odd: languages, collections, defaults, globs, links.

What their configuration names (scopes, `include`, `exclude`) is taken from the paths that the site has, so
that most of it holds for something.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from random import Random

from tools.jekyll_differential import sites, words
from tools.jekyll_differential.sites import RandomSite

NAMES = (
    "welcome", "Getting Started", "quick_start", "v1.2.3-release", "100% sure", "a%20b", "日本語の記事",
    "简体中文 标题", "繁體中文",
    "مرحبا بالعالم", "שלום", "Café crème", "naïve-résumé", "Ångström", "привет мир",
    "😀-emoji-🎉", "👩‍👩‍👧 family",
    "ｆｕｌｌｗｉｄｔｈ", "ﬁn", "한국어 문서", "ไทย-ภาษา", "हिन्दी लेख", "Ελληνικά",
    "ΣΊΣΥΦΟΣ", "Straße",
    "İIıi", "ÆØÅ", "C#-and-F#", "Q&A", "what's new?", "a,b;c", "(draft)", "[wip]",
    "x+y=z", "50%",
    "%41", "~tilde", "a..b", "trailing.", "UPPER", "index", "README", "404", "about", "faq", "1984",
    "mixed–dashes—here", "“quoted”", "nb\u00a0sp", "zw\u200dj", "rtl\u200fmark", "①②③", "½", "π≈3.14",
)  # fmt: skip
LANGUAGES = ("en", "zh-cn", "zh_TW", "ar", "fr", "ja", "pt-BR", "de", "ru", "he")
EXTENSIONS = (
    (".md",) * 14
    + (".markdown", ".mkd", ".mkdown", ".htm", ".html", ".html", ".xhtml", ".txt", ".xml", ".json", ".css")
    + (".js", ".MD", ".Markdown", "", ".scss", ".webmanifest", ".svg", ".textile", ".php", ".csv")
)  # fmt: skip
TEMPLATES = (
    *words.STYLES, *words.TEMPLATES, "/:categories/:short_year/:y_day/:title",
    "/:slugified_categories/:title/",
    "/:year/:week/:short_day/:slug:output_ext", "/:w_year/W:week/:w_day/:title/", "/:title", "/:slug.html",
    "",
    "/archives/:year/:i_month/:i_day/:title.html", "/:long_month-:long_day/:name/", "/:path/",
    "/:categories/",
    "/:hour/:minute/:second/:title", "/:year/:month/:day/:title:output_ext/", "/%20/:title", "/é/:title/",
)  # fmt: skip
OWN_PERMALINKS = (
    "/about/", "/about", "/about.html", "/a/b.htm", "/a/b.xml", "/x.y/", "/:title/", "/:categories/:title",
    "/:slug", "/:year/:title:output_ext", "/:path/:basename", "/:path/x:output_ext", "/中文/", "/%E4%B8%AD/",
    "/with space/", "relative/path", "relative", "/index", "/a/index.html", "/a//b///", "/./a/../b", "/:name",
    "/:lang/x/", "'/#top'", "/?q", "/caf\u00e9/", "/cafe\u0301/", "pretty", "none", "/.well-known/x", "/v1.0",
    "/v1.0/", "/x.tar.gz", "/:collection/:slug/", "/:output_ext", "/a.:output_ext", "/100%/", "/a%2Fb/",
    "false", "~",
)  # fmt: skip
PAGE_PERMALINKS = tuple(p for p in OWN_PERMALINKS if p != "false")
CATEGORIES = (
    "news", "[News, news]", "日本 語", "[日本 語, Économie]", "[\"C++\", \"a/b\"]", "مقالات", "[مقالات, 😀]",
    "[e\u0301, \u00e9]", "[50% off]", "[]", "", "[2020, 1.50, true]", "['  pad ', x]", "[a, [b, c]]", "[~]",
    "[.., .]", "[Über Uns, UEBER]", "[ΣΊΣ, İ]", "[a.b, a-b, a_b]", "[\"#1\", \"?\"]",
)  # fmt: skip
DATES = (*words.DATES, "2021-07-04 23:59:59 -0700", "2021-12-31 23:30:00 -0500", "2021-03-28 02:15:00",
    "2020-02-29", "2024-02-29 00:00:01 +1400", "2020-12-31 12:00:00 -1200", "2000-1-1 1:2:3",
    "'2022-06-01T10:20'",
    "2022-06-01T10:20:30+05:45", "June 5 2021", "5 Jun 2021 3pm", "2021-06-05 03:04 PM +0200",
)  # fmt: skip


def wide_site(seed: int, *, broken: bool = False) -> RandomSite:
    """The wide site of a seed; with `broken`, something in it may stop the build."""
    random = Random(seed)
    config = _plain(random)
    base = f"{config['collections_dir']}/" if "collections_dir" in config else ""
    collections = config.get("collections")
    labels = list(collections) if isinstance(collections, Mapping) else []
    texts = _texts(random, base, labels)
    paths = sorted(texts)
    if random.random() < 0.75:
        config["defaults"] = [_default(random, paths, labels, broken) for _ in range(random.randint(1, 6))]
    if random.random() < 0.5:
        config["exclude"] = [_pattern(random, paths) for _ in range(random.randint(1, 4))]
    if random.random() < 0.45:
        config["include"] = _included(random, paths, labels, base)
    if broken and random.random() < 0.3:
        config.update(random.choice(_STOPPING))
    source = f"{config['source']}/" if "source" in config else ""
    site = RandomSite({source + path: text.encode() for path, text in texts.items()})
    site.tags = sites.tags(random, paths)
    site.files["_config.yml"] = sites.yaml(config).encode()
    if source:
        site.configs = ["_config.yml"]
    elif random.random() < 0.2:
        _link(random, site, paths)
    return site


_STOPPING: tuple[dict[str, object], ...] = (
    {"limit_posts": -1}, {"exclude": "vendor"}, {"include": "x"}, {"plugins": "jekyll-redirect-from"},
    {"collections": "docs"}, {"permalink": "/:nosuch/:title"}, {"permalink": "/:title/:Year_"},
    {"strict_front_matter": True}, {"defaults": [{"scope": {"path": ""}, "values": {"date": "never"}}]},
    {"collections": {"docs": {"output": True, "permalink": "/:nokey/"}}}, {"permalink": 5},
    {"collections": {"docs": {"output": True, "permalink": None}}},
    {"limit_posts": "3"}, {"destination": "."}, {"collections": {"docs": {"output": True, "permalink": 7}}},
)  # fmt: skip


def _plain(random: Random) -> dict[str, object]:
    """The configuration, but for what names paths."""
    chances: tuple[tuple[float, str, Callable[[], object]], ...] = (
        (0.7, "permalink", lambda: random.choice(TEMPLATES)),
        (0.7, "timezone", lambda: random.choice(words.ZONES)),
        (0.5, "baseurl", lambda: random.choice(["", "/blog", "blog/", "/日本", "/a b", "/a/", "/%20"])),
        (0.5, "url", lambda: random.choice(["https://example.com", "https://例え.jp", "", "//cdn.example"])),
        (0.85, "collections", lambda: _collections(random)),
        (0.15, "collections_dir", lambda: random.choice(["collections", "my content", "内容"])),
        (
            0.2,
            "markdown_ext",
            lambda: random.choice(["md,markdown", "md,mkd,txt", "markdown,mkd", "md, mkd"]),
        ),
        (0.25, "future", lambda: random.random() < 0.7),
        (0.2, "unpublished", lambda: random.random() < 0.7),
        (0.12, "limit_posts", lambda: random.randint(0, 9)),
        (0.1, "source", lambda: random.choice(["src", "docs/site"])),
        (0.15, "destination", lambda: random.choice(["public", "en", "docs/_site"])),
        (0.1, "plugins_dir", lambda: random.choice(["_ext", "plugins"])),
        (0.1, "data_dir", lambda: random.choice(["data", "_facts"])),
        (0.1, "layouts_dir", lambda: random.choice(["layouts", "_theme"])),
        (0.1, "includes_dir", lambda: random.choice(["includes", "_parts"])),
        (0.3, "kramdown", lambda: sites.kramdown(random)),
        (0.4, "plugins", lambda: ["jekyll-redirect-from"]),
        (0.05, "excerpt_separator", lambda: "<!--more-->"),
        (0.05, "encoding", lambda: "utf-8"),
    )
    found = {key: make() for chance, key, make in chances if random.random() < chance}
    if random.random() < 0.1 and not found.get("limit_posts") and "drafts" not in str(found):
        found["show_drafts"] = True
    if found.get("future"):
        # Posts without a date are in no order then, so that it is not known which of them are kept.
        found.pop("limit_posts", None)
    return found


def _collections(random: Random) -> dict[str, object]:
    found: dict[str, object] = {}
    for label in random.sample(
        ["docs", "tutorials", "en", "i18n", "team_members", "posts", "products.v2"], 4
    ):
        own: dict[str, object] = {"output": random.random() < 0.85}
        if random.random() < 0.5:
            own["permalink"] = random.choice(
                [*words.COLLECTION_TEMPLATES, "/:collection/:year/:slug/", "pretty"]
            )
        if random.random() < 0.2:
            own["sort_by"] = random.choice(["title", "weight", "date"])
        elif random.random() < 0.15:
            own["order"] = ["b.md", "a.md"]
        if random.random() < 0.3:
            own["name"] = "Shown"
        found[label] = own
    return found


def _name(random: Random) -> str:
    name = random.choice(NAMES)
    form = random.random()
    return unicodedata.normalize("NFD", name) if form < 0.15 else name


def _texts(random: Random, base: str, labels: list[str]) -> dict[str, str]:
    texts = {"index.html": "---\n---\nhome\n"}
    languages = random.sample(LANGUAGES, random.randint(1, 4))
    layout = random.choice(["folders", "i18n", "keys", "suffix"])
    for _ in range(random.randint(10, 40)):
        lang = random.choice(languages)
        path = _path(random, base, labels, lang, layout)
        taken = len(path.rpartition("/")[2].encode()) > 200 or sites.clashes(path, texts)
        if not taken:
            texts[path] = _text(random, path, lang)
    for path in ("_data/nav.yml", "_data/en/strings.json", "_layouts/default.html", "_includes/x.html"):
        if random.random() < 0.3:
            texts.setdefault(path, "a: 1\n" if path.endswith("yml") else "{}\n" if "json" in path else "x\n")
    for path in (
        "robots.txt",
        "feed.xml",
        "assets/main.scss",
        "assets/app.js",
        ".well-known/security.txt",
        "CNAME",
    ):
        if random.random() < 0.3:
            texts.setdefault(path, "---\n---\n" if random.random() < 0.6 else "")
    return texts


def _path(random: Random, base: str, labels: list[str], lang: str, layout: str) -> str:
    name, extension = _name(random), random.choice(EXTENSIONS)
    if layout == "suffix" and random.random() < 0.5:
        name += f".{lang}"
    folder = {"folders": f"{lang}/", "i18n": f"_i18n/{lang}/"}.get(layout, "")
    if random.random() < 0.3:
        folder = ""
    kind = random.random()
    below = random.choice(["", "", "", "2021/", "Deep Dive/", "日本/", "a.b/"])
    if kind < 0.45:
        day = f"20{random.randint(8, 25):02}-{random.randint(1, 12):02}-{random.randint(1, 28):02}-"
        if random.random() < 0.06:
            day = random.choice(["", "2021-2-3-", "21-02-03-", "2021-02-31-", "2098-01-01-"])
        above = folder + random.choice(["", "", "", "News/", "blog/tech/", "カテゴリ/"])
        return f"{base}{above}_posts/{below}{day}{name}{extension}"
    if kind < 0.5:
        return f"{base}{folder}_drafts/{below}{name}{extension}"
    if kind < 0.75 and labels:
        label = random.choice(labels)
        inside = f"{lang}/" if layout in ("folders", "i18n") and random.random() < 0.5 else below
        return f"{base}_{label}/{inside}{name}{extension}"
    if kind < 0.78:
        return f"{random.choice(['_pages/', '_hidden/', '.github/', '#x/'])}{name}{extension}"
    return f"{folder}{below}{name}{extension}"


def _text(random: Random, path: str, lang: str) -> str:
    if random.random() < 0.08:
        return "" if path.endswith(".scss") else "just text\n"
    if path.endswith((".scss", ".json", ".webmanifest", ".css", ".js")):
        return random.choice(["---\n---\n", "---\npermalink: /other.css\n---\n", ""])
    page = "_posts/" not in path and "_drafts/" not in path and path[:1] != "_"
    chances: tuple[tuple[float, str, Callable[[], object]], ...] = (
        (0.7, "title", lambda: sites.quoted(random.choice((*NAMES, *words.HEADINGS)))),
        (0.4, "date", lambda: random.choice(DATES)),
        (0.25, "permalink", lambda: random.choice(PAGE_PERMALINKS if page else OWN_PERMALINKS)),
        (0.15, "slug", lambda: sites.quoted(_name(random))),
        (0.3, "categories", lambda: random.choice(CATEGORIES)),
        (0.1, "category", lambda: random.choice(["one two", "[x, y]", "日本", "2021", "''"])),
        (0.15, "tags", lambda: random.choice(CATEGORIES)),
        (0.5, "lang", lambda: lang),
        (0.08, "published", lambda: random.choice(["true", "false", "", "'false'", "no"])),
        (
            0.06,
            "redirect_from",
            lambda: random.choice(["/alt/", "[/alt1, '/日本/']", "/old.html", "[]", "old"]),
        ),
        (0.02, "redirect_to", lambda: random.choice(["https://example.org/", "/welcome/", "[/one/]"])),
        (0.06, "weight", lambda: random.randint(1, 9)),
        (0.04, "render_with_liquid", lambda: "false"),
    )
    keys = [f"{key}: {make()}\n" for chance, key, make in chances if random.random() < chance]
    random.shuffle(keys)
    return "---\n" + "".join(keys) + "---\n" + sites.body(random, path)


def _default(random: Random, paths: list[str], labels: list[str], broken: bool) -> dict[str, object]:
    scope: dict[str, object] = {}
    if random.random() < 0.85:
        scope["path"] = "" if random.random() < 0.2 else _scope(random, paths)
    if random.random() < 0.5:
        scope["type"] = random.choice(["posts", "pages", "drafts", "post", "page", *labels])
    values: dict[str, object] = {}
    permalinks = [
        "/:categories/:title/",
        "/x/:title:output_ext",
        "/:lang/:title",
        "/d/:path/:basename",
        "/d/",
    ]
    if random.random() < 0.45:
        values["permalink"] = random.choice(
            [*permalinks, "/zh/:year/:slug/", "/:title.html", None, ""][: 9 if broken else 7]
        )
    for chance, key, some in (
        (0.25, "categories", [["默认"], "one two", [], None]),
        (0.15, "category", ["solo"]),
        (0.15, "published", [False, True]),
        (0.1, "slug", ["from-defaults"]),
        (0.08, "date", ["2018-05-06 23:30:00 +0100", "2017-01-02"]),
        (0.3, "lang", ["en", "zh-cn"]),
        (0.2, "tags", [["t"], "a b"]),
        (0.1, "title", ["Default title"]),
        (0.05, "render_with_liquid", [False]),
    ):
        if random.random() < chance:
            values[key] = random.choice(some)
    return {"values": values} if broken and random.random() < 0.05 else {"scope": scope, "values": values}


def _scope(random: Random, paths: list[str]) -> str:
    """A part of a path of the site, from its folder on; often with a glob in it."""
    parts = random.choice(paths).split("/")
    cut = parts[: random.randint(1, len(parts))]
    if random.random() < 0.45:
        at = random.randrange(len(cut))
        cut[at] = random.choice(
            ["*", "**", cut[at][:1] + "*", "*" + cut[at][-2:], "?" + cut[at][1:] + "*", "**"]
        )
    text = "/".join(cut)
    shape = random.random()
    if shape < 0.1:
        return text + "/"
    if shape < 0.15:
        return "/" + text
    if shape < 0.2:
        return "./" + text
    return text[: max(1, len(text) - 2)] if shape < 0.3 else text


def _pattern(random: Random, paths: list[str]) -> str:
    """A pattern of `exclude`: about a path of the site, or about all of a kind."""
    shape = random.random()
    if shape < 0.2:
        return random.choice(
            ["*.txt", "**/*.json", "*.css", "a*", "README.md", "vendor", "*/2021", "[A-M]*", "?"]
        )
    parts = random.choice(paths).split("/")
    text = "/".join(parts[: random.randint(1, len(parts))])
    if shape < 0.3:
        return text + "/"
    if shape < 0.4:
        return "/" + text
    if shape < 0.5:
        return text[:-1] + "*"
    return f"{text.rpartition('/')[0]}/*".lstrip("/") if shape < 0.6 else text


def _included(random: Random, paths: list[str], labels: list[str], base: str) -> list[str]:
    hidden = [p for p in paths if any(part[:1] in "._#~" for part in p.split("/"))]
    some = ["_pages", ".well-known", "_pages/*", ".htaccess", "_hidden/", "*.json", "/_pages"]
    some += [f"{base}_{label}" for label in labels]
    some += [random.choice(hidden) for _ in range(3)] if hidden else []
    return random.sample(some, random.randint(1, 3))


def _link(random: Random, site: RandomSite, paths: list[str]) -> None:
    """One or two symbolic links: to files and folders of the site."""
    for name in random.sample(["linked", "en/mirror", "_posts/2019-09-09-linked.md", "same.md"], 2):
        target = random.choice(paths)
        if not name.endswith(".md"):
            target = target.rpartition("/")[0].partition("/")[0] or target
        if not sites.clashes(name, site.files) and not name.startswith(target + "/"):
            site.links[name] = target
