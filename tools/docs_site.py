"""What the documentation's site needs beside `docs/`: hooks that mkdocs calls (`mkdocs.yml` names them).

README, CONTRIBUTING, CHANGELOG and SECURITY are pages too, README the first; links between all of them, and
to files that are no pages, lead where they should. Pages that the navigation does not name are added to it.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parents[1]
PAGES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "SECURITY.md": "security.md",
}
_LINK = re.compile(r"(?<=\]\()(?!\w+:|#|/)([^()\s#]+)(#[^()\s]*)?(?=\))")
_CODE = re.compile(r"(?ms)^(`{3,}|~{3,}).*?^\1[`~]*$|`[^`\n]+`")


def on_files(files: Any, *, config: Any) -> Any:
    """Add the pages that stand at the top of the repository, and complete the navigation."""
    for source, name in PAGES.items():
        text = relinked(
            (ROOT / source).read_text("utf-8"), PurePosixPath(source), config["extra"]["repository"]
        )
        files.append(File.generated(config, name, content=text))
    pages = [file.src_uri for file in files.documentation_pages()]
    config["nav"] = completed(config["nav"], pages)
    return files


def on_page_markdown(markdown: str, *, page: Any, config: Any, **_: Any) -> str:
    """Lead links that leave `docs/` to the page or, in the repository, to the file."""
    if page.file.generated_by:
        return markdown
    return relinked(markdown, PurePosixPath("docs") / page.file.src_uri, config["extra"]["repository"])


def relinked(text: str, source: PurePosixPath, repository: str) -> str:
    """The text of a file of the repository with its links as the site has them.

    A link to what does not exist stays as it is: mkdocs warns of it, and `--strict` fails.
    """

    def link(match: re.Match[str]) -> str:
        path = (ROOT / source.parent / match[1]).resolve()
        if not path.exists() or not path.is_relative_to(ROOT):
            return match[0]
        target = path.relative_to(ROOT).as_posix()
        anchor = match[2] or ""
        if target in PAGES:
            return _from(source, PAGES[target]) + anchor
        if target.startswith("docs/") and path.is_file() and not target.startswith("docs/sample-plugin/"):
            return _from(source, target.removeprefix("docs/")) + anchor
        kind = "tree" if path.is_dir() else "blob"
        return f"{repository}/{kind}/main/{target}{anchor}"

    parts: list[str] = []
    end = 0
    for code in _CODE.finditer(text):
        parts += [_LINK.sub(link, text[end : code.start()]), code[0]]
        end = code.end()
    return "".join(parts) + _LINK.sub(link, text[end:])


def _from(source: PurePosixPath, target: str) -> str:
    """A page of the site as a link on the page that a file becomes."""
    depth = len(source.parts) - 2 if source.parts[0] == "docs" else 0
    return "../" * depth + target


def completed(nav: list[Any], pages: list[str]) -> list[Any]:
    """The navigation with the rules' pages by group, and what it does not name under "More"."""
    named = set(_named(nav))
    rules = [page for page in pages if page.startswith("rules/")]
    groups: dict[str, list[str]] = {}
    for page in sorted(rules):
        if page.count("/") == 2:
            groups.setdefault(page.split("/")[1], []).append(page)
    entries: list[Any] = [page for page in rules if page == "rules/index.md"]
    entries += [{group: [{_name(page): page} for page in found]} for group, found in groups.items()]
    more = [page for page in sorted(pages) if page not in named and not page.startswith("rules/")]
    at = next((n for n, entry in enumerate(nav) if "Comparison" in entry), len(nav))
    return [*nav[:at], {"Rules": entries}, *nav[at:], *([{"More": more}] if more else [])]


def _named(nav: Any) -> list[str]:
    if isinstance(nav, str):
        return [nav]
    inner = nav.values() if isinstance(nav, dict) else nav
    return [name for entry in inner for name in _named(entry)]


def _name(page: str) -> str:
    return page.removeprefix("rules/").removesuffix(".md")
