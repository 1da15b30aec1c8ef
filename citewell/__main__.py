"""`python -m citewell` is `citewell`."""

from ui.cli import main

main()
