"""The files that postlint writes for a project, and what it asks to be added to those that are there."""

from __future__ import annotations

import json
import shlex
import sys

from postlint import __version__

REPOSITORY = "https://github.com/postlint/postlint"


def settings(schema: str) -> str:
    """A postlint.toml that says what holds anyway, and how to change it."""
    return f"""\
# Settings of postlint. `postlint config` shows what is in force, `postlint rule` lists the rules.

# What front matter must look like: a shipped schema (`postlint schema show` lists them), or a file
# (`postlint schema infer > post.schema.json` drafts one from the posts that there are).
schema = "{schema}"

# The least severity that stops a commit and fails CI: "error", "warning", "info" or "never".
fail-on = "warning"

# Paths that are not linted, as in .gitignore.
exclude = []

[rules]
# "link/insecure" = "off"
# "html/obsolete" = "info"
"""


def git_hook(folder: str) -> str:
    """A hook of git that lints what is staged, with the postlint that wrote it, or the one on the PATH."""
    words = "--staged" + (f" {shlex.quote(folder)}" if folder else "")
    return f"""\
#!/bin/sh
# Lints the posts that a commit adds or changes, as they are staged. Written by `postlint init`.
python={shlex.quote(sys.executable)}
if [ -x "$python" ]; then
  exec "$python" -P -m postlint {words}
fi
exec postlint {words}
"""


def pre_commit() -> str:
    """The entry of .pre-commit-config.yaml."""
    return f"""\
  - repo: {REPOSITORY}
    rev: v{__version__}
    hooks:
      - id: postlint
      - id: postlint-site  # the whole site before a push: a deleted post breaks links elsewhere
"""


def pre_commit_file() -> str:
    """A whole .pre-commit-config.yaml."""
    return f"repos:\n{pre_commit()}"


def github(folder: str) -> str:
    """A workflow of GitHub Actions."""
    paths = f"\n          paths: {json.dumps(folder)}" if folder else ""
    return f"""\
name: postlint
on:
  push:
    branches: [main, master]
  pull_request:
permissions:
  contents: read
  security-events: write
jobs:
  postlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: postlint/postlint@v{__version__}
        with:
          sarif: postlint.sarif
          upload: "true"{paths}
"""


def gitlab(folder: str) -> str:
    """A job of GitLab CI."""
    paths = f" {shlex.quote(folder)}" if folder else ""
    return f"""\
postlint:
  image: python:3.12
  script:
    - pip install postlint=={__version__}
    - postlint --output-format full --output-format gitlab=codequality.json{paths}
  artifacts:
    when: always
    reports:
      codequality: codequality.json
"""


def vscode_extensions() -> str:
    """The extension that VS Code is to recommend."""
    return json.dumps({"recommendations": ["postlint.postlint"]}, indent=2) + "\n"
