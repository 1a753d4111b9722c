"""A rule of postlint, or of a plugin, failed on a post.

## What it does
Names the rule and the post where a rule stopped with an error of its own, instead of finding
something or nothing. The other rules and the other posts are finished all the same, and the run
exits with 2: it could not do all that it was asked.

## Why is this bad?
What the rule would have found in this post is not known. It is a bug in postlint or in the plugin
that brought the rule: please report it, with the post.
"""

from __future__ import annotations

from postlint.diagnostic import Severity
from postlint.registry import run_rule

rule = run_rule(Severity.ERROR, __name__)
