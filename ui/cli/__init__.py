"""The command line: `citewell COMMAND`, one file per command.

`cli.py` lists the commands.
May import all of `ui`.
"""

from ui.cli.cli import main

__all__ = ["main"]
