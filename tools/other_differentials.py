"""``python -m tools.other_differentials hexo --programs FOLDER``: random sites, built by Hexo or Eleventy.

`FOLDER` is one in which `npm install hexo@8 hexo-renderer-marked @11ty/eleventy` was run. Every difference
between the addresses that the program gives and those that postlint is sure of is printed.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Literal
from urllib.parse import unquote

import click

from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.generator import load_context
from postlint.site.model import Site
from postlint.text import Source
from tools.jekyll_differential import words

Files = dict[str, str]
_DATES = tuple(d for d in words.DATES if d[:2] in ("20", "19", "'2", '"2'))
_PACKAGE = json.dumps({"hexo": {"version": "8.0.0"}, "dependencies": {"hexo-renderer-marked": "*"}})
_HEXO = """
const Hexo = require('hexo'); const h = new Hexo(process.argv[1], {silent: true});
h.init().then(() => h.load()).then(() => {
  const found = {};
  for (const kind of ['posts', 'pages'])
    h.locals.get(kind).forEach(one => { found['source/' + one.source] = one.path.replace(/^\\/*/, '/'); });
  console.log(JSON.stringify(found));
});
"""


@click.command()
@click.argument("generator", type=click.Choice(["hexo", "eleventy"]))
@click.option("--programs", required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--seed", default=1, show_default=True, help="The seed of the first site.")
@click.option("--count", default=20, show_default=True, help="How many sites.")
def main(generator: Literal["hexo", "eleventy"], programs: Path, seed: int, count: int) -> None:
    """Compare what postlint says of random sites with what their generator makes of them."""
    make, built = {"hexo": (hexo_site, hexo), "eleventy": (eleventy_site, eleventy)}[generator]
    bad = sure = total = 0
    for one in range(seed, seed + count):
        files = make(Random(one))
        with TemporaryDirectory() as scratch:
            folder = Path(scratch)
            for path, text in files.items():
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (folder / path).write_text(text, "utf-8")
            theirs = built(folder, programs.resolve())
        ours = _ours(generator, files)
        total += len(theirs)
        sure += sum(path in theirs and is_sure for path, (_, is_sure) in ours.items())
        found = list(_differences(ours, theirs))
        for line in found:
            click.echo(f"{one}: {line}")
        bad += bool(found)
    click.echo(f"{count} sites: {bad} differ; of {total} pages the address of {sure} is certain")
    raise SystemExit(bool(bad))


def _ours(generator: Literal["hexo", "eleventy"], files: Files) -> dict[str, tuple[str | None, bool]]:
    readers: Mapping[str, Callable[[], bytes]] = {p: (lambda t=t: t.encode()) for p, t in files.items()}
    context = load_context(generator, readers, now=datetime.now(UTC))
    texts = [path for path in files if path.endswith((".md", ".html", ".markdown"))]
    posts = [Post(Source.decode(path, files[path].encode()), context) for path in texts]
    site = Site(context, map(facts, posts), list(files), lambda path: files[path].encode())
    return {path: (site.by_path[path].url, site.by_path[path].sure) for path in texts}


def _differences(ours: Mapping[str, tuple[str | None, bool]], theirs: Mapping[str, str]) -> Iterator[str]:
    for path, (url, sure) in ours.items():
        page = theirs.get(path)
        decoded = None if url is None else unquote(url)
        if sure and decoded != page:
            yield f"{path}: address {decoded}, the build {page}"


def hexo(folder: Path, programs: Path) -> dict[str, str]:
    """The pages that Hexo has, by their sources."""
    (folder / "node_modules").symlink_to(programs / "node_modules")
    run = ["node", "-e", _HEXO, str(folder)]
    done = subprocess.run(run, cwd=folder, check=True, capture_output=True, env=_environment())
    found: dict[str, str] = json.loads(done.stdout.decode().splitlines()[-1])
    return {path: re.sub("/index.html$", "/", page) for path, page in found.items()}


def eleventy(folder: Path, programs: Path) -> dict[str, str]:
    """The pages that Eleventy writes, by their sources."""
    run = [str(programs / "node_modules/.bin/eleventy"), "--to=json", "--quiet"]
    done = subprocess.run(run, cwd=folder, check=True, capture_output=True, env=_environment())
    text = done.stdout.decode()
    pages = json.loads(text[text.index("[") :])
    return {page["inputPath"].removeprefix("./"): page["url"] for page in pages if page["url"]}


def _environment() -> dict[str, str]:
    return {"PATH": f"{Path(shutil.which('node') or '').parent}:/usr/bin:/bin", "TZ": "UTC", "HOME": "/tmp"}


def hexo_site(random: Random) -> Files:
    """The files of a Hexo site."""
    permalinks = (
        ":year/:month/:day/:title/", ":category/:title/", "blog/:title.html", ":hash", ":timestamp/:name/",
        ":year/:i_month/:i_day/:post_title/", "p/:name/", ":title", ":lang/:title/", ":id/:title/",
        ":year-:month-:day-:title.html", "a/:hour:minute/:title/",
    )  # fmt: skip
    config: dict[str, object] = {"title": "t", "url": "https://example.org", "theme": False}
    for chance, key, values in (
        (0.7, "permalink", permalinks),
        (0.5, "timezone", ("UTC", "Asia/Tokyo", "America/New_York")),
        (0.3, "new_post_name", (":title.md", ":year-:month-:day-:title.md", ":year/:title.md")),
        (0.2, "default_category", ("misc",)),
        (0.2, "category_map", ({"foo": "bar"},)),
        (0.2, "future", (False, True)),
        (0.2, "render_drafts", (True, False)),
        (0.2, "filename_case", (1, 2)),
        (0.2, "pretty_urls", ({"trailing_index": False}, {"trailing_html": False})),
        (0.2, "permalink_defaults", ({"lang": "en"},)),
    ):
        if random.random() < chance:
            config[key] = random.choice(values)
    files = {"_config.yml": json.dumps(config, ensure_ascii=False), "package.json": _PACKAGE}
    for _ in range(random.randint(8, 20)):
        name = random.choice(words.SLUGS)
        day = f"20{random.randint(10, 25)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}-"
        place = random.choice(["_posts/", "_posts/", "_posts/sub/", "_drafts/", "", "about/", "日本/"])
        name = day + name if random.random() < 0.3 else name
        end = random.choice([".md", ".md", ".md", ".html", ".markdown"])
        files[f"source/{place}{name}{end}"] = _text(random, ("date", "permalink", "categories"))
    return files


def eleventy_site(random: Random) -> Files:
    """The files of an Eleventy site."""
    source = random.choice(["", "src"])
    config: dict[str, object] = {"dir": {"input": source or ".", "output": "_site"}}
    files = {"eleventy.config.js": f"module.exports = () => ({json.dumps(config)});\n"}
    for _ in range(random.randint(8, 20)):
        name = random.choice(words.SLUGS)
        day = f"20{random.randint(10, 25)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}-"
        place = random.choice(["posts/", "posts/", "posts/sub/", "", "about/", "日本/", "_hidden/"])
        name = day + name if random.random() < 0.3 else name
        path = f"{place}{name}{random.choice(['.md', '.md', '.html'])}"
        # Two pages at one address, and one without an extension, stop Eleventy.
        text = _text(random, ("permalink",)).replace("permalink: bare\n", "")
        text = re.sub(r"(?m)^permalink: /?(?!false)", f"permalink: /{len(files)}/", text)
        place = f"{source}/{path}" if source else path
        if not any(known.rpartition(".")[0] == place.rpartition(".")[0] for known in files):
            files[place] = text
    return files


def _text(random: Random, keys: tuple[str, ...]) -> str:
    values = {
        "date": _DATES,
        "permalink": ("/own/x/", "own/y.html", "/日本/z/", "/a b/", "bare", "false", "/x/index.html"),
        "categories": ("foo", "[foo, bar]", "[Foo Bar, 日本]", "[[a, b], [c]]", "[]"),
    }
    front = [f"title: {json.dumps(random.choice(words.HEADINGS), ensure_ascii=False)}\n"]
    for key in keys:
        if random.random() < (0.6 if key == "date" else 0.25):
            front.append(f"{key}: {random.choice(values[key])}\n")
    if random.random() < 0.1:
        front.append(random.choice(["published: false\n", "slug: own-slug\n", "lang: fr\n", "draft: true\n"]))
    return "---\n" + "".join(front) + "---\npara\n"


if __name__ == "__main__":
    main()
