"""Mutation testing: small faults planted in the code, one at a time, and whether a test notices.

`making` plants them with mutmut's operators, `reach` knows which tests run which lines, `serving` runs each
mutant in a forked process, `command` draws the sample and reports.
"""

AREAS = {
    "front_matter": "postlint/front_matter/**/*.py",
    "body": "postlint/body/**/*.py",
    "fix": "postlint/fix/*.py",
    "jekyll": "postlint/site/jekyll*.py",
}
