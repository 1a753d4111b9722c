"""Posts of other kinds than an importer's: prose in Markdown, heavy HTML, broken ones; each from a seed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

_WORDS = [
    "the", "market", "rose", "after", "a", "quiet", "morning", "and", "traders", "waited", "for",
    "news", "of", "rates", "while", "banks", "makers", "chips", "led", "gains", "day", "as", "oil",
    "fell", "bonds", "moved", "little", "in", "thin", "trade", "before", "holiday",
]  # fmt: skip
_LENGTH = 12_000


def _words(random: Random, count: int) -> str:
    return " ".join(random.choices(_WORDS, k=count))


def _sentence(random: Random) -> str:
    return _words(random, random.randint(8, 20)).capitalize() + "."


def _paragraph(random: Random) -> str:
    text = " ".join(_sentence(random) for _ in range(random.randint(2, 5)))
    word = random.choice(_WORDS)
    return text.replace(f" {word} ", f" [{word}](https://example.com/{word}) ", 1).replace(
        " led ", " *led* ", 1
    )


def prose(random: Random) -> str:
    """Markdown as people write it: headings, paragraphs, links, lists, quotes, code."""
    parts: list[str] = []
    while sum(map(len, parts)) < _LENGTH:
        kind = random.randrange(10)
        if kind == 0:
            parts.append(f"## {_words(random, 4).capitalize()}")
        elif kind == 1:
            parts.append("\n".join(f"- {_sentence(random)}" for _ in range(random.randint(2, 6))))
        elif kind == 2:
            parts.append(f"> {_sentence(random)}")
        elif kind == 3:
            parts.append("```sh\n" + "\n".join(_words(random, 5) for _ in range(4)) + "\n```")
        else:
            parts.append(_paragraph(random))
    return "\n\n".join(parts)


def markup(random: Random) -> str:
    """Heavy HTML: nested blocks, tables, figures, many attributes."""
    parts: list[str] = []
    while sum(map(len, parts)) < _LENGTH:
        number = len(parts)
        kind = random.randrange(4)
        if kind == 0:
            rows = "".join(
                f"<tr><td>{_words(random, 2)}</td><td>{random.randint(1, 999)}</td></tr>" for _ in range(6)
            )
            parts.append(f"<table>\n<tbody>{rows}</tbody>\n</table>")
        elif kind == 1:
            source = f"https://example.com/img/{number}.png"
            parts.append(
                f'<figure>\n<img src="{source}" alt="{_words(random, 3)}" width="640" height="360">\n'
                f"<figcaption>{_sentence(random)}</figcaption>\n</figure>"
            )
        elif kind == 2:
            items = "".join(f'<li class="item"><b>{_words(random, 2)}</b></li>' for _ in range(6))
            parts.append(
                f'<div class="box"><div class="inner" id="box-{number}">\n<ul>{items}</ul>\n</div></div>'
            )
        else:
            text = "".join(
                f"<span>{_words(random, 3)}</span> <em>{_words(random, 2)}</em> " for _ in range(5)
            )
            parts.append(f"<p>{text}</p>")
    return "\n\n".join(parts)


_FAULTS = (
    '<p id="a">One</p><p id="a">Two</p>',
    "<p>A <b>bold</i> word</p>",
    "[text] (https://example.com/)",
    "[text](htps://example.com/)",
    '<img src="https://example.com/a b.png" alt="x">',
    "<table><tr><td>a<tr>b</table>",
    "<p>x</p></div>",
    "<center>old</center>",
    "&nosuch; <3",
)


def broken(random: Random) -> str:
    """Prose with a fault between every few paragraphs."""
    parts = prose(random).split("\n\n")
    for at in range(4, len(parts), 5):
        parts[at] += "\n\n" + random.choice(_FAULTS)
    return "\n\n".join(parts)


KINDS: Mapping[str, Callable[[Random], str]] = {"prose": prose, "markup": markup, "broken": broken}


def write(folder: Path, kind: str, posts: int, seed: int = 20211229) -> int:
    """Write so many posts of a kind, as a Jekyll site, below a folder; the bytes written."""
    random = Random(seed)
    (folder / "_posts").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: notes\ntimezone: Europe/London\n", "utf-8")
    size = 0
    for number in range(posts):
        when = datetime(2015, 1, 1, 9, 0, tzinfo=UTC) + timedelta(hours=5 * number)
        head = f"---\nlayout: post\ntitle: Post {number}\ndate: {when:%Y-%m-%d %H:%M:%S} +0000\n---\n"
        data = f"{head}{KINDS[kind](random)}\n".encode()
        (folder / "_posts" / f"{when:%Y-%m-%d}-post-{number}.md").write_bytes(data)
        size += len(data)
    return size
