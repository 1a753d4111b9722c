"""`--help` in sections: many options are found by what they are about."""

from __future__ import annotations

import click

SECTIONS = {
    "Which files": (
        "--staged",
        "--stdin-filename",
        "--exclude",
        "--force-exclude",
        "--assume-files",
    ),
    "Rules and settings": (
        "--select",
        "--extend-select",
        "--ignore",
        "--config",
        "--isolated",
        "--plugin",
        "--now",
    ),
    "Fixes": ("--fix", "--unsafe-fixes", "--diff"),
    "Output": ("--output-format", "--show", "--statistics", "--color", "--quiet"),
    "Exit code": ("--fail-on", "--exit-zero"),
    "The run": (
        "--watch",
        "--jobs",
        "--no-cache",
        "--profile",
        "--online",
        "--allow-private",
        "--dask",
        "--shard",
        "--save",
    ),
}
_OTHERS = "Other options"


class Sectioned(click.Command):
    """A command whose help shows its options in sections."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each section with its options; one that is in none comes last."""
        options = (p for p in self.get_params(ctx) if isinstance(p, click.Option))
        records = {max(p.opts, key=len): p.get_help_record(ctx) for p in options}
        shown = {name: record for name, record in records.items() if record}
        listed = {name for names in SECTIONS.values() for name in names}
        sections = {**SECTIONS, _OTHERS: tuple(name for name in shown if name not in listed)}
        for title, names in sections.items():
            rows = [shown[name] for name in names if name in shown]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)
