"""``python -m postlint``."""

from postlint.cli import program

program()
