"""`python -m ui.cli` is `citewell`."""

from ui.cli.cli import main

main()
