"""One large site in many languages, as the sites of large projects are laid out.

Its texts are those of a folder of posts (any Markdown files below it), with their Liquid taken out and links
of every kind put in; without a folder, they are made up.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random

from tools.jekyll_differential import sites, words
from tools.jekyll_differential.sites import RandomSite
from tools.jekyll_differential.wide import CATEGORIES, NAMES

LANGUAGES = ("en", "zh_cn", "zh_tw", "ja", "ko", "ar", "de", "fr", "pt", "ru", "vi", "bg")
CONFIG: dict[str, object] = {
    "url": "https://lang.example",
    "baseurl": "/project",
    "timezone": "Asia/Tokyo",
    "permalink": "/:categories/:year/:month/:day/:title/",
    "collections_dir": "",
    "collections": {
        "guides": {"output": True, "permalink": "/:collection/:path/", "sort_by": "weight"},
        "api": {"output": True},
        "people": {"output": False},
        "articles": {"output": True, "permalink": "/:title/"},
    },
    "defaults": [
        {"scope": {"path": "", "type": "posts"}, "values": {"layout": "news"}},
        {"scope": {"path": "zh_cn"}, "values": {"lang": "zh-CN", "categories": ["中文"]}},
        {"scope": {"path": "*/security", "type": "pages"}, "values": {"permalink": "/:path/:basename/"}},
        {"scope": {"path": "_guides/ja"}, "values": {"permalink": "/ja/guides/:slug/"}},
        {"scope": {"path": "_articles/**/old"}, "values": {"published": False}},
        {
            "scope": {"path": "pt/news/_posts", "type": "posts"},
            "values": {"permalink": "/pt/:year/:title.html"},
        },
        {"scope": {"path": "ko", "type": "posts"}, "values": {"date": "2015-05-05 23:30:00 +0000"}},
    ],
    "include": [".well-known", "_pages"],
    "exclude": ["README.md", "vendor", "**/drafts", "Rakefile", "*/internal/*"],
    "markdown_ext": "markdown,mkdown,mkdn,mkd,md,text",
}


def large_site(documents: int, seed: int, texts: Path | None = None) -> RandomSite:
    """A site of so many documents; `texts` is a folder whose Markdown files are its content."""
    random = Random(seed)
    contents = cycle(_contents(texts) if texts is not None else [""])
    site = RandomSite({"_config.yml": sites.yaml(CONFIG).encode()})
    paths: dict[str, str] = {}
    while len(paths) < documents:
        path = _path(random, len(paths))
        if not sites.clashes(path, paths):
            paths[path] = ""
    names = list(paths)
    for path, content in zip(paths, islice(contents, documents), strict=True):
        site.files[path] = _document(random, path, content or sites.body(random, path), names).encode()
    site.tags = [tag for _ in range(documents // 20) for tag in sites.tags(random, names)]
    return site


def _contents(folder: Path) -> list[str]:
    """The bodies of the Markdown files in a folder, without Liquid."""
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".markdown"))
    texts = (path.read_text("utf-8", errors="ignore") for path in files)
    return [_body(text) for text in texts]


def _body(text: str) -> str:
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)
    body = parts[2] if len(parts) == 3 and not parts[0].strip() else text
    return re.sub(r"\{[{%].*?[%}]\}|\{[{%]", "", body, flags=re.DOTALL)


def _path(random: Random, number: int) -> str:
    lang = random.choice(LANGUAGES)
    name = random.choice(NAMES) if random.random() < 0.5 else f"release-{random.randint(1, 9)}.{number}"
    if random.random() < 0.3:
        name = random.choice(words.SLUGS)
    end = random.choice([".md"] * 8 + [".markdown", ".html", ".text", ".mkd"])
    day = f"20{random.randint(2, 26):02}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
    shape = random.random()
    if shape < 0.5:
        below = random.choice(["", "", f"{day[:4]}/"])
        return f"{lang}/{random.choice(['news/', 'news/', '', 'Blog Two/'])}_posts/{below}{day}-{name}{end}"
    if shape < 0.7:
        folder = random.choice(["documentation/", "security/", "internal/", "", "about/team/", "drafts/"])
        return f"{lang}/{folder}{name}{end}"
    if shape < 0.95:
        label = random.choice(["guides", "guides", "api", "articles", "people"])
        return f"_{label}/{lang}/{random.choice(['', 'old/', 'v2.0/'])}{name}{end}"
    return f"{random.choice(['_pages/', '', 'assets/', '_posts/' + day + '-'])}{name}{end}"


def _document(random: Random, path: str, content: str, names: Sequence[str]) -> str:
    keys = [f"title: {json.dumps(random.choice(words.HEADINGS), ensure_ascii=False)}\n"]
    chances = (
        (0.4, "date", [d for d in words.DATES if d[:2] in ("20", "19", "'2")]),
        (0.15, "categories", CATEGORIES),
        (0.1, "tags", CATEGORIES),
        (0.06, "permalink", ["/x/:title/", "/pretty", "/日本/:slug/", "/y/:year/:title.html"]),
        (0.05, "slug", [json.dumps(name, ensure_ascii=False) for name in NAMES]),
        (0.04, "published", ["true", "false", "'false'"]),
    )
    page = not any(part[:1] == "_" for part in path.split("/"))
    for chance, key, values in chances:
        if random.random() < chance and not (page and key == "permalink"):
            keys.append(f"{key}: {random.choice(values)}\n")
    return "---\n" + "".join(keys) + "---\n" + content + "\n\n" + "".join(_links(random, names))


def _links(random: Random, names: Sequence[str]) -> Iterator[str]:
    for _ in range(random.randint(0, 3)):
        name = random.choice(names)
        page, folder = name.rpartition(".")[0], name.partition("/")[0]
        yield f"[a](/{page}) [b]({{{{ '/{folder}/' | relative_url }}}})\n\n"
