"""Jekyll's filters of URLs (Jekyll 4.3 `filters/url_filters.rb`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from postlint.site import ruby
from postlint.site.addressable import InvalidURI, normalized, scheme

if TYPE_CHECKING:
    from postlint.site.model import Site


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
    own = ruby.to_s(site.context.config.get("url"))
    return normalized(own + relative_url(value, site)) if own else relative_url(value, site)


def _slashed(part: str) -> str:
    return part if not part or part.startswith("/") else "/" + part


def _absolute(value: str) -> bool:
    try:
        return scheme(value) is not None
    except InvalidURI:
        return False
