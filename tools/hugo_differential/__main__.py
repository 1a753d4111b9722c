"""``python -m tools.hugo_differential --seed N --count M``: random sites, built by Hugo, against postlint."""

from __future__ import annotations

import csv
import html
import io
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from postlint.post import Post
from postlint.site.facts import facts
from postlint.site.generator import load_context
from postlint.site.model import Site
from postlint.text import Source
from tools.hugo_differential.sites import random_site


@click.command()
@click.option("--seed", default=1, show_default=True, help="The seed of the first site.")
@click.option("--count", default=100, show_default=True, help="How many sites.")
@click.option("--keep", type=click.Path(path_type=Path), help="A folder for the sites that differ.")
def main(seed: int, count: int, keep: Path | None) -> None:
    """Compare what postlint says of random sites with what Hugo makes of them."""
    bad = 0
    with TemporaryDirectory() as scratch:
        for one in range(seed, seed + count):
            files = random_site(one)
            folder = Path(scratch) / str(one)
            write(files, folder)
            found = list(differences(files, folder))
            for line in found:
                click.echo(f"{one}: {line}")
            bad += bool(found)
            if found and keep:
                write(files, keep / str(one))
            shutil.rmtree(folder)
    click.echo(f"{count} sites: {bad} differ")
    raise SystemExit(bool(bad))


def write(files: Mapping[str, bytes], folder: Path) -> None:
    """The files of a site, written below a folder."""
    for path, data in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def differences(files: Mapping[str, bytes], folder: Path) -> Iterator[str]:
    """One line for each thing that postlint says otherwise than Hugo, of a site that lies in a folder."""
    readers = {path: (lambda data=data: data) for path, data in files.items()}
    context = load_context("hugo", readers, now=datetime.now(UTC), listing=files.keys)
    texts = [p for p in files if p.endswith((".md", ".markdown", ".html")) and not p.startswith("layouts/")]
    posts = {p: Post(Source.decode(p, files[p]), context) for p in texts}
    site = Site(context, [facts(post) for post in posts.values()], list(files), files.get)
    built = subprocess.run(["hugo", "--quiet", "-s", str(folder)], check=False, capture_output=True)
    if built.returncode:
        if not any(one.breaks for one in site.by_path.values()):
            yield f"the build stops: {built.stdout.decode()[-300:]}{built.stderr.decode()[-300:]}"
        return
    listed = _listed(folder)
    for path, one in site.by_path.items():
        if path not in posts:
            continue
        url = listed.get(path)
        known = (one.url or one.address) and site.base + (one.url or one.address or "")
        if one.sure and one.role != "none" and url is not None and known != url:
            yield f"{path}: address {known}, Hugo {url}"
        if one.role == "none" and url is not None:
            yield f"{path}: no page ({one.why}), Hugo {url}"
        unlisted = "/_index." in path or b"list: never" in files[path]
        if one.sure and one.url is not None and url is None and not unlisted:
            yield f"{path}: url {one.url}, Hugo lists none"
        if one.sure and one.file is not None:
            yield from _written(path, site, folder)


def _listed(folder: Path) -> dict[str, str]:
    output = subprocess.run(["hugo", "list", "all", "-s", str(folder)], check=True, capture_output=True)
    text = output.stdout.decode()
    # Warnings may stand before the table.
    rows = csv.DictReader(io.StringIO(text[text.index("path,slug") :]))
    found = {row["path"]: row["permalink"] for row in rows if row["permalink"]}
    return {path: re.sub("^https?://[^/]*", "", link) for path, link in found.items()}


def _written(path: str, site: Site, folder: Path) -> Iterator[str]:
    one = site.by_path[path]
    file = folder / "public" / (one.file or "")
    if not file.is_file():
        yield f"{path}: not written to {one.file}"
        return
    if len(site.by_file[one.file or ""]) > 1:
        return
    text = file.read_text("utf-8")
    tags = re.findall(r"<[a-zA-Z][^<>]*>", text)
    ids = {html.unescape(i) for tag in tags for i in re.findall(r'\s(?:id|name)="?([^">]+)"?', tag)}
    if ids != set(one.anchors) and file.suffix == ".html":
        missing, extra = ids - set(one.anchors), set(one.anchors) - ids
        yield f"{path}: anchors: not known {sorted(missing)}, not there {sorted(extra)}"


if __name__ == "__main__":
    main()
