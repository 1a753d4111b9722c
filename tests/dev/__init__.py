"""Commands for those who work on postlint: ``python -m tests.dev COMMAND``."""
