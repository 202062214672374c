"""`python -m igdeck` is the command `igdeck`."""

from igdeck.cli import main

main()
