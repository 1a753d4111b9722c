"""postlint: the linter for the post files of static sites."""

__version__ = "0.1.0"
