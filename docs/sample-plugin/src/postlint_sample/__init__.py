"""A sample plugin for postlint: one module for each rule, as postlint has them itself."""

from postlint_sample import many_authors, shouting_title

rules = (many_authors.check, shouting_title.check)
