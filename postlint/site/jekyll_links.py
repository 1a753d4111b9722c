"""Jekyll's tags and filters in links, and the pages that its plugins make.

Tags: Jekyll 4.3 `tags/link.rb`, `tags/post_url.rb`; filters: `filters/url_filters.rb`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from postlint.post import Post
from postlint.site import ruby
from postlint.site.addresses import stem
from postlint.site.identity import remembered
from postlint.site.jekyll_liquid import unknown_tag
from postlint.site.jekyll_paths import dated
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


def _output(text: str, site: Site) -> str | Verdict:
    """`{{ "literal" | filters }}`, `{{ site.baseurl }}` and `{{ site.url }}`."""
    first, *filters = (part.strip() for part in text.split("|"))
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


def relative_url(value: str, site: Site) -> str:
    """The filter `relative_url`: with the base URL before it, unless it is absolute."""
    if _absolute(value):
        return value
    base = ruby.to_s(site.context.config.get("baseurl")).removesuffix("/")
    return normalized("".join(_slashed(part) for part in (base, value)))


def absolute_url(value: str, site: Site) -> str:
    """The filter `absolute_url`: with `url` and the base URL before it."""
    if _absolute(value):
        return value
    return ruby.to_s(site.context.config.get("url")) + relative_url(value, site)


def _slashed(part: str) -> str:
    return part if not part or part.startswith("/") else "/" + part


def _absolute(value: str) -> bool:
    return re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", value) is not None


def normalized(url: str) -> str:
    """A path as Addressable normalises it: what is not ASCII, and blanks, percent-encoded."""
    return quote(url, safe="-._~!$&'()*+,;=:@/?#[]%")


def _tag(text: str, site: Site) -> str | Verdict:
    name, _, argument = text.partition(" ")
    argument = argument.strip()
    if name == "link":
        return _link(argument, site)
    if name == "post_url":
        return _post_url(argument, site)
    return unsure(f"the tag `{name}` is not evaluated")


def _result(one: Facts, site: Site) -> str | Verdict:
    if one.url is None and one.role != "asset":
        why = f"`{one.path}` is not published: {one.why}"
        return Verdict("missing", "stops", why=why, source=one.path)
    url = one.url if one.url is not None else "/" + (one.file or "")
    version = site.context.version
    if version is not None and version[0] < 4:
        # Before 4.0 both tags give the URL without the base URL.
        return url
    return relative_url(url, site)


def _link(path: str, site: Site) -> str | Verdict:
    """`{% link path %}`: the exact path of a source file."""
    if "{{" in path or not site.listing:
        return unsure("its path is known only to the build")
    one = site.by_path.get(path.removeprefix("/"))
    if one is None or one.role == "none" or (one.role == "asset" and one.file is None):
        return Verdict(
            "missing", "stops", why=f"the site has no file `{path}`", near=closest(path, site.by_path)
        )
    return _result(one, site)


def _post_url(name: str, site: Site) -> str | Verdict:
    """`{% post_url folder/date-slug %}`: the name of a post's file, without its extension."""
    plain = name.removeprefix("/")
    match = _POST_NAME().match(plain)
    if match is None:
        why = f"`{name}` is not the name of a post, a date and a title"
        return Verdict("missing", "stops", why=why)
    posts = _named_posts(site)
    found = posts.exact.get(plain) or posts.dated.get((_day(match[1]), match[2]))
    if found is not None:
        return _result(found, site)
    if not site.listing:
        return unsure("not all posts of the site are known")
    hidden = posts.hidden.get(plain)
    if hidden is not None:
        return _result(hidden, site)
    return Verdict("missing", "stops", why=f"the site has no post `{name}`", near=closest(name, posts.exact))


@cache
def _POST_NAME() -> re.Pattern[str]:
    return re.compile(r"(?:.*/)?([0-9]+-[0-9]+-[0-9]+)-(.*)\Z")


class _Posts(NamedTuple):
    """The posts by the names that `post_url` takes: `dated` is the deprecated way, day and slug."""

    exact: dict[str, Facts]
    dated: dict[tuple[str, str], Facts]
    hidden: dict[str, Facts]


@remembered
def _named_posts(site: Site) -> _Posts:
    posts = _Posts({}, {}, {})
    for path, one in site.by_path.items():
        name = dated(path.rpartition("/")[2]) if one.role == "post" else None
        if name is None:
            continue
        before, _, below = path.rpartition(".")[0].rpartition("_posts/")
        known = posts.exact if one.url is not None else posts.hidden
        # `_posts/sub/x` is named `sub/x`, and so is `sub/_posts/x`.
        known.setdefault(before + below, one)
        if one.url is not None:
            posts.dated.setdefault((_day(name.date), name.slug), one)
    return posts


def _day(date: str) -> str:
    """A day as spelt in a name, without leading zeros."""
    return "-".join(number.lstrip("0") or "0" for number in date.split("-"))


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
    unknown = _unknown_plugin(site)
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
    own = next((p for p in sorted(site.listing) if p.startswith(folder + "/") and p.endswith(".rb")), None)
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
    for tag in page.links:
        resolver = _RESOLVERS.get(tag.kind)
        result = resolver(tag.target, site) if resolver else ""
        if isinstance(result, Verdict) and result.cause == "stops":
            yield Unresolved(page, tag, result)


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


_RESOLVERS = {"liquid[link]": _link, "liquid[post_url]": _post_url, "liquid[include]": _include}
