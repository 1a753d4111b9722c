"""Mutation testing: small faults planted in the code, one at a time, and whether a test notices.

`making` plants them with mutmut's operators, `reach` knows which tests run which lines, `serving` runs each
mutant in a forked process (`inside` keeps the command line in it), `command` draws the sample and reports.
"""

from typing import NamedTuple


class Area(NamedTuple):
    """A part of the code: a pattern of its modules, and the folders of the tests that are about it."""

    modules: str
    tests: tuple[str, ...]


AREAS = {
    "front_matter": Area("postlint/front_matter/**/*.py", ("front_matter", "dates")),
    "body": Area("postlint/body/**/*.py", ("body", "conformance")),
    "fix": Area("postlint/fix/*.py", ("fixing",)),
    "jekyll": Area("postlint/site/jekyll*.py", ("site",)),
}
