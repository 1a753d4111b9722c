"""A page as Jekyll reads it: a file with front matter, in no collection (Jekyll 4.3 `page.rb`)."""

from __future__ import annotations

from postlint.post import Post
from postlint.site import jekyll_urls as urls
from postlint.site import ruby
from postlint.site.jekyll_defaults import page_defaults
from postlint.site.jekyll_output import (
    NotRead,
    asset,
    false,
    front_matter,
    has_header,
    output_extension,
    redirects,
    require_text,
    settings,
    texts,
    written,
)
from postlint.site.jekyll_paths import Place, Settings
from postlint.site.jekyll_urls import BuildStops
from postlint.site.publication import Publication


def page(post: Post) -> Publication:
    """What Jekyll makes of a file that is no post and in no collection."""
    known, path = settings(post.context), post.site_path
    if not has_header(post):
        return asset(post, Place("page"))
    try:
        own = dict(front_matter(post))
    except NotRead as error:
        if known.config.get("strict_front_matter"):
            raise BuildStops(str(error)) from None
        faults = post.front_matter.faults if post.front_matter else ()
        if any(fault.cause == "no-mapping" for fault in faults):
            raise BuildStops(f"Invalid YAML front matter in {path}") from None
        own = {}
    # Jekyll looks for `published` in the page itself only, and for all else also in the defaults.
    withheld = "published" in own and false(own["published"]) and false(known.config.get("unpublished"))
    data = {**page_defaults(path, known), **own}
    if data.get("permalink") == "" and "permalink" in own:
        raise BuildStops(f"Invalid permalink in {path}")
    url, extension = page_url(path, data.get("permalink"), known)
    if not withheld:
        require_text(post, known)
    title = data.get("title")
    return Publication(
        "page",
        url=None if withheld else url,
        file=None if withheld else written(url, extension, index="index" + extension),
        why="its `published` is false or empty" if withheld else None,
        title=None if title is None else ruby.to_s(title),
        categories=texts(data.get("categories")),
        tags=texts(data.get("tags")),
        aliases=redirects(data),
        address=url,
    )


def page_url(path: str, permalink: object, known: Settings) -> tuple[str, str]:
    if not false(permalink) and not isinstance(permalink, str):
        raise BuildStops(f"undefined method `index' for {ruby.inspect(permalink)} (`permalink`)")
    folder, _, name = path.rpartition("/")
    extension = ruby.extname(name)
    stem = name[: len(name) - len(extension)].rstrip(".") if extension else ""
    # Ruby's `name[0..-1 - 0]` for a name without extension is the whole name.
    stem = stem if extension else name.rstrip(".")
    output = output_extension(extension, permalink, known)
    if isinstance(permalink, str):
        template = permalink
    elif output not in (".html", ".xhtml", ".htm"):
        template = "/:path/:basename:output_ext"
    elif stem == "index":
        template = "/:path/"
    else:
        template = urls.suffixed("/:path/:basename", known.style)
    values = {"path": "/" + folder if folder else "", "basename": stem, "output_ext": output}
    return urls.from_page(template, values), output
