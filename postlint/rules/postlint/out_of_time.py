"""A rule was still busy with a post when the time for it was over.

## What it does
Names the rule and the post where a rule did not end within the time that one post may take: `time-limit`
in the settings, 60 seconds by default. The rule is interrupted, the post is finished without it, and what
follows in the same post has a tenth of that time for each rule. The other posts are finished all the
same, and the run exits with 2: it could not do all that it was asked.

## Why is this bad?
What the rule would have found in this post is not known. A post should take milliseconds: this one is
made to waste time, or it shows a bug in postlint or in a plugin.
"""

from __future__ import annotations

from postlint.diagnostic import Severity
from postlint.registry import run_rule

rule = run_rule(Severity.ERROR, __name__)
