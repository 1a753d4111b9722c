"""Random Hugo sites: every file of one."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

from tools.jekyll_differential.words import DATES, HEADINGS

NAMES = (
    "plain", "Hello World", "héllo-Wörld", "日本語の記事", "under_score.dots.v1.2", "C++ & C#", "UPPER_Case",
    "2020-01-02-dated", "2020-1-2-odd", "a#b", "a+b", "x~y", "(par)", "10 percent", "v2.7.1", "e\u0301nfd",
    "ΟΔΟΣ", "İstanbul", "ß", "привет", "a,b", "tilde~x", "two  blanks", "a.b", "news", "tags", "page",
)  # fmt: skip
FOLDERS = ("posts", "posts", "posts", "blog", "Logs/Sub Dir", "docs/deep/er", "notes", "日本", "", "v1.0")
PERMALINKS = (
    "/:year/:month/:day/:slug/", "/:year/:monthname/:title/", "/p/:filename/", "/:section/:slugorfilename",
    "/:sections/:title/", "/:slug.html", "/:weekdayname/:yearday/:slug/", "/x/:title/", "/:year/:slug",
)  # fmt: skip
_PLAIN_DATES = tuple(d for d in DATES if d[:1] not in "'\"" and not d.startswith(("H31", "15805")))
LANGUAGES = {"en": {"weight": 1}, "ja": {"weight": 2}, "fr": {"weight": 3}}


def random_site(seed: int) -> dict[str, bytes]:
    """The files of the site of a seed, by path."""
    random = Random(seed)
    config = _config(random)
    content = str(config.get("contentDir", "content"))
    files = _configuration(random, config)
    folders = _content_folders(config, content)
    for kind in ("single", "list", "index"):
        place = "layouts/index.html" if kind == "index" else f"layouts/_default/{kind}.html"
        files[place] = "<main>{{ .Content }}</main>\n"
    files["static/img/a.png"] = "x"
    for _ in range(random.randint(4, 20)):
        path = _path(random, "languages" in config)
        place = f"{random.choice(folders)}/{path}"
        stem = place.rpartition(".")[0]
        if not any(known.startswith((place + "/", stem + ".")) for known in files):
            files[place] = _text(random, path)
    return {path: text.encode() for path, text in files.items()}


def _configuration(random: Random, config: dict[str, object]) -> dict[str, str]:
    """The configuration in one file, or in several whose names are keys."""
    if random.random() < 0.8:
        return {"hugo.json": json.dumps(config, ensure_ascii=False)}
    split = [key for key in ("permalinks", "languages", "markup") if key in config]
    files = {f"config/_default/{key}.json": json.dumps(config[key], ensure_ascii=False) for key in split}
    rest = {key: value for key, value in config.items() if key not in split}
    return {"config/_default/hugo.json": json.dumps(rest, ensure_ascii=False), **files}


def _content_folders(config: dict[str, object], default: str) -> list[str]:
    languages = config.get("languages")
    own = [of.get("contentDir") for of in languages.values()] if isinstance(languages, dict) else [None]
    return sorted({str(folder or default) for folder in own})


_OWN_LANGUAGES = {
    "en": {"weight": 1, "contentDir": "content/en"},
    "ja": {"weight": 2, "contentDir": "content/ja", "permalinks": {"posts": "/nikki/:title/"}},
    "fr": {"weight": 3, "contentDir": "textes"},
}


_CHANCES: tuple[tuple[float, str, Callable[[Random], object]], ...] = (
    (0.4, "permalinks", lambda r: {s: r.choice(PERMALINKS) for s in r.sample(["posts", "blog", "docs"], 2)}),
    (0.1, "uglyURLs", lambda r: True),  # noqa: ARG005
    (0.15, "disablePathToLower", lambda r: True),  # noqa: ARG005
    (0.1, "removePathAccents", lambda r: True),  # noqa: ARG005
    (0.1, "contentDir", lambda r: "pages"),  # noqa: ARG005
    (0.2, "buildDrafts", lambda r: r.random() < 0.5),
    (0.2, "buildFuture", lambda r: r.random() < 0.5),
    (0.2, "buildExpired", lambda r: r.random() < 0.5),
    (0.2, "timeZone", lambda r: r.choice(["Asia/Tokyo", "America/Los_Angeles"])),
    (0.15, "frontmatter", lambda r: {"date": r.choice([[":filename", ":default"], ["date", ":filename"]])}),
    (0.2, "languages", lambda r: r.choice([LANGUAGES, _OWN_LANGUAGES])),
    (0.2, "defaultContentLanguageInSubdir", lambda r: r.random() < 0.5),
    (0.4, "markup", lambda r: {"goldmark": {"renderer": {"unsafe": r.random() < 0.5}}}),
    (0.1, "ignoreFiles", lambda r: ["\\.foo$", "^content/notes/"]),  # noqa: ARG005
)


def _config(random: Random) -> dict[str, object]:
    config: dict[str, object] = {
        "baseURL": random.choice(["https://example.org/", "https://example.org/sub/", "https://example.org"]),
        "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "404"],
        "title": "t",
    }
    for chance, key, make in _CHANCES:
        if random.random() < chance:
            config[key] = make(random)
    return config


def _path(random: Random, languages: bool) -> str:
    name, folder = random.choice(NAMES), random.choice(FOLDERS)
    place = f"{folder}/" if folder else ""
    language = random.choice(["", "", ".ja", ".fr", ".en"]) if languages else ""
    kind = random.random()
    if kind < 0.6:
        return f"{place}{name}{language}.md"
    if kind < 0.75:
        return f"{place}{name}/index{language}.md"
    if kind < 0.82:
        # A folder of taxonomies is none that the sites have.
        name = "plain" if name == "tags" else name
        return f"{place}{name}/_index{language}.md"
    if kind < 0.88:
        return f"{place}{name}/inner{random.choice(['.md', '.png', ' Pic.jpg'])}"
    if kind < 0.94:
        return f"{place}_index{language}.md"
    return f"{place}{name}{random.choice(['.html', '.markdown', '.foo', '.txt', '.png', '.org'])}"


def _text(random: Random, path: str) -> str:
    if not path.endswith((".md", ".markdown", ".html")):
        return "x"
    keys = "".join(_keys(random))
    return f"---\n{keys}---\n" + _body(random, raw=path.endswith(".md"))


def _keys(random: Random) -> list[str]:
    chances: tuple[tuple[float, str, Callable[[], object]], ...] = (
        (0.8, "title", lambda: json.dumps(random.choice(HEADINGS + NAMES), ensure_ascii=False)),
        (0.6, "date", lambda: random.choice(_PLAIN_DATES)),
        (0.2, "slug", lambda: json.dumps(random.choice([*NAMES, "a/b", "-x-"]), ensure_ascii=False)),
        (
            0.1,
            "url",
            lambda: random.choice(["/u/x/", "rel/x", "/u.html", "/Up Case/", "/日本/x", "/a/../b/"]),
        ),
        (0.1, "draft", lambda: random.choice(["true", "false"])),
        (0.05, "publishDate", lambda: "2099-01-01"),
        (0.05, "expiryDate", lambda: "2001-01-01"),
        (0.05, "aliases", lambda: "[/old/, /old2]"),
        (0.05, "_build", lambda: random.choice(["{render: never}", "{render: link}", "{list: never}"])),
        (0.04, "headless", lambda: "true"),
        (
            0.08,
            "cascade",
            lambda: random.choice(["{draft: true}", "{type: docs}", "[{layout: x}, {url: /c/}]"]),
        ),
        (0.03, "type", lambda: "other"),
        (0.03, "lastmod", lambda: "2021-01-01"),
    )
    return [f"{key}: {make()}\n" for chance, key, make in chances if random.random() < chance]


def _body(random: Random, raw: bool) -> str:
    blocks = []
    if raw and random.random() < 0.3:
        blocks.append('<div id="block">x</div>\n\ntext <a id="inline" name="named">y</a>\n')
    for _ in range(random.randint(0, 5)):
        text = random.choice(HEADINGS)
        if "{{" not in text:
            blocks.append(f"{'#' * random.randint(1, 4)} {text}\n\npara\n")
    return "\n".join(blocks)
