"""What becomes of a post whose front matter its generator cannot read, in words."""

from __future__ import annotations

from collections.abc import Mapping

from postlint.context import Context, Generator

_UNREADABLE: Mapping[Generator, str] = {
    "jekyll": "Jekyll publishes the post without its front matter",
    "hugo": "Hugo stops the build",
    "hexo": "Hexo leaves the post out",
    "eleventy": "Eleventy stops the build",
    "astro": "Astro stops the build",
    "zola": "Zola stops the build",
    "folder": "the front matter cannot be read",
}
"""Jekyll 4.3 logs a YAML error, exits with 0, and publishes the bare body at the build's date."""


def unreadable(context: Context) -> str:
    """What becomes of a post whose front matter cannot be read; Jekyll may be told to be strict."""
    if context.generator == "jekyll" and context.config.get("strict_front_matter"):
        return "Jekyll stops the build"
    return _UNREADABLE[context.generator]


PRINTED: Mapping[Generator, str] = {
    "jekyll": "Jekyll publishes the front matter as text",
    "hugo": "Hugo publishes the front matter as text",
    "hexo": "Hexo publishes the front matter as text",
    "eleventy": "Eleventy publishes the front matter as text",
    "astro": "Astro publishes the front matter as text",
    "zola": "Zola stops the build",
    "folder": "the front matter is published as text",
}
"""What becomes of front matter whose fences the generator does not see."""
