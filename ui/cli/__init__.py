"""The command line: `citewell COMMAND`, a file for each command."""

from ui.cli.cli import main

__all__ = ["main"]
