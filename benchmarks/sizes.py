"""``python -m benchmarks.sizes``: what one post costs as it grows, each hostile kind a tenth, and whole.

Each figure is of a process of its own: CPU seconds of a run over this post with all default rules, without
the start, and the peak of its memory. Where the cost is linear, the whole takes ten times what its tenth
does.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from postlint.project import Request
from postlint.run import run
from postlint.selection import Choice

FRONT = '---\nlayout: post\ntitle: "x"\ndate: 2019-01-01 09:00:00 +0800\ncategories: a\ntags: b\n{keys}---\n'
BODIES: Mapping[str, tuple[Callable[[int], str], int]] = {
    "one line of text, characters": (lambda n: "国务院新闻。" * (n // 6), 10_000_000),
    "one line of paragraphs, characters": (lambda n: "<p>国务院新闻。</p>" * (n // 13), 10_000_000),
    "one line of [, characters": (lambda n: "[" * n, 10_000_000),
    "links": (lambda n: "[a](https://a.example/b)\n" * n, 100_000),
    "tags": (lambda n: "<b>x</b>" * (n // 2), 1_000_000),
    "misnested tags": (lambda n: "<b><i>x</b></i>" * (n // 4), 100_000),
    "nested tags": (lambda n: "<div>" * n + "</div>" * n, 100_000),
    "tags that stay open": (lambda n: "<b>" * n, 100_000),
    "many keys of front matter": (lambda n: "".join(f"key{i:06}: v\n" for i in range(n)), 15_000),
    "keys of front matter, refused": (lambda n: "".join(f"key{i:06}: v\n" for i in range(n)), 100_000),
}
BOUNDS = ("file/too-large", "html/too-deep", "html/too-many-attributes", "link/too-many")
"""The rules that keep the others from what is too much: left out, so that all is looked at."""


def cost(kind: str, size: int) -> tuple[float, float]:
    """Seconds of CPU time, and the peak memory in MB, of a run over one post; call it once in a process."""
    _seconds(kind, _LEAST)
    return _seconds(kind, size), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


_LEAST = 20
"""The size of the post for which all modules are imported, and whose run is not counted."""


def _seconds(kind: str, size: int) -> float:
    made = BODIES[kind][0](size)
    keys = "keys" in kind
    text = FRONT.format(keys=made if keys else "") + ("text\n" if keys else made + "\n")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "_config.yml").write_text("title: x\n")
        Path(folder, "_posts").mkdir()
        Path(folder, "_posts", "2019-01-01-x.md").write_text(text, encoding="utf-8")
        request = Request((folder,), Choice(ignore=BOUNDS), isolated=True, jobs=1)
        before = time.process_time()
        run(request, datetime(2026, 1, 1, tzinfo=UTC))
        return time.process_time() - before


def apart(kind: str, size: int) -> tuple[float, float]:
    """`cost`, in a process of its own."""
    command = (sys.executable, "-m", "benchmarks.sizes", "--kind", kind, "--size", str(size))
    seconds, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), float(memory)


@click.command()
@click.option("--kind", type=click.Choice(list(BODIES)), help="This kind only, at one size.")
@click.option("--size", type=int, help="The size of that kind.")
def main(kind: str | None, size: int | None) -> None:
    """Measure all kinds of sizes, or one."""
    if kind is not None:
        seconds, memory = cost(kind, size or BODIES[kind][1])
        click.echo(f"{seconds:.4f} {memory:.0f}")
        return
    click.echo(f"{'kind':<36} {'size':>10} {'CPU s':>8} {'peak MB':>8} {'to a tenth':>11}")
    for name, (_, whole) in BODIES.items():
        tenth, _ = apart(name, whole // 10)
        seconds, memory = apart(name, whole)
        click.echo(f"{name:<36} {whole:>10,} {seconds:>8.2f} {memory:>8.0f} {seconds / tenth:>10.1f}×")


if __name__ == "__main__":
    main()
