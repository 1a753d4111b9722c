"""``postlint inspect PATHS``: what the rules see of each post."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from postlint import widgets
from postlint.cli.options import reading_posts
from postlint.cli.problems import explained
from postlint.post import Post
from postlint.project import Project, Request
from postlint.report.json import dumps
from postlint.report.visible import visible
from postlint.run import jobs, site_at
from postlint.site.generator import publish, publish_in
from postlint.site.model import Site


@click.command("inspect")
@reading_posts
@explained
def command(request: Request) -> int:
    """Show what postlint, and so the generator, sees in each post: one JSON object a line.

    Of a folder also the other pages that its generator renders.
    """
    project = Project.open(request, datetime.now(UTC))
    failed = False
    sites: dict[Path | None, Site] = {}
    posts = {job.path: job.data for job in jobs(project)}
    for path in posts if request.stdin else project.sources():
        try:
            source = project.source(path, posts.get(path))
        except OSError as error:
            click.echo(f"postlint: {visible(str(path))}: {error.strerror}", err=True)
            failed = True
            continue
        root = project.site_root(path.parent)
        if root not in sites:
            sites[root] = site_at(project, root)
        post = Post(source, project.setup(path).context)
        # A file that is copied as it is, or not read at all, is shown only where it is named.
        if path in posts or post.once(publish).role not in ("asset", "none"):
            click.echo(dumps(seen(post, sites[root])))
    return 2 if failed else 0


def seen(post: Post, site: Site) -> dict[str, Any]:
    """All that postlint sees in a post of a site, as plain JSON data; places are offsets in the file."""
    # Generators in JavaScript read on, with U+FFFD in the place of what does not decode.
    decoded = post.source.undecodable is None or post.context.yaml == "js"
    if not decoded and post.context.generator != "jekyll":
        return {"path": post.path, "url": None, "why": "the file is not UTF-8", **_NOTHING}
    publication = publish_in(post, site)
    if not decoded:
        why = publication.why or "the file is not UTF-8, so its front matter is not read"
        return {"path": post.path, "url": publication.url, "why": why, **_NOTHING}
    return {
        "path": post.path,
        "url": publication.url,
        "why": publication.why,
        "date": _time(publication.date),
        "title": publication.title,
        "categories": list(publication.categories),
        "tags": list(publication.tags),
        "front_matter": dict(post.front_matter.data) if post.front_matter else None,
        "links": [
            {"text": link.text, "target": link.target, "kind": link.kind, **link.place._asdict()}
            for link in post.body.links
        ],
        "anchors": [{"name": anchor.name, **anchor.span._asdict()} for anchor in post.body.anchors],
        "widgets": [
            {
                "provider": widget.provider,
                "form": widget.form,
                "kind": widget.kind,
                "market": widget.market,
                "symbol": widget.symbol,
                "name": widget.name,
                **widget.span._asdict(),
            }
            for widget in post.once(widgets.find)
        ],
    }


_NOTHING: dict[str, Any] = {
    "date": None,
    "title": None,
    "categories": [],
    "tags": [],
    "front_matter": None,
    "links": [],
    "anchors": [],
    "widgets": [],
}


def _time(when: datetime | date | None) -> str | None:
    return when.isoformat() if when else None
