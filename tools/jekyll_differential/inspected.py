"""What ``postlint inspect`` prints of a site on the disk, beside what a real build made of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from postlint.cli.inspect import command
from tools.jekyll_differential.compare import written_of
from tools.jekyll_differential.sites import RandomSite


def inspected(site: RandomSite, folder: Path, record: Mapping[str, Any]) -> Iterator[str]:
    """One line for each file whose address the command does not give, or gives otherwise."""
    said = printed(site, folder, datetime.fromtimestamp(record.get("time") or 0, UTC))
    if "error" in record:
        if not any("the build stops" in (one["why"] or "") for one in said.values()):
            yield f"inspect: the build stops: {record['error'][:200]!r}; postlint says nothing of it"
        return
    base = record["base"] + "/" if record["base"] else ""
    written = {base + path: written_of(items) for path, items in record["sources"].items()}
    rendered = {path: [one for one in items if "kind" in one] for path, items in written.items()}
    for path in sorted(said.keys() | rendered.keys()):
        theirs = rendered.get(path, ())
        ours = said.get(path)
        urls = {one["url"] for one in theirs}
        url = ours["url"] if ours and ours["url"] in urls else next(iter(urls), None)
        if ours is None and url is not None:
            yield f"inspect: {path}: not shown, Jekyll {url}"
        elif ours is not None and ours["url"] != url and not _unsure(ours):
            yield f"inspect: {path}: url {ours['url']} ({ours['why']}), Jekyll {url}"


def _unsure(one: Mapping[str, Any]) -> bool:
    return bool(one["why"] == "its date is the time of the build")


def printed(site: RandomSite, folder: Path, now: datetime) -> dict[str, Mapping[str, Any]]:
    """The lines of ``postlint inspect`` by path."""
    given = ["--isolated", "--now", now.isoformat()]
    if site.configs:
        given += ["--config", f"jekyll.config={','.join(site.configs)}"]
    # Debian's Jekyll reads front matter with Psych, as no other does.
    result = CliRunner().invoke(command, [*given, "--config", "jekyll.yaml=psych", str(folder)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return {one["path"]: one for one in map(json.loads, result.stdout.splitlines())}
