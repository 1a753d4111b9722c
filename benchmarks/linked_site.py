"""A Jekyll site whose posts link to each other: by tags, by addresses, to headings, to images."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

_WORDS = (
    *("market", "report", "index", "shares", "bond", "yield", "growth", "export", "import", "policy", "bank"),
    *("rate", "price", "supply", "demand", "energy", "metal", "grain", "harvest", "quarter", "profit"),
    *("margin", "outlook", "forecast", "analyst", "investor", "fund", "credit", "debt", "budget", "reform"),
    *("trade", "tariff", "currency", "reserve", "inflation", "wage", "labour", "housing", "steel", "copper"),
)
_HEADINGS = ("Summary", "What happened", "The numbers", "Outlook")


@dataclass(frozen=True)
class Planted:
    """How many faults of each kind stand in the site."""

    links: int = 0
    anchors: int = 0
    images: int = 0


def write(folder: Path, posts: int, *, broken: int = 20, seed: int = 7) -> Planted:
    """Write a site of that many posts, of which `broken` have a dead link, anchor and image each."""
    random = Random(seed)
    (folder / "_posts").mkdir(parents=True)
    (folder / "_layouts").mkdir()
    (folder / "assets").mkdir()
    (folder / "_config.yml").write_text("title: Links\nurl: https://example.com\ntimezone: UTC\n", "utf-8")
    layout = '<!DOCTYPE html><html lang="en"><head><title>{{ page.title }}</title></head>'
    (folder / "_layouts/post.html").write_text(f"{layout}<body>{{{{ content }}}}</body></html>\n", "utf-8")
    (folder / "index.html").write_text("---\nlayout: post\ntitle: Home\n---\n<p>Home</p>\n", "utf-8")
    names = [_name(n) for n in range(posts)]
    for n in range(200):
        (folder / "assets" / f"chart-{n}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    faulty = set(random.sample(range(posts), min(broken, posts)))
    for n, name in enumerate(names):
        text = _post(random, n, names, faulty=n in faulty)
        (folder / "_posts" / f"{name}.md").write_text(text, "utf-8")
    return Planted(len(faulty), len(faulty), len(faulty))


def _name(n: int) -> str:
    day = date(2012, 1, 1) + timedelta(days=n)
    return f"{day.isoformat()}-post-{n}"


def _post(random: Random, n: int, names: list[str], *, faulty: bool) -> str:
    parts = [f"---\nlayout: post\ntitle: Post {n}\ndate: {names[n][:10]} 08:00:00 +0000\n---\n"]
    for heading in _HEADINGS:
        parts.append(
            f"\n## {heading}\n\n{_prose(random)} [related]({{% link _posts/{_any(random, names)}.md %}})"
        )
        parts.append(f" and [before]({_address(_any(random, names))}#the-numbers).\n\n{_prose(random)}\n")
    parts.append(f"\n![chart](/assets/chart-{random.randrange(200)}.png)\n")
    parts.append(f"\nSee [above](#summary) and [a page](https://example.org/{n}).\n")
    if faulty:
        parts.append(f"\n[dead](/2011/01/01/post-{n}.html), [no heading]({_address(names[n - 1])}#outlok)")
        parts.append(f" ![gone](/assets/gone-{n}.png)\n")
    return "".join(parts)


def _any(random: Random, names: list[str]) -> str:
    return names[random.randrange(len(names))]


def _address(name: str) -> str:
    year, month, day, title = name.split("-", 3)
    return f"/{year}/{month}/{day}/{title}.html"


def _prose(random: Random) -> str:
    return " ".join(random.choices(_WORDS, k=40)).capitalize() + "."
