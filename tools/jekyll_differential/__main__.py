"""``python -m tools.jekyll_differential --seed N --count M``: random sites, built by Jekyll.

Every difference is printed with the seed of its site; ``--keep FOLDER`` writes the sites that differ.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tools.jekyll_differential.compare import differences
from tools.jekyll_differential.inspected import inspected
from tools.jekyll_differential.large import large_site
from tools.jekyll_differential.sites import RandomSite, random_site
from tools.jekyll_differential.wide import wide_site

RECORDER = Path(__file__).with_name("record.rb")


@click.command()
@click.option("--seed", default=1, show_default=True, help="The seed of the first site.")
@click.option("--count", default=100, show_default=True, help="How many sites.")
@click.option("--wide", is_flag=True, help="Sites in many languages, as real ones are made.")
@click.option("--inspect", is_flag=True, help="Ask `postlint inspect` for the addresses, too.")
@click.option("--large", type=int, help="One site of so many documents, instead of many sites.")
@click.option("--texts", type=click.Path(path_type=Path, exists=True), help="A folder of its texts.")
@click.option("--keep", type=click.Path(path_type=Path), help="A folder for the sites that differ.")
def main(
    seed: int,
    count: int,
    wide: bool,
    inspect: bool,
    large: int | None,
    texts: Path | None,
    keep: Path | None,
) -> None:
    """Compare what postlint says of random sites with what Jekyll makes of them."""
    count = 1 if large else count
    bad = total = 0
    with TemporaryDirectory() as scratch, recorder() as jekyll:
        for one in range(seed, seed + count):
            if large:
                site = large_site(large, one, texts)
            else:
                site = (wide_site if wide else random_site)(one, broken=one % 10 == 0)
            folder = Path(scratch) / str(one)
            write(site, folder)
            record = build(jekyll, folder, site)
            found = [] if site.links else list(differences(site, record))
            if inspect or site.links:
                found += inspected(site, folder, record)
            total += len(site.files)
            for line in found:
                click.echo(f"{one}: {line}")
            if found:
                bad += 1
                if keep:
                    write(site, keep / str(one))
            shutil.rmtree(folder)
    click.echo(f"{count} sites of {total} files: {bad} differ")
    raise SystemExit(bool(bad))


def recorder() -> subprocess.Popen[bytes]:
    """The process that builds sites."""
    return subprocess.Popen(["ruby", str(RECORDER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def build(jekyll: subprocess.Popen[bytes], folder: Path, site: RandomSite) -> dict[str, object]:
    """What Jekyll makes of a site that lies in a folder."""
    assert jekyll.stdin is not None
    assert jekyll.stdout is not None
    wanted = {"folder": str(folder), "configs": site.configs, "tags": site.tags}
    jekyll.stdin.write(json.dumps(wanted).encode() + b"\n")
    jekyll.stdin.flush()
    answer: dict[str, object] = json.loads(jekyll.stdout.readline())
    return answer


def lacks_plugin(record: dict[str, object]) -> bool:
    """Whether a build stopped since the gem of a plugin is not installed."""
    return record.get("class") == "Jekyll::Errors::MissingDependencyException"


def write(site: RandomSite, folder: Path) -> None:
    """The files of a site, written below a folder."""
    for path, data in site.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    for path, target in site.links.items():
        link = folder / path
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(folder / target)


if __name__ == "__main__":
    main()
