"""What a rule may know of the site around a post, besides the post itself.

It is given, not looked up: rules read no file, no clock and no environment.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal, NamedTuple, TypeAlias

Generator: TypeAlias = Literal["jekyll", "hugo", "hexo", "eleventy", "zola", "astro", "folder"]
YamlFlavour: TypeAlias = Literal["safe_yaml", "psych", "go", "js"]
HtmlProfile: TypeAlias = Literal["renders", "conforming", "off"]


TIME_LIMIT = 60
"""Seconds that one post may take, where settings say nothing of it."""

NOTHING: Mapping[str, Any] = {}
"""What is not given; nobody adds to it."""


class Bounds(NamedTuple):
    """How much of a post is looked at: what is made to keep a program busy costs little, and is said.

    Of the front matter: characters, levels of nesting, and values with aliases expanded. Of the body: how
    deep its elements nest, its links, and the attributes of one tag. No post of the five sites that
    postlint was tried on has a tenth of any of them.
    """

    front_matter_size: int = 500_000
    front_matter_depth: int = 100
    front_matter_values: int = 20_000
    tag_depth: int = 512
    links: int = 20_000
    attributes: int = 500


class WidgetChoice(NamedTuple):
    """What a site says of quote widgets.

    `allow` names the providers whose widgets it wants. `forms` are forms of its own by name, in the shape of
    the catalogue's (schemas/widgets.schema.json), each with its ``provider``.
    """

    allow: tuple[str, ...] = ()
    forms: Mapping[str, Mapping[str, Any]] = NOTHING


class Context(NamedTuple):
    """The site and the run that a post is read in.

    `generator` is ``folder`` where none was found. `base` is the site's folder relative to the
    project (empty, or ending in ``/``). `config` is the generator's configuration as it reads
    it; `timezone` the site's zone (UTC where the configuration names none). `yaml` says who
    resolves YAML scalars: SafeYAML (upstream Jekyll) or Psych (Debian's package), Go, or js-yaml.
    `version` is the generator's major and minor version where a difference matters: (3, 10) is
    Jekyll on GitHub Pages. `plugins` says that plugins may teach the generator what it does not know by
    itself: True where nobody looked. `now` is the run's one clock. `html` is the profile that
    weighs the findings about HTML: see docs/configuration.md. `schema` is the JSON Schema of front
    matter: the name of a shipped one, or a schema's own text (which starts with ``{``); None chooses by
    generator. `schemas` does the same for the posts that a glob of paths matches. `widgets` is
    what the settings say of quote widgets. `own_rules` are the selectors of the checks that the
    settings themselves define. `time_limit` is how many seconds one post may take, `bounds` how much of
    it is looked at.
    """

    generator: Generator = "folder"
    base: str = ""
    config: Mapping[str, Any] = NOTHING
    timezone: tzinfo = UTC
    yaml: YamlFlavour = "safe_yaml"
    version: tuple[int, int] | None = None
    plugins: bool = True
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    html: HtmlProfile = "renders"
    schema: str | None = None
    schemas: Mapping[str, str] = NOTHING
    widgets: WidgetChoice = WidgetChoice()
    own_rules: tuple[str, ...] = ()
    time_limit: int = TIME_LIMIT
    bounds: Bounds = Bounds()

    @property
    def generator_title(self) -> str:
        """The generator's name as messages write it."""
        return "the site's generator" if self.generator == "folder" else self.generator.capitalize()
