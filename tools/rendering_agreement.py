"""How often our rendering of a post has the elements that the generator's own renderer makes.

    python -m tools.rendering_agreement [--show CORPUS] [FOLDER]

FOLDER holds real sites (default: ``../shared/corpora``). The body of each Markdown post, its Liquid
masked, goes to our renderer and to the real one: kramdown with its GFM parser by Ruby for Jekyll, goldmark
by ``hugo`` for Hugo, pulldown-cmark's own HTML writer (pyromark) for Zola. What is compared is the sequence
of the names of elements, in the order of the document, after the standard's parser has read both.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from postlint.body import liquid, tokenizer
from postlint.context import Context, Generator
from postlint.post import Post
from postlint.text import Source

CORPORA = Path(__file__).parents[1].parent / "shared/corpora"

_KRAMDOWN = """
require 'json'; require 'kramdown'; require 'kramdown-parser-gfm'
STDIN.each_line { |line| puts JSON.generate(
  Kramdown::Document.new(JSON.parse(line), input: 'GFM', hard_wrap: false, syntax_highlighter: nil).to_html) }
"""

_HUGO = """
disableKinds = ["home", "taxonomy", "term", "section", "RSS", "sitemap", "404"]
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
codeFences = false
"""

Render = Callable[[Sequence[str]], list[str]]


def by_kramdown(texts: Sequence[str]) -> list[str]:
    """The HTML that kramdown 2.4 makes of each text."""
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(["ruby", "-e", _KRAMDOWN], input=lines, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def by_goldmark(texts: Sequence[str]) -> list[str]:
    """The HTML that Hugo's goldmark makes of each text, raw HTML let through."""
    with tempfile.TemporaryDirectory() as name:
        site = Path(name)
        (site / "layouts/_default").mkdir(parents=True)
        (site / "layouts/_default/single.html").write_text("{{ .Content }}", "utf-8")
        (site / "config.toml").write_text(_HUGO, "utf-8")
        (site / "content").mkdir()
        for number, text in enumerate(texts):
            # A shortcode would need its template; no dialect reads a zero-width space as markup.
            kept = text.replace("{{", "{\u200b{")
            (site / f"content/p{number}.md").write_text(f"---\ntitle: t\n---\n{kept}", "utf-8")
        subprocess.run(["hugo", "--quiet"], cwd=site, check=True)
        return [(site / f"public/p{n}/index.html").read_text("utf-8") for n in range(len(texts))]


def by_pulldown(texts: Sequence[str]) -> list[str]:
    """The HTML that pulldown-cmark's own writer makes of each text."""
    import pyromark

    options = pyromark.Options
    chosen = (
        options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_HEADING_ATTRIBUTES
    )
    return [pyromark.html(text, options=chosen) for text in texts]


RENDERERS: dict[str, tuple[Generator, Render, str]] = {
    "rails-weblog": ("jekyll", by_kramdown, "ruby"),
    "mzlogin": ("jekyll", by_kramdown, "ruby"),
    "cosx": ("hugo", by_goldmark, "hugo"),
    "rust-blog": ("zola", by_pulldown, ""),
}


def elements(html: str) -> list[str]:
    """The names of the elements that the standard's parser finds, in the order of the document."""
    return [node.tag for node in tokenizer.document(html).iter_elements()]


def bodies(site: Path, generator: Generator) -> Iterator[tuple[str, str, str]]:
    """Of each Markdown post: its path, its body with the Liquid masked, and our rendering."""
    context = Context(generator=generator)
    for path in sorted(site.rglob("*")):
        if path.suffix not in (".md", ".markdown", ".mkd"):
            continue
        source = Source.decode(path.relative_to(site).as_posix(), path.read_bytes())
        body = Post(source, context).body
        text = source.text[body.span.start :].replace("\r\n", "\n")
        yield source.path, liquid.mask(text, source.path, generator, True).text, body.html


def difference(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """The first stretch in which two sequences differ."""
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            return f"{' '.join(ours[a:b][:4]) or '-'} / {' '.join(theirs[c:d][:4]) or '-'}"
    return ""


class Agreement(NamedTuple):
    """How many posts of a site there are, and how those differ whose elements are not the same."""

    posts: int
    different: Mapping[str, str]

    @property
    def share(self) -> float:
        """The share of posts with the same elements."""
        return 1 - len(self.different) / self.posts


def agreement(folder: Path, name: str) -> Agreement | None:
    """How a site's posts agree with the real renderer; None where the site or the program is missing."""
    generator, render, program = RENDERERS[name]
    if not (folder / name).is_dir() or (program and shutil.which(program) is None):
        return None
    posts = list(bodies(folder / name, generator))
    real = render([text for _, text, _ in posts])
    kinds = {
        path: difference(elements(ours), elements(theirs))
        for (path, _, ours), theirs in zip(posts, real, strict=True)
    }
    return Agreement(len(posts), {path: kind for path, kind in kinds.items() if kind})


def main() -> None:
    """Print, for each site, how many posts have the same elements, and how the others differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=CORPORA)
    parser.add_argument("--show", metavar="CORPUS", help="name each post of a site that differs")
    asked = parser.parse_args()
    for name, (_, render, _) in RENDERERS.items():
        found = agreement(asked.folder, name)
        if found is None:
            print(f"{name:14} left out: the site or the program is not here")
            continue
        same = found.posts - len(found.different)
        print(f"{name:14} {same:4} of {found.posts:4} {found.share:7.1%}  by {render.__name__[3:]}")
        for path, kind in found.different.items() if asked.show == name else ():
            print(f"  {path}: {kind} (ours / theirs)")


if __name__ == "__main__":
    main()
