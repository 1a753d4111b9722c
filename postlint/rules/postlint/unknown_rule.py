"""The settings ignore a rule that does not exist.

## What it does
Reports names in the `ignore` lists of the settings that name no rule and no group, at their place
in the settings file. An unknown name in anything that *selects* rules stops the run instead.

## Why is this bad?
The line does nothing: the rule that it was written for still runs, or has been renamed, or belongs
to another version of postlint.
"""

from __future__ import annotations

from postlint.diagnostic import Severity
from postlint.registry import run_rule

rule = run_rule(Severity.WARNING, __name__)
