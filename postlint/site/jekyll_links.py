"""Jekyll's tags and filters in links, and the pages that its plugins make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.post import Post
from postlint.site import ruby
from postlint.site.addresses import stem
from postlint.site.jekyll_filters import absolute_url, relative_url
from postlint.site.jekyll_liquid import unknown_tag
from postlint.site.jekyll_tags import link, post_url
from postlint.site.nearness import closest
from postlint.site.verdict import Verdict, unsure

if TYPE_CHECKING:
    from postlint.site.facts import Facts, Reference
    from postlint.site.model import Site
    from postlint.site.resolve import Asked


class Unresolved(NamedTuple):
    """A tag that stops the build: its page, the tag's argument, and why."""

    page: Facts
    tag: Reference
    verdict: Verdict


@cache
def _LIQUID() -> re.Pattern[str]:
    return re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}|\{%-?\s*(.*?)\s*-?%\}", re.DOTALL)


def liquid_target(target: str, site: Site) -> str | Verdict:
    """A target with the Liquid that postlint can evaluate in its place; a verdict for all other Liquid."""
    out, at = [], 0
    for match in _LIQUID().finditer(target):
        out.append(target[at : match.start()])
        value = _output(match[1], site) if match[1] is not None else _tag(match[2], site)
        if isinstance(value, Verdict):
            return value
        out.append(value)
        at = match.end()
    rest = target[at:]
    if "{{" in rest or "{%" in rest:
        return unsure("its Liquid is not closed")
    return "".join((*out, rest))


@cache
def _PARTS() -> re.Pattern[str]:
    """The parts of an output between its bars; a bar in quotes is none."""
    return re.compile(r"""(?:"[^"]*"|'[^']*'|[^|"'])+""")


def _output(text: str, site: Site) -> str | Verdict:
    """`{{ "literal" | filters }}`, `{{ site.baseurl }}` and `{{ site.url }}`."""
    parts: list[str] = _PARTS().findall(text) or [""]
    first, *filters = (part.strip() for part in parts)
    if len(first) >= 2 and first[0] == first[-1] and first[0] in "\"'":
        value = first[1:-1]
    elif first in ("site.baseurl", "site.url"):
        value = ruby.to_s(site.context.config.get(first[5:]))
    else:
        return unsure(f"`{first}` is known only to the build")
    for name in filters:
        if name == "relative_url":
            value = relative_url(value, site)
        elif name == "absolute_url":
            value = absolute_url(value, site)
        else:
            return unsure(f"the filter `{name}` is not evaluated")
    return value


def _tag(text: str, site: Site) -> str | Verdict:
    name, _, argument = text.partition(" ")
    argument = argument.strip()
    if name == "link":
        return link(argument, site)
    if name == "post_url":
        return post_url(argument, site)
    return unsure(f"the tag `{name}` is not evaluated")


# --- what plugins and themes make ------------------------------------------------------------

_PAGELESS = frozenset((
    "jekyll-seo-tag", "jemoji", "jekyll-mentions", "jekyll-sass-converter", "jekyll-coffeescript",
    "jekyll-gist", "jekyll-github-metadata", "jekyll-include-cache", "jekyll-titles-from-headings",
    "jekyll-default-layout", "jekyll-optional-front-matter", "jekyll-readme-index", "jekyll-target-blank",
    "jekyll-relative-links", "jekyll-commonmark", "jekyll-commonmark-ghpages", "jekyll-toc", "rouge",
    "jekyll-last-modified-at", "jekyll-remote-theme", "jekyll-avatar", "jekyll-environment-variables",
    "jekyll-feed", "jekyll-sitemap", "jekyll-paginate", "jekyll-redirect-from", "kramdown-parser-gfm",
    "jekyll-watch", "jekyll-spaceship", "jekyll-minifier", "jekyll-compress-html", "jekyll-email-protect",
    "jekyll-text-theme", "jekyll-time-to-read", "kramdown-math-katex", "jekyll-katex", "github-pages",
    "jekyll-loading-lazy", "jekyll-admin", "jekyll-compose", "jekyll-asciidoc", "jekyll-tidy",
))  # fmt: skip
"""Plugins that make no page but those that `made` knows."""


def made(asked: Asked, site: Site) -> str | None:
    """Why a path that no source file explains may be served by a Jekyll site, or None."""
    config, (path, extension, kinds, _) = site.context.config, asked
    version = site.context.version
    if version is not None and version[0] < 4 and f"{stem(path)}.md".lower() in site.names:
        return "GitHub Pages makes pages of Markdown files without front matter"
    if _standard(path, config):
        return "a plugin may make it"
    if path.startswith("assets/") and (config.get("theme") or config.get("remote_theme")):
        return "the theme may bring it"
    if extension not in ("", ".html", ".htm", ".xml", ".json", ".txt"):
        return None if site.listing else "the site's files are not known"
    unknown = site.once(_unknown_plugin)
    if unknown is not None and "post" not in kinds:
        return f"{unknown} may make it"
    if not site.listing:
        return "the site's files are not known"
    return None if path else "it is the home page"


def _standard(path: str, config: Any) -> bool:
    feed = config.get("feed")
    feed_path = feed.get("path") if isinstance(feed, dict) else None
    if path in ("feed.xml", "sitemap.xml", "robots.txt", "redirects.json", feed_path):
        return True
    if isinstance(feed, dict) and path.startswith("feed/"):
        return True
    if "paginate" in config or "pagination" in config:
        return re.search(r"(?:^|/)page-?/?[0-9]+$", path) is not None
    return False


def relative_links(page: Facts, site: Site) -> bool:
    """Whether jekyll-relative-links rewrites the links of a page; in posts only if told so."""
    config = site.context.config
    names = config.get("plugins") or config.get("gems")
    if not isinstance(names, list) or not {"jekyll-relative-links", "github-pages"} & {str(n) for n in names}:
        return False
    options = config.get("relative_links")
    return page.role == "page" or (isinstance(options, dict) and bool(options.get("collections")))


def _unknown_plugin(site: Site) -> str | None:
    config = site.context.config
    folder = config.get("plugins_dir")
    folder = folder.strip("/") if isinstance(folder, str) else "_plugins"
    own = min((p for p in site.listing if p.startswith(folder + "/") and p.endswith(".rb")), default=None)
    if own is not None:
        return f"`{own}`"
    for key in ("plugins", "gems"):
        names = config.get(key)
        for name in names if isinstance(names, list) else ():
            if isinstance(name, str) and name not in _PAGELESS:
                return f"the plugin `{name}`"
    return None


def unresolved(site: Site) -> Iterator[Unresolved]:
    """The tags of published posts that stop the build, since they name what is not there."""
    if site.context.generator == "jekyll":
        for one in site.posts:
            # A post that stops the build by itself has no URL, and its tags are at fault all the same.
            if one.url is not None or one.breaks:
                # With neither includes nor a configuration, not the whole site is here.
                whole = site.once(_includes) or "_config.yml" in site.listing
                yield from (u for u in unresolved_in(one, site) if whole or u.tag.kind != "liquid[include]")


def stops(post: Post, site: Site) -> str | None:
    """Why a post stops the build of its site, as far as its tags and the site's plugins tell."""
    from postlint.site.facts import facts

    found = next(unresolved_in(facts(post), site), None)
    if found is not None:
        return found.verdict.why
    message = unknown_tag(post)
    names = (site.context.config.get(key) for key in ("plugins", "gems"))
    if message is None or any(names) or _unknown_plugin(site) is not None:
        return None
    return message


def unresolved_in(page: Facts, site: Site) -> Iterator[Unresolved]:
    """The tags of one page that stop the build."""
    known = site.once(_memory)
    for tag in page.links:
        if tag.kind not in _RESOLVERS:
            continue
        if tag.kind == "liquid[link]" and (site.part or site).shortcuts.has(f"{{% link {tag.target} %}}"):
            continue
        key = (tag.kind, tag.target)
        if key not in known:
            known[key] = _resolved(tag, site)
        result = known[key]
        if isinstance(result, Verdict) and result.cause == "stops":
            yield Unresolved(page, tag, result)


def _resolved(tag: Reference, site: Site) -> str | Verdict:
    resolver = _RESOLVERS[tag.kind]
    if site.part is not None and tag.kind != "liquid[include]":
        found = resolver(tag.target, site.part)
        if isinstance(found, str):
            return found
    return resolver(tag.target, site)


def _memory(_site: Site) -> dict[tuple[str, str], str | Verdict]:
    """What the tags of a site gave, by their kinds and arguments."""
    return {}


def _include(argument: str, site: Site) -> str | Verdict:
    """`{% include file.html %}`: a file below `includes_dir`, or the theme's."""
    name = argument.split(None, 1)[0] if argument else ""
    config = site.context.config
    if "{{" in argument or not site.listing or config.get("theme") or config.get("remote_theme"):
        return unsure("a theme may bring it")
    known = site.once(_includes)
    if name in known:
        return name
    why = f"`{_folder(site)}` has no file `{name}`"
    return Verdict("missing", "stops", why=why, near=closest(name, known))


def _folder(site: Site) -> str:
    folder = site.context.config.get("includes_dir")
    return folder.strip("/") if isinstance(folder, str) else "_includes"


def _includes(site: Site) -> frozenset[str]:
    """The files below `includes_dir`, relative to it."""
    folder = _folder(site) + "/"
    return frozenset(path[len(folder) :] for path in site.listing if path.startswith(folder))


_RESOLVERS = {"liquid[link]": link, "liquid[post_url]": post_url, "liquid[include]": _include}
