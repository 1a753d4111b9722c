"""Where most links of a site lead, found by their text alone: what is not found here needs the whole way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlint.site.facts import Facts
    from postlint.site.model import Site


class Shortcuts:
    """The pages of a site by the plain ways to name them: their address, or Jekyll's `link` tag."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._names: dict[str, frozenset[str]] = {}
        pages = site.by_url.items()
        self._pages = {site.base + url: found[0] for url, found in pages if found[0].file and "%" not in url}
        config = site.context.config
        version = site.context.version
        # Before Jekyll 4 the tag left the base URL out.
        plain = not site.base or version is None or version[0] >= 4
        if site.context.generator == "jekyll" and plain and not config.get("collections_dir"):
            served = {one.path for one in self._pages.values()}
            for path, one in site.by_path.items():
                if one.path in served:
                    self._pages[f"{{% link {path} %}}"] = one

    def lead(self, page: Facts, target: str) -> bool:
        """Whether a link of `page` leads to a page of the site, and to an anchor that it has."""
        path, mark, name = target.partition("#")
        if not path:
            return name in self._anchors(page)
        one = self._pages.get(path)
        return one is not None and (not mark or name in self._anchors(one))

    def has(self, target: str) -> bool:
        """Whether a target names a page of the site."""
        return target in self._pages

    def _anchors(self, page: Facts) -> frozenset[str]:
        names = self._names.get(page.path)
        if names is None:
            names = self._names[page.path] = frozenset(self._site.anchors(page))
        return names
